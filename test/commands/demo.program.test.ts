// `memories demo` in the real program leaves nothing behind.

import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runMemories } from '../support/run.ts';
import { tempFolder } from '../support/temp.ts';

describe('memories demo', () => {
  test('touches neither the database nor the configuration, and leaves nothing in the temporary folder', async () => {
    const [home, temporary] = [tempFolder(), tempFolder()];
    const env = { TMPDIR: temporary, NODE_DISABLE_COMPILE_CACHE: '1' };
    const { code, stderr } = await runMemories(['demo'], { home, env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(readdirSync(temporary)).toEqual([]);
    expect(readdirSync(home)).toEqual([]);
  });
});
