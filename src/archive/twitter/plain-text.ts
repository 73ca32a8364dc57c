// Links, names and tags in text that has no entities for them, as in tweets of the first years.

import { HANDLE } from '../../post/handle.ts';
import type { Span } from '../../post/post.ts';

/**
 * Marks that end an address: brackets that it does not itself open, the punctuation of Chinese and Japanese, which needs
 * no space, and the quotation marks and dashes of print.
 */
const NEVER_IN_LINKS = String.raw`\s<>"()、。，！？；：「」『』（）《》〈〉【】〔〕“”„‟«»‹›–—`;
/** Another address begins, unless it is part of this one: `http://web.archive.org/web/http://…`. */
const NEXT_LINK = String.raw`https?:\/\/(?<![/=:?&#%+]https?:\/\/)`;

const PLAIN = new RegExp(
  [
    String.raw`(?<link>https?:\/\/(?:\([^\s<>"()]*\)|(?!${NEXT_LINK})[^${NEVER_IN_LINKS}])+)`,
    String.raw`(?<mention>[@＠]${HANDLE})(?![\w@＠])`,
    String.raw`(?<hashtag>[#＃](?=[\p{N}_]*\p{L})(?:(?!https?:\/\/)[\p{L}\p{N}\p{M}_])+)`,
  ].join('|'),
  'giu',
);

/** A name or tag right after one of these is part of another word. What makes a symbol colourful (FE0F) doesn't count. */
const IN_WORD = /(?:[\p{L}\p{N}_&/@＠]|(?![\ufe0e\ufe0f])\p{M})$/u;

/** Not an address: a bare scheme, or what Twitter's cut left of one, whose codes have seven letters or more. */
const NO_ADDRESS = /^https?:(?:\/*|\/\/.|\/\/t\.co(?:\/\w{0,6})?)$/i;

interface Surroundings {
  /** The text before. */
  readonly before: string;
  /** The text before ends with a link. */
  readonly isBehindLink: boolean;
  /** Where the text was cut: what ends there is incomplete. */
  readonly cutAt: number | null;
}

/** Whether there may be anything to find. */
export function mayHaveSpans(text: string): boolean {
  return /[@＠#＃]|https?:/i.test(text);
}

export function findSpans(text: string, { before, isBehindLink, cutAt }: Surroundings): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(PLAIN)) {
    const { 0: raw, index, groups = {} } = match;
    const type = groups['link'] ? 'link' : groups['mention'] ? 'mention' : 'hashtag';
    if (cutAt !== null && index + raw.replace(/…+$/, '').length === cutAt) continue;
    if (type !== 'link' && ((index === 0 && isBehindLink) || isInWord(text, index, before))) continue;
    const shown = type === 'link' ? raw.replace(/[.,!?;:'‘’"…\]]+$/, '') : raw;
    if (NO_ADDRESS.test(shown)) continue;
    spans.push({ type, start: index, end: index + shown.length, url: addressOf(type, shown) });
  }
  return spans;
}

function isInWord(text: string, index: number, before: string): boolean {
  return IN_WORD.test(index > 0 ? text.slice(Math.max(0, index - 2), index) : before.slice(-2));
}

/** The address that a span with this text leads to. */
export function addressOf(type: Span['type'], shown: string): string | null {
  if (type === 'link') return shown;
  return type === 'mention' ? `https://x.com/${shown.slice(1)}` : null;
}
