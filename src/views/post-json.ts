// Tweets and days as JSON. The shape is a promise to other programs: fields may be added, never renamed or removed.

import { localTimeOf, Temporal } from '../time/calendar.ts';
import type { Memories } from '../memories/selection.ts';
import type { Memory } from '../library/memory.ts';
import { tweetUrl } from '../post/post.ts';
import { jsonText } from '../text/json.ts';

/** One day: the README documents this shape. Ends with a new line. */
export function jsonOfDay(memories: Memories): string {
  return jsonText(dayObject(memories));
}

/** Several days. Ends with a new line. */
export function jsonOfDays(days: readonly Memories[]): string {
  return jsonText({ days: days.map(dayObject) });
}

function dayObject({ date, timeZone, years, shown, leftOut }: Memories): object {
  return {
    date: date.toString(),
    timeZone,
    years: years.map(({ year, yearsAgo, tweets }) => ({
      year,
      yearsAgo,
      tweets: tweets.map((tweet) => tweetObject(tweet, timeZone)),
    })),
    shown,
    leftOut,
  };
}

/** One tweet, as in a day. */
export function tweetObject(tweet: Memory, timeZone: string): object {
  const instant = Temporal.Instant.fromEpochMilliseconds(tweet.postedAt);
  const bareDate = instant.toString().slice(0, 10);
  return {
    id: tweet.id,
    account: tweet.account,
    url: tweetUrl(tweet.account, tweet.id),
    postedAt: tweet.dateOnly ? bareDate : instant.toString({ smallestUnit: 'millisecond' }),
    localTime: tweet.dateOnly ? bareDate : localTimeOf(tweet.postedAt, timeZone),
    dateOnly: tweet.dateOnly,
    kind: tweet.kind,
    text: tweet.text,
    spans: tweet.spans,
    media: tweet.media.map(({ type, url, file, alt, width, height, duration }) => ({
      type,
      url,
      file,
      alt,
      width,
      height,
      duration,
    })),
    likes: tweet.likes,
    retweets: tweet.retweets,
    replyTo: replyTo(tweet),
    quoted: tweet.quotedId === null ? null : { id: tweet.quotedId, account: tweet.quotedHandle },
    thread: tweet.thread && { id: tweet.thread.id, size: tweet.thread.size },
    truncated: tweet.extent === 'cut',
    edited: tweet.editOf !== null,
    circle: tweet.circle,
    sensitive: tweet.sensitive,
    lang: tweet.lang,
    client: tweet.client,
  };
}

function replyTo(tweet: Memory): object | null {
  if (tweet.replyToId === null && tweet.replyToUserId === null && tweet.replyToHandle === null) return null;
  return { id: tweet.replyToId, account: tweet.replyToHandle };
}
