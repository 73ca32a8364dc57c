// Where the real program has its database and its configuration.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { archiveWith } from '../support/main.ts';
import { runMemories } from '../support/run.ts';
import { tempFolder } from '../support/temp.ts';

describe('the database', () => {
  test.skipIf(process.platform !== 'linux')(
    'and the configuration are in the XDG folders of the real program',
    async () => {
      const home = tempFolder();
      const archive = await archiveWith([{ at: '2020-11-22T08:00:00Z', text: 'mine' }]);
      expect(await runMemories(['import', '-q', archive], { home })).toMatchObject({ code: 0, stderr: '' });
      expect(existsSync(join(home, '.local/share/memories/memories.db'))).toBe(true);
      mkdirSync(join(home, '.config/memories'), { recursive: true });
      writeFileSync(join(home, '.config/memories/config.yaml'), 'time_zone: paris\n');
      expect((await runMemories(['today'], { home })).stderr).toContain(
        `${join(home, '.config/memories/config.yaml')}, line 1`,
      );
    },
  );
});
