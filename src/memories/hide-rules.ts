// What the user would rather not be shown again: a post, a day, a person, a word.

import { localDateOf } from '../time/calendar.ts';
import { isSameHandle, mentionedHandles } from '../post/handle.ts';
import type { Post } from '../post/post.ts';
import { wordTest } from './hide-words.ts';

export const HIDE_KINDS = ['tweet', 'date', 'user', 'word'] as const;

export interface HideRule {
  readonly kind: (typeof HIDE_KINDS)[number];
  /** A post's id; `2015-03-14` or `03-14`, every year; a handle in lower case; a word in lower case. */
  readonly value: string;
}

/** Whether a rule hides the post. Dates are local days of the zone. */
export function isHidden(post: Post, rules: readonly HideRule[], timeZone: string): boolean {
  if (rules.length === 0) return false;
  const hidesDate = dateTest(rules);
  // Working out a million posts' dates takes long, so it is done only if a rule is about dates.
  if (hidesDate?.(localDateOf(post, timeZone).toString()) === true) return true;
  const hasWord = wordTest(post);
  return rules.some(({ kind, value }) => {
    if (kind === 'tweet') return post.id === value || post.editOf === value;
    return kind === 'user' ? hasPerson(post, value) : kind === 'word' && hasWord(value);
  });
}

/** Whether a rule hides a local date, such as `2015-03-14`; null where no rule is about dates. */
export function dateTest(rules: readonly HideRule[]): ((date: string) => boolean) | null {
  const dates = rules.flatMap(({ kind, value }) => (kind === 'date' ? [value] : []));
  return dates.length === 0 ? null : (date) => dates.includes(date) || dates.includes(date.slice(5));
}

function hasPerson(post: Post, handle: string): boolean {
  return peopleIn(post).some((name) => isSameHandle(name, handle));
}

/** Whom a post replies to, quotes or mentions. */
export function peopleIn(post: Post): string[] {
  return [post.replyToHandle, post.quotedHandle, ...mentionedHandles(post)].filter((name) => name !== null);
}
