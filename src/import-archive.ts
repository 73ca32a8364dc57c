// One archive into the database: whose it is, its tweets in batches, its long tweets, the proof that all came in, and
// then its media into their folder.

import { openArchive, type Archive } from './archive/archive.ts';
import { recordsOf } from './archive/records.ts';
import { copyMedia, type MediaEvent, type MediaJob } from './copy-media.ts';
import { UserError } from './errors.ts';
import type { About, Contents, Format, Owner, TweetFile } from './formats/format.ts';
import { formatOf } from './formats/index.ts';
import type { ImportReport } from './import-report.ts';
import { Tally } from './import-tally.ts';
import type { MediaMode } from './settings.ts';
import { saveAccount } from './store/accounts.ts';
import type { Db } from './store/database.ts';
import { finishImport, startImport } from './store/imports.ts';
import { joinNotes, saveNote } from './store/notes.ts';
import { updateSearchIndex } from './store/search-index.ts';
import { TweetWriter } from './store/tweet-writer.ts';
import { hasTweet } from './store/tweets.ts';
import type { Note, Tweet } from './tweet.ts';

/** Tweets in one transaction: a cut-off import loses at most these, and nobody waits long for the database. */
const BATCH = 2000;

export type ImportEvent =
  /** Sizes are uncompressed bytes of the archive's tweet files. */
  | { readonly type: 'started'; readonly source: string; readonly bytes: number }
  | { readonly type: 'progress'; readonly bytes: number; readonly tweets: number }
  | MediaEvent;

export interface ImportSettings {
  /** The handle of the account, for an archive that doesn't tell; one that does must tell the same. */
  readonly account: string | undefined;
  /** Which media are copied, and where to. */
  readonly media: MediaMode;
  readonly mediaFolder: string;
  readonly freeSpace?: MediaJob['freeSpace'];
  readonly pid: number;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly onEvent: (event: ImportEvent) => void;
}

interface Run extends ImportSettings {
  readonly db: Db;
  readonly archive: Archive;
  readonly format: Format;
  readonly contents: Contents;
  readonly about: About;
  readonly owner: Owner;
  readonly accountId: number;
  /** When the archive was made, as far as that can be told, in milliseconds since 1970 UTC. */
  readonly asOf: number;
  readonly tally: Tally;
  /** The ids of the tweets that have media. */
  readonly withMedia: Set<string>;
}

/**
 * Imports an archive (a zip, a folder, or the parts of one). Every batch that was written stays, whatever happens after
 * it. Throws a UserError when there is no archive, or it doesn't say whose it is, or says another account than was named.
 */
export async function importArchive(db: Db, paths: readonly string[], settings: ImportSettings): Promise<ImportReport> {
  await using archive = await openArchive(paths);
  const found = [...archive.entries.keys()];
  const format = formatOf(found);
  if (!format) throw new UserError(`${archive.name} has tweet files of no known kind`);
  const contents = format.contents(found);
  const about = await format.about(archive);
  const owner = about.owner ?? (await ownerOtherwise(archive, format, contents, settings));
  mustBeWhose(owner, settings.account, archive.name);
  const asOf = about.generatedAt ?? dateInName(archive.name) ?? Math.min(format.until, lastChange(archive, contents));
  const accountId = saveAccount(db, { ...owner, timeZone: about.timeZone }, asOf);
  const importId = startImport(db, { source: archive.name, accountId, pid: settings.pid, now: settings.now() });
  const known = { archive, format, contents, about, owner, accountId, asOf };
  const run: Run = { ...settings, db, ...known, tally: new Tally(), withMedia: new Set() };
  try {
    await readEverything(run);
    await updateSearchIndex(db, settings);
    run.tally.media = await copyMedia({ ...run, mode: run.media, folder: run.mediaFolder, tweetIds: run.withMedia });
  } catch (error) {
    if (!settings.signal.aborted) {
      finishImport(db, importId, { state: 'failed', accountId, report: null, now: settings.now() });
    }
    throw error;
  }
  const generatedAt = about.generatedAt ?? dateInName(archive.name);
  const report: ImportReport = {
    source: archive.name,
    account: owner.handle,
    accountId: owner.id,
    format: format.name,
    generatedAt: generatedAt === null ? null : new Date(generatedAt).toISOString(),
    ...run.tally.report(about),
  };
  finishImport(db, importId, { state: 'done', accountId, report, now: settings.now() });
  return report;
}

/** Whoever names another account than the archive does is about to mix two people's tweets. */
function mustBeWhose({ handle }: Owner, named: string | undefined, archive: string): void {
  if (named === undefined || named.toLowerCase() === handle.toLowerCase()) return;
  throw new UserError(`${archive} says that it is the archive of @${handle}, not of @${named}`, {
    hint: 'if this is the right archive, leave --account out',
  });
}

/** `twitter-2020-11-17-….zip`, in milliseconds since 1970 UTC. */
function dateInName(name: string): number | null {
  const date = /^twitter-(\d{4}-\d\d-\d\d)-/.exec(name)?.[1];
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? null : time;
}

function lastChange(archive: Archive, contents: Contents): number {
  return Math.max(...contents.tweets.map(({ path }) => archive.entries.get(path)?.modifiedAt ?? 0));
}

async function ownerOtherwise(
  archive: Archive,
  format: Format,
  contents: Contents,
  settings: ImportSettings,
): Promise<Owner> {
  const handle = (await handleInRecords(archive, format, contents, settings.signal)) ?? settings.account;
  if (handle !== undefined) return { id: null, handle, name: null };
  throw new UserError(`${archive.name} doesn't say whose tweets these are`, {
    hint: `name the account: memories import ${archive.name} --account <handle>`,
  });
}

async function handleInRecords(
  archive: Archive,
  format: Format,
  contents: Contents,
  signal: AbortSignal,
): Promise<string | undefined> {
  for (const { path } of contents.tweets) {
    const entry = archive.entries.get(path);
    if (!entry) continue;
    let found: string | undefined;
    for await (const { records } of recordsOf(entry)) {
      signal.throwIfAborted();
      for (const record of records) found ??= record.ok ? (format.ownHandle(record.value) ?? undefined) : undefined;
    }
    // Only behind the end of the file: yauzl fails when a stored entry is left while it is being read.
    if (found !== undefined) return found;
  }
  return undefined;
}

async function readEverything(run: Run): Promise<void> {
  const files = [...run.contents.tweets.map(({ path }) => path), ...run.contents.notes, ...run.contents.headers];
  const sizeOf = (path: string): number => run.archive.entries.get(path)?.size ?? 0;
  const bytes = files.reduce((sum, path) => sum + sizeOf(path), 0);
  run.onEvent({ type: 'started', source: run.archive.name, bytes });
  let before = 0;
  const each = async (path: string, take: (value: unknown) => string | undefined): Promise<void> => {
    await readFile(run, path, before, take);
    before += sizeOf(path);
  };
  for (const file of run.contents.tweets) await readTweets(run, file, each);
  await readNotes(run, each);
  await checkHeaders(run, each);
  if (run.tally.read === 0) run.tally.lost('there is not one tweet in it');
}

type ReadFile = (path: string, take: (value: unknown) => string | undefined) => Promise<void>;

/** Gives every record of a file to `take`, which tells what is wrong with it, if anything. */
async function readFile(
  run: Run,
  path: string,
  before: number,
  take: (value: unknown) => string | undefined,
): Promise<void> {
  const entry = run.archive.entries.get(path);
  if (!entry) return;
  run.tally.begin(path);
  for await (const { records, bytes } of recordsOf(entry)) {
    run.signal.throwIfAborted();
    for (const record of records) {
      const problem = record.ok ? take(record.value) : record.problem;
      if (problem !== undefined) run.tally.problem(path, problem);
    }
    run.onEvent({ type: 'progress', bytes: before + bytes, tweets: run.tally.read });
  }
}

async function readTweets(run: Run, file: TweetFile, each: ReadFile): Promise<void> {
  const writer = new TweetWriter(run.db);
  let batch: Tweet[] = [];
  const write = run.db.transaction(() => {
    for (const tweet of batch) run.tally.saved[writer.save(tweet, run.accountId, run.asOf)] += 1;
  });
  await each(file.path, (value) => {
    const parsed = run.format.tweet(value, run.owner, file.as);
    if (!parsed.ok) return parsed.problem;
    run.tally.tweet(file.path, parsed.value.postedAt);
    if (parsed.value.media.length > 0) run.withMedia.add(parsed.value.id);
    batch.push(parsed.value);
    if (batch.length >= BATCH) {
      write.immediate();
      batch = [];
    }
    return undefined;
  });
  write.immediate();
}

async function readNotes(run: Run, each: ReadFile): Promise<void> {
  const notes: Note[] = [];
  for (const path of run.contents.notes) {
    await each(path, (value) => {
      const parsed = run.format.note(value);
      if (!parsed.ok) return parsed.problem;
      notes.push(parsed.value);
      return undefined;
    });
  }
  const join = run.db.transaction(() => {
    for (const note of notes) saveNote(run.db, note, run.accountId, run.asOf);
    return joinNotes(run.db, run.accountId);
  });
  const unmatched = join.immediate();
  run.tally.notes.unmatched = notes.filter((note) => unmatched.has(note.id)).length;
  run.tally.notes.joined = notes.length - run.tally.notes.unmatched;
}

/** The headers list every tweet's id: each must be in the database by now. */
async function checkHeaders(run: Run, each: ReadFile): Promise<void> {
  const has = hasTweet(run.db);
  for (const path of run.contents.headers) {
    const missing: string[] = [];
    await each(path, (value) => {
      const id = run.format.headerId(value);
      if (id !== null && !has(id)) missing.push(id);
      return undefined;
    });
    if (missing.length > 0) {
      const examples = missing.slice(0, 3).join(', ');
      run.tally.lost(`${path} lists ${missing.length.toLocaleString('en-US')} tweets that no file has (${examples})`);
    }
  }
}
