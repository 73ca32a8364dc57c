// What a search found: in words, in the order found, with the places that match; and as JSON.

import { localDateOf, type PlainDate } from '../time/calendar.ts';
import type { Omitted } from '../memories/selection.ts';
import type { Memory } from '../library/memory.ts';
import { findMatches } from './matches.ts';
import type { Query } from './query/query.ts';
import type { Order } from './index/queries.ts';
import { areSeveral, headingFor, omissionNotes, type Album, type Section } from '../views/album.ts';
import { postObject } from '../views/post-json.ts';
import { jsonText } from '../text/json.ts';
import { pluralize, formatNumber } from '../text/numbers-and-dates.ts';

export interface SearchResult {
  /** As it was typed. */
  readonly typed: string;
  readonly query: Query;
  readonly order: Order;
  /** How many there are, of which `tweets` are the first. */
  readonly total: number;
  readonly posts: readonly Memory[];
  readonly leftOut: Omitted;
  readonly timeZone: string;
}

/** The album of what was found; consecutive posts of the same date stand under one heading. */
export function searchAlbum(result: SearchResult, today: PlainDate): Album {
  const { typed, query, posts, leftOut, timeZone } = result;
  const sections: { heading: string; blocks: Memory[][] }[] = [];
  for (const post of posts) {
    const heading = headingFor(localDateOf(post, timeZone), today);
    const last = sections.at(-1);
    // A part of a thread stands for itself here.
    const block = [{ ...post, thread: null }];
    if (last?.heading === heading) last.blocks.push(block);
    else sections.push({ heading, blocks: [block] });
  }
  return {
    title: `Search: ${typed}`,
    subtitle: summary(result),
    sections: sections.map((section): Section => ({ day: null, ...section })),
    notes: omissionNotes(leftOut),
    timeZone,
    hasSeveralAccounts: areSeveral(posts),
    matchesIn: (text, spans) => findMatches(text, spans, query),
  };
}

const IN_ORDER: Readonly<Record<Order, string>> = {
  relevance: 'most relevant first',
  newest: 'newest first',
  oldest: 'oldest first',
  likes: 'most liked first',
};

/** `12 of 1,204 matches, newest first`. */
function summary({ total, posts, order }: SearchResult): string {
  if (total === 0) return 'Nothing found';
  const matches = pluralize(total, 'match', 'matches');
  const count = posts.length < total ? `${formatNumber(posts.length)} of ${matches}` : matches;
  return total === 1 ? count : `${count}, ${IN_ORDER[order]}`;
}

/** The README documents this shape. Ends with a new line. */
export function searchJson({ typed, query, order, total, posts, leftOut, timeZone }: SearchResult): string {
  return jsonText({
    query: typed,
    sort: order,
    timeZone,
    total,
    tweets: posts.map((post) => ({
      ...postObject(post, timeZone),
      matches: findMatches(post.text, post.spans, query),
    })),
    leftOut,
  });
}
