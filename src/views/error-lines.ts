// How an expected failure looks.

import type { UserError } from '../errors.ts';
import { folded } from './folded.ts';
import { harmlessLine } from './harmless.ts';

/** `error:` and, if something can be done, `hint:`, in lines of `width` cells. Ends with a new line. */
export function errorLines(error: UserError, width: number): string {
  const hint = error.hint === undefined ? '' : labelled('hint', error.hint, width);
  return labelled('error', error.message, width) + hint;
}

/** Ends with a new line. */
export function warningLines(warning: string, width: number): string {
  return labelled('warning', warning, width);
}

function labelled(label: string, text: string, width: number): string {
  return `${folded(`${label}: ${harmlessLine(text)}`, width, '  ')}\n`;
}
