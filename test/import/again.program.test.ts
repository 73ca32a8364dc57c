// An archive that is named twice, in the real program.

import { expect, test } from 'vitest';
import { zipFixture } from '../support/archives.ts';
import { runMemories } from '../support/run.ts';

test('an archive that is named twice on the command line is imported once', async () => {
  const zip = await zipFixture('data-2020');
  const { code, stdout } = await runMemories(['import', '--json', zip, zip, zip.replace(/\/([^/]+)$/, '/./$1')]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ imports: [{ source: 'data-2020.zip', posts: { read: 16, added: 16 } }] });
});
