// What its owner would rather not be shown again: a post, a day, a person, a word.

import { localDateOf } from '../time/calendar.ts';
import type { Post } from '../post/post.ts';

export const HIDE_KINDS = ['tweet', 'date', 'user', 'word'] as const;

export interface HideRule {
  readonly kind: (typeof HIDE_KINDS)[number];
  /** A post's id; `2015-03-14` or `03-14`, every year; a handle in lower case; a word in lower case. */
  readonly value: string;
}

/** Whether a rule hides the post. Dates are local days of the zone. */
export function isHidden(post: Post, rules: readonly HideRule[], timeZone: string): boolean {
  if (rules.length === 0) return false;
  // Where no rule is about a date, none is needed: a million would take half a minute.
  const isDated = rules.some(({ kind }) => kind === 'date');
  const date = isDated ? localDateOf(post, timeZone).toString() : '';
  return rules.some((rule) => {
    if (rule.kind === 'tweet') return post.id === rule.value || post.editOf === rule.value;
    if (rule.kind === 'date') return date === rule.value || date.slice(5) === rule.value;
    return rule.kind === 'user' ? matchesRule(post, rule.value) : hasWord(post, rule.value);
  });
}

function matchesRule(post: Post, handle: string): boolean {
  const named = [post.replyToHandle, post.quotedHandle, ...mentionedHandles(post)];
  return named.some((name) => name?.toLowerCase() === handle);
}

function mentionedHandles(post: Post): string[] {
  return post.spans.filter(({ type }) => type === 'mention').map(({ start, end }) => post.text.slice(start + 1, end));
}

/** In scripts that put no space between words a word is found anywhere, in others only whole. */
function hasWord(post: Post, value: string): boolean {
  // An accent may be part of its letter or follow it: that is no difference to see.
  const texts = [post.text, ...post.media.map(({ alt }) => alt ?? '')].join('\n').toLowerCase().normalize();
  const word = value.normalize();
  for (let at = texts.indexOf(word); at >= 0; at = texts.indexOf(word, at + 1)) {
    if (isEdge(texts.slice(0, at), word) && isEdge(word, texts.slice(at + word.length))) return true;
  }
  return false;
}

/** Whether a word may end between two texts. */
function isEdge(before: string, after: string): boolean {
  const left = /[\p{L}\p{N}\p{M}]$/u.exec(before)?.[0];
  const right = /^[\p{L}\p{N}\p{M}]/u.exec(after)?.[0];
  return left === undefined || right === undefined || isSpaceless(left) || isSpaceless(right);
}

/** Korean has spaces, but ties its particles to its words. */
function isSpaceless(letter: string): boolean {
  return /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Thai}\p{scx=Khmer}\p{scx=Lao}]/u.test(
    letter,
  );
}
