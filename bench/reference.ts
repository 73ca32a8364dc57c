// The plain way to import an archive, for comparison: read each entry whole, parse it whole, and insert everything in one
// transaction. It makes the same rows with the same functions, and leaves out what only ours does: verify checksums and
// headers, and survive damage and interruption.

import Database from 'better-sqlite3';
import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';
import type { Owner } from '../src/archive/network/owner.ts';
import { detectGeneration } from '../src/archive/twitter/generations.ts';
import { idAfter } from '../src/archive/twitter/snowflake.ts';
import { MIGRATIONS } from '../src/library/migrations.ts';
import { joinNotes, saveNotes } from '../src/import/notes.ts';
import { cellsOf, COLUMN_NAMES } from '../src/library/post-row.ts';

const [archive = '', database = ''] = process.argv.slice(2);
const AS_OF = Date.UTC(2026, 10, 2);
const OWNER: Owner = { id: '4242', handle: 'bench', name: null };

const zip = await yauzl.openPromise(archive, { autoClose: false });
const entries = new Map<string, yauzl.Entry>();
for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
const format = detectGeneration([...entries.keys()]);
if (!format) throw new Error(`${archive} has its tweets in a folder of its own, or none`);
const { posts, notes } = format.contents([...entries.keys()]);

const db = new Database(database);
for (const migration of MIGRATIONS) db.exec(migration);
db.prepare("INSERT INTO accounts (id, handle, as_of) VALUES (1, 'bench', ?)").run(AS_OF);
const columns = ['account_id', ...COLUMN_NAMES, 'as_of'];
const insert = db.prepare(`INSERT INTO tweets (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`);

db.exec('BEGIN');
for (const { path, as } of posts) {
  for (const record of await recordsOf(path)) {
    const tweet = format.tweet(record, OWNER, as);
    if (tweet.ok) insert.run(1, ...cellsOf(tweet.value), AS_OF);
  }
}
for (const path of notes) {
  const parsed = (await recordsOf(path)).map((record) => format.note(record));
  saveNotes(
    db,
    parsed.flatMap((note) => (note.ok ? [note.value] : [])),
    1,
    AS_OF,
  );
}
joinNotes(db, 1, { idAfter });
db.exec('COMMIT');
db.close();
zip.close();

async function recordsOf(path: string): Promise<unknown[]> {
  const entry = entries.get(path);
  if (!entry) return [];
  const text = (await buffer(await zip.openReadStreamPromise(entry))).toString('utf8');
  return JSON.parse(text.slice(text.indexOf('['))) as unknown[];
}
