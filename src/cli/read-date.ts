// A date of the command line, or the error that says why it isn't one.

import type { PlainDate } from '../time/calendar.ts';
import { UsageError } from '../platform/errors.ts';
import { readTypedDate, type TypedDate } from '../text/typed-date.ts';

/** Throws a UsageError for words that aren't a date. */
export async function readDate(words: string, today: PlainDate): Promise<Extract<TypedDate, { readonly ok: true }>> {
  const typed = await readTypedDate(words, today);
  if (typed.ok) return typed;
  throw new UsageError(typed.problem, { hint: typed.hint });
}
