// Files of archives that were read whole and without a fault, with what they held: an archive that is imported again need
// not be parsed again.

import { createHash, type Hash } from 'node:crypto';
import type { Entry } from '../archive/files/container.ts';
import { UserError } from '../platform/errors.ts';
import type { Db } from '../library/database.ts';

/** Goes up with every change of what is read from a file, so that archives give what they did not give before. */
const READER_VERSION = 2;

export interface FileFacts {
  readonly tweets: number;
  /** When its first and last posts were written, in milliseconds since 1970 UTC; null without posts. */
  readonly first: number | null;
  readonly last: number | null;
  /** The ids of the posts that have media. */
  readonly withMedia: readonly string[];
}

/** What one account's files held. A digest is of a file's bytes and of all else that its posts depend on. */
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

  /** Whether a file of this size may be known, which spares most files a look at their bytes. */
  mayHave(size: number): boolean {
    return this.#ofSize.get(this.#accountId, size) !== undefined;
  }

  find(size: number, digest: string): FileFacts | undefined {
    const row = this.#find.get(this.#accountId, size, digest);
    return row && (JSON.parse(row.facts) as FileFacts);
  }

  /** Call in the transaction that saves the last of the file. */
  add(size: number, digest: string, facts: FileFacts): void {
    this.#add.run(this.#accountId, size, digest, JSON.stringify(facts));
  }
}

/** A digest that begins with all that posts depend on beside a file's bytes. */
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

/** Whether all of an entry could be read into the digest. */
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
