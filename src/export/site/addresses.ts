// Where the pages of the site are, from its folder: plain ASCII names that every system and every browser takes.

import { monthAndDay, type PlainDate } from '../../time/calendar.ts';

/** The page of a day of all years. */
export function dayFile(date: PlainDate): string {
  return `days/${monthAndDay(date)}.html`;
}

/** The part of a day's page that is one year's. */
export function yearAnchor(year: number): string {
  return `y${year}`;
}

export function yearFile(year: number): string {
  return `years/${year}.html`;
}

/** The list of the threads that begin in a year. */
export function threadListFile(year: number): string {
  return `threads/of-${year}.html`;
}

/** @param id of the first part */
export function threadFile(id: string): string {
  return `threads/${id}.html`;
}

/** @param name of a part of the search index */
export function indexFile(name: string): string {
  return `search/${name}.js`;
}
