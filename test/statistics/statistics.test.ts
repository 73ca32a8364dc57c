// Numbers equal to those of a plain computation over the same tweets, and to those of the days themselves.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localDateOf, localTimeOf, Temporal, type PlainDate } from '../../src/time/calendar.ts';
import { byMonth, byWeekday, byYear } from '../../src/statistics/day-counts.ts';
import { isHidden, type HideRule } from '../../src/memories/hide-rules.ts';
import type { Memory } from '../../src/library/memory.ts';
import { onThisDay } from '../../src/memories/on-this-day.ts';
import { ALL_TIME, includes, parsePeriod, type Period } from '../../src/time/period.ts';
import { computeStatistics, type Statistics } from '../../src/statistics/statistics.ts';
import { siteOf } from '../../src/statistics/tally.ts';
import { yearCalendar } from '../../src/statistics/year-calendar.ts';
import { isOver, reviewedYear, computeYearReview } from '../../src/statistics/year/review.ts';
import { filledLibrary, type FilledDraft } from '../support/filled.ts';
import { memory } from '../support/memory.ts';

const { library, fill } = filledLibrary();

function day(text: string): PlainDate {
  return Temporal.PlainDate.from(text);
}

const ZONES = ['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Asia/Kolkata'];
const TEXTS = [
  'Soup #Soup',
  '@otter_eats hello',
  'CAFÉ au lait',
  'read https://www.example.org/a #soup',
  'Plain.',
  '猫',
];

const RULES: readonly HideRule[] = [
  { kind: 'date', value: '02-28' },
  { kind: 'date', value: '2016-02-29' },
  { kind: 'word', value: 'café' },
  { kind: 'word', value: 'plain' },
  { kind: 'user', value: 'otter_eats' },
  { kind: 'tweet', value: '1' },
];

const drafts = fc.array(
  fc.record({
    time: fc.integer({ min: Date.UTC(2012, 1, 25), max: Date.UTC(2017, 2, 3) }),
    dateOnly: fc.boolean(),
    kind: fc.constantFrom('post', 'reply', 'thread', 'quote', 'retweet'),
    text: fc.constantFrom(...TEXTS),
    likes: fc.constantFrom(null, 0, 3, 40),
  }),
  { maxLength: 40 },
);
/** Most tweets fall on few days, at the ends of February, so that they meet. */
function draftOf({ time, dateOnly, ...rest }: { time: number; dateOnly: boolean } & Partial<Memory>): FilledDraft {
  const moment = new Date(time);
  moment.setUTCMonth(1, 26 + (moment.getUTCDate() % 5));
  const at = moment.toISOString();
  return { ...rest, at: dateOnly ? at.slice(0, 10) : at };
}

const queries = fc.record({
  timeZone: fc.constantFrom(...ZONES),
  rules: fc.subarray([...RULES]),
  retweets: fc.boolean(),
  replies: fc.boolean(),
});

function all(given: readonly FilledDraft[]): Memory[] {
  return given.map((draft, index) => memory({ id: String(index + 1), dateOnly: draft.at?.length === 10, ...draft }));
}

function tallied(names: readonly (string | number)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

describe('statistics', () => {
  test('count what a plain computation counts', () => {
    const periods = fc.constantFrom<Period>(
      ALL_TIME,
      ...['2016', '2014-02', '2016-02-29'].map((words) => parsePeriod(words) ?? ALL_TIME),
    );
    fc.assert(
      fc.property(drafts, queries, periods, (records, { timeZone, rules }, period) => {
        const given = records.map(draftOf);
        const ids = Object.values(fill(given));
        const found = computeStatistics(library, { circle: true, period, timeZone, accountIds: ids, hidden: rules });
        const inPeriod = all(given).filter((tweet) => includes(period, localDateOf(tweet, timeZone)));
        const shown = inPeriod.filter((tweet) => !isHidden(tweet, rules, timeZone));
        const own = shown.filter(({ kind }) => kind !== 'retweet');
        const dates = shown.map((tweet) => localDateOf(tweet, timeZone));
        const timed = shown.filter(({ dateOnly }) => !dateOnly);
        const hours = tallied(timed.map(({ postedAt }) => Number(localTimeOf(postedAt, timeZone).slice(11, 13))));
        const days = tallied(dates.map(String));

        expect([found.tweets, found.hidden, found.withoutTime]).toEqual([
          shown.length,
          inPeriod.length - shown.length,
          shown.length - timed.length,
        ]);
        expect(found.hours).toEqual(Array.from({ length: 24 }, (_, hour) => hours[hour] ?? 0));
        expect(byMonth(found.days)).toEqual(
          Array.from({ length: 12 }, (_, month) => dates.filter((date) => date.month === month + 1).length),
        );
        expect(byWeekday(found.days)).toEqual(
          Array.from({ length: 7 }, (_, weekday) => dates.filter((date) => date.dayOfWeek === weekday + 1).length),
        );
        expect(
          Object.fromEntries(
            byYear(found.days)
              .filter(({ count }) => count > 0)
              .map(({ year, count }) => [year, count]),
          ),
        ).toEqual(tallied(dates.map(({ year }) => year)));
        expect(Object.fromEntries(Object.entries(found.kinds).filter(([, count]) => count > 0))).toEqual(
          tallied(shown.map(({ kind }) => kind)),
        );
        expect(found.fullest?.count ?? 0).toBe(Math.max(0, ...Object.values(days)));
        expect(found.hashtags.map(({ name, count }) => [name.toLowerCase(), count])).toEqual(
          Object.entries(tallied(own.filter(({ text }) => /#soup/i.test(text)).map(() => 'soup'))),
        );
        expect(found.people.map(({ count }) => count)).toEqual(
          Object.values(tallied(own.filter(({ text }) => text.startsWith('@')).map(() => 'otter'))),
        );
        expect(found.sites.map(({ count }) => count)).toEqual(
          Object.values(tallied(own.filter(({ text }) => text.includes('https')).map(() => 'site'))),
        );
        expect(found.mostLiked.map(({ likes }) => likes)).toEqual(
          own
            .map(({ likes }) => likes ?? 0)
            .filter((likes) => likes > 0)
            .toSorted((a, b) => b - a)
            .slice(0, 5),
        );
        const times = own.map(({ postedAt }) => postedAt);
        expect([found.first?.postedAt ?? Infinity, found.last?.postedAt ?? -Infinity]).toEqual([
          Math.min(...times),
          Math.max(...times),
        ]);
      }),
      { numRuns: 150 },
    );
  });

  function of(
    given: readonly FilledDraft[],
    changes: Partial<Parameters<typeof computeStatistics>[1]> = {},
  ): Statistics {
    const ids = Object.values(fill(given));
    return computeStatistics(library, {
      circle: true,
      period: ALL_TIME,
      timeZone: 'UTC',
      accountIds: ids,
      hidden: [],
      ...changes,
    });
  }

  test('count only the last version of an edited tweet', () => {
    const found = of([
      { id: '10', at: '2023-05-01T12:00:00Z', editOf: '10', text: 'Too #early' },
      { id: '11', at: '2023-05-01T12:01:00Z', editOf: '10', text: 'In #time' },
    ]);
    expect([found.tweets, found.hashtags]).toEqual([1, [{ name: 'time', count: 1 }]]);
  });

  test('count only the last version of a tweet that does not know that it was edited', () => {
    const found = of([
      { id: '20', at: '2023-05-01T12:00:00Z', text: 'One #plum' },
      { id: '21', at: '2023-05-01T12:01:00Z', editOf: '20', text: 'Two #plums' },
      { id: '22', at: '2023-05-01T12:02:00Z', editOf: '20', text: 'Three #pears' },
    ]);
    expect([found.tweets, found.hashtags]).toEqual([1, [{ name: 'pears', count: 1 }]]);
  });

  test('count only the accounts that were asked for', () => {
    const given = [{ at: '2015-01-01T12:00:00Z' }, { at: '2015-01-02T12:00:00Z', by: 'PondNews' }];
    const { PondNews = 0 } = fill(given);
    const found = computeStatistics(library, {
      circle: true,
      period: ALL_TIME,
      timeZone: 'UTC',
      accountIds: [PondNews],
      hidden: [],
    });
    expect([found.tweets, found.accounts]).toEqual([1, ['PondNews']]);
  });

  test('know the longest run of days, over the turn of a year', () => {
    const found = of(
      ['2014-06-01', '2014-12-30', '2014-12-31', '2015-01-01', '2015-03-01', '2015-03-02'].map((at) => ({ at })),
    );
    expect([found.run?.days, String(found.run?.first), String(found.run?.last)]).toEqual([
      3,
      '2014-12-30',
      '2015-01-01',
    ]);
  });

  test('join the spellings of a name, count it once a tweet, and leave oneself out', () => {
    const found = of([{ text: '@Otter @otter @wren_writes' }, { text: '@OTTER hi', at: '2019-11-23T10:00:00Z' }]);
    expect(found.people).toEqual([{ name: 'Otter', count: 2 }]);
  });

  test('join the old code of a language and its new one, and leave Twitter’s own codes out', () => {
    const found = of(
      ['in', 'id', 'und', 'zxx', 'en'].map((lang, index) => ({ lang, at: `2019-11-2${index}T10:00:00Z` })),
    );
    expect(found.languages).toEqual([
      { name: 'id', count: 2 },
      { name: 'en', count: 1 },
    ]);
  });

  test('find most liked tweets beyond those that a rule about a day hides', () => {
    const hiddenDay = Array.from({ length: 7 }, (_, hour) => ({ at: `2019-03-14T0${hour}:00:00Z`, likes: 100 }));
    const found = of([...hiddenDay, { at: '2019-03-15T00:00:00Z', likes: 2 }], {
      hidden: [{ kind: 'date', value: '03-14' }],
    });
    expect(found.mostLiked.map(({ likes }) => likes)).toEqual([2]);
  });

  test.each([
    ['https://www.Example.org/a', 'example.org'],
    ['http://user:pass@example.org:8080?x', 'example.org'],
    ['https://twitter.com/wren/status/1', null],
    ['https://mobile.twitter.com/x', null],
    ['https://x.com/wren', null],
    ['https://netflix.com/', 'netflix.com'],
    ['mailto:a@example.org', null],
  ])('call the site of %s %s', (url, site) => {
    expect(siteOf(url)).toBe(site);
  });
});

describe('the calendar', () => {
  test('shows for each day of this year how many memories that day shows, and leaves out as many', () => {
    fc.assert(
      fc.property(
        drafts,
        queries,
        fc.constantFrom('2016-02-28', '2017-02-27', '2018-12-31'),
        (records, { rules, ...query }, now) => {
          const accountIds = Object.values(fill(records.map(draftOf)));
          const choice = { ...query, circle: true, hidden: rules, accountIds };
          const calendar = yearCalendar(library, { ...choice, today: day(now), year: null });
          const leftOut = { retweets: 0, replies: 0, hidden: 0 };
          for (const { date, count } of calendar.days) {
            // Only the days around those that have tweets: the others are many and all the same.
            if (date.month > 3 || (date.month === 1 && date.day > 1)) {
              expect(count).toBe(0);
              continue;
            }
            const memories = onThisDay(library, { ...choice, date });
            expect({ date: date.toString(), count }).toEqual({ date: date.toString(), count: memories.shown });
            for (const key of ['retweets', 'replies', 'hidden'] as const) leftOut[key] += memories.leftOut[key];
          }
          expect(calendar.leftOut).toEqual(leftOut);
          expect(calendar.next?.count).toBe(
            calendar.next ? onThisDay(library, { ...choice, date: calendar.next.date }).shown : undefined,
          );
        },
      ),
      { numRuns: 15 },
    );
  });

  test('names the next day, also in the next year, whose memories are then also of this year', () => {
    const accountIds = Object.values(fill([{ at: '2026-01-03T12:00:00Z' }, { at: '2020-11-22T12:00:00Z' }]));
    const choice = { circle: true, timeZone: 'UTC', retweets: false, replies: true, hidden: [], accountIds };
    const { next, total } = yearCalendar(library, { ...choice, today: day('2026-11-22'), year: null });
    expect([next?.date.toString(), next?.count, total]).toEqual(['2027-01-03', 1, 1]);
  });

  test('of one year has its own tweets, and no empty days in what is still to come', () => {
    const accountIds = Object.values(fill([{ at: '2026-01-03T12:00:00Z' }, { at: '2020-11-22T12:00:00Z' }]));
    const choice = { circle: true, timeZone: 'UTC', retweets: false, replies: true, hidden: [], accountIds };
    const { none, total, next } = yearCalendar(library, { ...choice, today: day('2026-01-05'), year: 2026 });
    expect([none.map(String), total, next]).toEqual([
      ['2026-01-01', '2026-01-02', '2026-01-04', '2026-01-05'],
      1,
      null,
    ]);
  });
});

describe('the year to look back at', () => {
  const chosen = (now: string, given: readonly string[]): number | null => {
    const accountIds = Object.values(fill(given.map((at) => ({ at }))));
    return reviewedYear(library, { circle: true, today: day(now), timeZone: 'UTC', accountIds, hidden: [] });
  };

  test.each([
    ['the last one before this', '2026-11-30', ['2024-05-01', '2025-05-01', '2026-05-01'], 2025],
    ['the last one that has tweets', '2026-11-30', ['2012-05-01', '2026-05-01'], 2012],
    ['this one in December', '2026-12-01', ['2025-05-01', '2026-05-01'], 2026],
    ['this one if there is no other', '2026-11-30', ['2026-05-01'], 2026],
    ['none without tweets', '2026-11-30', [], null],
  ])('is %s', (_which, now, given, year) => {
    expect(chosen(now, given)).toBe(year);
  });

  test('is compared with the year before, and knows what its tweets were given', () => {
    const accountIds = Object.values(
      fill([
        { at: '2014-06-01T12:00:00Z' },
        { at: '2015-01-01T12:00:00Z', likes: 5, retweets: 2 },
        { at: '2015-02-01T12:00:00Z', likes: null, retweets: null },
        { at: '2015-03-01T12:00:00Z', kind: 'retweet', likes: 900, retweets: 900 },
        { at: '2015-03-14T12:00:00Z', likes: 50, text: 'hidden' },
      ]),
    );
    const hidden = [{ kind: 'date', value: '03-14' }] as const;
    const review = computeYearReview(
      library,
      { circle: true, today: day('2026-11-22'), timeZone: 'UTC', accountIds, hidden },
      2015,
    );
    expect([review.before, review.likes, review.retweets, review.statistics.tweets, isOver(review)]).toEqual([
      1,
      5,
      2,
      3,
      true,
    ]);
    expect(review.mostLiked.map(({ likes }) => likes)).toEqual([5]);
    expect([review.first?.postedAt, review.last?.postedAt]).toEqual(
      ['2015-01-01', '2015-02-01'].map((date) => Date.parse(`${date}T12:00:00Z`)),
    );
  });
});
