// Posts and days as JSON. The shape is a promise to other programs: fields may be added, never renamed or removed.

import { localTimeOf, Temporal } from '../time/calendar.ts';
import type { Memories } from '../memories/selection.ts';
import type { Memory } from '../library/memory.ts';
import { postUrl, quotedUrl, repliedUrl } from '../post/addresses.ts';
import { publicId, quotedPublicId, repliedId } from '../post/id.ts';
import type { Poll } from '../post/post.ts';
import { jsonText } from '../text/json.ts';

/** One day: the README documents this shape. Ends with a newline. */
export function jsonOfDay(memories: Memories): string {
  return jsonText(dayObject(memories));
}

/** Several days. Ends with a newline. */
export function jsonOfDays(days: readonly Memories[]): string {
  return jsonText({ days: days.map(dayObject) });
}

function dayObject({ date, timeZone, years, shown, leftOut }: Memories): object {
  const omitted = years.reduce((sum, year) => sum + (year.omitted ?? 0), 0);
  const isChosen = years.some((year) => year.omitted !== undefined);
  return {
    date: date.toString(),
    timeZone,
    years: years.map(({ year, yearsAgo, posts, omitted: ofYear }) => ({
      year,
      yearsAgo,
      posts: posts.map((post) => postObject(post, timeZone)),
      ...(ofYear === undefined ? {} : { omitted: ofYear }),
    })),
    shown: shown - omitted,
    // Only where some were chosen: --limit.
    ...(isChosen ? { omitted } : {}),
    leftOut,
  };
}

/** One post, as in a day. */
export function postObject(post: Memory, timeZone: string): object {
  const instant = new Date(post.postedAt).toISOString();
  const bareDate = instant.slice(0, 10);
  return {
    id: publicId(post),
    network: post.network,
    account: post.account,
    url: postUrl(post),
    // Only where it stands for copies on other networks.
    ...(post.alsoAt ? { alsoAt: post.alsoAt } : {}),
    postedAt: post.dateOnly ? bareDate : instant,
    localTime: post.dateOnly ? bareDate : localTimeOf(post.postedAt, timeZone),
    dateOnly: post.dateOnly,
    kind: post.kind,
    warning: post.warning,
    text: post.text,
    spans: post.spans,
    styles: post.styles,
    media: post.media.map(({ type, url, file, alt, width, height, duration }) => ({
      type,
      url,
      file,
      alt,
      width,
      height,
      duration,
    })),
    poll: post.poll && pollObject(post.poll),
    likes: post.likes,
    retweets: post.retweets,
    replyTo: replyTo(post),
    quoted: quoted(post),
    thread: post.thread && { id: post.thread.networkId ?? post.thread.id, size: post.thread.size },
    truncated: post.extent === 'cut',
    edited: post.editOf !== null || post.editedAt !== null,
    circle: post.audience === 'circle',
    audience: post.audience,
    sensitive: post.sensitive,
    lang: post.lang,
    client: post.client,
    place: placeOf(post),
  };
}

function placeOf({ place, latitude, longitude }: Memory): object | null {
  return place === null && latitude === null ? null : { name: place, latitude, longitude };
}

function replyTo(post: Memory): object | null {
  const url = repliedUrl(post);
  if (url === null && post.replyToUserId === null && post.replyToHandle === null) return null;
  return { id: repliedId(post), account: post.replyToHandle, url };
}

function quoted(post: Memory): object | null {
  const url = quotedUrl(post);
  if (url === null) return null;
  return { id: quotedPublicId(post), account: post.quotedHandle, url };
}

function pollObject({ options, multiple, voters, endsAt }: Poll): object {
  const ends = endsAt === null ? null : Temporal.Instant.fromEpochMilliseconds(endsAt).toString();
  return { options, multiple, voters, endsAt: ends };
}
