// Which accounts are asked for, and the error for one that is not in the database.

import type { Config } from '../config/config.ts';
import { UserError } from '../platform/errors.ts';
import { didYouMean } from '../text/edit-distance.ts';
import { missingFrom, type Account } from '../library/accounts.ts';
import { formatKnown } from '../library/accounts-report.ts';

/** The accounts that are named; all when none is. Throws a UserError for one that is not there, saying what named it. */
export function selectAccounts(
  all: readonly Account[],
  config: Config,
  named: readonly string[] | undefined,
): readonly Account[] {
  return findAccounts(
    all,
    config.get('accounts', named),
    named === undefined ? describeOrigin(config, 'accounts') : FLAG,
  );
}

/** What named the accounts, and what to do if they are not there. */
export interface AccountOrigin {
  readonly what: string;
  readonly hint: string | null;
}

const FLAG: AccountOrigin = { what: '--account', hint: null };

/** The accounts with these handles; all for none. Throws a UserError for one that is not there, saying what named it. */
export function findAccounts(
  all: readonly Account[],
  handles: readonly string[],
  { what, hint }: AccountOrigin,
): readonly Account[] {
  const [missing] = missingFrom(all, handles);
  if (missing === undefined) {
    return handles.length === 0 ? all : all.filter(({ handle }) => handles.some((one) => isSame(one, handle)));
  }
  const meant = didYouMean(
    missing,
    all.map(({ handle }) => handle),
    '@',
  );
  throw new UserError(`${what}: there is no account @${missing} in the database`, {
    hint: [meant ?? formatKnown(all), ...(hint === null ? [] : [hint])].join('; '),
  });
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** How the configuration names accounts. */
export function describeOrigin(config: Config, key: string): AccountOrigin {
  const { origin } = config.state(key);
  return {
    what: origin.source === 'file' ? `${config.path}, line ${origin.line}` : key,
    hint: `memories config set ${key} <handle>, or memories config unset ${key}`,
  };
}
