// How the site finds posts, without a page: what was typed becomes terms, and a post that has them all becomes an
// excerpt in which they are marked. It runs in a reader's browser, so it imports only what is small.

import { foldCase, SPACELESS } from '../../../text/folding.ts';
import { pluralize, MONTHS } from '../../../text/numbers-and-dates.ts';

/**
 * A post as the index has it: date, id, text, what is searched if that is not the text folded; with several accounts, whose;
 * the links of the text, and the photos.
 */
export type Entry = readonly [
  date: string,
  id: string,
  text: string,
  words: string | 0,
  account?: string | 0,
  links?: readonly Link[] | 0,
  photos?: readonly Photo[],
];

/** In UTF-16 units of the text; without an address it leads where its words say. */
export type Link = readonly [start: number, length: number, address?: string];

/** The address of its file, and what it shows. */
export type Photo = readonly [address: string, alt: string];

/** A word, or several that stand one after another. */
export interface Term {
  readonly text: string;
  /** One word: then most posts can be told from it by looking for its letters, which is faster. */
  readonly isWord: boolean;
  /** Where it stands in a folded text. */
  readonly pattern: RegExp;
}

const QUOTES = '"\u201c\u201d\u201e\u00ab\u00bb';
const PART = new RegExp(`[${QUOTES}]([^${QUOTES}]*)[${QUOTES}]?|[^\\s${QUOTES}]+`, 'gu');
const BEGINS_SPACELESS = new RegExp(`^${SPACELESS}`, 'u');

/** What was typed, as terms that a post must have, all of them; none if there is nothing to search for. */
export function termsOf(typed: string): Term[] {
  return Array.from(typed.matchAll(PART), ([all, quoted]) => foldCase(quoted ?? all).trim())
    .filter((text) => text !== '')
    .map((text) => ({ text, isWord: !/\s/.test(text), pattern: patternOf(text) }));
}

/** A word is found where a word begins; in scripts without spaces anywhere. */
function patternOf(term: string): RegExp {
  const escaped = term.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/\s+/g, '\\s+');
  const isWord = /^[\p{L}\p{N}]/u.test(term) && !BEGINS_SPACELESS.test(term);
  return new RegExp(`${isWord ? `(?<!(?!${SPACELESS})[\\p{L}\\p{N}\\p{M}])` : ''}${escaped}`, 'gu');
}

/** Whether a post has all that was typed. */
export function isMatch([, , text, words]: Entry, terms: readonly Term[]): boolean {
  const searched = words === 0 ? foldCase(text) : words;
  return terms.every((term) => {
    if (term.isWord && !searched.includes(term.text)) return false;
    return searched.search(term.pattern) >= 0;
  });
}

/** `22 November 2019`. */
export function dateName([date]: Entry): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return `${day} ${MONTHS[month - 1] ?? ''} ${year}`;
}

/** The post on its day's page. */
export function addressOf([date, id]: Entry): string {
  return `days/${date.slice(-5)}.html#t${id}`;
}

export function statusOf(count: number, shown: number, isDone: boolean): string {
  if (!isDone) return `${pluralize(count, 'post')} so far …`;
  if (count === 0) return 'Nothing found.';
  return `${pluralize(count, 'post')}${count > shown ? `, the newest ${shown} of them here` : ''}`;
}

/** Where only reading all texts would tell how many there are. */
export function statusOfMany(shown: number): string {
  return `More than ${pluralize(shown, 'post')}, the newest ${shown} here`;
}
