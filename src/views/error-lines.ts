// How an expected failure looks.

import type { UserError } from '../errors.ts';
import { harmless } from './harmless.ts';

/** `error:` and, if something can be done, `hint:`. Ends with a new line. */
export function errorLines(error: UserError): string {
  const line = (label: string, text: string): string => `${label}: ${harmless(text).replace(/\n/g, ' ')}\n`;
  return line('error', error.message) + (error.hint === undefined ? '' : line('hint', error.hint));
}
