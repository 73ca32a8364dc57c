// What values settings take: each check gives the value as the program uses it, or says in words what would do.

import { knownTimeZone, similarTimeZones } from '../time/zone.ts';
import {
  formatDayOfYear,
  parseDayOfYear,
  parseRecurrence,
  type DayOfYear,
  type Recurrence,
} from '../time/recurrence.ts';
import { similarWords } from '../text/edit-distance.ts';
import { parseMailbox, type Mailbox } from '../mail/mailbox.ts';
import { parseHandle } from '../post/handle.ts';

/** A value as a configuration file, a variable or the command line has it; null for none. */
export type Written = string | number | boolean | readonly string[] | null;

export interface Accepted<Value> {
  readonly ok: true;
  /** As the program uses it. */
  readonly value: Value;
  readonly written: Written;
  /** What may be shown of what is written: no passwords. */
  readonly shown: Written;
}

interface Refused {
  readonly ok: false;
  /** What would do; goes on `it must be …`. */
  readonly expected: string;
}

export type CheckResult<Value> = Accepted<Value> | Refused;

export interface Check<Value> {
  (raw: unknown): CheckResult<Value>;
  /** All that fit, where these are few. */
  readonly values?: readonly string[];
}

function accept<Value extends Written>(value: Value): Accepted<Value> {
  return acceptAs(value, value);
}

/** Accepts what is used in another form than it is written in. */
export function acceptAs<Value>(value: Value, written: Written, shown = written): Accepted<Value> {
  return { ok: true, value, written, shown };
}

export function refuse(expected: string): Refused {
  return { ok: false, expected };
}

/** A zone's name as `Intl` spells it. */
export function checkTimeZone(raw: unknown): CheckResult<string> {
  const words = typeof raw === 'string' ? raw.trim() : '';
  // Some versions of Node.js would take them.
  const offset = /^(?:utc|gmt)?([+-])(\d{1,2})(?::?(\d\d))?$/i.exec(words);
  if (offset) return refuse(`the zone of a place, such as Europe/Paris, not an offset${zoneInstead(offset)}`);
  const name = typeof raw === 'string' ? knownTimeZone(raw) : null;
  if (name !== null) return accept(name);
  const similar = words === '' ? [] : (nonEmpty(similarTimeZones(words)) ?? mistypedTimeZones(words)).slice(0, 3);
  return refuse(
    similar.length > 0 ? `a time zone; did you mean ${similar.join(' or ')}?` : 'a time zone such as Europe/Paris',
  );
}

/** What has that offset all year round; the names of these zones have the sign the other way round. */
function zoneInstead([, sign = '', hours = '', minutes = '00']: readonly string[]): string {
  const zone = `Etc/GMT${sign === '+' ? '-' : '+'}${Number(hours)}`;
  const is = minutes === '00' && Number(hours) > 0 ? knownTimeZone(zone) : null;
  return is === null ? '' : `; ${sign}${Number(hours)} hours all year round is ${is}`;
}

/** Zones whose place has nearly this name. */
function mistypedTimeZones(words: string): string[] {
  const all = Intl.supportedValuesOf('timeZone');
  const placeOf = (zone: string): string => zone.split('/').at(-1) ?? zone;
  const places = similarWords(placeOf(words), all.map(placeOf));
  return all.filter((zone) => places.includes(placeOf(zone)));
}

function nonEmpty<Item>(list: readonly Item[]): readonly Item[] | null {
  return list.length === 0 ? null : list;
}

export function checkBoolean(raw: unknown): CheckResult<boolean> {
  if (raw === true || raw === 'true' || raw === 'yes') return accept(true);
  return raw === false || raw === 'false' || raw === 'no' ? accept(false) : refuse('true or false');
}
checkBoolean.values = ['true', 'false'];

export function oneOf<const Value extends string>(values: readonly Value[]): Check<Value> {
  const check = (raw: unknown): CheckResult<Value> => {
    const found = values.find((value) => value === raw);
    return found === undefined ? refuse(`one of ${values.join(', ')}`) : accept(found);
  };
  return Object.assign(check, { values });
}

export function wholeNumber(least: number, most: number): Check<number> {
  return (raw) => {
    const number = typeof raw === 'string' && /^\d{1,9}$/.test(raw) ? Number(raw) : raw;
    const isFitting = typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most;
    return isFitting ? accept(number) : refuse(`a whole number from ${least} to ${most}`);
  };
}

export function checkPath(raw: unknown): CheckResult<string> {
  return typeof raw === 'string' && raw !== '' ? accept(raw) : refuse('a path');
}

/** A list of handles, also as one text with commas. */
export function checkHandles(raw: unknown): CheckResult<readonly string[]> {
  const items: unknown[] =
    typeof raw === 'string' ? raw.split(/[\s,]+/).filter(Boolean) : Array.isArray(raw) ? raw : [raw];
  // A handle of digits alone is a number to YAML.
  const words = items.map((item) => (Number.isSafeInteger(item) ? String(item) : item));
  const handles = words.map((word) => (typeof word === 'string' ? parseHandle(word) : null));
  const known = handles.filter((handle) => handle !== null);
  return known.length === handles.length ? accept(known) : refuse('account handles such as [jack, biz]');
}

/** One address, alone or with a name. */
export function checkMailbox(raw: unknown): CheckResult<Mailbox> {
  const mailbox = typeof raw === 'string' ? parseMailbox(raw) : null;
  return typeof raw === 'string' && mailbox !== null
    ? acceptAs(mailbox, raw.trim())
    : refuse('one address such as wren@example.org or "Wren <wren@example.org>"');
}

/** One address or several: a list, or one text with commas. Nobody is named twice. */
export function checkMailboxes(raw: unknown): CheckResult<readonly Mailbox[]> {
  const items: readonly unknown[] = Array.isArray(raw) ? raw : typeof raw === 'string' ? splitMailboxes(raw) : [];
  const checked = items.map(checkMailbox);
  const known = checked.filter((one) => one.ok);
  if (known.length === 0 || known.length < items.length) {
    return refuse(
      'one address such as wren@example.org or "Wren <wren@example.org>", or several such as [a@b.org, c@d.org]',
    );
  }
  const addresses = known.map(({ value }) => value.address.toLowerCase());
  const single = known.filter((_, index) => addresses.indexOf(addresses[index] ?? '') === index);
  const written = single.map((one) => String(one.written));
  return acceptAs(
    single.map(({ value }) => value),
    written.length === 1 ? (written[0] ?? '') : written,
  );
}

/** At the commas that are in no name. */
function splitMailboxes(text: string): string[] {
  return text.match(/(?:"(?:[^"\\]|\\.)*"|[^",])+/g) ?? [text];
}

/** A time of day, or five fields of cron with a day that there is. */
export function checkSchedule(raw: unknown): CheckResult<Recurrence> {
  const words = typeof raw === 'string' ? raw.trim().replace(/\s+/g, ' ') : '';
  const parsed = parseRecurrence(words);
  if (parsed.ok) return acceptAs(parsed.recurrence, words);
  const why = parsed.problem === null ? '' : `: ${parsed.problem}`;
  return refuse(`a time such as "08:00", or five fields of cron such as "0 8 * * 1-5"${why}`);
}

/** Stands for no date. */
export const NEVER = 'never';

/** A day of the year such as `12-31`; null for `never`, and for no words at all. */
export function checkDayOfYear(raw: unknown): CheckResult<DayOfYear | null> {
  if (raw === '' || raw === NEVER) return acceptAs(null, NEVER);
  const day = typeof raw === 'string' ? parseDayOfYear(raw) : null;
  return day ? acceptAs(day, formatDayOfYear(day)) : refuse('a day of the year such as 12-31, or never');
}

/** What stands behind EHLO: a domain, or an address in brackets. */
export function checkHelo(raw: unknown): CheckResult<string> {
  return typeof raw === 'string' && /^(?:[a-z\d](?:[a-z\d.-]*[a-z\d])?|\[[a-z\d.:]+\])$/i.test(raw)
    ? accept(raw)
    : refuse('a name such as nest.example.org');
}

/** Words on one line; a password of digits alone is a number to YAML. */
export function checkLine(what: string): Check<string> {
  return (raw) => {
    const text = Number.isSafeInteger(raw) ? String(raw) : raw;
    return typeof text === 'string' && /^[^\r\n\0]+$/.test(text) ? accept(text) : refuse(what);
  };
}

/** Words on one line that are never shown. */
export function checkSecret(what: string): Check<string> {
  const check = checkLine(what);
  return (raw) => {
    const checked = check(raw);
    return checked.ok ? { ...checked, shown: '(not shown)' } : checked;
  };
}
