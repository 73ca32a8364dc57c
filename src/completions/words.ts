// What can be completed only at the time it is asked for: accounts, dates, settings and their values. A shell waits for the
// answer in the middle of a line, so every failure is an empty answer.

import { dateOf, type PlainDate } from '../time/calendar.ts';
import type { Question } from './values.ts';
import { loadConfig, type Config, type Flags } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { baseKey, DEFAULT_DIGEST, DIGEST_KEYS, digestKey, findSetting, KNOWN_SETTINGS } from '../config/keys.ts';
import { FIRST_YEAR } from '../archive/twitter/timestamps.ts';
import { accountsIn } from '../library/accounts.ts';

export interface CompletionWord {
  readonly word: string;
  readonly what?: string;
}

/** What a shell needs no quotes for: handles come from archives, which anyone can have made. */
const PLAIN = /^\w[\w./+@-]*$/;

/** The answer to a question; `about` is the setting whose values are asked for. Never throws. */
export async function completionWords(
  context: Context,
  flags: Flags,
  question: Question,
  about: string,
): Promise<readonly CompletionWord[]> {
  const config = await loadConfig(context, flags).catch(() => null);
  const today = dateOf(context.now(), config?.timeZone ?? context.systemTimeZone());
  return answer(question, { config, today, about }).filter(({ word }) => PLAIN.test(word));
}

interface Known {
  /** Null when it can't be read. */
  readonly config: Config | null;
  readonly today: PlainDate;
  readonly about: string;
}

function answer(question: Question, known: Known): readonly CompletionWord[] {
  const { config, today, about } = known;
  switch (question) {
    case 'accounts':
      return handles(config).map((word) => ({ word }));
    case 'dates':
      return dates(today);
    case 'days':
      return daysOfMonth(today);
    case 'years':
      return Array.from({ length: today.year - FIRST_YEAR + 1 }, (_, index) => ({ word: String(today.year - index) }));
    case 'zones':
      return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')].map((word) => ({ word }));
    case 'digests':
      return [DEFAULT_DIGEST, ...(config?.namedDigests ?? [])].map((word) => ({ word }));
    case 'keys':
      return keys(config);
    case 'values':
      return valuesOf(about, known);
  }
}

function handles(config: Config | null): string[] {
  if (config === null) return [];
  try {
    return accountsIn(config.databasePath).map(({ handle }) => handle);
  } catch {
    return [];
  }
}

function dates(today: PlainDate): CompletionWord[] {
  const near = { today: 0, yesterday: -1, tomorrow: 1 };
  return [
    ...Object.entries(near).map(([word, days]) => ({ word, what: today.add({ days }).toString() })),
    ...daysOfMonth(today),
  ];
}

/** `11-01` to `11-30`. */
function daysOfMonth(today: PlainDate): CompletionWord[] {
  return Array.from({ length: today.daysInMonth }, (_, index) => ({
    word: today
      .with({ day: index + 1 })
      .toString()
      .slice(5),
  }));
}

/** Those there are, and those of each further digest. */
function keys(config: Config | null): CompletionWord[] {
  const further = (config?.namedDigests ?? []).flatMap((name) => DIGEST_KEYS.map((key) => digestKey(name, key)));
  return [...KNOWN_SETTINGS.keys, ...further].map((word) => ({ word, what: findSetting(word).what }));
}

function valuesOf(key: string, known: Known): readonly CompletionWord[] {
  const like = baseKey(key);
  if (like === undefined) return [];
  if (like.endsWith('time_zone')) return answer('zones', known);
  if (like.endsWith('accounts')) return answer('accounts', known);
  return (findSetting(key).check.values ?? []).map((word) => ({ word }));
}
