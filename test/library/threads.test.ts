// Which tweets are one thread, seen from any of its parts.

import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase, type Db } from '../../src/library/database.ts';
import { threadIds } from '../../src/library/threads.ts';
import { zipFixture } from '../support/archives.ts';
import { archiveWith, databaseOf, homeWith, type Person } from '../support/main.ts';
import { snowflakeAt, type TweetDraft } from '../support/tweets.ts';

const opened: Db[] = [];
afterAll(() => {
  for (const db of opened) db.close();
});

async function databaseWith(...archives: readonly string[]): Promise<Db> {
  const db = openDatabase(databaseOf(await homeWith(...archives)), { create: false });
  if (!db) throw new Error('there is no database');
  opened.push(db);
  return db;
}

const WREN: Person = { id: '4242', handle: 'wren_writes' };

/** The id of the tweet of that hour, on 22 November 2019 or days after. */
const idAt = (hour: number): string => snowflakeAt(timeAt(hour));
const timeAt = (hour: number): string => new Date(Date.UTC(2019, 10, 22, hour)).toISOString();

/** A tweet of that hour, in answer to its own author's of another hour. */
function part(hour: number, after?: number, fields: Partial<TweetDraft> = {}, { id, handle } = WREN): TweetDraft {
  const answer = { in_reply_to_user_id: id, in_reply_to_user_id_str: id, in_reply_to_screen_name: handle };
  const to =
    after === undefined
      ? {}
      : { in_reply_to_status_id: idAt(after), in_reply_to_status_id_str: idAt(after), ...answer };
  return { at: timeAt(hour), text: `part of ${hour} o'clock`, ...to, ...fields };
}

/** The first of these hours is the first version; each tweet of them names them all. */
function versions(...hours: number[]): Partial<TweetDraft> {
  return { edit_info: { initial: { editTweetIds: hours.map(idAt) } } };
}

async function threadsOf(drafts: readonly TweetDraft[]): Promise<(hour: number) => number[]> {
  const db = await databaseWith(await archiveWith(drafts));
  const hours = new Map(
    drafts.map(({ at, id }) => [id ?? snowflakeAt(at), (Date.parse(at) - Date.parse(timeAt(0))) / 3_600_000]),
  );
  return (hour) => threadIds(db, idAt(hour)).map((id) => hours.get(id) ?? Number.NaN);
}

describe('the thread of a tweet', () => {
  test('is all its parts by time, whichever part is asked for', async () => {
    const db = await databaseWith(await zipFixture('root-2020'));
    const ids = ['801153274894880813', '801153652801671215', '801154072651501617'];
    for (const id of ids) expect(threadIds(db, id)).toEqual(ids);
  });

  test('has no part before the one that it answers, whatever the clocks said', async () => {
    // 2 answers 3, and so do 4 and 5; 1 answers 2.
    const threadOf = await threadsOf([part(3), part(2, 3), part(1, 2), part(4, 3), part(5, 3)]);
    for (const hour of [1, 2, 3, 4, 5]) expect(threadOf(hour)).toEqual([3, 2, 1, 4, 5]);
    const later = await threadsOf([part(1), part(4, 1), part(3, 4), part(2, 3), part(5, 4)]);
    for (const hour of [1, 2, 3, 4, 5]) expect(later(hour)).toEqual([1, 4, 3, 2, 5]);
  });

  test('that answers itself in a circle has each part once', async () => {
    const threadOf = await threadsOf([part(1, 3), part(2, 1), part(3, 2)]);
    for (const hour of [1, 2, 3]) expect(threadOf(hour).toSorted()).toEqual([1, 2, 3]);
  });

  test('is the tweet alone where there is no thread', async () => {
    const threadOf = await threadsOf([part(1), part(2)]);
    expect(threadOf(1)).toEqual([1]);
  });

  test('is nothing for a tweet that is not there', async () => {
    const threadOf = await threadsOf([part(1)]);
    expect(threadOf(2)).toEqual([]);
  });

  test('goes over days and years', async () => {
    const threadOf = await threadsOf([part(1), part(30, 1), part(9000, 30)]);
    for (const hour of [1, 30, 9000]) expect(threadOf(hour)).toEqual([1, 30, 9000]);
  });

  test('has all its branches', async () => {
    const threadOf = await threadsOf([part(1), part(2, 1), part(3, 1), part(4, 2), part(5, 3), part(6, 3)]);
    for (const hour of [1, 2, 3, 4, 5, 6]) expect(threadOf(hour)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('falls in two where a part between is missing', async () => {
    const threadOf = await threadsOf([part(1), part(2, 1), part(4, 3), part(5, 4)]);
    for (const hour of [1, 2]) expect(threadOf(hour)).toEqual([1, 2]);
    for (const hour of [4, 5]) expect(threadOf(hour)).toEqual([4, 5]);
  });

  test('does not begin with a tweet that it answers and that is somebody else’s', async () => {
    const toOther = { in_reply_to_user_id: '7', in_reply_to_user_id_str: '7', in_reply_to_screen_name: 'otter_eats' };
    const threadOf = await threadsOf([part(1), part(2, 1, toOther), part(3, 2)]);
    expect(threadOf(1)).toEqual([1]);
    expect(threadOf(2)).toEqual([2, 3]);
    expect(threadOf(3)).toEqual([2, 3]);
  });

  test('has no part of another account’s', async () => {
    const pond: Person = { id: '77', handle: 'PondNews' };
    const toWren = {
      in_reply_to_user_id: '4242',
      in_reply_to_user_id_str: '4242',
      in_reply_to_screen_name: 'wren_writes',
    };
    const db = await databaseWith(
      await archiveWith([part(1), part(4, 1)]),
      // The third claims to go on with its own thread, but names a tweet of the other account.
      await archiveWith([part(2, 1, toWren, pond), part(3, 1, {}, pond)], pond),
    );
    expect(threadIds(db, idAt(1))).toEqual([idAt(1), idAt(4)]);
    expect(threadIds(db, idAt(2))).toEqual([idAt(2)]);
    expect(threadIds(db, idAt(3))).toEqual([idAt(3)]);
  });

  test('has thousands of parts where there are', async () => {
    const drafts = Array.from({ length: 3000 }, (_, hour) => (hour === 0 ? part(0) : part(hour, hour - 1)));
    const threadOf = await threadsOf(drafts);
    expect(threadOf(2999)).toHaveLength(3000);
    expect(threadOf(0)).toHaveLength(3000);
  });

  test.each([
    [[part(1, 1)], [1]],
    [
      [part(1, 2), part(2, 1)],
      [1, 2],
    ],
    [
      [part(1, 3), part(2, 1), part(3, 2), part(4, 3)],
      [1, 2, 3, 4],
    ],
  ])('in damaged data that goes round in a circle has each tweet once %#', async (drafts, hours) => {
    const threadOf = await threadsOf(drafts);
    for (const hour of hours) expect(threadOf(hour)).toEqual(hours);
  });
});

describe('an edited part', () => {
  test('is there in its last version only', async () => {
    const edited = versions(2, 3);
    const threadOf = await threadsOf([part(1), part(2, 1, edited), part(3, 1, edited), part(4, 3)]);
    for (const hour of [1, 2, 3, 4]) expect(threadOf(hour)).toEqual([1, 3, 4]);
  });

  test('that was answered before it was edited still has what follows', async () => {
    const edited = versions(2, 4);
    const threadOf = await threadsOf([part(1), part(2, 1, edited), part(3, 2), part(4, 1, edited)]);
    for (const hour of [1, 2, 3, 4]) expect(threadOf(hour)).toEqual([1, 3, 4]);
  });

  test('may be there without its first version', async () => {
    const threadOf = await threadsOf([part(1), part(3, 1, versions(2, 3)), part(4, 3)]);
    for (const hour of [1, 3, 4]) expect(threadOf(hour)).toEqual([1, 3, 4]);
  });

  test('may be the first one, and its versions not all there', async () => {
    const edited = versions(0, 1, 3);
    const threadOf = await threadsOf([part(1, undefined, edited), part(2, 1), part(3, undefined, edited), part(4, 2)]);
    for (const hour of [1, 2, 3, 4]) expect(threadOf(hour)).toEqual([2, 3, 4]);
  });

  test('that nothing follows is no thread', async () => {
    const edited = versions(1, 2);
    const threadOf = await threadsOf([part(1, undefined, edited), part(2, undefined, edited)]);
    for (const hour of [1, 2]) expect(threadOf(hour)).toEqual([2]);
  });
});
