// An archive that takes a while to import, written piece by piece.

import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { tempFolder } from '../support/temp.ts';
import { ytdFile, ytdTweet } from '../support/tweets.ts';

export interface BigArchive {
  readonly folder: string;
  readonly tweets: number;
}

export interface Person {
  readonly id: string;
  readonly handle: string;
}

const MINUTES = 60_000;
const START = Date.UTC(2011, 0, 1);
const BATCH = 500;

/** Writes an unpacked archive with so many tweets, one every half hour from 2011 on, and a manifest that counts them. */
export async function writeBigArchive(tweets: number, { id, handle }: Person): Promise<BigArchive> {
  const folder = join(tempFolder(), `twitter-2024-01-01-${handle}`);
  await mkdir(join(folder, 'data'), { recursive: true });
  const files = [{ fileName: 'data/tweets.js', count: String(tweets) }];
  const manifest = {
    userInfo: { accountId: id, userName: handle, displayName: handle },
    archiveInfo: { generationDate: '2024-01-01T00:00:00.000Z' },
    dataTypes: { tweets: { files } },
  };
  await writeFile(join(folder, 'data/manifest.js'), `window.__THAR_CONFIG = ${JSON.stringify(manifest)}`);
  await pipeline(Readable.from(pieces(tweets, id)), createWriteStream(join(folder, 'data/tweets.js')));
  return { folder, tweets };
}

function* pieces(tweets: number, accountId: string): Generator<string> {
  yield 'window.YTD.tweets.part0 = [';
  for (let first = 0; first < tweets; first += BATCH) {
    const records = Array.from({ length: Math.min(BATCH, tweets - first) }, (_, at) => record(first + at, accountId));
    const text = ytdFile('tweets', records);
    yield (first === 0 ? '' : ',') + text.slice(text.indexOf('[') + 1, text.lastIndexOf('\n'));
  }
  yield '\n]';
}

/** The low bits of an id tell accounts apart whose tweets are of the same time. */
function record(index: number, accountId: string): object {
  const time = START + index * 30 * MINUTES;
  const id = ((BigInt(time) - 1_288_834_974_657n) << 22n) | BigInt(accountId);
  const text = `Tweet number ${index} of many. It says little &amp; it says it at length, as tweets of that time did.`;
  return ytdTweet({ at: new Date(time).toISOString(), text, id: id.toString(), favorite_count: String(index % 50) });
}
