// Use case: what there is in a period, counted.

import { localDateOf } from '../time/calendar.ts';
import { localClock } from '../time/zone.ts';
import { fullestDay, longestRun, totalOf, type DayCount, type Run } from './day-counts.ts';
import { createHiddenFilter, type HiddenFilter } from '../memories/hide-filter.ts';
import { isHidden, type HideRule } from '../memories/hide-rules.ts';
import type { Library } from '../library/database.ts';
import { isVisibleTo, type Viewer } from '../memories/selection.ts';
import type { FoundPost } from '../library/memory.ts';
import { includes, rangeOfPeriod, type Period } from '../time/period.ts';
import { StatisticsTally, type Counts } from './tally.ts';
import { accountHandles, accounts } from '../library/accounts.ts';
import { mostLikedIds, visitPosts } from '../memories/post-scan.ts';
import type { Selection } from '../memories/post-selection.ts';
import { findPosts, postsFrom } from '../library/posts.ts';

export interface StatisticsQuery extends Viewer {
  readonly period: Period;
  readonly timeZone: string;
  readonly accountIds: readonly number[];
  readonly hidden: readonly HideRule[];
}

export interface Statistics extends Counts {
  readonly period: Period;
  readonly timeZone: string;
  /** The handles of the accounts that were asked for. */
  readonly accounts: readonly string[];
  /** All of them, retweets included. */
  readonly tweets: number;
  readonly fullest: DayCount | null;
  readonly run: Run | null;
  /** One's own, without their files, threads and quotes. */
  readonly mostLiked: readonly FoundPost[];
  readonly first: FoundPost | null;
  readonly last: FoundPost | null;
  readonly hidden: number;
}

/** How many of the most liked posts are kept. */
const MOST_LIKED = 5;

export function computeStatistics(library: Library, query: StatisticsQuery): Statistics {
  const { db } = library;
  const { accountIds, period, timeZone, circle } = query;
  const clock = localClock(timeZone);
  const selection = { accountIds, range: rangeOfPeriod(period, timeZone), circle };
  const handles = accountHandles(accounts(db), accountIds);
  const filter = createHiddenFilter(db, selection, query.hidden, timeZone, clock);
  const tally = new StatisticsTally(
    clock,
    handles.map((handle) => handle.toLowerCase()),
  );
  let hidden = 0;
  visitPosts(db, selection, filter.ids, (moment, post) => {
    if (filter.hides(moment)) hidden += 1;
    else tally.add(moment.postedAt, moment.dateOnly, post);
  });
  const counts = tally.counts();
  return {
    ...counts,
    period,
    timeZone,
    accounts: handles,
    tweets: totalOf(counts.days),
    fullest: fullestDay(counts.days),
    run: longestRun(counts.days),
    mostLiked: likedPosts(library, selection, filter),
    first: outermost(library, query, 'after'),
    last: outermost(library, query, 'before'),
    hidden,
  };
}

/** Rules that hide dates are not part of the query: where they hide some of those found, more are looked for. */
function likedPosts({ db }: Library, selection: Selection, filter: HiddenFilter): FoundPost[] {
  for (let most = MOST_LIKED; ; most *= 10) {
    const ids = mostLikedIds(db, selection, filter.ids, most);
    const shown = findPosts(db, ids).filter(
      (post) => !filter.hides({ postedAt: post.postedAt, dateOnly: post.dateOnly, isMarked: false }),
    );
    if (shown.length >= MOST_LIKED || ids.length < most) return shown.slice(0, MOST_LIKED);
  }
}

/** One's own first post of the period, looking `after` its beginning, or its last one, looking `before` its end. */
function outermost({ db }: Library, query: StatisticsQuery, direction: 'before' | 'after'): FoundPost | null {
  const { accountIds, period, timeZone, hidden } = query;
  const range = rangeOfPeriod(period, timeZone);
  const [least, most] = range
    ? [Math.min(range.from, range.firstDate), Math.max(range.to, range.lastDate)]
    : [-Infinity, Infinity];
  const start = direction === 'after' ? least : most + 1;
  for (const post of postsFrom(db, direction, start, accountIds)) {
    if (post.postedAt < least || post.postedAt > most) return null;
    const isOwn = post.kind !== 'retweet' && !isHidden(post, hidden, timeZone);
    if (isOwn && isVisibleTo(post, query) && includes(period, localDateOf(post, timeZone))) return post;
  }
  return null;
}
