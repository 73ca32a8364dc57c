// What is said about a post besides its own text, the same in every view.

import { localTimeOf } from '../time/calendar.ts';
import type { Block, Memory, MemoryMedia } from '../library/memory.ts';
import { postUrl, type Span } from '../post/post.ts';
import { pluralize, formatNumber } from '../text/numbers-and-dates.ts';

/** `10:53`, or nothing for a post whose time was lost. */
export function formatTimeOfDay(post: Memory, timeZone: string): string {
  return post.dateOnly ? '' : localTimeOf(post.postedAt, timeZone).slice(11, 16);
}

/** What must be known before the text is read. */
export function contextLines(post: Memory): string[] {
  const lines: string[] = [];
  if (post.circle) lines.push('only for your circle');
  if (post.kind === 'reply') {
    lines.push(
      post.replyToHandle === null ? 'replying to an account that is gone' : `replying to @${post.replyToHandle}`,
    );
  }
  return lines;
}

/** Numbers and states, each short: `♥ 3`, `↻ 1`, `edited`. */
export function factWords(post: Memory, withAccount: boolean): string[] {
  return [
    withAccount ? `@${post.account}` : '',
    post.likes ? `♥ ${formatNumber(post.likes)}` : '',
    post.retweets ? `↻ ${formatNumber(post.retweets)}` : '',
    post.editOf === null ? '' : 'edited',
    post.extent === 'cut' ? 'cut short by the archive' : '',
  ].filter(Boolean);
}

/** What a medium is, for where it can't be shown: `photo`, `video, 1:05`. */
export function describeMedium({ type, duration }: MemoryMedia): string {
  const kind = { photo: 'photo', video: 'video', gif: 'GIF' }[type];
  if (duration === null) return kind;
  const seconds = Math.round(duration / 1000);
  return `${kind}, ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** `Sensitive photo`, `2 sensitive photos`. */
export function describeSensitive(media: readonly MemoryMedia[]): string {
  const [kind, ...others] = new Set(media.map(({ type }) => type));
  if (kind === undefined || others.length > 0) return `${media.length} sensitive photos and films`;
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

/** `3 more parts of this thread on other days, 1 hidden`, when a block shows only some of its thread. */
export function threadWords(block: Block): { words: string; command: string } | null {
  const [first] = block;
  if (!first?.thread || first.thread.size <= block.length) return null;
  const { id, size, hidden = 0 } = first.thread;
  const others = size - block.length - hidden;
  const elsewhere = others > 0 ? `${pluralize(others, 'more part')} of this thread on other days` : '';
  const apart =
    elsewhere === '' ? `${pluralize(hidden, 'hidden part')} of this thread` : `, ${formatNumber(hidden)} hidden`;
  return { words: elsewhere + (hidden > 0 ? apart : ''), command: `memories thread ${id}` };
}

/** The post a quote leads to, when it is not in the database. */
export function missingQuote(post: Memory): { words: string; url: string } | null {
  if (post.quotedId === null || post.quotedPost !== null) return null;
  const handle = post.quotedHandle ?? 'i';
  return {
    words: post.quotedHandle === null ? 'quoting a tweet' : `quoting @${post.quotedHandle}`,
    url: postUrl(handle, post.quotedId),
  };
}

/** An address's longest short form, in code points. */
const SHORT_ADDRESS = 40;

/** `https://www.example.org/a/long/way/to/somewhere` as `example.org/a/long/way…`; the host is always whole. */
export function shortenAddress(address: string): string {
  const bare = address.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, '');
  const host = /^[^/?#]*/.exec(bare)?.[0] ?? '';
  const characters = Array.from(bare);
  const length = Math.max(SHORT_ADDRESS, Array.from(host).length + 1);
  return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : bare;
}

/** The text without the link at its end that only leads to the quoted post, which is shown or named anyway. */
export function displayText(post: Memory): { text: string; spans: readonly Span[] } {
  const last = post.spans.at(-1);
  const leadsToQuote =
    post.quotedId !== null && last?.type === 'link' && last.url?.includes(`/${post.quotedId}`) === true;
  if (!last || !leadsToQuote || last.end !== post.text.length) return post;
  return { text: post.text.slice(0, last.start).trimEnd(), spans: post.spans.slice(0, -1) };
}
