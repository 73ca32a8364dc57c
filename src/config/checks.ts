// What values settings take: each check gives the value that was meant, or says in words what would do.

import { knownTimeZone, similarTimeZones } from '../time/calendar.ts';
import { cronProblem } from '../time/cron.ts';
import { parseMailbox } from '../mail/mailbox.ts';
import { parsePeriod } from '../time/period.ts';

/** A value that fits, or what would. */
export type CheckResult<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly expected: string };

export interface Check<Value> {
  (raw: unknown): CheckResult<Value>;
  /** All that fit, where these are few. */
  readonly values?: readonly string[];
}

const fits = <Value>(value: Value): CheckResult<Value> => ({ ok: true, value });
const expected = (words: string): CheckResult<never> => ({ ok: false, expected: words });

/** A zone's name as `Intl` spells it. */
export function checkTimeZone(raw: unknown): CheckResult<string> {
  const name = typeof raw === 'string' ? knownTimeZone(raw) : null;
  if (name !== null) return fits(name);
  const similar = typeof raw === 'string' ? similarTimeZones(raw).slice(0, 3) : [];
  return expected(
    similar.length > 0 ? `a time zone; did you mean ${similar.join(' or ')}?` : 'a time zone such as Europe/Paris',
  );
}

export function checkBoolean(raw: unknown): CheckResult<boolean> {
  if (raw === true || raw === 'true' || raw === 'yes') return fits(true);
  return raw === false || raw === 'false' || raw === 'no' ? fits(false) : expected('true or false');
}
checkBoolean.values = ['true', 'false'];

export function oneOf<Value extends string>(values: readonly Value[]): Check<Value> {
  const check = (raw: unknown): CheckResult<Value> => {
    const found = values.find((value) => value === raw);
    return found === undefined ? expected(`one of ${values.join(', ')}`) : fits(found);
  };
  return Object.assign(check, { values });
}

export function wholeNumber(least: number, most: number): Check<number> {
  return (raw) => {
    const number = typeof raw === 'string' && /^\d{1,9}$/.test(raw) ? Number(raw) : raw;
    const isFitting = typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most;
    return isFitting ? fits(number) : expected(`a whole number from ${least} to ${most}`);
  };
}

export function checkPath(raw: unknown): CheckResult<string> {
  return typeof raw === 'string' && raw !== '' ? fits(raw) : expected('a path');
}

/** A list of handles, also as one text with commas. */
export function checkHandles(raw: unknown): CheckResult<readonly string[]> {
  const items: unknown[] =
    typeof raw === 'string' ? raw.split(/[\s,]+/).filter(Boolean) : Array.isArray(raw) ? raw : [raw];
  // A handle of digits alone is a number to YAML.
  const words = items.map((item) => (Number.isSafeInteger(item) ? String(item) : item));
  const handles = words.map((word) => (typeof word === 'string' ? /^@?(\w{1,15})$/.exec(word)?.[1] : undefined));
  const known = handles.filter((handle) => handle !== undefined);
  return known.length === handles.length ? fits(known) : expected('account handles such as [jack, biz]');
}

/** One address, alone or with a name, as it was written. */
export function checkMailbox(raw: unknown): CheckResult<string> {
  return typeof raw === 'string' && parseMailbox(raw) !== null
    ? fits(raw.trim())
    : expected('one address such as wren@example.org or "Wren <wren@example.org>"');
}

/** A time of day, or five fields of cron with a day that there is. */
export function checkSchedule(raw: unknown): CheckResult<string> {
  const words = typeof raw === 'string' ? raw.trim().replace(/\s+/g, ' ') : '';
  const isTime = /^([01]?\d|2[0-3]):[0-5]\d$/.test(words);
  if (isTime) return fits(words);
  const isNearlyCron = /^[\dA-Za-z*/,#?-]+( [\dA-Za-z*/,#?-]+)+$/.test(words);
  const trouble = isNearlyCron ? cronProblem(words) : '';
  const why = trouble === '' ? '' : `: ${trouble ?? ''}`;
  return trouble === null
    ? fits(words)
    : expected(`a time such as "08:00", or five fields of cron such as "0 8 * * 1-5"${why}`);
}

/** What stands for no date. */
export const NEVER = 'never';

/** A day of the year such as `12-31`, or `never`, which no words mean too. */
export function checkDayOfYear(raw: unknown): CheckResult<string> {
  if (raw === '' || raw === NEVER) return fits(NEVER);
  // A leap year has every day that there is.
  const named = typeof raw === 'string' && /^\d{1,2}-\d{1,2}$/.test(raw) ? parsePeriod(`2024-${raw}`) : null;
  return named ? fits(named.first.toString().slice(5)) : expected('a day of the year such as 12-31, or never');
}

/** `smtp://` or `smtps://`, a host, and perhaps a port, a user and a password. */
export function checkSmtpUrl(raw: unknown): CheckResult<string> {
  const url = typeof raw === 'string' && URL.canParse(raw) ? new URL(raw) : null;
  const isFitting = url !== null && /^smtps?:$/.test(url.protocol) && url.hostname !== '' && /^\/?$/.test(url.pathname);
  return isFitting && typeof raw === 'string'
    ? fits(raw)
    : expected('an address such as smtp://user@smtp.example.org:587 or smtps://smtp.example.org');
}

/** Words on one line; a password of digits alone is a number to YAML. */
export function checkLine(what: string): Check<string> {
  return (raw) => {
    const text = Number.isSafeInteger(raw) ? String(raw) : raw;
    return typeof text === 'string' && /^[^\r\n\0]+$/.test(text) ? fits(text) : expected(what);
  };
}
