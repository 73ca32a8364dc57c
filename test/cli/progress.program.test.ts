// Everything that takes over a second shows how far it is, at a terminal.

import { beforeAll, describe, expect, test } from 'vitest';
import { makeBigDatabase } from '../support/big-database.ts';
import { runMemories } from '../support/run.ts';
import { tempFolder } from '../support/temp.ts';
import { atTerminal, hasTerminals } from '../support/terminal.ts';

const home = tempFolder();
let env: Record<string, string> = {};

beforeAll(() => {
  env = { MEMORIES_DB: makeBigDatabase(home, 150_000) };
}, 60_000);

describe.skipIf(!hasTerminals())('a bar is shown by', () => {
  // The first one makes the index.
  test.each([
    [['search', 'soup', '-n', '1'], 'of 150,000 posts'],
    [['export', '-o', 'tweets.jsonl'], 'of 150,000 posts'],
  ])('%j', async (args, words) => {
    const { code, screen } = await atTerminal(args, [], { home, env });
    expect(code).toBe(0);
    expect(screen).toMatch(/━+─*.*\d+% {2}[\d,]+ /);
    expect(screen).toContain(words);
  });

  test('nothing where standard error is no terminal', async () => {
    const { stderr } = await runMemories(['export', '-o', 'more.jsonl'], { home, env });
    expect(stderr).toBe('150,000 posts exported: more.jsonl\n');
  });
});
