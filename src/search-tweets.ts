// Use case: a query becomes the tweets that it finds, in an order, and the number of them and of what is left out.

import { dateOf, rangeOf, rangesOf, Temporal } from './calendar.ts';
import { UserError } from './errors.ts';
import { isHidden } from './hiding.ts';
import { complete, type Library } from './library.ts';
import type { Choice, LeftOut, Memory } from './memories.ts';
import type { Days, Query, Trait } from './search-query.ts';
import { accounts } from './store/accounts.ts';
import type { Db } from './store/database.ts';
import {
  countMatches,
  idsOfMatches,
  matchingAmong,
  narrowed,
  type Order,
  type Period,
  type Selection,
} from './store/search.ts';
import { daysAround, expressionOf, hidableBy, yearsAround, type Criteria } from './store/search-expression.ts';
import { findTweet, timeSpan } from './store/tweets.ts';

export interface SearchRequest {
  readonly query: Query;
  readonly choice: Choice;
  readonly accountIds: readonly number[];
}

export interface Found {
  /** How many there are, whatever of them is looked at. */
  readonly total: number;
  readonly leftOut: LeftOut;
  /** All of them, one after the other as they are asked for. */
  tweets(order: Order): Generator<Memory>;
}

/**
 * What a query finds. By relevance only the newest MOST_RANKED come. Throws a UserError for an account that is not there.
 * The index must be up to date: see updateSearchIndex.
 */
export function searchTweets(library: Library, request: SearchRequest): Found {
  const { db } = library;
  const { choice } = request;
  const days = daysOf(db, request);
  const everything = criteriaOf(db, request, days.lists);
  const periods = periodsOf(days, choice.timeZone);
  const selectionOf = (criteria: Criteria): Selection => ({ expression: expressionOf(criteria), periods });
  const unwanted = unwantedTraits(request);
  const criteria = without(everything, unwanted);
  const countOf = (trait: Trait): number =>
    unwanted.includes(trait)
      ? countMatches(db, selectionOf({ ...everything, traits: [...everything.traits, trait] }))
      : 0;
  const selection = selectionOf(criteria);
  const hidden = hiddenIn(db, selection, choice);
  return {
    total: countMatches(db, selection) - hidden.size,
    leftOut: { retweets: countOf('is:retweet'), replies: countOf('is:reply'), hidden: hidden.size },
    *tweets(order) {
      for (const id of idsOfMatches(db, selection, order)) {
        const tweet = hidden.has(id) ? undefined : findTweet(db, id);
        if (tweet) yield complete(library, tweet, choice);
      }
    },
  };
}

/** Whoever asks for retweets or replies in the query wants them, whatever is shown otherwise. */
function unwantedTraits({ query, choice }: SearchRequest): Trait[] {
  const unwanted: Trait[] = [];
  if (!choice.retweets) unwanted.push('is:retweet');
  if (!choice.replies) unwanted.push('is:reply');
  return unwanted.filter((trait) => !query.traits.includes(trait) && !query.without.traits.includes(trait));
}

function without(criteria: Criteria, traits: readonly Trait[]): Criteria {
  return { ...criteria, without: { ...criteria.without, traits: [...criteria.without.traits, ...traits] } };
}

function criteriaOf(db: Db, request: SearchRequest, lists: readonly (readonly Days[])[]): Criteria {
  const { terms, traits, without: unwanted } = request.query;
  const ids = accountIdsOf(db, request);
  const daysIn = (days: Days): string[] =>
    'everyYear' in days ? daysAround(days.everyYear.toString().slice(5)) : yearsAround(days.first, days.last);
  return {
    terms,
    traits,
    without: unwanted,
    accountIds: ids,
    areAllAccounts: ids.length === accounts(db).length,
    days: lists.map((list) => list.flatMap(daysIn)),
  };
}

/** The request's accounts that the query's `from:` names. */
function accountIdsOf(db: Db, { query, accountIds }: SearchRequest): number[] {
  const all = accounts(db);
  const idOf = (handle: string): number => {
    const found = all.find((account) => account.handle.toLowerCase() === handle);
    if (found) return found.id;
    const known = all.map((account) => `@${account.handle}`).join(', ');
    throw new UserError(`there is no account @${handle}`, { hint: `there are: ${known}` });
  };
  const [from, notFrom] = [query.from.map(idOf), query.without.from.map(idOf)];
  return accountIds.filter((id) => (from.length === 0 || from.includes(id)) && !notFrom.includes(id));
}

/** The days that a query allows, in each list any; none for all. */
function daysOf(db: Db, { query, accountIds }: SearchRequest): { everyYear: number[]; lists: Days[][] } {
  const { since, until, on } = query;
  if (since === null && until === null && on.length === 0) return { everyYear: [], lists: [] };
  const years = yearsOf(db, accountIds);
  const first = since ?? Temporal.PlainDate.from({ year: years[0] ?? 2006, month: 1, day: 1 });
  const last = until ?? Temporal.PlainDate.from({ year: years.at(-1) ?? 2006, month: 12, day: 31 });
  const lists = [since === null && until === null ? [] : [{ first, last }], [...on]];
  return { everyYear: years, lists: lists.filter((list) => list.length > 0) };
}

function periodsOf({ everyYear, lists }: ReturnType<typeof daysOf>, timeZone: string): Period[][] {
  return lists.map((list) =>
    list.flatMap((days) =>
      'everyYear' in days ? rangesOf(days.everyYear, everyYear, timeZone) : [rangeOf(days.first, days.last, timeZone)],
    ),
  );
}

/** The years in which there can be anything. */
function yearsOf(db: Db, accountIds: readonly number[]): number[] {
  const span = timeSpan(db, accountIds);
  if (!span) return [];
  // The zone can put a tweet into the year before or after its UTC year.
  const first = dateOf(span.first, 'UTC').year - 1;
  const last = dateOf(span.last, 'UTC').year + 1;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** The ids of those that are hidden. The index tells which may be; only they are looked at. */
function hiddenIn(db: Db, selection: Selection, { hidden, timeZone }: Choice): Set<string> {
  if (hidden.length === 0) return new Set();
  const hidable = hidableBy(hidden);
  const candidates = hidable === null ? selection : narrowed(selection, hidable);
  const ids = [...idsOfMatches(db, candidates, 'newest')];
  const byId = hidden.filter(({ kind }) => kind === 'tweet').map(({ value }) => value);
  const isHiddenHere = (id: string): boolean => {
    const tweet = findTweet(db, id);
    return tweet !== undefined && isHidden(tweet, hidden, timeZone);
  };
  return new Set([...ids.filter(isHiddenHere), ...matchingAmong(db, selection, byId)]);
}
