// What all generations' records have in common: the fields of Twitter's own API of 2012, give or take.

import { decodeHTMLStrict } from 'entities';
import { snowflakeTime } from './snowflake.ts';
import type { Kind, Parsed, Post } from '../../post/post.ts';
import { toReadableText, type Mark, type ReadableText } from './readable-text.ts';
import { parseMarks, parseMedia } from './entities.ts';
import { countOf, fieldsOf, idOf, listOf, numberOf, textOf, type Fields } from './fields.ts';
import type { Owner } from './generation.ts';
import { parseTimestamp } from './timestamps.ts';

const STATUS_URL =
  /^https?:\/\/(?:www\.|mobile\.|m\.)?(?:twitter|x)\.com\/(?:#!\/)?(\w+)\/(?:web\/)?status(?:es)?\/(\d+)/i;

const DAY = 86_400_000;

/** What a generation's records have or lack. */
export interface Traits {
  /** The tweet was shown only to the author's circle. */
  readonly circle: boolean;
  /** The retweeted tweet's own record; no fields where the archive has none. */
  readonly original: Fields;
  /** The archive lost the time of day of all tweets older than Snowflake ids. */
  readonly lostTimes: boolean;
}

/** The tweet that a record, out of its wrapper, describes. */
export function parseTweet(record: Fields, owner: Owner, traits: Traits): Parsed {
  const id = tweetId(record);
  if (id === null) return { ok: false, problem: 'it has no id' };
  const written = record['full_text'] ?? record['text'];
  if (typeof written !== 'string') return { ok: false, problem: `tweet ${id} has no text` };
  const time = parseTimestamp(record['created_at'], id);
  if (time === null) return { ok: false, problem: `tweet ${id} has no usable date` };
  const original = textOf(traits.original['full_text']) ?? textOf(traits.original['text']);
  const isRetweet = original !== null || /^RT @\w/.test(written);
  const reply = replyOf(record, written);
  const quote = isRetweet ? { quotedId: null, quotedHandle: null } : quoteOf(record, id);
  const cut = original === null && (record['truncated'] === true || (isRetweet && written.endsWith('…')));
  const media = parseMedia(record);
  const marks = parseMarks(record);
  return {
    ok: true,
    value: {
      id,
      postedAt: time,
      dateOnly: traits.lostTimes && snowflakeTime(id) === null && time % DAY === 0,
      kind: isRetweet ? 'retweet' : kindOf(reply, quote.quotedId, owner),
      ...(original === null
        ? toReadableText(cut ? withoutBrokenLink(written, marks) : written, marks)
        : retweetText(traits.original, original, written)),
      extent: cut ? 'cut' : 'whole',
      media: media.length === 0 ? parseMedia(traits.original) : media,
      likes: countOf(record['favorite_count']),
      retweets: countOf(record['retweet_count']),
      ...reply,
      ...quote,
      editOf: firstVersion(record),
      circle: traits.circle,
      communityId: idOf(record['community_id_str']) ?? idOf(record['community_id']),
      sensitive: record['possibly_sensitive'] === true,
      lang: textOf(record['lang']),
      client: clientOf(record),
      ...placeOf(record),
    },
  };
}

/** The retweeted text in full, behind the usual `RT @name: `. */
function retweetText(original: Fields, text: string, cut: string): ReadableText {
  const handle = textOf(fieldsOf(original['user'])['screen_name']) ?? /^RT @(\w+)/.exec(cut)?.[1];
  const prefix = handle === undefined ? 'RT ' : `RT @${handle}: `;
  return toReadableText(prefix + text, parseMarks(original, Array.from(prefix).length));
}

export function tweetId(record: Fields): string | null {
  return idOf(record['id_str']) ?? idOf(record['id']);
}

type ReplyTo = Pick<Post, 'replyToId' | 'replyToUserId' | 'replyToHandle'>;

/** Whom it answers. Before replies were recorded, a tweet that began with a name was one. */
function replyOf(record: Fields, text: string): ReplyTo {
  const id = idOf(record['in_reply_to_status_id_str']) ?? idOf(record['in_reply_to_status_id']);
  const userId = idOf(record['in_reply_to_user_id_str']) ?? idOf(record['in_reply_to_user_id']);
  const handle = textOf(record['in_reply_to_screen_name']);
  const addressed = id === null && userId === null ? (/^@(\w{1,15})(?![\w@])/.exec(text)?.[1] ?? null) : null;
  return { replyToId: id, replyToUserId: userId, replyToHandle: handle ?? addressed };
}

/** The tweet that the last link leads to. */
function quoteOf(record: Fields, id: string): Pick<Post, 'quotedId' | 'quotedHandle'> {
  const last = listOf(fieldsOf(record['entities'])['urls']).at(-1);
  const [, handle, quotedId] = STATUS_URL.exec(textOf(last?.['expanded_url']) ?? '') ?? [];
  if (handle === undefined || idOf(quotedId) === null || quotedId === id) return { quotedId: null, quotedHandle: null };
  return { quotedId: quotedId ?? null, quotedHandle: handle === 'i' ? null : handle };
}

function kindOf(reply: ReplyTo, quotedId: string | null, owner: Owner): Kind {
  if (reply.replyToId !== null || reply.replyToUserId !== null || reply.replyToHandle !== null) {
    return isOwner(reply, owner) ? 'thread' : 'reply';
  }
  return quotedId === null ? 'post' : 'quote';
}

function isOwner(reply: ReplyTo, owner: Owner): boolean {
  if (reply.replyToUserId !== null && owner.id !== null) return reply.replyToUserId === owner.id;
  return reply.replyToHandle?.toLowerCase() === owner.handle.toLowerCase();
}

/** Retweets were cut at 140 characters, often in the middle of a link, which then leads nowhere; a whole one has a mark. */
function withoutBrokenLink(text: string, marks: readonly Mark[]): string {
  const stump = /(?<!\w)htt(?:ps?(?::(?:\/(?:\/(?:t(?:\.(?:c(?:o(?:\/\w*)?)?)?)?)?)?)?)?)?(?=…$)/.exec(text)?.[0];
  if (stump === undefined || marks.some(({ written }) => written === stump)) return text;
  return `${text.slice(0, -stump.length - 1)}…`;
}

/** `Name` of `<a href="…" rel="nofollow">Name</a>`; `web` stands as it is. */
function clientOf(record: Fields): string | null {
  const source = textOf(record['source']);
  return source === null ? null : textOf(decodeHTMLStrict(source.replace(/<[^<>]*>/g, '')).trim());
}

/** Latitude and longitude; `coordinates` has them the other way round than `geo`. */
function placeOf(record: Fields): Pick<Post, 'latitude' | 'longitude'> {
  const pair = (key: string): unknown[] => {
    const numbers = fieldsOf(record[key])['coordinates'];
    return Array.isArray(numbers) ? numbers : [];
  };
  const [latitude, longitude] = pair('geo');
  const [east, north] = pair('coordinates');
  return { latitude: numberOf(latitude) ?? numberOf(north), longitude: numberOf(longitude) ?? numberOf(east) };
}

/** The handle in a link to the tweet's own media. */
export function handleInOwnMedia(record: Fields): string | null {
  const id = tweetId(record);
  for (const media of listOf(fieldsOf(record['entities'])['media'])) {
    const [, handle, linked] = STATUS_URL.exec(textOf(media['expanded_url']) ?? '') ?? [];
    if (handle !== undefined && linked === id) return handle;
  }
  return null;
}

/** Every version of an edited tweet lists all versions' ids, the first one first. */
function firstVersion(record: Fields): string | null {
  const info = fieldsOf(record['edit_info']);
  const control = info['initial'] ?? fieldsOf(info['edit'])['editControlInitial'];
  const ids = fieldsOf(control)['editTweetIds'];
  return Array.isArray(ids) && ids.length > 1 ? idOf(ids[0]) : null;
}
