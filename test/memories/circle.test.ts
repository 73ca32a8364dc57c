// What was for a Twitter Circle, or for followers, is as if it weren't there, wherever others than its author may look: not even
// counted.

import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { FORMAT_NAMES } from '../../src/export/index.ts';
import { openDatabase } from '../../src/library/database.ts';
import { folderOf } from '../support/archives.ts';
import { archiveWith, databaseOf, homeWith, jsonOf, runMain, writeConfig } from '../support/main.ts';
import { startHttp } from '../support/http-server.ts';
import { snowflakeAt, ytdFile, ytdTweet, type TweetDraft } from '../support/tweets.ts';
import { tempFolder } from '../support/temp.ts';

const NOW = '2026-11-22T09:00:00Z';

function answer(before: TweetDraft, at: string, text: string): TweetDraft {
  const own = { in_reply_to_user_id_str: '4242', in_reply_to_screen_name: 'wren_writes' };
  return { at, text, ...own, in_reply_to_status_id_str: snowflakeAt(before.at) };
}

const FIRST = { at: '2022-11-22T08:00:00Z', text: 'The heron is back.' };
const SECOND = answer(FIRST, '2022-11-22T08:05:00Z', 'It has a fish.');
const ALONE = { at: '2021-11-22T08:00:00Z', text: 'Soup.' };
const BEGUN = { at: '2020-11-22T08:00:00Z', text: 'not for all: how it began' };
const GOES_ON = answer(BEGUN, '2020-11-22T08:05:00Z', 'And then it rained.');
const ENDS = answer(GOES_ON, '2020-11-23T08:05:00Z', 'And then it stopped.');
const PUBLIC = [FIRST, SECOND, ALONE, GOES_ON, ENDS];
const CIRCLE = [
  BEGUN,
  answer(FIRST, '2022-11-22T08:01:00Z', 'not for all: an egret'),
  answer(SECOND, '2022-11-23T08:05:00Z', 'not for all: no fish'),
  answer(ALONE, '2021-11-22T08:01:00Z', 'not for all: tomato'),
];

/** A home with two accounts; `circle` is what the first wrote for a few. */
async function home(circle: readonly TweetDraft[]): Promise<string> {
  const account = { username: 'wren_writes', accountId: '4242', accountDisplayName: 'Wren' };
  const wren = await folderOf({
    'data/account.js': ytdFile('account', [{ account }]),
    'data/tweets.js': ytdFile('tweets', PUBLIC.map(ytdTweet)),
    'data/twitter-circle-tweet.js': ytdFile('twitter_circle_tweet', circle.map(ytdTweet)),
  });
  const other = { id: '77', handle: 'old_heron' };
  return await homeWith(wren, await archiveWith([{ at: '2019-11-22T10:00:00Z', text: 'A pond.' }], other));
}

const AUDIENCES = ['circle', 'followers'] as const;

const homes = { circle: '', followers: '' };
let without = '';

beforeAll(async () => {
  without = await home([]);
  for (const audience of AUDIENCES) {
    homes[audience] = await home(CIRCLE);
    const db = openDatabase(databaseOf(homes[audience]), { create: true });
    db.prepare("UPDATE tweets SET audience = ? WHERE audience = 'circle'").run(audience);
    db.close();
  }
});

async function printed(at: string, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runMain(args, { home: at, now: NOW });
  expect({ code, stderr: stderr.replace(/^left out: .*\n/m, '') }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

/** All files of an export to a folder, by name. */
async function exported(at: string, format: string): Promise<Record<string, string>> {
  const out = join(tempFolder(), 'out');
  expect((await runMain(['export', '--format', format, '--out', out], { home: at, now: NOW })).code).toBe(0);
  const names = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(out, name)).isFile(),
  );
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(out, name), 'utf8')]));
}

const FOLDERS = ['html', 'markdown'];

describe.each(AUDIENCES)(
  'for %s: where others may look, everything is as if it had never been written:',
  (audience) => {
    test.each(FORMAT_NAMES.filter((name) => !FOLDERS.includes(name)))('an export as %s', async (format) => {
      const text = await printed(homes[audience], ['export', '--format', format]);
      expect(text).toContain('The heron is back.');
      expect(text).toBe(await printed(without, ['export', '--format', format]));
    });

    test.each(FOLDERS)('an export as %s', async (format) => {
      const files = await exported(homes[audience], format);
      expect(Object.keys(files).length).toBeGreaterThan(0);
      expect(files).toEqual(await exported(without, format));
    });

    test.each([
      ['the day’s mail', ['digest', 'preview', '--date', '2026-11-22']],
      ['the day’s mail of another day of the thread', ['digest', 'preview', '--date', '2026-11-23']],
      ['the year’s mail', ['digest', 'preview', '--year', '2022']],
    ])('%s of several accounts', async (_what, args) => {
      for (const at of [homes[audience], without]) writeConfig(at, 'time_zone: UTC\ndigest:\n  to: a@example.org\n');
      const text = await printed(homes[audience], args);
      expect(text).toContain(args.includes('2026-11-23') ? 'And then it stopped.' : 'The heron is back.');
      expect(text).toBe(await printed(without, args));
    });

    test('the digest’s feed', async () => {
      const feeds: string[] = [];
      for (const at of [homes[audience], without]) {
        const path = join(at, 'feed.atom');
        writeConfig(at, `time_zone: UTC\ndigest:\n  feed: ${path}\n`);
        expect((await runMain(['digest', 'send'], { home: at, now: NOW })).code).toBe(0);
        feeds.push(readFileSync(path, 'utf8'));
      }
      expect(feeds[0]).toContain('The heron is back.');
      expect(feeds[0]).toBe(feeds[1]);
    });

    test('the digest’s site', async () => {
      const sites: string[][] = [];
      for (const at of [homes[audience], without]) {
        const path = join(at, 'site');
        writeConfig(at, `time_zone: UTC\ndigest:\n  site: ${path}\n  accounts: [wren_writes]\n`);
        expect((await runMain(['digest', 'send'], { home: at, now: NOW })).code).toBe(0);
        const pages = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) =>
          /\.(?:html|js)$/.test(name),
        );
        sites.push(pages.sort().map((name) => `${name}\n${readFileSync(join(path, name), 'utf8')}`));
      }
      expect(sites[0]?.join('')).toContain('The heron is back.');
      expect(sites[0]).toEqual(sites[1]);
    });

    test.each(['ntfy', 'webhook'])('a notification of that account alone, by %s', async (channel) => {
      const bodies: string[] = [];
      for (const at of [homes[audience], without]) {
        const http = await startHttp();
        writeConfig(at, `time_zone: UTC\ndigest:\n  ${channel}: ${http.origin}/otters\n  accounts: [wren_writes]\n`);
        expect((await runMain(['digest', 'send'], { home: at, now: NOW })).code).toBe(0);
        bodies.push(http.received.map(({ body }) => body.toString()).join('\n'));
      }
      expect(bodies[0]).toContain('The heron is back.');
      expect(bodies[0]).toBe(bodies[1]);
    });
  },
);

describe.each(AUDIENCES)('for %s: its author sees', (audience) => {
  test('all parts of a thread, on their days and in exports that ask for them', async () => {
    expect(await jsonOf(['on', '2026-11-22'], { home: homes[audience] })).toMatchObject({
      years: [
        { posts: [{ thread: { size: 4 } }, { thread: { size: 4 } }, { thread: { size: 4 } }] },
        { posts: [{ thread: { size: 2 } }, { thread: { size: 2 } }] },
        { posts: [{ thread: { size: 3 } }, { thread: { size: 3 } }] },
        { posts: [{ thread: null }] },
      ],
    });
    const { posts: tweets } = JSON.parse(
      await printed(homes[audience], ['export', '--format', 'json', '--circle']),
    ) as {
      posts: { thread: { size: number } | null }[];
    };
    expect(tweets.map(({ thread }) => thread?.size ?? 1).sort()).toEqual([1, 2, 2, 3, 3, 3, 4, 4, 4, 4]);
  });

  test('in the mail of that account alone too', async () => {
    writeConfig(homes[audience], 'time_zone: UTC\ndigest:\n  to: a@example.org\n  accounts: [wren_writes]\n');
    expect(await printed(homes[audience], ['digest', 'preview', '--date', '2026-11-22'])).toContain(
      '1 more part of this thread',
    );
  });
});
