// Accounts and imports, for people and for programs.

import { UserError } from '../platform/errors.ts';
import { localTimeOf } from '../time/calendar.ts';
import type { Account, AccountSummary } from './accounts.ts';
import type { ImportRecord } from './imports.ts';
import { NETWORK_NAMES } from '../post/network.ts';
import { displayWidth } from '../text/display-width.ts';
import { wrapProse } from '../text/wrap.ts';
import { sanitizeLine } from '../text/sanitize.ts';
import { jsonText } from '../text/json.ts';
import { pluralize, formatNumber, formatYearSpan } from '../text/numbers-and-dates.ts';

export interface AccountsAndImports {
  readonly accounts: readonly AccountSummary[];
  readonly imports: readonly ImportRecord[];
}

/** Times in the zone; an import takes two lines where one is too narrow. Ends with a new line. */
export function accountsText({ accounts, imports }: AccountsAndImports, timeZone: string, width: number): string {
  const hasSeveralNetworks = new Set(accounts.map(({ network }) => network)).size > 1;
  const lines = accounts.map((account) => {
    const name = account.name === null ? '' : ` (${sanitizeLine(account.name)})`;
    const where = hasSeveralNetworks ? ` on ${NETWORK_NAMES[account.network]}` : '';
    return wrapProse(
      `@${sanitizeLine(account.handle)}${name}${where}: ${pluralize(account.tweets, 'post')}${years(account)}`,
      width,
      '  ',
    );
  });
  const imported = imports.map((entry) => {
    const time = localTimeOf(entry.startedAt, timeZone).slice(0, 16).replace('T', ' ');
    const what = `${sanitizeLine(entry.source)}${outcome(entry)}`;
    const line = `  ${time}  ${entry.state.padEnd(11)}  ${what}`;
    if (displayWidth(line) <= width) return line;
    const head = `  ${time}  ${entry.state}`;
    const isNarrow = displayWidth(head) > width;
    return `${isNarrow ? `  ${time}\n    ${entry.state}` : head}\n    ${wrapProse(what, width, '    ')}`;
  });
  return `${[...lines, '', wrapProse('Imports, newest first:', width), ...imported].join('\n')}\n`;
}

/** `there are: @jack, @biz`. */
export function formatKnown(all: readonly Pick<Account, 'handle'>[]): string {
  return `there ${all.length === 1 ? 'is' : 'are'}: ${handlesOf(all)}`;
}

/** `@jack, @biz`. */
export function handlesOf(all: readonly Pick<Account, 'handle'>[]): string {
  return all.map(({ handle }) => `@${sanitizeLine(handle)}`).join(', ');
}

/** Throws a UserError for a handle that accounts have on different servers. @param where it stands, such as `--account: ` */
export function assertOneCalled(found: readonly Pick<Account, 'handle'>[], handle: string, where = ''): void {
  if (new Set(found.map((account) => account.handle.toLowerCase())).size <= 1) return;
  throw new UserError(`${where}there are several accounts @${handle}`, {
    hint: `name one of them: ${handlesOf(found)}`,
  });
}

function years({ first, last }: AccountSummary): string {
  if (first === null || last === null) return '';
  return `, ${formatYearSpan(new Date(first).getUTCFullYear(), new Date(last).getUTCFullYear())}`;
}

function outcome({ account, report, state }: ImportRecord): string {
  if (report !== null && account !== null) {
    const [why = ''] = report.warnings;
    const missing = report.incomplete ? `; incomplete: ${sanitizeLine(why)}` : '';
    return ` (@${sanitizeLine(account)}, ${pluralize(report.tweets.read, 'post')}, ${formatNumber(report.tweets.added)} added${missing})`;
  }
  if (state === 'completed') return ' (was interrupted, then imported again)';
  return state === 'interrupted' ? ' (import it again to complete it)' : '';
}

/** Times in ISO 8601 UTC. Ends with a new line. */
export function accountsJson({ accounts, imports }: AccountsAndImports): string {
  const iso = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());
  return jsonText({
    accounts: accounts.map(({ handle, name, network, networkId, tweets: posts, first, last }) => ({
      account: handle,
      accountId: networkId,
      network,
      name,
      posts,
      first: iso(first),
      last: iso(last),
    })),
    imports: imports.map(({ source, account, state, startedAt, finishedAt, report }) => ({
      source,
      account,
      state,
      startedAt: iso(startedAt),
      finishedAt: iso(finishedAt),
      posts: report?.tweets ?? null,
      complete: report === null ? null : !report.incomplete,
    })),
  });
}
