// A schedule from the words that a setting has.

import { checkSchedule } from '../../src/config/checks.ts';
import { createSchedule, type Schedule } from '../../src/digest/schedule.ts';

/** Throws for words that the setting does not take. */
export function parseSchedule(words: string, timeZone: string, every: 'day' | 'week'): Schedule {
  const checked = checkSchedule(words);
  if (!checked.ok) throw new Error(checked.expected);
  return createSchedule(checked.value, timeZone, every);
}
