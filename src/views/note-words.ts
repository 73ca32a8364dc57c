// What is said below the posts of an album: what is not there, how to see it, and where else to look.

import type { PlainDate } from '../time/calendar.ts';
import type { Omitted } from '../memories/selection.ts';
import { pluralize, formatDay, formatList, formatNumber, formatYearSpan } from '../text/numbers-and-dates.ts';
import type { Album, Note, OmittedPosts } from './album.ts';
import { daysCommand, dependsOnYear, monthAndDay } from './day-commands.ts';
import { countNounOf } from './network-words.ts';
import { phraseText, type NameCommand, type Phrase } from './phrase.ts';
import { threadCommand } from './post-words.ts';

/** A line below the posts. */
export interface NoteLine {
  /** Where such lines have two columns: what stands in the first. */
  readonly name?: string;
  /** A line is broken between these rather than within. */
  readonly clauses: readonly Phrase[];
}

/** All lines below the posts. Elsewhere than in a terminal, commands must be whole and name their days. */
export function noteLines(album: Pick<Album, 'occasion' | 'notes'> & LeftOut, elsewhere: boolean): NoteLine[] {
  const { occasion, notes } = album;
  const hints =
    elsewhere && occasion.type === 'days' ? { command: daysCommand(occasion.first, occasion.last) } : 'flags';
  return [...notes.map((note) => noteLine(note, elsewhere)), ...omissionLines(album, hints)];
}

function noteLine(note: Note, elsewhere: boolean): NoteLine {
  switch (note.type) {
    case 'nearest':
      return { clauses: [nearestPhrase(note.date, note.today, elsewhere)] };
    case 'otherYears':
      return { clauses: [otherYearsPhrase(note.count, note.years, note.day, note.several)] };
    case 'thread':
      return {
        clauses: [[`One of the ${note.size} parts of a thread: `, { command: threadCommand(note.id) }]],
      };
    case 'hidden':
      return { clauses: [['Hidden from all other views (see: ', { command: 'memories hidden' }, ')']] };
    case 'detail':
      return { name: note.name, clauses: [note.value] };
  }
}

/** What is read elsewhere may be read in another year, which remembers other dates at the end of February. */
function nearestPhrase(nearest: PlainDate, today: PlainDate, elsewhere: boolean): Phrase {
  const sameYear = nearest.year === today.year;
  const name = sameYear ? formatDay(nearest) : `${formatDay(nearest)} ${nearest.year}`;
  const date = sameYear && !(elsewhere && dependsOnYear(nearest)) ? monthAndDay(nearest) : nearest.toString();
  return [`The nearest day that has some is ${name}: `, { command: `memories on ${date}` }];
}

/** How to see what is left out: by a flag, by a flag of the export, or by a whole command where flags would mean nothing. */
export type OmissionHints = 'flags' | 'export' | { readonly command: string };

type Omissions = Partial<Omitted> & { readonly circle?: number };

/** What is left out, and of which accounts, by their handles. */
export interface LeftOut {
  readonly leftOut: Omissions;
  readonly accounts: readonly string[];
}

const OMITTED = ['retweets', 'replies', 'hidden', 'circle'] as const satisfies (keyof Omissions)[];

const NOUNS = {
  replies: ['reply', 'replies'],
  hidden: ['hidden memory', 'hidden memories'],
  circle: ['post for your circle or followers', 'posts for your circle or followers'],
} as const;

/** `12 retweets (--retweets shows them)`: a phrase for each reason why posts are left out. */
export function omissionPhrases({ leftOut, accounts }: LeftOut, hints: OmissionHints): Phrase[] {
  return OMITTED.flatMap((reason) => {
    const count = leftOut[reason] ?? 0;
    if (count === 0) return [];
    const [one, many] = reason === 'retweets' ? countNounOf(accounts, reason) : NOUNS[reason];
    return [[`${pluralize(count, one, many)} (`, ...omissionHint(reason, count, hints), ')']];
  });
}

function omissionHint(reason: keyof Omissions, count: number, hints: OmissionHints): Phrase {
  if (hints === 'export') return [`--${reason}`];
  if (reason === 'hidden') return ['see: ', { command: 'memories hidden' }];
  if (hints === 'flags') return [`--${reason} shows ${count === 1 ? 'it' : 'them'}`];
  return ['see: ', { command: `${hints.command} --${reason}` }];
}

/** All that is left out in one line; no line when nothing is. */
export function omissionLines(omitted: LeftOut, hints: OmissionHints = 'flags'): NoteLine[] {
  const phrases = omissionPhrases(omitted, hints);
  const clauses = phrases.map((phrase, index) => [
    ...(index === 0 ? ['Left out: '] : []),
    ...phrase,
    ...(index < phrases.length - 1 ? [','] : []),
  ]);
  return clauses.length === 0 ? [] : [{ clauses }];
}

/** The whole line as one phrase. */
export function linePhrase({ name, clauses }: NoteLine): Phrase {
  const words = clauses.flatMap((clause, index) => (index === 0 ? clause : [' ', ...clause]));
  return name === undefined ? words : [`${name} `, ...words];
}

/** The same for a terminal that shows no posts. */
export function omissionNotes(omitted: LeftOut, nameCommand?: NameCommand): string[] {
  return omissionLines(omitted).map((line) => phraseText(linePhrase(line), nameCommand));
}

/** `and 23 more from 2009: memories on 11-22 --year 2009`, below those of a section that were chosen. */
export function omittedPhrase({ count, year, command }: OmittedPosts): Phrase {
  return [`and ${formatNumber(count)} more from ${year}: `, { command }];
}

/** `23 more memories of 2012 and 2011: memories on 11-22`, for years of which none was chosen. */
export function otherYearsPhrase(count: number, years: readonly number[], day: PlainDate, several: boolean): Phrase {
  const [newest = 0, oldest = 0] = [years.at(0), years.at(-1)];
  const which = years.length > 3 ? formatYearSpan(oldest, newest) : formatList(years.map(String));
  const when = several ? ` on ${formatDay(day)}` : '';
  const what = pluralize(count, 'more memory', 'more memories');
  return [`${what} of ${which}${when}: `, { command: daysCommand(day, day) }];
}
