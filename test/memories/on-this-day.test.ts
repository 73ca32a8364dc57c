import fc from 'fast-check';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Temporal } from '../../src/time/calendar.ts';
import { nearestDay, onThisDay, type DayQuery } from '../../src/memories/on-this-day.ts';
import { saveAccount } from '../../src/library/accounts.ts';
import { openDatabase } from '../../src/library/database.ts';
import { PostWriter } from '../../src/library/post-writer.ts';
import { BARE_POST } from '../../src/post/bare-post.ts';
import type { Post } from '../../src/post/post.ts';
import { tempFolder } from '../support/temp.ts';

interface Draft extends Partial<Post> {
  /** ISO 8601 in UTC; a bare date for a tweet without a time. */
  readonly at: string;
  /** Else `wren`. */
  readonly by?: string;
}

const folder = tempFolder();
const db = openDatabase(join(folder, 'memories.db'), { create: true });
const library = { db, mediaFolder: join(folder, 'media') };

afterAll(() => db.close());

/** Makes the database hold these tweets and no others. Each text is its `at`, unless it says otherwise. */
const fill = db.transaction((drafts: readonly Draft[]): Record<string, number> => {
  db.exec('DELETE FROM tweets; DELETE FROM accounts');
  const writer = new PostWriter(db);
  const accountIds: Record<string, number> = {};
  for (const [index, { by = 'wren', ...draft }] of drafts.entries()) {
    accountIds[by] ??= saveAccount(db, { network: 'twitter', id: null, handle: by, name: null, timeZone: null }, 0);
    writer.save(tweetOf(draft, index), accountIds[by], 0);
  }
  return accountIds;
});

function tweetOf({ at, ...fields }: Draft, index: number): Post {
  return {
    ...BARE_POST,
    id: String(index + 1),
    postedAt: Date.parse(at),
    dateOnly: at.length === 10,
    text: at,
    ...fields,
  };
}

interface Asked extends Partial<Omit<DayQuery, 'date' | 'accountIds'>> {
  readonly accounts?: readonly string[];
}

function queryOf(date: string, asked: Asked, accountIds: Record<string, number>): DayQuery {
  const { accounts = Object.keys(accountIds), ...rest } = asked;
  const ids = accounts.flatMap((handle) => accountIds[handle] ?? []);
  const defaults = { circle: true, timeZone: 'UTC', retweets: false, replies: true, hidden: [] };
  return { ...defaults, ...rest, date: Temporal.PlainDate.from(date), accountIds: ids };
}

/** The texts of what is shown on a date, newest year first. */
function shown(drafts: readonly Draft[], date: string, asked: Asked = {}): string[] {
  return memories(drafts, date, asked).years.flatMap(({ posts }) => posts.map(({ text }) => text));
}

function memories(drafts: readonly Draft[], date: string, asked: Asked = {}): ReturnType<typeof onThisDay> {
  return onThisDay(library, queryOf(date, asked, fill(drafts)));
}

function nearest(drafts: readonly Draft[], date: string, asked: Asked = {}): string | null {
  return nearestDay(library, queryOf(date, asked, fill(drafts)))?.toString() ?? null;
}

const at = (...times: string[]): Draft[] => times.map((time) => ({ at: time }));

describe('on this day', () => {
  test('there are the tweets of earlier years, newest year first, within a year by time', () => {
    const found = memories(
      at('2018-11-22T20:00:00Z', '2020-11-22T12:00:00Z', '2018-11-22T00:00:00Z', '2018-11-22T23:59:59Z'),
      '2026-11-22',
    );
    expect(found.years.map(({ year, yearsAgo, posts }) => [year, yearsAgo, ...posts.map(({ text }) => text)])).toEqual([
      [2020, 6, '2020-11-22T12:00:00Z'],
      [2018, 8, '2018-11-22T00:00:00Z', '2018-11-22T20:00:00Z', '2018-11-22T23:59:59Z'],
    ]);
    expect(found).toMatchObject({ timeZone: 'UTC', shown: 4, leftOut: { retweets: 0, replies: 0 } });
    expect(found.date.toString()).toBe('2026-11-22');
  });

  test('tweets of one second keep the order of their ids', () => {
    const drafts = ['7', '10', '9'].map((id) => ({ at: '2018-11-22T20:00:00Z', id, text: id }));
    expect(shown(drafts, '2026-11-22')).toEqual(['7', '9', '10']);
  });

  test('there is nothing of the day before, of the day after, of the same year and of the future', () => {
    const times = ['2018-11-21T23:59:59Z', '2018-11-23T00:00:00Z', '2020-11-22T09:00:00Z', '2021-11-22T09:00:00Z'];
    expect(shown(at(...times), '2020-11-22')).toEqual([]);
    expect(shown(at(...times), '2021-11-22')).toEqual(['2020-11-22T09:00:00Z']);
  });

  test('there is nothing before the first tweet and in an empty database', () => {
    expect(shown(at('2018-11-22T09:00:00Z'), '2010-11-22')).toEqual([]);
    expect(memories([], '2026-11-22')).toMatchObject({ years: [], shown: 0 });
  });

  test('there is as much in a far year as in this one', () => {
    expect(shown(at('2018-11-22T09:00:00Z'), '9999-11-22')).toHaveLength(1);
  });

  test('there are all of them, however many', () => {
    const drafts = Array.from({ length: 250 }, () => ({ at: '2018-11-22T09:00:00Z' }));
    expect(memories(drafts, '2026-11-22').shown).toBe(250);
  });
});

describe('the day of a zone', () => {
  test.each([
    [
      'Europe/Paris',
      '2026-11-22',
      ['2018-11-21T23:00:00Z', '2018-11-22T22:59:59Z'],
      ['2018-11-21T22:59:59Z', '2018-11-22T23:00:00Z'],
    ],
    [
      'America/Los_Angeles',
      '2026-12-31',
      ['2020-12-31T08:00:00Z', '2021-01-01T00:00:03Z'],
      ['2021-01-01T08:00:00Z', '2020-12-31T07:59:59Z'],
    ],
    ['Asia/Tokyo', '2026-01-01', ['2020-12-31T15:00:00Z'], ['2020-12-31T14:59:59Z', '2021-01-01T15:00:00Z']],
    ['Pacific/Kiritimati', '2026-11-22', ['2018-11-21T10:00:00Z'], ['2018-11-22T10:00:00Z']],
    ['America/Sao_Paulo', '2026-11-04', ['2018-11-04T03:00:00Z'], ['2018-11-04T02:59:59Z', '2018-11-05T02:00:00Z']],
    ['Pacific/Apia', '2026-12-30', [], ['2011-12-30T09:59:59Z', '2011-12-30T10:00:00Z']],
    ['Pacific/Apia', '2026-12-31', ['2011-12-30T10:00:00Z'], ['2011-12-30T09:59:59Z']],
  ])('%s on %s has %j and not %j', (timeZone, date, own, others) => {
    expect(shown(at(...own, ...others), date, { timeZone })).toEqual(own);
  });

  test('moves the first tweet of all into the year before', () => {
    const found = memories(at('2021-01-01T00:00:03Z'), '2021-12-31', { timeZone: 'America/New_York' });
    expect(found.years).toMatchObject([{ year: 2020, yearsAgo: 1 }]);
  });

  test('does not move the last tweet out of reach', () => {
    const found = memories(at('2020-12-31T23:00:00Z'), '2026-01-01', { timeZone: 'Asia/Tokyo' });
    expect(found.years).toMatchObject([{ year: 2021, yearsAgo: 5 }]);
  });

  test.each(['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/New_York', 'Pacific/Apia'])(
    '%s has a tweet without a time on its own date and on no other',
    (timeZone) => {
      for (const date of ['2009-11-22', '2010-01-01', '2009-12-31']) {
        const own = Temporal.PlainDate.from(date).with({ year: 2026 });
        const on = (days: number): string[] => shown(at(date), own.add({ days }).toString(), { timeZone });
        expect([on(-1), on(0), on(1)]).toEqual([[], [date], []]);
      }
    },
  );
});

describe('29 February', () => {
  const drafts = at(
    '2019-02-28T12:00:00Z',
    '2020-02-28T12:00:00Z',
    '2020-02-29T12:00:00Z',
    '2008-02-29',
    '2019-03-01T12:00:00Z',
  );

  test.each([
    ['2026-02-28', ['2020-02-28T12:00:00Z', '2020-02-29T12:00:00Z', '2019-02-28T12:00:00Z', '2008-02-29']],
    ['2024-02-28', ['2020-02-28T12:00:00Z', '2019-02-28T12:00:00Z']],
    ['2024-02-29', ['2020-02-29T12:00:00Z', '2008-02-29']],
    ['2026-03-01', ['2019-03-01T12:00:00Z']],
  ])('as it is seen on %s', (date, texts) => {
    expect(shown(drafts, date)).toEqual(texts);
  });
});

describe('what is left out', () => {
  const drafts: Draft[] = (['post', 'reply', 'thread', 'quote', 'retweet', 'retweet'] as const).map((kind, index) => ({
    at: `2018-11-22T0${index}:00:00Z`,
    kind,
    text: kind,
  }));

  test.each([
    [{ retweets: false, replies: true }, ['post', 'reply', 'thread', 'quote'], { retweets: 2, replies: 0 }],
    [
      { retweets: true, replies: true },
      ['post', 'reply', 'thread', 'quote', 'retweet', 'retweet'],
      { retweets: 0, replies: 0 },
    ],
    [{ retweets: false, replies: false }, ['post', 'thread', 'quote'], { retweets: 2, replies: 1 }],
    [
      { retweets: true, replies: false },
      ['post', 'thread', 'quote', 'retweet', 'retweet'],
      { retweets: 0, replies: 1 },
    ],
  ])('with %j is counted', (wanted, kinds, leftOut) => {
    const found = memories(drafts, '2026-11-22', wanted);
    expect(found.years.flatMap(({ posts }) => posts.map(({ kind }) => kind))).toEqual(kinds);
    expect(found).toMatchObject({ shown: kinds.length, leftOut });
  });

  test('is counted also where nothing is left of the year', () => {
    const found = memories([{ at: '2018-11-22T09:00:00Z', kind: 'retweet' }], '2026-11-22');
    expect(found).toMatchObject({ years: [], shown: 0, leftOut: { retweets: 1, replies: 0 } });
  });

  test('is not counted when it is of another day', () => {
    expect(memories([{ at: '2018-11-23T09:00:00Z', kind: 'retweet' }], '2026-11-22').leftOut.retweets).toBe(0);
  });
});

describe('an edited tweet', () => {
  const versions: Draft[] = [
    { at: '2022-11-22T13:00:00Z', id: '11', editOf: '11', text: 'dithc' },
    { at: '2022-11-22T13:02:10Z', id: '12', editOf: '11', text: 'dich' },
    { at: '2022-11-22T13:04:00Z', id: '13', editOf: '11', text: 'ditch' },
  ];

  test('is shown once, as it was in the end', () => {
    expect(shown(versions, '2026-11-22')).toEqual(['ditch']);
  });

  test('is shown in the last version that there is', () => {
    expect(shown(versions.slice(0, 2), '2026-11-22')).toEqual(['dich']);
    expect(shown(versions.slice(0, 1), '2026-11-22')).toEqual(['dithc']);
  });

  test('is shown in its last version also where the first does not know of the others', () => {
    const [first, ...rest] = versions;
    expect(shown([{ ...first, at: '2022-11-22T13:00:00Z', editOf: null }, ...rest], '2026-11-22')).toEqual(['ditch']);
  });

  test('does not take other edited tweets along', () => {
    const other: Draft = { at: '2022-11-22T12:00:00Z', id: '5', editOf: '5', text: 'another' };
    expect(shown([other, ...versions], '2026-11-22')).toEqual(['another', 'ditch']);
  });

  test('that was edited after midnight is of the day of its last version', () => {
    const late = [
      { ...versions[0], at: '2022-11-22T23:50:00Z' },
      { ...versions[2], at: '2022-11-23T00:10:00Z' },
    ];
    expect(shown(late, '2026-11-22')).toEqual([]);
    expect(shown(late, '2026-11-23')).toEqual(['ditch']);
  });
});

describe('of several accounts', () => {
  const drafts: Draft[] = [
    { at: '2018-11-22T10:00:00Z', by: 'wren' },
    { at: '2018-11-22T09:00:00Z', by: 'otter' },
    { at: '2012-11-22T09:00:00Z', by: 'heron' },
  ];

  test.each([
    [
      ['wren', 'otter', 'heron'],
      ['otter', 'wren', 'heron'],
    ],
    [['wren'], ['wren']],
    [
      ['heron', 'wren'],
      ['wren', 'heron'],
    ],
    [[], []],
  ])('those asked for, %j, are shown together by time', (accounts, authors) => {
    const { years } = memories(drafts, '2026-11-22', { accounts });
    expect(years.flatMap(({ posts }) => posts.map(({ account }) => account))).toEqual(authors);
  });

  test('only those asked for count for the nearest day', () => {
    expect(nearest(drafts, '2026-11-20', { accounts: ['heron'] })).toBe('2026-11-22');
    expect(
      nearest([{ at: '2018-11-21T10:00:00Z', by: 'wren' }, ...drafts], '2026-11-20', { accounts: ['otter'] }),
    ).toBe('2026-11-22');
  });
});

describe('the nearest day', () => {
  test.each([
    ['after', '2026-11-20', ['2018-11-25T12:00:00Z', '2012-11-10T12:00:00Z'], '2026-11-25'],
    ['before', '2026-11-20', ['2018-11-30T12:00:00Z', '2012-11-16T12:00:00Z'], '2026-11-16'],
    ['of the old year', '2026-01-02', ['2018-12-30T12:00:00Z', '2018-01-20T12:00:00Z'], '2025-12-30'],
    ['of the new year', '2026-12-30', ['2018-01-02T12:00:00Z', '2018-12-20T12:00:00Z'], '2027-01-02'],
    ['half a year away', '2026-06-01', ['2018-12-01T12:00:00Z'], '2025-12-01'],
    ['that remembers this year, where there is only this year', '2026-11-22', ['2026-03-10T12:00:00Z'], '2027-03-10'],
    ['that remembers yesterday', '2027-11-22', ['2027-11-21T12:00:00Z'], '2028-11-21'],
    ['that remembers last year', '2026-01-02', ['2025-12-31T12:00:00Z'], '2026-12-31'],
    ['that remembers the last year of all, seen from the next', '2026-01-02', ['2024-12-31T12:00:00Z'], '2025-12-31'],
    // 29 February is remembered on the 28th of common years, so 1 March is next to it there.
    ['over a leap day, from 1 March', '2026-03-01', ['2020-02-28T12:00:00Z'], '2026-02-28'],
    ['over a leap day, from 28 February', '2026-02-28', ['2020-03-01T12:00:00Z'], '2026-03-01'],
    ['from 27 February', '2026-02-27', ['2020-02-29T12:00:00Z'], '2026-02-28'],
    ['from 2 March', '2026-03-02', ['2020-02-29T12:00:00Z'], '2026-02-28'],
    ['from 2 March of a leap year', '2024-03-02', ['2020-02-29T12:00:00Z', '2019-02-28T12:00:00Z'], '2024-02-29'],
    ['from 28 February of a leap year', '2024-02-28', ['2020-02-29T12:00:00Z'], '2024-02-29'],
    ['from a leap day to the 28th', '2024-02-29', ['2019-02-28T12:00:00Z', '2019-03-02T12:00:00Z'], '2024-02-28'],
    ['from a leap day to 1 March', '2024-02-29', ['2019-02-27T12:00:00Z', '2019-03-01T12:00:00Z'], '2024-03-01'],
    ['from a leap day to the 27th', '2024-02-29', ['2019-02-27T12:00:00Z'], '2024-02-27'],
  ])('can be %s', (_where, date, times, day) => {
    expect(nearest(at(...times), date)).toBe(day);
  });

  test('is another one, also where the day itself has memories', () => {
    const times = ['2018-11-22T09:00:00Z', '2018-11-23T05:00:00Z', '2018-11-25T12:00:00Z'];
    expect(nearest(at(...times), '2026-11-22', { timeZone: 'America/Los_Angeles' })).toBe('2026-11-25');
  });

  test('is none in an empty database, nor when there is only the future', () => {
    expect(nearest([], '2026-11-22')).toBeNull();
    expect(nearest(at('2026-11-22T12:00:00Z'), '2010-11-22')).toBeNull();
    expect(nearest(at('2026-11-22T12:00:00Z'), '2026-11-22')).toBeNull();
  });

  test.each<[Asked, string]>([
    [{ retweets: false, replies: false }, '2026-11-25'],
    [{ retweets: false, replies: true }, '2026-11-24'],
    [{ retweets: true, replies: false }, '2026-11-23'],
  ])('has something to show: with %j it is %s', (wanted, day) => {
    const drafts: Draft[] = [
      { at: '2018-11-23T12:00:00Z', kind: 'retweet' },
      { at: '2018-11-24T12:00:00Z', kind: 'reply' },
      { at: '2018-11-25T12:00:00Z' },
    ];
    expect(nearest(drafts, '2026-11-22', wanted)).toBe(day);
  });

  test('is that of the final version of an edited tweet', () => {
    const drafts: Draft[] = [
      { at: '2022-11-23T23:50:00Z', id: '11', editOf: '11' },
      { at: '2022-11-24T00:10:00Z', id: '12', editOf: '11' },
    ];
    expect(nearest(drafts, '2026-11-22')).toBe('2026-11-24');
  });

  test.each(['UTC', 'Asia/Tokyo', 'Pacific/Kiritimati', 'America/Los_Angeles', 'Pacific/Pago_Pago'])(
    'can be that of a tweet without a time in %s',
    (timeZone) => {
      expect(nearest(at('2009-11-23', '2009-11-25'), '2026-11-22', { timeZone })).toBe('2026-11-23');
      expect(nearest(at('2009-11-21', '2009-11-19'), '2026-11-22', { timeZone })).toBe('2026-11-21');
    },
  );

  const instant = fc.date({ min: new Date('2007-01-01'), max: new Date('2026-11-22'), noInvalidDate: true });
  const leap = fc.constantFrom(
    '2008-02-28',
    '2008-02-29',
    '2009-03-01',
    '2012-02-29',
    '2015-02-28',
    '2015-12-31',
    '2016-01-01',
  );
  const moments = fc.array(
    fc.oneof(
      instant.map((date) => date.toISOString()),
      leap.map((date) => `${date}T12:00:00Z`),
    ),
    {
      maxLength: 6,
    },
  );
  const asked = fc.oneof(
    instant.map((date) => date.toISOString().slice(0, 10)),
    leap,
    fc.constantFrom('2024-02-29', '2026-02-28'),
  );
  const zone = fc.constantFrom('UTC', 'Europe/Paris', 'America/Los_Angeles', 'Pacific/Kiritimati', 'America/Sao_Paulo');

  test('is never farther than one that is found by trying every day, and has something to show', () => {
    fc.assert(
      fc.property(moments, asked, zone, (times, date, timeZone) => {
        const query = queryOf(date, { timeZone }, fill(at(...times)));
        const dates = times.map((time) => Temporal.Instant.from(time).toZonedDateTimeISO(timeZone).toPlainDate());
        fc.pre(onThisDay(library, query).shown === 0);
        const found = nearestDay(library, query);
        expect(found && Math.abs(query.date.until(found).days)).toBe(nearestByTrying(query.date, dates));
        if (found) expect(onThisDay(library, { ...query, date: found }).shown).toBeGreaterThan(0);
      }),
      { numRuns: 100 },
    );
  });

  /** Days to the nearest day, not the same one of another year, within a year. */
  function nearestByTrying(from: Temporal.PlainDate, dates: readonly Temporal.PlainDate[]): number | null {
    const isRemembered = (on: Temporal.PlainDate): boolean =>
      !on.toPlainMonthDay().equals(from.toPlainMonthDay()) &&
      dates.some((date) => {
        const day =
          on.year > date.year && !on.inLeapYear && date.month === 2 && date.day === 29
            ? date.subtract({ days: 1 })
            : date;
        return on.year > date.year && on.month === day.month && on.day === day.day;
      });
    for (let days = 1; days <= 366; days += 1) {
      if (isRemembered(from.add({ days })) || isRemembered(from.subtract({ days }))) return days;
    }
    return null;
  }
});
