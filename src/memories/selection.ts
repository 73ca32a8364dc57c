// Which posts may be shown: who may see one at all, and why one is left out. Everything that shows, counts or exports posts
// asks here.

import type { PlainDate } from '../time/calendar.ts';
import type { AlsoAt, FoundPost, Block, Memory } from '../library/memory.ts';
import { FOR_FEW, isForFew } from '../post/audience.ts';
import type { Post } from '../post/post.ts';
import { isHidden, type HideRule } from './hide-rules.ts';

/** Who looks. */
export interface Viewer {
  /** False where others than the author may look: what was for a circle or for followers isn't even counted then. */
  readonly circle: boolean;
  /** Whether direct posts were asked for by name. Without that it's as if there were none. */
  readonly direct?: boolean;
}

interface Wanted {
  readonly retweets: boolean;
  readonly replies: boolean;
}

export interface Choice extends Viewer, Wanted {
  readonly timeZone: string;
  readonly hidden: readonly HideRule[];
}

/** How many posts are left out, for which reason. */
export interface Omitted {
  readonly retweets: number;
  readonly replies: number;
  readonly hidden: number;
}

interface YearOfMemories<Found extends FoundPost = Memory> {
  readonly year: number;
  readonly yearsAgo: number;
  /** By time. */
  readonly posts: readonly Found[];
  /** How many more there are, where only some were chosen. */
  readonly omitted?: number;
}

export interface Memories<Found extends FoundPost = Memory> {
  readonly date: PlainDate;
  readonly timeZone: string;
  /** Newest first; only years with something to show. */
  readonly years: readonly YearOfMemories<Found>[];
  /** How many there are, chosen or not. */
  readonly shown: number;
  readonly leftOut: Omitted;
  /** The handles of the accounts that were asked for. */
  readonly accounts: readonly string[];
}

/** Whether somebody may know of a post at all. */
export function isVisibleTo({ audience }: Pick<Post, 'audience'>, viewer: Viewer): boolean {
  if (audience === 'direct') return viewer.direct === true;
  return viewer.circle || !isForFew(audience);
}

/** The same as a condition of SQL on `tweets AS t`. */
export function visibleSql(viewer: Viewer): string {
  const unseen = FOR_FEW.filter((audience) => !isVisibleTo({ audience }, viewer));
  return unseen.length === 0 ? 'true' : `t.audience NOT IN (${unseen.map((audience) => `'${audience}'`).join(', ')})`;
}

/** Why a post is not shown; null when it is. */
export function omissionReason(post: Post, choice: Choice): keyof Omitted | null {
  return unwantedKind(post.kind, choice) ?? (isHidden(post, choice.hidden, choice.timeZone) ? 'hidden' : null);
}

/** What is known of a post's copies on other networks. */
export interface Copies {
  /** False if a copy is shown instead. */
  readonly isShown: boolean;
  /** Whether a rule hides it or any copy. */
  readonly isHidden: boolean;
  /** The others. */
  readonly alsoAt: readonly AlsoAt[];
}

export type FindCopies = (post: FoundPost) => Copies;

/** As `omissionReason`, where a memory is shown once, whatever networks it was posted on. */
export function omissionAmongCopies(
  post: FoundPost,
  choice: Choice,
  copiesOf: FindCopies | null,
): keyof Omitted | 'copy' | null {
  const reason = omissionReason(post, choice);
  if (copiesOf === null || (reason !== null && reason !== 'hidden')) return reason;
  const { isShown, isHidden: isAnyHidden } = copiesOf(post);
  if (!isShown) return 'copy';
  return isAnyHidden ? 'hidden' : reason;
}

/** A memory with the addresses of its copies, if it has any. */
export function withCopies(memory: Memory, copiesOf: FindCopies | null): Memory {
  const alsoAt = copiesOf?.(memory).alsoAt ?? [];
  return alsoAt.length === 0 ? memory : { ...memory, alsoAt };
}

/** Why posts of a kind are not shown. Threads are replies to oneself: they stay when replies are left out. */
export function unwantedKind(kind: Post['kind'], wanted: Wanted): 'retweets' | 'replies' | null {
  if (kind === 'retweet' && !wanted.retweets) return 'retweets';
  return kind === 'reply' && !wanted.replies ? 'replies' : null;
}

/** Arranges what was found in each year, newest year first, within a year in the order given. */
export function arrangeMemories<Found extends FoundPost>(
  date: PlainDate,
  found: readonly { readonly year: number; readonly posts: readonly Found[] }[],
  choice: Choice,
  copiesOf: FindCopies | null = null,
): Omit<Memories<Found>, 'accounts'> {
  const leftOut = { retweets: 0, replies: 0, hidden: 0 };
  const isShown = (post: Found): boolean => {
    const reason = omissionAmongCopies(post, choice, copiesOf);
    if (reason !== null && reason !== 'copy') leftOut[reason] += 1;
    return reason === null;
  };
  const years = found
    .map(({ year, posts }) => ({
      year,
      yearsAgo: date.year - year,
      posts: posts.filter((post) => isVisibleTo(post, choice) && isShown(post)),
    }))
    .filter(({ posts }) => posts.length > 0)
    .sort((a, b) => b.year - a.year);
  const shown = years.reduce((sum, { posts }) => sum + posts.length, 0);
  return { date, timeZone: choice.timeZone, years, shown, leftOut };
}

/** Puts the parts of each thread together, where its first part stands. */
export function blocksOf(posts: readonly Memory[]): Block[] {
  const blocks = new Map<string, Memory[]>();
  for (const post of posts) {
    const key = post.thread?.id ?? post.id;
    const block = blocks.get(key);
    if (block) block.push(post);
    else blocks.set(key, [post]);
  }
  return [...blocks.values()];
}
