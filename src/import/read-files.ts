// Reads the files of an archive into the database: posts in batches, and what stands in files of its own.

import type { Hash } from 'node:crypto';
import type { Archive } from '../archive/archive.ts';
import type { Entry } from '../archive/files/container.ts';
import { readRecords } from '../archive/records/records.ts';
import type { ArchiveFormat, Contents, LongTexts, Owner, PostFile, ReadOptions } from '../archive/network/format.ts';
import type { ImportTally } from './tally.ts';
import { PostBatches, withQuickSaving } from './post-batches.ts';
import { readPosts } from './read-ahead.ts';
import { openPostParser, type PostParserHandle } from './parser-thread.ts';
import type { Db } from '../library/database.ts';
import { hashed, hashWhole, KnownFiles, startDigest, type FileFacts } from './known-files.ts';
import { factsOf } from '../library/post-row.ts';
import { readHeaders, readNotes } from './read-long-texts.ts';

export type FileEvent =
  /** Sizes are uncompressed bytes of the archive's post files. */
  | { readonly type: 'started'; readonly source: string; readonly bytes: number }
  | { readonly type: 'progress'; readonly bytes: number; readonly posts: number };

interface FileJob {
  readonly db: Db;
  readonly archive: Archive;
  readonly format: ArchiveFormat;
  readonly contents: Contents;
  readonly owner: Owner;
  readonly options: ReadOptions;
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
  const postBytes = contents.posts.reduce((sum, { path }) => sum + sizeOf(path), 0);
  const bytes = [...contents.notes, ...contents.headers].reduce((sum, path) => sum + sizeOf(path), postBytes);
  job.onEvent({ type: 'started', source: archive.name, bytes });
  await using parser = openPostParser(postBytes);
  const reading = new FileReading(job, parser);
  await withQuickSaving(job.db, async () => {
    for (const file of contents.posts) await reading.posts(file);
  });
  if (job.format.longTexts) await reading.longTexts(job.format.longTexts);
  if (job.tally.read + job.tally.direct === 0 && job.format.mayBeEmpty !== true)
    job.tally.lost('there is not one post in it');
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

  async posts(file: PostFile): Promise<void> {
    const { archive, tally } = this.#job;
    const entry = archive.entries.get(file.path);
    if (!entry) return;
    tally.begin(file.path);
    const known = this.#known.mayHave(entry.size) ? await this.#knownFacts(entry, file) : undefined;
    if (known) tally.again(file.path, known);
    else await this.#newPosts(entry, file);
    this.#before += entry.size;
  }

  /** Long texts and articles, joined to their posts, and the lists of all posts. */
  async longTexts(longTexts: LongTexts): Promise<void> {
    const reading = { ...this.#job, longTexts, each: this.#records.bind(this) };
    await readNotes(reading);
    for (const path of this.#job.contents.headers) await readHeaders(reading, path);
  }

  async #newPosts(entry: Entry, file: PostFile): Promise<void> {
    const { format, owner, options, tally } = this.#job;
    const batches = new PostBatches(this.#job);
    const digest = this.#digestOf(file);
    this.#parser.begin({ format: format.name, owner, file, options });
    for await (const { posts, bytes, damage } of readPosts(hashed(entry, digest), this.#parser)) {
      for (const post of posts) {
        if (post === null) tally.leftOut(file.path);
        else if (typeof post === 'string') tally.problem(file.path, post);
        else {
          tally.tweet(file.path, factsOf(post));
          batches.add(post);
        }
      }
      batches.saveIfMany();
      this.#progress(file.path, bytes, damage);
    }
    const facts = tally.factsOf(file.path);
    batches.save(() => {
      if (facts) this.#known.add(entry.size, digest.digest('hex'), facts);
    });
  }

  /** What the file held if exactly these bytes were read before. */
  async #knownFacts(entry: Entry, file: PostFile): Promise<FileFacts | undefined> {
    const digest = this.#digestOf(file);
    const isWhole = await hashWhole(entry, digest, this.#job.signal);
    return isWhole ? this.#known.find(entry.size, digest.digest('hex')) : undefined;
  }

  #digestOf({ as }: PostFile): Hash {
    const { version, format, owner, options, asOf } = this.#job;
    const wanted = options.direct ? ['direct'] : [];
    return startDigest(version, format.name, owner.id, owner.handle, owner.formerHandles ?? [], asOf, as, ...wanted);
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
    onEvent({ type: 'progress', bytes: this.#before + bytes, posts: tally.read });
  }
}
