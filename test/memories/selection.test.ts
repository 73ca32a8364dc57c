import { describe, expect, test } from 'vitest';
import { Temporal } from '../../src/time/calendar.ts';
import { blocksOf, omissionReason, arrangeMemories, type Choice } from '../../src/memories/selection.ts';
import { type Memory } from '../../src/library/memory.ts';
import { BARE_POST } from '../../src/post/bare-post.ts';
import { KINDS, type Kind } from '../../src/post/post.ts';

const DATE = Temporal.PlainDate.from('2026-11-22');
const ALL: Choice = { circle: true, timeZone: 'UTC', retweets: true, replies: true, hidden: [] };

function memory(id: string, fields: Partial<Memory> = {}): Memory {
  return {
    ...BARE_POST,
    id,
    account: 'wren_writes',
    network: 'twitter',
    postedAt: Date.UTC(2018, 10, 22, 12),
    text: 'A word about soup',
    thread: null,
    quotedPost: null,
    ...fields,
  };
}

describe('the memories of a day', () => {
  test('are arranged by year, newest first, and keep their order within a year', () => {
    const found = [
      { year: 2012, posts: [memory('3'), memory('1'), memory('2')] },
      { year: 2020, posts: [memory('9')] },
      { year: 2015, posts: [memory('5')] },
    ];
    const { years, shown } = arrangeMemories(DATE, found, ALL);
    expect(years.map(({ year, yearsAgo, posts }) => [year, yearsAgo, ...posts.map(({ id }) => id)])).toEqual([
      [2020, 6, '9'],
      [2015, 11, '5'],
      [2012, 14, '3', '1', '2'],
    ]);
    expect(shown).toBe(5);
  });

  test('have no year without anything to show', () => {
    const found = [
      { year: 2012, posts: [] },
      { year: 2015, posts: [memory('5', { kind: 'retweet' })] },
      { year: 2016, posts: [memory('6')] },
    ];
    const { years, shown } = arrangeMemories(DATE, found, { ...ALL, retweets: false });
    expect(years.map(({ year }) => year)).toEqual([2016]);
    expect(shown).toBe(1);
  });

  test('count all that is left out, each for one reason, over all years', () => {
    const hidden = [
      { kind: 'tweet', value: '3' },
      { kind: 'tweet', value: '4' },
    ] as const;
    const found = [
      { year: 2012, posts: [memory('1', { kind: 'retweet' }), memory('2', { kind: 'reply' }), memory('3')] },
      { year: 2015, posts: [memory('4', { kind: 'retweet' }), memory('5', { kind: 'retweet' }), memory('6')] },
    ];
    const of = (choice: Partial<Choice>): unknown =>
      arrangeMemories(DATE, found, { ...ALL, hidden, ...choice }).leftOut;
    expect(of({ retweets: false, replies: false })).toEqual({ retweets: 3, replies: 1, hidden: 1 });
    expect(of({ retweets: true, replies: false })).toEqual({ retweets: 0, replies: 1, hidden: 2 });
    expect(of({ retweets: false, replies: true })).toEqual({ retweets: 3, replies: 0, hidden: 1 });
    expect(of({ hidden: [] })).toEqual({ retweets: 0, replies: 0, hidden: 0 });
  });

  test('say of which date and zone they are', () => {
    const { date, timeZone } = arrangeMemories(DATE, [], { ...ALL, timeZone: 'Europe/Paris' });
    expect([date.toString(), timeZone]).toEqual(['2026-11-22', 'Europe/Paris']);
  });
});

describe('a tweet is left out', () => {
  const reasons = (choice: Partial<Choice>): Partial<Record<Kind, string | null>> =>
    Object.fromEntries(KINDS.map((kind) => [kind, omissionReason(memory('1', { kind }), { ...ALL, ...choice })]));
  const NONE = { post: null, reply: null, thread: null, quote: null, retweet: null };

  test.each<[string, Partial<Choice>, Partial<Record<Kind, string>>]>([
    ['never, if all are wanted', {}, {}],
    ['as a retweet', { retweets: false }, { retweet: 'retweets' }],
    ['as a reply, but not as part of a thread', { replies: false }, { reply: 'replies' }],
    ['as both', { retweets: false, replies: false }, { retweet: 'retweets', reply: 'replies' }],
  ])('the choice leaves it out %s', (_rule, choice, expected) => {
    expect(reasons(choice)).toEqual({ ...NONE, ...expected });
  });

  test('as hidden, on a date of the zone asked for', () => {
    const choice = { ...ALL, hidden: [{ kind: 'date', value: '2018-11-23' }] } as const;
    expect(omissionReason(memory('1'), choice)).toBeNull();
    expect(omissionReason(memory('1'), { ...choice, timeZone: 'Pacific/Kiritimati' })).toBe('hidden');
  });
});

describe('the parts of a thread', () => {
  const part = (id: string, thread: string): Memory => memory(id, { kind: 'thread', thread: { id: thread, size: 3 } });
  const ids = (tweets: readonly Memory[]): string[][] => blocksOf(tweets).map((block) => block.map(({ id }) => id));

  test.each<[string, readonly Memory[], string[][]]>([
    [
      'stand together, where the first one stands',
      [part('1', '1'), memory('2'), part('3', '1'), memory('4')],
      [['1', '3'], ['2'], ['4']],
    ],
    [
      'stand together without the first, if it is of another day',
      [memory('2'), part('3', '1'), part('4', '1')],
      [['2'], ['3', '4']],
    ],
    ['stay apart from those of another thread', [part('1', '1'), part('2', '2'), part('3', '1')], [['1', '3'], ['2']]],
    ['are none where there is no thread', [memory('1'), memory('2')], [['1'], ['2']]],
    ['are none where there is nothing', [], []],
  ])('in blocks, they %s', (_rule, tweets, blocks) => {
    expect(ids(tweets)).toEqual(blocks);
  });
});
