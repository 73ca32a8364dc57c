// `--limit N`: some of a day's memories, something of every year, and how to see the others. `--year`: those of one year.

import { beforeAll, describe, expect, test } from 'vitest';
import { archiveWith, homeWith, jsonOf, runMain, writeConfig, type DayJson } from '../support/main.ts';
import { snowflakeAt } from '../support/tweets.ts';

const OWN = { in_reply_to_user_id: '4242', in_reply_to_user_id_str: '4242' };
const BEST = 'A whole sentence about the tide, the mud and the long way home in the dark.';

let home: string;

beforeAll(async () => {
  const year = (of: number): { at: string; text: string }[] => [
    { at: `${of}-11-22T08:00:00Z`, text: 'hm' },
    { at: `${of}-11-22T10:00:00Z`, text: `${BEST} ${of}` },
    { at: `${of}-11-22T12:00:00Z`, text: 'ok' },
  ];
  home = await homeWith(await archiveWith([...year(2011), ...year(2015), ...year(2019)]));
});

interface LimitedDay extends DayJson {
  readonly omitted?: number;
}

describe('--limit', () => {
  test.each([
    ['today', '--limit', '3'],
    ['on', '11-22', '-n', '3'],
  ])('%s %s shows the best of every year, and counts the others with the command that shows them', async (...args) => {
    const { code, stdout } = await runMain([...args], { home });
    expect(code).toBe(0);
    expect(stdout).toContain('9 memories from 3 years, 2011 to 2019\n');
    for (const of of [2011, 2015, 2019]) {
      expect(stdout.replaceAll(/\n\s+/g, ' ')).toContain(`${BEST} ${of}`);
      expect(stdout).toContain(`and 2 more from ${of}: memories on 11-22 --year ${of}\n`);
    }
    expect(stdout).not.toMatch(/ (?:hm|ok)\n/);
  });

  test('below the number of years, the others are counted together', async () => {
    const { stdout } = await runMain(['today', '--limit', '1'], { home });
    expect(stdout).toContain('and 2 more from 2011: memories on 11-22 --year 2011\n');
    expect(stdout).toContain('6 more memories of 2019 and 2015: memories on 11-22\n');
  });

  test('is a setting too, and all are shown where there is room', async () => {
    writeConfig(home, 'limit: 3\n');
    const limited = await runMain(['today'], { home });
    const json = (await jsonOf(['today'], { home })) as DayJson;
    expect(json.shown).toBe(9);
    writeConfig(home, '');
    expect(limited.stdout).toContain('and 2 more from 2015');
    const all = await runMain(['today', '-n', '9'], { home });
    expect(all.stdout).toBe((await runMain(['today'], { home })).stdout);
  });

  test('holds for JSON, which says how many of which year are missing', async () => {
    const limited = (await jsonOf(['today', '--limit', '4'], { home })) as LimitedDay;
    expect(limited.shown).toBe(4);
    expect(limited.omitted).toBe(5);
    const counts = limited.years.map((year) => [year.posts.length, (year as { omitted?: number }).omitted]);
    expect(counts.map(([shown = 0, omitted = 0]) => shown + omitted)).toEqual([3, 3, 3]);
    const all = await jsonOf(['today'], { home });
    expect(JSON.stringify(all)).not.toContain('omitted');
  });

  test('holds for a week, whose days name theirs', async () => {
    const { stdout } = await runMain(['week', '-n', '1'], { home });
    expect(stdout).toContain('6 more memories of 2019 and 2015 on 22 November: memories on 11-22\n');
  });

  test.each(['0', '-1', 'x', '1.5'])('of %s is refused', async (limit) => {
    const { code, stderr } = await runMain(['today', '--limit', limit], { home });
    expect(code).toBe(2);
    expect(stderr).toContain('a whole number from 1');
  });

  test('a thread that is cut is not said to go on on other days', async () => {
    const parts = Array.from({ length: 9 }, (_, index) => ({
      at: `2016-11-22T10:0${index}:00Z`,
      text: `${BEST} ${index}`,
      ...(index === 0 ? {} : { ...OWN, in_reply_to_status_id_str: snowflakeAt(`2016-11-22T10:0${index - 1}:00Z`) }),
    }));
    const threaded = await homeWith(await archiveWith(parts));
    const { stdout } = await runMain(['today', '-n', '3'], { home: threaded });
    expect(stdout).toContain(`6 more parts of this thread: memories thread ${snowflakeAt('2016-11-22T10:00:00Z')}\n`);
    expect(stdout).toContain('and 6 more from 2016: memories on 11-22 --year 2016\n');
  });
});

describe('--year', () => {
  test('shows the memories of that year only', async () => {
    const { years, shown } = (await jsonOf(['on', '11-22', '--year', '2015'], { home })) as DayJson;
    expect([years.map(({ year }) => year), shown]).toEqual([[2015], 3]);
  });

  test('says so of a year without any', async () => {
    const { stdout } = await runMain(['today', '--year', '2014'], { home });
    expect(stdout).toContain('No memories on 22 November: nothing was written then in 2014.');
  });
});
