// Use case: a query becomes the tweets that it finds, in an order, and the number of them and of what is left out.

import { dateOf } from './calendar.ts';
import { UserError } from './errors.ts';
import { isHidden } from './hiding.ts';
import { complete, type Library } from './library.ts';
import type { Choice, LeftOut, Memory } from './memories.ts';
import { dayListsOf, hasWholeYear, periodsOf, type Period } from './search-days.ts';
import type { Days, Query, Trait } from './search-query.ts';
import { accounts } from './store/accounts.ts';
import type { Db } from './store/database.ts';
import {
  countMatches,
  idsOfMatches,
  matchingAmong,
  momentsOfMatches,
  narrowed,
  type Moment,
  type Order,
  type Selection,
} from './store/search.ts';
import { TRAIT } from './store/search-entries.ts';
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
  /** The same, for whoever needs the whole of only a few. */
  glimpses(order: 'newest' | 'oldest'): Generator<Glimpse>;
}

/** When a tweet was written, and the rest of it for whoever asks. */
export interface Glimpse extends Moment {
  /** Null when it has gone since. */
  whole(): Memory | null;
}

/** Of so many matches looking at each one's time takes less than having the index find all tweets of those years. */
const FEW = 10_000;

/**
 * What a query finds. By relevance only the newest MOST_RANKED come. Throws a UserError for an account that is not there.
 * The index must be up to date: see updateSearchIndex.
 */
export function searchTweets(library: Library, request: SearchRequest): Found {
  const { db } = library;
  const { choice } = request;
  const years = yearsOf(db, request.accountIds);
  const lists = dayListsOf(request.query, years);
  const periods = lists.map((list) => periodsOf(list, years, choice.timeZone));
  const onAnyDay = criteriaOf(db, request);
  const isCommon = lists.length > 0 && countMatches(db, { expression: expressionOf(onAnyDay), periods: [] }) > FEW;
  const everything = isCommon ? { ...onAnyDay, days: lists.map((list) => daysIn(list, years)) } : onAnyDay;
  const unwanted = unwantedTraits(request);
  const criteria = without(everything, unwanted);
  const selection = { expression: expressionOf(criteria), periods };
  const hidden = hiddenIn(db, selection, choice);
  const countOf = (trait: Trait): number =>
    unwanted.includes(trait)
      ? counted(db, { ...everything, traits: [...everything.traits, trait] }, periods, years)
      : 0;
  const whole = (id: string): Memory | null => {
    const tweet = findTweet(db, id);
    return tweet ? complete(library, tweet, choice) : null;
  };
  return {
    total: counted(db, criteria, periods, years) - hidden.size,
    leftOut: { retweets: countOf('is:retweet'), replies: countOf('is:reply'), hidden: hidden.size },
    *tweets(order) {
      for (const id of idsOfMatches(db, selection, order)) {
        const tweet = hidden.has(id) ? null : whole(id);
        if (tweet) yield tweet;
      }
    },
    *glimpses(order) {
      for (const moment of momentsOfMatches(db, selection, order)) {
        if (!hidden.has(moment.id)) yield { ...moment, whole: () => whole(moment.id) };
      }
    },
  };
}

/** Whole years are counted by the index alone: to look at each tweet's time takes ten times as long. */
function counted(
  db: Db,
  criteria: Criteria,
  periods: readonly (readonly Period[])[],
  years: readonly number[],
): number {
  const [[period, ...more] = [], ...others] = periods;
  if (!period || more.length > 0 || others.length > 0 || criteria.days.length === 0)
    return countMatches(db, { expression: expressionOf(criteria), periods });
  const [whole, parts] = [true, false].map((is) => years.filter((year) => hasWholeYear(period, year) === is));
  const within = (some: readonly number[] = []): string =>
    expressionOf({ ...criteria, days: [...criteria.days, some.map(TRAIT.year)] });
  return (
    countMatches(db, { expression: within(whole), periods: [] }) +
    countMatches(db, { expression: within(parts), periods })
  );
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

function criteriaOf(db: Db, request: SearchRequest): Criteria {
  const { terms, traits, without: unwanted } = request.query;
  const ids = accountIdsOf(db, request);
  return {
    terms,
    traits,
    without: unwanted,
    accountIds: ids,
    areAllAccounts: ids.length === accounts(db).length,
    days: [],
  };
}

/** What the index knows of days, each at least where they are. */
function daysIn(list: readonly Days[], years: readonly number[]): string[] {
  return list.flatMap((days) =>
    'everyYear' in days ? daysAround(days.everyYear.toString().slice(5)) : yearsAround(days.first, days.last, years),
  );
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
