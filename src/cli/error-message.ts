// How an expected failure looks.

import type { UserError } from '../platform/errors.ts';
import { wrapProse } from '../text/wrap.ts';
import { sanitizeLine } from '../text/sanitize.ts';

/**
 * `error:` and, if something can be done, `hint:`, in lines of `width` cells; what follows the hint's first line is to be
 * copied, and stays whole. Ends with a new line.
 */
export function formatError(error: UserError, width: number): string {
  const [hint, ...toCopy] = (error.hint ?? '').split('\n');
  return [
    labelled('error', error.message, width),
    hint ? labelled('hint', hint, width) : '',
    ...toCopy.map((line) => `${sanitizeLine(line)}\n`),
  ].join('');
}

/** Ends with a new line. */
export function formatWarning(warning: string, width: number): string {
  return labelled('warning', warning, width);
}

function labelled(label: string, text: string, width: number): string {
  return `${wrapProse(`${label}: ${sanitizeLine(text)}`, width, '  ')}\n`;
}
