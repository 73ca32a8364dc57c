// A date of the command line, or the error that says why it isn't one.

import type { PlainDate } from '../time/calendar.ts';
import { UsageError } from '../platform/errors.ts';
import { DATE_HINT, readTypedDate, type TypedDate } from '../text/typed-date.ts';

/** Throws a UsageError for words that aren't a date. @param usualHint where there is no better one */
export async function readDate(
  words: string,
  today: PlainDate,
  usualHint = DATE_HINT,
): Promise<Extract<TypedDate, { readonly ok: true }>> {
  const typed = await readTypedDate(words, today);
  if (typed.ok) return typed;
  throw new UsageError(typed.problem, { hint: typed.hint === DATE_HINT ? usualHint : typed.hint });
}
