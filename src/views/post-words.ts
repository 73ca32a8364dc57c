// What is said about a post besides its own text: as data, and in the words that all views share.

import { localDateOf, timeOfDay } from '../time/calendar.ts';
import type { Block, Memory, MemoryMedia } from '../library/memory.ts';
import { quotedUrl } from '../post/addresses.ts';
import type { Network } from '../post/network.ts';
import type { Span } from '../post/post.ts';
import { wordsOfNetwork } from './network-words.ts';
import { capitalize, pluralize, formatDay, formatNumber } from '../text/numbers-and-dates.ts';

/** `10:53`; empty for a post of which only the date is known. */
export function formatTimeOfDay(post: Memory, timeZone: string): string {
  return post.dateOnly ? '' : timeOfDay(post.postedAt, timeZone);
}

/** `22 November`, in the zone. */
export function formatPostDay(post: Memory, timeZone: string): string {
  return formatDay(localDateOf(post, timeZone));
}

/** `22 November 2019`, in the zone. */
export function formatPostDate(post: Memory, timeZone: string): string {
  return `${formatPostDay(post, timeZone)} ${localDateOf(post, timeZone).year}`;
}

/** What must be known before the text of a post is read. */
export type Circumstance =
  | { readonly type: 'circle' | 'followers' | 'direct' }
  | { readonly type: 'reply'; readonly to: string | null; readonly isKnown: boolean }
  | { readonly type: 'passedOn'; readonly words: string };

export function circumstancesOf({ audience, kind, replyToHandle, replyToUrl, network }: Memory): Circumstance[] {
  const found: Circumstance[] = [];
  const { passedOn } = wordsOfNetwork(network);
  if (kind === 'retweet' && passedOn !== null) found.push({ type: 'passedOn', words: passedOn });
  if (audience !== 'public' && audience !== 'unlisted') found.push({ type: audience });
  if (kind === 'reply') found.push({ type: 'reply', to: replyToHandle, isKnown: replyToUrl !== null });
  return found;
}

const FOR_WHOM = {
  circle: 'only for your circle',
  followers: 'only for your followers',
  direct: 'only for the people named in it',
} as const;

export function circumstanceWords(circumstance: Circumstance): string {
  if (circumstance.type === 'passedOn') return circumstance.words;
  if (circumstance.type !== 'reply') return FOR_WHOM[circumstance.type];
  if (circumstance.to !== null) return `replying to @${circumstance.to}`;
  return circumstance.isKnown ? 'replying to somebody' : 'replying to an account that is gone';
}

/** What is said of a post below its text, where there is anything to say. */
export type Fact = CountFact | { readonly type: 'edited' | 'cut' };

export interface CountFact {
  readonly type: 'likes' | 'retweets';
  readonly count: number;
  /** Whose word it has. */
  readonly network: Network;
}

export function factsOf({ likes, retweets, editOf, editedAt, extent, network }: Memory): Fact[] {
  const found: Fact[] = [];
  if (likes) found.push({ type: 'likes', count: likes, network });
  if (retweets) found.push({ type: 'retweets', count: retweets, network });
  if (editOf !== null || editedAt !== null) found.push({ type: 'edited' });
  if (extent === 'cut') found.push({ type: 'cut' });
  return found;
}

const STATES = { edited: 'edited', cut: 'cut short by the archive' };
const SIGNS = { likes: '♥', retweets: '↻' };

/** `♥ 3`, `↻ 1`, `edited`. */
export function shortFact(fact: Fact): string {
  return 'count' in fact ? `${SIGNS[fact.type]} ${formatNumber(fact.count)}` : STATES[fact.type];
}

/** `3 likes`, `1 retweet`, `edited`: where signs may not be seen. */
export function factWords(fact: Fact): string {
  return 'count' in fact ? `${formatNumber(fact.count)} ${countNoun(fact)}` : STATES[fact.type];
}

export function countNoun({ type, count, network }: CountFact): string {
  const [one, several] = wordsOfNetwork(network)[type];
  return count === 1 ? one : several;
}

/** What a medium is, for where it can't be shown: `photo`, `video, 1:05`. */
export function describeMedium({ type, duration }: MemoryMedia): string {
  const kind = { photo: 'photo', video: 'video', gif: 'GIF' }[type];
  if (duration === null) return kind;
  const seconds = Math.round(duration / 1000);
  return `${kind}, ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** The same for the beginning of a line. */
export function mediumTitle(medium: MemoryMedia): string {
  return capitalize(describeMedium(medium));
}

/** `Sensitive photo`, `2 sensitive photos`. */
export function describeSensitive(media: readonly MemoryMedia[]): string {
  const [kind, ...others] = new Set(media.map(({ type }) => type));
  if (kind === undefined || others.length > 0) return `${media.length} sensitive photos and videos`;
  const noun = { photo: 'photo', video: 'video', gif: 'GIF' }[kind];
  return media.length === 1 ? `Sensitive ${noun}` : pluralize(media.length, `sensitive ${noun}`);
}

/** What shows a post with its sensitive media. */
export function sensitiveCommand({ id }: Memory): string {
  return `memories show ${id} --sensitive`;
}

/** What a photo without a description is called: `Photo 2 of 4 from 22 November 2019`. */
export function photoAltText(index: number, all: number, when: string): string {
  return `${all > 1 ? `Photo ${index + 1} of ${all}` : 'Photo'} from ${when}`;
}

/** The parts of a thread that a block of it doesn't show. */
export interface ThreadRest {
  /** The thread's. */
  readonly id: string;
  readonly onOtherDays: number;
  readonly hidden: number;
  /** Of the same day. */
  readonly omitted: number;
}

/** Null when the block is not part of a thread, or all of it. */
export function threadRest(block: Block): ThreadRest | null {
  const thread = block[0]?.thread;
  if (!thread || thread.size <= block.length) return null;
  const { id, size, hidden = 0, omitted = 0 } = thread;
  return { id, onOtherDays: size - block.length - hidden - omitted, hidden, omitted };
}

/** `3 more parts of this thread on other days, 1 hidden`; of one that was cut `3 more parts of this thread`. */
export function threadRestWords({ onOtherDays, hidden, omitted }: ThreadRest): string {
  const more = Math.max(0, onOtherDays) + omitted;
  if (more === 0) return `${pluralize(hidden, 'hidden part')} of this thread`;
  const words = `${pluralize(more, 'more part')} of this thread${omitted > 0 ? '' : ' on other days'}`;
  return hidden > 0 ? `${words}, ${formatNumber(hidden)} hidden` : words;
}

/** What shows all of a thread. */
export function threadCommand(id: string): string {
  return `memories thread ${id}`;
}

/** A post that is quoted but not in the database. */
export interface MissingQuote {
  /** Its author's handle, if that is known. */
  readonly handle: string | null;
  readonly url: string;
  readonly network: Network;
}

export function missingQuote(post: Memory): MissingQuote | null {
  const url = post.quotedPost === null ? quotedUrl(post) : null;
  return url === null ? null : { handle: post.quotedHandle, url, network: post.network };
}

export function missingQuoteWords({ handle, network }: MissingQuote): string {
  return handle === null ? `quoting a ${wordsOfNetwork(network).post}` : `quoting @${handle}`;
}

/** The text without blank lines at its beginning, and without the link at its end that only leads to the quoted post. */
export function displayText(post: Memory): { text: string; spans: readonly Span[] } {
  const { text, spans } = withoutQuote(post);
  const [blank = ''] = /^(?:[^\S\n]*\n)+/.exec(text) ?? [];
  if (blank === '') return { text, spans };
  const moved = spans.map((span) => ({ ...span, start: span.start - blank.length, end: span.end - blank.length }));
  return { text: text.slice(blank.length), spans: moved };
}

function isAddressOfQuote(url: string, { quotedId, quotedUrl: address }: Memory): boolean {
  return url === address || (quotedId !== null && url.includes(`/${quotedId}`));
}

function withoutQuote(post: Memory): { text: string; spans: readonly Span[] } {
  const last = post.spans.at(-1);
  const leadsToQuote = last?.type === 'link' && last.url !== null && isAddressOfQuote(last.url, post);
  if (!last || !leadsToQuote || last.end !== post.text.length) return post;
  return { text: post.text.slice(0, last.start).trimEnd(), spans: post.spans.slice(0, -1) };
}
