// Makes an archive of any size, as Twitter has written them since 2022: about 1.8 KB a record, in blocks that are not sorted
// by time, split into parts of 100 MiB, zipped. It is never held in memory as a whole.

import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import yazl from 'yazl';
import { headerRecord, noteRecord, OWNER_ID, tweetRecord, type Timeline } from './make-tweet.ts';
import { randomFrom } from './random.ts';

/** Where generated archives are kept for the next run. */
export const BENCH_FOLDER = join(tmpdir(), 'memories-bench');

/** In bytes. */
const PART = 104_857_600;
/** How many consecutive tweets stay together in real archives. */
const BLOCK = 200;
const HANDLE = 'bench';

/** Returns the path of a zip with this many tweets, which is made once for each number and seed. */
export async function generateArchive(tweets: number, { folder = BENCH_FOLDER, seed = 1 } = {}): Promise<string> {
  const path = join(folder, `twitter-${tweets}-${seed}.zip`);
  if (existsSync(path)) return path;
  await mkdir(folder, { recursive: true });
  const zip = new yazl.ZipFile();
  const written = pipeline(zip.outputStream, createWriteStream(`${path}.unfinished`));
  await addFiles(zip, { tweets, seed });
  zip.end();
  await written;
  await rename(`${path}.unfinished`, path);
  return path;
}

async function addFiles(zip: yazl.ZipFile, timeline: Timeline): Promise<void> {
  const add = async (path: string, text: Iterable<string>): Promise<void> => {
    const stream = Readable.from(joinPieces(text));
    zip.addReadStream(stream, path, { mtime: new Date(Date.UTC(2026, 10, 2)) });
    await finished(stream);
  };
  const places = placesOf(timeline);
  const counts = new Map<string, number>();
  for (let next = 0; next < places.length;) {
    const path = counts.size === 0 ? 'data/tweets.js' : `data/tweets-part${counts.size}.js`;
    const part = new TweetsPart(timeline, places, next);
    await add(path, part.text(counts.size));
    counts.set(path, part.next - next);
    next = part.next;
  }
  await add('data/note-tweet.js', fileOf('note_tweet', recordsOf(timeline, noteRecord)));
  await add('data/tweet-headers.js', fileOf('tweet_headers', recordsOf(timeline, headerRecord)));
  const account = { accountId: OWNER_ID, username: HANDLE, accountDisplayName: 'Bench' };
  await add('data/account.js', fileOf('account', [{ account }]));
  await add('data/manifest.js', [manifest(counts)]);
}

/** Places in time, in blocks whose order is random, each newest first: as in real archives. */
function placesOf({ tweets, seed }: Timeline): Uint32Array {
  const random = randomFrom(seed);
  const blocks = Uint32Array.from({ length: Math.ceil(tweets / BLOCK) }, (_, index) => index);
  for (let last = blocks.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [blocks[last], blocks[other]] = [blocks[other] ?? 0, blocks[last] ?? 0];
  }
  const places = new Uint32Array(tweets);
  let at = 0;
  for (const block of blocks) {
    for (let place = Math.min(tweets, (block + 1) * BLOCK) - 1; place >= block * BLOCK; place -= 1)
      places[at++] = place;
  }
  return places;
}

class TweetsPart {
  /** Where the next part begins. */
  next: number;
  readonly #timeline: Timeline;
  readonly #places: Uint32Array;

  constructor(timeline: Timeline, places: Uint32Array, next: number) {
    this.#timeline = timeline;
    this.#places = places;
    this.next = next;
  }

  *text(part: number): Generator<string> {
    let size = 0;
    for (const piece of fileOf(
      'tweets',
      this.#records(() => size < PART),
      part,
    )) {
      size += Buffer.byteLength(piece);
      yield piece;
    }
  }

  *#records(hasRoom: () => boolean): Generator<object> {
    for (; this.next < this.#places.length && hasRoom(); this.next += 1) {
      yield tweetRecord(this.#timeline, this.#places[this.next] ?? 0);
    }
  }
}

function* recordsOf(timeline: Timeline, make: (timeline: Timeline, place: number) => object | null): Generator<object> {
  for (let place = 0; place < timeline.tweets; place += 1) {
    const record = make(timeline, place);
    if (record !== null) yield record;
  }
}

/** Joins short pieces into longer ones, which are faster to pass on. */
function* joinPieces(text: Iterable<string>): Generator<string> {
  let piece = '';
  for (const more of text) {
    piece += more;
    if (piece.length < 1 << 16) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

function* fileOf(name: string, records: Iterable<object>, part = 0): Generator<string> {
  let separator = '';
  yield `window.YTD.${name}.part${part} = [`;
  for (const record of records) {
    yield `${separator}\n  ${twitterJson(record)}`;
    separator = ',';
  }
  yield '\n]';
}

/** As Twitter prints JSON: two spaces, ` : ` between key and value, `[ ]` for an empty list. */
function twitterJson(record: object): string {
  return JSON.stringify(record, null, 2)
    .replace(/^( *"[^"]+"):/gm, '$1 :')
    .replace(/\[\]/g, '[ ]')
    .replace(/\n/g, '\n  ');
}

function manifest(counts: ReadonlyMap<string, number>): string {
  const files = [...counts].map(([fileName, count], index) => {
    return { fileName, globalName: `YTD.tweets.part${index}`, count: String(count) };
  });
  const config = {
    userInfo: { accountId: OWNER_ID, userName: HANDLE, displayName: 'Bench' },
    archiveInfo: { sizeBytes: '1', generationDate: '2026-11-02T06:57:22.776Z', isPartialArchive: false },
    dataTypes: { tweets: { mediaDirectory: 'data/tweets_media', files } },
  };
  return `window.__THAR_CONFIG = ${JSON.stringify(config, null, 2)}`;
}
