// Accounts of three networks in one database: each named in its own way, and what was direct shown only if it is asked for.

import { beforeAll, describe, expect, test } from 'vitest';
import { internalId } from '../../src/archive/network/ids.ts';
import { saveAccount } from '../../src/library/accounts.ts';
import { openDatabase } from '../../src/library/database.ts';
import { PostWriter } from '../../src/library/post-writer.ts';
import type { Network } from '../../src/post/network.ts';
import { folderOf } from '../support/archives.ts';
import { databaseOf, homeWith, jsonOf, runMain, type MainResult } from '../support/main.ts';
import { actorFile, created, mastodonFiles } from '../support/mastodon.ts';
import { memory, type MemoryDraft } from '../support/memory.ts';
import { tempFolder } from '../support/temp.ts';

function mentionOf(server: string, name: string): string {
  return `<span class="h-card"><a href="https://${server}/@${name}" class="u-url mention">@<span>${name}</span></a></span>`;
}

const TOOTER = 'wren@example.social';
const SKY = 'wren.bsky.social';
const THREAD = '109372843234';
const KEY = '3kabcde2fghij';
const DID = 'did:plc:wren';

function toot(networkId: string, at: string, text: string, changes: MemoryDraft = {}): MemoryDraft {
  const id = internalId('mastodon', TOOTER, networkId);
  return { id, networkId, url: `https://example.social/@wren/${networkId}`, at, text, ...changes };
}

const TOOTS = [
  toot(THREAD, '2023-11-22T08:00:00Z', 'The marsh is up.'),
  toot('109372843999', '2023-11-22T08:05:00Z', 'And the path is gone.', {
    kind: 'thread',
    replyToId: internalId('mastodon', TOOTER, THREAD),
    replyToUrl: `https://example.social/users/wren/statuses/${THREAD}`,
  }),
  toot('1001', '2024-11-22T08:00:00Z', '@otter only for you: plums', { audience: 'direct' }),
  toot('1002', '2024-11-22T09:00:00Z', 'For followers: plums', { audience: 'followers' }),
  toot('1003', '2022-11-22T09:00:00Z', 'Which plums?', {
    warning: 'fruit',
    poll: { options: [{ text: 'mirabelles', votes: 3 }], multiple: false, voters: 3, endsAt: 1_700_000_000_000 },
    spans: [],
  }),
];

let home = '';

beforeAll(() => {
  home = tempFolder();
  const db = openDatabase(databaseOf(home), { create: true });
  const writer = new PostWriter(db);
  const add = (network: Network, handle: string, id: string, posts: readonly MemoryDraft[]): void => {
    const account = saveAccount(db, { network, id, handle, name: null, timeZone: null }, 0);
    for (const post of posts) writer.save(memory(post), account, 0);
  };
  db.transaction(() => {
    add('twitter', 'old_heron', '4242', [
      { at: '2019-11-22T10:00:00Z', text: 'Tweeted plums.' },
      // Its id is the network's id of another post.
      { id: THREAD, at: '2009-11-22T10:00:00Z', text: 'An old tweet.' },
    ]);
    add('mastodon', TOOTER, 'https://example.social/users/wren', TOOTS);
    add('bluesky', SKY, DID, [
      {
        ...{ id: internalId('bluesky', DID, KEY), networkId: KEY, at: '2025-11-22T10:00:00Z', text: 'Blue plums.' },
        url: `https://bsky.app/profile/${DID}/post/${KEY}`,
      },
    ]);
  })();
  db.close();
});

const run = (...args: string[]): Promise<MainResult> => runMain(args, { home });

async function found(...args: string[]): Promise<string[]> {
  const { posts } = (await jsonOf(['search', ...args], { home })) as { posts: { text: string }[] };
  return posts.map(({ text }) => text);
}

async function day(...args: string[]): Promise<string[]> {
  const { years } = (await jsonOf(['today', ...args], { home })) as { years: { posts: { text: string }[] }[] };
  return years.flatMap(({ posts }) => posts).map(({ text }) => text);
}

describe('direct posts', () => {
  test('are shown, found and counted only where they are asked for', async () => {
    expect(await day()).not.toContain('@otter only for you: plums');
    expect(await day('--direct')).toContain('@otter only for you: plums');
    expect(await found('plums')).not.toContain('@otter only for you: plums');
    expect(await found('plums', '--direct')).toContain('@otter only for you: plums');
    expect(await jsonOf(['search', 'plums'], { home })).toMatchObject({ total: 4 });
    expect(await jsonOf(['stats'], { home })).toMatchObject({ posts: 7 });
  });

  test('are exported only if they are asked for, and never to where others look', async () => {
    const plain = await run('export', '--format', 'jsonl', '--circle');
    expect(plain.stdout).toContain('For followers');
    expect(plain.stdout).not.toContain('only for you');
    expect((await run('export', '--format', 'jsonl')).stdout).not.toContain('For followers');
    expect((await run('export', '--format', 'jsonl', '--direct')).stdout).toContain('only for you');
    for (const format of ['html', 'atom', 'ics']) {
      const { code, stderr } = await run('export', '--format', format, '--out', 'x', '--direct');
      expect([code, stderr]).toEqual([2, expect.stringContaining(`--direct can't be used with ${format}`)]);
    }
  });
});

describe('accounts', () => {
  test.each([
    [
      ['--network', 'mastodon'],
      ['And the path is gone.', 'For followers: plums', 'The marsh is up.', 'Which plums?'],
    ],
    [['-a', SKY], ['Blue plums.']],
    [['-a', `@${TOOTER}`, '-a', SKY, '--network', 'bluesky'], ['Blue plums.']],
    [
      ['--account', 'old_heron'],
      ['An old tweet.', 'Tweeted plums.'],
    ],
  ])('are chosen by %j', async (args, texts) => {
    expect((await day(...args)).sort()).toEqual(texts);
  });

  test.each([
    [
      ['plums', 'on:mastodon'],
      ['For followers: plums', 'Which plums?'],
    ],
    [
      ['plums', '-on:mastodon'],
      ['Blue plums.', 'Tweeted plums.'],
    ],
    [
      ['plums', 'on:bluesky', 'on:twitter'],
      ['Blue plums.', 'Tweeted plums.'],
    ],
    [
      ['plums', `from:${TOOTER}`, 'on:11-22'],
      ['For followers: plums', 'Which plums?'],
    ],
    [['mirabelles'], ['Which plums?']],
    [['fruit'], ['Which plums?']],
  ])('are searched by %j', async (args, texts) => {
    expect((await found(...args)).sort()).toEqual(texts);
  });

  test('that a name without a server may mean are listed', async () => {
    for (const args of [
      ['today', '-a', 'wren'],
      ['search', 'plums', 'from:wren'],
    ]) {
      const { code, stderr } = await run(...args);
      expect([code, stderr]).toEqual([1, expect.stringContaining(`there are several accounts @wren`)]);
      expect(stderr).toContain(`@${SKY}, @${TOOTER}`);
    }
  });

  test('are suggested where one is mistyped, and named where none is of a network', async () => {
    expect((await run('today', '-a', 'wren@example.socail')).stderr).toContain(`did you mean @${TOOTER}?`);
    const { code, stderr } = await run('today', '-a', 'old_heron', '--network', 'mastodon');
    expect([code, stderr]).toEqual([1, expect.stringContaining('there is no account of Mastodon among them')]);
  });
});

test('posts are in order of time, whatever their ids say', async () => {
  const newest = ['Blue plums.', 'For followers: plums', 'Which plums?', 'Tweeted plums.'];
  expect(await found('plums', '--sort', 'newest')).toEqual(newest);
  expect(await found('plums', '--sort', 'oldest')).toEqual(newest.toReversed());
  expect(await found('plums', 'since:2022', 'until:2024')).toHaveLength(2);
});

describe('a post is named', () => {
  test.each([
    ['its network id', '109372843999', 'And the path is gone.'],
    ['its address', `https://example.social/@wren/${THREAD}`, 'The marsh is up.'],
    ['another form of its address', `https://example.social/users/wren/statuses/${THREAD}`, 'The marsh is up.'],
    ['the key of its record', KEY, 'Blue plums.'],
    ['its address on Bluesky', `https://bsky.app/profile/${SKY}/post/${KEY}`, 'Blue plums.'],
    ['the address of its record', `at://${DID}/app.bsky.feed.post/${KEY}`, 'Blue plums.'],
  ])('by %s', async (_, name, text) => {
    expect(await jsonOf(['show', name], { home })).toMatchObject({ post: { text } });
  });

  test('by an id that two have: both are listed', async () => {
    const { code, stderr } = await run('show', THREAD);
    expect([code, stderr]).toEqual([1, expect.stringContaining(`several posts are called ${THREAD}`)]);
    expect(stderr.replace(/\s+/g, ' ')).toContain(
      `https://x.com/old_heron/status/${THREAD}, https://example.social/@wren/${THREAD}`,
    );
  });

  test('not by an address on another server', async () => {
    const { code, stderr } = await run('show', `https://example.org/@wren/${THREAD}`);
    expect([code, stderr]).toEqual([1, expect.stringContaining('there is no post')]);
  });

  test.each(['https://bsky.app/profile/did:plc:other/post/', 'at://did:plc:other/app.bsky.feed.post/'])(
    'not by an address of somebody else, whose record has the same key: %s',
    async (beginning) => {
      const { code, stderr } = await run('show', beginning + KEY);
      expect([code, stderr]).toEqual([1, expect.stringContaining('there is no post')]);
    },
  );

  test('to be hidden, and shown again', async () => {
    const name = `https://example.social/@wren/109372843999`;
    expect((await run('hide', name)).stdout).toContain('post 109372843999 (2023-11-22');
    expect(await jsonOf(['hidden'], { home })).toEqual({ hidden: [{ kind: 'tweet', value: '109372843999' }] });
    expect(await day()).not.toContain('And the path is gone.');
    expect((await run('unhide', '109372843999')).code).toBe(0);
    expect(await day()).toContain('And the path is gone.');
    expect((await run('hide', 'https://example.org/@wren/77')).code).toBe(1);
  });
});

test('the list of accounts names the networks of several', async () => {
  const { stdout } = await run('accounts');
  expect(stdout).toContain('@old_heron on Twitter: 2 posts, 2009 to 2019\n');
  expect(stdout).toContain('@wren@example.social on Mastodon: 5 posts, 2022 to 2024\n');
  expect(stdout).toContain('@wren.bsky.social on Bluesky: 1 post, 2025\n');
});

describe('a person', () => {
  test('is hidden by a whole handle; the name alone says who else is called so', async () => {
    const own = await homeWith(
      await folderOf(
        mastodonFiles([
          created({ at: '2023-11-22T08:00:00Z', content: `<p>${mentionOf('far.example', 'otter')} plums</p>` }),
          created({
            at: '2022-11-22T08:00:00Z',
            content: `<p>${mentionOf('xn--bcher-kva.example', 'otter')} figs</p>`,
          }),
        ]),
      ),
    );
    const hide = (handle: string): Promise<MainResult> => runMain(['hide', '--user', handle], { home: own });
    expect(await hide('@otter')).toEqual({
      code: 0,
      stdout: 'Hidden: posts that mention or reply to @otter (0 posts)\n',
      stderr:
        'note: posts that name @otter@far.example (1 post) or @otter@xn--bcher-kva.example (1 post) stay: hide them by the whole handle\n',
    });
    expect((await hide('@otter@bücher.example')).stdout).toContain('(1 post)');
    expect((await hide('otter@xn--bcher-kva.example')).stdout).toMatch(/^Was hidden already/);
    expect(await jsonOf(['search', 'figs'], { home: own })).toMatchObject({ total: 0, leftOut: { hidden: 1 } });
    expect(await hide('@otter@far.example')).toMatchObject({ stdout: /\(1 post\)/, stderr: '' });
    expect((await runMain(['unhide', '--user', 'otter@xn--bcher-kva.example'], { home: own })).code).toBe(0);
    expect(await jsonOf(['search', 'figs'], { home: own })).toMatchObject({ total: 1 });
  });
});

test('an account may be named by its server’s name in its own letters', async () => {
  const actor = { id: 'https://xn--bcher-kva.example/users/finch', url: 'https://xn--bcher-kva.example/@finch' };
  const files = mastodonFiles([created({ at: '2023-11-22T08:00:00Z', content: '<p>plums</p>' })]);
  const own = await homeWith(await folderOf({ ...files, 'actor.json': actorFile(actor) }));
  for (const handle of ['finch@bücher.example', '@finch@xn--bcher-kva.example', 'finch']) {
    expect((await runMain(['today', '--account', handle, '--json'], { home: own })).stdout).toContain('plums');
    expect((await runMain(['search', `from:${handle}`, '--json'], { home: own })).stdout).toContain('plums');
  }
});

test('JSON has ids and addresses of the network', async () => {
  const { posts } = (await jsonOf(['thread', '109372843999'], { home })) as { posts: object[] };
  expect(posts).toMatchObject([
    { id: THREAD, network: 'mastodon', url: `https://example.social/@wren/${THREAD}`, thread: { id: THREAD, size: 2 } },
    { replyTo: { id: THREAD, url: `https://example.social/users/wren/statuses/${THREAD}` }, audience: 'public' },
  ]);
  expect(await jsonOf(['show', 'https://example.social/@wren/1003'], { home })).toMatchObject({
    post: { warning: 'fruit', poll: { options: [{ text: 'mirabelles', votes: 3 }], endsAt: '2023-11-14T22:13:20Z' } },
  });
});
