// `memories search`: what it finds in every script, what it leaves out, and how it is shown.

import fc from 'fast-check';
import { chmodSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type Db } from '../../src/library/database.ts';
import { updateSearchIndex } from '../../src/search/index/update.ts';
import { archiveWith, databaseOf, homeWith, jsonOf, replyDraft, runMain, TERMINAL } from '../support/main.ts';
import { snowflakeAt, type TweetDraft } from '../support/tweets.ts';
import { wordsOf } from '../../src/text/words.ts';
import { zipFixture } from '../support/archives.ts';

interface SearchJson {
  readonly total: number;
  readonly sort: string;
  readonly posts: readonly {
    readonly id: string;
    readonly text: string;
    readonly matches: readonly { readonly start: number; readonly end: number }[];
  }[];
  readonly leftOut: { readonly retweets: number; readonly replies: number; readonly hidden: number };
}

/** Tweets by short names: each a day after the one before, from 2015-01-01 on. */
const TEXTS = {
  otter: 'The otter is back on the wild river',
  otters: 'Otters! Three of them',
  river: 'A river, a boat and no otter-shaped cloud',
  york: 'I love New York in June',
  newer: 'a new book from York',
  cafe: 'Au café, avec une crème brûlée',
  cafeBare: 'the cafe on the corner',
  ecole: 'l’école est finie',
  strasse: 'Die Straße ist gesperrt, Grüße aus Köln',
  istanbul: 'İstanbul’da ılık bir akşam',
  oslo: 'Smørrebrød in København',
  library: '今日は図書館で猫を見た',
  station: '東京駅から京都へ',
  tokyo: '東の京',
  katakana: 'ﾈｺｶﾌｪでコーヒー',
  wide: 'Ｔｗｉｔｔｅｒ　２０１９',
  chinese: '我们在北京看见一只水獭',
  korean: '학교에서 수달을 봤어요',
  koreanApart: '한글 두루미'.normalize('NFD'),
  koreanHalfApart: '그 두루미 각',
  russian: 'Ёлка у реки, там живёт выдра',
  greek: 'Η βίδρα στον ποταμό. ΟΔΟΣ',
  arabic: 'رأيتُ القُضاعة في النهر',
  hebrew: 'לוּטְרָה בנהר',
  hindi: 'नदी में ऊदबिलाव है',
  hindiOther: 'नाद',
  thai: 'เห็นนากที่แม่น้ำ',
  emoji: 'what a day 🦦❤️',
  family: 'us 👩🏽‍💻 at home',
  flag: 'off to 🇯🇵',
  tag: 'soup for all #otterlove',
  tagWord: 'otterlove is a word',
  mention: 'thanks @otter_eats for the fish',
  eats: 'the otter eats',
  link: 'look https://www.example.org/wild-life/Beaver.html?x=1',
  time: 'train at 10:30, 3.14 km, 1,000 people',
  code: 'C++ and C# and F#, not Google+',
  letter: 'vitamin c and 1+1=2',
  apostrophe: 'I don’t know',
  rails: 'railway lines',
  rail: 'the rail',
  http: 'http is a protocol',
} as const;
type Name = keyof typeof TEXTS;

const dayOf = (index: number): string => new Date(Date.UTC(2015, 0, 1 + index, 12)).toISOString();
const NAMES = Object.keys(TEXTS) as Name[];
const ID_OF = new Map(NAMES.map((name, index) => [snowflakeAt(dayOf(index)), name]));

async function found(home: string, ...args: string[]): Promise<SearchJson> {
  return (await jsonOf(['search', ...args], { home })) as SearchJson;
}

async function namesFound(home: string, ...args: string[]): Promise<string[]> {
  const { posts: tweets, total } = await found(home, ...args, '--limit', '100');
  expect(total).toBe(tweets.length);
  return tweets.map(({ id }) => ID_OF.get(id) ?? id).sort();
}

describe('words', () => {
  let home: string;

  beforeAll(async () => {
    home = await homeWith(await archiveWith(NAMES.map((name, index) => ({ at: dayOf(index), text: TEXTS[name] }))));
  });

  test.each<[string, Name[]]>([
    ['otter', ['otter', 'river', 'mention', 'eats']],
    ['OTTER', ['otter', 'river', 'mention', 'eats']],
    ['otter*', ['otter', 'otters', 'river', 'mention', 'eats', 'tag', 'tagWord']],
    ['otter river', ['otter', 'river']],
    ['otter -river', ['mention', 'eats']],
    ['otter -"wild river"', ['river', 'mention', 'eats']],
    ['new york', ['york', 'newer']],
    ['"new york"', ['york']],
    ['“new york”', ['york']],
    ['"new yor"*', ['york']],
    ['new-york', ['york']],
    ['cafe', ['cafe', 'cafeBare']],
    ['CAFÉ', ['cafe', 'cafeBare']],
    ['creme brulee', ['cafe']],
    ['ecole', ['ecole']],
    ["l'école", ['ecole']],
    ['strasse', ['strasse']],
    ['STRASSE', ['strasse']],
    ['grusse', ['strasse']],
    ['köln', ['strasse']],
    ['istanbul', ['istanbul']],
    ['ISTANBUL', ['istanbul']],
    ['ilik', ['istanbul']],
    ['smorrebrod', ['oslo']],
    ['猫', ['library']],
    ['図書館', ['library']],
    ['書', ['library']],
    ['東京', ['station']],
    ['京東', []],
    ['東 京', ['station', 'tokyo']],
    ['ネコカフェ', ['katakana']],
    ['ｺｰﾋｰ', ['katakana']],
    ['twitter', ['wide']],
    ['2019', ['wide']],
    ['北京', ['chinese']],
    ['水獭', ['chinese']],
    ['수달', ['korean']],
    ['학교', ['korean']],
    ['한글', ['koreanApart']],
    ['두루미'.normalize('NFD'), ['koreanApart', 'koreanHalfApart']],
    ['각', ['koreanHalfApart']],
    ['가', []],
    ['елка', ['russian']],
    ['ВЫДРА', ['russian']],
    ['выд*', ['russian']],
    ['в*', ['russian']],
    ['उ*', []],
    ['ऊ*', ['hindi']],
    ['図*', ['library']],
    ['🦦*', ['emoji']],
    ['3*', ['time']],
    ['#o*', ['tag']],
    ['-a* b*', ['link', 'otter']],
    ['"back o*"', ['otter']],
    ['"back o"*', ['otter']],
    ['βιδρα', ['greek']],
    ['οδός', ['greek']],
    ['القضاعة', ['arabic']],
    ['רטול', []],
    ['לוטרה', ['hebrew']],
    ['नदी', ['hindi']],
    ['नद', []],
    ['ऊदबिलाव', ['hindi']],
    ['นาก', ['thai']],
    ['แม่น้ำ', ['thai']],
    ['🦦', ['emoji']],
    ['❤', ['emoji']],
    ['👩🏽‍💻', ['family']],
    ['👩', ['family']],
    ['🇯🇵', ['flag']],
    ['#otterlove', ['tag']],
    ['#otter*', ['tag']],
    ['＃otterlove', ['tag']],
    ['otterlove', ['tag', 'tagWord']],
    ['@otter_eats', ['mention']],
    ['@Otter_Eats', ['mention']],
    ['otter_eats', ['mention', 'eats']],
    ['example.org', ['link']],
    ['beaver', ['link']],
    ['wild-life', ['link']],
    ['https://example.org/wild-life/', ['link']],
    ['http', ['http']],
    ['10:30', ['time']],
    ['3.14', ['time']],
    ['1,000', ['time']],
    ['c++', ['code']],
    ['C#', ['code']],
    ['f#', ['code']],
    ['google', ['code']],
    ['google+', ['code']],
    ['c', ['code', 'letter']],
    ["don't", ['apostrophe']],
    ['rail', ['rail']],
    ['rail*', ['rails', 'rail']],
    ['"otter is back" river', ['otter']],
    ['zebra', []],
    ['otter - river', ['otter', 'river']],
  ])('%s finds what it should', async (query, names) => {
    expect(await namesFound(home, query)).toEqual([...names].sort());
  });

  test('by their first letters are found whichever words begin so', async () => {
    const initialsOf = (text: string): Set<string> =>
      new Set(wordsOf(text).flatMap(({ word }) => word.match(/^[\p{L}\p{N}]/u) ?? []));
    const initials = new Map(NAMES.map((name) => [name, initialsOf(TEXTS[name])]));
    for (const initial of initialsOf(Object.values(TEXTS).join(' '))) {
      const names = NAMES.filter((name) => initials.get(name)?.has(initial));
      expect(await namesFound(home, `${initial}*`), initial).toEqual(names.sort());
    }
  });

  test('of several arguments are one query', async () => {
    expect(await namesFound(home, 'new york', 'love')).toEqual(['york']);
    expect(await namesFound(home, '"new york"', 'love')).toEqual(['york']);
  });

  test.each([
    [
      ['otter', '-river'],
      ['eats', 'mention'],
    ],
    [['otter', '-"wild river"', '-eats'], ['river']],
    [
      ['-a', 'wren_writes', 'otter', '-Vienna', '-river', '-apple', '-hello'],
      ['eats', 'mention'],
    ],
    [
      ['--', 'otter', '-river'],
      ['eats', 'mention'],
    ],
    [['otter', '-from:wren_writes'], []],
  ])('with a minus are no options: %j', async (words, names) => {
    const { stdout, code } = await runMain(['search', '--json', ...words], { home });
    expect(code).toBe(0);
    const { posts: tweets } = JSON.parse(stdout) as SearchJson;
    expect(tweets.map(({ id }) => ID_OF.get(id)).sort()).toEqual(names);
  });

  test('that match are marked in the terminal, in JSON and on the page', async () => {
    const { posts: tweets } = await found(home, '"wild river"', 'otter');
    const [{ text, matches } = { text: '', matches: [] }] = tweets;
    expect(matches.map(({ start, end }) => text.slice(start, end))).toEqual(['otter', 'wild river']);
    const terminal = await runMain(['search', 'otter', '"wild river"'], { home, stdout: TERMINAL });
    expect(terminal.stdout).toContain('\u001b[1m\u001b[31mwild river\u001b[39m\u001b[22m');
    const piped = await runMain(['search', 'otter', '"wild river"'], { home });
    expect(piped.stdout).toContain('The otter is back on the wild river');
    const page = await runMain(['search', 'otter', '"wild river"', '--html', '-'], { home });
    expect(page.stdout).toContain('The <mark>otter</mark> is back on the <mark>wild river</mark>');
  });

  test('of a link are marked within it', async () => {
    const page = await runMain(['search', 'beaver', '--html', '-'], { home });
    expect(page.stdout).toMatch(/>example\.org\/wild-life\/<mark>Beaver<\/mark>\.html/);
    const terminal = await runMain(['search', 'beaver'], { home, stdout: TERMINAL });
    expect(terminal.stdout).toContain('\u001b[31mBeaver\u001b[39m');
  });

  test('and whatever else somebody types end in words, never in an error of SQLite', async () => {
    const odd = fc.constantFrom(
      '"',
      '*',
      '-',
      ':',
      'since:',
      'on:',
      'NEAR(',
      'AND',
      'OR',
      '^',
      '{text}',
      '\0',
      "'",
      '猫',
      'a',
    );
    const typed = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.oneof(odd, fc.string()), { maxLength: 12 }).map((all) => all.join('')),
    );
    await fc.assert(
      fc.asyncProperty(typed, async (query) => {
        const { code, stderr } = await runMain(['search', '--json', '--', query], { home });
        expect([0, 1, 2], stderr).toContain(code);
        expect(stderr).not.toMatch(/SQL|fts5|bug/i);
      }),
      { numRuns: 300 },
    );
    const long = Array.from({ length: 5000 }, (_, index) => `w${index}`).join(' ');
    expect((await runMain(['search', `"${long}"`], { home })).code).toBe(0);
    expect((await runMain(['search', long], { home })).stderr).toContain('more than 64 words');
  }, 120_000);

  test.each([
    ['form:jack', 'there is no form:', 'from:jack'],
    ['sicne:2015', 'there is no sicne:', 'since:2015'],
    ['before:2015', 'there is no before:', 'until:2015'],
    ['to:otter_eats', 'there is no to:', 'did you mean @otter_eats?'],
    [
      'otter OR river',
      'OR does nothing between words',
      `search for one after the other; to find the word itself, quote it: '"OR"'`,
    ],
    ['otter AND river', 'AND does nothing between words', 'leave it out'],
    ['since:2015-02-30', "since:2015-02-30 isn't a date", '2015-03-14'],
    ['on:13-40', "on:13-40 isn't a date", '03-14 (of every year)'],
    ['has:otter', 'has:otter is unknown', 'has:photo'],
    ['is:otter', 'is:otter is unknown', 'is:thread'],
    ['otter since:', 'since: has nothing after it', 'write since:2015,'],
    ['from: jack', 'from: has nothing after it', `quote it: '"from:"'`],
    ['-HAS:', 'has: has nothing after it', 'write has:photo,'],
    ['"open', 'a quotation mark is not closed', '"…"'],
    ['-since:2015', "-since:2015 can't be searched for", 'minus'],
    ['...', 'there is no word in "..."', 'for example'],
    ['', 'there is nothing to search for', 'for example'],
  ])('that make no query are a wrong command line: %s', async (query, problem, hint) => {
    const { code, stdout, stderr } = await runMain(['search', query], { home });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.split('\n')[0]).toContain(`error: ${problem}`);
    expect(stderr.split('\n')[1]).toContain(hint);
  });

  test('after a colon that is no condition are words', async () => {
    expect(await namesFound(home, 'otter:river')).toEqual([]);
    expect(await namesFound(home, 'OTTER OR RIVER')).toEqual([]);
    expect(await namesFound(home, 'otter "OR" river')).toEqual([]);
    expect(await namesFound(home, '"since:2015"')).toEqual([]);
    expect(await namesFound(home, '"on:"')).toEqual(['cafeBare', 'otter']);
  });
});

const PHOTO = {
  extended_entities: {
    media: [
      {
        type: 'photo',
        id_str: '1',
        media_url_https: 'https://pbs.twimg.com/media/a.jpg',
        url: 'https://t.co/a',
        indices: ['5', '19'],
        sizes: {},
      },
    ],
  },
};

const FIRST = '2016-03-01T12:00:00Z';
const OWN = {
  in_reply_to_user_id_str: '4242',
  in_reply_to_screen_name: 'wren_writes',
  in_reply_to_status_id_str: snowflakeAt(FIRST),
};

const KINDS: readonly TweetDraft[] = [
  { at: '2015-06-01T12:00:00Z', text: 'soup one', favorite_count: '3' },
  { at: FIRST, text: 'soup thread', favorite_count: '10' },
  { at: '2016-03-01T12:01:00Z', text: 'soup goes on', ...OWN },
  { at: '2016-03-31T23:30:00Z', text: 'soup late', favorite_count: '7' },
  replyDraft('2017-03-14T12:00:00Z', '@otter_eats soup reply'),
  { at: '2018-03-14T12:00:00Z', text: 'RT @otter_eats: soup again' },
  { at: '2019-11-22T12:00:00Z', text: 'soup', ...PHOTO },
  { at: '2020-11-22T12:00:00Z', text: 'soup https://example.com/soup' },
];

describe('conditions', () => {
  let home: string;

  beforeAll(async () => {
    home = await homeWith(
      await archiveWith(KINDS),
      await archiveWith([{ at: '2019-05-05T12:00:00Z', text: 'soup of the pond' }], { id: '77', handle: 'PondNews' }),
    );
  });

  const texts = async (...args: string[]): Promise<string[]> =>
    (await found(home, ...args, '--sort', 'oldest')).posts.map(({ text }) => text);

  test.each([
    ['soup since:2017', ['@otter_eats soup reply', 'soup of the pond', 'soup', 'soup https://example.com/soup']],
    ['soup until:2016-03', ['soup one', 'soup thread', 'soup goes on', 'soup late']],
    ['soup since:2016 until:2016', ['soup thread', 'soup goes on', 'soup late']],
    ['on:11-22', ['soup', 'soup https://example.com/soup']],
    ['on:2016-03-01', ['soup thread', 'soup goes on']],
    ['on:2015 on:2019-05', ['soup one', 'soup of the pond']],
    ['has:photo', ['soup']],
    ['has:photos', ['soup']],
    ['has:link', ['soup https://example.com/soup']],
    ['is:reply', ['@otter_eats soup reply']],
    ['is:thread', ['soup thread', 'soup goes on']],
    ['is:retweet', ['RT @otter_eats: soup again']],
    ['is:retweet from:PondNews', []],
    ['from:pondnews', ['soup of the pond']],
    ['from:@PondNews from:wren_writes is:thread', ['soup thread', 'soup goes on']],
    ['-from:wren_writes', ['soup of the pond']],
    ['soup -is:thread -has:photo -has:link until:2018', ['soup one', 'soup late', '@otter_eats soup reply']],
    ['soup since:0001 until:2016-02', ['soup one']],
    ['soup since:2019-05-06 until:9999', ['soup', 'soup https://example.com/soup']],
    ['soup since:2017 until:2016', []],
    ['soup since:2016 until:2019 on:03-14 on:2019', ['@otter_eats soup reply', 'soup of the pond', 'soup']],
    ['until:2016 -late -thread', ['soup one', 'soup goes on']],
  ])('%s choose', async (query, expected) => {
    expect(await texts(query)).toEqual(expected);
  });

  test('count the local days of the zone', async () => {
    expect(await texts('late', 'until:2016-03', '--time-zone', 'Europe/Paris')).toEqual([]);
    expect(await texts('late', 'on:04-01', '--time-zone', 'Europe/Paris')).toEqual(['soup late']);
    expect(await texts('on:04-01')).toEqual([]);
  });

  test('and --account go together', async () => {
    expect(await texts('soup', '-a', 'PondNews')).toEqual(['soup of the pond']);
    expect(await texts('from:wren_writes', '-a', 'PondNews')).toEqual([]);
    for (const attached of ['-aPondNews', '-a@pondnews']) {
      expect(await texts('soup', attached)).toEqual(['soup of the pond']);
      const { stdout } = await runMain(['export', '--format', 'json', attached, 'soup'], { home });
      expect((JSON.parse(stdout) as { posts: unknown[] }).posts).toHaveLength(1);
    }
    expect(await texts('soup', '-aPondNews', '-of')).toEqual([]);
    // What is no account is a word to leave out, as any other.
    expect((await found(home, 'soup', '-another')).total).toBe((await found(home, 'soup')).total);
    const env = { MEMORIES_DB: undefined };
    const named = await runMain(['--db', databaseOf(home), 'search', 'soup', '-aPondNews', '--json'], { home, env });
    expect((JSON.parse(named.stdout) as { total: number }).total).toBe(1);
    const { code, stderr } = await runMain(['search', 'from:jack'], { home });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'error: there is no account @jack\nhint: there are: @PondNews, @wren_writes\n',
    });
  });

  test('leave out what is left out elsewhere, and count it', async () => {
    expect((await found(home, 'soup')).leftOut).toEqual({ retweets: 1, replies: 0, hidden: 0 });
    expect((await found(home, 'soup', '--retweets')).total).toBe(9);
    expect(await found(home, 'soup', '--no-replies')).toMatchObject({ total: 7, leftOut: { retweets: 1, replies: 1 } });
    expect(await texts('is:reply', '--no-replies')).toEqual(['@otter_eats soup reply']);
    const { stdout } = await runMain(['search', 'soup again'], { home });
    expect(stdout).toBe('Search: soup again\nNothing found\n\nLeft out: 1 retweet (--retweets shows it)\n');
  });

  test.each([
    ['newest', ['soup https://example.com/soup', 'soup', 'soup of the pond']],
    ['oldest', ['soup one', 'soup thread', 'soup goes on']],
    ['likes', ['soup thread', 'soup late', 'soup one']],
  ])('come by --sort %s', async (sort, first) => {
    const { posts: tweets, total } = await found(home, 'soup', '--sort', sort, '--limit', '3');
    expect(tweets.map(({ text }) => text)).toEqual(first);
    expect(total).toBe(8);
  });

  test('come with the total, however few are shown, and newest first without words', async () => {
    const { stdout } = await runMain(['search', 'soup', '--limit', '2'], { home });
    for (const flags of [['-n', '2'], ['-n2']]) {
      expect((await runMain(['search', 'soup', ...flags], { home })).stdout).toBe(stdout);
    }
    expect(stdout).toMatch(/^Search: soup\n2 of 8 matches, most relevant first\n/);
    const filters = await runMain(['search', 'has:photo'], { home });
    expect(filters.stdout).toMatch(/^Search: has:photo\n1 match\n/);
    const none = await found(home, 'soup', '--limit', '0');
    expect(none).toMatchObject({ total: 8, posts: [] });
    expect(await found(home, 'since:2019')).toMatchObject({ sort: 'newest', total: 3 });
  });

  test('say how relevant a word is: a tweet of it alone comes before a long one', async () => {
    const many = await homeWith(
      await archiveWith([
        {
          at: '2019-01-02T12:00:00Z',
          text: 'a long tweet that has much to say and, somewhere, an otter among other things',
        },
        { at: '2019-01-01T12:00:00Z', text: 'otter, otter!' },
      ]),
    );
    expect((await found(many, 'otter')).posts.map(({ text }) => text)[0]).toBe('otter, otter!');
  });
});

describe('hidden tweets', () => {
  test.each([
    [['--word', '汤']],
    [['--word', 'pepper']],
    [['--user', 'otter_eats']],
    [['--date', '03-14']],
    [['--date', '2017-03-14']],
    [[snowflakeAt('2017-03-14T12:00:00Z')]],
    [['--word', 'https']],
    [['--word', '!?']],
    [['--word', '°']],
    [['--word', '한글']],
  ])('stay out by %j, and are counted', async (rule) => {
    const apart = '한글'.normalize('NFD');
    const text = `soup @otter_eats 热汤 20 ℃ ${apart} pepper!? https://example.com/x`;
    const hidden = { at: '2017-03-14T12:00:00Z', text };
    const home = await homeWith(await archiveWith([hidden, { at: '2018-01-01T12:00:00Z', text: 'soup' }]));
    expect((await found(home, 'soup')).total).toBe(2);
    await runMain(['hide', ...rule], { home });
    const result = await found(home, 'soup');
    expect(result.posts.map(({ text }) => text)).toEqual(['soup']);
    expect(result).toMatchObject({ total: 1, leftOut: { retweets: 0, replies: 0, hidden: 1 } });
    expect((await found(home, 'soup -pepper')).leftOut.hidden).toBe(0);
  });
});

describe('the index', () => {
  const edit = (text: string, minute: number, ids: readonly string[]): TweetDraft => {
    const at = `2022-11-22T12:0${minute}:00Z`;
    return { at, text, edit_info: { edit: { initialTweetId: ids[0], editControlInitial: { editTweetIds: ids } } } };
  };

  test('has only the last version of an edited tweet', async () => {
    const ids = [0, 5].map((minute) => snowflakeAt(`2022-11-22T12:0${minute}:00Z`));
    const first = {
      at: '2022-11-22T12:00:00Z',
      text: 'soup with a tpyo',
      edit_info: { initial: { editTweetIds: ids } },
    };
    const home = await homeWith(await archiveWith([first, edit('soup with a typo', 5, ids)]));
    expect((await found(home, 'soup')).posts.map(({ text }) => text)).toEqual(['soup with a typo']);
    expect((await found(home, 'tpyo')).total).toBe(0);
  });

  test('follows what another import changes', async () => {
    const cut = { at: '2019-11-22T10:00:00Z', text: 'soup' };
    const home = await homeWith(await archiveWith([cut]));
    expect((await found(home, 'is:thread')).total).toBe(0);
    const db = openDatabase(databaseOf(home), { create: true });
    db.exec("UPDATE tweets SET text = 'broth'");
    db.close();
    expect((await found(home, 'soup')).total).toBe(0);
    expect((await found(home, 'broth')).total).toBe(1);
    const own = { ...OWN, in_reply_to_status_id_str: snowflakeAt(cut.at) };
    await runMain(['import', await archiveWith([{ at: '2019-11-22T10:05:00Z', text: 'more', ...own }])], { home });
    expect((await found(home, 'is:thread')).total).toBe(2);
  });

  test('takes in what an import that was cut off has left, also when two searches begin at once', async () => {
    const home = await homeWith(await archiveWith([{ at: '2019-11-22T10:00:00Z', text: 'soup' }]));
    const db = openDatabase(databaseOf(home), { create: true });
    db.exec('DELETE FROM search_index; INSERT OR IGNORE INTO search_queue SELECT id FROM tweets');
    db.close();
    const both = await Promise.all([found(home, 'soup'), found(home, 'soup')]);
    expect(both.map(({ total }) => total)).toEqual([1, 1]);
  });

  test('is left alone once a newer version has brought the database up to date', async () => {
    const home = await homeWith(await archiveWith(KINDS));
    const [db, newer] = [1, 2].map(() => openDatabase(databaseOf(home), { create: true }));
    newer?.pragma('user_version = 999');
    await expect(updateSearchIndex(db as Db)).rejects.toThrow('a newer version of memories has just brought');
    expect(newer?.prepare('SELECT count(*) FROM search_index_docsize').pluck().get()).toBe(0);
    for (const each of [db, newer]) each?.close();
  });

  // Nothing is read-only for the superuser.
  test.skipIf(process.getuid?.() === 0)('is searched as it is when it can’t be written', async () => {
    const home = await homeWith(await archiveWith(KINDS));
    await found(home, 'soup');
    const db = openDatabase(databaseOf(home), { create: true });
    db.exec("DELETE FROM search_index WHERE rowid IN (SELECT id FROM tweets WHERE text = 'soup one')");
    db.exec("INSERT OR IGNORE INTO search_queue SELECT id FROM tweets WHERE text = 'soup one'");
    db.close();
    chmodSync(databaseOf(home), 0o400);
    const { code, stdout, stderr } = await runMain(['search', 'soup'], { home });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: "warning: 1 post can't be found yet, because the database can't be written\n",
    });
    expect(stdout).toContain('6 matches');
  });
});

test('a search that finds nothing says so beside the pipe too, but not twice on a terminal', async () => {
  const home = await homeWith(await zipFixture('data-2024'));
  const piped = await runMain(['search', 'nosuchwordatall'], { home });
  expect(piped).toMatchObject({ code: 0, stderr: 'no post matches\n' });
  const seen = await runMain(['search', 'nosuchwordatall'], { home, stdout: { isTTY: true, columns: 80 } });
  expect(seen).toMatchObject({ code: 0, stderr: '' });
});
