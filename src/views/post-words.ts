// What is said about a tweet besides its own text, the same in every view.

import { localTimeOf } from '../time/calendar.ts';
import type { Block, Memory, MemoryMedia } from '../library/memory.ts';
import { tweetUrl, type Span } from '../post/post.ts';
import { counted, grouped } from '../text/numbers-and-dates.ts';

/** `10:53`, or nothing for a tweet whose time was lost. */
export function timeInWords(tweet: Memory, timeZone: string): string {
  return tweet.dateOnly ? '' : localTimeOf(tweet.postedAt, timeZone).slice(11, 16);
}

/** What must be known before the text is read. */
export function contextOf(tweet: Memory): string[] {
  const lines: string[] = [];
  if (tweet.circle) lines.push('only for your circle');
  if (tweet.kind === 'reply') {
    lines.push(
      tweet.replyToHandle === null ? 'replying to an account that is gone' : `replying to @${tweet.replyToHandle}`,
    );
  }
  return lines;
}

/** Numbers and states, each short: `♥ 3`, `↻ 1`, `edited`. */
export function factsOf(tweet: Memory, withAccount: boolean): string[] {
  return [
    withAccount ? `@${tweet.account}` : '',
    tweet.likes ? `♥ ${grouped(tweet.likes)}` : '',
    tweet.retweets ? `↻ ${grouped(tweet.retweets)}` : '',
    tweet.editOf === null ? '' : 'edited',
    tweet.extent === 'cut' ? 'cut short by the archive' : '',
  ].filter(Boolean);
}

/** What a medium is, for where it can't be shown: `photo`, `video, 1:05`. */
export function mediumInWords({ type, duration }: MemoryMedia): string {
  const kind = { photo: 'photo', video: 'video', gif: 'GIF' }[type];
  if (duration === null) return kind;
  const seconds = Math.round(duration / 1000);
  return `${kind}, ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** `Sensitive photo`, `2 sensitive photos`. */
export function sensitiveInWords(media: readonly MemoryMedia[]): string {
  const [kind, ...others] = new Set(media.map(({ type }) => type));
  if (kind === undefined || others.length > 0) return `${media.length} sensitive photos and films`;
  const noun = { photo: 'photo', video: 'video', gif: 'GIF' }[kind];
  return media.length === 1 ? `Sensitive ${noun}` : counted(media.length, `sensitive ${noun}`);
}

/** What shows a tweet with its sensitive media. */
export function sensitiveCommand({ id }: Memory): string {
  return `memories show ${id} --sensitive`;
}

/** What a photo without a description is called: `Photo 2 of 4 from 22 November 2019`. */
export function photoName(index: number, all: number, when: string): string {
  return `${all > 1 ? `Photo ${index + 1} of ${all}` : 'Photo'} from ${when}`;
}

/** `3 more parts of this thread on other days, 1 hidden`, when a block shows only some of its thread. */
export function threadWords(block: Block): { words: string; command: string } | null {
  const [first] = block;
  if (!first?.thread || first.thread.size <= block.length) return null;
  const { id, size, hidden = 0 } = first.thread;
  const others = size - block.length - hidden;
  const elsewhere = others > 0 ? `${counted(others, 'more part')} of this thread on other days` : '';
  const apart = elsewhere === '' ? `${counted(hidden, 'hidden part')} of this thread` : `, ${grouped(hidden)} hidden`;
  return { words: elsewhere + (hidden > 0 ? apart : ''), command: `memories thread ${id}` };
}

/** The tweet a quote leads to, when it is not in the database. */
export function missingQuote(tweet: Memory): { words: string; url: string } | null {
  if (tweet.quotedId === null || tweet.quotedTweet !== null) return null;
  const handle = tweet.quotedHandle ?? 'i';
  return {
    words: tweet.quotedHandle === null ? 'quoting a tweet' : `quoting @${tweet.quotedHandle}`,
    url: tweetUrl(handle, tweet.quotedId),
  };
}

/** An address's longest short form, in code points. */
const SHORT_ADDRESS = 40;

/** `https://www.example.org/a/long/way/to/somewhere` as `example.org/a/long/way…`; the host is always whole. */
export function shortAddress(address: string): string {
  const bare = address.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, '');
  const host = /^[^/?#]*/.exec(bare)?.[0] ?? '';
  const characters = Array.from(bare);
  const length = Math.max(SHORT_ADDRESS, Array.from(host).length + 1);
  return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : bare;
}

/** The text without the link at its end that only leads to the quoted tweet, which is shown or named anyway. */
export function shownText(tweet: Memory): { text: string; spans: readonly Span[] } {
  const last = tweet.spans.at(-1);
  const leadsToQuote =
    tweet.quotedId !== null && last?.type === 'link' && last.url?.includes(`/${tweet.quotedId}`) === true;
  if (!last || !leadsToQuote || last.end !== tweet.text.length) return tweet;
  return { text: tweet.text.slice(0, last.start).trimEnd(), spans: tweet.spans.slice(0, -1) };
}
