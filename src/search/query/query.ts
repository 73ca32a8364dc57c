// A query as data: words, phrases, the beginnings of words, and conditions such as `since:2015`.

import type { Network } from '../../post/network.ts';
import type { PlainDate } from '../../time/calendar.ts';

/** Words that stand one after another; or one with its sign, such as `#tag`. All folded. */
export interface Term {
  readonly words: readonly string[];
  /** The last word is only the beginning of one. */
  readonly isPrefix: boolean;
  readonly isSigned: boolean;
}

export const TRAITS = {
  has: ['photo', 'video', 'gif', 'link', 'place'],
  is: ['reply', 'thread', 'quote', 'retweet'],
} as const;

/** What a post has or is, as `has:photo`. */
export type Trait = `has:${(typeof TRAITS.has)[number]}` | `is:${(typeof TRAITS.is)[number]}`;

/** Local days from a first to a last, both included; or a day of every year, where 29 February is only itself. */
export type Days = { readonly first: PlainDate; readonly last: PlainDate } | { readonly everyYear: PlainDate };

/** A post must meet all of it. */
export interface Query {
  readonly terms: readonly Term[];
  readonly traits: readonly Trait[];
  /** Handles in lower case, any of which will do; an empty list stands for all. */
  readonly from: readonly string[];
  /** Any of which will do; an empty list stands for all. */
  readonly networks: readonly Network[];
  readonly since: PlainDate | null;
  readonly until: PlainDate | null;
  /** Any of them will do; an empty list stands for all. */
  readonly on: readonly Days[];
  /** A post must meet none of this. */
  readonly without: Pick<Query, 'terms' | 'traits' | 'from' | 'networks'>;
}

/** Every post. */
export const EVERYTHING: Query = {
  terms: [],
  traits: [],
  from: [],
  networks: [],
  since: null,
  until: null,
  on: [],
  without: { terms: [], traits: [], from: [], networks: [] },
};
