// What somebody types to find posts: words, phrases, the beginnings of words, and conditions such as `since:2015`.

import { Temporal, type PlainDate } from '../../time/calendar.ts';
import { signedWordsOf, wordsOf } from '../../text/words.ts';
import { parseHandle } from '../../post/handle.ts';
import { editDistance } from '../../text/edit-distance.ts';

/** Words that stand one after another; or one with its sign, such as `#tag`. All folded. */
export interface Term {
  readonly words: readonly string[];
  /** The last word is only the beginning of one. */
  readonly isPrefix: boolean;
  readonly isSigned: boolean;
}

const TRAITS = {
  has: ['photo', 'video', 'gif', 'link', 'place'],
  is: ['reply', 'thread', 'quote', 'retweet'],
} as const;

/** What a post has or is, as `has:photo`. */
export type Trait = `has:${(typeof TRAITS.has)[number]}` | `is:${(typeof TRAITS.is)[number]}`;

/** From a first to a last local day, both included; or a day of every year, in which 29 February is none but itself. */
export type Days = { readonly first: PlainDate; readonly last: PlainDate } | { readonly everyYear: PlainDate };

/** All of it must be so. */
export interface Query {
  readonly terms: readonly Term[];
  readonly traits: readonly Trait[];
  /** Handles in lower case, any of which will do; none stands for all. */
  readonly from: readonly string[];
  readonly since: PlainDate | null;
  readonly until: PlainDate | null;
  /** Any of them will do; none stands for all. */
  readonly on: readonly Days[];
  /** What must not be so, none of it. */
  readonly without: Pick<Query, 'terms' | 'traits' | 'from'>;
}

/** Every post. */
export const EVERYTHING: Query = {
  terms: [],
  traits: [],
  from: [],
  since: null,
  until: null,
  on: [],
  without: { terms: [], traits: [], from: [] },
};

export type ParsedQuery =
  | { readonly ok: true; readonly query: Query }
  | { readonly ok: false; readonly problem: string; readonly hint: string };

/** More of them make no sense, and SQLite has its limits. */
const MOST_TERMS = 64;

/** A part of a query: what follows an optional minus is in quotation marks, or ends at a space. */
interface Part {
  readonly isWithout: boolean;
  readonly isQuoted: boolean;
  readonly text: string;
}

/** Thrown only within this file. */
class Unreadable extends Error {
  readonly hint: string;

  constructor(problem: string, hint: string) {
    super(problem);
    this.hint = hint;
  }
}

/** Reads a query; never throws, whatever was typed. */
export function parseQuery(typed: string): ParsedQuery {
  try {
    const parts = partsOf(typed.replaceAll('\0', ' '));
    const query = parts.reduce(withPart, EVERYTHING);
    if (isEverything(query)) throw emptyQueryError(typed);
    if (query.terms.length + query.without.terms.length > MOST_TERMS)
      throw new Unreadable(`there are more than ${MOST_TERMS} words in the query`, 'search for fewer');
    return { ok: true, query };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, problem: error.message, hint: error.hint };
    throw error;
  }
}

function emptyQueryError(typed: string): Unreadable {
  const problem = typed.trim() === '' ? 'there is nothing to search for' : `there is no word in "${typed.trim()}"`;
  return new Unreadable(problem, 'for example: memories search otter since:2015 has:photo');
}

function isEverything({ terms, traits, from, since, until, on, without }: Query): boolean {
  const lists = [terms, traits, from, on, without.terms, without.traits, without.from];
  return since === null && until === null && lists.every((list) => list.length === 0);
}

/** A phone or a word processor makes quotation marks of its own. */
const PART = /(?<minus>-?)(?:["“”„](?<quoted>[^"“”„]*)(?<end>["“”„]?)(?<star>\*?)|(?<bare>\S+))/gu;

function partsOf(typed: string): Part[] {
  return Array.from(typed.matchAll(PART), ({ groups = {} }) => {
    const { minus, quoted, end, star = '', bare = '' } = groups;
    if (quoted !== undefined && end === '') {
      throw new Unreadable(`a quotation mark is not closed: "${quoted.trim()}`, 'write "…" around a phrase');
    }
    return {
      isWithout: minus === '-',
      isQuoted: quoted !== undefined,
      text: quoted === undefined ? bare : quoted + star,
    };
  });
}

function withPart(query: Query, part: Part): Query {
  const [, name = '', value = ''] = part.isQuoted ? [] : (/^([a-z]+):(.*)$/isu.exec(part.text) ?? []);
  const field = FIELDS[name.toLowerCase()];
  if (field !== undefined && value === '') throw missingValueError(name.toLowerCase());
  if (field !== undefined) return part.isWithout ? excludeField(query, name, value, field) : field(query, value);
  if (name !== '') assertNotMistyped(name.toLowerCase(), value);
  const term = termOf(part);
  if (term === null) return query;
  const { without } = query;
  return part.isWithout
    ? { ...query, without: { ...without, terms: [...without.terms, term] } }
    : { ...query, terms: [...query.terms, term] };
}

/** Null for what has no word, such as a dash. */
function termOf({ text, isQuoted }: Part): Term | null {
  const words = wordsOf(text).map(({ word }) => word);
  if (words.length === 0) return null;
  const isPrefix = text.endsWith('*');
  const [signed, ...others] = isQuoted ? [] : signedWordsOf(text);
  const isAll = signed !== undefined && others.length === 0 && wordsOf(signed.word).length === words.length;
  return isAll ? { words: [signed.word], isPrefix, isSigned: true } : { words, isPrefix, isSigned: false };
}

type Field = (query: Query, value: string) => Query;

const FIELDS: Readonly<Partial<Record<string, Field>>> = {
  from: (query, value) => ({ ...query, from: [...query.from, handleOf(value)] }),
  has: (query, value) => ({ ...query, traits: [...query.traits, traitOf('has', value)] }),
  is: (query, value) => ({ ...query, traits: [...query.traits, traitOf('is', value)] }),
  since: (query, value) => ({ ...query, since: later(query.since, periodOf('since', value).first) }),
  until: (query, value) => ({ ...query, until: earlier(query.until, periodOf('until', value).last) }),
  on: (query, value) => ({ ...query, on: [...query.on, everyYearOf(value) ?? periodOf('on', value)] }),
};

const EXAMPLES: Readonly<Partial<Record<string, string>>> = {
  from: 'from:jack',
  has: 'has:photo',
  is: 'is:reply',
  since: 'since:2015',
  until: 'until:2015-03',
  on: 'on:2015-03-14',
};

function missingValueError(name: string): Unreadable {
  const hint = `write ${EXAMPLES[name] ?? name}, without a space; to find the word, quote it: '"${name}:"'`;
  return new Unreadable(`${name}: has nothing after it`, hint);
}

function excludeField(query: Query, name: string, value: string, field: Field): Query {
  if (!['from', 'has', 'is'].includes(name.toLowerCase())) {
    throw new Unreadable(`-${name}:${value} can't be searched for`, 'words, from:, has: and is: can have a minus');
  }
  const { terms, traits, from } = field({ ...EVERYTHING, ...query.without }, value);
  return { ...query, without: { terms, traits, from } };
}

function handleOf(value: string): string {
  const handle = parseHandle(value);
  if (handle === null) throw new Unreadable(`from:${value} names no account`, 'for example: from:jack');
  return handle.toLowerCase();
}

function traitOf(name: 'has' | 'is', value: string): Trait {
  const singular = value.toLowerCase().replace(/s$/, '');
  const known = TRAITS[name].find((one) => one === singular || `${one.slice(0, -1)}ie` === singular);
  if (known !== undefined) return `${name}:${known}` as Trait;
  throw new Unreadable(
    `${name}:${value} is unknown`,
    `there are: ${TRAITS[name].map((one) => `${name}:${one}`).join(', ')}`,
  );
}

function later(a: PlainDate | null, b: PlainDate): PlainDate {
  return a !== null && Temporal.PlainDate.compare(a, b) > 0 ? a : b;
}

function earlier(a: PlainDate | null, b: PlainDate): PlainDate {
  return a !== null && Temporal.PlainDate.compare(a, b) < 0 ? a : b;
}

/** The days of `2015`, `2015-03` or `2015-03-14`. */
function periodOf(name: string, value: string): { first: PlainDate; last: PlainDate } {
  const [, year, month, day] = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(value) ?? [];
  const first = year === undefined ? null : dateOrNull(Number(year), Number(month ?? 1), Number(day ?? 1));
  if (first === null) {
    const everyYear = name === 'on' ? ', 03-14 (of every year)' : '';
    throw new Unreadable(`${name}:${value} is no date`, `a date is 2015, 2015-03, 2015-03-14${everyYear}`);
  }
  if (day !== undefined) return { first, last: first };
  const next = month === undefined ? first.add({ years: 1 }) : first.add({ months: 1 });
  return { first, last: next.subtract({ days: 1 }) };
}

/** A year with a 29 February, for days of every year. */
const LEAP_YEAR = 2024;

function everyYearOf(value: string): Days | null {
  const [, month, day] = /^(\d{1,2})-(\d{1,2})$/.exec(value) ?? [];
  const everyYear = month === undefined ? null : dateOrNull(LEAP_YEAR, Number(month), Number(day));
  return everyYear && { everyYear };
}

function dateOrNull(year: number, month: number, day: number): PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return null;
  }
}

/** What other programs call these conditions. */
const OTHER_NAMES: Readonly<Partial<Record<string, string>>> = {
  after: 'since',
  before: 'until',
  by: 'from',
  user: 'from',
  account: 'from',
  date: 'on',
  filter: 'has',
};

/** `form:jack` is a mistake, `http://…` and `re:invent` are not. Two letters are too few to guess from. */
function assertNotMistyped(name: string, value: string): void {
  const near = Object.keys(FIELDS).find((known) => known.length > 3 && name.length > 3 && isNear(name, known));
  const meant = OTHER_NAMES[name] ?? near;
  if (meant === undefined) return;
  const shown = `${name}:${value}`;
  throw new Unreadable(
    `there is no ${name}:`,
    `did you mean ${meant}:${value}? To find these words, quote them: '"${shown}"'`,
  );
}

function isNear(typed: string, known: string): boolean {
  const isSwapped = typed !== known && sorted(typed) === sorted(known);
  return isSwapped || editDistance(typed, known) === 1;
}

function sorted(name: string): string {
  return Array.from(name).sort().join('');
}
