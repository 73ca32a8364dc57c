// A post as a row: the one place that knows both spellings.

import type { Media, Poll, Span, Style, Post } from '../post/post.ts';

type Cell = string | number | null;

/** A post's cells in the order of COLUMN_NAMES, so the id is the first. */
export type PostCells = readonly [id: string, ...Cell[]];

interface Column {
  readonly name: string;
  /** Post ids outgrow JavaScript's numbers: they travel as text, which SQLite makes into numbers. */
  readonly isId?: true;
  /** What most posts have; null if there is nothing here. */
  readonly usual?: Cell;
  readonly from: (post: Post) => Cell;
}

/** Those that most posts have come first: see `trimmed`. */
const COLUMNS: readonly Column[] = [
  { name: 'id', isId: true, from: (post) => post.id },
  { name: 'posted_at', from: (post) => post.postedAt },
  { name: 'text', from: (post) => post.text },
  { name: 'kind', usual: 'post', from: (post) => post.kind },
  { name: 'lang', from: (post) => post.lang },
  { name: 'client', from: (post) => post.client },
  { name: 'likes', from: (post) => post.likes },
  { name: 'retweets', from: (post) => post.retweets },
  { name: 'spans', usual: '[]', from: (post) => json(post.spans) },
  { name: 'media', usual: '[]', from: (post) => json(post.media) },
  { name: 'reply_to_id', isId: true, from: (post) => post.replyToId },
  { name: 'reply_to_user_id', from: (post) => post.replyToUserId },
  { name: 'reply_to_handle', from: (post) => post.replyToHandle },
  { name: 'network_id', from: (post) => post.networkId },
  { name: 'url', from: (post) => post.url },
  { name: 'reply_to_url', from: (post) => post.replyToUrl },
  { name: 'quoted_id', isId: true, from: (post) => post.quotedId },
  { name: 'quoted_handle', from: (post) => post.quotedHandle },
  { name: 'quoted_url', from: (post) => post.quotedUrl },
  { name: 'extent', usual: 'whole', from: (post) => post.extent },
  { name: 'sensitive', usual: 0, from: (post) => Number(post.sensitive) },
  { name: 'audience', usual: 'public', from: (post) => post.audience },
  { name: 'date_only', usual: 0, from: (post) => Number(post.dateOnly) },
  { name: 'styles', usual: '[]', from: (post) => json(post.styles) },
  { name: 'edit_of', isId: true, from: (post) => post.editOf },
  { name: 'community_id', from: (post) => post.communityId },
  { name: 'latitude', from: (post) => post.latitude },
  { name: 'longitude', from: (post) => post.longitude },
  { name: 'place', from: (post) => post.place },
  { name: 'warning', from: (post) => post.warning },
  { name: 'poll', from: (post) => post.poll && JSON.stringify(post.poll) },
  { name: 'edited_at', from: (post) => post.editedAt },
];

function json(list: readonly unknown[]): string {
  return list.length === 0 ? '[]' : JSON.stringify(list);
}

export const COLUMN_NAMES = COLUMNS.map((column) => column.name);
const USUAL = COLUMNS.map(({ usual = null }) => usual);
const POSTED_AT = COLUMN_NAMES.indexOf('posted_at');
const MEDIA = COLUMN_NAMES.indexOf('media');
const NETWORK_ID = COLUMN_NAMES.indexOf('network_id');

/** For a SELECT from `tweets AS t`: every column, ids as text. */
export const SELECTED = COLUMNS.map(({ name, isId }) =>
  isId ? `CAST(t.${name} AS TEXT) AS ${name}` : `t.${name}`,
).join(', ');

export function cellsOf(post: Post): PostCells {
  return COLUMNS.map((column) => column.from(post)) as [string, ...Cell[]];
}

/** Without the last cells as far as they are the usual ones, two thirds of all: fewer to pass from thread to thread. */
export function trimmed(cells: PostCells): PostCells {
  let length = cells.length;
  while (cells[length - 1] === USUAL[length - 1]) length -= 1;
  return cells.slice(0, length) as unknown as PostCells;
}

/** The same cells again. */
export function untrimmed(cells: PostCells): PostCells {
  return [...cells, ...USUAL.slice(cells.length)] as unknown as PostCells;
}

export function byTime(one: PostCells, other: PostCells): number {
  return (one[POSTED_AT] as number) - (other[POSTED_AT] as number);
}

/** The network's own id of a post where its row has another. */
export function networkIdOf(cells: PostCells): string | null {
  return (cells[NETWORK_ID] ?? null) as string | null;
}

/** What an import wants to know of a row, whose cells may be trimmed. */
export function factsOf(cells: PostCells): { id: string; postedAt: number; hasMedia: boolean } {
  return { id: cells[0], postedAt: cells[POSTED_AT] as number, hasMedia: (cells[MEDIA] ?? '[]') !== '[]' };
}

/** What the cells of a row are, by their columns' names. */
interface Row {
  readonly id: string;
  readonly posted_at: number;
  readonly date_only: number;
  readonly kind: Post['kind'];
  readonly text: string;
  readonly spans: string;
  readonly styles: string;
  readonly extent: Post['extent'];
  readonly media: string;
  readonly likes: number | null;
  readonly retweets: number | null;
  readonly reply_to_id: string | null;
  readonly reply_to_user_id: string | null;
  readonly reply_to_handle: string | null;
  readonly quoted_id: string | null;
  readonly quoted_handle: string | null;
  readonly edit_of: string | null;
  readonly edited_at: number | null;
  readonly community_id: string | null;
  readonly sensitive: number;
  readonly lang: string | null;
  readonly client: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly place: string | null;
  readonly audience: Post['audience'];
  readonly network_id: string | null;
  readonly url: string | null;
  readonly warning: string | null;
  readonly poll: string | null;
  readonly reply_to_url: string | null;
  readonly quoted_url: string | null;
}

const PLACES = Object.fromEntries(COLUMN_NAMES.map((name, place) => [name, place])) as Record<keyof Row, number>;

/** The post of a SELECT of SELECTED, read `raw`: to make an object of each row first would take twice the time. */
export function postOfCells(cells: PostCells): Post {
  const cell = <Name extends keyof Row>(name: Name): Row[Name] => cells[PLACES[name]] as Row[Name];
  const [spans, styles, media, poll] = [cell('spans'), cell('styles'), cell('media'), cell('poll')];
  return {
    id: cell('id'),
    networkId: cell('network_id'),
    url: cell('url'),
    postedAt: cell('posted_at'),
    dateOnly: cell('date_only') === 1,
    kind: cell('kind'),
    text: cell('text'),
    spans: listOf<Span>(spans),
    styles: listOf<Style>(styles),
    extent: cell('extent'),
    warning: cell('warning'),
    poll: poll === null ? null : (JSON.parse(poll) as Poll),
    media: listOf<Media>(media),
    likes: cell('likes'),
    retweets: cell('retweets'),
    replyToId: cell('reply_to_id'),
    replyToUserId: cell('reply_to_user_id'),
    replyToHandle: cell('reply_to_handle'),
    replyToUrl: cell('reply_to_url'),
    quotedId: cell('quoted_id'),
    quotedHandle: cell('quoted_handle'),
    quotedUrl: cell('quoted_url'),
    editOf: cell('edit_of'),
    editedAt: cell('edited_at'),
    audience: cell('audience'),
    communityId: cell('community_id'),
    sensitive: cell('sensitive') === 1,
    lang: cell('lang'),
    client: cell('client'),
    latitude: cell('latitude'),
    longitude: cell('longitude'),
    place: cell('place'),
  };
}

function listOf<Item>(json: string): Item[] {
  return json === '[]' ? [] : (JSON.parse(json) as Item[]);
}
