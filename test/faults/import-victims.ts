// Imports to be killed: a first one beside a finished one, one of a newer archive, one that copies photos, and those of other networks.

import { createHash, randomBytes } from 'node:crypto';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { internalId } from '../../src/archive/network/ids.ts';
import { zipFixture, zipOf, type Files } from '../support/archives.ts';
import { carFile, carOf, postPath } from '../support/bluesky.ts';
import { created, FINCH, mastodonFiles, statusId } from '../support/mastodon.ts';
import { runMemories } from '../support/run.ts';
import { tarOf } from '../support/tars.ts';
import { tempFolder } from '../support/temp.ts';
import { ytdFile, ytdTweet } from '../support/tweets.ts';
import { writeBigArchive } from '../archive/big-archive.ts';
import type { Kind, Victim } from './campaign.ts';
import { damageOf, inventedIn, lostFrom, namesIn, tweetsIn } from './databases.ts';

const WREN = { id: '77', handle: 'big_bird' };
const TWEETS = 6000;

/** Where a home has its database and its media. */
const dataIn = (home: string): string => join(home, '.local/share/memories');
const databaseIn = (home: string): string => join(dataIn(home), 'memories.db');

async function mustRun(home: string, args: readonly string[]): Promise<string[]> {
  const { code, stderr } = await runMemories(args, { home });
  return code === 0 ? [] : [`"${args[0] ?? ''}" ended with ${String(code)}: ${stderr}`];
}

/** A home to be killed in, from a template that is never killed. */
interface Homes {
  readonly home: string;
  /** The home as it was before. */
  readonly before: string;
  /** As it is when nobody kills. */
  readonly whole: string;
  readonly reset: () => void;
}

async function homesFor(before: readonly (readonly string[])[], command: readonly string[]): Promise<Homes> {
  const [template, whole, home] = [tempFolder(), tempFolder(), tempFolder()];
  for (const args of before) {
    const wrong = await mustRun(template, args);
    if (wrong.length > 0) throw new Error(wrong.join());
  }
  cpSync(template, whole, { recursive: true });
  await mustRun(whole, command);
  const reset = (): void => {
    rmSync(dataIn(home), { recursive: true, force: true });
    if (existsSync(dataIn(template))) cpSync(dataIn(template), dataIn(home), { recursive: true });
  };
  return { home, before: template, whole, reset };
}

/** A victim whose database may hold, tweet by tweet, what was before or what is to be. */
function importing(command: readonly string[], { home, before, whole, reset }: Homes): Victim {
  const [old, expected] = [tweetsIn(databaseIn(before)), tweetsIn(databaseIn(whole))];
  const path = databaseIn(home);
  return {
    command,
    options: () => ({ home }),
    reset,
    inspect: () => {
      const found = tweetsIn(path);
      return [...damageOf(path), ...lostFrom(old, found, expected), ...inventedIn(found, expected)];
    },
    complete: async () => [...(await mustRun(home, command)), ...damageOf(path), ...lostFrom(expected, tweetsIn(path))],
  };
}

const firstImport: Kind = {
  name: 'import',
  prepare: async () => {
    const big = await writeBigArchive(TWEETS, WREN);
    const command = ['import', big.folder];
    return importing(command, await homesFor([['import', await zipFixture('data-2024')]], command));
  },
};

const reimport: Kind = {
  name: 're-import',
  prepare: async () => {
    const [older, newer] = [await writeBigArchive(TWEETS, WREN), await writeBigArchive(TWEETS, WREN)];
    const tweets = join(newer.folder, 'data/tweets.js');
    const manifest = join(newer.folder, 'data/manifest.js');
    writeFileSync(tweets, readFileSync(tweets, 'utf8').replace(/("favorite_count" ?: ?")/g, '$17'));
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('2024-01-01', '2025-01-01'));
    const command = ['import', newer.folder];
    return importing(command, await homesFor([['import', older.folder]], command));
  },
};

const PHOTOS = 120;
const PHOTO_BYTES = 300_000;

/** An archive of tweets with a photo each, and the photos' hashes by the names of their files. */
async function photoArchive(): Promise<{ zip: string; hashes: Map<string, string> }> {
  const hashes = new Map<string, string>();
  const files: Record<string, Buffer> = {};
  const drafts = Array.from({ length: PHOTOS }, (_, index) => {
    const id = String(1000 + index);
    const data = randomBytes(PHOTO_BYTES);
    files[`data/tweets_media/${id}-P${index}.jpg`] = data;
    hashes.set(`${id}-P${index}.jpg`, hashOf(data));
    const photo = { type: 'photo', media_url_https: `https://pbs.twimg.com/media/P${index}.jpg` };
    return { id, at: '2019-11-22T10:00:00Z', text: 'Look', extended_entities: { media: [photo] } };
  });
  const account = { username: 'wren_writes', accountId: '4242', accountDisplayName: 'Wren' };
  const scripts: Files = {
    'data/account.js': ytdFile('account', [{ account }]),
    'data/tweets.js': ytdFile('tweets', drafts.map(ytdTweet)),
  };
  return { zip: await zipOf({ ...scripts, ...files }, { store: true }), hashes };
}

function hashOf(data: Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

/** A victim whose media folder may have only whole copies, and all in the end. @param hashes by the names of the copies */
function copying(base: Victim, home: string, hashes: ReadonlyMap<string, string>): Victim {
  const folder = join(dataIn(home), 'memories-media');
  const broken = (): string[] =>
    namesIn(folder)
      .filter((name) => !name.endsWith('.part') && hashOf(readFileSync(join(folder, name))) !== hashes.get(name))
      .map((name) => `${name} is not whole`);
  return {
    ...base,
    inspect: () => [...base.inspect(), ...broken()],
    complete: async () => {
      const lines = [...(await base.complete()), ...broken()];
      const names = namesIn(folder).join();
      return names === [...hashes.keys()].toSorted().join() ? lines : [...lines, `the media folder has ${names}`];
    },
  };
}

const mediaCopy: Kind = {
  name: 'media copy',
  prepare: async () => {
    const { zip, hashes } = await photoArchive();
    const command = ['import', zip];
    const homes = await homesFor([['import', '--media', 'none', zip]], command);
    return copying(importing(command, homes), homes.home, hashes);
  },
};

/** A tar.gz of Mastodon, in which the photos stand behind the posts, and the photos' hashes by the names of their copies. */
async function mastodonArchive(): Promise<{ tar: string; hashes: Map<string, string> }> {
  const hashes = new Map<string, string>();
  const photos: Record<string, Buffer> = {};
  const posts = Array.from({ length: 3000 }, (_, index) => {
    const at = new Date(Date.UTC(2020, 0, 1) + index * 3_600_000).toISOString();
    if (index % 100 > 0) return created({ at, content: `<p>Post ${index} of many</p>` });
    const name = `${index}.jpeg`;
    const url = `media_attachments/files/${index}/original/${name}`;
    photos[url] = randomBytes(PHOTO_BYTES);
    hashes.set(`${internalId('mastodon', FINCH.handle, statusId(at))}-${name}`, hashOf(photos[url]));
    return created({ at, fields: { attachment: [{ type: 'Document', mediaType: 'image/jpeg', url, name: null }] } });
  });
  return { tar: await tarOf({ ...mastodonFiles(posts), ...photos }, { gzip: true }), hashes };
}

const mastodonImport: Kind = {
  name: 'Mastodon',
  prepare: async () => {
    const { tar, hashes } = await mastodonArchive();
    const homes = await homesFor([['import', await zipFixture('data-2024')]], ['import', tar]);
    // The fixture's photos stay beside those of the tar.
    const media = join(dataIn(homes.before), 'memories-media');
    for (const name of namesIn(media)) hashes.set(name, hashOf(readFileSync(join(media, name))));
    return copying(importing(['import', tar], homes), homes.home, hashes);
  },
};

const blueskyImport: Kind = {
  name: 'Bluesky',
  prepare: async () => {
    const records: Record<string, object> = {};
    for (let hour = 0; hour < 1200; hour += 1) {
      const at = new Date(Date.UTC(2024, 0, 1, hour)).toISOString();
      records[postPath(at)] = { text: `Hour ${hour}. ${'The heron stood there. '.repeat(90)}`, createdAt: at };
    }
    const command = ['import', carFile(await carOf(records)), '--account', 'wren.example'];
    return importing(command, await homesFor([['import', await zipFixture('data-2024')]], command));
  },
};

export const IMPORTS = [firstImport, reimport, mediaCopy, mastodonImport, blueskyImport] as const;
