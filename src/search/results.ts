// What a search found, in the order found, with the places that match: as an album and as JSON.

import { localDateOf, type PlainDate } from '../time/calendar.ts';
import type { Omitted } from '../memories/selection.ts';
import type { Memory } from '../library/memory.ts';
import { findMatches } from './matches.ts';
import type { Query } from './query/query.ts';
import type { Order } from './index/queries.ts';
import { areOfSeveralNetworks, areSeveral, yearsSince, type Album } from '../views/album.ts';
import { postObject } from '../views/post-json.ts';
import { jsonText } from '../text/json.ts';

export interface SearchResult {
  /** The query as it was typed. */
  readonly typed: string;
  readonly query: Query;
  readonly order: Order;
  /** How many posts match; `posts` are the first of them. */
  readonly total: number;
  readonly posts: readonly Memory[];
  readonly leftOut: Omitted;
  /** The handles of the accounts that were asked for. */
  readonly accounts: readonly string[];
  readonly timeZone: string;
}

/** Consecutive posts of the same date stand under one heading. */
export function searchAlbum(result: SearchResult, today: PlainDate): Album {
  const { typed, query, order, total, posts, leftOut, accounts, timeZone } = result;
  const sections: { date: PlainDate; blocks: Memory[][] }[] = [];
  for (const post of posts) {
    const date = localDateOf(post, timeZone);
    const last = sections.at(-1);
    // Here each part of a thread stands alone.
    const block = [{ ...post, thread: null }];
    if (last?.date.equals(date)) last.blocks.push(block);
    else sections.push({ date, blocks: [block] });
  }
  return {
    occasion: { type: 'search', typed, total, shown: posts.length, order },
    sections: sections.map((section) => ({
      ...section,
      day: null,
      name: { yearsAgo: yearsSince(section.date, today) },
    })),
    leftOut,
    accounts,
    notes: [],
    timeZone,
    hasSeveralAccounts: areSeveral(posts),
    hasSeveralNetworks: areOfSeveralNetworks(posts),
    matchesIn: (text, spans) => findMatches(text, spans, query),
  };
}

/** docs/json.md describes this shape. */
export function searchJson({ typed, query, order, total, posts, leftOut, timeZone }: SearchResult): string {
  return jsonText({
    query: typed,
    sort: order,
    timeZone,
    total,
    posts: posts.map((post) => ({
      ...postObject(post, timeZone),
      matches: findMatches(post.text, post.spans, query),
    })),
    leftOut,
  });
}
