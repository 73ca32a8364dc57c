// The accounts with what there is of each.

import { accounts, type Account } from '../library/accounts.ts';
import type { Db } from '../library/database.ts';
import { timeSpan } from '../library/posts.ts';

export interface AccountSummary extends Account {
  readonly tweets: number;
  /** When the first and last were written, in milliseconds since 1970 UTC; null without tweets. */
  readonly first: number | null;
  readonly last: number | null;
}

export function accountSummaries(db: Db): AccountSummary[] {
  const count = db.prepare<[number], { tweets: number }>('SELECT count(*) AS tweets FROM tweets WHERE account_id = ?');
  return accounts(db).map((account) => {
    const span = timeSpan(db, [account.id]);
    return {
      ...account,
      tweets: count.get(account.id)?.tweets ?? 0,
      first: span?.first ?? null,
      last: span?.last ?? null,
    };
  });
}
