// How much a post has to say, judging by what the archive knows. Points are whole numbers, each with a reason, so that
// it can be explained why a memory comes first.

import { ownLength } from './own-words.ts';
import { checkInOffset, isFed, isServiceSentence, type SentPost } from './program-words.ts';
import { stepsAbove, type Engagement, type Usual, type UsualEngagement } from './usual-engagement.ts';

/** What is considered of a post. */
export interface RankablePost extends SentPost, Engagement {
  readonly id: string;
  readonly kind: 'post' | 'reply' | 'thread' | 'quote' | 'retweet';
  /** The author's handle. */
  readonly account: string;
  readonly media: readonly {
    readonly type: 'photo' | 'video' | 'gif';
    readonly alt: string | null;
    /** Null when it is known not to be on this machine. */
    readonly file?: string | null;
  }[];
  readonly quotedHandle: string | null;
  /** The quoted post, if it is in the database, which has one's own only. */
  readonly quotedPost: object | null;
  /** The thread it is part of, by its first part's id. */
  readonly thread: { readonly id: string; readonly size: number } | null;
}

/** Why a post has points, or loses some. */
export type Reason =
  /** The length in Latin letters: a Chinese character counts as three. */
  | { readonly kind: 'words'; readonly length: number; readonly points: number }
  | { readonly kind: 'photos' | 'films' | 'gifs'; readonly count: number; readonly points: number }
  | { readonly kind: 'missing-media' | 'descriptions' | 'links'; readonly count: number; readonly points: number }
  | { readonly kind: 'likes' | 'retweets'; readonly count: number; readonly usual: number; readonly points: number }
  | { readonly kind: 'thread-start'; readonly parts: number; readonly points: number }
  | { readonly kind: 'thread-part' | 'quote-of-self'; readonly points: number }
  | { readonly kind: 'reply-to-other' | 'retweet-of-other' | 'bare-mention'; readonly points: number }
  | { readonly kind: 'check-in' | 'automatic'; readonly points: number };

/** What words alone can make, with 280 letters; a quarter of these make half of it, so that short ones have a chance. */
const MOST_FOR_WORDS = 40;
const MANY_LETTERS = 280;
const FIRST_PHOTO = 12;
const FURTHER_PHOTO = 2;
const MOST_PHOTOS = 4;
const FILM = 12;
/** Mostly taken from a keyboard's collection. */
const GIF = 3;
/** Photos that can't be shown say only that there was something to see. */
const MISSING_MEDIA = 3;
const DESCRIBED = 2;
const LINK = 1;
/** For each step above what is usual; the likes of a post that went around the world make no more than the most. */
const COUNTS = { likes: { step: 8, most: 24 }, retweets: { step: 4, most: 12 } };
const THREAD_START = 6;
/** It belongs to something longer. */
const THREAD_PART = 2;
const QUOTE_OF_SELF = 6;
const REPLY = -17;
const RETWEET = -35;
const BARE_MENTION = -8;
const CHECK_IN = -20;
const AUTOMATIC = -20;
/** A name and fewer letters than these is a wave of the hand: "@wren thank you so much". */
const FEW_LETTERS = 20;

/** Why a post comes where it comes: what gives it nothing is not among the reasons. */
export function reasonsFor(post: RankablePost, usual: UsualEngagement): readonly Reason[] {
  const { end, writer } = authorshipOf(post);
  const length = Math.round(ownLength(post, end));
  const reasons: Reason[] = [];
  if (length > 0) reasons.push({ kind: 'words', length, points: pointsForWords(length) });
  if (post.media.length > 0) addMedia(reasons, post);
  if (post.spans.length > 0) addLinks(reasons, post, end);
  if (post.kind !== 'retweet') {
    addCount(reasons, 'likes', post.likes, usual.likes);
    addCount(reasons, 'retweets', post.retweets, usual.retweets);
  }
  addStanding(reasons, post, length, writer);
  return reasons;
}

function pointsForWords(length: number): number {
  return Math.round(MOST_FOR_WORDS * Math.sqrt(Math.min(length, MANY_LETTERS) / MANY_LETTERS));
}

interface Authorship {
  /** Where the words of others or of a program begin. */
  readonly end: number;
  readonly writer: 'author' | 'check-in' | 'automatic';
}

function authorshipOf(post: RankablePost): Authorship {
  const { kind, text } = post;
  if (kind === 'retweet') return { end: text.length, writer: 'author' };
  const checkIn = checkInOffset(post);
  if (checkIn !== null) return { end: checkIn, writer: 'check-in' };
  if (isServiceSentence(post)) return { end: 0, writer: 'automatic' };
  const shared = text.search(/(?<![\p{L}\p{N}])RT [@＠]/u);
  return { end: shared < 0 ? text.length : shared, writer: isFed(post) ? 'automatic' : 'author' };
}

function addMedia(reasons: Reason[], { media }: RankablePost): void {
  const shown = media.filter(({ file }) => file !== null);
  const countOf = (wanted: string): number => shown.filter(({ type }) => type === wanted).length;
  const [photos, films, gifs] = [countOf('photo'), countOf('video'), countOf('gif')];
  if (photos > 0) {
    const further = Math.min(photos, MOST_PHOTOS) - 1;
    reasons.push({ kind: 'photos', count: photos, points: FIRST_PHOTO + FURTHER_PHOTO * further });
  }
  if (films > 0) reasons.push({ kind: 'films', count: films, points: FILM });
  if (gifs > 0) reasons.push({ kind: 'gifs', count: gifs, points: GIF });
  if (shown.length === 0) reasons.push({ kind: 'missing-media', count: media.length, points: MISSING_MEDIA });
  const described = media.filter(({ alt }) => (alt ?? '').trim() !== '').length;
  if (described > 0) reasons.push({ kind: 'descriptions', count: described, points: DESCRIBED });
}

function addLinks(reasons: Reason[], { kind, spans }: RankablePost, end: number): void {
  const links = spans.filter(({ type, start }) => type === 'link' && start < end).length;
  // A quote has one that only leads to what it quotes.
  const count = kind === 'quote' ? links - 1 : links;
  if (count > 0) reasons.push({ kind: 'links', count, points: LINK });
}

function addCount(reasons: Reason[], kind: keyof typeof COUNTS, count: number | null, usual: Usual | null): void {
  const { step, most } = COUNTS[kind];
  const points = Math.min(most, Math.round(step * stepsAbove(count, usual)));
  if (count !== null && usual !== null && points > 0) reasons.push({ kind, count, usual: usual.median, points });
}

/** What a post is among others: an answer, a beginning, a greeting. */
function addStanding(reasons: Reason[], post: RankablePost, length: number, writer: Authorship['writer']): void {
  const { kind, id, thread } = post;
  if (thread?.id === id) reasons.push({ kind: 'thread-start', parts: thread.size, points: THREAD_START });
  else if (kind === 'thread') reasons.push({ kind: 'thread-part', points: THREAD_PART });
  if (isQuoteOfSelf(post)) reasons.push({ kind: 'quote-of-self', points: QUOTE_OF_SELF });
  if (kind === 'reply') reasons.push({ kind: 'reply-to-other', points: REPLY });
  if (kind === 'retweet') reasons.push({ kind: 'retweet-of-other', points: RETWEET });
  if (writer === 'check-in') reasons.push({ kind: 'check-in', points: CHECK_IN });
  else if (writer === 'automatic') reasons.push({ kind: 'automatic', points: AUTOMATIC });
  else if (isBareMention(post, length)) reasons.push({ kind: 'bare-mention', points: BARE_MENTION });
}

function isQuoteOfSelf({ kind, quotedPost, quotedHandle, account }: RankablePost): boolean {
  if (kind === 'retweet') return false;
  return quotedPost !== null || quotedHandle?.toLowerCase() === account.toLowerCase();
}

function isBareMention({ kind, spans, media }: RankablePost, length: number): boolean {
  if (kind !== 'post' && kind !== 'reply') return false;
  return length < FEW_LETTERS && media.length === 0 && spans.some(({ type }) => type === 'mention');
}
