// Long posts: their texts come in a file of their own and are joined to the posts by time.

import { idAfter } from '../archive/twitter/snowflake.ts';
import type { Note } from '../post/post.ts';
import type { Db } from '../library/database.ts';

/** A note is made 13 to 41 ms before its post; no other post was ever nearer than 552 ms. */
const NEARNESS = 500;

/**
 * Keeps notes; of two archives' texts the newer one's.
 * @param asOf when the archive was made, in milliseconds since 1970 UTC
 */
export function saveNotes(db: Db, notes: readonly Note[], accountId: number, asOf: number): void {
  const save = db.prepare(
    `INSERT INTO notes (id, account_id, text, spans, as_of) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET text = excluded.text, spans = excluded.spans, as_of = excluded.as_of
     WHERE excluded.as_of > as_of`,
  );
  for (const note of notes) save.run(note.id, accountId, note.text, JSON.stringify(note.spans), asOf);
}

interface Candidate {
  readonly id: string;
  readonly text: string;
  readonly extent: string;
}

/**
 * Gives the account's long posts their text, where the post is there. Tells which notes' ids found no post. Call
 * within a transaction, after the posts are in.
 */
export function joinNotes(db: Db, accountId: number): Set<string> {
  // The plus keeps SQLite from the account's index, through all of which it would go for each note.
  const near = db.prepare<[number, bigint, bigint], Candidate>(
    `SELECT CAST(id AS TEXT) AS id, text, extent FROM tweets
     WHERE +account_id = ? AND id > ? AND id < ? AND kind <> 'retweet' ORDER BY id`,
  );
  const join = db.prepare(
    "UPDATE tweets SET text = ?, spans = ?, extent = 'note' WHERE id = ? AND (text <> ? OR extent <> 'note')",
  );
  const remember = db.prepare('UPDATE notes SET tweet_id = ? WHERE id = ? AND tweet_id IS NOT ?');
  const unmatched = new Set<string>();
  for (const note of allNotes(db, accountId)) {
    const candidates = near.all(accountId, BigInt(note.id), BigInt(idAfter(note.id, NEARNESS)));
    const post = candidates.find((candidate) => candidate.extent === 'note' || begins(note.text, candidate.text));
    if (!post) {
      unmatched.add(note.id);
      continue;
    }
    const id = BigInt(post.id);
    join.run(note.text, note.spans, id, note.text);
    remember.run(id, BigInt(note.id), id);
  }
  return unmatched;
}

interface NoteRow {
  readonly id: string;
  readonly text: string;
  readonly spans: string;
}

/** An account's notes, never many at once. */
function* allNotes(db: Db, accountId: number): Generator<NoteRow> {
  const next = db.prepare<[number, string], NoteRow>(
    'SELECT CAST(id AS TEXT) AS id, text, spans FROM notes WHERE account_id = ? AND id > ? ORDER BY id LIMIT 500',
  );
  for (let notes = next.all(accountId, '0'), last = notes.at(-1); last; last = notes.at(-1)) {
    yield* notes;
    notes = next.all(accountId, last.id);
  }
}

/** Whether a post's text is the beginning of a note's. Links differ between the two, and notes lack a reply's names. */
function begins(note: string, post: string): boolean {
  const [beginning = ''] = comparable(post).split(/https?:|…/);
  return comparable(note).startsWith(beginning);
}

function comparable(text: string): string {
  return text.replace(/^(@\w+\s+)+/, '').replace(/\s+/g, '');
}
