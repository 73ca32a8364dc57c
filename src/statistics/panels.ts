// What is counted, as panels of bars: the same for statistics and for a year's review.

import { byMonth, byWeekday, byYear } from './day-counts.ts';
import type { Frequency, Counts } from './tally.ts';
import { languageName } from '../post/languages.ts';
import { KINDS, type Kind } from '../post/post.ts';
import type { Bar, Panel } from '../views/terminal/bars.ts';
import { MONTHS, WEEKDAYS } from '../text/numbers-and-dates.ts';

/** One and many of each. */
export const KIND_WORDS: Readonly<Record<Kind, readonly [one: string, many: string]>> = {
  post: ['post', 'posts'],
  reply: ['reply', 'replies'],
  thread: ['thread part', 'thread parts'],
  quote: ['quote', 'quotes'],
  retweet: ['retweet', 'retweets'],
};

/** When: by year, hour, month and weekday; nothing where all are in one. */
export function timePanels({ days, hours }: Counts): Panel[] {
  const years = byYear(days).map(({ year, count }) => ({ label: String(year), value: count }));
  return [
    { heading: 'Years', bars: severalOf(years) },
    { heading: 'Hours', bars: severalOf(named(hours, (hour) => String(hour).padStart(2, '0'))) },
    { heading: 'Months', bars: severalOf(monthBars(days)) },
    { heading: 'Weekdays', bars: severalOf(named(byWeekday(days), (day) => (WEEKDAYS[day] ?? '').slice(0, 3))) },
  ];
}

export function monthBars(days: Counts['days']): Bar[] {
  return named(byMonth(days), (month) => (MONTHS[month] ?? '').slice(0, 3));
}

/** What: kinds, languages, clients, and who and what was named most. */
export function listPanels(counts: Counts): Panel[] {
  const kinds = KINDS.map((kind) => ({ label: KIND_WORDS[kind][1], value: counts.kinds[kind] }));
  return [
    { heading: 'Kinds', bars: kinds.filter(({ value }) => value > 0) },
    {
      heading: 'Languages',
      bars: counts.languages.map(({ name, count }) => ({ label: languageName(name), value: count })),
    },
    { heading: 'People', bars: bars(counts.people, '@') },
    { heading: 'Hashtags', bars: bars(counts.hashtags, '#') },
    { heading: 'Sites', bars: bars(counts.sites, '') },
    { heading: 'Written with', bars: bars(counts.clients, '') },
  ];
}

function bars(frequencies: readonly Frequency[], sign: string): Bar[] {
  return frequencies.map(({ name, count }) => ({ label: sign + name, value: count }));
}

function named(values: readonly number[], nameOf: (index: number) => string): Bar[] {
  return values.map((value, index) => ({ label: nameOf(index), value }));
}

function severalOf(all: readonly Bar[]): readonly Bar[] {
  return all.filter(({ value }) => value > 0).length > 1 ? all : [];
}
