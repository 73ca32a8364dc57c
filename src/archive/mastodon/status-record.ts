// A record of an outbox as a post: what somebody wrote (`Create`), or boosted (`Announce`).

import type { Audience } from '../../post/audience.ts';
import { BARE_POST } from '../../post/bare-post.ts';
import { isSameHandle } from '../../post/handle.ts';
import type { Kind, Poll, Post } from '../../post/post.ts';
import {
  countOf,
  fieldsOf,
  listOf,
  numberOf,
  onlyFieldsOf,
  oneOrListOf,
  textOf,
  type Fields,
} from '../network/fields.ts';
import type { Owner, PostRecord, ReadOptions } from '../network/format.ts';
import { internalId } from '../network/ids.ts';
import { parseTime } from '../network/times.ts';
import { addressOf, handleInAddress, idInAddress, mentionedAt, OwnAddresses } from './addresses.ts';
import { parseAttachments } from './attachments.ts';
import { audienceOf } from './audience.ts';
import { parsePlace } from './place.ts';
import { timeOfEdit, timeOfPost } from './published.ts';
import { hasText, languageOf, pageOf, plainLine, textOfBoost, textOfObject, warningOf } from './post-text.ts';
import type { StyledText } from './text-builder.ts';

/** What is known while a file's records are read. */
export interface StatusContext {
  readonly owner: Owner;
  readonly own: OwnAddresses;
  readonly options: ReadOptions;
}

/** What people do besides writing, and themselves when they have changed their profiles: some servers list it too. */
const NO_POSTS: ReadonlySet<string> = new Set([
  ...'Accept Add Answer Arrive Block Delete Dislike EmojiReact Flag Follow Ignore Invite Join Leave Like Listen'.split(
    ' ',
  ),
  ...'Move Read Reject Remove TentativeAccept Tombstone Undo View'.split(' '),
  ...'Application Group Organization Person Service'.split(' '),
]);

/** The post of a record; undefined for what is none. */
export function parseActivity(raw: unknown, context: StatusContext): PostRecord | undefined {
  const activity = fieldsOf(raw);
  const type = textOf(activity['type']) ?? '';
  if (NO_POSTS.has(type)) return undefined;
  if (type === 'Announce') return parseBoost(activity, context);
  // Some outboxes have the posts themselves.
  const isBare = type !== 'Create' && type !== 'Update' && !('object' in activity);
  const object = isBare ? activity : onlyFieldsOf(activity['object']);
  if (NO_POSTS.has(textOf(object['type']) ?? '')) return undefined;
  if (Object.keys(object).length === 0) return { ok: false, problem: 'it has no post in it' };
  return parseObject(activity, object, context);
}

function parseObject(activity: Fields, object: Fields, context: StatusContext): PostRecord {
  const { owner, own, options } = context;
  const address = addressOf(object['id']) ?? addressOf(activity['id']);
  if (address === null) return { ok: false, problem: 'it has no id' };
  const networkId = idInAddress(address);
  own.add(address);
  const audience = audienceOf(activity, object, owner);
  if (audience === 'direct' && !options.direct) return { ok: null, leftOut: 'direct' };
  const time = timeOfPost(object['published'] ?? activity['published'], address);
  if (time === null) return { ok: false, problem: `post ${networkId} has no usable date` };
  const quote = quoteOf(object, context);
  const poll = pollOf(object);
  const attachments = parseAttachments(object['attachment']);
  const hasMore = attachments.media.length > 0 || attachments.links.length > 0 || poll !== null;
  const text = textOfObject(object, attachments.links, {
    owner,
    hasQuote: quote.quotedUrl !== null || quote.quotedId !== null,
  });
  if (text === null) return { ok: false, problem: `post ${networkId} has no text that can be read` };
  if (text.text === '' && !hasMore && !hasText(object)) return { ok: false, problem: `post ${networkId} has no text` };
  const reply = replyOf(object, text, context);
  return {
    ok: true,
    value: {
      ...basics(networkId, time, audience, owner),
      url: pageOf(object) ?? address,
      ...reply,
      ...quote,
      ...text,
      kind: kindOf(reply, quote, owner),
      warning: warningOf(object),
      poll,
      media: attachments.media,
      likes: countOf(fieldsOf(object['likes'])['totalItems']),
      retweets: countOf(fieldsOf(object['shares'])['totalItems']),
      sensitive: object['sensitive'] === true,
      lang: languageOf(object),
      editedAt: timeOfEdit(object['updated'], time),
      client: textOf(fieldsOf(object['generator'])['name']) ?? textOf(fieldsOf(activity['generator'])['name']),
      ...parsePlace(object),
    },
  };
}

/** Of a boost the archive has the address of what was boosted, seldom more. */
function parseBoost(activity: Fields, { owner, options }: StatusContext): PostRecord {
  const boosted = addressOf(activity['object']);
  const address = addressOf(activity['id']);
  if (address === null) return { ok: false, problem: 'it has no id' };
  const networkId = idInAddress(address);
  if (boosted === null) return { ok: false, problem: `boost ${networkId} has no address of what was boosted` };
  const audience = audienceOf(activity, {}, owner);
  if (audience === 'direct' && !options.direct) return { ok: null, leftOut: 'direct' };
  const time = timeOfPost(activity['published'], address);
  if (time === null) return { ok: false, problem: `boost ${networkId} has no usable date` };
  const page = pageOf(fieldsOf(activity['object'])) ?? boosted;
  return {
    ok: true,
    value: {
      ...basics(networkId, time, audience, owner),
      url: page,
      kind: 'retweet',
      ...textOfBoost(page),
    },
  };
}

/** What all posts have. */
function basics(networkId: string, time: number, audience: Audience, owner: Owner): Post {
  return { ...BARE_POST, id: internalId('mastodon', owner.handle, networkId), networkId, postedAt: time, audience };
}

type ReplyTo = Pick<Post, 'replyToId' | 'replyToUserId' | 'replyToHandle' | 'replyToUrl'>;
type Quote = Pick<Post, 'quotedId' | 'quotedHandle' | 'quotedUrl'>;

const NO_REPLY: ReplyTo = { replyToId: null, replyToUserId: null, replyToHandle: null, replyToUrl: null };
const NO_QUOTE: Quote = { quotedId: null, quotedHandle: null, quotedUrl: null };

/** What it answers. When that was deleted only the name at the beginning still says whom it was for. */
function replyOf(object: Fields, { text, spans }: StyledText, { owner, own }: StatusContext): ReplyTo {
  const address = addressOf(object['inReplyTo']);
  const [first] = spans;
  const named = first?.type === 'mention' && first.start === 0 ? text.slice(1, first.end) : null;
  const addressed = named === null || named.includes('@') ? named : `${named}@${owner.handle.split('@')[1] ?? ''}`;
  if (address === null) {
    return addressed === null || isSameHandle(addressed, owner.handle)
      ? NO_REPLY
      : { ...NO_REPLY, replyToHandle: addressed };
  }
  if (own.has(address)) {
    const id = internalId('mastodon', owner.handle, idInAddress(address));
    return { ...NO_REPLY, replyToId: id, replyToUserId: owner.id, replyToHandle: owner.handle, replyToUrl: address };
  }
  return {
    ...NO_REPLY,
    replyToHandle: mentionedAt(object, address) ?? handleInAddress(address) ?? addressed,
    replyToUrl: address,
  };
}

/** The post that it quotes: each program has a field of its own, and one that is common to them among the tags. */
function quoteOf(object: Fields, { owner, own }: StatusContext): Quote {
  const tag = oneOrListOf(object['tag']).find(
    ({ type, mediaType }) => type === 'Link' && /activity(?:streams|\+json)/.test(textOf(mediaType) ?? ''),
  );
  const fields = ['quote', 'quoteUri', 'quoteUrl', '_misskey_quote'];
  const address = fields.map((name) => addressOf(object[name])).find((one) => one !== null) ?? textOf(tag?.['href']);
  if (address === null) return NO_QUOTE;
  if (!own.has(address)) return { quotedId: null, quotedHandle: handleInAddress(address), quotedUrl: address };
  const quotedId = internalId('mastodon', owner.handle, idInAddress(address));
  return { quotedId, quotedHandle: owner.handle, quotedUrl: address };
}

function kindOf(reply: ReplyTo, quote: Quote, owner: Owner): Kind {
  if (reply.replyToId !== null) return 'thread';
  if (reply.replyToHandle !== null && reply.replyToUrl !== null && isSameHandle(reply.replyToHandle, owner.handle))
    return 'thread';
  if (reply.replyToUrl !== null || reply.replyToHandle !== null) return 'reply';
  return quote.quotedId !== null || quote.quotedUrl !== null ? 'quote' : 'post';
}

function pollOf(object: Fields): Poll | null {
  const multiple = Array.isArray(object['anyOf']);
  const options = listOf(multiple ? object['anyOf'] : object['oneOf']);
  if (options.length === 0) return null;
  const end = textOf(object['endTime']) ?? textOf(object['closed']);
  return {
    options: options.map((option) => ({
      text: plainLine(textOf(option['name']) ?? ''),
      votes: countOf(fieldsOf(option['replies'])['totalItems']),
    })),
    multiple,
    voters: countOf(numberOf(object['votersCount'])),
    endsAt: parseTime(end),
  };
}
