// Which accounts are asked for, and the error for one that is not in the database.

import type { Config } from '../config/config.ts';
import { UserError } from '../platform/errors.ts';
import { didYouMean } from '../text/edit-distance.ts';
import { NETWORK_NAMES } from '../post/network.ts';
import type { ShowFlags } from './flags.ts';
import { accountsCalled, withoutServer } from '../post/handle.ts';
import { missingFrom, type Account } from '../library/accounts.ts';
import { assertOneCalled, formatKnown } from '../library/accounts-report.ts';

/**
 * The accounts that are named; all when none is, and of these those of the network that is asked for. Throws a UserError for one that
 * is not there, saying what named it.
 */
export function selectAccounts(
  all: readonly Account[],
  config: Config,
  { account: named, network }: Pick<ShowFlags, 'account' | 'network'>,
): readonly Account[] {
  const origin = named === undefined ? describeOrigin(config, 'accounts') : FLAG;
  const chosen = findAccounts(all, config.get('accounts', named), origin);
  const onNetwork = chosen.filter((account) => network === undefined || account.network === network);
  if (onNetwork.length > 0 || network === undefined) return onNetwork;
  throw new UserError(`--network: there is no account of ${NETWORK_NAMES[network]} among them`, {
    hint: formatKnown(chosen),
  });
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
    const chosen = new Set(handles.flatMap((handle) => accountCalled(all, handle, what)));
    return handles.length === 0 ? all : all.filter((account) => chosen.has(account));
  }
  const meant = didYouMean(missing, typedNames(all), '@');
  throw new UserError(`${what}: there is no account @${missing} in the database`, {
    hint: [meant ?? formatKnown(all), ...(hint === null ? [] : [hint])].join('; '),
  });
}

/** Those of a handle, which are one unless it is named without its server. */
function accountCalled(all: readonly Account[], handle: string, what: string): readonly Account[] {
  const found = accountsCalled(all, handle);
  assertOneCalled(found, handle, `${what}: `);
  return found;
}

/** Somebody may mistype a name with its server or without. */
function typedNames(all: readonly Account[]): string[] {
  return all.flatMap(({ handle }) => [...new Set([handle, withoutServer(handle)])]);
}

/** How the configuration names accounts. */
export function describeOrigin(config: Config, key: string): AccountOrigin {
  const { origin } = config.state(key);
  return {
    what: origin.source === 'file' ? `${config.path}, line ${origin.line}` : key,
    hint: `memories config set ${key} <handle>, or memories config unset ${key}`,
  };
}
