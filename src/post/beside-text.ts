// What is written of a post beside its text, and found, hidden and indexed with it.

import type { Post } from './post.ts';

/** Descriptions of media, the content warning and a poll's options. */
export function textsBeside({ media, warning, poll }: Pick<Post, 'media' | 'warning' | 'poll'>): string[] {
  const options = poll?.options.map(({ text }) => text) ?? [];
  return [...media.map(({ alt }) => alt), warning, ...options].filter((one) => one !== null);
}
