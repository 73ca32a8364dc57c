// kill -9 at any moment of what writes: nothing that was there is lost, and the same command run again completes.

import { afterAll, expect, test } from 'vitest';
import { campaign, KILLS, SEED, type Kind } from './campaign.ts';
import { digest } from './digest-homes.ts';
import { IMPORTS } from './import-victims.ts';
import { migration } from './migration-victim.ts';

const KINDS: readonly Kind[] = [...IMPORTS, migration, digest];
const SHARE = Math.ceil(KILLS / KINDS.length);

const figures: { kind: string; kills: number; within: number | null; lost: number }[] = [];

afterAll(() => {
  const total = (of: 'kills' | 'lost'): number => figures.reduce((sum, figure) => sum + figure[of], 0);
  const rows = [...figures, { kind: 'all', kills: total('kills'), within: null, lost: total('lost') }];
  const lines = rows.map(({ kind, kills, within, lost }) => {
    const inWindow = within === null ? '' : ` (${within} before it was done)`;
    return `  ${kind.padEnd(10)}  ${kills} kills${inWindow}, ${lost} lost`;
  });
  process.stdout.write(`\nFaults (seed ${SEED}):\n${lines.join('\n')}\n`);
});

test.each(KINDS)(
  '$name, killed at any moment, loses nothing, and completes when it is run again',
  async (kind) => {
    const { lost, within } = await campaign(kind, SHARE);
    figures.push({ kind: kind.name, kills: SHARE, within, lost: lost.length });
    expect(lost).toEqual([]);
    if (within !== null) expect(within).toBeGreaterThanOrEqual(SHARE / 2);
  },
  60_000 + SHARE * 20_000,
);
