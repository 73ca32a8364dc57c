// How an expected failure looks.

import type { UserError } from '../platform/errors.ts';
import { folded } from '../text/wrap.ts';
import { harmlessLine } from '../text/sanitize.ts';

/**
 * `error:` and, if something can be done, `hint:`, in lines of `width` cells; what follows the hint's first line is to be
 * copied, and stays whole. Ends with a new line.
 */
export function errorLines(error: UserError, width: number): string {
  const [hint, ...toCopy] = (error.hint ?? '').split('\n');
  return [
    labelled('error', error.message, width),
    hint ? labelled('hint', hint, width) : '',
    ...toCopy.map((line) => `${harmlessLine(line)}\n`),
  ].join('');
}

/** Ends with a new line. */
export function warningLines(warning: string, width: number): string {
  return labelled('warning', warning, width);
}

function labelled(label: string, text: string, width: number): string {
  return `${folded(`${label}: ${harmlessLine(text)}`, width, '  ')}\n`;
}
