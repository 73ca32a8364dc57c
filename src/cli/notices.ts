// A database that was brought up to date is no secret: where the copy of it is may be wanted.

import type { Context } from '../platform/context.ts';
import type { Migrated } from '../library/migrate.ts';
import { harmlessLine } from '../text/sanitize.ts';

/** Says in one line where the copy is; a database that had nothing in it is not worth a word. */
export function migrationNotice(context: Context): (migrated: Migrated) => void {
  return ({ from, to, backup }) => {
    if (backup === null) return;
    const what = `the database is brought up to date (version ${from} to ${to})`;
    context.stderr.write(`note: ${what}; as it was, it is kept in ${harmlessLine(backup)}\n`);
  };
}
