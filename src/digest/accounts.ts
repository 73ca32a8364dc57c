// Whose posts a digest, or its feed, has.

import type { Config } from '../config/config.ts';
import { digestKey } from '../config/keys.ts';
import type { Digest } from './config.ts';
import type { Library } from '../library/database.ts';
import { accounts as allAccounts, type Account } from '../library/accounts.ts';
import { findAccounts, describeOrigin } from '../cli/account-choice.ts';

/** Throws a UserError for an account that is not there. */
export function digestAccounts(
  { db }: Pick<Library, 'db'>,
  config: Config,
  { name, accounts }: Pick<Digest, 'name' | 'accounts'>,
): readonly Account[] {
  const own = digestKey(name, 'digest.accounts');
  const isOwn = config.state(own).origin.source !== 'default';
  return findAccounts(allAccounts(db), accounts, describeOrigin(config, isOwn ? own : 'accounts'));
}
