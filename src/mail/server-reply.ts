// What a mail server says, made fit to be shown and logged: one harmless line, not long, and nothing of the password.

import { sanitizeLine } from '../text/sanitize.ts';

const LONGEST = 300;

/** A server's answer without its codes at the start of the lines: `535-5.7.8 No.` and `535 Sorry.` become `5.7.8 No. Sorry.` */
export function readableReply(answer: string, password: string | null): string {
  const lines = answer.split(/\r\n|\r|\n/).map((line) => line.replace(/^\d{3}(?:[ -]|$)/, ''));
  const words = sanitizeLine(lines.join(' '));
  if (password !== null && (gives(words, password) || gives(lines.join(''), password))) {
    return '(its words are left out: they repeat the password)';
  }
  const characters = Array.from(words);
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : words;
}

/** Whether a text holds the password: as it is, with other spaces, or in base64 as it was sent. */
function gives(text: string, password: string): boolean {
  const secret = squeezed(password);
  if (secret === '') return false;
  if (squeezed(text).includes(secret)) return true;
  const encoded = text.match(/[\w+/-]{4,}={0,2}/g) ?? [];
  return encoded.some((word) => squeezed(Buffer.from(word, 'base64').toString('utf8')).includes(secret));
}

function squeezed(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, '').toLowerCase();
}
