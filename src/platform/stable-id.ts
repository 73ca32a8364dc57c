// Ids that are the same in every export, by which readers recognise what they have already seen.

import { createHash } from 'node:crypto';

/** A UUID derived from words (RFC 9562, version 8). */
export function stableId(...words: readonly string[]): string {
  const hash = createHash('sha256').update(words.join('\0')).digest('hex');
  const variant = ((parseInt(hash[16] ?? '0', 16) & 3) | 8).toString(16);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    variant + hash.slice(17, 20),
    hash.slice(20, 32),
  ].join('-');
}
