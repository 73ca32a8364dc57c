// Long posts: their texts come in a file of their own and are joined to the posts by time.

import type { LongTexts } from '../archive/network/format.ts';
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
    `INSERT INTO notes (id, account_id, tweet_id, text, spans, styles, as_of) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET text = excluded.text, spans = excluded.spans, styles = excluded.styles,
       tweet_id = coalesce(excluded.tweet_id, tweet_id), as_of = excluded.as_of
     WHERE excluded.as_of >= as_of`,
  );
  for (const { id, postId, text, spans, styles } of notes) {
    save.run(id, accountId, postId, text, JSON.stringify(spans), JSON.stringify(styles), asOf);
  }
}

interface Candidate {
  readonly id: string;
  readonly text: string;
  readonly extent: string;
}

/**
 * Gives the account's long posts their text, where the post is there. Returns the ids of the notes that found no post.
 * Call within a transaction, after the posts are in.
 */
export function joinNotes(db: Db, accountId: number, longTexts: Pick<LongTexts, 'idAfter'>): Set<string> {
  const find = postFinder(db, accountId, longTexts);
  const join = db.prepare(
    `UPDATE tweets SET text = @text, spans = @spans, styles = @styles, extent = 'note'
     WHERE id = @post AND (text <> @text OR spans <> @spans OR styles <> @styles OR extent <> 'note')`,
  );
  const remember = db.prepare('UPDATE notes SET tweet_id = ? WHERE id = ? AND tweet_id IS NOT ?');
  const unmatched = new Set<string>();
  for (const note of allNotes(db, accountId)) {
    const post = find(note);
    if (post === undefined) {
      unmatched.add(note.id);
      continue;
    }
    const id = BigInt(post);
    join.run({ post: id, text: note.text, spans: note.spans, styles: note.styles });
    remember.run(id, BigInt(note.id), id);
  }
  return unmatched;
}

/** Finds a note's post: the one that the archive names, the one that links the article, or the one made at the same time. */
function postFinder(
  db: Db,
  accountId: number,
  { idAfter }: Pick<LongTexts, 'idAfter'>,
): (note: NoteRow) => string | undefined {
  const named = db
    .prepare<[string, number], string>('SELECT CAST(id AS TEXT) FROM tweets WHERE id = ? AND account_id = ?')
    .pluck();
  const linking = db
    .prepare<[number, string], string>(
      `SELECT CAST(id AS TEXT) FROM tweets
       WHERE account_id = ? AND kind <> 'retweet' AND instr(spans, ?) AND NOT instr(text, ' ') ORDER BY id LIMIT 1`,
    )
    .pluck();
  // The plus keeps SQLite from scanning the account's whole index for each note.
  const near = db.prepare<[number, bigint, bigint], Candidate>(
    `SELECT CAST(id AS TEXT) AS id, text, extent FROM tweets
     WHERE +account_id = ? AND id > ? AND id < ? AND kind <> 'retweet' ORDER BY id`,
  );
  return ({ id, tweet_id: tweetId, text, spans }) => {
    const known = tweetId === null ? undefined : named.get(tweetId, accountId);
    if (known !== undefined) return known;
    if (spans.includes(`/i/article/${id}"`)) return linking.get(accountId, `/i/article/${id}"`);
    const candidates = near.all(accountId, BigInt(id), BigInt(idAfter(id, NEARNESS)));
    return candidates.find((candidate) => candidate.extent === 'note' || begins(text, candidate.text))?.id;
  };
}

interface NoteRow {
  readonly id: string;
  readonly tweet_id: string | null;
  readonly text: string;
  readonly spans: string;
  readonly styles: string;
}

/** An account's notes, never many at once. */
function* allNotes(db: Db, accountId: number): Generator<NoteRow> {
  const next = db.prepare<[number, string], NoteRow>(
    `SELECT CAST(id AS TEXT) AS id, CAST(tweet_id AS TEXT) AS tweet_id, text, spans, styles
     FROM notes WHERE account_id = ? AND id > ? ORDER BY id LIMIT 500`,
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
