// What somebody types to find posts becomes a query.

import { signedWordsOf, wordsOf } from '../../text/words.ts';
import { QueryError, withCondition } from './conditions.ts';
import { EVERYTHING, type Query, type Term } from './query.ts';

export type ParsedQuery =
  | { readonly ok: true; readonly query: Query }
  | { readonly ok: false; readonly problem: string; readonly hint: string };

/** More words make no sense, and SQLite has limits. */
const MOST_TERMS = 64;

/** A part of a query: what follows an optional minus is in quotation marks, or ends at a space. */
interface Part {
  readonly isWithout: boolean;
  readonly isQuoted: boolean;
  readonly text: string;
}

/** Reads a query; never throws, whatever was typed. */
export function parseQuery(typed: string): ParsedQuery {
  try {
    const parts = partsOf(typed.replaceAll('\0', ' '));
    assertNoOperators(parts);
    const query = parts.reduce(withPart, EVERYTHING);
    if (isEverything(query)) throw emptyQueryError(typed);
    if (query.terms.length + query.without.terms.length > MOST_TERMS)
      throw new QueryError(`there are more than ${MOST_TERMS} words in the query`, 'search for fewer');
    return { ok: true, query };
  } catch (error) {
    if (error instanceof QueryError) return { ok: false, problem: error.message, hint: error.hint };
    throw error;
  }
}

function emptyQueryError(typed: string): QueryError {
  const problem = typed.trim() === '' ? 'there is nothing to search for' : `there is no word in "${typed.trim()}"`;
  return new QueryError(problem, 'for example: memories search otter since:2015 has:photo');
}

function isEverything({ terms, traits, from, networks, since, until, on, without }: Query): boolean {
  const lists = [terms, traits, from, networks, on, ...Object.values(without)];
  return since === null && until === null && lists.every((list) => list.length === 0);
}

/** Phones and word processors make quotation marks of their own. Only a single minus is one: `--force` can be searched for. */
const PART = /(?<minus>-(?!-))?(?:["“”„](?<quoted>[^"“”„]*)(?<end>["“”„]?)(?<star>\*?)|(?<bare>\S+))/gu;

function partsOf(typed: string): Part[] {
  return Array.from(typed.matchAll(PART), ({ groups = {} }) => {
    const { minus, quoted, end, star = '', bare = '' } = groups;
    if (quoted !== undefined && end === '') {
      throw new QueryError(`a quotation mark is not closed: "${quoted.trim()}`, 'write "…" around a phrase');
    }
    return {
      isWithout: minus === '-',
      isQuoted: quoted !== undefined,
      text: quoted === undefined ? bare : quoted + star,
    };
  });
}

/** A query as it was typed, without `from:` and `-from:`. */
export function withoutAccounts(typed: string): string {
  const parts = Array.from(typed.matchAll(PART), ([part]) => part);
  return parts.filter((part) => !/^-?from:/i.test(part)).join(' ');
}

/** What other programs put between words. Where all is in capitals they are words like the others. */
const OPERATORS: Readonly<Record<string, string>> = {
  OR: 'every word must be there: search for one after the other',
  AND: 'every word must be there anyway: leave it out',
};

function assertNoOperators(parts: readonly Part[]): void {
  const isShouted = !parts.some(({ text }) => /\p{Ll}/u.test(text));
  const bare = parts.slice(1, -1).find(({ text, isQuoted }) => !isQuoted && Object.hasOwn(OPERATORS, text));
  if (isShouted || bare === undefined) return;
  const hint = `${OPERATORS[bare.text] ?? ''}; to find the word itself, quote it: '"${bare.text}"'`;
  throw new QueryError(`${bare.text} does nothing between words`, hint);
}

function withPart(query: Query, part: Part): Query {
  const conditional = part.isQuoted ? null : withCondition(query, part);
  const term = conditional ? null : termOf(part);
  if (conditional || term === null) return conditional ?? query;
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
