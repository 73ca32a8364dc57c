// `memories calendar`, `stats` and `year` on the command line; their numbers are in statistics.test.ts.

import stringWidth from 'fast-string-width';
import { beforeAll, describe, expect, test } from 'vitest';
import { zipFixture } from '../support/archives.ts';
import { archiveWith, homeWith, jsonOf, replyDraft, runMain, TERMINAL, writeConfig } from '../support/main.ts';
import { statisticsHome } from './example-home.ts';

let home: string;

beforeAll(async () => {
  home = await statisticsHome();
});

async function run(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runMain(args, { home });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

describe('memories calendar', () => {
  test('says what is in it', async () => {
    const shown = await run('calendar');
    expect(shown).toMatch(/^The memories of each day\n5 memories on 3 of 365 days, all earlier years together\n/);
    expect(shown).toMatch(
      /Fullest {2}14 March, 3 memories\nNext {5}14 March, 3 memories\nNone {5}on 362 days: 1 January to 13 March, 15 March to 30 June/,
    );
    expect(shown).toContain('Left out: 1 retweet (--retweets shows it)');
  });

  test('takes the choice of today: retweets, replies, accounts, the zone, a year', async () => {
    const total = async (...args: string[]): Promise<unknown> =>
      ((await jsonOf(['calendar', ...args], { home })) as { total: number }).total;
    expect(await total('--retweets')).toBe(6);
    expect(await total('--no-replies')).toBe(4);
    expect(await total('-a', 'PondNews')).toBe(1);
    expect(await total('--year', '2015')).toBe(3);
    const east = (await jsonOf(['calendar', '--year', '2015', '--time-zone', 'Asia/Tokyo'], { home })) as {
      days: { date: string; count: number }[];
    };
    expect(east.days.find(({ count }) => count > 0)).toEqual({ date: '2015-03-15', count: 1 });
  });

  test('has the settings of the configuration', async () => {
    const other = await homeWith(await archiveWith([replyDraft('2015-07-02T12:00:00Z', '@otter_eats yes')]));
    writeConfig(other, 'replies: false\n');
    const { stdout } = await runMain(['calendar'], { home: other });
    expect(stdout).toContain('No memories yet');
    expect(stdout).toContain('Left out: 1 reply (--replies shows it)');
  });

  test.each([40, 60, 80, 120])('fits a terminal of %i cells', async (columns) => {
    for (const command of [['calendar'], ['stats'], ['year', '2015']]) {
      const { stdout } = await runMain(command, { home, stdout: { ...TERMINAL, columns, getColorDepth: () => 1 } });
      const wide = stdout.split('\n').filter((line) => stringWidth(line) > columns && !line.includes('https://'));
      expect(wide).toEqual([]);
    }
  });
});

describe('memories stats', () => {
  test('counts', async () => {
    const shown = await run('stats');
    expect(shown).toContain('Statistics\n6 posts of @PondNews, @wren_writes\n');
    expect(shown).toMatch(/Longest run {2}3 days in a row, 1 to 3 July 2015/);
    expect(shown).toMatch(/♥ 12 {2}Soup <script>alert\(1\)<\/script> \[31m #soup/);
    expect(shown).toContain('Retweets count as posts');
  });

  test.each([
    [['--since', '2015'], 5],
    [['--until', '2014'], 1],
    [['--since', '2015-03-14', '--until', '2015-03-14'], 1],
    [['--since', '2015-03-15', '--until', '2015-07-02'], 2],
    [['--since', '2015-07', '--until', '2015-07'], 3],
    [['--since', '2015-03-15', '--until', '2015-03-15', '--time-zone', 'Asia/Tokyo'], 1],
    [['-a', 'pondnews'], 1],
    [['-a', 'pondnews', '--until', '2015'], 0],
  ])('stats %j counts %i tweets', async (args, tweets) => {
    expect(await jsonOf(['stats', ...args], { home })).toMatchObject({ posts: tweets });
  });

  test('reads well with one tweet, and with none', async () => {
    expect(`\n${await run('stats', '--until', '2014')}`).toMatchInlineSnapshot(`
      "
      Statistics, until 31 December 2014
      1 post of @PondNews, @wren_writes

      First        14 March 2014: Low water at noon.

      Kinds                                     Languages
      posts  █████████████████████████████ 1    English  ███████████████████████████ 1

      Written with
      Twitter Web App  ███████████████████ 1

      Most liked
      ♥ 7  Low water at noon.
           14 March 2014  https://x.com/wren_writes/status/444442818769846273

      Days and hours are those of UTC.
      "
    `);
    expect(await run('stats', '-a', 'PondNews', '--until', '2015')).toBe(
      'Statistics, until 31 December 2015\nNo posts of @PondNews\n',
    );
  });

  test.each([
    [['--since', '2015-13'], 2, 'such as 2015, 2015-03 or 2015-03-14'],
    [['--since', '2016', '--until', '2015'], 1, 'hint: swap --since and --until'],
    [['-a', 'nobody'], 1, 'there is no account @nobody'],
  ])('refuses %j', async (args, code, words) => {
    const result = await runMain(['stats', ...args], { home });
    expect(result.code).toBe(code);
    expect(result.stderr).toContain(words);
  });

  test('says of tweets without a time that the hours leave them out', async () => {
    const old = await homeWith(await zipFixture('grailbird-2016'));
    const { stdout } = await runMain(['stats'], { home: old });
    expect(stdout).toMatch(
      /\d+ posts have a date but no time: the hours leave them out\.|One post has a date but no time/,
    );
  });

  test('leaves hidden tweets out, and counts them', async () => {
    const other = await homeWith(
      await archiveWith([
        { at: '2015-07-02T12:00:00Z', text: 'old job' },
        { at: '2015-07-03T12:00:00Z', text: 'new' },
      ]),
    );
    await runMain(['hide', '--word', 'old job'], { home: other });
    for (const command of [['stats'], ['calendar'], ['year', '2015']]) {
      const { stdout } = await runMain(command, { home: other });
      expect(stdout).toMatch(/\b1 (post|memory)\b/);
      expect(stdout).toContain('Left out: 1 hidden memory (see: memories hidden)');
      expect(stdout).not.toContain('old job');
    }
  });
});

describe('a year or a period', () => {
  test.each([
    [
      ['calendar', '2015'],
      ['calendar', '--year', '2015'],
    ],
    [
      ['stats', '2015'],
      ['stats', '--since', '2015', '--until', '2015'],
    ],
    [
      ['stats', '2015-03'],
      ['stats', '--since', '2015-03', '--until', '2015-03'],
    ],
  ])('may stand alone: %j is %j', async (short, long) => {
    expect(await run(...short)).toBe(await run(...long));
    expect(await run(...short)).not.toBe(await run(short[0] ?? ''));
  });

  test.each([
    [['calendar', '2015', '--year', '2016'], "--year can't be used with 2015"],
    [['stats', '2015', '--until', '2016'], "--until can't be used with 2015"],
    [['stats', 'soon'], '<period> can\'t be "soon"'],
  ])('%j is a wrong command line', async (args, error) => {
    const { code, stderr } = await runMain(args, { home });
    expect(code).toBe(2);
    expect(stderr).toContain(`error: ${error}\nhint: `);
  });
});

describe('memories year', () => {
  test('looks back at the last year that has tweets, or at one that is named', async () => {
    expect(await run('year')).toMatch(/^2018 in review\n1 post on 1 day\n/);
    const shown = await run('year', '2015', '-a', 'wren_writes');
    expect(shown).toMatch(
      /^2015 in review\n4 posts on 4 days, 4 times as many as in 2014\n\nWrote {8}2 posts, 1 reply, 1 retweet\n/,
    );
    expect(shown).toMatch(/The first words · 14 March ─+\n[^]*The last words · 2 July ─/);
    expect(await run('year', '1999')).toBe('1999 in review\nNo posts in 1999\n');
  });

  test('refuses what is no year', async () => {
    const { code, stderr } = await runMain(['year', 'soon'], { home });
    expect(code).toBe(2);
    expect(stderr).toContain('it must be a year such as 2015');
  });

  test.each(['calendar', 'stats', 'year'])('%s asks for an import first', async (command) => {
    const { code, stderr } = await runMain([command]);
    expect(code).toBe(1);
    expect(stderr).toContain('nothing has been imported yet');
  });
});

test('statistics say whose hours they count, and of how many tweets no language is known', async () => {
  const own = await homeWith(
    await archiveWith([
      { at: '2015-03-14T23:30:00Z', text: 'soup', lang: 'en' },
      { at: '2015-03-15T12:00:00Z', text: 'bread', lang: 'und' },
      { at: '2015-03-16T12:00:00Z', text: 'RT @otter_eats: soup', lang: 'und' },
    ]),
  );
  const { stdout } = await runMain(['stats', '--time-zone', 'Europe/Paris'], { home: own });
  expect(stdout).toContain('\nLanguages are those that archives name: of 1 post they name none.\n');
  expect(stdout).toContain('\nDays and hours are those of Europe/Paris.\n');
});
