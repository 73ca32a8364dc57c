// The words around the tweets: titles, headings, counts, and what is left out.

import { describe, expect, test } from 'vitest';
import { Temporal } from '../../src/time/calendar.ts';
import type { Omitted } from '../../src/memories/selection.ts';
import { type Album } from '../../src/views/album.ts';
import { albumSubtitle, albumTitle, sectionHeading } from '../../src/views/album-words.ts';
import { linePhrase, noteLines, omissionLines, omissionNotes } from '../../src/views/note-words.ts';
import { phraseText } from '../../src/views/phrase.ts';
import { dayWith, memory, TODAY } from '../support/memory.ts';
import { albumOfDays, singleAlbum, threadAlbum } from '../../src/views/make-album.ts';

const date = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso);
const headings = ({ sections }: Album): string[] =>
  sections.map((section) => {
    const { name, date: when } = sectionHeading(section);
    return name === null ? when : `${name} · ${when}`;
  });
const notes = (album: Album, elsewhere = false): string[] =>
  noteLines(album, elsewhere).map((line) => phraseText(linePhrase(line)));
const FROM = { today: TODAY, timeZone: 'UTC' };
const at = (...times: string[]): ReturnType<typeof memory>[] => times.map((time) => memory({ at: time }));

describe('the album of a day', () => {
  test('is called after the day', () => {
    expect(albumTitle(albumOfDays([dayWith([])]).occasion)).toBe('On this day, 22 November');
  });

  test.each([
    [[], 'Nothing was written on 22 November in earlier years.'],
    [['2019-11-22T10:00:00Z'], '1 memory from 2019'],
    [['2019-11-22T10:00:00Z', '2019-11-22T11:00:00Z'], '2 memories from 2019'],
    [['2021-11-22T10:00:00Z', '2012-11-22T11:00:00Z'], '2 memories from 2 years, 2012 to 2021'],
    [Array.from({ length: 1200 }, () => '2019-11-22T10:00:00Z'), '1,200 memories from 2019'],
  ])('counts memories and years %#', (times, subtitle) => {
    expect(albumSubtitle(albumOfDays([dayWith(at(...times))]))).toBe(subtitle);
  });

  test('has a section for each year, the newest first, with the day of the week', () => {
    const day = dayWith(at('2011-11-22T10:00:00Z', '2025-11-22T10:00:00Z', '2016-11-22T10:00:00Z'));
    expect(headings(albumOfDays([day]))).toEqual([
      '1 year ago · Saturday, 22 November 2025',
      '10 years ago · Tuesday, 22 November 2016',
      '15 years ago · Tuesday, 22 November 2011',
    ]);
  });

  test('on 28 February of a common year has a section for each of the two dates', () => {
    const tweets = at('2020-02-28T10:00:00Z', '2020-02-29T10:00:00Z', '2020-02-29T11:00:00Z', '2019-02-28T10:00:00Z');
    const album = albumOfDays([dayWith(tweets, {}, date('2026-02-28'))]);
    expect(headings(album)).toEqual([
      '6 years ago · Friday, 28 February 2020',
      '6 years ago · Saturday, 29 February 2020',
      '7 years ago · Thursday, 28 February 2019',
    ]);
    expect(album.sections.map(({ blocks }) => blocks.length)).toEqual([1, 2, 1]);
    expect(albumSubtitle(album)).toBe('4 memories from 2 years, 2019 to 2020');
  });

  test('has the dates of its zone, and for a tweet without a time its own', () => {
    const late = memory({ at: '2019-11-21T23:30:00Z' });
    const dateOnly = memory({ at: '2009-11-22T00:00:00Z', id: '5951207344', dateOnly: true });
    for (const [timeZone, heading] of [
      ['Asia/Tokyo', 'Friday, 22 November 2019'],
      ['America/New_York', 'Thursday, 21 November 2019'],
    ] as const) {
      const album = albumOfDays([dayWith([late, dateOnly], { timeZone })]);
      expect(headings(album)).toEqual([`7 years ago · ${heading}`, '17 years ago · Sunday, 22 November 2009']);
      expect(album.timeZone).toBe(timeZone);
    }
  });

  test('puts the parts of a thread together', () => {
    const thread = { id: '1', size: 2 };
    const [one, between, two] = [
      memory({ at: '2019-11-22T10:00:00Z', thread }),
      memory({ at: '2019-11-22T10:01:00Z' }),
      memory({ at: '2019-11-22T10:02:00Z', thread }),
    ];
    expect(albumOfDays([dayWith([one, between, two])]).sections[0]?.blocks).toEqual([[one, two], [between]]);
  });

  test('knows whether there are several accounts among the tweets that are shown', () => {
    const [one, other] = [memory(), memory({ account: 'PondNews' })];
    expect(albumOfDays([dayWith([one])]).hasSeveralAccounts).toBe(false);
    expect(albumOfDays([dayWith([one, other])]).hasSeveralAccounts).toBe(true);
    expect(albumOfDays([dayWith([one, { ...other, kind: 'retweet' }], { retweets: false })]).hasSeveralAccounts).toBe(
      false,
    );
  });
});

describe('the album of several days', () => {
  const days = [
    dayWith(at('2019-11-21T10:00:00Z'), {}, date('2026-11-21')),
    dayWith([], {}, date('2026-11-22')),
    dayWith(at('2019-11-23T10:00:00Z', '2016-11-23T10:00:00Z'), {}, date('2026-11-23')),
  ];

  test('is called after the first and the last, and counts over all', () => {
    const album = albumOfDays(days);
    expect({ title: albumTitle(album.occasion), subtitle: albumSubtitle(album) }).toEqual({
      title: 'On these days, 21 November to 23 November',
      subtitle: '3 memories from 2 years, 2016 to 2019',
    });
  });

  test('names the day of each section, of which an empty day has none', () => {
    const album = albumOfDays(days);
    expect(album.sections.map(({ day }) => day?.toString())).toEqual(['2026-11-21', '2026-11-23', '2026-11-23']);
    expect(headings(album)).toEqual([
      '7 years ago · Thursday, 21 November 2019',
      '7 years ago · Saturday, 23 November 2019',
      '10 years ago · Wednesday, 23 November 2016',
    ]);
    expect(albumOfDays(days.slice(0, 1)).sections.map(({ day }) => day)).toEqual([null]);
  });

  test('adds up what is left out', () => {
    const leftOut = { retweets: 1, replies: 0, hidden: 2 };
    expect(notes(albumOfDays(days.map((day) => ({ ...day, leftOut }))))).toEqual([
      'Left out: 3 retweets (--retweets shows them), 6 hidden memories (see: memories hidden)',
    ]);
  });

  test('knows of accounts across its days', () => {
    const other = dayWith([memory({ at: '2019-11-23T10:00:00Z', account: 'PondNews' })], {}, date('2026-11-23'));
    expect(albumOfDays([...days, other]).hasSeveralAccounts).toBe(true);
  });
});

describe('what is left out', () => {
  test.each<[Omitted, string[]]>([
    [{ retweets: 0, replies: 0, hidden: 0 }, []],
    [{ retweets: 1, replies: 0, hidden: 0 }, ['Left out: 1 retweet (--retweets shows it)']],
    [{ retweets: 0, replies: 2, hidden: 0 }, ['Left out: 2 replies (--replies shows them)']],
    [{ retweets: 0, replies: 0, hidden: 1 }, ['Left out: 1 hidden memory (see: memories hidden)']],
    [
      { retweets: 1200, replies: 1, hidden: 2 },
      [
        'Left out: 1,200 retweets (--retweets shows them), 1 reply (--replies shows it), 2 hidden memories (see: memories hidden)',
      ],
    ],
  ])('%j is told in one line', (leftOut, lines) => {
    expect(omissionNotes({ leftOut, accounts: ['wren_writes'] })).toEqual(lines);
    expect(notes({ ...singleAlbum('post', memory(), FROM), leftOut })).toEqual(lines);
  });

  test('is told with a whole command where the notes are read elsewhere', () => {
    const album = albumOfDays([{ ...dayWith([]), leftOut: { retweets: 1, replies: 2, hidden: 0 } }]);
    expect(notes(album, true)).toEqual([
      'Left out: 1 retweet (see: memories on 11-22 --retweets), 2 replies (see: memories on 11-22 --replies)',
    ]);
  });

  test('has its commands apart from the words around them', () => {
    const omitted = { leftOut: { retweets: 1, hidden: 2 }, accounts: ['wren_writes'] };
    const [line] = omissionLines(omitted, { command: 'memories on 11-22' });
    expect(line?.clauses).toEqual([
      ['Left out: ', '1 retweet (', 'see: ', { command: 'memories on 11-22 --retweets' }, ')', ','],
      ['2 hidden memories (', 'see: ', { command: 'memories hidden' }, ')'],
    ]);
  });
});

describe('an album of other tweets', () => {
  const thread = { id: '1', size: 5 };
  const parts = ['2019-11-22T23:59:00Z', '2019-11-23T00:01:00Z', '2020-02-29T10:00:00Z'].map((time) =>
    memory({ at: time, thread }),
  );

  test('has a section for each date of a thread, and looks for none of its parts elsewhere', () => {
    const album = threadAlbum(parts, 2, FROM);
    expect([albumTitle(album.occasion), albumSubtitle(album)]).toEqual(['A thread', '5 parts']);
    expect(headings(album)).toEqual([
      '7 years ago · Friday, 22 November 2019',
      '6 years ago · Saturday, 23 November 2019',
      '6 years ago · Saturday, 29 February 2020',
    ]);
    expect(album.sections.map(({ blocks }) => blocks.map((block) => block.length))).toEqual([[1], [1], [1]]);
    expect(album.sections.flatMap(({ blocks }) => blocks.flat()).map((part) => part.thread)).toEqual([
      null,
      null,
      null,
    ]);
    expect(notes(album)).toEqual(['Left out: 2 hidden memories (see: memories hidden)']);
  });

  test('keeps the parts of one local date in one block', () => {
    const { sections } = threadAlbum(parts, 0, { ...FROM, timeZone: 'Asia/Tokyo' });
    expect(sections.map(({ blocks }) => blocks.map((block) => block.length))).toEqual([[2], [1]]);
  });

  test('without a tweet has no section', () => {
    expect(threadAlbum([], 0, FROM).sections).toEqual([]);
  });

  test.each([
    ['2026-11-22T08:00:00Z', 'Sunday, 22 November 2026', 'today'],
    ['2026-01-01T08:00:00Z', 'Thursday, 1 January 2026', 'less than a year ago'],
    ['2025-11-23T08:00:00Z', 'Sunday, 23 November 2025', 'a day short of a year ago'],
    ['2025-11-22T08:00:00Z', '1 year ago · Saturday, 22 November 2025', 'a year ago'],
    ['2027-03-01T08:00:00Z', 'Monday, 1 March 2027', 'in the future, by a wrong clock'],
  ])('says of %s: %s (%s)', (time, heading) => {
    expect(headings(singleAlbum('random', memory({ at: time }), FROM))).toEqual([heading]);
  });

  test('of one tweet says whose it is, and where the rest of its thread is', () => {
    const album = singleAlbum('random', memory({ thread }), FROM);
    const { occasion, sections } = album;
    expect({ title: albumTitle(occasion), subtitle: albumSubtitle(album), notes: notes(album) }).toEqual({
      title: 'A memory',
      subtitle: 'from @wren_writes',
      notes: ['One of the 5 parts of a thread: memories thread 1'],
    });
    expect(sections).toHaveLength(1);
    expect(notes(singleAlbum('random', memory(), FROM))).toEqual([]);
  });
});
