// What an import has put into a database, in words that a table can say: ids of the network, and what is usual left out.

import type { Db } from '../../../src/library/database.ts';
import { tweetRows, type Row } from '../importing.ts';

/** What differs from a public post in words alone. */
export interface ShownPost {
  /** The network's own id. */
  readonly id: string;
  readonly at: string;
  readonly text: string;
  readonly kind?: 'reply' | 'thread' | 'quote' | 'retweet';
  readonly audience?: 'unlisted' | 'followers' | 'direct';
  readonly warning?: string;
  readonly sensitive?: true;
  readonly lang?: string;
  /** Spans: what they cover, and where they lead, if not to the same. */
  readonly spans?: readonly (string | readonly [string, string])[];
  /** Media: the type, the description, and the size. */
  readonly media?: readonly (readonly unknown[])[];
  /** The choices of a poll with their votes; what else is known of it. */
  readonly poll?: {
    readonly options: object;
    readonly multiple?: true;
    readonly voters?: number;
    readonly endsAt?: string;
  };
  /** The own post that it answers or quotes: the network's id. */
  readonly replyTo?: string;
  readonly quotes?: string;
  readonly replyToHandle?: string;
  readonly replyToUrl?: string;
  readonly quotedHandle?: string;
  readonly quotedUrl?: string;
  readonly likes?: number;
  readonly retweets?: number;
  readonly url: string;
}

/** By their ids, so that a difference names the post. */
export function shownPosts(db: Db): Record<string, ShownPost> {
  const rows = tweetRows(db);
  const byRow = new Map(rows.map((row) => [row['id'], String(row['network_id'])]));
  return Object.fromEntries(rows.map((row) => [String(row['network_id']), shown(row, byRow)]));
}

export function byId(posts: readonly ShownPost[]): Record<string, ShownPost> {
  return Object.fromEntries(posts.map((post) => [post.id, post]));
}

function shown(row: Row, byRow: ReadonlyMap<unknown, string>): ShownPost {
  const text = String(row['text']);
  const spans = (JSON.parse(String(row['spans'])) as { start: number; end: number; url: string | null }[]).map(
    ({ start, end, url }) => [text.slice(start, end), url],
  );
  const media = JSON.parse(String(row['media'])) as Record<string, unknown>[];
  const fields = {
    id: row['network_id'],
    at: new Date(Number(row['posted_at'])).toISOString().replace('.000Z', 'Z'),
    text,
    kind: row['kind'] === 'post' ? null : row['kind'],
    audience: row['audience'] === 'public' ? null : row['audience'],
    warning: row['warning'],
    sensitive: row['sensitive'] === 1n ? true : null,
    lang: row['lang'],
    spans: spans.length === 0 ? null : spans.map(([covered, url]) => (covered === url ? covered : [covered, url])),
    media: media.length === 0 ? null : media.map(({ type, alt, width, height }) => [type, alt, width, height]),
    poll: row['poll'] == null ? null : shownPoll(String(row['poll'])),
    replyTo: byRow.get(row['reply_to_id']),
    quotes: byRow.get(row['quoted_id']),
    replyToHandle: row['reply_to_handle'],
    replyToUrl: row['reply_to_url'],
    quotedHandle: row['quoted_handle'],
    quotedUrl: row['quoted_url'],
    likes: number(row['likes']),
    retweets: number(row['retweets']),
    url: row['url'],
  };
  return withoutNull(fields) as unknown as ShownPost;
}

function shownPoll(json: string): object {
  const { options, multiple, voters, endsAt } = JSON.parse(json) as {
    options: { text: string; votes: number | null }[];
    multiple: boolean;
    voters: number | null;
    endsAt: number | null;
  };
  return withoutNull({
    options: Object.fromEntries(options.map(({ text, votes }) => [text, votes])),
    multiple: multiple ? true : null,
    voters,
    endsAt: endsAt === null ? null : new Date(endsAt).toISOString().replace('.000Z', 'Z'),
  });
}

function number(value: unknown): number | null {
  return value === null ? null : Number(value);
}

function withoutNull(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));
}
