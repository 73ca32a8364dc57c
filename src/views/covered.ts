// What a content warning or a mark as sensitive covers until somebody asks for it. Every view asks here.

import type { Post } from '../post/post.ts';

/** Whether the text is covered, with the poll and the media below it. */
export function isTextCovered({ warning }: Pick<Post, 'warning'>, showSensitive: boolean): boolean {
  return warning !== null && !showSensitive;
}

export function areMediaCovered(post: Pick<Post, 'warning' | 'sensitive'>, showSensitive: boolean): boolean {
  return (post.sensitive && !showSensitive) || isTextCovered(post, showSensitive);
}

/** `Content warning: spiders`, in place of the text or above it; null without one. */
export function warningWords({ warning }: Pick<Post, 'warning'>): string | null {
  return warning === null ? null : `Content warning: ${warning}`;
}

/** What a list says of a post: its text, or what covers it. */
export function openText(post: Pick<Post, 'warning' | 'text'>, showSensitive = false): string {
  return isTextCovered(post, showSensitive) ? (warningWords(post) ?? '') : post.text;
}
