// A query as SQLite's full-text search wants it. Every word goes in quotes and holds no quotation mark: nothing that was
// typed can become syntax.

import type { PlainDate } from '../../time/calendar.ts';
import type { HideRule } from '../../memories/hide-rules.ts';
import type { Query, Term } from '../query/query.ts';
import { SPACELESS } from '../../text/folding.ts';
import { wordsOf, type Word } from '../../text/words.ts';
import { TRAIT } from './entries.ts';

/** What a full-text search can decide by itself. */
export interface Criteria extends Pick<Query, 'terms' | 'traits'> {
  readonly without: Pick<Query, 'terms' | 'traits'>;
  /** Any of these. */
  readonly accountIds: readonly number[];
  readonly areAllAccounts: boolean;
  /** Of each list any: `year:…` or `day:…`. */
  readonly days: readonly (readonly string[])[];
}

export function buildExpression({ terms, traits, without, accountIds, areAllAccounts, days }: Criteria): string {
  const wanted = [...terms.map(termIn), ...traits.map(traitIn), ...days.map((list) => anyOf(list.map(traitIn)))];
  // There must be something to find.
  if (!areAllAccounts || wanted.length === 0) wanted.push(anyOf(accountIds.map((id) => traitIn(TRAIT.account(id)))));
  return [`(${wanted.join(' AND ')})`, ...unwantedIn(without)].join(' NOT ');
}

/** What has anything that is unwanted; null when nothing is. */
export function unwantedBy({ without }: Criteria): string | null {
  const unwanted = unwantedIn(without);
  return unwanted.length === 0 ? null : anyOf(unwanted);
}

function unwantedIn({ terms, traits }: Criteria['without']): string[] {
  return [...terms.map(termIn), ...traits.map(traitIn)];
}

/**
 * What may be hidden by rules, and perhaps more; null when the index can't tell. Posts that are hidden by their ids are
 * not among it, only other versions of them.
 */
export function possiblyHiddenBy(rules: readonly HideRule[]): string | null {
  const found = rules.map(hidableByRule);
  return found.includes(null) ? null : anyOf(found.flatMap((one) => one ?? []));
}

function hidableByRule({ kind, value }: HideRule): string[] | null {
  if (kind === 'tweet') return [traitIn(TRAIT.version(value))];
  if (kind === 'user') return /^\w+$/.test(value) ? [traitIn(TRAIT.person(value))] : [];
  if (kind === 'date') return daysAround(value.slice(-5)).map(traitIn);
  const words = wordsOf(value);
  // The beginning of an address and a mark without its letter aren't words, but they can be hidden.
  if (words.length === 0 || /http|www|^[\p{M}\uff9e\uff9f]/iu.test(value)) return null;
  const phrases = phrasesOf(words).map((phrase, index, { length }) =>
    // What follows the last letter may be part of its word here, but not for the rule.
    termIn({ words: phrase, isPrefix: index === length - 1, isSigned: false }),
  );
  return [`(${phrases.join(' AND ')})`];
}

/** Words that stand together in the index wherever the rule finds them: others may be parted, an address in one column and the rest in another. */
function phrasesOf(words: readonly Word[]): string[][] {
  const phrases: string[][] = [];
  for (const [index, { word, start }] of words.entries()) {
    const joins = words[index - 1]?.end === start && IS_SPACELESS.test(word);
    if (joins && IS_SPACELESS.test(phrases.at(-1)?.[0] ?? '')) phrases.at(-1)?.push(word);
    else phrases.push([word]);
  }
  return phrases;
}

const IS_SPACELESS = new RegExp(`^${SPACELESS}`, 'u');

/** The days of UTC on which a local day of every year, such as `02-28`, may lie. */
export function daysAround(monthAndDay: string): string[] {
  const [month = 1, day = 1] = monthAndDay.split('-').map(Number);
  const days = [2024, 2023].flatMap((year) =>
    // The day after 28 February is not the same one every year, nor is the one before 1 March.
    [-1, 0, 1].map((shift) => new Date(Date.UTC(year, month - 1, day + shift)).toISOString().slice(5, 10)),
  );
  return [...new Set(days)].map(TRAIT.day);
}

/** Of these years of UTC those in which the local days from a first to a last may lie. */
export function yearsAround(first: PlainDate, last: PlainDate, years: readonly number[]): string[] {
  const [from, to] = [first.subtract({ days: 1 }).year, last.add({ days: 1 }).year];
  return years.filter((year) => year >= from && year <= to).map(TRAIT.year);
}

/** By their signs whole words are in no other column than theirs, and to say which takes a sixth longer. */
function termIn({ words, isPrefix, isSigned }: Term): string {
  const phrase = `"${words.join(' ')}"`;
  return isPrefix ? `{${isSigned ? 'signed' : 'text links alt'}} : ${phrase} *` : phrase;
}

function traitIn(trait: string): string {
  return `"${trait}"`;
}

/** Nothing at all when there is nothing to choose from. */
function anyOf(expressions: readonly string[]): string {
  return expressions.length === 0 ? traitIn('none') : `(${expressions.join(' OR ')})`;
}
