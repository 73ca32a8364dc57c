// A query as SQLite's full-text search wants it. Every word goes in quotes and holds no quotation mark: nothing that was
// typed can become syntax.

import { COMMON_YEAR, LEAP_YEAR, type PlainDate } from '../../time/calendar.ts';
import { parseHandle } from '../../post/handle.ts';
import type { HideRule } from '../../memories/hide-rules.ts';
import type { Query, Term } from '../query/query.ts';
import { wordsOf } from '../../text/words.ts';
import { initialOf, TRAIT, traitWord } from './entries.ts';

/** What the index can decide by itself. */
export interface Criteria extends Pick<Query, 'terms' | 'traits'> {
  readonly without: Pick<Query, 'terms' | 'traits'>;
  /** A post must be of any of these. */
  readonly accountIds: readonly number[];
  readonly areAllAccounts: boolean;
  /** Without those that are for only the people they name. */
  readonly isWithoutDirect: boolean;
  /** A post must be of any day of each list: `year:…` or `day:…`. */
  readonly days: readonly (readonly string[])[];
}

export function buildExpression(criteria: Criteria): string {
  const { terms, traits, accountIds, areAllAccounts, days } = criteria;
  const wanted = [...terms.map(termIn), ...traits.map(traitIn), ...days.map((list) => anyOf(list.map(traitIn)))];
  // An expression can't consist of what is unwanted alone.
  if (!areAllAccounts || wanted.length === 0) wanted.push(anyOf(accountIds.map((id) => traitIn(TRAIT.account(id)))));
  return [`(${wanted.join(' AND ')})`, ...unwantedIn(criteria)].join(' NOT ');
}

/** Finds what is unwanted; null when nothing is. */
export function unwantedBy(criteria: Criteria): string | null {
  const unwanted = unwantedIn(criteria);
  return unwanted.length === 0 ? null : anyOf(unwanted);
}

function unwantedIn({ without: { terms, traits }, isWithoutDirect }: Criteria): string[] {
  return [...terms.map(termIn), ...traits.map(traitIn), ...(isWithoutDirect ? [traitIn(TRAIT.direct)] : [])];
}

/**
 * Finds every post that rules may hide, and some more; null if the index can't. It has no ids: a post that is hidden by its
 * own isn't found, only other versions of it.
 */
export function possiblyHiddenBy(rules: readonly HideRule[]): string | null {
  const found = rules.map(possiblyHiddenByRule);
  return found.includes(null) ? null : anyOf(found.flatMap((one) => one ?? []));
}

function possiblyHiddenByRule({ kind, value }: HideRule): string[] | null {
  if (kind === 'tweet') return [traitIn(TRAIT.version(value))];
  if (kind === 'user') return parseHandle(value) === value ? [traitIn(TRAIT.person(value))] : [];
  if (kind === 'date') return daysAround(value.slice(-5)).map(traitIn);
  const words = wordsOf(value).map(({ word }) => word);
  // The beginning of an address, a mark without its letter and a part of a symbol (° of ℃) aren't words, but they can be hidden.
  if (words.length === 0 || /http|www|^[\p{M}\uff9e\uff9f]|(?![\0-\x7f]|\p{Extended_Pictographic})\p{S}/iu.test(value))
    return null;
  return [inRow(words), ...(words.length > 1 ? [acrossLink(words)] : [])];
}

/** Words in a row. What follows the last letter may be part of its word here, but not for a rule. */
function inRow(words: readonly string[]): string {
  return termIn({ words, isPrefix: true, isSigned: false });
}

/** Words that may be in a row once a link between them is left out. A quote's link has no trait of its own. */
function acrossLink(words: readonly string[]): string {
  const all = words.map((word) => inRow([word]));
  return `(${all.join(' AND ')} AND ${anyOf(['has:link', 'is:quote', 'is:retweet'].map(traitIn))})`;
}

/** The days of UTC in which a local day of every year, such as `02-28`, may lie. */
export function daysAround(monthAndDay: string): string[] {
  const [month = 1, day = 1] = monthAndDay.split('-').map(Number);
  const days = [LEAP_YEAR, COMMON_YEAR].flatMap((year) =>
    // The day after 28 February depends on the year, and so does the one before 1 March.
    [-1, 0, 1].map((shift) => new Date(Date.UTC(year, month - 1, day + shift)).toISOString().slice(5, 10)),
  );
  return [...new Set(days)].map(TRAIT.day);
}

/** The years of UTC, of those given, in which the local days from a first to a last may lie. */
export function yearsAround(first: PlainDate, last: PlainDate, years: readonly number[]): string[] {
  const [from, to] = [first.subtract({ days: 1 }).year, last.add({ days: 1 }).year];
  return years.filter((year) => year >= from && year <= to).map(TRAIT.year);
}

/** Whether the index has to go through all words that begin so. */
export function hasManyWords(term: Term): boolean {
  return term.isPrefix && !isInitial(term);
}

/** Any word that begins with a letter is a trait. */
function isInitial({ words: [word = '', ...more], isPrefix, isSigned }: Term): boolean {
  return isPrefix && !isSigned && more.length === 0 && initialOf(word) === word;
}

/** A whole word can only be in the columns of its kind, by its signs, and naming these takes a sixth longer; a beginning can't tell. */
function termIn(term: Term): string {
  const { words, isPrefix, isSigned } = term;
  if (isInitial(term)) return traitIn(words[0] ?? '');
  const phrase = `"${words.join(' ')}"`;
  return isPrefix ? `{${isSigned ? 'signed' : 'text links alt'}} : ${phrase} *` : phrase;
}

function traitIn(trait: string): string {
  return `"${traitWord(trait)}"`;
}

/** Finds nothing where there is nothing to choose from. */
function anyOf(expressions: readonly string[]): string {
  return expressions.length === 0 ? traitIn('none') : `(${expressions.join(' OR ')})`;
}
