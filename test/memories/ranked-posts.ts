// Posts as the ranking sees them, for tests of what is chosen of them.

import { rankedBlock, type PlacedPost, type RankedBlock } from '../../src/memories/ranking.ts';
import type { RankablePost } from '../../src/memories/reasons.ts';

export type Post = RankablePost & PlacedPost;

export interface PostDraft extends Partial<Post> {
  /** When it was written, in ISO 8601; else 22 November 2019, 10:53:27 UTC. */
  at?: string;
}

/** A post of @wren_writes. Its spans are the links, names and tags in its text. */
export function post({ at = '2019-11-22T10:53:27Z', ...changes }: PostDraft = {}): Post {
  const text = changes.text ?? 'The heron is back.';
  return {
    id: '1197830000000000000',
    account: 'wren_writes',
    postedAt: Date.parse(at),
    kind: 'post',
    text,
    spans: spansIn(text),
    media: [],
    likes: null,
    retweets: null,
    client: null,
    quotedHandle: null,
    quotedPost: null,
    thread: null,
    ...changes,
  };
}

const MARKED = /(?<link>https?:\/\/\S+)|(?<mention>@\w+)|(?<hashtag>#[\p{L}\p{N}_]+)/gu;

function spansIn(text: string): Post['spans'] {
  return [...text.matchAll(MARKED)].map(({ 0: found, index, groups }) => ({
    type: groups?.['link'] ? 'link' : groups?.['mention'] ? 'mention' : 'hashtag',
    start: index,
    end: index + found.length,
  }));
}

export function photo(changes: Partial<Post['media'][number]> = {}): Post['media'][number] {
  return { type: 'photo', alt: null, file: '/media/heron.jpg', ...changes };
}

/** A block of so many parts that are placed by its number, each with the score. */
export function block(number: number, score: number, parts = 1): RankedBlock<PlacedPost> {
  const posts = Array.from({ length: parts }, (_, part) => ({
    id: String(1000 * number + part),
    postedAt: 1000 * number + part,
  }));
  return rankedBlock(
    posts,
    posts.map(() => score),
  );
}
