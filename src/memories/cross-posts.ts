// The same memory twice: who posts the same words on several networks within minutes has one memory of it, not two.

import { foldCase } from '../text/folding.ts';
import { lazyPattern } from '../text/lazy-pattern.ts';
import type { Network } from '../post/network.ts';
import type { Post } from '../post/post.ts';
import { byTime } from './ranking.ts';

/** How far apart such posts may be, in milliseconds: programs that post everywhere take some minutes, and people longer. */
export const MOST_APART = 5 * 60_000;

/** With fewer letters the same words can be chance, such as `Good morning everyone`. */
const LEAST_LETTERS = 20;
/** A letter of these scripts says as much as two of others. */
const dense = lazyPattern(String.raw`[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}]`, 'gu');
/** Some programs post addresses without saying that they are links. */
const ADDRESS = /\bhttps?:\/\/\S+/gi;
const noLetters = lazyPattern(String.raw`[^\p{L}\p{N}\p{M}]+`, 'gu');

/** What tells whether posts are the same memory. */
export type CrossPostable = Pick<
  Post,
  'id' | 'kind' | 'text' | 'spans' | 'postedAt' | 'dateOnly' | 'warning' | 'sensitive'
> & {
  readonly network: Network;
};

/**
 * The letters and digits of a text outside of links and mentions, which each network writes in its own way. Null where that is too
 * little, of retweets, and where the time isn't known.
 */
export function comparedWords({ kind, text, spans, dateOnly }: CrossPostable): string | null {
  if (kind === 'retweet' || dateOnly) return null;
  let words = '';
  let from = 0;
  for (const { type, start, end } of spans) {
    if ((type !== 'link' && type !== 'mention') || start < from) continue;
    words += text.slice(from, start);
    from = end;
  }
  const letters = foldCase((words + text.slice(from)).replace(ADDRESS, '')).replace(noLetters(), '');
  const count = Array.from(letters).length + (letters.match(dense())?.length ?? 0);
  return count < LEAST_LETTERS ? null : letters;
}

/**
 * Each post in one group: alone, or with those of other networks that have its words and come within minutes, at most one of each.
 * The order in which posts are given doesn't matter; groups and their posts come by time.
 */
export function groupCrossPosts<Found extends CrossPostable>(
  posts: readonly Found[],
): (readonly [Found, ...Found[]])[] {
  const groups: [Found, ...Found[]][] = [];
  /** By their words, the groups that may still grow. */
  const open = new Map<string, [Found, ...Found[]][]>();
  for (const post of [...posts].sort(byTime)) {
    const words = comparedWords(post);
    const near = (words === null ? [] : (open.get(words) ?? [])).filter(
      ([first]) => post.postedAt - first.postedAt <= MOST_APART,
    );
    const own = near.find((group) => group.every(({ network }) => network !== post.network));
    if (own) own.push(post);
    else {
      const group: [Found, ...Found[]] = [post];
      groups.push(group);
      near.push(group);
    }
    if (words !== null) open.set(words, near);
  }
  return groups;
}

/** Whether two posts say the same on different networks within minutes. */
export function areCrossPosts(one: CrossPostable, other: CrossPostable): boolean {
  if (one.network === other.network || Math.abs(one.postedAt - other.postedAt) > MOST_APART) return false;
  const words = comparedWords(one);
  return words !== null && words === comparedWords(other);
}

/**
 * The one of a group to show: one that is covered, so that no copy uncovers it; else that of a preferred network, such as the
 * one on which a thread begins, else the one with most media on this machine, else the longest, else the earliest.
 */
export function bestOf<Found extends CrossPostable>(
  [first, ...others]: readonly [Found, ...Found[]],
  mediaHere: (post: Found) => number,
  preferred: Network | null,
): Found {
  const rank = (post: Found): number[] => [
    Number(post.warning !== null),
    Number(post.sensitive),
    Number(post.network === preferred),
    mediaHere(post),
    Array.from(post.text).length,
  ];
  return others.reduce((best, post) => {
    const [one, other] = [rank(best), rank(post)];
    const at = one.findIndex((value, index) => value !== other[index]);
    if (at < 0) return byTime(best, post) <= 0 ? best : post;
    return (one[at] ?? 0) > (other[at] ?? 0) ? best : post;
  }, first);
}
