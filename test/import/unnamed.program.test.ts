// Two things that a new user ran into: a stored zip that names no owner, and a TZ that names no zone.

import { beforeAll, describe, expect, test } from 'vitest';
import { zipFixture } from '../support/archives.ts';
import { homeWith, runMain } from '../support/main.ts';
import { runMemories } from '../support/run.ts';
import { tempFolder } from '../support/temp.ts';

test('a stored zip without account and manifest is read until it tells whose it is', async () => {
  const zip = await zipFixture('data-2020', { store: true, without: /(account|manifest)\.js$/ });
  const { code, stdout } = await runMemories(['import', zip]);
  expect(code).toBe(0);
  expect(stdout).toContain('16 posts read');
});

test.each([':/nowhere/localtime', '', 'Bogus/Zone'])('TZ=%j is no crash: the days are those of UTC', async (TZ) => {
  const home = tempFolder();
  await runMemories(['import', await zipFixture('data-2020')], { home });
  const { code, stdout } = await runMemories(['on', '11-22', '--json'], { home, env: { TZ } });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ timeZone: 'UTC' });
});

describe('a TZ that names no zone', () => {
  let home: string;
  beforeAll(async () => {
    home = await homeWith(await zipFixture('data-2020'));
  });

  test.each([':/nowhere/localtime', 'Bogus/Zone', 'CET-1CEST', '+05:30'])('%s is told in one line', async (TZ) => {
    for (const args of [['today'], ['accounts'], ['random'], ['week']]) {
      const { stderr } = await runMain(args, { home, env: { TZ } });
      expect(stderr).toBe(
        `warning: TZ is "${TZ}", which isn't a time zone such as Europe/Paris: days are those of UTC (to choose: memories config set time_zone <zone>)\n`,
      );
    }
  });

  test('is no matter where the zone comes from elsewhere, or is not used', async () => {
    const env = { TZ: 'Bogus/Zone' };
    for (const args of [['today', '--time-zone', 'Europe/Paris'], ['hidden'], ['config'], ['demo']]) {
      expect((await runMain(args, { home, env })).stderr, args.join(' ')).toBe('');
    }
    const set = { ...env, MEMORIES_TIME_ZONE: 'Europe/Paris' };
    expect((await runMain(['today'], { home, env: set })).stderr).toBe('');
  });

  test.each(['', 'UTC', 'UTC0', 'GMT', ':UTC', 'Europe/Paris', ':Europe/Paris', 'posix/Europe/Paris'])(
    'is not %j',
    async (TZ) => {
      expect((await runMain(['today'], { home, env: { TZ } })).stderr).toBe('');
    },
  );
});
