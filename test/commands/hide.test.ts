// `hide`, `unhide`, `hidden`: what is hidden appears nowhere, and is counted.

import { existsSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ALL_COMMANDS } from '../../src/commands/index.ts';
import { main } from '../../src/main.ts';
import { openDatabase } from '../../src/library/database.ts';
import { zipFixture } from '../support/archives.ts';
import {
  archiveWith,
  contextFor,
  databaseOf,
  homeWith,
  jsonOf,
  runMain,
  textsOf,
  type MainResult,
} from '../support/main.ts';
import { tempFolder } from '../support/temp.ts';
import { snowflakeAt } from '../support/tweets.ts';

interface Rule {
  readonly kind: string;
  readonly value: string;
}

async function rulesOf(home: string): Promise<Rule[]> {
  return ((await jsonOf(['hidden'], { home })) as { hidden: Rule[] }).hidden;
}

async function run(home: string, ...args: string[]): Promise<MainResult> {
  return runMain(args, { home });
}

describe('what hide is told', () => {
  let home: string;

  beforeEach(() => {
    home = tempFolder();
  });

  test.each([
    ['20', '20'],
    ['1197831411123585024', '1197831411123585024'],
    ['https://x.com/wren_writes/status/20', '20'],
    ['http://twitter.com/wren_writes/status/20', '20'],
    ['https://www.twitter.com/wren_writes/statuses/20', '20'],
    ['https://mobile.twitter.com/wren_writes/status/20', '20'],
    ['https://x.com/wren_writes/status/20/photo/1', '20'],
    ['https://x.com/wren_writes/status/20?s=20&t=abc', '20'],
    ['https://x.com/wren_writes/status/20#m', '20'],
    ['https://x.com/i/web/status/20', '20'],
    ['x.com/wren_writes/status/20', '20'],
    ['HTTPS://X.COM/wren_writes/STATUS/20', '20'],
  ])('may be a tweet as %s', async (word, value) => {
    expect((await run(home, 'hide', word)).code).toBe(0);
    expect(await rulesOf(home)).toEqual([{ kind: 'tweet', value }]);
  });

  test.each([
    [['--date', '2015-03-14'], { kind: 'date', value: '2015-03-14' }],
    [['--date', '03-14'], { kind: 'date', value: '03-14' }],
    [['--date', '02-29'], { kind: 'date', value: '02-29' }],
    [['--date', '3-14'], { kind: 'date', value: '03-14' }],
    [['--date', '14 March'], { kind: 'date', value: '03-14' }],
    [['--date', 'Feb 29'], { kind: 'date', value: '02-29' }],
    [['--date', '14 Mar 2015'], { kind: 'date', value: '2015-03-14' }],
    [['--user', '@Old_Heron'], { kind: 'user', value: 'old_heron' }],
    [['--user', 'old_heron'], { kind: 'user', value: 'old_heron' }],
    [['--word', '  The Old Job '], { kind: 'word', value: 'the old job' }],
    [['--word', '霧'], { kind: 'word', value: '霧' }],
  ])('may be %j', async (flags, rule) => {
    expect((await run(home, 'hide', ...flags)).code).toBe(0);
    expect(await rulesOf(home)).toEqual([rule]);
  });

  test('may be several things at once', async () => {
    const { stdout } = await run(home, 'hide', '20', '--date', '03-14', '--user', '@a', '--word', 'x');
    expect(stdout).toBe(
      'Hidden: post 20 (no archive has brought it yet)\nHidden: 03-14 of every year\nHidden: posts that mention or reply to @a\nHidden: posts with "x"\n',
    );
    expect(await rulesOf(home)).toHaveLength(4);
  });

  test.each([
    [['soup']],
    [['12345678901234567890']],
    [['9223372036854775808']],
    [['https://example.com/wren_writes/status/20']],
    [['https://notx.com/wren_writes/status/20']],
    [['https://x.com/wren_writes']],
    [['-20']],
    [['--date', '2015-02-29']],
    [['--date', '02-30']],
    [['--date', '13-01']],
    [['--date', '2015']],
    [['--date', 'today']],
    [['--date', '3/4']],
    [['--user', 'not a handle']],
    [['--user', '']],
    [['--word']],
    [['20', '21']],
  ])('%j is refused with exit code 2, and nothing is hidden', async (args) => {
    const { code, stdout, stderr } = await run(home, 'hide', ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error: /);
    expect(await rulesOf(home)).toEqual([]);
  });

  test.each([[[]], [['--word', '  ']]])('%j names nothing: exit code 2 and what to do', async (args) => {
    for (const command of ['hide', 'unhide']) {
      const { code, stdout, stderr } = await run(home, command, ...args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^error: nothing was named\nhint: name a post, or --date, --user or --word\n/);
      expect(existsSync(databaseOf(home))).toBe(false);
    }
  });
});

describe('the list', () => {
  test('is empty at first', async () => {
    const home = tempFolder();
    expect(await run(home, 'hidden')).toEqual({ code: 0, stdout: 'Nothing is hidden.\n', stderr: '' });
    expect((await run(home, 'unhide', '20')).stderr).toContain('this is not hidden: post 20\n');
    expect(existsSync(databaseOf(home)), 'who only reads creates nothing').toBe(false);
    expect(await jsonOf(['hidden'])).toEqual({ hidden: [] });
  });

  test('has what was hidden, in the order of hiding, also before anything is imported', async () => {
    const home = tempFolder();
    for (const [index, flags] of [['--word', 'z'], ['20'], ['--word', 'a']].entries()) {
      await runMain(['hide', ...flags], { home, now: `2026-11-2${index}T09:00:00Z` });
    }
    expect((await run(home, 'hidden')).stdout).toBe(
      'posts with "z"\npost 20 (no archive has brought it yet)\nposts with "a"\n',
    );
    expect((await rulesOf(home)).map(({ value }) => value)).toEqual(['z', '20', 'a']);
  });

  test('has each thing once: who hides it again is told', async () => {
    const home = tempFolder();
    await run(home, 'hide', '--user', '@a');
    expect(await run(home, 'hide', '--user', 'A')).toMatchObject({
      code: 0,
      stdout: 'Was hidden already: posts that mention or reply to @a\n',
    });
    expect(await rulesOf(home)).toHaveLength(1);
  });

  test('has a word once in whatever spelling, and shows it again by any of them', async () => {
    const home = tempFolder();
    await run(home, 'hide', '--word', 'can’t');
    expect((await run(home, 'hide', '--word', "Can't")).stdout).toBe('Was hidden already: posts with "can\'t"\n');
    expect(await rulesOf(home)).toEqual([{ kind: 'word', value: 'can’t' }]);
    expect((await run(home, 'unhide', '--word', "can't")).stdout).toBe('Shown again: posts with "can\'t"\n');
    expect(await rulesOf(home)).toEqual([]);
  });

  test('no longer has what is shown again, and the rest stays', async () => {
    const home = tempFolder();
    await run(home, 'hide', '20', '--date', '03-14', '--word', 'Soup');
    const { code, stdout } = await run(home, 'unhide', 'https://x.com/a/status/20', '--word', 'SOUP');
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'Shown again: post 20 (no archive has brought it yet)\nShown again: posts with "soup"\n',
    });
    expect(await rulesOf(home)).toEqual([{ kind: 'date', value: '03-14' }]);
  });

  test.each([['20'], ['--date', '03-14'], ['--user', 'a'], ['--word', 'soup']])(
    'does not have %s %s: showing it again exits with 1 and names the list',
    async (...args) => {
      const { code, stdout, stderr } = await run(tempFolder(), 'unhide', ...args.filter(Boolean));
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/^error: this is not hidden: .*\nhint: memories hidden lists what is\n$/);
    },
  );

  test('shows a word that would drive the terminal as harmless text', async () => {
    const home = tempFolder();
    const { stdout } = await run(home, 'hide', '--word', '\u001b[31mred\u0007');
    expect(stdout + (await run(home, 'hidden')).stdout).toBe('Hidden: posts with "[31mred"\nposts with "[31mred"\n');
  });
});

describe('what is hidden', () => {
  let home: string;
  const archive = [
    { at: '2019-11-22T08:00:00Z', text: 'a morning to forget' },
    { at: '2019-11-22T09:00:00Z', text: 'soup with @otter_eats' },
    { at: '2018-11-22T09:00:00Z', text: 'a plain day' },
    { at: '2017-11-22T09:00:00Z', text: 'RT @otter_eats: a forgotten retweet' },
  ];
  const ids = archive.map(({ at }) => snowflakeAt(at));

  /** Everything that a command prints, as text and as JSON. */
  async function printed(...args: string[]): Promise<string> {
    const [text, json] = [await run(home, ...args), await run(home, ...args, '--json')];
    expect([text.code, json.code]).toEqual([0, 0]);
    return text.stdout + json.stdout;
  }

  beforeAll(async () => {
    home = await homeWith(await archiveWith(archive));
  });

  beforeEach(() => {
    const db = openDatabase(databaseOf(home), { create: true });
    db.exec('DELETE FROM hidden');
    db.close();
  });

  test.each([
    ['a tweet', () => [ids[0] ?? ''], 'a morning to forget'],
    ['a date', () => ['--date', '2018-11-22'], 'a plain day'],
    ['a person', () => ['--user', 'otter_eats'], 'soup with @otter_eats'],
    ['a word', () => ['--word', 'Forget'], 'a morning to forget'],
  ] as const)('by %s appears in no view of days, and is counted', async (_how, args, text) => {
    expect(await textsOf(['today'], { home })).toContain(text);
    await run(home, 'hide', ...args());
    for (const command of [['today'], ['on', '2026-11-22'], ['week'], ['today', '--days', '3']]) {
      const output = await printed(...command);
      expect(output).not.toContain(text);
      expect(output).toContain('1 hidden memory (see: memories hidden)');
      expect(output).toMatch(/"hidden": 1\b/);
      expect(output).toContain('2 memories from');
    }
    await run(home, 'unhide', ...args());
    expect(await textsOf(['today'], { home })).toContain(text);
  });

  test.each([
    ["can't", ['we can’t go on', 'we canʼt go on', "we CAN'T go on"]],
    ['the old job', ['the old\njob', 'the  old job', 'the old\u00a0job']],
    ['straße', ['in der STRASSE', 'in der Strasse']],
    ['rené', ['with Rene', 'with RENE\u0301']],
    ['istanbul', ['in İstanbul']],
  ])('of the word %s is hidden in every spelling that the search takes for the same', async (word, texts) => {
    const tweets = texts.map((text, index) => ({ at: `2019-11-2${index}T10:00:00Z`, text }));
    const own = await homeWith(await archiveWith([...tweets, { at: '2019-11-25T10:00:00Z', text: 'a plain day' }]));
    expect(await jsonOf(['search', `"${word}"`], { home: own })).toMatchObject({ total: texts.length });
    await run(own, 'hide', '--word', word);
    expect(await jsonOf(['search', 'since:2000'], { home: own })).toMatchObject({
      posts: [{ text: 'a plain day' }],
      leftOut: { hidden: texts.length },
    });
    expect(await jsonOf(['stats'], { home: own })).toMatchObject({ posts: 1 });
    expect(await jsonOf(['search', `"${word}"`], { home: own })).toMatchObject({ total: 0 });
    for (const date of ['11-20', '11-21', '11-22'])
      expect(await jsonOf(['on', date], { home: own })).toMatchObject({ shown: 0 });
  });

  test('every year is not there in any year, and the day says what is left out', async () => {
    await run(home, 'hide', '--date', '11-22');
    const { stdout } = await run(home, 'today');
    expect(stdout).toMatch(/^No memories on 22 November/);
    expect(stdout.split('\n').at(-2)).toBe(
      'Left out: 1 retweet (--retweets shows it), 3 hidden memories (see: memories hidden)',
    );
    expect(await jsonOf(['today'], { home })).toMatchObject({
      years: [],
      shown: 0,
      leftOut: { hidden: 3, retweets: 1 },
    });
  });

  test('by several rules at once is counted once', async () => {
    await run(home, 'hide', ids[0] ?? '', '--date', '2019-11-22', '--word', 'morning');
    expect(await jsonOf(['today', '--retweets'], { home })).toMatchObject({
      shown: 2,
      leftOut: { hidden: 2, retweets: 0 },
    });
  });

  test('is counted in the last line', async () => {
    await run(home, 'hide', '--word', 'soup');
    for (const command of [['today'], ['week']]) {
      const last = (await run(home, ...command, '--retweets')).stdout.trimEnd().split('\n').at(-1);
      expect(last).toBe('Left out: 1 hidden memory (see: memories hidden)');
    }
  });

  test('comes up in no random memory, whatever is drawn', async () => {
    await run(home, 'hide', '--word', 'soup', '--date', '2018-11-22');
    for (const drawn of [0, 0.2, 0.4, 0.6, 0.8, 0.999]) {
      let stdout = '';
      const context = contextFor(['random'], { home, stdout: { write: (text) => (stdout += text) } });
      expect(await main({ ...context, random: () => drawn }, ALL_COMMANDS)).toBe(0);
      expect(stdout).toContain('a morning to forget');
    }
  });

  test('is no nearest day either', async () => {
    await run(home, 'hide', '--date', '11-22');
    expect((await run(home, 'on', '11-20')).stdout).not.toContain('nearest');
  });

  test('may be of a zone: the day hidden is the local one', async () => {
    await run(home, 'hide', '--date', '2019-11-22');
    const texts = await textsOf(['on', '11-21', '--time-zone', 'Pacific/Pago_Pago'], { home });
    expect(texts).toEqual(['a morning to forget', 'soup with @otter_eats', 'a plain day']);
  });

  test('is still shown to whoever names it, who is told', async () => {
    await run(home, 'hide', ids[0] ?? '');
    const { code, stdout } = await run(home, 'show', ids[0] ?? '');
    expect(code).toBe(0);
    expect(stdout).toContain('a morning to forget');
    expect(stdout).toContain('Hidden from all other views (see: memories hidden)');
    expect((await run(home, 'show', ids[1] ?? '')).stdout).not.toContain('Hidden');
  });
});

test('a hidden tweet is not shown inside one that quotes it', async () => {
  const [first, second] = ['2012-03-14T10:00:00Z', '2019-11-22T10:00:00Z'];
  const url = `https://x.com/wren_writes/status/${snowflakeAt(first)}`;
  const home = await homeWith(
    await archiveWith([
      { at: first, text: 'what I would rather forget' },
      {
        at: second,
        text: 'Years ago https://t.co/abc',
        entities: { urls: [{ url: 'https://t.co/abc', expanded_url: url, display_url: url, indices: ['10', '26'] }] },
      },
    ]),
  );
  expect((await run(home, 'today')).stdout).toContain('│ what I would rather forget');
  await run(home, 'hide', url);
  for (const args of [['today'], ['random'], ['show', snowflakeAt(second)], ['today', '--json']]) {
    const { stdout } = await run(home, ...args);
    expect(stdout).toContain('Years ago');
    expect(stdout).not.toContain('what I would rather forget');
  }
  expect((await run(home, 'today')).stdout).toContain('quoting @wren_writes');
});

describe('an edited tweet', () => {
  const times = ['2019-11-22T10:00:00Z', '2019-11-22T10:10:00Z', '2019-11-22T10:20:00Z'];
  const versions = times.map((at) => snowflakeAt(at));
  const edit_info = { initial: { editTweetIds: versions } };

  test.each([0, 1, 2])('is hidden by the id of its version %i, even one hidden before the import', async (index) => {
    const archive = await archiveWith(times.map((at, number) => ({ at, text: `version ${number}`, edit_info })));
    const id = versions[index] ?? '';
    const home = tempFolder();
    await run(home, 'hide', id);
    await run(home, 'import', archive);
    expect(await jsonOf(['today'], { home })).toMatchObject({ shown: 0, leftOut: { hidden: 1 } });
    expect(await rulesOf(home)).toEqual([{ kind: 'tweet', value: id }]);
    await run(home, 'unhide', id);
    expect(await textsOf(['today'], { home })).toEqual(['version 2']);
  });
});

test('hiding says what it hides: the first words of a tweet, or how many tweets', async () => {
  const home = await homeWith(
    await archiveWith([
      {
        at: '2015-03-14T23:30:00Z',
        text: 'soup of the day, with so many herbs that nobody counted them\nand bread',
        id: '577000000000000001',
      },
      { at: '2016-03-14T12:00:00Z', text: '@old_heron Soup again' },
      { at: '2017-03-15T12:00:00Z', text: 'bread' },
      { at: '2017-03-16T12:00:00Z', text: 'RT @otter_eats: soup' },
    ]),
  );
  const flags = ['577000000000000001', '--word', 'soup', '--user', 'old_heron', '--date', '03-15'];
  const shown = [
    'post 577000000000000001 (2015-03-15: soup of the day, with so many…)',
    '03-15 of every year (2 posts)',
    'posts that mention or reply to @old_heron (1 post)',
    'posts with "soup" (3 posts)',
  ];
  const env = { MEMORIES_TIME_ZONE: 'Europe/Paris' };
  const hidden = await runMain(['hide', ...flags], { home, env });
  expect(hidden.stdout.split('\n')).toEqual([...shown.map((line) => `Hidden: ${line}`), '']);
  expect((await runMain(['hide', '20', '--word', 'caviar'], { home, env })).stdout).toBe(
    'Hidden: post 20 (no archive has brought it yet)\nHidden: posts with "caviar" (0 posts)\n',
  );
  const listed = (await runMain(['hidden'], { home, env })).stdout.split('\n');
  expect(listed).toEqual(expect.arrayContaining(shown));
  const again = await runMain(['unhide', ...flags], { home, env });
  expect(again.stdout.split('\n')).toEqual([...shown.map((line) => `Shown again: ${line}`), '']);
});

test('hiding survives the next import', async () => {
  const home = await homeWith(await zipFixture('data-2020'));
  await run(home, 'hide', '1330489943771844675');
  await run(home, 'import', await zipFixture('data-2024'));
  expect((await run(home, 'today')).stdout).not.toContain('same fence');
});
