// The beginning of a mail's best memory, which its subject has: what tempts, and what differs from year to year.

import type { Memory } from '../../library/memory.ts';
import { isForFew } from '../../post/audience.ts';
import { displayWidth, truncate } from '../../text/display-width.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import { areMediaCovered } from '../../views/covered.ts';
import { displayText } from '../../views/post-words.ts';

export interface Opening {
  readonly post: Memory;
  readonly words: string;
}

/** In cells, of which a Chinese character takes two. */
const LEAST = 12;
const MOST = 50;

/** That of the first post that has one. Subjects stand on locked screens: what is not for everybody has none. */
export function openingOf(posts: readonly Memory[]): Opening | null {
  for (const post of posts) {
    if (areMediaCovered(post, false) || isForFew(post.audience) || post.kind === 'retweet') continue;
    const words = ownWords(post);
    if (displayWidth(words) >= LEAST) return { post, words: shortened(words) };
  }
  return null;
}

/** Without links, and without the names that an answer begins with. */
function ownWords(post: Memory): string {
  const { text, spans } = displayText(post);
  let [words, from] = ['', 0];
  for (const { type, start, end } of spans) {
    if (type !== 'link') continue;
    words += text.slice(from, start);
    from = end;
  }
  return sanitizeLine(words + text.slice(from))
    .replace(/^(?:[@＠]\w+[\s:,]*)+/u, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Cut between words, where that leaves some. */
function shortened(words: string): string {
  const cut = truncate(words, MOST);
  if (cut === words) return words;
  const whole = cut.replace(/\s+\S*$/u, '…');
  return displayWidth(whole) > MOST / 2 ? whole : cut;
}
