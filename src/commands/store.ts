// What commands that read need before they can: a database with something in it, and the accounts that were asked for.

import type { Config } from '../config.ts';
import { UserError } from '../errors.ts';
import { accounts, type Account } from '../store/accounts.ts';
import { explained, openDatabase, type Db } from '../store/database.ts';

/** Runs `use` on the database and closes it. Throws a UserError when nothing has been imported yet. */
export async function reading<Result>(config: Config, use: (db: Db) => Promise<Result> | Result): Promise<Result> {
  const db = openDatabase(config.databasePath, { create: false });
  if (!db) throw nothingYet();
  try {
    if (accounts(db).length === 0) throw nothingYet();
    return await use(db);
  } catch (error) {
    throw explained(error, config.databasePath);
  } finally {
    db.close();
  }
}

function nothingYet(): UserError {
  return new UserError('nothing has been imported yet', {
    hint: 'memories import <the zip that Twitter or X sent you>; to see how it looks: memories demo',
  });
}

/** The accounts with these handles; all when none is named. Throws a UserError for a handle that is not there. */
export function chosenAccounts(db: Db, handles: readonly string[]): readonly Account[] {
  const all = accounts(db);
  if (handles.length === 0) return all;
  return handles.map((handle) => {
    const found = all.find((account) => account.handle.toLowerCase() === handle.toLowerCase());
    if (found) return found;
    const known = all.map((account) => `@${account.handle}`).join(', ');
    throw new UserError(`there is no account @${handle}`, { hint: `there are: ${known}` });
  });
}
