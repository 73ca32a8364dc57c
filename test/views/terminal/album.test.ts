// The day in the terminal: what stands where, within the width, and nothing that drives the terminal.

import fc from 'fast-check';
import stringWidth from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import { Temporal } from '../../../src/time/calendar.ts';
import type { Memory } from '../../../src/library/memory.ts';
import { postUrl } from '../../../src/post/addresses.ts';
import { type Album, type Note } from '../../../src/views/album.ts';
import { sanitize } from '../../../src/text/sanitize.ts';
import { terminalView } from '../../../src/views/terminal/album.ts';
import { postDetails } from '../../../src/views/post-details.ts';
import { dayWith, memory, photo, terminal, type MemoryDraft, type TerminalDraft } from '../../support/memory.ts';
import { albumOfDays } from '../../../src/views/make-album.ts';

/** The day of these tweets, as it is printed. */
function shown(tweets: readonly Memory[], draft: TerminalDraft & { timeZone?: string } = {}): string {
  const { timeZone = 'UTC', ...options } = draft;
  return terminalView(albumOfDays([dayWith(tweets, { timeZone })]), terminal(options));
}

/** The lines of one tweet: those between the year's heading and the end. */
function linesOf(draft: MemoryDraft, options: TerminalDraft & { timeZone?: string } = {}): string[] {
  return shown([memory(draft)], options)
    .trimEnd()
    .split('\n')
    .slice(5);
}

const NEXT_DAY = Temporal.PlainDate.from('2026-11-23');
/** The address of a tweet of `memory()`. */
const ADDRESS = postUrl(memory());

test('a text begins with its first words, however many blank lines stand before them', () => {
  const text = '\n \n  Low water, says @old_heron';
  expect(shown([memory({ text })], { width: 80 })).toMatch(/^\d\d:\d\d {4}Low water, says @old_heron$/m);
});

describe('a whole day', () => {
  const parts = { thread: { id: '801153274894880813', size: 5 }, kind: 'thread' } as const;
  const quoted = memory({ at: '2012-02-28T23:30:00Z', text: 'Low water at noon.\n\nBring boots.' });
  const day = [
    memory({
      at: '2021-11-22T07:05:00Z',
      text: 'Morning on the marsh with @old_heron: https://example.org/marsh/map/of/every/path?year=2021 #tides',
      media: [
        photo({
          file: '/home/wren/memories-media/1462678447239561217-EnFence.jpg',
          alt: 'A fence in the fog, and a heron on each of its posts',
        }),
        photo({ type: 'video', url: 'https://video.twimg.com/bay.mp4', duration: 65_400 }),
      ],
      likes: 1223,
      retweets: 4,
    }),
    memory({
      at: '2021-11-22T22:59:59Z',
      text: '@otter_eats 今日は霧の中を散歩した。静かでいい日。明日もまた同じ道を歩くつもりです。',
      kind: 'reply',
      replyToHandle: 'otter_eats',
      editOf: '1462918800000000000',
    }),
    memory({ ...parts, at: '2016-11-22T20:00:00Z', text: '1/5 How to cross the bay without getting wet.' }),
    memory({ ...parts, at: '2016-11-22T20:01:30Z', text: '2/5 Leave two hours before low water.', likes: 4 }),
    memory({
      id: '5951207344',
      at: '2009-11-22T00:00:00Z',
      dateOnly: true,
      text: 'This, every single autumn:',
      audience: 'circle',
      quotedId: quoted.id,
      quotedPost: quoted,
    }),
  ];

  test('at 40 cells', () => {
    expect(shown(day, { width: 40 })).toMatchInlineSnapshot(`
      "On this day, 22 November
      5 memories from 3 years, 2009 to 2021

      5 years ago · Monday, 22 November 2021 ─

      07:05  Morning on the marsh with
             @old_heron:
             https://example.org/marsh/map/of/every/path?year=2021
             #tides
             ▣ photo: A fence in the fog, and
             a heron on each of its posts
               /home/wren/memories-media/1462678447239561217-EnFence.jpg
             ▣ video, 1:05
               https://video.twimg.com/bay.mp4
             ♥ 1,223  ↻ 4
             https://x.com/wren_writes/status/1462678481925046273

      22:59  replying to @otter_eats
             @otter_eats 今日は霧の中を散歩し
             た。静かでいい日。明日もまた同じ
             道を歩くつもりです。
             edited
             https://x.com/wren_writes/status/1462918811349942273

      10 years ago · Tuesday, 22 November 2016

      20:00  1/5 How to cross the bay without
        │    getting wet.
        │    https://x.com/wren_writes/status/801153274475446273
        │
      20:01  2/5 Leave two hours before low
             water.
             ♥ 4
             https://x.com/wren_writes/status/801153651962806273
             3 more parts of this thread on
             other days:
             memories thread 801153274894880813

      17 years ago · Sunday, 22 November 2009

             only for your circle
             This, every single autumn:
             │ @wren_writes, 28 February 2012
             │ Low water at noon.
             │
             │ Bring boots.
             https://x.com/wren_writes/status/5951207344
      "
    `);
  });

  test('at 60 cells', () => {
    expect(shown(day, { width: 60 })).toMatchInlineSnapshot(`
      "On this day, 22 November
      5 memories from 3 years, 2009 to 2021

      5 years ago · Monday, 22 November 2021 ─────────────────────

      07:05  Morning on the marsh with @old_heron:
             https://example.org/marsh/map/of/every/path?year=2021
             #tides
             ▣ photo: A fence in the fog, and a heron on each of
             its posts
               /home/wren/memories-media/1462678447239561217-EnFence.jpg
             ▣ video, 1:05
               https://video.twimg.com/bay.mp4
             ♥ 1,223  ↻ 4
             https://x.com/wren_writes/status/1462678481925046273

      22:59  replying to @otter_eats
             @otter_eats 今日は霧の中を散歩した。静かでいい日。明
             日もまた同じ道を歩くつもりです。
             edited
             https://x.com/wren_writes/status/1462918811349942273

      10 years ago · Tuesday, 22 November 2016 ───────────────────

      20:00  1/5 How to cross the bay without getting wet.
        │    https://x.com/wren_writes/status/801153274475446273
        │
      20:01  2/5 Leave two hours before low water.
             ♥ 4
             https://x.com/wren_writes/status/801153651962806273
             3 more parts of this thread on other days:
             memories thread 801153274894880813

      17 years ago · Sunday, 22 November 2009 ────────────────────

             only for your circle
             This, every single autumn:
             │ @wren_writes, 28 February 2012
             │ Low water at noon.
             │
             │ Bring boots.
             https://x.com/wren_writes/status/5951207344
      "
    `);
  });

  test('at 80 cells', () => {
    expect(shown(day)).toMatchInlineSnapshot(`
      "On this day, 22 November
      5 memories from 3 years, 2009 to 2021

      5 years ago · Monday, 22 November 2021 ─────────────────────────────────────────

      07:05  Morning on the marsh with @old_heron:
             https://example.org/marsh/map/of/every/path?year=2021 #tides
             ▣ photo: A fence in the fog, and a heron on each of its posts
               /home/wren/memories-media/1462678447239561217-EnFence.jpg
             ▣ video, 1:05
               https://video.twimg.com/bay.mp4
             ♥ 1,223  ↻ 4  https://x.com/wren_writes/status/1462678481925046273

      22:59  replying to @otter_eats
             @otter_eats
             今日は霧の中を散歩した。静かでいい日。明日もまた同じ道を歩くつもりです。
             edited  https://x.com/wren_writes/status/1462918811349942273

      10 years ago · Tuesday, 22 November 2016 ───────────────────────────────────────

      20:00  1/5 How to cross the bay without getting wet.
        │    https://x.com/wren_writes/status/801153274475446273
        │
      20:01  2/5 Leave two hours before low water.
             ♥ 4  https://x.com/wren_writes/status/801153651962806273
             3 more parts of this thread on other days:
             memories thread 801153274894880813

      17 years ago · Sunday, 22 November 2009 ────────────────────────────────────────

             only for your circle
             This, every single autumn:
             │ @wren_writes, 28 February 2012
             │ Low water at noon.
             │
             │ Bring boots.
             https://x.com/wren_writes/status/5951207344
      "
    `);
  });

  test('at 100 cells', () => {
    expect(shown(day, { width: 100 })).toMatchInlineSnapshot(`
      "On this day, 22 November
      5 memories from 3 years, 2009 to 2021

      5 years ago · Monday, 22 November 2021 ─────────────────────────────────────────────────────────────

      07:05  Morning on the marsh with @old_heron: https://example.org/marsh/map/of/every/path?year=2021
             #tides
             ▣ photo: A fence in the fog, and a heron on each of its posts
               /home/wren/memories-media/1462678447239561217-EnFence.jpg
             ▣ video, 1:05
               https://video.twimg.com/bay.mp4
             ♥ 1,223  ↻ 4  https://x.com/wren_writes/status/1462678481925046273

      22:59  replying to @otter_eats
             @otter_eats 今日は霧の中を散歩した。静かでいい日。明日もまた同じ道を歩くつもりです。
             edited  https://x.com/wren_writes/status/1462918811349942273

      10 years ago · Tuesday, 22 November 2016 ───────────────────────────────────────────────────────────

      20:00  1/5 How to cross the bay without getting wet.
        │    https://x.com/wren_writes/status/801153274475446273
        │
      20:01  2/5 Leave two hours before low water.
             ♥ 4  https://x.com/wren_writes/status/801153651962806273
             3 more parts of this thread on other days: memories thread 801153274894880813

      17 years ago · Sunday, 22 November 2009 ────────────────────────────────────────────────────────────

             only for your circle
             This, every single autumn:
             │ @wren_writes, 28 February 2012
             │ Low water at noon.
             │
             │ Bring boots.
             https://x.com/wren_writes/status/5951207344
      "
    `);
  });

  test('in colours', () => {
    expect(visible(shown(day.slice(0, 1), { level: 1 }))).toMatchInlineSnapshot(`
      "‹1m›On this day, 22 November‹22m›
      ‹2m›1 memory from 2021‹22m›

      ‹1m›‹35m›5 years ago · Monday, 22 November 2021‹39m›‹22m› ‹2m›─────────────────────────────────────────‹22m›

      ‹2m›07:05  ‹22m›Morning on the marsh with ‹36m›@old_heron‹39m›:
      ‹2m›       ‹22m›‹4m›https://example.org/marsh/map/of/every/path?year=2021‹24m› ‹36m›#tides‹39m›
      ‹2m›       ‹22m›‹2m›▣ photo: A fence in the fog, and a heron on each of its posts‹22m›
      ‹2m›       ‹22m›‹2m›  /home/wren/memories-media/1462678447239561217-EnFence.jpg‹22m›
      ‹2m›       ‹22m›‹2m›▣ video, 1:05‹22m›
      ‹2m›       ‹22m›‹2m›  https://video.twimg.com/bay.mp4‹22m›
      ‹2m›       ‹22m›‹2m›♥ 1,223  ↻ 4  https://x.com/wren_writes/status/1462678481925046273‹22m›
      "
    `);
  });

  test('in a terminal with links', () => {
    expect(visible(shown(day.slice(0, 1), { hyperlinks: true }))).toMatchInlineSnapshot(`
      "On this day, 22 November
      1 memory from 2021

      5 years ago · Monday, 22 November 2021 ─────────────────────────────────────────

      07:05  Morning on the marsh with ‹https://x.com/old_heron›@old_heron‹›:
             ‹https://example.org/marsh/map/of/every/path?year=2021›example.org/marsh/map/of/every/path?yea…‹› #tides
             ▣ photo: A fence in the fog, and a heron on each of its posts
               /home/wren/memories-media/1462678447239561217-EnFence.jpg
             ▣ video, 1:05
               ‹https://video.twimg.com/bay.mp4›video.twimg.com/bay.mp4‹›
             ♥ 1,223  ↻ 4  ‹https://x.com/wren_writes/status/1462678481925046273›x.com‹›
      "
    `);
  });
});

describe('the width', () => {
  const FAMILY = '👨‍👩‍👧‍👦';
  const TEXTS: Record<string, string> = {
    'Chinese without a space':
      '沼泽地的早晨很安静，只有苍鹭在慢慢地走，水面上什么也没有，我们在岸边坐了很久很久。'.repeat(3),
    'Japanese with names and tags': '@old_heron 今日は霧の中を散歩した。静かでいい日 #霧 '.repeat(5),
    'combining marks': 'e\u0301a\u0308o\u0302 क्षत्रिय नमस्ते '.repeat(20),
    'a word of combining marks': 'a\u0301\u0323\u0330'.repeat(150),
    'families of emoji': FAMILY.repeat(60),
    '200 emoji': '🦦'.repeat(200),
    'flags, skin tones and keycaps': '🇨🇭👍🏽1️⃣🏳️‍🌈❤️'.repeat(30),
    'a word of 2,000 letters': 'x'.repeat(2000),
    'right-to-left text': 'صباح الخير من المستنقع، الماء هادئ والطيور نائمة بعد. '.repeat(6),
    'all of them in one line': `${'🦦'.repeat(30)}霧${'x'.repeat(90)} ${FAMILY} e\u0301 صباح #霧 @old_heron `.repeat(3),
  };

  for (const [what, text] of Object.entries(TEXTS)) {
    test.each([40, 60, 80, 100])(`holds ${what} at %i cells`, (width) => {
      const tweet = memory({ text, quotedId: '7', quotedPost: memory({ text }), media: [photo({ alt: text })] });
      for (const hyperlinks of [false, true]) expect(tooWide(shown([tweet], { width, hyperlinks }), width)).toEqual([]);
    });
  }

  test('holds every other line too: names, notes, headings', () => {
    const long = 'a_name_of_no_end '.repeat(9).trim();
    const tweet = memory({
      kind: 'reply',
      replyToHandle: long,
      editOf: '1',
      extent: 'cut',
      likes: 1e15,
      retweets: 1e15,
    });
    const quote = memory({ quotedId: '7', quotedHandle: long });
    const quoting = memory({ quotedId: '7', quotedPost: memory({ account: long }), account: long });
    for (const width of [40, 60, 80, 100]) {
      const day = dayWith([tweet, quote, quoting, memory({ at: '2012-09-19T10:00:00Z' })]);
      const album = {
        ...albumOfDays([{ ...day, leftOut: { retweets: 12, replies: 7, hidden: 3 } }]),
        title: long,
        subtitle: long,
      };
      expect(tooWide(terminalView(album, terminal({ width })), width), `at ${width}`).toEqual([]);
    }
  });

  test('breaks no emoji apart', () => {
    const lines = linesOf({ text: FAMILY.repeat(60) }, { width: 40 }).slice(0, -1);
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) expect(line.slice(7).replaceAll(FAMILY, '')).toBe('');
  });

  test('loses none of the text', () => {
    for (const text of Object.values(TEXTS)) {
      const lines = linesOf({ text }, { width: 40 }).slice(0, -1);
      expect(letters(lines.map((line) => line.slice(7)).join(' '))).toBe(letters(text.normalize()));
    }
  });

  test('breaks no address, which could be neither followed nor copied', () => {
    const address = `https://example.org/${'marsh/'.repeat(30)}`;
    const file = `/home/wren/${'marsh/'.repeat(30)}fence.jpg`;
    const medium = photo({ url: address });
    const lines = linesOf({ text: `See (${address}) or not`, media: [medium, photo({ file })] }, { width: 40 });
    expect(lines.map((line) => line.slice(7))).toEqual([
      'See',
      `(${address})`,
      'or not',
      '▣ photo',
      `  ${address}`,
      '▣ photo',
      `  ${file}`,
      ADDRESS,
    ]);
  });
});

/** The lines wider than the terminal, but for those that are there to be copied. */
function tooWide(output: string, width: number): string[] {
  const toCopy = /^[\s│]*(?:https?:\/\/x\.com\/\w+(?: \w+)*\/status\/\d+|https:\/\/pbs\.twimg\.com\/\S+)$/;
  return output.split('\n').filter((line) => stringWidth(line) > width && !toCopy.test(line));
}

function letters(text: string): string {
  return text.replace(/\s/g, '');
}

describe('the text', () => {
  test('keeps the author’s own lines and their indentation, also where they go on', () => {
    const text = `A list:\n  - one\n    - deep ${'and deeper '.repeat(4)}\n\n\u3000\u3000霧\n\ttab`;
    expect(linesOf({ text }, { width: 40 })).toEqual([
      '10:53  A list:',
      '         - one',
      '           - deep and deeper and deeper',
      '           and deeper and deeper',
      '',
      '           霧',
      '           tab',
      `       ${ADDRESS}`,
    ]);
  });

  test('is left whole where it runs from right to left: its characters stay in order', () => {
    const text = 'صباح الخير من المستنقع 🌾 #طيور';
    expect(linesOf({ text })[0]).toBe(`10:53  ${text}`);
  });

  test('may be missing: then the picture stands beside the time', () => {
    expect(linesOf({ text: '', media: [photo()] })[0]).toBe('10:53  ▣ photo');
  });
});

describe('the time', () => {
  test('is that of the zone', () => {
    expect(linesOf({}, { timeZone: 'Europe/Paris' })[0]).toBe('11:53  The heron is back.');
  });

  test('is a column of its own, empty below', () => {
    const [first, second] = linesOf({ text: 'one\ntwo' });
    expect([first, second]).toEqual(['10:53  one', '       two']);
  });

  test('stays empty for a tweet that has only a date', () => {
    expect(linesOf({ at: '2009-11-22T00:00:00Z', id: '5951207344', dateOnly: true })[0]).toBe(
      '       The heron is back.',
    );
  });
});

describe('headings', () => {
  test('say how long ago it was and on which day of the week, and a line runs to the edge', () => {
    const heading = shown([memory()]).split('\n')[3] ?? '';
    expect(heading).toMatch(/^7 years ago · Friday, 22 November 2019 ─+$/);
    expect(stringWidth(heading)).toBe(80);
  });

  test('stand once for each year, the newest first', () => {
    const tweets = [memory(), memory({ at: '2025-11-22T08:00:00Z' }), memory({ at: '2019-11-22T20:00:00Z' })];
    expect(shown(tweets).match(/^\d+ years? ago · .* \d{4}/gm)).toEqual([
      '1 year ago · Saturday, 22 November 2025',
      '7 years ago · Friday, 22 November 2019',
    ]);
  });

  test('of several days stand under the name of each day', () => {
    const days = [
      dayWith([memory(), memory({ at: '2018-11-22T08:00:00Z' })]),
      dayWith([memory({ at: '2020-11-23T08:00:00Z' })], {}, NEXT_DAY),
    ];
    const lines = terminalView(albumOfDays(days), terminal()).split('\n');
    const kept = lines
      .filter((line) => /^[^ 0-9]*\d+ (years|November)/.test(line))
      .map((line) => line.replace(/ ─+$/, ''));
    expect(kept).toEqual([
      '22 November',
      '7 years ago · Friday, 22 November 2019',
      '8 years ago · Thursday, 22 November 2018',
      '23 November',
      '6 years ago · Monday, 23 November 2020',
    ]);
  });
});

describe('what is said of a tweet', () => {
  test('a reply says to whom, before its text', () => {
    const lines = linesOf({ kind: 'reply', replyToHandle: 'old_heron', text: '@old_heron yes' });
    expect(lines.slice(0, 2)).toEqual(['10:53  replying to @old_heron', '       @old_heron yes']);
  });

  test('a reply to an account that is gone says so', () => {
    expect(linesOf({ kind: 'reply', replyToId: '7' })[0]).toBe('10:53  replying to an account that is gone');
  });

  test('a part of a thread is no reply', () => {
    expect(linesOf({ kind: 'thread', replyToHandle: 'wren_writes' })[0]).toBe('10:53  The heron is back.');
  });

  test('a circle tweet says so before its text', () => {
    expect(linesOf({ audience: 'circle' })[0]).toBe('10:53  only for your circle');
  });

  test.each<[string, MemoryDraft, string]>([
    ['likes', { likes: 1 }, '♥ 1'],
    ['retweets', { retweets: 12_345 }, '↻ 12,345'],
    ['an edit', { editOf: '1' }, 'edited'],
    ['a cut', { kind: 'retweet', extent: 'cut', text: 'RT @old_heron: Low water at …' }, 'cut short by the archive'],
    [
      'all of them',
      { likes: 3, retweets: 2, editOf: '1', extent: 'cut' },
      '♥ 3  ↻ 2  edited  cut short by the archive',
    ],
  ])('%s stand below the text, before the address', (_what, draft, facts) => {
    const wide = linesOf(draft, { width: 120 });
    expect(wide.at(-1)).toBe(`       ${facts}  ${ADDRESS}`);
    expect(wide).toHaveLength(2);
  });

  test('a medium whose address is only a path is named without it', () => {
    const url = 'media_attachments/files/1/original/a.jpg';
    const lines = (draft: object): string[] =>
      linesOf({ media: [photo({ url, alt: 'A lake', ...draft })] }).slice(1, -1);
    expect(lines({})).toEqual(['       ▣ photo: A lake']);
    expect(lines({ file: '/home/wren/a.jpg' })).toEqual(['       ▣ photo: A lake', '         /home/wren/a.jpg']);
    const elsewhere = linesOf({ media: [photo({ url, file: '/home/wren/a.jpg' })] }, { elsewhere: true });
    expect(elsewhere.join()).not.toMatch(/home|media_attachments/);
  });

  test('the address is not said again where it is all that is known of a boost', () => {
    const url = 'https://far.example/users/otter/statuses/5';
    expect(linesOf({ kind: 'retweet', network: 'mastodon', text: url, url, likes: 2 })).toEqual([
      '10:53  boosted',
      `       ${url}`,
      '       ♥ 2',
    ]);
    expect(linesOf({ kind: 'retweet', network: 'mastodon', text: url, url })).toHaveLength(2);
  });

  test('nothing is said of what is zero, unknown or usual', () => {
    expect(linesOf({ likes: 0, retweets: null, extent: 'note' })).toEqual([
      '10:53  The heron is back.',
      `       ${ADDRESS}`,
    ]);
  });

  test('the account is named only where there are several', () => {
    const other = memory({ at: '2019-11-22T12:00:00Z', account: 'PondNews' });
    expect(shown([memory()])).not.toContain('@wren_writes');
    expect(shown([memory(), other])).toMatch(/@wren_writes {2}https:.*\n[^]*@PondNews {2}https:/);
  });
});

describe('a thread', () => {
  const thread = { id: '1197831411123585024', size: 3 };
  const part = (time: string, text: string): Memory =>
    memory({ at: `2019-11-22T${time}:00Z`, text, thread, kind: 'thread' });
  const all = [part('10:00', 'one'), part('10:05', 'two\nlines'), part('10:10', 'three')];

  test('is one block, its parts joined by a line in the margin', () => {
    const lines = shown(all).trimEnd().split('\n').slice(5);
    expect(lines.map((line) => line.slice(0, 12).trimEnd())).toEqual([
      '10:00  one',
      '  │    https',
      '  │',
      '10:05  two',
      '  │    lines',
      '  │    https',
      '  │',
      '10:10  three',
      '       https',
    ]);
  });

  test('that is there whole names no more', () => {
    expect(shown(all)).not.toContain('thread');
  });

  test('that goes on says how much more of it there is, and the command that shows it', () => {
    const command = `memories thread ${thread.id}`;
    expect(shown(all.slice(0, 2), { width: 100 })).toMatch(
      new RegExp(`\n       1 more part of this thread on other days: ${command}\n$`),
    );
    expect(shown(all.slice(0, 1))).toMatch(
      new RegExp(`\n       2 more parts of this thread on other days:\n       ${command}\n$`),
    );
  });

  test('stands where its first part does, what came between follows', () => {
    const between = memory({ at: '2019-11-22T10:01:00Z', text: 'something else' });
    const [one, two, three] = all as [Memory, Memory, Memory];
    const times = shown([one, between, two, three]).match(/^\d\d:\d\d/gm);
    expect(times).toEqual(['10:00', '10:05', '10:10', '10:01']);
  });
});

describe('a quoted tweet', () => {
  const link = 'https://x.com/old_heron/status/20';
  const quoting: MemoryDraft = { text: `So true: ${link}`, kind: 'quote', quotedId: '20', quotedHandle: 'old_heron' };

  test('that is there is shown inside, with its author, date and media, and the link to it is dropped', () => {
    const quotedPost = memory({
      at: '2015-03-14T23:30:00Z',
      account: 'old_heron',
      text: 'Low water.\n  Noon.',
      media: [photo({ alt: 'mud' })],
    });
    expect(linesOf({ ...quoting, quotedPost }, { timeZone: 'Asia/Tokyo' })).toEqual([
      '19:53  So true:',
      '       │ @old_heron, 15 March 2015',
      '       │ Low water.',
      '       │   Noon.',
      '       │ ▣ photo: mud',
      '       │   https://pbs.twimg.com/media/EnFence.jpg',
      `       ${ADDRESS}`,
    ]);
  });

  test('that is not there is named, with its address', () => {
    expect(linesOf(quoting)).toEqual(['10:53  So true:', `       quoting @old_heron: ${link}`, `       ${ADDRESS}`]);
    const long = '20'.padEnd(19, '0');
    expect(linesOf({ quotedId: long, quotedHandle: 'old_heron' }, { width: 60 }).slice(1, 3)).toEqual([
      '       quoting @old_heron:',
      `       https://x.com/old_heron/status/${long}`,
    ]);
  });

  test('leaves no empty line where the link to it stood', () => {
    expect(linesOf({ ...quoting, text: `So true:\n\n${link}` })).toHaveLength(3);
  });

  test('whose author the archive does not name is still linked', () => {
    expect(linesOf({ quotedId: '20' })[1]).toBe('       quoting a tweet: https://x.com/i/status/20');
  });

  test('that quotes another one itself names that one', () => {
    const second = 'https://x.com/otter_eats/status/7';
    const quotedPost = memory({ text: `Indeed ${second}`, quotedId: '7', quotedHandle: 'otter_eats' });
    expect(linesOf({ ...quoting, quotedPost }).slice(2, 4)).toEqual([
      '       │ Indeed',
      `       │ quoting @otter_eats: ${second}`,
    ]);
  });

  test.each([
    ['is not the last word', `${link} so true`],
    ['leads to another tweet', 'So true: https://x.com/old_heron/status/21'],
  ])('keeps a link that %s', (_what, text) => {
    expect(linesOf({ ...quoting, text })[0]).toBe(`10:53  ${text}`);
  });

  test('is covered when it is sensitive, even inside a tweet that is not', () => {
    const quotedPost = memory({ sensitive: true, media: [photo({ alt: 'a secret' })] });
    expect(shown([memory({ ...quoting, quotedPost })])).not.toContain('a secret');
  });
});

describe('media', () => {
  const file = '/home/wren/memories-media/1-EnFence.jpg';

  test.each<[string, MemoryDraft, string[]]>([
    ['a photo with a copy has its file', { media: [photo({ file })] }, ['▣ photo', `  ${file}`]],
    [
      'a photo without a copy has its address',
      { media: [photo()] },
      ['▣ photo', '  https://pbs.twimg.com/media/EnFence.jpg'],
    ],
    [
      'a description is told',
      { media: [photo({ alt: 'A fence\nin fog', file })] },
      ['▣ photo: A fence in fog', `  ${file}`],
    ],
    [
      'a video has its length',
      { media: [photo({ type: 'video', duration: 3_725_400, file })] },
      ['▣ video, 62:05', `  ${file}`],
    ],
    ['a GIF is called one', { media: [photo({ type: 'gif', file })] }, ['▣ GIF', `  ${file}`]],
    [
      'each of several has its lines',
      { media: [photo({ file }), photo({ file })] },
      ['▣ photo', `  ${file}`, '▣ photo', `  ${file}`],
    ],
  ])('below its text, %s', (_what, draft, lines) => {
    expect(linesOf(draft).slice(1, -1)).toEqual(lines.map((line) => `       ${line}`));
  });

  test('a photo that can be shown stands in place of its file, over its description', () => {
    const images = new Map([[file, ['##', '##']]]);
    const media = [photo({ file, alt: 'A fence' }), photo({ file: '/other.jpg' })];
    expect(linesOf({ media }, { images }).slice(1, -1)).toEqual(
      ['##', '##', '▣ photo: A fence', '▣ photo', '  /other.jpg'].map((line) => `       ${line}`),
    );
  });

  test('marked sensitive is covered, picture, description and file, unless asked for', () => {
    const images = new Map([[file, ['##']]]);
    const draft: MemoryDraft = { sensitive: true, media: [photo({ file, alt: 'A secret' })] };
    expect(linesOf(draft, { images }).slice(1, -1)).toEqual(['       ▨ photo marked sensitive (--sensitive shows it)']);
    expect(linesOf(draft, { images, showSensitive: true }).slice(1, -1)).toEqual([
      '       ##',
      '       ▣ photo: A secret',
    ]);
  });
});

describe('links', () => {
  const long = 'https://www.example.org/a/very/long/way/to/somewhere?with=much&more=ü%20';

  test('are whole addresses in a terminal that has none, and no sequence is written', () => {
    const output = shown([memory({ text: `${long} @old_heron`, media: [photo()] })]);
    expect(output).not.toContain('\u001b');
    for (const address of [long, 'https://pbs.twimg.com/media/EnFence.jpg', ADDRESS]) expect(output).toContain(address);
  });

  test('have a short text and their whole target in a terminal that has them', () => {
    const tweet = memory({ text: `${long} @old_heron`, media: [photo()], quotedId: '20', quotedHandle: 'otter_eats' });
    expect(linksIn(shown([tweet], { hyperlinks: true }))).toEqual([
      [
        'https://www.example.org/a/very/long/way/to/somewhere?with=much&more=%C3%BC%20',
        'example.org/a/very/long/way/to/somewher…',
      ],
      ['https://x.com/old_heron', '@old_heron'],
      ['https://pbs.twimg.com/media/EnFence.jpg', 'pbs.twimg.com/media/EnFence.jpg'],
      ['https://x.com/otter_eats/status/20', 'quoting @otter_eats'],
      [ADDRESS, 'x.com'],
    ]);
  });

  test('lead to the tweet itself from every tweet, in every terminal', () => {
    const tweets = ['2019-11-22T10:00:00Z', '2018-11-22T10:00:00Z'].map((at) => memory({ at }));
    for (const tweet of tweets) {
      expect(shown(tweets, { width: 40 })).toContain(postUrl(tweet));
      expect(linksIn(shown(tweets, { hyperlinks: true, level: 3 })).map(([url]) => url)).toContain(postUrl(tweet));
    }
  });

  test('are made of the web’s addresses only; others stay whole and plain', () => {
    const urls = [
      'javascript:alert(document.cookie)//0123456789012345678901234567890',
      'file:///etc/passwd',
      'data:text/html,<b>',
      `https://example.com/${'it’s/'.repeat(20)}"quoted"`,
    ];
    for (const url of urls) {
      const spans = [{ type: 'link', start: 0, end: url.length, url } as const];
      const output = shown([memory({ text: url, spans, media: [photo({ url })] })], { hyperlinks: true, width: 200 });
      expect(linksIn(output)).toEqual([[ADDRESS, 'x.com']]);
      expect(output.split(url)).toHaveLength(3);
    }
  });
});

/** Targets and texts of the links that a terminal would make. */
function linksIn(output: string): [url: string, text: string][] {
  // eslint-disable-next-line no-control-regex -- OSC 8, as the view writes it
  const links = /\u001b\]8;;([!-~]+)\u0007([^]*?)\u001b\]8;;\u0007/g;
  // eslint-disable-next-line no-control-regex -- SGR
  return [...output.matchAll(links)].map(([, url = '', text = '']) => [url, text.replace(/\u001b\[[\d;]*m/g, '')]);
}

describe('notes', () => {
  test('stand last, after an empty line', () => {
    const day = { ...dayWith([memory()]), leftOut: { retweets: 1, replies: 2, hidden: 3 } };
    expect(
      terminalView(albumOfDays([day]), terminal({ width: 160 }))
        .split('\n')
        .slice(-3),
    ).toEqual([
      '',
      'Left out: 1 retweet (--retweets shows it), 2 replies (--replies shows them), 3 hidden memories (see: memories hidden)',
      '',
    ]);
  });

  test('are broken between their parts, so that what is to be typed stays whole', () => {
    const day = { ...dayWith([memory()]), leftOut: { retweets: 1, replies: 2, hidden: 3 } };
    expect(
      terminalView(albumOfDays([day]), terminal())
        .split('\n')
        .slice(-4),
    ).toEqual([
      '',
      'Left out: 1 retweet (--retweets shows it), 2 replies (--replies shows them),',
      '3 hidden memories (see: memories hidden)',
      '',
    ]);
  });

  test('are not there when nothing is left out', () => {
    expect(shown([memory()]).endsWith(`${ADDRESS}\n`)).toBe(true);
  });

  test('in two columns keep the second one', () => {
    const longNote: Note = { type: 'detail', name: 'version 1', value: ['long '.repeat(9).trim()] };
    const album: Album = { ...albumOfDays([dayWith([memory()])]), notes: [longNote] };
    expect(
      terminalView(album, terminal({ width: 40 }))
        .split('\n')
        .slice(-3),
    ).toEqual(['version 1  long long long long long long', '           long long long'.padEnd(0), '']);
  });
});

/** What a hostile tweet could try: to write elsewhere, to colour, to name windows, to link, to copy, to turn text round. */
const HOSTILE = [
  '\u001b[31mred\u001b[0m',
  '\u001b[2J\u001b[H\u001b[?1049h',
  '\u001b]0;title\u0007',
  '\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007',
  '\u001b]8;;https://evil.example\u001b\\click\u001b]8;;\u001b\\',
  '\u001b]52;c;ZXZpbA==\u0007',
  '\u001bP+q544e\u001b\\',
  '\u001b_Gf=100;AAAA\u001b\\',
  '\u001bc\u001b7',
  '\u009b31mred\u009d0;title\u009c',
  'bell\u0007 back\b\b\bspace null\u0000 delete\u007f',
  'overwritten\rOVER\r\nnext\u000bvertical\u000cform\u0085next',
  'line\u2028separator\u2029end',
  'gpj.\u202eexe\u202c \u2066isolated\u2067\u2068\u2069 \u202a\u202b\u202d',
  'half \ud83d and \udc68 pairs',
  '<script>alert(1)</script> & "quotes" \'too\'',
];

describe('hostile text', () => {
  const everywhere = (text: string): Memory => {
    const start = text.length + 1;
    const spans = [
      { type: 'link', start, end: start + text.length, url: `https://example.com/${text}` },
      { type: 'mention', start: 2 * start, end: 2 * start + text.length, url: `https://x.com/${text}` },
      { type: 'hashtag', start: 3 * start, end: 3 * start + text.length, url: null },
      { type: 'link', start: 4 * start, end: 4 * start + text.length, url: text },
    ] as const;
    const medium = photo({ alt: text, url: `https://example.com/${text}` });
    return memory({
      text: [text, text, text, text, text].join(' '),
      spans,
      media: [medium, { ...medium, file: `/home/${text}.jpg` }],
      account: text,
      kind: 'reply',
      replyToHandle: text,
      replyToId: '8',
      quotedId: '7',
      quotedHandle: text,
      communityId: text,
      client: text,
      lang: text,
    });
  };

  /** Each way that tweets are shown: quoted, quoting what is missing, several accounts, with all that is known. */
  const albumsOf = (text: string): Album[] => {
    const tweet = everywhere(text);
    const day = dayWith([
      tweet,
      memory({ ...tweet, at: '2018-11-22T10:00:00Z', account: `${text}!`, quotedPost: tweet }),
    ]);
    const album = albumOfDays([day]);
    const notes: Note[] = [
      ...postDetails(tweet, [memory({ text, id: '1' })], 'UTC', []),
      { type: 'thread', id: text, size: 2 },
    ];
    return [
      { ...album, notes, occasion: { type: 'search', typed: text, total: 2, shown: 2, order: 'newest' } },
      { ...album, notes, occasion: { type: 'random', account: text } },
    ];
  };

  test.each(HOSTILE)('drives no terminal: %j', (text) => {
    for (const hyperlinks of [false, true]) {
      for (const level of [0, 1, 3] as const) {
        for (const album of albumsOf(text)) {
          const output = terminalView(album, terminal({ hyperlinks, level }));
          expect(dangersIn(output)).toEqual([]);
          if (!hyperlinks && level === 0) expect(output).not.toContain('\u001b');
          for (const [url] of linksIn(output)) expect(url).toMatch(/^https?:\/\//);
        }
      }
    }
  });

  test('leaves the harmless rest to be read', () => {
    for (const text of HOSTILE) {
      const output = shown([memory({ text, spans: [] })], { width: 100 });
      expect(letters(output)).toContain(letters(sanitize(text)));
    }
  });

  test('of whatever kind drives no terminal and stays within it', () => {
    const units = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 });
    const part = fc.oneof(
      fc.constantFrom(...HOSTILE),
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      units.map((codes) => String.fromCharCode(...codes)),
    );
    const text = fc.array(part, { maxLength: 3 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(text, fc.integer({ min: 40, max: 100 }), fc.boolean(), (hostile, width, hyperlinks) => {
        for (const album of albumsOf(hostile)) {
          expect(dangersIn(terminalView(album, terminal({ width, hyperlinks, level: 1 })))).toEqual([]);
        }
        const plain = shown([memory({ text: hostile })], { width, hyperlinks: true });
        expect(tooWide(plain, width)).toEqual([]);
        expect(letters(plain)).toContain(letters(sanitize(hostile).normalize()));
      }),
      { numRuns: 60 },
    );
  });
});

/** Everything in an output that a terminal would act upon, but new lines, colours, and links closed on their line. */
function dangersIn(output: string): string[] {
  // eslint-disable-next-line no-control-regex -- SGR, and a whole link of the web
  const ours = /\u001b\[\d+m|\u001b\]8;;https?:\/\/[!-~]+\u0007(?=[^\n]*\u001b\]8;;\u0007)|\u001b\]8;;\u0007/g;
  // eslint-disable-next-line no-control-regex -- C0, DEL, C1 and what turns text round
  return output.replace(ours, '').match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g) ?? [];
}

// eslint-disable-next-line no-control-regex -- colours, and links with their target
const SEQUENCE = /\u001b(?:\[([\d;]*m)|\]8;;([!-~]*)\u0007)/g;

/** Escape sequences to look at: `‹31m›`, and links as `‹https://…›text‹›`. */
function visible(output: string): string {
  return output.replace(SEQUENCE, (_all, style?: string, url?: string) => `‹${style ?? url ?? ''}›`);
}
