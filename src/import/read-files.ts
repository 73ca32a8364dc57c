// Reads the files of an archive into the database: posts in batches, long posts, and the list of all posts.

import type { Hash } from 'node:crypto';
import type { Archive } from '../archive/archive.ts';
import type { Entry } from '../archive/files/container.ts';
import { readRecords } from '../archive/records/records.ts';
import type { Contents, Generation, Owner, TweetFile } from '../archive/twitter/generation.ts';
import type { ImportTally } from './tally.ts';
import { readPosts } from './read-ahead.ts';
import { openPostParser, type PostParserHandle } from './parser-thread.ts';
import type { Db } from '../library/database.ts';
import { hashed, hashWhole, KnownFiles, startDigest, type FileFacts } from './known-files.ts';
import { joinNotes, saveNotes } from './notes.ts';
import { byTime, factsOf, type PostCells } from '../library/post-row.ts';
import { PostWriter } from '../library/post-writer.ts';
import { missingPosts } from '../library/posts.ts';
import type { Note } from '../post/post.ts';
import { pluralize } from '../text/numbers-and-dates.ts';

/** Posts per transaction: an interrupted import loses no more than these, and other processes don't wait long. */
const BATCH = 500;

export type FileEvent =
  /** Sizes are uncompressed bytes of the archive's post files. */
  | { readonly type: 'started'; readonly source: string; readonly bytes: number }
  | { readonly type: 'progress'; readonly bytes: number; readonly tweets: number };

interface FileJob {
  readonly db: Db;
  readonly archive: Archive;
  readonly format: Generation;
  readonly contents: Contents;
  readonly owner: Owner;
  readonly accountId: number;
  /** When the archive was made, as far as is known, in milliseconds since 1970 UTC. */
  readonly asOf: number;
  readonly tally: ImportTally;
  /** The program's version: files that another one has read are read again. */
  readonly version: string;
  readonly signal: AbortSignal;
  readonly onEvent: (event: FileEvent) => void;
}

/** Reads all files. Every batch that was written stays, whatever happens after it. */
export async function readFiles(job: FileJob): Promise<void> {
  const { contents, archive } = job;
  const sizeOf = (path: string): number => archive.entries.get(path)?.size ?? 0;
  const tweetBytes = contents.tweets.reduce((sum, { path }) => sum + sizeOf(path), 0);
  const bytes = [...contents.notes, ...contents.headers].reduce((sum, path) => sum + sizeOf(path), tweetBytes);
  job.onEvent({ type: 'started', source: archive.name, bytes });
  await using parser = openPostParser(tweetBytes);
  const reading = new FileReading(job, parser);
  for (const file of contents.tweets) await reading.tweets(file);
  await reading.notes();
  for (const path of contents.headers) await reading.headers(path);
  if (job.tally.read === 0) job.tally.lost('there is not one tweet in it');
}

class FileReading {
  readonly #job: FileJob;
  readonly #parser: PostParserHandle;
  readonly #known: KnownFiles;
  /** Bytes of the files that were read before. */
  #before = 0;

  constructor(job: FileJob, parser: PostParserHandle) {
    this.#job = job;
    this.#parser = parser;
    this.#known = new KnownFiles(job.db, job.accountId);
  }

  async tweets(file: TweetFile): Promise<void> {
    const { archive, tally } = this.#job;
    const entry = archive.entries.get(file.path);
    if (!entry) return;
    tally.begin(file.path);
    const known = this.#known.mayHave(entry.size) ? await this.#knownFacts(entry, file) : undefined;
    if (known) tally.again(file.path, known);
    else await this.#newTweets(entry, file);
    this.#before += entry.size;
  }

  /** Long texts and articles, joined to their posts. */
  async notes(): Promise<void> {
    const { db, archive, contents, format, accountId, asOf, tally } = this.#job;
    const ids: string[] = [];
    let batch: Note[] = [];
    const save = db.transaction(() => {
      saveNotes(db, batch, accountId, asOf);
      batch = [];
    });
    const keep = (note: Note): void => {
      ids.push(note.id);
      if (batch.push(note) === BATCH) save.immediate();
    };
    for (const path of contents.notes) {
      await this.#records(path, (value) => {
        const parsed = format.note(value);
        if (parsed.ok) keep(parsed.value);
        return parsed.ok ? undefined : parsed.problem;
      });
    }
    const articles = await format.articles(archive);
    articles.notes.forEach(keep);
    for (const problem of articles.problems) tally.lost(problem);
    save.immediate();
    const unmatched = db.transaction(() => joinNotes(db, accountId)).immediate();
    tally.notes.unmatched = ids.filter((id) => unmatched.has(id)).length;
    tally.notes.joined = ids.length - tally.notes.unmatched;
  }

  /** Headers list every post's id; each must be in the database by now. */
  async headers(path: string): Promise<void> {
    const { db, format, tally } = this.#job;
    const missingOf = missingPosts(db);
    const missing: string[] = [];
    let ids: string[] = [];
    const look = (): void => {
      missing.push(...missingOf(ids));
      ids = [];
    };
    await this.#records(path, (value) => {
      const id = format.headerId(value);
      if (id !== null) ids.push(id);
      if (ids.length === BATCH) look();
      return undefined;
    });
    look();
    if (missing.length === 0) return;
    tally.lost(
      `${path} lists ${pluralize(missing.length, 'tweet')} that no file has (${missing.slice(0, 3).join(', ')})`,
    );
  }

  async #newTweets(entry: Entry, file: TweetFile): Promise<void> {
    const { db, format, owner, accountId, asOf, tally } = this.#job;
    const writer = new PostWriter(db);
    let batch: PostCells[] = [];
    const write = db.transaction((last?: () => void) => {
      // Ids grow with time, and inserting in order fills SQLite's pages instead of leaving them half empty.
      for (const cells of batch.sort(byTime)) tally.saved[writer.saveCells(cells, accountId, asOf)] += 1;
      last?.();
    });
    const digest = this.#digestOf(file);
    this.#parser.begin({ format: format.name, owner, as: file.as });
    for await (const { posts, bytes, damage } of readPosts(hashed(entry, digest), this.#parser)) {
      for (const post of posts) {
        if (typeof post === 'string') tally.problem(file.path, post);
        else {
          tally.tweet(file.path, factsOf(post));
          batch.push(post);
        }
      }
      if (batch.length >= BATCH) {
        write.immediate();
        batch = [];
      }
      this.#progress(file.path, bytes, damage);
    }
    const facts = tally.factsOf(file.path);
    write.immediate(() => {
      if (facts) this.#known.add(entry.size, digest.digest('hex'), facts);
    });
  }

  /** What the file held if exactly these bytes were read before. */
  async #knownFacts(entry: Entry, file: TweetFile): Promise<FileFacts | undefined> {
    const digest = this.#digestOf(file);
    const isWhole = await hashWhole(entry, digest, this.#job.signal);
    return isWhole ? this.#known.find(entry.size, digest.digest('hex')) : undefined;
  }

  #digestOf({ as }: TweetFile): Hash {
    const { version, format, owner, asOf } = this.#job;
    return startDigest(version, format.name, owner.id, owner.handle, owner.formerHandles ?? [], asOf, as);
  }

  /** Passes every record of a file to `take`, which returns what is wrong with it, if anything. */
  async #records(path: string, take: (value: unknown) => string | undefined): Promise<void> {
    const entry = this.#job.archive.entries.get(path);
    if (!entry) return;
    this.#job.tally.begin(path);
    for await (const { records, bytes, damage } of readRecords(entry)) {
      for (const record of records) {
        const problem = record.ok ? take(record.value) : record.problem;
        if (problem !== undefined) this.#job.tally.problem(path, problem);
      }
      this.#progress(path, bytes, damage);
    }
    this.#before += entry.size;
  }

  /** Reports how far a file has been read, and damage to it. Throws when the import is to stop. */
  #progress(path: string, bytes: number, damage: string | null): void {
    const { tally, signal, onEvent } = this.#job;
    signal.throwIfAborted();
    if (damage !== null) tally.damaged(path, damage);
    onEvent({ type: 'progress', bytes: this.#before + bytes, tweets: tally.read });
  }
}
