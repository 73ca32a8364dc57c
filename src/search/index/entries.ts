// A post as an entry of the search index: its words, and its traits as more words, so that SQLite finds and counts without
// reading posts.

import { SPACELESS } from '../../text/folding.ts';
import { lazyPattern } from '../../text/lazy-pattern.ts';
import { searchWordsOf, signedWordsOf, wordsOf, type Word } from '../../text/words.ts';
import { dayNumber } from '../../time/calendar.ts';
import type { Trait } from '../query/query.ts';
import { textsBeside } from '../../post/beside-text.ts';
import { comparedHandle, mentionedHandles, parseHandle } from '../../post/handle.ts';
import type { Audience } from '../../post/audience.ts';
import type { Media, Poll, Span, Post } from '../../post/post.ts';

/** What of a post its entry is made from. */
export interface IndexedPost {
  readonly accountId: number;
  /** Milliseconds since 1970 UTC. */
  readonly postedAt: number;
  readonly kind: Post['kind'];
  readonly text: string;
  readonly spans: readonly Span[];
  readonly media: readonly Media[];
  readonly warning: string | null;
  readonly poll: Poll | null;
  readonly audience: Audience;
  readonly replyToHandle: string | null;
  readonly quotedId: string | null;
  readonly quotedHandle: string | null;
  readonly editOf: string | null;
  /** The archive knows where it was written. */
  readonly hasPlace: boolean;
  /** Another part of a thread answers it. */
  readonly isContinued: boolean;
}

/** Traits that no query names. Days are those of UTC. */
export const TRAIT = {
  account: (id: number): string => `by:${id}`,
  /** Mentioned, replied to or quoted. Points and dashes would end the word. */
  person: (handle: string): string => `with:${comparedHandle(handle).replace(/[^\w@]/g, '_')}`,
  /** For only the people it names. */
  direct: 'for:direct',
  version: (id: string): string => `version:${id}`,
  year: (year: number): string => `year:${year}`,
  /** Of every year, as `11-22`. */
  day: (monthAndDay: string): string => `day:${monthAndDay.replace('-', '')}`,
} as const;

/** A trait as a word of the index. No other begins with this sign, so that none is gone through for the beginning of a word. */
export function traitWord(trait: string): string {
  return `:${trait}`;
}

/**
 * The cells of an entry: text, links, alt (and what else is written beside the text), signed, traits. Words of links are in the
 * first too: there phrases are looked for. Initials follow it, since the first cell takes the least room.
 */
export function entryOf(post: IndexedPost): [string, string, string, string, string] {
  const { all, links, signed } = searchWordsOf(post.text, post.spans);
  const alts = textsBeside(post);
  const altWords = alts.flatMap(wordsOf);
  return [
    [together(all), ...initialsOf(all, altWords).map(traitWord)].join(' '),
    together(links),
    together(altWords),
    together([...signed, ...alts.flatMap(signedWordsOf)]),
    traitsOf(post).map(traitWord).join(' '),
  ];
}

/** The first letters and digits of words, each once: traits, since a large part of all posts has words that begin with one. */
function initialsOf(...lists: readonly (readonly Word[])[]): string[] {
  const initials = new Set<string>();
  for (const list of lists) {
    for (const { word } of list) {
      const initial = initialOf(word);
      if (initial !== null) initials.add(initial);
    }
  }
  return [...initials];
}

/** One code point; null for a symbol, and in scripts without spaces, where a word is hardly longer. */
export function initialOf(word: string): string | null {
  const code = word.charCodeAt(0);
  if (code < 128) return word.charAt(0);
  return initialPattern().exec(word)?.[0] ?? null;
}

const initialPattern = lazyPattern(String.raw`^(?!${SPACELESS})[\p{L}\p{N}]`, 'u');

function together(words: readonly Word[]): string {
  return words.map(({ word }) => word).join(' ');
}

function traitsOf(post: IndexedPost): string[] {
  const people = [post.replyToHandle, post.quotedHandle, ...mentionedHandles(post)].filter((name) => name !== null);
  return [
    TRAIT.account(post.accountId),
    ...whenWritten(post.postedAt),
    ...whatItIs(post),
    ...[...new Set(post.media.map(({ type }) => `has:${type}`))],
    ...(post.hasPlace ? ['has:place'] : []),
    ...(post.spans.some((span) => isLinkOfItsOwn(span, post)) ? ['has:link'] : []),
    ...[...new Set(people.filter((name) => parseHandle(name) === name).map(TRAIT.person))],
    ...(post.audience === 'direct' ? [TRAIT.direct] : []),
    ...(post.editOf === null ? [] : [TRAIT.version(post.editOf)]),
  ];
}

let lastDay = { number: NaN, traits: [''] };

/** The year and the day. Posts come in order of time, so many of a day follow one another: writing each date takes a tenth of the time. */
function whenWritten(postedAt: number): readonly string[] {
  const number = dayNumber(postedAt);
  if (number !== lastDay.number) {
    const date = new Date(postedAt).toISOString();
    lastDay = { number, traits: [TRAIT.year(Number(date.slice(0, 4))), TRAIT.day(date.slice(5, 10))] };
  }
  return lastDay.traits;
}

function whatItIs({ kind, quotedId, isContinued }: IndexedPost): Trait[] {
  const traits: Trait[] = [];
  if (kind === 'reply' || kind === 'retweet') traits.push(`is:${kind}`);
  if (kind === 'thread' || isContinued) traits.push('is:thread');
  if (kind === 'quote' || (quotedId !== null && kind !== 'retweet')) traits.push('is:quote');
  return traits;
}

/** A quote ends with the address of the quoted post, which isn't a link that people look for. */
function isLinkOfItsOwn({ type, url }: Span, { quotedId }: IndexedPost): boolean {
  return type === 'link' && (quotedId === null || url?.includes(`/status/${quotedId}`) !== true);
}
