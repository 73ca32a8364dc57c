// Plans a search from the query, the choice and what is known about the accounts, without a database.

import { monthAndDay, rangeOf, rangesOf, type InstantRange } from '../time/calendar.ts';
import { yearPeriod } from '../time/period.ts';
import { UserError } from '../platform/errors.ts';
import type { Account } from '../library/accounts.ts';
import { assertOneCalled, handlesOf } from '../library/accounts-report.ts';
import { accountsCalled } from '../post/handle.ts';
import { unwantedKind, type Choice } from '../memories/selection.ts';
import { daysAround, hasManyWords, yearsAround, type Criteria } from './index/expression.ts';
import type { Days, Query, Trait } from './query/query.ts';

export interface SearchRequest {
  readonly query: Query;
  readonly choice: Choice;
  readonly accountIds: readonly number[];
}

/** What is known of the accounts. */
export interface KnownAccounts {
  readonly accounts: readonly Pick<Account, 'id' | 'handle' | 'network'>[];
  /** In which the accounts asked for may have posts, in order. */
  readonly years: readonly number[];
  /** Some posts are for only the people they name. */
  readonly hasDirect?: boolean;
}

export interface SearchPlan {
  /** What the index is asked for, but for days. */
  readonly criteria: Criteria;
  /** What is left out, and only counted. */
  readonly unwanted: readonly UnwantedTrait[];
  /** A post must be of any period of each list. */
  readonly periods: readonly (readonly InstantRange[])[];
  /** For each list of periods the days or years of the index in which they lie, and perhaps more. */
  readonly days: readonly (readonly string[])[];
  /** Some term stands for all words with a beginning. */
  readonly hasPrefix: boolean;
}

export type UnwantedTrait = 'is:retweet' | 'is:reply';

/** Throws a UserError for an account that is not there. */
export function planSearch(request: SearchRequest, { accounts, years, hasDirect = false }: KnownAccounts): SearchPlan {
  const { query, choice } = request;
  const { terms, traits, without } = query;
  const accountIds = accountsAskedFor(request, accounts);
  const lists = dayLists(query, years);
  return {
    criteria: {
      ...{ terms, traits, without, accountIds, areAllAccounts: accountIds.length === accounts.length, days: [] },
      isWithoutDirect: hasDirect && choice.direct !== true,
    },
    unwanted: unwantedTraits(request),
    periods: lists.map((list) => list.flatMap((days) => rangesIn(days, years, choice.timeZone))),
    days: lists.map((list) => list.flatMap((days) => indexedDays(days, years))),
    hasPrefix: [...terms, ...without.terms].some(hasManyWords),
  };
}

/** Of the accounts that are asked for those that `from:` and `-from:` leave. */
export function accountsAskedFor(
  { query, accountIds }: Pick<SearchRequest, 'query' | 'accountIds'>,
  accounts: KnownAccounts['accounts'],
): number[] {
  const idsOf = (handle: string): number[] => idsCalled(accounts, handle);
  const [from, notFrom] = [query.from.flatMap(idsOf), query.without.from.flatMap(idsOf)];
  const isOnNetwork = ({ network }: Pick<Account, 'network'>): boolean =>
    (query.networks.length === 0 || query.networks.includes(network)) && !query.without.networks.includes(network);
  const onNetwork = accounts.filter(isOnNetwork).map(({ id }) => id);
  return accountIds.filter(
    (id) => (from.length === 0 || from.includes(id)) && !notFrom.includes(id) && onNetwork.includes(id),
  );
}

/** Throws a UserError when no account has the handle, or several have it on different servers. */
function idsCalled(accounts: KnownAccounts['accounts'], handle: string): number[] {
  const found = accountsCalled(accounts, handle);
  if (found.length === 0)
    throw new UserError(`there is no account @${handle}`, { hint: `there are: ${handlesOf(accounts)}` });
  assertOneCalled(found, handle);
  return found.map(({ id }) => id);
}

/** A query that names retweets or replies decides about them itself, whatever is shown otherwise. */
function unwantedTraits({ query, choice }: SearchRequest): UnwantedTrait[] {
  const traits = (['retweet', 'reply'] as const).flatMap((kind): UnwantedTrait[] =>
    unwantedKind(kind, choice) === null ? [] : [`is:${kind}`],
  );
  const named: readonly Trait[] = [...query.traits, ...query.without.traits];
  return traits.filter((trait) => !named.includes(trait));
}

/** A post must be of any day of each list; there are no lists where all days will do. */
function dayLists({ since, until, on }: Query, years: readonly number[]): (readonly Days[])[] {
  const [firstYear, lastYear] = [years.at(0), years.at(-1)];
  if (firstYear === undefined || lastYear === undefined) return [];
  const days = { first: since ?? yearPeriod(firstYear).first, last: until ?? yearPeriod(lastYear).last };
  return [...((since ?? until) ? [[days]] : []), ...(on.length > 0 ? [on] : [])];
}

function rangesIn(days: Days, years: readonly number[], timeZone: string): readonly InstantRange[] {
  return 'everyYear' in days ? rangesOf(days.everyYear, years, timeZone) : [rangeOf(days.first, days.last, timeZone)];
}

function indexedDays(days: Days, years: readonly number[]): string[] {
  return 'everyYear' in days ? daysAround(monthAndDay(days.everyYear)) : yearsAround(days.first, days.last, years);
}
