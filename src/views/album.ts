// What every view of posts shows, in words and in order; views differ only in how they look.

import { localDateOf, type PlainDate } from '../time/calendar.ts';
import { blocksOf, type Omitted, type Memories } from '../memories/selection.ts';
import type { Block, Memory } from '../library/memory.ts';
import type { FindMatches } from './highlights.ts';
import { pluralize, formatDate, formatDay, formatYearsAgo, formatYearSpan } from '../text/numbers-and-dates.ts';

export interface Section {
  /** The day it belongs to, where the album has several. */
  readonly day: string | null;
  /** `7 years ago · Friday, 22 November 2019`. */
  readonly heading: string;
  readonly blocks: readonly Block[];
}

export interface Album {
  readonly title: string;
  readonly subtitle: string;
  readonly sections: readonly Section[];
  /** What is not shown and how to see it, a line each. */
  readonly notes: readonly string[];
  readonly timeZone: string;
  /** There are posts of more than one account, so that each must say whose it is. */
  readonly hasSeveralAccounts: boolean;
  /** The parts of a text that were searched for. */
  readonly matchesIn?: FindMatches | undefined;
}

/**
 * The album of one day, or of several days one after the other. Where it is read away from the command that made it, the
 * notes need a command that shows the same days.
 */
export function albumOfDays(days: readonly Memories[], command?: string): Album {
  const [first, last] = [days.at(0), days.at(-1)];
  if (!first || !last) throw new Error('an album has at least one day');
  const several = days.length > 1;
  const span = several ? `${formatDay(first.date)} to ${formatDay(last.date)}` : formatDay(first.date);
  const posts = days.flatMap(postsOf);
  return {
    title: several ? `On these days, ${span}` : `On this day, ${span}`,
    subtitle: summary(
      posts.length,
      days.flatMap(({ years }) => years.map(({ year }) => year)),
    ),
    sections: days.flatMap((day) => sectionsOf(day, several)),
    notes: omissionNotes(sumOmitted(days), command),
    timeZone: first.timeZone,
    hasSeveralAccounts: areSeveral(posts),
  };
}

/** An album of posts that belong together for another reason than the day, such as a thread: all of them, by date. */
export function albumOf(
  title: string,
  subtitle: string,
  blocks: readonly Block[],
  today: PlainDate,
  timeZone: string,
  hidden = 0,
): Album {
  const agoOf = (date: PlainDate): number => agoFrom(today, date);
  const sections = blocks.flatMap((block) =>
    // What else there is of a thread is not to be looked for on other days.
    byDate(
      block.map((post) => ({ ...post, thread: null })),
      timeZone,
      agoOf,
    ).map(([heading, part]) => ({
      day: null,
      heading,
      blocks: [part],
    })),
  );
  const notes = omissionNotes({ retweets: 0, replies: 0, hidden });
  return { title, subtitle, sections, notes, timeZone, hasSeveralAccounts: areSeveral(blocks.flat()) };
}

/** An album of one post. */
export function singleAlbum(title: string, post: Memory, today: PlainDate, timeZone: string): Album {
  const { thread } = post;
  const album = albumOf(title, `from @${post.account}`, [[post]], today, timeZone);
  return thread
    ? { ...album, notes: [`One of the ${thread.size} parts of a thread: memories thread ${thread.id}`] }
    : album;
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

function summary(shown: number, years: readonly number[]): string {
  const different = [...new Set(years)].sort((a, b) => a - b);
  const [oldest, newest] = [different.at(0), different.at(-1)];
  if (oldest === undefined || newest === undefined) return 'Nothing was written then in earlier years';
  const from =
    different.length === 1
      ? String(newest)
      : `${pluralize(different.length, 'year')}, ${formatYearSpan(oldest, newest)}`;
  return `${pluralize(shown, 'memory', 'memories')} from ${from}`;
}

/** A section for each year; on 28 February of a common year a year can have two dates. */
function sectionsOf({ date, timeZone, years }: Memories, several: boolean): Section[] {
  return years.flatMap(({ yearsAgo: ago, posts }) => {
    const day = several ? formatDay(date) : null;
    return byDate(posts, timeZone, () => ago).map(([heading, those]) => ({ day, heading, blocks: blocksOf(those) }));
  });
}

/** The posts of each date, under its heading. */
function byDate(
  posts: readonly Memory[],
  timeZone: string,
  agoOf: (date: PlainDate) => number,
): [heading: string, posts: Memory[]][] {
  const dates = new Map<string, Memory[]>();
  for (const post of posts) {
    const date = localDateOf(post, timeZone);
    const heading = headingOf(date, agoOf(date));
    dates.set(heading, [...(dates.get(heading) ?? []), post]);
  }
  return [...dates];
}

/** Whole years. */
function agoFrom(today: PlainDate, date: PlainDate): number {
  return date.until(today, { largestUnit: 'years' }).years;
}

/** The heading of a date in an album of no particular day. */
export function headingFor(date: PlainDate, today: PlainDate): string {
  return headingOf(date, agoFrom(today, date));
}

function headingOf(date: PlainDate, ago: number): string {
  return ago > 0 ? `${formatYearsAgo(ago)} · ${formatDate(date)}` : formatDate(date);
}

/** What all the days leave out, together. */
export function sumOmitted(days: readonly Memories[]): Omitted {
  const of = (key: keyof Omitted): number => days.reduce((total, { leftOut }) => total + leftOut[key], 0);
  return { retweets: of('retweets'), replies: of('replies'), hidden: of('hidden') };
}

/** What is left out and how to see it, by a flag or a whole command; nothing when all is shown. */
export function omissionNotes({ retweets, replies, hidden }: Omitted, command?: string): string[] {
  const how = (flag: string, count: number): string =>
    command === undefined ? `${flag} shows ${count === 1 ? 'it' : 'them'}` : `see: ${command} ${flag}`;
  const parts = [
    retweets > 0 ? `${pluralize(retweets, 'retweet')} (${how('--retweets', retweets)})` : '',
    replies > 0 ? `${pluralize(replies, 'reply', 'replies')} (${how('--replies', replies)})` : '',
    hidden > 0 ? `${pluralize(hidden, 'hidden memory', 'hidden memories')} (see: memories hidden)` : '',
  ].filter(Boolean);
  return parts.length === 0 ? [] : [`Left out: ${parts.join(', ')}`];
}
