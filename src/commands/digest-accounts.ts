// Whose tweets a digest, or its feed, has.

import type { Config } from '../config.ts';
import { settingKeyOf, type Digest } from '../digests.ts';
import type { Library } from '../library.ts';
import { accounts as allAccounts, type Account } from '../store/accounts.ts';
import { accountsCalled, namedBy } from './chosen-accounts.ts';

/** Throws a UserError for an account that is not there. */
export function accountsOf(
  { db }: Pick<Library, 'db'>,
  config: Config,
  { name, accounts }: Pick<Digest, 'name' | 'accounts'>,
): readonly Account[] {
  const own = settingKeyOf(name, 'digest.accounts');
  const isOwn = config.state(own).origin.source !== 'default';
  return accountsCalled(allAccounts(db), accounts, namedBy(config, isOwn ? own : 'accounts'));
}
