// A tweet as a row: the one place that knows both spellings.

import type { Media, Span, Tweet } from '../post/post.ts';

type Cell = string | number | null;

/** A tweet's cells in the order of COLUMN_NAMES, so the id is the first. */
export type TweetCells = readonly [id: string, ...Cell[]];

interface Column {
  readonly name: string;
  /** Tweet ids outgrow JavaScript's numbers: they travel as text, which SQLite makes into numbers. */
  readonly isId?: true;
  readonly from: (tweet: Tweet) => Cell;
}

const COLUMNS: readonly Column[] = [
  { name: 'id', isId: true, from: (tweet) => tweet.id },
  { name: 'posted_at', from: (tweet) => tweet.postedAt },
  { name: 'date_only', from: (tweet) => Number(tweet.dateOnly) },
  { name: 'kind', from: (tweet) => tweet.kind },
  { name: 'text', from: (tweet) => tweet.text },
  { name: 'spans', from: (tweet) => json(tweet.spans) },
  { name: 'extent', from: (tweet) => tweet.extent },
  { name: 'media', from: (tweet) => json(tweet.media) },
  { name: 'likes', from: (tweet) => tweet.likes },
  { name: 'retweets', from: (tweet) => tweet.retweets },
  { name: 'reply_to_id', isId: true, from: (tweet) => tweet.replyToId },
  { name: 'reply_to_user_id', from: (tweet) => tweet.replyToUserId },
  { name: 'reply_to_handle', from: (tweet) => tweet.replyToHandle },
  { name: 'quoted_id', isId: true, from: (tweet) => tweet.quotedId },
  { name: 'quoted_handle', from: (tweet) => tweet.quotedHandle },
  { name: 'edit_of', isId: true, from: (tweet) => tweet.editOf },
  { name: 'circle', from: (tweet) => Number(tweet.circle) },
  { name: 'community_id', from: (tweet) => tweet.communityId },
  { name: 'sensitive', from: (tweet) => Number(tweet.sensitive) },
  { name: 'lang', from: (tweet) => tweet.lang },
  { name: 'client', from: (tweet) => tweet.client },
  { name: 'latitude', from: (tweet) => tweet.latitude },
  { name: 'longitude', from: (tweet) => tweet.longitude },
];

function json(list: readonly unknown[]): string {
  return list.length === 0 ? '[]' : JSON.stringify(list);
}

export const COLUMN_NAMES = COLUMNS.map((column) => column.name);
const POSTED_AT = COLUMN_NAMES.indexOf('posted_at');
const MEDIA = COLUMN_NAMES.indexOf('media');

/** For a SELECT from `tweets AS t`: every column, ids as text. */
export const SELECTED = COLUMNS.map(({ name, isId }) =>
  isId ? `CAST(t.${name} AS TEXT) AS ${name}` : `t.${name}`,
).join(', ');

export function cellsOf(tweet: Tweet): TweetCells {
  return COLUMNS.map((column) => column.from(tweet)) as [string, ...Cell[]];
}

export function tweetOfCells(cells: TweetCells): Tweet {
  return tweetOfRow(Object.fromEntries(COLUMN_NAMES.map((name, index) => [name, cells[index]])) as unknown as TweetRow);
}

export function byTime(one: TweetCells, other: TweetCells): number {
  return (one[POSTED_AT] as number) - (other[POSTED_AT] as number);
}

/** What an import wants to know of a row. */
export function factsOf(cells: TweetCells): { id: string; postedAt: number; hasMedia: boolean } {
  return { id: cells[0], postedAt: cells[POSTED_AT] as number, hasMedia: cells[MEDIA] !== '[]' };
}

/** A row of a SELECT of SELECTED. */
export interface TweetRow {
  readonly id: string;
  readonly posted_at: number;
  readonly date_only: number;
  readonly kind: Tweet['kind'];
  readonly text: string;
  readonly spans: string;
  readonly extent: Tweet['extent'];
  readonly media: string;
  readonly likes: number | null;
  readonly retweets: number | null;
  readonly reply_to_id: string | null;
  readonly reply_to_user_id: string | null;
  readonly reply_to_handle: string | null;
  readonly quoted_id: string | null;
  readonly quoted_handle: string | null;
  readonly edit_of: string | null;
  readonly circle: number;
  readonly community_id: string | null;
  readonly sensitive: number;
  readonly lang: string | null;
  readonly client: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

export function tweetOfRow(row: TweetRow): Tweet {
  return {
    id: row.id,
    postedAt: row.posted_at,
    dateOnly: row.date_only === 1,
    kind: row.kind,
    text: row.text,
    spans: JSON.parse(row.spans) as Span[],
    extent: row.extent,
    media: JSON.parse(row.media) as Media[],
    likes: row.likes,
    retweets: row.retweets,
    replyToId: row.reply_to_id,
    replyToUserId: row.reply_to_user_id,
    replyToHandle: row.reply_to_handle,
    quotedId: row.quoted_id,
    quotedHandle: row.quoted_handle,
    editOf: row.edit_of,
    circle: row.circle === 1,
    communityId: row.community_id,
    sensitive: row.sensitive === 1,
    lang: row.lang,
    client: row.client,
    latitude: row.latitude,
    longitude: row.longitude,
  };
}
