// What every view of posts shows, as data: which posts, on what occasion, and what is to be said of the others. Its words
// are in album-words.ts and post-words.ts, and each view writes them last.

import { type PlainDate } from '../time/calendar.ts';
import { type Omitted, type Memories } from '../memories/selection.ts';
import type { Block, Memory } from '../library/memory.ts';
import type { FindMatches } from './highlights.ts';
import type { Phrase } from './phrase.ts';

export interface Album {
  readonly occasion: Occasion;
  readonly sections: readonly Section[];
  readonly leftOut: Omitted;
  /** The handles of the accounts that were asked for: what is left out has the words of their networks. */
  readonly accounts: readonly string[];
  /** What else is to be said, a line each. */
  readonly notes: readonly Note[];
  readonly timeZone: string;
  /** There are posts of more than one account, so that each must say whose it is. */
  readonly hasSeveralAccounts: boolean;
  /** There are posts of more than one network, so that each must say of which it is. */
  readonly hasSeveralNetworks?: boolean;
  /** The parts of a text that were searched for. */
  readonly matchesIn?: FindMatches | undefined;
}

/** Why these posts are looked at together. */
export type Occasion = DaysOccasion | SearchOccasion | ThreadOccasion | SingleOccasion;

/** One day, or several days one after the other, in earlier years. */
export interface DaysOccasion {
  readonly type: 'days';
  readonly first: PlainDate;
  readonly last: PlainDate;
  readonly memories: number;
  /** Those of the memories, each once, in order. */
  readonly years: readonly number[];
}

export interface SearchOccasion {
  readonly type: 'search';
  /** What was searched for, as it was typed. */
  readonly typed: string;
  /** How many posts match, of which `shown` come first in this order. */
  readonly total: number;
  readonly shown: number;
  readonly order: 'relevance' | 'newest' | 'oldest' | 'likes';
}

interface ThreadOccasion {
  readonly type: 'thread';
  /** How many there are, hidden ones too. */
  readonly parts: number;
}

/** One post: the one that was asked for, or any. */
export interface SingleOccasion {
  readonly type: 'post' | 'random';
  readonly account: string;
}

/** Posts of one date. */
export interface Section {
  /** The day that remembers them, where the album has several. */
  readonly day: PlainDate | null;
  readonly date: PlainDate;
  readonly name: SectionName;
  readonly blocks: readonly Block[];
  /** Its posts that were not chosen. */
  readonly omitted?: OmittedPosts | null;
}

export interface OmittedPosts {
  readonly count: number;
  readonly year: number;
  /** What shows them all. */
  readonly command: string;
}

/** How many whole years ago its date was, 0 for less than one; or what these posts are to their year. */
export type SectionName = { readonly yearsAgo: number } | 'first' | 'mostLiked' | 'alsoLiked' | 'last';

export type Note =
  /** Where there is something to see, for a day without memories; `today` is when that is read. */
  | { readonly type: 'nearest'; readonly date: PlainDate; readonly today: PlainDate }
  /** Years of a day that have memories, but none that was chosen; newest first. */
  | {
      readonly type: 'otherYears';
      readonly count: number;
      readonly years: readonly number[];
      readonly day: PlainDate;
      readonly several: boolean;
    }
  /** The post is a part of a thread. */
  | { readonly type: 'thread'; readonly id: string; readonly size: number }
  /** The post is hidden from all other views. */
  | { readonly type: 'hidden' }
  /** Something that is known of a post. */
  | { readonly type: 'detail'; readonly name: string; readonly value: Phrase };

export interface DaysAlbum extends Album {
  readonly occasion: DaysOccasion;
}

/** All posts of an album, in its order. */
export function postsIn({ sections }: Pick<Album, 'sections'>): Memory[] {
  return sections.flatMap(({ blocks }) => blocks.flat());
}

export function postsOf({ years }: Memories): Memory[] {
  return years.flatMap(({ posts }) => posts);
}

export function areSeveral(posts: readonly Memory[]): boolean {
  return posts.some(({ account }) => account !== posts[0]?.account);
}

export function areOfSeveralNetworks(posts: readonly Memory[]): boolean {
  return posts.some(({ network }) => network !== posts[0]?.network);
}

/** Whether a section is the first of its day, in an album of several. */
export function beginsDay(sections: readonly Section[], index: number): boolean {
  const [day, before] = [sections[index]?.day ?? null, sections[index - 1]?.day ?? null];
  return day !== null && (before === null || !day.equals(before));
}

/** Whole years. */
export function yearsSince(date: PlainDate, today: PlainDate): number {
  return date.until(today, { largestUnit: 'years' }).years;
}
