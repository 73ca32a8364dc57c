// The demo's archive of Mastodon: as a server writes it, and as the import reads it.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeDemoArchive } from '../../src/demo/archive.ts';
import { writeDemoOutbox } from '../../src/demo/outbox.ts';
import { database, importInto, tweetRows } from '../archive/importing.ts';
import { shownPosts } from '../archive/mastodon/shown-posts.ts';
import { runMain } from '../support/main.ts';
import { tempFolder } from '../support/temp.ts';

const TODAY = { year: 2026, month: 11, day: 22 };

interface Activity {
  readonly id: string;
  readonly type: string;
  readonly published: string;
  readonly object: string | { readonly content: string; readonly attachment: readonly { readonly url: string }[] };
}

async function written(today = TODAY): Promise<{ folder: string; items: Activity[] }> {
  const folder = join(tempFolder(), 'mastodon-archive');
  await writeDemoOutbox(folder, today);
  const outbox = await readFile(join(folder, 'outbox.json'), 'utf8');
  expect(outbox).not.toContain('\n');
  return { folder, items: (JSON.parse(outbox) as { orderedItems: Activity[] }).orderedItems };
}

describe('the demo archive of Mastodon', () => {
  test('has its posts oldest first, with numbers that agree with their times', async () => {
    const { items } = await written();
    const times = items.map(({ published }) => Date.parse(published));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    for (const { id, published } of items) {
      const [, number = '0'] = /\/statuses\/(\d+)\/activity$/.exec(id) ?? [];
      expect(Number(BigInt(number) >> 16n)).toBe(Date.parse(published));
    }
  });

  test('is the same for the same day', async () => {
    expect((await written()).items).toEqual((await written()).items);
  });

  test('links only to examples, and to people of examples', async () => {
    const { folder } = await written();
    const texts = await Promise.all(['outbox.json', 'actor.json'].map((name) => readFile(join(folder, name), 'utf8')));
    for (const [, host] of texts.join().matchAll(/https?:\/\/([^/"\\<]+)/g)) {
      expect(host).toMatch(/^(?:example\.org|\w+\.example|www\.w3\.org)$/);
    }
  });

  test('comes in whole, with a poll, a warning, boosts, a thread, a post for followers and described photos', async () => {
    const { folder } = await written();
    const db = database();
    const report = await importInto(db, folder, { media: 'all' });
    expect(report).toMatchObject({ account: 'wren@stacks.example', warnings: [], media: { copied: 2, missing: 0 } });
    const posts = Object.values(shownPosts(db));
    expect(posts.filter(({ kind }) => kind === 'retweet')).toHaveLength(2);
    expect(posts.filter(({ kind }) => kind === 'thread')).toHaveLength(1);
    expect(posts.filter(({ audience }) => audience === 'followers')).toHaveLength(1);
    expect(posts.filter(({ warning }) => warning !== undefined)).toHaveLength(1);
    expect(posts.flatMap(({ poll }) => poll ?? [])).toMatchObject([{ voters: 116 }]);
    const described = posts.flatMap(({ media = [] }) => media);
    expect(described).toHaveLength(2);
    for (const [type, alt] of described) expect([type, alt]).toEqual(['photo', expect.stringMatching(/\.$/)]);
    expect(posts.find(({ text }) => text.startsWith('@june'))).toMatchObject({
      kind: 'reply',
      text: '@june@ferries.example They are still on the left. The recipe: https://example.org/ginger-nuts',
      spans: [['@june@ferries.example', 'https://ferries.example/@june'], 'https://example.org/ginger-nuts'],
    });
  });

  test('has a memory that is in the other one too, a minute later', async () => {
    const twitter = join(tempFolder(), 'twitter-archive');
    await writeDemoArchive(twitter, TODAY);
    const db = database();
    await importInto(db, twitter);
    const { folder } = await written();
    await importInto(db, folder);
    const times = tweetRows(db)
      .filter(({ text }) => String(text).startsWith('Drew the garden'))
      .map((row) => Number(row['posted_at']));
    expect(times).toHaveLength(2);
    expect(Math.abs(Number(times[0]) - Number(times[1]))).toBeLessThan(5 * 60_000);
  });
});

test('memories demo shows both accounts, and what is on both once', async () => {
  const { stdout } = await runMain(['demo']);
  expect(stdout).toMatch(/^\$ memories import twitter-archive mastodon-archive\n@wren_writes, .*\n/);
  expect(stdout).toMatch(/\n@wren@stacks\.example, .*: mastodon-archive\n/);
  expect(stdout.match(/Drew the garden/g)).toHaveLength(1);
  expect(stdout).toMatch(/also on Twitter: https:\/\/x\.com\/wren_writes\/status\/\d+/);
  expect(stdout).toContain('Content warning: spider, large, well behaved');
  expect(stdout).not.toContain('the size of a saucer');
  expect(stdout).toMatch(/Ginger nuts: 41 votes/);
  expect(stdout).toMatch(/the\s+full moon in the sky/);
});
