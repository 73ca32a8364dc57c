// Use case: finds the posts that match a query, in an order, and counts them and what is left out.

import type { Db, Library } from '../library/database.ts';
import type { Memory } from '../library/memory.ts';
import { accountHandles, accounts } from '../library/accounts.ts';
import { findPost, findPosts, hasDirectPosts, hasMadeIds, yearsOf } from '../library/posts.ts';
import { hydrator, type Hydrate } from '../memories/hydrate.ts';
import { isHidden } from '../memories/hide-rules.ts';
import type { Choice, Omitted } from '../memories/selection.ts';
import { buildExpression, possiblyHiddenBy, unwantedBy, type Criteria } from './index/expression.ts';
import { idRangeOf, type Timeline } from './index/id-ranges.ts';
import {
  countIndexed,
  countMatches,
  hasMoreMatches,
  idsOfMatches,
  matchingAmong,
  momentsOfMatches,
  MOST_RANKED,
  narrow,
  type IndexQuery,
  type Moment,
  type Order,
} from './index/queries.ts';
import { planSearch, type SearchPlan, type SearchRequest, type UnwantedTrait } from './plan.ts';
import type { Query } from './query/query.ts';

export type { Moment, SearchRequest };

/** The order if none is asked for. Among more than MOST_RANKED matches relevance means nothing: newest first. */
export function defaultOrder({ terms }: Query, total: number): Order {
  return terms.length > 0 && total <= MOST_RANKED ? 'relevance' : 'newest';
}

/** Throws a UserError for an account that is not there. The index must be up to date: see updateSearchIndex. */
export function searchPosts(library: Library, request: SearchRequest): Found {
  const { db } = library;
  const all = accounts(db);
  const timeline = { accountIds: request.accountIds, years: yearsOf(db, request.accountIds) };
  const plan = planSearch(request, {
    accounts: all,
    years: timeline.years,
    hasDirect: hasDirectPosts(db),
  });
  const handles = accountHandles(all, plan.criteria.accountIds);
  return new Found(library, request.choice, narrowToDays(db, plan, timeline), plan.unwanted, handles);
}

/** What a search finds: counted at once, and read as it is asked for. */
export class Found {
  /** How many posts there are. */
  readonly total: number;
  readonly leftOut: Omitted;
  /** The handles of the accounts that were asked for. */
  readonly accounts: readonly string[];
  readonly #db: Db;
  readonly #hydrate: Hydrate;
  readonly #matches: IndexQuery;
  /** How many matches there are, hidden ones too. */
  readonly #count: number;
  readonly #hidden: ReadonlySet<string>;

  constructor(
    library: Library,
    choice: Choice,
    scope: Scope,
    unwanted: readonly UnwantedTrait[],
    handles: readonly string[],
  ) {
    this.accounts = handles;
    this.#db = library.db;
    this.#hydrate = hydrator(library, choice);
    this.#matches = inScope(scope, withoutTraits(scope.criteria, unwanted));
    this.#hidden = hiddenAmong(this.#db, this.#matches, choice);
    const countOf = (trait: UnwantedTrait): number =>
      unwanted.includes(trait) ? countMatches(this.#db, inScope(scope, withTrait(scope.criteria, trait))) : 0;
    const [retweets, replies] = [countOf('is:retweet'), countOf('is:reply')];
    this.leftOut = { retweets, replies, hidden: this.#hidden.size };
    // No post is both, and counting everything can be faster than counting what is left of it.
    this.#count = countInScope(this.#db, scope) - retweets - replies;
    this.total = this.#count - this.#hidden.size;
  }

  /** All posts, read as they are asked for; by relevance only the newest MOST_RANKED. */
  *posts(order: Order): Generator<Memory> {
    const ids = idsOfMatches(this.#db, this.#matches, order, this.#count);
    for (const batch of inBatches(ids)) yield* this.read(batch.filter((id) => !this.#hidden.has(id)));
  }

  /** When each of them was written, for those who need the whole of only a few. */
  *moments(order: 'newest' | 'oldest'): Generator<Moment> {
    for (const moment of momentsOfMatches(this.#db, this.#matches, order)) {
      if (!this.#hidden.has(moment.id)) yield moment;
    }
  }

  /** Some of them by their ids, in that order. One that has gone meanwhile is missing. */
  read(ids: readonly string[]): Memory[] {
    return this.#hydrate(findPosts(this.#db, ids));
  }
}

/** Reading posts one by one takes three times as long; but of a search only the first few are shown. */
const BATCH = { first: 32, most: 256 };

function* inBatches(ids: Iterable<string>): Generator<string[]> {
  let [batch, size]: [string[], number] = [[], BATCH.first];
  for (const id of ids) {
    batch.push(id);
    if (batch.length < size) continue;
    yield batch;
    [batch, size] = [[], Math.min(2 * size, BATCH.most)];
  }
  if (batch.length > 0) yield batch;
}

/** What to ask the index. */
interface Scope extends Omit<IndexQuery, 'expression'> {
  readonly criteria: Criteria;
}

function inScope({ ids, periods, hasPrefix, byTime }: Scope, criteria: Criteria): IndexQuery {
  return { ids, periods, hasPrefix, byTime, expression: buildExpression(criteria) };
}

/** Above this many matches the index finds the posts of the days faster than a look at each match does. */
const FEW = 10_000;

/** A range of ids is by far the fastest way to a single period. Else each match is looked at, after the index has found the days of many. */
function narrowToDays(db: Db, { criteria, periods, days, hasPrefix }: SearchPlan, timeline: Timeline): Scope {
  const [[period, ...more] = [], ...others] = periods;
  const ids = period && more.length + others.length === 0 ? idRangeOf(db, period, timeline) : null;
  const onAnyDay = { criteria, ids, periods: [], hasPrefix, byTime: hasMadeIds(db) };
  if (periods.length === 0 || ids) return onAnyDay;
  const areMany = hasMoreMatches(db, inScope(onAnyDay, criteria), FEW);
  return { ...onAnyDay, criteria: areMany ? { ...criteria, days } : criteria, periods };
}

/** Where nothing is asked for, counting all posts and the unwanted ones is faster than counting the rest. */
function countInScope(db: Db, scope: Scope): number {
  const { terms, traits, days, areAllAccounts } = scope.criteria;
  const isAskedFor = [terms, traits, days, scope.periods].some((list) => list.length > 0);
  if (!areAllAccounts || isAskedFor) return countMatches(db, inScope(scope, scope.criteria));
  const unwanted = unwantedBy(scope.criteria);
  const all = countIndexed(db, scope.ids);
  return unwanted === null ? all : all - countMatches(db, { ...inScope(scope, scope.criteria), expression: unwanted });
}

function withTrait(criteria: Criteria, trait: UnwantedTrait): Criteria {
  return { ...criteria, traits: [...criteria.traits, trait] };
}

function withoutTraits(criteria: Criteria, traits: readonly UnwantedTrait[]): Criteria {
  return { ...criteria, without: { ...criteria.without, traits: [...criteria.without.traits, ...traits] } };
}

/** The ids of matches that are hidden. Only those that may be, as far as the index can tell, are looked at. */
function hiddenAmong(db: Db, matches: IndexQuery, { hidden, timeZone }: Choice): Set<string> {
  if (hidden.length === 0) return new Set();
  const expression = possiblyHiddenBy(hidden);
  const byId = hidden.filter(({ kind }) => kind === 'tweet').map(({ value }) => value);
  const ids = new Set(matchingAmong(db, matches, byId));
  // Every post may be a candidate, so only the ids of hidden ones are kept.
  for (const id of idsOfMatches(db, expression === null ? matches : narrow(matches, expression), 'newest')) {
    const post = findPost(db, id);
    if (post && isHidden(post, hidden, timeZone)) ids.add(id);
  }
  return ids;
}
