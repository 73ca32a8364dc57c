// Completing posts takes as much work as there are posts, however long a thread is.

import Database from 'better-sqlite3';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { buildFeed } from '../../src/feed/days.ts';
import { saveAccount } from '../../src/library/accounts.ts';
import { openDatabase, type Library } from '../../src/library/database.ts';
import { PostWriter } from '../../src/library/post-writer.ts';
import { hydrator } from '../../src/memories/hydrate.ts';
import { onThisDay } from '../../src/memories/on-this-day.ts';
import type { Choice } from '../../src/memories/selection.ts';
import { UNKNOWN_ENGAGEMENT } from '../../src/memories/usual-engagement.ts';
import { searchPosts } from '../../src/search/find-posts.ts';
import { updateSearchIndex } from '../../src/search/index/update.ts';
import { EVERYTHING } from '../../src/search/query/query.ts';
import { findPost } from '../../src/library/posts.ts';
import { ALL, memory, TODAY } from '../support/memory.ts';
import { tempFolder } from '../support/temp.ts';

const FIRST = Date.UTC(2019, 10, 22, 8);

/** A thread of so many parts, each of which answers the one before, every third of them for the circle. */
async function threadOf(parts: number): Promise<{ library: Library; accountIds: number[]; sql: string[] }> {
  const folder = tempFolder();
  const path = join(folder, 'memories.db');
  const made = openDatabase(path, { create: true });
  const account = saveAccount(
    made,
    { network: 'twitter', id: null, handle: 'wren_writes', name: null, timeZone: null },
    0,
  );
  const writer = new PostWriter(made);
  made.transaction(() => {
    for (let index = 0; index < parts; index += 1) {
      const at = new Date(FIRST + index * 60_000).toISOString();
      const answers = index > 0 ? ({ kind: 'thread', replyToId: String(index) } as const) : {};
      writer.save(
        memory({ id: String(index + 1), at, audience: index % 3 === 2 ? 'circle' : 'public', ...answers }),
        account,
        0,
      );
    }
  })();
  await updateSearchIndex(made);
  made.close();
  const sql: string[] = [];
  const db = new Database(path, { verbose: (statement) => sql.push(String(statement)) });
  onTestFinished(() => {
    db.close();
  });
  return { library: { db, mediaFolder: join(folder, 'media') }, accountIds: [account], sql };
}

const RULE = { kind: 'word', value: 'nowhere' } as const;
const CHOICES: readonly (readonly [string, Choice])[] = [
  ['everything', ALL],
  ['what others may see', { ...ALL, circle: false }],
  ['what no rule hides', { ...ALL, circle: false, hidden: [RULE] }],
];

/** How many statements run, and how many of them read a whole thread. */
function countsOf(sql: readonly string[]): { all: number; threads: number } {
  return { all: sql.length, threads: sql.filter((one) => one.includes('RECURSIVE')).length };
}

describe.each(CHOICES)('of %s, a thread is read once for all of its parts', (_what, choice) => {
  test('in an export', async () => {
    const counts = [];
    for (const parts of [60, 120]) {
      const { library, accountIds, sql } = await threadOf(parts);
      const posts = [...searchPosts(library, { query: EVERYTHING, choice, accountIds }).posts('oldest')];
      expect(posts).toHaveLength(parts);
      expect(posts.every(({ thread }) => thread?.size === (choice.circle ? parts : (parts * 2) / 3))).toBe(true);
      counts.push(countsOf(sql));
    }
    expect(counts.map(({ threads }) => threads)).toEqual([1, 1]);
    expect(counts[1]?.all).toBeLessThan((counts[0]?.all ?? 0) * 2.1);
  });

  test('in a day of the feed', async () => {
    const counts = [];
    for (const parts of [60, 120]) {
      const { library, accountIds, sql } = await threadOf(parts);
      const { years } = onThisDay(library, { ...choice, date: TODAY, accountIds });
      const posts = years.flatMap((year) => year.posts);
      const about = { timeZone: 'UTC', today: TODAY, accounts: ['wren_writes'], usualFor: () => UNKNOWN_ENGAGEMENT };
      const feed = await buildFeed((date) => Promise.resolve(date.equals(TODAY) ? posts : []), 'id', about);
      expect(feed.days).toBe(1);
      counts.push(countsOf(sql));
    }
    expect(counts.map(({ threads }) => threads)).toEqual([1, 1]);
    expect(counts[1]?.all).toBeLessThan((counts[0]?.all ?? 0) * 2.1);
  });
});

test('a thread counts its hidden parts among those that may be seen', async () => {
  const { library } = await threadOf(9);
  const hidden = [{ kind: 'tweet', value: '3' } as const, { kind: 'tweet', value: '4' } as const];
  const threadSeen = (choice: Choice): unknown => {
    const post = findPost(library.db, '2');
    return post && hydrator(library, choice)([post])[0].thread;
  };
  expect(threadSeen(ALL)).toEqual({ id: '1', size: 9 });
  expect(threadSeen({ ...ALL, hidden })).toEqual({ id: '1', size: 9, hidden: 2 });
  expect(threadSeen({ ...ALL, hidden, circle: false })).toEqual({ id: '1', size: 6, hidden: 1 });
});
