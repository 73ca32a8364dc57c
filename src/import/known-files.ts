// Files of archives that were read whole and without a fault, with what they held: who imports an archive again need not
// wait until all of it is understood once more.

import type { Db } from '../library/database.ts';

export interface FileFacts {
  readonly tweets: number;
  /** When its first and last posts were written, in milliseconds since 1970 UTC; null without posts. */
  readonly first: number | null;
  readonly last: number | null;
  /** The ids of the posts that have media. */
  readonly withMedia: readonly string[];
}

/** What one account's files held. A digest is of a file's bytes and of all else that its rows depend on. */
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

  /** Whether a file with so many bytes may be known, which spares most files a look at their bytes. */
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
