// The lines that an expected failure ends with.

import type { UserError } from '../platform/errors.ts';
import { wrapProse } from '../text/wrap.ts';
import { sanitizeLine } from '../text/sanitize.ts';

/**
 * `error:` and, if something can be done, `hint:`, in lines of `width` cells. Further lines of the hint are there to be
 * copied and are not wrapped. Ends with a newline.
 */
export function formatError(error: UserError, width: number): string {
  const [hint, ...toCopy] = (error.hint ?? '').split('\n');
  return [
    labelLine('error', error.message, width),
    hint ? labelLine('hint', hint, width) : '',
    ...toCopy.map((line) => `${/^ */.exec(line)?.[0] ?? ''}${sanitizeLine(line)}\n`),
  ].join('');
}

/** Ends with a newline. */
export function formatWarning(warning: string, width: number): string {
  return labelLine('warning', warning, width);
}

function labelLine(label: string, text: string, width: number): string {
  return `${wrapProse(`${label}: ${sanitizeLine(text)}`, width, '  ')}\n`;
}
