// Makes albums: of days, of a thread, and of a single post.

import { isoDate, localDateOf, type PlainDate } from '../time/calendar.ts';
import { blocksOf, type Omitted, type Memories } from '../memories/selection.ts';
import type { Memory } from '../library/memory.ts';
import {
  areOfSeveralNetworks,
  areSeveral,
  postsOf,
  yearsSince,
  type Album,
  type DaysAlbum,
  type DaysOccasion,
  type Note,
  type Occasion,
  type Section,
  type SingleOccasion,
} from './album.ts';
import { yearCommand } from './day-commands.ts';

/** The album of one day, or of several days one after the other. */
export function albumOfDays(days: readonly Memories[], notes: readonly Note[] = []): DaysAlbum {
  return {
    occasion: daysOccasion(days),
    sections: days.flatMap((day) => sectionsOf(day, days.length > 1)),
    leftOut: sumOmitted(days),
    accounts: days[0]?.accounts ?? [],
    notes: [...days.flatMap((day) => otherYears(day, days.length > 1)), ...notes],
    timeZone: days[0]?.timeZone ?? 'UTC',
    hasSeveralAccounts: areSeveral(days.flatMap(postsOf)),
    hasSeveralNetworks: areOfSeveralNetworks(days.flatMap(postsOf)),
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
    accounts: [...new Set(posts.map(({ account }) => account))],
    notes: [],
    timeZone,
    hasSeveralAccounts: areSeveral(posts),
    hasSeveralNetworks: areOfSeveralNetworks(posts),
  };
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

function otherYears({ date: day, years }: Memories, several: boolean): Note[] {
  const others = years.filter(({ posts }) => posts.length === 0);
  const count = others.reduce((sum, { omitted = 0 }) => sum + omitted, 0);
  return count === 0 ? [] : [{ type: 'otherYears', count, years: others.map(({ year }) => year), day, several }];
}

function byDate(posts: readonly Memory[], timeZone: string): [date: PlainDate, posts: Memory[]][] {
  const dates = new Map<string, [PlainDate, Memory[]]>();
  for (const post of posts) {
    const date = localDateOf(post, timeZone);
    const own = dates.get(isoDate(date));
    if (own) own[1].push(post);
    else dates.set(isoDate(date), [date, [post]]);
  }
  return [...dates.values()];
}

/** What all the days leave out, together. */
function sumOmitted(days: readonly Memories[]): Omitted {
  const of = (key: keyof Omitted): number => days.reduce((total, { leftOut }) => total + leftOut[key], 0);
  return { retweets: of('retweets'), replies: of('replies'), hidden: of('hidden') };
}
