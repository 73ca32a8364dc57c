// Counts as panels of bars, the same for statistics and for a year in review.

import { byMonth, byWeekday, byYear } from './day-counts.ts';
import type { Frequency, Counts } from './tally.ts';
import { countNounOf, shortCountNounOf } from '../views/network-words.ts';
import { languageName } from '../post/languages.ts';
import { KINDS, type Kind } from '../post/post.ts';
import type { Bar, Panel } from '../views/terminal/bars.ts';
import { MONTHS, WEEKDAYS } from '../text/numbers-and-dates.ts';

const KIND_NOUNS: Readonly<Record<Exclude<Kind, 'retweet'>, readonly [one: string, many: string]>> = {
  post: ['post', 'posts'],
  reply: ['reply', 'replies'],
  thread: ['thread part', 'thread parts'],
  quote: ['quote', 'quotes'],
};

/** What accounts' posts of a kind are called, one and several. */
export function kindNoun(kind: Kind, accounts: readonly string[]): readonly [one: string, many: string] {
  return kind === 'retweet' ? countNounOf(accounts, 'retweets') : KIND_NOUNS[kind];
}

type AccountCounts = Counts & { readonly accounts: readonly string[] };

/** A bar has no room for the words of several networks. */
function barLabel(kind: Kind, accounts: readonly string[]): string {
  return kind === 'retweet' ? shortCountNounOf(accounts, 'retweets')[1] : KIND_NOUNS[kind][1];
}

interface PanelOf {
  readonly heading: string;
  readonly barsOf: (counts: AccountCounts) => readonly Bar[];
}

/** When, of which nothing is shown where all is in one year, hour, month or weekday; and what, and who was named most. */
const PANELS = {
  years: {
    heading: 'Years',
    barsOf: ({ days }) => severalOf(byYear(days).map(({ year, count }) => ({ label: String(year), value: count }))),
  },
  hours: {
    heading: 'Hours',
    barsOf: ({ hours }) => severalOf(named(hours, (hour) => String(hour).padStart(2, '0'))),
  },
  months: { heading: 'Months', barsOf: ({ days }) => severalOf(monthBars(days)) },
  weekdays: {
    heading: 'Weekdays',
    barsOf: ({ days }) => severalOf(named(byWeekday(days), (day) => (WEEKDAYS[day] ?? '').slice(0, 3))),
  },
  kinds: {
    heading: 'Kinds',
    barsOf: ({ kinds, accounts }) =>
      KINDS.map((kind) => ({ label: barLabel(kind, accounts), value: kinds[kind] })).filter(({ value }) => value > 0),
  },
  languages: {
    heading: 'Languages',
    barsOf: ({ languages }) => languages.map(({ name, count }) => ({ label: languageName(name), value: count })),
  },
  people: { heading: 'People', barsOf: ({ people }) => frequencyBars(people, '@') },
  hashtags: { heading: 'Hashtags', barsOf: ({ hashtags }) => frequencyBars(hashtags, '#') },
  sites: { heading: 'Sites', barsOf: ({ sites }) => frequencyBars(sites, '') },
  clients: { heading: 'Written with', barsOf: ({ clients }) => frequencyBars(clients, '') },
} satisfies Record<string, PanelOf>;

export type PanelName = keyof typeof PANELS;

/** In the order of the statistics. */
export const ALL_PANELS = Object.keys(PANELS) as PanelName[];

/** Some panels in this order; those of nothing have no bars. */
export function panelsOf(counts: AccountCounts, names: readonly PanelName[]): Panel[] {
  return names.map((name) => ({ heading: PANELS[name].heading, bars: PANELS[name].barsOf(counts) }));
}

/** All months, also those of nothing. */
export function monthBars(days: Counts['days']): Bar[] {
  return named(byMonth(days), (month) => (MONTHS[month] ?? '').slice(0, 3));
}

function frequencyBars(frequencies: readonly Frequency[], sign: string): Bar[] {
  return frequencies.map(({ name, count }) => ({ label: sign + name, value: count }));
}

function named(values: readonly number[], nameOf: (index: number) => string): Bar[] {
  return values.map((value, index) => ({ label: nameOf(index), value }));
}

function severalOf(all: readonly Bar[]): readonly Bar[] {
  return all.filter(({ value }) => value > 0).length > 1 ? all : [];
}
