// Use case: a query becomes the posts that it finds, in an order, and the number of them and of what is left out.

import { dateOf } from '../time/calendar.ts';
import { UserError } from '../platform/errors.ts';
import { isHidden } from '../memories/hide-rules.ts';
import { hydrator } from '../memories/hydrate.ts';
import type { Library, Db } from '../library/database.ts';
import type { Choice, Omitted } from '../memories/selection.ts';
import type { Memory } from '../library/memory.ts';
import { dayListsOf, periodsOf } from './days.ts';
import type { Days, Query, Trait } from './query/query.ts';
import { accounts } from '../library/accounts.ts';
import { idRangeOf } from './index/id-ranges.ts';
import {
  areMore,
  countIndexed,
  countMatches,
  idsOfMatches,
  matchingAmong,
  momentsOfMatches,
  MOST_RANKED,
  narrowed,
  type Moment,
  type Order,
  type Selection,
} from './index/queries.ts';
import {
  daysAround,
  buildExpression,
  possiblyHiddenBy,
  unwantedBy,
  yearsAround,
  type Criteria,
} from './index/expression.ts';
import { findPost, timeSpan } from '../library/posts.ts';

export interface SearchRequest {
  readonly query: Query;
  readonly choice: Choice;
  readonly accountIds: readonly number[];
}

export interface Found {
  /** How many there are, whatever of them is looked at. */
  readonly total: number;
  readonly leftOut: Omitted;
  /** All of them, one after the other as they are asked for. */
  posts(order: Order): Generator<Memory>;
  /** The same, for whoever needs the whole of only a few. */
  refs(order: 'newest' | 'oldest'): Generator<PostRef>;
}

/** When a post was written, and the rest of it for whoever asks. */
export interface PostRef extends Moment {
  /** Null when it has gone since. */
  whole(): Memory | null;
}

/** Of so many matches looking at each one's time takes less than having the index find all posts of those years. */
const FEW = 10_000;

/** The order of so many matches when none was asked for: what is in that many posts makes none of them more relevant. */
export function defaultOrder({ terms }: Query, total: number): Order {
  return terms.length > 0 && total <= MOST_RANKED ? 'relevance' : 'newest';
}

/**
 * What a query finds. By relevance only the newest MOST_RANKED come. Throws a UserError for an account that is not there.
 * The index must be up to date: see updateSearchIndex.
 */
export function searchPosts(library: Library, request: SearchRequest): Found {
  const { db } = library;
  const { choice } = request;
  const { criteria: everything, ...within } = withinDays(db, request);
  const selectionOf = (criteria: Criteria): Selection => ({ ...within, expression: buildExpression(criteria) });
  const unwanted = unwantedTraits(request);
  const countOf = (trait: Trait): number =>
    unwanted.includes(trait)
      ? countMatches(db, selectionOf({ ...everything, traits: [...everything.traits, trait] }))
      : 0;
  const selection = selectionOf(without(everything, unwanted));
  const hidden = hiddenAmong(db, selection, choice);
  // No post is both: what is left of everything need not be counted.
  const leftOut = { retweets: countOf('is:retweet'), replies: countOf('is:reply'), hidden: hidden.size };
  const kept = counted(db, everything, selectionOf(everything)) - leftOut.retweets - leftOut.replies;
  const hydrate = hydrator(library, choice);
  const whole = (id: string): Memory | null => {
    const post = findPost(db, id);
    return post ? hydrate(post) : null;
  };
  return {
    total: kept - hidden.size,
    leftOut,
    *posts(order) {
      for (const id of idsOfMatches(db, selection, order, kept)) {
        const post = hidden.has(id) ? null : whole(id);
        if (post) yield post;
      }
    },
    *refs(order) {
      for (const moment of momentsOfMatches(db, selection, order)) {
        if (!hidden.has(moment.id)) yield { ...moment, whole: () => whole(moment.id) };
      }
    },
  };
}

/** Where nothing is asked for, what is not to be found is counted rather than all the rest. */
function counted(db: Db, criteria: Criteria, selection: Selection): number {
  const { terms, traits, days, areAllAccounts } = criteria;
  if (!areAllAccounts || selection.periods.length > 0 || [terms, traits, days].some((list) => list.length > 0))
    return countMatches(db, selection);
  const unwanted = unwantedBy(criteria);
  return (
    countIndexed(db, selection.ids) - (unwanted === null ? 0 : countMatches(db, { ...selection, expression: unwanted }))
  );
}

/** What the index is asked for, and within which ids or days. */
interface WithinDays extends Omit<Selection, 'expression'> {
  readonly criteria: Criteria;
}

/** Ids are a period's by far the fastest; else the days of many matches are found by the index before each is looked at. */
function withinDays(db: Db, request: SearchRequest): WithinDays {
  const { query, choice, accountIds } = request;
  const years = yearsOf(db, accountIds);
  const lists = dayListsOf(query, years);
  const periods = lists.map((list) => periodsOf(list, years, choice.timeZone));
  const criteria = criteriaOf(db, request);
  const hasPrefix = [...query.terms, ...query.without.terms].some(({ isPrefix }) => isPrefix);
  const [[period, ...more] = [], ...others] = periods;
  const ids = period && more.length + others.length === 0 ? idRangeOf(db, period, { accountIds, years }) : null;
  if (lists.length === 0 || ids) return { criteria, ids, periods: [], hasPrefix };
  const onAnyDay = { expression: buildExpression(criteria), ids, periods: [], hasPrefix };
  const days = areMore(db, onAnyDay, FEW) ? lists.map((list) => daysIn(list, years)) : [];
  return { criteria: { ...criteria, days }, ids, periods, hasPrefix };
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
  // The zone can put a post into the year before or after its UTC year.
  const first = dateOf(span.first, 'UTC').year - 1;
  const last = dateOf(span.last, 'UTC').year + 1;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** The ids of those that are hidden. The index tells which may be; only they are looked at. */
function hiddenAmong(db: Db, selection: Selection, { hidden, timeZone }: Choice): Set<string> {
  if (hidden.length === 0) return new Set();
  const hidable = possiblyHiddenBy(hidden);
  const candidates = hidable === null ? selection : narrowed(selection, hidable);
  const byId = hidden.filter(({ kind }) => kind === 'tweet').map(({ value }) => value);
  const isHiddenHere = (id: string): boolean => {
    const post = findPost(db, id);
    return post !== undefined && isHidden(post, hidden, timeZone);
  };
  const ids = new Set(matchingAmong(db, selection, byId));
  // All posts can be candidates: only those that are hidden are kept.
  for (const id of idsOfMatches(db, candidates, 'newest')) if (isHiddenHere(id)) ids.add(id);
  return ids;
}
