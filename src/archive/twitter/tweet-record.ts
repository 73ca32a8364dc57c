// What the records of all generations have in common: more or less the fields of Twitter's API of 2012.

import { decodeHTMLStrict } from 'entities';
import { snowflakeTime } from './snowflake.ts';
import type { Kind, Parsed, Post } from '../../post/post.ts';
import { HANDLE } from '../../post/handle.ts';
import { cutPosition, endsCut, withoutStump } from './cut-text.ts';
import { toReadableText, type ReadableText } from './readable-text.ts';
import { parseMarks, parseMedia } from './entities.ts';
import { countOf, fieldsOf, idOf, listOf, textOf, type Fields } from '../network/fields.ts';
import { isOwnHandle, type Owner } from '../network/owner.ts';
import { NO_PLACE, parsePlace } from './place.ts';
import { parseTimestamp } from './timestamps.ts';

const STATUS_URL =
  /^https?:\/\/(?:www\.|mobile\.|m\.)?(?:twitter|x)\.com\/(?:#!\/)?(\w+)\/(?:web\/)?status(?:es)?\/(\d+)/i;

const DAY = 86_400_000;

/** What a tweet never has. */
const OF_OTHER_NETWORKS = {
  networkId: null,
  url: null,
  warning: null,
  poll: null,
  replyToUrl: null,
  quotedUrl: null,
} as const satisfies Partial<Post>;

/** What a generation's records have or lack. */
interface Traits {
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
  const author = otherAuthor(record, owner);
  const text = textOfTweet(record, written, traits.original, author);
  const reply = author === null ? replyOf(record, written) : NO_REPLY;
  const quote = text.isRetweet ? NO_QUOTE : quoteOf(record, id);
  const media = parseMedia(record);
  return {
    ok: true,
    value: {
      id,
      ...OF_OTHER_NETWORKS,
      postedAt: time,
      dateOnly: traits.lostTimes && snowflakeTime(id) === null && time % DAY === 0,
      kind: text.isRetweet ? 'retweet' : kindOf(reply, quote.quotedId, time, owner),
      ...text.readable,
      styles: [],
      extent: text.isCut ? 'cut' : 'whole',
      media: media.length === 0 ? parseMedia(traits.original) : media,
      likes: countOf(record['favorite_count']),
      retweets: countOf(record['retweet_count']),
      ...reply,
      ...quote,
      editOf: firstVersion(record),
      editedAt: null,
      audience: traits.circle ? 'circle' : 'public',
      communityId: idOf(record['community_id_str']) ?? idOf(record['community_id']),
      sensitive: record['possibly_sensitive'] === true,
      lang: textOf(record['lang']),
      client: clientOf(record),
      ...(author === null ? parsePlace(record) : NO_PLACE),
    },
  };
}

interface TweetText {
  readonly readable: ReadableText;
  readonly isRetweet: boolean;
  /** The archive has only the beginning. */
  readonly isCut: boolean;
}

/** @param author somebody else, whose words the record holds */
function textOfTweet(record: Fields, written: string, original: Fields, author: string | null): TweetText {
  const whole = textOf(original['full_text']) ?? textOf(original['text']);
  if (whole !== null) {
    const handle = textOf(fieldsOf(original['user'])['screen_name']) ?? /^RT @(\w+)/.exec(written)?.[1];
    return { readable: retweetText(original, whole, handle), isRetweet: true, isCut: false };
  }
  if (author !== null && !written.startsWith(`RT @${author}:`)) {
    return { readable: retweetText(record, written, author), isRetweet: true, isCut: record['truncated'] === true };
  }
  const isRetweet = /^RT @\w/.test(written);
  const isCut = record['truncated'] === true || (isRetweet && endsCut(written));
  const marks = parseMarks(record);
  const cutAt = cutPosition(written, isCut);
  if (cutAt === null) return { readable: toReadableText(written, marks), isRetweet, isCut };
  const known = withoutStump(written, marks, cutAt);
  return { readable: toReadableText(known.text, known.marks, true, known.cutAt), isRetweet, isCut };
}

/** Somebody's text in full, behind the usual `RT @name: `. */
function retweetText(original: Fields, text: string, handle: string | undefined): ReadableText {
  const prefix = handle === undefined ? 'RT ' : `RT @${handle}: `;
  return toReadableText(prefix + text, parseMarks(original, Array.from(prefix).length));
}

/**
 * The handle of a record's author if that isn't the archive's owner: programs that kept archives of 2012 up to date
 * wrote retweets like this, with their own id and date but the text and user of the tweet that was retweeted.
 */
function otherAuthor(record: Fields, owner: Owner): string | null {
  if (record['user'] === undefined) return null;
  const user = fieldsOf(record['user']);
  const handle = textOf(user['screen_name']);
  if (handle === null) return null;
  const id = idOf(user['id_str']);
  if (id !== null && owner.id !== null) return id === owner.id ? null : handle;
  // Without ids only the handle is left to go by, and people change theirs.
  const isOwn = isOwnHandle(handle, null, owner);
  return isOwn || record['retweeted'] !== true ? null : handle;
}

export function tweetId(record: Fields): string | null {
  return idOf(record['id_str']) ?? idOf(record['id']);
}

type ReplyTo = Pick<Post, 'replyToId' | 'replyToUserId' | 'replyToHandle'>;
type Quote = Pick<Post, 'quotedId' | 'quotedHandle'>;

const NO_QUOTE: Quote = { quotedId: null, quotedHandle: null };
const NO_REPLY: ReplyTo = { replyToId: null, replyToUserId: null, replyToHandle: null };

const ADDRESSED = new RegExp(String.raw`^@(${HANDLE})(?![\w@])`);

/** The post and account it replies to. Before replies were recorded, a tweet that began with a name was one. */
function replyOf(record: Fields, text: string): ReplyTo {
  const id = idOf(record['in_reply_to_status_id_str']) ?? idOf(record['in_reply_to_status_id']);
  const userId = idOf(record['in_reply_to_user_id_str']) ?? idOf(record['in_reply_to_user_id']);
  const handle = textOf(record['in_reply_to_screen_name']);
  const addressed = id === null && userId === null ? (ADDRESSED.exec(text)?.[1] ?? null) : null;
  return { replyToId: id, replyToUserId: userId, replyToHandle: handle ?? addressed };
}

/** The tweet that the last link leads to. */
function quoteOf(record: Fields, id: string): Quote {
  const last = listOf(fieldsOf(record['entities'])['urls']).at(-1);
  const [, handle, quotedId] = STATUS_URL.exec(textOf(last?.['expanded_url']) ?? '') ?? [];
  if (handle === undefined || idOf(quotedId) === null || quotedId === id) return NO_QUOTE;
  return { quotedId: quotedId ?? null, quotedHandle: handle === 'i' ? null : handle };
}

function kindOf(reply: ReplyTo, quotedId: string | null, time: number, owner: Owner): Kind {
  if (reply.replyToId !== null || reply.replyToUserId !== null || reply.replyToHandle !== null) {
    return isToOwner(reply, time, owner) ? 'thread' : 'reply';
  }
  return quotedId === null ? 'post' : 'quote';
}

function isToOwner({ replyToUserId, replyToHandle }: ReplyTo, time: number, owner: Owner): boolean {
  if (replyToUserId !== null && owner.id !== null) return replyToUserId === owner.id;
  return replyToHandle !== null && isOwnHandle(replyToHandle, time, owner);
}

/** `Name` of `<a href="…" rel="nofollow">Name</a>`; `web` stands as it is. */
function clientOf(record: Fields): string | null {
  const source = textOf(record['source']);
  return source === null ? null : textOf(decodeHTMLStrict(source.replace(/<[^<>]*>/g, '')).trim());
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
