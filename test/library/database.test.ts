// The one file: private, ours, of a known version, or refused in words.

import Database from 'better-sqlite3';
import {
  chownSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDatabase, toUserError } from '../../src/library/database.ts';
import { MIGRATIONS } from '../../src/library/migrations.ts';
import { UserError } from '../../src/platform/errors.ts';
import { saveAccount } from '../../src/library/accounts.ts';
import { PostWriter } from '../../src/library/post-writer.ts';
import { updateSearchIndex } from '../../src/search/index/update.ts';
import { memory, photo } from '../support/memory.ts';
import { tempFolder } from '../support/temp.ts';

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

/** Opens and closes it. */
function created(path = join(tempFolder(), 'memories.db')): string {
  openDatabase(path, { create: true }).close();
  return path;
}

function schemaOf(path: string): unknown {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare('SELECT name, sql FROM sqlite_schema').all();
  } finally {
    db.close();
  }
}

/** The words and the hint of a refusal. */
function refusal(path: string): string {
  try {
    openDatabase(path, { create: true }).close();
  } catch (error) {
    expect(error).toMatchObject({ name: 'UserError' });
    const { message, hint } = error as { message: string; hint?: string };
    expect(message.startsWith(`the database ${path} `) || message.startsWith(`${path} `)).toBe(true);
    return `${message.replace(path, 'X')} | ${hint ?? ''}`;
  }
  throw new Error(`${path} was not refused`);
}

describe('a new database', () => {
  test('is readable by its owner only, and so is the folder made for it, whatever the umask', () => {
    const before = process.umask(0);
    try {
      const folder = join(tempFolder(), 'a/b');
      const path = join(folder, 'memories.db');
      const db = openDatabase(path, { create: true });
      expect([path, `${path}-wal`, `${path}-shm`].map(modeOf)).toEqual(['600', '600', '600']);
      expect([folder, join(folder, '..')].map(modeOf)).toEqual(['700', '700']);
      db.close();
    } finally {
      process.umask(before);
    }
  });

  test('leaves the mode of a folder that was there already', () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'shared'), { mode: 0o755 });
    const before = modeOf(join(folder, 'shared'));
    created(join(folder, 'shared/memories.db'));
    expect(modeOf(join(folder, 'shared'))).toBe(before);
  });

  test('says in its header whose it is and of which version', () => {
    const header = readFileSync(created());
    expect(header.toString('latin1', 68, 72)).toBe('memo');
    expect(header.readUInt32BE(60)).toBe(MIGRATIONS.length);
  });

  test('can be read while it is written', () => {
    const path = created();
    const writer = openDatabase(path, { create: true });
    expect(writer.pragma('journal_mode', { simple: true })).toBe('wal');
    writer.exec("BEGIN IMMEDIATE; INSERT INTO accounts (handle, as_of) VALUES ('a_a', 1)");
    const reader = openDatabase(path, { create: false });
    expect(reader?.prepare('SELECT count(*) FROM accounts').pluck().get()).toBe(0);
    writer.exec('COMMIT');
    expect(reader?.prepare('SELECT count(*) FROM accounts').pluck().get()).toBe(1);
    writer.close();
    reader?.close();
  });

  test('is not made by those who only read', () => {
    const path = join(tempFolder(), 'new/memories.db');
    expect(openDatabase(path, { create: false })).toBeNull();
    expect(() => statSync(join(path, '..'))).toThrow('ENOENT');
  });

  test('may begin as an empty file', () => {
    const path = join(tempFolder(), 'memories.db');
    writeFileSync(path, '');
    created(path);
    expect(readFileSync(path).readUInt32BE(60)).toBe(MIGRATIONS.length);
  });
});

describe.runIf(process.getuid?.() === 0)('what another user has put in a shared folder', () => {
  const NOBODY = 65_534;
  const prepared = (make: (path: string) => void): string => {
    const path = join(tempFolder(), 'memories.db');
    make(path);
    lchownSync(path, NOBODY, NOBODY);
    return path;
  };

  test.each<[string, (path: string) => void]>([
    [
      'an empty file',
      (path) => {
        writeFileSync(path, '', { mode: 0o666 });
      },
    ],
    [
      'a link that leads nowhere yet',
      (path) => {
        symlinkSync(`${path}-elsewhere`, path);
      },
    ],
  ])('is not filled with what is private: %s', (_, make) => {
    const path = prepared(make);
    expect(() => openDatabase(path, { create: true })).toThrow(
      `another user has prepared ${path}, and could read what goes into it`,
    );
    expect(readdirSync(dirname(path))).toEqual(['memories.db']);
  });

  test('is used where it is a whole database, as one that is shared', () => {
    const path = created();
    chownSync(path, NOBODY, NOBODY);
    openDatabase(path, { create: true }).close();
  });
});

describe('a database that was there', () => {
  test('stays as it is when it is opened again', () => {
    const path = created();
    const db = openDatabase(path, { create: true });
    db.exec("INSERT INTO accounts (handle, as_of) VALUES ('a_a', 1)");
    db.close();
    const before = readFileSync(path);
    created(path);
    expect(readFileSync(path)).toEqual(before);
  });

  test('of any earlier version is brought up to date', () => {
    for (let version = 0; version < MIGRATIONS.length; version += 1) {
      const path = join(tempFolder(), 'memories.db');
      const old = new Database(path);
      for (const sql of MIGRATIONS.slice(0, version)) old.exec(sql);
      old.pragma(`user_version = ${version}`);
      old.pragma('application_id = 0x6d656d6f');
      old.close();
      created(path);
      expect(schemaOf(path)).toEqual(schemaOf(created()));
    }
  });
});

test('a database whose index has an apostrophe as a letter has these words indexed anew', async () => {
  const path = join(tempFolder(), 'memories.db');
  const db = openDatabase(path, { create: true });
  const accountId = saveAccount(db, { network: 'twitter', id: null, handle: 'wren', name: null, timeZone: null }, 0);
  const writer = new PostWriter(db);
  const texts = ['I donʼt', 'I don’t', 'ŉ', 'Hawaiʻi'];
  for (const [index, text] of texts.entries()) writer.save(memory({ id: String(index + 1), text }), accountId, 0);
  writer.save(memory({ id: '5', media: [photo({ alt: 'a donʼt' })] }), accountId, 0);
  await updateSearchIndex(db);
  // What takes a database from version 5 to 6, here of texts that only the latest version can write.
  db.exec(MIGRATIONS[5] ?? '');
  expect(db.prepare('SELECT id FROM search_queue').pluck().all()).toEqual([1, 3, 4, 5]);
  db.close();
});

describe('what is refused', () => {
  test('a database of another program, which is left as it is', () => {
    const path = join(tempFolder(), 'places.sqlite');
    const other = new Database(path);
    other.exec('CREATE TABLE tweets (id INTEGER); INSERT INTO tweets VALUES (1); PRAGMA user_version = 1');
    other.close();
    const before = readFileSync(path);
    expect(refusal(path)).toBe('X is a database of another program | pass another one with --db, or set MEMORIES_DB');
    expect(readFileSync(path)).toEqual(before);
  });

  test('a database of a newer version, which is left as it is', () => {
    const path = created();
    const db = new Database(path);
    db.pragma('user_version = 999');
    db.close();
    const before = readFileSync(path);
    expect(refusal(path)).toBe('X was made by a newer version of memories (database version 999) | update memories');
    expect(readFileSync(path)).toEqual(before);
  });

  test('a file that is no database, which is left as it is', () => {
    for (const content of ['Dear diary', 'x', 'SQLite format 2\0 and so on', '\0'.repeat(5000)]) {
      const path = join(tempFolder(), 'diary.txt');
      writeFileSync(path, content);
      expect(refusal(path)).toBe('X is not a database | pass another one with --db, or set MEMORIES_DB');
      expect(readFileSync(path, 'utf8')).toBe(content);
    }
  });

  test('a damaged database', () => {
    const path = created();
    const bytes = readFileSync(path);
    writeFileSync(path, Buffer.concat([bytes.subarray(0, 100), Buffer.alloc(bytes.length - 100, 0xee)]));
    expect(refusal(path)).toMatch(
      /^X is damaged, or could not be read whole \| try again, then memories doctor; .* restore it from a backup/,
    );
  });

  test('a folder', () => {
    expect(refusal(tempFolder())).toMatch(/^X can't be opened: .* \| check the path/);
  });

  test('a place where nothing can be written', () => {
    const file = join(tempFolder(), 'file');
    writeFileSync(file, '');
    expect(refusal(join(file, 'memories.db'))).toMatch(
      /^the database X can't be created: .* \| pass another place with --db, or set MEMORIES_DB$/,
    );
    expect(refusal(join(file, 'deeper/memories.db'))).toMatch(/can't be created/);
  });
});

test.each([
  ['SQLITE_FULL', 'X could not grow: the disk is full', 'make room'],
  ['SQLITE_IOERR_SHMSIZE', "X can't be used: X-shm could not grow: the disk is full or reports an error", 'make room'],
  ['SQLITE_BUSY', 'X is locked by another program', 'wait until it is done'],
  ['SQLITE_PROTOCOL', "X can't be locked: its disk doesn't know how", 'move it to a disk of this machine'],
  ['SQLITE_IOERR_LOCK', "X can't be locked: its disk doesn't know how", 'move it to a disk of this machine'],
  ['SQLITE_CORRUPT', 'X is damaged, or could not be read whole', 'try again, then memories doctor'],
  ['SQLITE_READONLY', "X can't be written: it is read-only", 'check its permissions'],
  ['EIO', "X can't be written: the disk reports an error", 'try again'],
  ['EMFILE', "X can't be written: too many files are open", 'try again'],
])('%s has words', (code, message, hint) => {
  const error = toUserError(Object.assign(new Error('in its own words'), { code }), 'X') as UserError;
  expect(error).toBeInstanceOf(UserError);
  expect(error.message).toBe(message);
  expect(error.hint).toMatch(hint);
});
