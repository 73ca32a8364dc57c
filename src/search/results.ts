// What a search found: in words, in the order found, with the places that match; and as JSON.

import { localDateOf, type PlainDate } from '../time/calendar.ts';
import type { LeftOut } from '../memories/selection.ts';
import type { Memory } from '../library/memory.ts';
import { matchesIn } from './matches.ts';
import type { Query } from './query/query.ts';
import type { Order } from './index/queries.ts';
import { areSeveral, headingFor, notesOn, type Album, type Section } from '../views/album.ts';
import { tweetObject } from '../views/post-json.ts';
import { jsonText } from '../text/json.ts';
import { counted, grouped } from '../text/numbers-and-dates.ts';

export interface SearchResult {
  /** As it was typed. */
  readonly typed: string;
  readonly query: Query;
  readonly order: Order;
  /** How many there are, of which `tweets` are the first. */
  readonly total: number;
  readonly tweets: readonly Memory[];
  readonly leftOut: LeftOut;
  readonly timeZone: string;
}

/** The album of what was found; consecutive tweets of the same date stand under one heading. */
export function searchAlbum(result: SearchResult, today: PlainDate): Album {
  const { typed, query, tweets, leftOut, timeZone } = result;
  const sections: { heading: string; blocks: Memory[][] }[] = [];
  for (const tweet of tweets) {
    const heading = headingFor(localDateOf(tweet, timeZone), today);
    const last = sections.at(-1);
    // A part of a thread stands for itself here.
    const block = [{ ...tweet, thread: null }];
    if (last?.heading === heading) last.blocks.push(block);
    else sections.push({ heading, blocks: [block] });
  }
  return {
    title: `Search: ${typed}`,
    subtitle: summary(result),
    sections: sections.map((section): Section => ({ day: null, ...section })),
    notes: notesOn(leftOut),
    timeZone,
    hasSeveralAccounts: areSeveral(tweets),
    matchesIn: (text, spans) => matchesIn(text, spans, query),
  };
}

const IN_ORDER: Readonly<Record<Order, string>> = {
  relevance: 'most relevant first',
  newest: 'newest first',
  oldest: 'oldest first',
  likes: 'most liked first',
};

/** `12 of 1,204 matches, newest first`. */
function summary({ total, tweets, order }: SearchResult): string {
  if (total === 0) return 'Nothing found';
  const matches = counted(total, 'match', 'matches');
  const count = tweets.length < total ? `${grouped(tweets.length)} of ${matches}` : matches;
  return total === 1 ? count : `${count}, ${IN_ORDER[order]}`;
}

/** The README documents this shape. Ends with a new line. */
export function jsonOfSearch({ typed, query, order, total, tweets, leftOut, timeZone }: SearchResult): string {
  return jsonText({
    query: typed,
    sort: order,
    timeZone,
    total,
    tweets: tweets.map((tweet) => ({
      ...tweetObject(tweet, timeZone),
      matches: matchesIn(tweet.text, tweet.spans, query),
    })),
    leftOut,
  });
}
