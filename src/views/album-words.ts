// The words above the posts of an album, the same in every view: its title, how much there is, the headings of its sections.

import { networkOfHandle } from '../post/handle.ts';
import type { Omitted } from '../memories/selection.ts';
import {
  pluralize,
  formatDate,
  formatDay,
  formatNumber,
  formatYearsAgo,
  formatYearSpan,
} from '../text/numbers-and-dates.ts';
import { wordsOfNetwork } from './network-words.ts';
import type { Album, DaysOccasion, Occasion, SearchOccasion, Section, SectionName } from './album.ts';

/** What a title says of days, apart from the days, which are what the eye looks for. */
export interface DaysTitle {
  readonly occasion: string;
  readonly days: string;
}

/** `On this day, ` and `22 November`; `nameDay` is for views that write days in their own way. */
export function daysTitle({ first, last }: DaysOccasion, nameDay = formatDay): DaysTitle {
  if (first.equals(last)) return { occasion: 'On this day, ', days: nameDay(first) };
  return { occasion: 'On these days, ', days: `${nameDay(first)} to ${nameDay(last)}` };
}

const TITLES = { thread: 'A thread', random: 'A memory' };

export function albumTitle(occasion: Occasion): string {
  if (occasion.type === 'search') return `Search: ${occasion.typed}`;
  if (occasion.type === 'post') return `A ${wordsOfNetwork(networkOfHandle(occasion.account)).post}`;
  if (occasion.type !== 'days') return TITLES[occasion.type];
  const title = daysTitle(occasion);
  return title.occasion + title.days;
}

/** How much there is, or why there is nothing. */
export function albumSubtitle({ occasion, leftOut }: Pick<Album, 'occasion' | 'leftOut'>): string {
  switch (occasion.type) {
    case 'days':
      return occasion.memories === 0 ? emptyDaysWords(occasion, leftOut) : memoriesWords(occasion);
    case 'search':
      return matchesWords(occasion);
    case 'thread':
      return occasion.parts === 1 ? "one part: this post isn't a thread" : pluralize(occasion.parts, 'part');
    case 'post':
    case 'random':
      return `from @${occasion.account}`;
  }
}

function memoriesWords({ memories, years }: DaysOccasion): string {
  const span = formatYearSpan(years.at(0) ?? 0, years.at(-1) ?? 0);
  const from = years.length === 1 ? span : `${pluralize(years.length, 'year')}, ${span}`;
  return `${pluralize(memories, 'memory', 'memories')} from ${from}`;
}

function emptyDaysWords(occasion: DaysOccasion, leftOut: Omitted): string {
  const when = formatWhen(occasion);
  return isAnyOmitted(leftOut) ? `No memories ${when}.` : `Nothing was written ${when} in earlier years.`;
}

/** `on 22 November`, `from 16 November to 22 November`. */
export function formatWhen({ first, last }: DaysOccasion): string {
  return first.equals(last) ? `on ${formatDay(first)}` : `from ${formatDay(first)} to ${formatDay(last)}`;
}

export function isAnyOmitted({ retweets, replies, hidden }: Omitted): boolean {
  return retweets + replies + hidden > 0;
}

const ORDERS: Readonly<Record<SearchOccasion['order'], string>> = {
  relevance: 'most relevant first',
  newest: 'newest first',
  oldest: 'oldest first',
  likes: 'most liked first',
};

/** `12 of 1,204 matches, newest first`. */
function matchesWords({ total, shown, order }: SearchOccasion): string {
  if (total === 0) return 'Nothing found';
  const matches = pluralize(total, 'match', 'matches');
  const count = shown < total ? `${formatNumber(shown)} of ${matches}` : matches;
  return total === 1 ? count : `${count}, ${ORDERS[order]}`;
}

/** What the eye looks for in a section's heading, where there is such a thing, and the date. */
export interface SectionHeading {
  readonly name: string | null;
  readonly date: string;
}

const NAMES: Readonly<Record<Extract<SectionName, string>, string>> = {
  first: 'The first words',
  mostLiked: 'The most liked',
  alsoLiked: 'Liked as well',
  last: 'The last words',
};

/** `7 years ago` and `Friday, 22 November 2019`; `The first words` of a year and `1 March`. */
export function sectionHeading({ name, date }: Pick<Section, 'name' | 'date'>): SectionHeading {
  if (typeof name === 'string') return { name: NAMES[name], date: formatDay(date) };
  return { name: name.yearsAgo > 0 ? formatYearsAgo(name.yearsAgo) : null, date: formatDate(date) };
}
