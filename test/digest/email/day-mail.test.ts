// What a mail says, as text and as HTML, and how much of it there is. Looks are in email-looks.test.ts.

import { expect, describe, test } from 'vitest';
import stringWidth from 'fast-string-width';
import { Temporal } from '../../../src/time/calendar.ts';
import type { Memories } from '../../../src/memories/selection.ts';
import type { Memory } from '../../../src/library/memory.ts';

import { dayEmail, planDayEmail, type DayEmailOptions } from '../../../src/digest/email/day-mail.ts';
import type { Email } from '../../../src/digest/email/email.ts';
import { openingOf } from '../../../src/digest/email/opening.ts';
import { daySubject } from '../../../src/digest/email/wording.ts';
import { terminalView } from '../../../src/views/terminal/album.ts';
import { smallerEncoding, wireBytes } from '../../../src/mail/wire-size.ts';
import { dayWith, memory, photo, terminal, type MemoryDraft } from '../../support/memory.ts';
import { albumOfDays } from '../../../src/views/make-album.ts';

const NO_EXTRAS: DayEmailOptions = { photos: new Map(), showSensitive: false, notices: [], footer: [] };

function mailOf(days: readonly Memories[], options: Partial<DayEmailOptions> = {}): Email {
  return dayEmail(days, { ...NO_EXTRAS, ...options });
}

/** A mail of one day. */
function mail(tweets: readonly Memory[], options: Partial<DayEmailOptions> = {}): Email {
  return mailOf([dayWith(tweets)], options);
}

/** So many memories of a year's 22 November. */
function many(count: number, year: number, text = 'An ordinary day, with rain & a heron.'): Memory[] {
  const start = Date.parse(`${year}-11-22T00:00:01Z`);
  return Array.from({ length: count }, (_, index) => {
    const at = new Date(start + index * 10_000).toISOString();
    return memory({ at, text, likes: 3, id: `${year}${index}` });
  });
}

/** The words of HTML, without what is hidden. */
function wordsOf(html: string): string {
  const entities = (_: string, code: string): string => String.fromCharCode(Number(code));
  return html
    .replace(/^[^]*<div role="main"/, '<div')
    .replace(/<br>|<\/(?:p|h\d|td|div)>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, entities)
    .replaceAll('\u00a0', ' ');
}

function date(words: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(words);
}

const LEFT_OUT = { retweets: 12, replies: 1, hidden: 2 };

describe('the subject', () => {
  const years = (...all: number[]): Memories => dayWith(all.flatMap((year) => many(1, year)));
  const other = dayWith([memory({ at: '2012-11-23T10:00:00Z' })], {}, date('2026-11-23'));

  test.each<[string, Memories[], boolean]>([
    ['22 November 2026: 3 memories, 2009 to 2021', [years(2009, 2013, 2021)], false],
    ['22 November 2026: 2 memories of 2012', [dayWith(many(2, 2012))], false],
    ['22 November 2026: 1 memory of 2012', [years(2012)], false],
    ['22 November 2026: 1,200 memories of 2012', [dayWith(many(1200, 2012))], false],
    ['22 November 2026: no memories today', [dayWith([])], false],
    ['22 November to 23 November 2026: 2 memories, 2009 to 2012', [years(2009), other], false],
    ['Your week to 23 November 2026: 3 memories, 2009 to 2021', [years(2009, 2021), other], true],
    ['Your week to 23 November 2026: no memories', [dayWith([]), dayWith([], {}, date('2026-11-23'))], true],
  ])('the subject is %j', (subject, days, weekly) => {
    expect(daySubject(days, weekly)).toBe(subject);
  });

  const subjectOf = (...drafts: MemoryDraft[]): string => {
    const days = [dayWith(drafts.map(memory))];
    return daySubject(days, false, openingOf(planDayEmail(days, { ...NO_EXTRAS, mostPhotos: 0 }).best)?.words);
  };
  const GOOD = 'A whole sentence about the tide, the mud and the long way home in the dark.';

  test.each<[string, MemoryDraft[]]>([
    ['The heron is back. (1 memory of 2019)', [{}]],
    [
      'A whole sentence about the tide, the mud and… (2 memories of 2019)',
      [{ text: 'ok, good night then' }, { text: GOOD }],
    ],
    ['Look, a heron (1 memory of 2019)', [{ text: '@june @otto Look, a heron https://example.org/1' }]],
    [
      '雨が降っています。図書館は今日もとても静かでした… (1 memory of 2019)',
      [{ text: '雨が降っています。図書館は今日もとても静かでした。窓の外は灰色です。' }],
    ],
    [
      'ok, good night then (3 memories of 2019)',
      [{ text: GOOD, sensitive: true }, { text: GOOD, audience: 'circle' }, { text: 'ok, good night then' }],
    ],
    ['2 memories of 2019', [{ text: GOOD, kind: 'retweet' }, { text: 'hm.' }]],
  ])('begins with the best memory that is for everybody: %s', (subject, drafts) => {
    expect(subjectOf(...drafts)).toBe(`22 November 2026: ${subject}`);
  });

  test.each([false, true])('differs from year to year although nothing was added (weekly: %s)', (weekly) => {
    const subjects = [2026, 2027, 2028].map((year) => {
      const days = [dayWith([memory({ text: GOOD })], {}, date(`${year}-11-22`))];
      return daySubject(days, weekly, openingOf(planDayEmail(days, { ...NO_EXTRAS, mostPhotos: 0 }).best)?.words);
    });
    expect(new Set(subjects).size).toBe(3);
  });
});

describe('the text', () => {
  test("has the terminal's words in the terminal's order, without rules of a terminal's width", () => {
    const tweets = [
      memory({ text: 'Read https://example.org/a/very/long/way/to/say/nothing by @june #slow', likes: 3, retweets: 1 }),
      memory({ text: 'A reply', kind: 'reply', replyToHandle: 'june', audience: 'circle' }),
      memory({ text: 'Ten years', quotedId: '42', quotedPost: memory({ text: 'Plums', at: '2012-11-22T09:00:00Z' }) }),
      memory({ text: 'One', thread: { id: '7', size: 3 } }),
      memory({ text: 'Older', at: '2012-11-22T09:00:00Z', media: [photo({ alt: 'A lake' })] }),
    ];
    const shown = terminalView(albumOfDays([dayWith(tweets)]), terminal({ width: 72 }));
    expect(mail(tweets).text).toBe(`${shown.replace(/ ─+$/gm, '')}\nTimes are in UTC.\n`);
  });

  test('is not wider than mails are, but for addresses, and has no sequence of a terminal', () => {
    const text = `${'word '.repeat(60)}${'x'.repeat(200)} ${'字'.repeat(90)} https://example.org/${'a'.repeat(90)} \u001b[31m`;
    const made = mail([memory({ text })], {
      notices: [['A day was missed. '.repeat(9)]],
      footer: [['The end. '.repeat(20)]],
    });
    const wide = made.text.split('\n').filter((line) => stringWidth(line) > 72);
    expect(wide.filter((line) => !line.trim().startsWith('https://'))).toEqual([]);
    expect(made.text).not.toMatch(/(?!\n)\p{Cc}/u);
  });

  test('names addresses instead of files of this machine', () => {
    const made = mail([memory({ media: [photo({ file: '/home/wren/memories-media/a.jpg' })] })]);
    expect(made.text).toContain('https://pbs.twimg.com/media/EnFence.jpg');
    expect(made.text + made.html).not.toContain('/home/wren');
  });

  test('keeps sensitive photos covered and names the command that shows them, in one piece', () => {
    const tweet = memory({ id: '1859963885512032289', sensitive: true, media: [photo()] });
    const lines = mail([tweet]).text.split('\n');
    expect(lines).toContain('       ▨ photo marked sensitive, see:');
    expect(lines).toContain('       memories show 1859963885512032289 --sensitive');
    expect(mail([tweet], { showSensitive: true }).text).toContain('▣ photo');
  });

  test('has the notices above and the footer below', () => {
    const made = mail([memory()], {
      notices: [['Missed: 20 November']],
      footer: [['From the archive of @wren_writes']],
    });
    expect(made.text).toMatch(/^Missed: 20 November\n\nOn this day, 22 November\n/);
    expect(made.text).toMatch(/\n\nFrom the archive of @wren_writes\nTimes are in UTC\.\n$/);
  });
});

describe('what is left out can be seen by a command that shows the same days at any time:', () => {
  const on = (...dates: string[]): Memories[] => {
    return dates.map((words) => ({ ...dayWith([], {}, date(words)), leftOut: LEFT_OUT }));
  };
  const week = (from: string): Memories[] => {
    return on(...[0, 1, 2, 3, 4, 5, 6].map((days) => date(from).add({ days }).toString()));
  };

  test.each<[string, string, Memories[]]>([
    ['a day', 'memories on 11-22', on('2026-11-22')],
    ['28 February, to which some years add the 29th', 'memories on 2027-02-28', on('2027-02-28')],
    ['29 February, which other years show on the 28th', 'memories on 2028-02-29', on('2028-02-29')],
    ['1 March', 'memories on 03-01', on('2027-03-01')],
    ['a week', 'memories on 11-19 --days 3', week('2026-11-16')],
    ['a week at New Year', 'memories on 01-01 --days 3', week('2026-12-29')],
    ['a week around the end of February', 'memories on 2027-02-26 --days 3', week('2027-02-23')],
    ['two days, with one more', 'memories on 11-22 --days 1', on('2026-11-21', '2026-11-22')],
  ])('the command for %s shows what was left out', (_, command, days) => {
    const each = days.length;
    const made = mailOf(days);
    for (const words of [made.text.replaceAll(/\n/g, ' '), wordsOf(made.html)]) {
      expect(words).toContain(
        `Left out: ${12 * each} retweets (see: ${command} --retweets), ${each === 1 ? '1 reply' : `${each} replies`} ` +
          `(see: ${command} --replies), ${2 * each} hidden memories (see: memories hidden)`,
      );
    }
  });

  test('in HTML the commands are set as such', () => {
    const codes = mailOf(on('2026-11-22')).html.match(/<code[^>]*>[^<]*/g) ?? [];
    expect(codes.map((code) => code.replace(/^.*>/, ''))).toEqual([
      'memories on 11-22 --retweets',
      'memories on 11-22 --replies',
      'memories hidden',
    ]);
  });
});

describe('a day without memories', () => {
  test.each([
    ['2026-11-24', 'The nearest day that has some is 24 November: memories on 11-24'],
    ['2027-01-02', 'The nearest day that has some is 2 January 2027: memories on 2027-01-02'],
    ['2026-02-28', 'The nearest day that has some is 28 February: memories on 2026-02-28'],
  ])('says so, and names the nearest that has some: %s', (nearest, words) => {
    const made = mail([], { nearest: date(nearest) });
    for (const part of [made.text, wordsOf(made.html)]) {
      expect(part).toContain('Nothing was written on 22 November in earlier years.\n');
      expect(part).toContain(words);
    }
  });

  test('does not say that nothing was written when something is left out', () => {
    const { text, html } = mailOf([{ ...dayWith([]), leftOut: LEFT_OUT }]);
    expect(text + html).not.toContain('Nothing was written');
    expect(text).toContain('No memories on 22 November.\n');
    expect(text).not.toContain('nearest');
  });

  test('can be a week', () => {
    const { text } = mailOf([dayWith([], {}, date('2026-11-16')), dayWith([])]);
    expect(text).toContain('Nothing was written from 16 November to 22 November in earlier years.');
  });
});

describe('the HTML', () => {
  test('begins with words that the subject has not, for lists of mails, and with room behind them', () => {
    const preheader = (tweets: readonly Memory[]): string => {
      return /<div style="display:none[^>]*>([^<]*)</.exec(mail(tweets).html)?.[1] ?? '';
    };
    const pictured = memory({ text: '', media: [photo()] });
    const shown = preheader([pictured, memory({ text: 'The heron\nis back.' })]);
    const both = [memory({ text: 'Found a feather today, and then a second one.' }), memory()];
    expect(preheader(both)).toMatch(/^The heron is back\./);
    expect(shown).toMatch(/^The heron is back\.\u034f\u200c\u00a0/);
    expect(shown.split('\u200c').length).toBeGreaterThan(100);
    expect(preheader([memory({ text: '👩‍👩‍👧‍👦 '.repeat(90) })])).toMatch(/…$/);
    expect(preheader([pictured])).toMatch(/^1 memory from 2019/);
    expect(preheader([])).toMatch(/^Nothing was written on 22 November/);
  });

  test('links the addresses in the words around, and nothing else', () => {
    const { html } = mail([memory({ id: '42', text: 'mailto:a@b.example' })], {
      notices: [['See ', { address: 'https://example.org/a?b=1&c=2' }, '.']],
      footer: [
        [
          'To stop, write to ',
          { mailbox: 'stop@example.org' },
          ', or run: ',
          { command: 'memories service uninstall' },
        ],
        ['Not ', { address: 'javascript:alert(1)' }, ', not ', { mailbox: '"><b>@x.example' }],
      ],
    });
    const links = [...html.matchAll(/<a href="([^"]*)"[^>]*>([^<]*)/g)].map(([, address, words]) => [address, words]);
    expect(links).toEqual([
      ['https://example.org/a?b=1&#38;c=2', 'https://example.org/a?b=1&#38;c=2'],
      ['https://x.com/wren_writes/status/42', '10:53'],
      ['mailto:stop@example.org', 'stop@example.org'],
    ]);
    expect(html).toMatch(/<code[^>]*>memories service uninstall<\/code>/);
  });

  test('has addresses to write to in its text as they are written', () => {
    const { text } = mail([memory({ text: 'mailto:a@b.example' })], {
      footer: [['To unsubscribe, write to ', { mailbox: 'wren@example.org' }]],
    });
    expect(text).toContain('To unsubscribe, write to wren@example.org\n');
    expect(text).toContain('mailto:a@b.example');
  });

  test('shows the attachments that it names, each named once, and no other picture', () => {
    const photos = new Map(
      ['a', 'b', 'c', 'd'].map((file) => [file, { cid: `${file}@mail`, width: 900, height: 600 }]),
    );
    const media = (...files: string[]): Memory['media'] => files.map((file) => photo({ file }));
    const tweets = [
      memory({ media: media('a', 'not attached') }),
      memory({ quotedId: '42', quotedPost: memory({ media: media('b', 'a') }) }),
      memory({ media: media('c'), sensitive: true }),
      memory({ media: [photo({ file: 'd', type: 'video' })] }),
    ];
    const shownBy = ({ html }: Email): string[] => [...html.matchAll(/ src="cid:([^"]*)"/g)].map(([, cid = '']) => cid);
    const made = mail(tweets, { photos });
    expect(shownBy(made)).toEqual(['a@mail', 'b@mail', 'a@mail']);
    expect(made.cids).toEqual(['a@mail', 'b@mail']);
    const open = mail(tweets, { photos, showSensitive: true });
    expect(open.cids).toEqual(['a@mail', 'b@mail', 'c@mail']);
    expect([...new Set(shownBy(open))]).toEqual(open.cids);
    expect(made.html.match(/<img/g)).toHaveLength(3);
  });

  test('does not name attachments of memories that it has no room for', () => {
    const photos = new Map([['a', { cid: 'a', width: 900, height: 600 }]]);
    const pictured = memory({ at: '2019-11-22T23:00:00Z', text: '', sensitive: false, media: [photo({ file: 'a' })] });
    const tweets = [
      ...many(300, 2019, 'An ordinary day, with rain & a heron, and all that comes with it. '.repeat(2)),
      pictured,
    ];
    const { cids, html } = mail(tweets, { photos });
    expect(cids).toEqual([]);
    expect(html).not.toContain('cid:');
  });
});

describe('the size of the HTML as it travels', () => {
  const bytes = ({ html }: Email): number => wireBytes(html, smallerEncoding(html));
  const decoded = ({ html }: Email): number => Buffer.byteLength(html);
  const MOST = 98_000;
  /** What the lines about the rest say: how many, of when, and the command. */
  const restOf = ({ html }: Email): { count: number; words: string }[] => {
    const found = wordsOf(html).matchAll(/^(?:and )?([\d,]+) more ((?:from|memor(?:y|ies)) .*)$/gm);
    return [...found].map(([, count = '', words = '']) => ({ count: Number(count.replaceAll(',', '')), words }));
  };
  const cardsIn = ({ html }: Email): number => html.split('class="m-about"').length - 1;

  test('is small for a day of a few memories', () => {
    expect(decoded(mail(many(3, 2019)))).toBeLessThan(12_000);
    expect(restOf(mail(many(3, 2019)))).toEqual([]);
  });

  test.each([
    [[2012], many(300, 2012)],
    [
      [2012, 2011],
      [...many(120, 2012), ...many(60, 2011)],
    ],
    [
      [2013, 2012, 2011],
      [...many(120, 2013), ...many(60, 2012), ...many(60, 2011)],
    ],
    [[2012, 2011, 2010, 2009], [2012, 2011, 2010, 2009].flatMap((year) => many(1000, year))],
    [[2012], many(300, 2012, '字&"<'.repeat(70))],
  ])('stays within the limit, and what is not shown of each year is counted: %j', (years, tweets) => {
    const made = mail(tweets);
    expect(bytes(made)).toBeLessThanOrEqual(MOST);
    expect(bytes(made)).toBeGreaterThan(MOST - 6000);
    const rest = restOf(made);
    const lines = years.map((year) => `from ${year}: memories on 11-22 --year ${year}`);
    expect(rest[0]?.words).toBe(lines[0]);
    for (const { words } of rest) expect(lines).toContain(words);
    expect(cardsIn(made) + rest.reduce((sum, { count }) => sum + count, 0)).toBe(tweets.length);
    for (const { count } of rest) expect(made.text).toContain(`and ${count.toLocaleString('en')} more from`);
  });

  test('of several days stays within the limit, and each day names its rest', () => {
    const days = [20, 21, 22].map((day) => {
      const tweets = many(60, 2012).map((tweet) => ({ ...tweet, postedAt: tweet.postedAt - (22 - day) * 86_400_000 }));
      return dayWith(tweets, {}, date(`2026-11-${day}`));
    });
    const made = mailOf(days);
    const rest = restOf(made);
    expect(bytes(made)).toBeLessThanOrEqual(MOST);
    expect(rest.length).toBeGreaterThan(1);
    for (const { words } of rest) expect(words).toMatch(/^from 2012: memories on 11-2[012] --year 2012$/);
    expect(cardsIn(made) + rest.reduce((sum, { count }) => sum + count, 0)).toBe(180);
  });

  test('is kept by cutting texts that are longer than a mail can hold, with how to see them whole', () => {
    const made = mail([memory({ id: '42', text: 'A story & more. '.repeat(2000) }), memory({ text: 'The end' })]);
    expect(decoded(made)).toBeLessThan(25_000);
    expect(wordsOf(made.html)).toContain('…\nThe whole text: memories show 42\n');
    expect(wordsOf(made.html)).toContain('The end');
    expect(mail([memory({ text: 'A story. '.repeat(400) })]).html).not.toContain('The whole text');
  });

  test('is kept by links that are many or long, too', () => {
    const text = `#a ${'@b '.repeat(3000)}`;
    expect(decoded(mail([memory({ text })]))).toBeLessThan(25_000);
    const url = `https://example.org/${'a'.repeat(200_000)}`;
    const spans = [{ type: 'link', start: 0, end: 2, url } as const];
    expect(decoded(mail([memory({ text, spans })]))).toBeLessThan(25_000);
  });

  test('is kept by long descriptions of photos', () => {
    const media = Array.from({ length: 4 }, () => photo({ alt: '字'.repeat(4000) }));
    expect(decoded(mail([memory({ media })]))).toBeLessThan(25_000);
  });

  test('is kept by a thread that is longer than a mail: its beginning is shown, and no other day is named', () => {
    const thread = { id: '1', size: 500 };
    const made = mail(many(500, 2012).map((part) => ({ ...part, thread })));
    expect(bytes(made)).toBeLessThanOrEqual(MOST);
    expect(cardsIn(made)).toBeGreaterThan(30);
    const left = 500 - cardsIn(made);
    expect(restOf(made)).toEqual([{ count: left, words: 'from 2012: memories on 11-22 --year 2012' }]);
    expect(wordsOf(made.html)).toContain(`${left} more parts of this thread: memories thread 1\n`);
    expect(made.html).not.toContain('on other days');
  });

  test('is kept even when nothing at all has room', () => {
    const made = mail([memory({ account: 'a'.repeat(200_000) }), memory({ account: 'b'.repeat(200_000) })]);
    expect(bytes(made)).toBeLessThanOrEqual(MOST);
    expect(restOf(made)).toEqual([{ count: 2, words: 'memories of 2019: memories on 11-22' }]);
  });
});

test('the mail says whose a memory is only where there are several accounts', () => {
  expect(mail([memory()]).html).not.toContain('@wren_writes<');
  expect(mail([memory(), memory({ account: 'PondNews' })]).html).toContain('>@PondNews<');
});
