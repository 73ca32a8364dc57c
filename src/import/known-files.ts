// Files of archives that were read whole and without errors, with what they held, so that importing an archive again doesn't
// parse it again.

import { createHash, type Hash } from 'node:crypto';
import type { Entry } from '../archive/files/container.ts';
import { UserError } from '../platform/errors.ts';
import type { Db } from '../library/database.ts';

/** Increase it whenever more is read from a file, so that known archives are read again. */
const READER_VERSION = 4;

export interface FileFacts {
  readonly tweets: number;
  /** When its first and last posts were written, in milliseconds since 1970 UTC; null without posts. */
  readonly first: number | null;
  readonly last: number | null;
  /** The ids of the posts that have media. */
  readonly withMedia: readonly string[];
  /** How many posts for only the people they name it has, which were not asked for. */
  readonly direct?: number;
}

/** What one account's files held. A digest covers a file's bytes and everything else that its posts depend on. */
export class KnownFiles {
  readonly #accountId: number;
  readonly #ofSize;
  readonly #find;
  readonly #add;

  constructor(db: Db, accountId: number) {
    this.#accountId = accountId;
    this.#ofSize = db.prepare<[number, number]>('SELECT 1 FROM known_files WHERE account_id = ? AND size = ?');
    this.#find = db.prepare<[number, number, string], { facts: string }>(
      'SELECT facts FROM known_files WHERE account_id = ? AND size = ? AND digest = ?',
    );
    this.#add = db.prepare<[number, number, string, string]>(
      'INSERT INTO known_files (account_id, size, digest, facts) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    );
  }

  /** Whether a file of this size may be known; most files needn't be hashed. */
  mayHave(size: number): boolean {
    return this.#ofSize.get(this.#accountId, size) !== undefined;
  }

  find(size: number, digest: string): FileFacts | undefined {
    const row = this.#find.get(this.#accountId, size, digest);
    return row && (JSON.parse(row.facts) as FileFacts);
  }

  /** Call it in the transaction that saves the last of the file's posts. */
  add(size: number, digest: string, facts: FileFacts): void {
    this.#add.run(this.#accountId, size, digest, JSON.stringify(facts));
  }
}

/** Begins a digest with everything that posts depend on besides the file's bytes. */
export function startDigest(...known: readonly unknown[]): Hash {
  return createHash('sha256').update(JSON.stringify([READER_VERSION, ...known]));
}

/** The same entry, whose bytes go into a digest as they are read. */
export function hashed(entry: Entry, digest: Hash): Entry {
  return {
    size: entry.size,
    modifiedAt: entry.modifiedAt,
    async *read() {
      for await (const bytes of entry.read()) {
        digest.update(bytes);
        yield bytes;
      }
    },
  };
}

/** Hashes an entry's bytes. False if it couldn't be read to its end. */
export async function hashWhole(entry: Entry, digest: Hash, signal: AbortSignal): Promise<boolean> {
  try {
    for await (const bytes of entry.read()) {
      signal.throwIfAborted();
      digest.update(bytes);
    }
    return true;
  } catch (error) {
    if (error instanceof UserError || signal.aborted) throw error;
    return false;
  }
}
