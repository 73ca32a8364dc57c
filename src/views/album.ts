// What every view of posts shows, as data: which posts, on what occasion, and what is to be said of the others. Its words
// are in album-words.ts and post-words.ts, and each view writes them last.

import { localDateOf, type PlainDate } from '../time/calendar.ts';
import { blocksOf, type Omitted, type Memories } from '../memories/selection.ts';
import type { Block, Memory } from '../library/memory.ts';
import { daysCommand } from './day-commands.ts';
import type { FindMatches } from './highlights.ts';
import type { Phrase } from './phrase.ts';

export interface Album {
  readonly occasion: Occasion;
  readonly sections: readonly Section[];
  readonly leftOut: Omitted;
  /** What else is to be said, a line each. */
  readonly notes: readonly Note[];
  readonly timeZone: string;
  /** There are posts of more than one account, so that each must say whose it is. */
  readonly hasSeveralAccounts: boolean;
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

/** The album of one day, or of several days one after the other. */
export function albumOfDays(days: readonly Memories[], notes: readonly Note[] = []): DaysAlbum {
  return {
    occasion: daysOccasion(days),
    sections: days.flatMap((day) => sectionsOf(day, days.length > 1)),
    leftOut: sumOmitted(days),
    notes: [...days.flatMap((day) => otherYears(day, days.length > 1)), ...notes],
    timeZone: days[0]?.timeZone ?? 'UTC',
    hasSeveralAccounts: areSeveral(days.flatMap(postsOf)),
  };
}

export function daysOccasion(days: readonly Memories[]): DaysOccasion {
  const [first, last] = [days.at(0), days.at(-1)];
  if (!first || !last) throw new Error('an album has at least one day');
  const years = days.flatMap((day) => day.years.map(({ year }) => year));
  return {
    type: 'days',
    first: first.date,
    last: last.date,
    memories: days.reduce((sum, { shown }) => sum + shown, 0),
    years: [...new Set(years)].sort((a, b) => a - b),
  };
}

/** Seen from which day, in which zone. */
export interface Viewpoint {
  readonly today: PlainDate;
  readonly timeZone: string;
}

/** The album of a thread: all parts by date, but for the `hidden` ones. */
export function threadAlbum(parts: readonly Memory[], hidden: number, from: Viewpoint): Album {
  const album = albumByDate({ type: 'thread', parts: parts.length + hidden }, parts, from);
  return { ...album, leftOut: { ...album.leftOut, hidden } };
}

/** The album of one post. */
export function singleAlbum(type: SingleOccasion['type'], post: Memory, from: Viewpoint): Album {
  const { thread, account } = post;
  const album = albumByDate({ type, account }, [post], from);
  return thread ? { ...album, notes: [{ type: 'thread', id: thread.id, size: thread.size }] } : album;
}

function albumByDate(occasion: Occasion, posts: readonly Memory[], { today, timeZone }: Viewpoint): Album {
  return {
    occasion,
    sections: byDate(posts, timeZone).map(([date, those]) => ({
      day: null,
      date,
      name: { yearsAgo: yearsSince(date, today) },
      // What else there is of a thread is not to be looked for on other days.
      blocks: [those.map((post) => ({ ...post, thread: null }))],
    })),
    leftOut: { retweets: 0, replies: 0, hidden: 0 },
    notes: [],
    timeZone,
    hasSeveralAccounts: areSeveral(posts),
  };
}

/** All posts of an album, in its order. */
export function postsIn({ sections }: Pick<Album, 'sections'>): Memory[] {
  return sections.flatMap(({ blocks }) => blocks.flat());
}

export function postsOf({ years }: Memories): Memory[] {
  return years.flatMap(({ posts }) => posts);
}

export function areSeveral(posts: readonly Memory[]): boolean {
  return new Set(posts.map(({ account }) => account)).size > 1;
}

/** Whether a section is the first of its day, in an album of several. */
export function beginsDay(sections: readonly Section[], index: number): boolean {
  const [day, before] = [sections[index]?.day ?? null, sections[index - 1]?.day ?? null];
  return day !== null && (before === null || !day.equals(before));
}

/** A section for each year; on 28 February of a common year a year can have two dates, of which the last counts the rest. */
function sectionsOf({ date: day, timeZone, years }: Memories, several: boolean): Section[] {
  return years.flatMap(({ year, yearsAgo, posts, omitted = 0 }) => {
    const dates = byDate(posts, timeZone);
    return dates.map(([date, those], index) => ({
      day: several ? day : null,
      date,
      name: { yearsAgo },
      blocks: blocksOf(those),
      omitted:
        omitted > 0 && index === dates.length - 1 ? { count: omitted, year, command: yearCommand(day, year) } : null,
    }));
  });
}

/** What shows all memories that a day has of a year. */
export function yearCommand(day: PlainDate, year: number): string {
  return `${daysCommand(day, day)} --year ${year}`;
}

function otherYears({ date: day, years }: Memories, several: boolean): Note[] {
  const others = years.filter(({ posts }) => posts.length === 0);
  const count = others.reduce((sum, { omitted = 0 }) => sum + omitted, 0);
  return count === 0 ? [] : [{ type: 'otherYears', count, years: others.map(({ year }) => year), day, several }];
}

function byDate(posts: readonly Memory[], timeZone: string): [date: PlainDate, posts: Memory[]][] {
  const dates = new Map<string, [PlainDate, Memory[]]>();
  for (const post of posts) {
    const date = localDateOf(post, timeZone);
    const own = dates.get(date.toString());
    if (own) own[1].push(post);
    else dates.set(date.toString(), [date, [post]]);
  }
  return [...dates.values()];
}

/** Whole years. */
export function yearsSince(date: PlainDate, today: PlainDate): number {
  return date.until(today, { largestUnit: 'years' }).years;
}

/** What all the days leave out, together. */
function sumOmitted(days: readonly Memories[]): Omitted {
  const of = (key: keyof Omitted): number => days.reduce((total, { leftOut }) => total + leftOut[key], 0);
  return { retweets: of('retweets'), replies: of('replies'), hidden: of('hidden') };
}
