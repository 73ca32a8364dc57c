// Reads what stands beside the files of posts: long texts, and lists of all posts that there must be.

import type { FileSet } from '../archive/files/container.ts';
import type { Contents, LongTexts } from '../archive/network/format.ts';
import type { Db } from '../library/database.ts';
import { missingPosts } from '../library/posts.ts';
import type { Note } from '../post/post.ts';
import { pluralize } from '../text/numbers-and-dates.ts';
import { joinNotes, saveNotes } from './notes.ts';
import type { ImportTally } from './tally.ts';

/** Notes per transaction, and ids that are looked for at once. */
const BATCH = 500;

interface LongTextReading {
  readonly db: Db;
  readonly archive: FileSet;
  readonly contents: Contents;
  readonly longTexts: LongTexts;
  readonly accountId: number;
  /** When the archive was made, as far as is known, in milliseconds since 1970 UTC. */
  readonly asOf: number;
  readonly tally: ImportTally;
  /** Passes every record of a file to `take`, which returns what is wrong with it, if anything. */
  readonly each: (path: string, take: (value: unknown) => string | undefined) => Promise<void>;
}

/** Reads long texts and articles, and joins them to their posts. */
export async function readNotes(reading: LongTextReading): Promise<void> {
  const { db, archive, contents, longTexts, accountId, asOf, tally, each } = reading;
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
    await each(path, (value) => {
      const parsed = longTexts.note(value);
      if (parsed.ok) keep(parsed.value);
      return parsed.ok ? undefined : parsed.problem;
    });
  }
  const articles = await longTexts.articles(archive);
  articles.notes.forEach(keep);
  for (const problem of articles.problems) tally.lost(problem);
  save.immediate();
  const unmatched = db.transaction(() => joinNotes(db, accountId, longTexts)).immediate();
  tally.notes.unmatched = ids.filter((id) => unmatched.has(id)).length;
  tally.notes.joined = ids.length - tally.notes.unmatched;
}

/** Headers list every post's id; each must be in the database by now. */
export async function readHeaders({ db, longTexts, tally, each }: LongTextReading, path: string): Promise<void> {
  const missingOf = missingPosts(db);
  const missing: string[] = [];
  let ids: string[] = [];
  const look = (): void => {
    missing.push(...missingOf(ids));
    ids = [];
  };
  await each(path, (value) => {
    const id = longTexts.headerId(value);
    if (id !== null) ids.push(id);
    if (ids.length === BATCH) look();
    return undefined;
  });
  look();
  if (missing.length === 0) return;
  tally.lost(`${path} lists ${pluralize(missing.length, 'post')} that no file has (${missing.slice(0, 3).join(', ')})`);
}
