// Long tweets: their texts come in a file of their own and are joined to the tweets by time.

import { idAfter } from '../snowflake.ts';
import type { Note } from '../tweet.ts';
import type { Db } from './database.ts';

/** A note is made 13 to 41 ms before its tweet; no other tweet was ever nearer than 552 ms. */
const NEARNESS = 500;

/**
 * Keeps a note; of two archives' texts the newer one's.
 * @param asOf when the archive was made, in milliseconds since 1970 UTC
 */
export function saveNote(db: Db, note: Note, accountId: number, asOf: number): void {
  db.prepare(
    `INSERT INTO notes (id, account_id, text, spans, as_of) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET text = excluded.text, spans = excluded.spans, as_of = excluded.as_of
     WHERE excluded.as_of > as_of`,
  ).run(BigInt(note.id), accountId, note.text, JSON.stringify(note.spans), asOf);
}

interface Candidate {
  readonly id: string;
  readonly text: string;
  readonly extent: string;
}

/**
 * Gives the account's long tweets their text, where the tweet is there. Tells which notes' ids found no tweet. Call
 * within a transaction, after the tweets are in.
 */
export function joinNotes(db: Db, accountId: number): Set<string> {
  const notes = db
    .prepare<[number], { id: string; tweet: string | null; text: string; spans: string }>(
      'SELECT CAST(id AS TEXT) AS id, CAST(tweet_id AS TEXT) AS tweet, text, spans FROM notes WHERE account_id = ?',
    )
    .all(accountId);
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
  for (const note of notes) {
    const candidates = near.all(accountId, BigInt(note.id), BigInt(idAfter(note.id, NEARNESS)));
    const tweet = candidates.find((candidate) => candidate.extent === 'note' || begins(note.text, candidate.text));
    if (!tweet) {
      unmatched.add(note.id);
      continue;
    }
    const id = BigInt(tweet.id);
    join.run(note.text, note.spans, id, note.text);
    remember.run(id, BigInt(note.id), id);
  }
  return unmatched;
}

/** Whether a tweet's text is the beginning of a note's. Links differ between the two, and notes lack a reply's names. */
function begins(note: string, tweet: string): boolean {
  const [beginning = ''] = comparable(tweet).split(/https?:|…/);
  return comparable(note).startsWith(beginning);
}

function comparable(text: string): string {
  return text.replace(/^(@\w+\s+)+/, '').replace(/\s+/g, '');
}
