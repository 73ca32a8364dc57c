// What is left out has the words of the networks of the accounts that were asked for, wherever it is said.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { fixturePath, folderOf } from '../support/archives.ts';
import { carFile, carOf, postPath, tidAt } from '../support/bluesky.ts';
import { archiveWith, dayOf, homeWith, runMain, writeConfig } from '../support/main.ts';
import { boosted, mastodonFiles } from '../support/mastodon.ts';
import { tempFolder } from '../support/temp.ts';

const TWEETS = [
  { at: '2018-11-22T10:00:00Z', text: 'RT @otter_eats: the heron came back' },
  { at: '2017-11-22T10:00:00Z', text: 'No boots today' },
];

/** A repository with a post and a repost on 22 November. */
async function addRepository(home: string): Promise<void> {
  const [at, repostedAt] = ['2022-11-22T10:00:00Z', '2023-11-22T10:00:00Z'];
  const subject = { uri: 'at://did:plc:otter/app.bsky.feed.post/3abc', cid: 'bafyotter' };
  const car = await carOf({
    [postPath(at)]: { text: 'Blue mud', createdAt: at },
    [`app.bsky.feed.repost/${tidAt(repostedAt)}`]: { subject, createdAt: repostedAt },
  });
  const { code, stderr } = await runMain(['import', carFile(car), '--account', 'wren.bsky.social'], { home });
  if (code !== 0) throw new Error(stderr);
}

/** An account of Mastodon with two boosts, both on 22 November. */
let toots = '';
/** That, one of Twitter with a retweet and one of Bluesky with a repost, on the same day. */
let all = '';

beforeAll(async () => {
  toots = await homeWith(fixturePath('mastodon-2018'));
  all = await homeWith(fixturePath('mastodon-2018'), await archiveWith(TWEETS));
  await addRepository(all);
});

/** What a command writes to both streams, as if on one line. */
async function said(home: string, ...args: string[]): Promise<string> {
  const { stdout, stderr } = await runMain(args, { home });
  return `${stdout}${stderr}`.replaceAll(/\s+/g, ' ');
}

test.each([
  [['today'], 'Left out: 2 boosts (--retweets shows them)'],
  [['search', 'on:11-22'], 'Left out: 2 boosts (--retweets shows them)'],
  [['export', '--format=jsonl'], 'left out: 2 boosts (--retweets)'],
  [['calendar'], 'Left out: 2 boosts (--retweets shows them)'],
])('of Mastodon %j leaves out boosts', async (args, words) => {
  expect(await said(toots, ...args)).toContain(words);
});

test('so does a day that has nothing else, and a draw from nothing else', async () => {
  const home = await homeWith(
    await folderOf(mastodonFiles([boosted('2022-11-22T10:00:00Z', 'https://far.example/users/otter/statuses/5')])),
  );
  const line = 'Left out: 1 boost (--retweets shows it)';
  expect(await said(home, 'today')).toContain(`No memories on 22 November. ${line}`);
  expect(await said(home, 'random')).toContain(`There is no memory to show with these choices. ${line}`);
});

test('so do a page and a mail', async () => {
  const page = join(tempFolder(), 'day.html');
  await runMain(['today', '--html', page], { home: toots });
  expect(readFileSync(page, 'utf8')).toContain('Left out: 2 boosts (--retweets shows them)');
  writeConfig(toots, 'digest:\n  to: wren@example.org\nsmtp:\n  host: smtp.example.org\n');
  expect(await said(toots, 'digest', 'preview')).toContain('Left out: 2 boosts (see: memories on 11-22 --retweets)');
});

test.each([
  [[], '4 retweets, boosts and reposts'],
  [['--network', 'bluesky'], '1 repost'],
  [['--network', 'twitter'], '1 retweet'],
  [['--account', 'wren_writes', '--account', 'wren.bsky.social'], '2 retweets and reposts'],
])('of several networks it has the words of those that are asked for: %j', async (args, words) => {
  for (const command of [['today'], ['calendar'], ['search', 'on:11-22']]) {
    expect(await said(all, ...command, ...args)).toContain(`Left out: ${words} (--retweets shows `);
  }
});

test('those that a query asks for are meant', async () => {
  expect(await said(all, 'search', 'on:11-22', 'on:mastodon')).toContain('Left out: 2 boosts (');
  expect(await said(all, 'search', 'on:11-22', '-on:twitter')).toContain('Left out: 3 boosts and reposts (');
  expect(await said(all, 'export', 'from:wren.bsky.social', '--format=jsonl')).toContain('left out: 1 repost (');
});

test('one post of several networks may be of either', async () => {
  const { stdout } = await runMain(
    ['on', '11-22', '--year', '2023', '--account', 'wren_writes', '--account', 'wren.bsky.social'],
    { home: all },
  );
  expect(stdout).toContain('Left out: 1 retweet or repost (--retweets shows it)');
});

test('a bar, which has no room for several words, has the first of those', async () => {
  const { stdout } = await runMain(['stats', '-a', 'wren@reeds.example', '-a', 'wren.bsky.social'], { home: all });
  expect(stdout).toMatch(/^boosts +█+\S* 3$/m);
  expect(stdout).not.toMatch(/retweet/i);
});

test('programs get no words', async () => {
  const day = await dayOf(['today'], { home: toots });
  expect(day.leftOut).toEqual({ retweets: 2, replies: 0, hidden: 0 });
  expect(day).not.toHaveProperty('accounts');
});
