// The same words on three networks, from the archives to what a day, a mail, a page, a site and a feed show.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { carFile, carOf, postPath } from '../support/bluesky.ts';
import { folderOf } from '../support/archives.ts';
import { archiveWith, dayOf, homeWith, jsonOf, runMain, textsOf } from '../support/main.ts';
import { snowflakeAt } from '../support/tweets.ts';
import { tempFolder } from '../support/temp.ts';

const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public';
const FINCH = 'https://example.social/users/finch';

interface Toot {
  readonly at: string;
  readonly text: string;
  readonly isForFew?: boolean;
  readonly answers?: string;
}

function tootId(at: string): string {
  return (BigInt(Date.parse(at)) << 16n).toString();
}

/** A Mastodon archive with these posts; gives its folder. */
async function mastodonWith(toots: readonly Toot[]): Promise<string> {
  const actor = { type: 'Person', preferredUsername: 'finch', id: FINCH, url: 'https://example.social/@finch' };
  const orderedItems = toots.map(({ at, text, isForFew = false, answers }) => {
    const [id, to] = [`${FINCH}/statuses/${tootId(at)}`, isForFew ? [`${FINCH}/followers`] : [PUBLIC]];
    const inReplyTo = answers === undefined ? null : `${FINCH}/statuses/${tootId(answers)}`;
    const url = `https://example.social/@finch/${tootId(at)}`;
    const object = { id, type: 'Note', published: at, url, to, cc: [], content: `<p>${text}</p>`, inReplyTo };
    return { id: `${id}/activity`, type: 'Create', actor: FINCH, published: at, to, cc: [], object };
  });
  const outbox = { '@context': [], type: 'OrderedCollection', totalItems: toots.length, orderedItems };
  return folderOf({ 'actor.json': JSON.stringify(actor), 'outbox.json': JSON.stringify(outbox), 'likes.json': '{}' });
}

const HERON = 'The heron is back at the weir this morning';
const TWEETS = [
  { at: '2023-11-22T10:00:00Z', text: HERON },
  { at: '2023-11-22T12:00:00Z', text: 'Only on Twitter, as it was in the old days' },
  { at: '2021-11-22T10:00:00Z', text: 'What only a few should read about the otter' },
];
const LINK = '<a href="https://example.com/weir">example.com/weir</a>';
const TOOTS: Toot[] = [
  { at: '2023-11-22T10:02:00Z', text: `${HERON}! ${LINK}` },
  { at: '2022-11-22T10:02:00Z', text: 'Only on Mastodon, where the herons went' },
  { at: '2021-11-22T10:01:00Z', text: 'What only a few should read about the otter', isForFew: true },
];
const SKY = '2023-11-22T10:04:30Z';
const TOOT_URL = `https://example.social/@finch/${tootId('2023-11-22T10:02:00Z')}`;

async function homeOf(toots: readonly Toot[] = TOOTS, tweets = TWEETS): Promise<string> {
  const made = await homeWith(await archiveWith(tweets), await mastodonWith(toots));
  const car = await carOf({ [postPath(SKY)]: { text: HERON.toUpperCase(), createdAt: SKY } });
  const { code, stderr } = await runMain(['import', carFile(car), '--account', 'finch.bsky.social'], { home: made });
  if (code !== 0) throw new Error(stderr);
  return made;
}

let home = '';

beforeAll(async () => {
  home = await homeOf();
});

describe('a day', () => {
  test('has it once, with the addresses of the others', async () => {
    const day = await dayOf(['today'], { home });
    expect(day.shown).toBe(4);
    expect(day.years[0]?.posts).toHaveLength(2);
    expect(day.years[0]?.posts[0]).toMatchObject({
      ...{ network: 'mastodon', account: 'finch@example.social', url: TOOT_URL },
      alsoAt: [
        {
          network: 'twitter',
          account: 'wren_writes',
          url: `https://x.com/wren_writes/status/${snowflakeAt('2023-11-22T10:00:00Z')}`,
        },
        {
          network: 'bluesky',
          account: 'finch.bsky.social',
          url: expect.stringContaining('https://bsky.app/profile/') as unknown,
        },
      ],
    });
    expect(day.years[0]?.posts[1]).not.toHaveProperty('alsoAt');
  });

  test('of one network or account has its own', async () => {
    expect(await textsOf(['today', '--network', 'bluesky'], { home })).toEqual([HERON.toUpperCase()]);
    expect((await dayOf(['today', '--account', 'wren_writes'], { home })).shown).toBe(3);
  });

  test('has its own of two around midnight, and so has the other day', async () => {
    const two = await homeWith(
      await archiveWith([{ at: '2023-11-21T23:58:00Z', text: HERON }]),
      await mastodonWith([{ at: '2023-11-22T00:01:00Z', text: HERON }]),
    );
    expect(await textsOf(['on', '11-21'], { home: two })).toEqual([HERON]);
    expect(await textsOf(['on', '11-22'], { home: two })).toEqual([HERON]);
  });

  test('shows a thread on the network where it begins', async () => {
    const second = 'And then it caught a fish as long as my arm';
    const answer = { in_reply_to_user_id_str: '4242', in_reply_to_screen_name: 'wren_writes' };
    const begun = '2023-11-22T10:00:00Z';
    const two = await homeWith(
      await archiveWith([
        { at: begun, text: HERON },
        { at: '2023-11-22T10:01:00Z', text: second, ...answer, in_reply_to_status_id_str: snowflakeAt(begun) },
      ]),
      await mastodonWith([
        { at: '2023-11-22T10:00:30Z', text: HERON },
        { at: '2023-11-22T10:00:40Z', text: `${second} ${LINK}`, answers: '2023-11-22T10:00:30Z' },
      ]),
    );
    const { years } = await dayOf(['today'], { home: two });
    expect(years[0]?.posts.map(({ account }) => account)).toEqual(['wren_writes', 'wren_writes']);
    expect((await runMain(['today'], { home: two })).stdout).not.toContain('more part');
  });
});

test('a random memory is never one that is shown as another', async () => {
  const two = await homeOf([TOOTS[0] ?? { at: '', text: '' }], TWEETS.slice(0, 1));
  expect(await jsonOf(['random'], { home: two })).toMatchObject({ post: { network: 'mastodon', alsoAt: [{}, {}] } });
});

describe('each is still there', () => {
  test('in a search, an export of data and the statistics', async () => {
    expect(await jsonOf(['search', 'heron', 'weir'], { home })).toMatchObject({ total: 3 });
    const { stdout } = await runMain(['export', '--format', 'jsonl'], { home });
    expect(stdout.match(/heron is back/gi)).toHaveLength(3);
    expect(stdout).not.toContain('alsoAt');
    expect(await jsonOf(['stats'], { home })).toMatchObject({ posts: 7 });
    expect((await runMain(['stats'], { home })).stdout).toContain('7 posts of ');
    const withBoost = await homeWith(
      await archiveWith([{ at: '2023-11-22T10:00:00Z', text: 'RT @otter_eats: fish' }]),
      await mastodonWith(TOOTS),
    );
    const stats = (await runMain(['stats'], { home: withBoost })).stdout;
    expect(stats).toMatch(/^retweets +█+.* 1$/m);
    expect(stats).toContain('Retweets and boosts count as posts');
    expect((await runMain(['stats', '--network', 'twitter'], { home })).stdout).toContain('3 posts of @wren_writes');
    expect((await runMain(['year', '2023'], { home })).stdout).toContain('4 posts on 1 day');
  });

  test('by itself', async () => {
    const shown = await jsonOf(['show', snowflakeAt('2023-11-22T10:00:00Z')], { home });
    expect(shown).toMatchObject({ post: { text: HERON } });
  });

  test('in a site of a search, which may not find the others', async () => {
    const out = join(tempFolder(), 'site');
    const { stderr } = await runMain(['export', 'on:bluesky', '--format', 'html', '--out', out], { home });
    expect(stderr).toContain('1 post exported');
  });
});

describe('a site and a feed', () => {
  test('have it once', async () => {
    const out = join(tempFolder(), 'site');
    const { stderr } = await runMain(['export', '--format', 'html', '--out', out], { home });
    expect(stderr).toContain('4 posts exported');
    const page = readFileSync(join(out, 'days', '11-22.html'), 'utf8');
    expect(page).toContain('>@finch@example.social on Mastodon<');
    expect(page).toContain('>also on Bluesky</a>');
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toContain('4 posts from 2021 to 2023');
    expect(page.match(/heron is back/gi)).toHaveLength(1);
    const { stdout } = await runMain(['export', '--format', 'atom'], { home });
    expect(stdout.match(/heron is back/gi)).toHaveLength(1);
    expect((await runMain(['export', '--format', 'ics'], { home })).stdout).toContain('4 memories');
  });

  test('never say where it was for a few, and have what everybody saw', async () => {
    const out = join(tempFolder(), 'site');
    await runMain(['export', '--format', 'html', '--out', out], { home });
    const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(html|js)$/.test(name));
    const all = files.map((name) => readFileSync(join(out, name), 'utf8')).join('');
    expect(all).toContain('about the otter');
    expect(all).not.toContain(tootId('2021-11-22T10:01:00Z'));
  });
});

describe('hidden', () => {
  test('once it is hidden everywhere it is shown, and counted once', async () => {
    const own = await homeOf();
    await runMain(['hide', snowflakeAt('2023-11-22T10:00:00Z')], { home: own });
    const day = await dayOf(['today'], { home: own });
    expect(day).toMatchObject({ shown: 3, leftOut: { hidden: 1 } });
    const elsewhere = await textsOf(['today', '--network', 'mastodon'], { home: own });
    expect(elsewhere.join()).not.toMatch(/heron is back/i);
    const { stdout } = await runMain(['export', '--format', 'atom'], { home: own });
    expect(stdout).not.toMatch(/heron is back/i);
  });

  test('once it is found, counted and exported nowhere, until any copy is shown again', async () => {
    const own = await homeOf();
    const found = async (): Promise<object> => {
      const data = await runMain(['export', '--format', 'jsonl'], { home: own });
      return {
        search: await jsonOf(['search', 'heron', 'weir'], { home: own }),
        stats: await jsonOf(['stats'], { home: own }),
        year: await jsonOf(['calendar', '2023'], { home: own }),
        exported: data.stdout.match(/heron is back/gi)?.length ?? 0,
      };
    };
    const hide = await runMain(['hide', snowflakeAt('2023-11-22T10:00:00Z')], { home: own });
    expect(hide.stdout).toMatch(
      /^Hidden: post \d+ \(2023-11-22: The heron is back at the weir…; also on Mastodon and Bluesky\)\n$/,
    );
    const none = { search: { total: 0, leftOut: { hidden: 3 } }, stats: { posts: 4 }, year: { total: 1 }, exported: 0 };
    expect(await found()).toMatchObject(none);
    const toot = tootId('2023-11-22T10:02:00Z');
    expect(await jsonOf(['show', toot], { home: own })).toMatchObject({ hidden: true });
    expect((await runMain(['unhide', toot], { home: own })).stdout).toMatch(/^Shown again: post \d+ /);
    const all = { search: { total: 3 }, stats: { posts: 7 }, year: { total: 4 }, exported: 3 };
    expect(await found()).toMatchObject(all);
    expect((await runMain(['hidden'], { home: own })).stdout).toBe('Nothing is hidden.\n');
  });

  test('by a person whom only one copy names so, it is no memory, and only that copy is not found', async () => {
    const own = await homeWith(
      await archiveWith([{ at: '2023-11-22T10:00:00Z', text: `@otter_eats ${HERON}` }]),
      await mastodonWith(TOOTS.slice(0, 1)),
    );
    await runMain(['hide', '--user', 'otter_eats'], { home: own });
    expect(await textsOf(['today'], { home: own })).toEqual([]);
    expect(await jsonOf(['search', 'heron'], { home: own })).toMatchObject({ total: 1, leftOut: { hidden: 1 } });
  });

  test('where it was for a few, it does not come back where everybody saw it', async () => {
    const own = await homeWith(await archiveWith(TWEETS.slice(2)), await mastodonWith(TOOTS.slice(2)));
    await runMain(['hide', tootId('2021-11-22T10:01:00Z')], { home: own });
    expect(await textsOf(['today'], { home: own })).toEqual([]);
    expect((await runMain(['export', '--format', 'atom'], { home: own })).stdout).not.toContain('otter');
  });
});

test('archives of one network are as they were', async () => {
  const one = await homeWith(await archiveWith([...TWEETS, { at: '2023-11-22T10:01:00Z', text: HERON }]));
  expect((await dayOf(['today'], { home: one })).shown).toBe(4);
});
