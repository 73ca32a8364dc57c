import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeDemoArchive } from '../../src/demo/archive.ts';

type Indices = [string, string];

interface Media {
  id_str: string;
  url: string;
  indices: Indices;
  media_url_https: string;
  type: string;
  video_info?: { variants: { bitrate?: string; url: string }[] };
}

interface Tweet {
  id_str: string;
  created_at: string;
  full_text: string;
  display_text_range: Indices;
  favorite_count: string;
  retweet_count: string;
  lang: string;
  possibly_sensitive?: boolean;
  in_reply_to_status_id_str?: string;
  in_reply_to_screen_name?: string;
  edit_info: Record<'initial', Control | undefined> & {
    edit?: { initialTweetId: string; editControlInitial: Control };
  };
  entities: {
    hashtags: { text: string; indices: Indices }[];
    user_mentions: { screen_name: string; indices: Indices }[];
    urls: { url: string; expanded_url: string; indices: Indices }[];
    media?: Media[];
  };
  extended_entities?: { media: Media[] };
}

interface Control {
  editTweetIds: string[];
}

interface Note {
  noteTweetId: string;
  createdAt: string;
  core: { text: string };
}

interface Manifest {
  dataTypes: Record<
    string,
    { mediaDirectory?: string; files: { fileName: string; globalName: string; count: string }[] }
  >;
}

const TODAYS = [
  { year: 2026, month: 11, day: 22 },
  { year: 2027, month: 1, day: 1 },
  { year: 2027, month: 2, day: 28 },
  { year: 2028, month: 2, day: 29 },
  { year: 2028, month: 3, day: 1 },
  { year: 2029, month: 12, day: 31 },
];

const folders: string[] = [];
let folder: string;
let tweets: Tweet[];
let circle: Tweet[];
let all: Tweet[];

async function written(today: { year: number; month: number; day: number }): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'memories-demo-'));
  folders.push(made);
  await writeDemoArchive(made, today);
  return made;
}

async function read(from: string, path: string): Promise<unknown> {
  const text = await readFile(join(from, path), 'utf8');
  return JSON.parse(text.slice(text.indexOf(' = ') + 3));
}

async function tweetsIn(from: string, path: string): Promise<Tweet[]> {
  return ((await read(from, path)) as { tweet: Tweet }[]).map(({ tweet }) => tweet);
}

function timeOf(createdAt: string): number {
  return Date.parse(createdAt);
}

function snowflakeTime(id: string): number {
  return Number(BigInt(id) >> 22n) + 1_288_834_974_657;
}

function at(text: string, [start, end]: Indices): string {
  return Array.from(text).slice(Number(start), Number(end)).join('');
}

function withText(part: string): Tweet {
  const found = all.find((tweet) => tweet.full_text.includes(part));
  if (!found) throw new Error(`no tweet with "${part}"`);
  return found;
}

beforeAll(async () => {
  folder = await written({ year: 2026, month: 11, day: 22 });
  tweets = await tweetsIn(folder, 'data/tweets.js');
  circle = await tweetsIn(folder, 'data/twitter-circle-tweet.js');
  all = [...tweets, ...circle];
});

afterAll(() => Promise.all(folders.map((made) => rm(made, { recursive: true }))));

describe('the demo archive', () => {
  test('has scripts that begin as those of Twitter', async () => {
    const starts = async (path: string): Promise<string | undefined> =>
      (await readFile(join(folder, path), 'utf8')).split(' = ')[0];
    expect(await starts('data/tweets.js')).toBe('window.YTD.tweets.part0');
    expect(await starts('data/note-tweet.js')).toBe('window.YTD.note_tweet.part0');
    expect(await starts('data/twitter-circle-tweet.js')).toBe('window.YTD.twitter_circle_tweet.part0');
    expect(await starts('data/manifest.js')).toBe('window.__THAR_CONFIG');
  });

  test('has ids that agree with their dates', () => {
    const old = all.filter(({ created_at }) => timeOf(created_at) < Date.UTC(2011, 0, 1));
    expect(old.length).toBeGreaterThan(0);
    for (const { id_str } of old) expect(Number(id_str)).toBeLessThan(29_000_000_000);
    for (const { id_str, created_at } of all.filter((tweet) => !old.includes(tweet))) {
      expect(Math.floor(snowflakeTime(id_str) / 1000) * 1000).toBe(timeOf(created_at));
    }
  });

  test('has every id once, and greater ids for later tweets', () => {
    const byTime = all.toSorted((a, b) => timeOf(a.created_at) - timeOf(b.created_at));
    const ids = byTime.map(({ id_str }) => BigInt(id_str));
    expect(ids).toEqual(ids.toSorted((a, b) => (a < b ? -1 : 1)));
    expect(new Set(ids).size).toBe(all.length);
  });

  test('has entities that stand where their indices say', () => {
    for (const { full_text: text, entities, extended_entities, display_text_range } of all) {
      for (const tag of entities.hashtags) expect(at(text, tag.indices)).toBe(`#${tag.text}`);
      for (const user of entities.user_mentions) expect(at(text, user.indices)).toBe(`@${user.screen_name}`);
      const media = [...(entities.media ?? []), ...(extended_entities?.media ?? [])];
      for (const link of [...entities.urls, ...media]) expect(at(text, link.indices)).toBe(link.url);
      expect(at(text, display_text_range)).toBe(text);
    }
  });

  test('names every link, name and tag', () => {
    for (const { full_text: text, entities } of all) {
      const links = new Set([...entities.urls, ...(entities.media ?? [])].map(({ url }) => url));
      expect(links).toEqual(new Set(text.match(/https:\/\/t\.co\/[A-Za-z0-9]{10}/g)));
      expect(entities.user_mentions).toHaveLength(text.match(/@\w+/g)?.length ?? 0);
      expect(entities.hashtags).toHaveLength(text.match(/#\w+/g)?.length ?? 0);
    }
  });

  test('links only to examples and to its own tweets', () => {
    const ids = new Set(all.map(({ id_str }) => id_str));
    for (const { expanded_url: url } of all.flatMap(({ entities }) => entities.urls)) {
      const [, quoted] = /^https:\/\/twitter\.com\/wren_writes\/status\/(\d+)$/.exec(url) ?? [];
      if (quoted === undefined) expect(url).toMatch(/^https:\/\/example\.(com|org)\//);
      else expect(ids).toContain(quoted);
    }
  });

  test('escapes texts as Twitter does', () => {
    expect(withText('four years late').full_text).toContain('late &amp; paid');
    expect(withText('reading room').full_text).toContain('noise &lt; purring: carry on\nnoise &gt; purring');
    for (const { full_text } of all) expect(full_text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
  });

  test('counts in its manifest what is there', async () => {
    const { dataTypes } = (await read(folder, 'data/manifest.js')) as Manifest;
    const files = Object.values(dataTypes).flatMap((type) => type.files);
    for (const { fileName, count } of files) {
      expect(await read(folder, fileName), fileName).toHaveLength(Number(count));
    }
    const scripts = (await readdir(join(folder, 'data'))).filter(
      (name) => name.endsWith('.js') && name !== 'manifest.js',
    );
    expect(files.map(({ fileName }) => fileName).sort()).toEqual(scripts.map((name) => `data/${name}`).sort());
  });

  test('has a header for each tweet, in the same order', async () => {
    const headers = (await read(folder, 'data/tweet-headers.js')) as { tweet: { tweet_id: string } }[];
    expect(headers.map(({ tweet }) => tweet.tweet_id)).toEqual(tweets.map(({ id_str }) => id_str));
  });

  test('has the file of every photo and video, and no others', async () => {
    const names = all.flatMap(({ id_str, extended_entities }) =>
      (extended_entities?.media ?? []).map((media) => `${id_str}-${basenameOf(media)}`),
    );
    expect(names).toHaveLength(6);
    expect((await readdir(join(folder, 'data/tweets_media'))).sort()).toEqual(names.sort());
  });

  test('has a long tweet whose note was made 25 ms before it', async () => {
    const [record, ...others] = (await read(folder, 'data/note-tweet.js')) as { noteTweet: Note }[];
    expect(others).toEqual([]);
    const tweet = withText('A woman came to the night desk');
    const note = record?.noteTweet;
    expect(snowflakeTime(tweet.id_str) - snowflakeTime(note?.noteTweetId ?? '0')).toBe(25);
    expect(Date.parse(note?.createdAt ?? '')).toBe(timeOf(tweet.created_at));
    const start = tweet.full_text.replace('&amp;', '&').replace(/…$/, '');
    expect(note?.core.text.startsWith(start)).toBe(true);
    expect(Array.from(start).length).toBeLessThan(280);
  });

  test('has both versions of an edited tweet, each with the ids of both', () => {
    const [first, last] = [withText('leak and potato'), withText('leek and potato')];
    const ids = [first.id_str, last.id_str];
    expect(first.edit_info.initial?.editTweetIds).toEqual(ids);
    expect(last.edit_info.edit?.editControlInitial.editTweetIds).toEqual(ids);
    expect(last.edit_info.edit?.initialTweetId).toBe(first.id_str);
  });

  test('has a thread, a reply, a quote, a retweet, a circle tweet, a warning and a second language', () => {
    const [one, two, three] = ['(1/3)', '(2/3)', '(3/3)'].map(withText);
    expect([two, three].map((tweet) => tweet?.in_reply_to_status_id_str)).toEqual([one?.id_str, two?.id_str]);
    expect(withText('I was served').in_reply_to_screen_name).toBe('june_of_ferries');
    expect(withText('Ten years ago today').entities.urls.at(-1)?.expanded_url).toContain(withText('in plums').id_str);
    expect(withText('RT @')).toMatchObject({
      retweet_count: '0',
      entities: { user_mentions: [{ indices: ['3', '19'] }] },
    });
    expect(Array.from(withText('RT @').full_text)).toHaveLength(140);
    expect(circle).toHaveLength(1);
    expect(all.filter(({ possibly_sensitive }) => possibly_sensitive)).toEqual([withText('the hill')]);
    expect(withText('図書館の猫').lang).toBe('ja');
  });

  test('is of an account that is older than its first tweet', async () => {
    const [record] = (await read(folder, 'data/account.js')) as { account: Record<string, string> }[];
    expect(record?.account).toMatchObject({ accountId: '4242', username: 'wren_writes' });
    const oldest = Math.min(...all.map(({ created_at }) => timeOf(created_at)));
    expect(Date.parse(record?.account['createdAt'] ?? '')).toBeLessThan(oldest);
  });
});

describe.each(TODAYS)('on $year-$month-$day', (today) => {
  test('there are tweets of earlier years on that very day', async () => {
    const made = await written(today);
    const days = (await tweetsIn(made, 'data/tweets.js')).map(({ created_at }) => new Date(timeOf(created_at)));
    const onTheDay = days.filter((day) => day.getUTCMonth() + 1 === today.month && day.getUTCDate() === today.day);
    const years = new Set(onTheDay.map((day) => day.getUTCFullYear()));
    expect(years.size).toBe(today.month === 2 && today.day === 29 ? 3 : 9);
    expect(Math.max(...years)).toBeLessThan(today.year);
  });
});

test('on 29 February, the tweets of common years are on the 28th', async () => {
  const made = await written({ year: 2028, month: 2, day: 29 });
  const lastYear = (await tweetsIn(made, 'data/tweets.js')).filter((tweet) => tweet.created_at.endsWith('2027'));
  expect(lastYear.filter((tweet) => tweet.created_at.includes('Feb 28'))).toHaveLength(2);
});

test('the same day gives the same archive', async () => {
  const again = await written({ year: 2026, month: 11, day: 22 });
  expect(existsSync(join(again, 'data/profile.js'))).toBe(true);
  for (const path of await readdir(folder, { recursive: true })) {
    if (!path.includes('.')) continue;
    expect(await readFile(join(again, path)), path).toEqual(await readFile(join(folder, path)));
  }
});

function basenameOf({ media_url_https, video_info }: Media): string {
  const best = video_info?.variants.toSorted((a, b) => Number(b.bitrate ?? 0) - Number(a.bitrate ?? 0))[0];
  return new URL(best?.url ?? media_url_https).pathname.split('/').at(-1) ?? '';
}
