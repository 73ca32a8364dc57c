// Colours of the real program, whose output is a pipe.

import { beforeAll, expect, test } from 'vitest';
import { zipFixture } from '../support/archives.ts';
import { databaseOf, homeWith } from '../support/main.ts';
import { runMemories } from '../support/run.ts';

const COLOR = `${String.fromCodePoint(0x1b)}[`;

let home: string;

beforeAll(async () => {
  home = await homeWith(await zipFixture('data-2024'));
});

test('the real program writes colours into a pipe only when asked to', async () => {
  const run = async (...flags: string[]): Promise<string> =>
    (await runMemories(['on', '11-22', '--db', databaseOf(home), ...flags])).stdout;
  expect(await run()).not.toContain(COLOR);
  expect(await run('--color=always')).toContain(COLOR);
});
