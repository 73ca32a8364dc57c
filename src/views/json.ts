// The day as JSON. Its shape is a promise to other programs: fields may be added, never renamed or removed.

import { localTimeOf, Temporal } from '../calendar.ts';
import type { Memories, Memory } from '../memories.ts';
import { tweetUrl, type Media } from '../tweet.ts';

/** The README documents this shape. Ends with a new line. */
export function jsonView(memories: Memories): string {
  const { date, timeZone, years, shown, leftOut } = memories;
  return `${JSON.stringify(
    {
      date: date.toString(),
      timeZone,
      years: years.map(({ year, yearsAgo, tweets }) => ({
        year,
        yearsAgo,
        tweets: tweets.map((tweet) => jsonTweet(tweet, timeZone)),
      })),
      shown,
      leftOut,
    },
    null,
    2,
  )}\n`;
}

function jsonTweet(tweet: Memory, timeZone: string): object {
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
    media: tweet.media.map(jsonMedia),
    likes: tweet.likes,
    retweets: tweet.retweets,
    replyTo: replyTo(tweet),
    quoted: tweet.quotedId === null ? null : { id: tweet.quotedId, account: tweet.quotedHandle },
    truncated: tweet.extent === 'cut',
    edited: tweet.editOf !== null,
    circle: tweet.circle,
    sensitive: tweet.sensitive,
    lang: tweet.lang,
    client: tweet.client,
  };
}

function jsonMedia({ type, url, alt, width, height, duration }: Media): object {
  return { type, url, file: null, alt, width, height, duration };
}

function replyTo(tweet: Memory): object | null {
  if (tweet.replyToId === null && tweet.replyToUserId === null && tweet.replyToHandle === null) return null;
  return { id: tweet.replyToId, account: tweet.replyToHandle };
}
