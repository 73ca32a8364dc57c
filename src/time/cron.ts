// Parses the five fields of cron. The scheduler's library can do that too, but is too large to load at every start.

interface Field {
  readonly what: string;
  readonly least: number;
  readonly most: number;
  /** In the order of their numbers; three letters are enough. */
  readonly names?: readonly string[];
  /** What may be there besides numbers. */
  readonly special?: RegExp;
}

const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const WEEKDAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');

const FIELDS: readonly Field[] = [
  { what: 'a minute', least: 0, most: 59 },
  { what: 'an hour', least: 0, most: 23 },
  // The last day, a number of days before the last, the working day nearest to a day.
  { what: 'a day', least: 1, most: 31, special: /^(?:l|l-(?:[1-9]|[12]\d|30)|(?:[1-9]|[12]\d|3[01]|l)w)$/i },
  { what: 'a month', least: 1, most: 12, names: MONTHS },
  // The last, or the first to fifth, of its kind in a month.
  { what: 'a weekday', least: 0, most: 7, names: WEEKDAYS, special: /^(?:[0-7]|[a-z]{3})(?:l|#[1-5])$/i },
];

export type ParsedCron =
  /** `time` is the first one on each day that has any. */
  | { readonly ok: true; readonly time: { readonly hour: number; readonly minute: number } }
  | { readonly ok: false; readonly problem: string };

/** The fields must be separated by single spaces. */
export function parseCron(words: string): ParsedCron {
  const parts = words.split(' ');
  if (parts.length !== FIELDS.length) {
    return { ok: false, problem: `there ${parts.length === 1 ? 'is' : 'are'} ${parts.length}` };
  }
  const values = FIELDS.map((field, index) => valuesOf(parts[index] ?? '', field));
  const wrong = values.indexOf(null);
  if (wrong >= 0) return { ok: false, problem: `"${parts[wrong] ?? ''}" isn't ${FIELDS[wrong]?.what ?? ''}` };
  const [minutes, hours, days, months] = values.map((value) => value ?? []) as [number[], number[], number[], number[]];
  const isThere = months.some((month) => days.some((day) => day <= daysIn(month)));
  if (!isThere && !isByEither(words)) {
    return { ok: false, problem: `no month "${parts[3] ?? ''}" has a day "${parts[2] ?? ''}"` };
  }
  return { ok: true, time: { hour: Math.min(...hours), minute: Math.min(...minutes) } };
}

/** Whether the day of the month or the weekday is enough, because both are restricted: neither begins with a star. */
export function isByEither(words: string): boolean {
  const [, , day = '', , weekday = ''] = words.split(' ');
  return [day, weekday].every((field) => !/^[*?]/.test(field));
}

function daysIn(month: number): number {
  return new Date(Date.UTC(2024, month, 0)).getUTCDate();
}

/** Null for what can't be parsed. Special values occur in every month, so the field's least value stands for them. */
function valuesOf(text: string, field: Field): number[] | null {
  if (text === '?' && field.special) return [field.least];
  const all: number[] = [];
  for (const item of text.split(',')) {
    const values = field.special?.test(item) ? [field.least] : rangeOf(item, field);
    if (!values) return null;
    all.push(...values);
  }
  return all;
}

/** The values of `*`, `5`, `1-5` and, with a step, `*\/2` and `1-5/2`. A range that ends before it begins wraps around. */
function rangeOf(item: string, field: Field): number[] | null {
  const found = /^(?:\*|([\da-z]+)(?:-([\da-z]+))?)(?:\/(\d{1,2}))?$/i.exec(item);
  const [, first, last = first, step = '1'] = found ?? [];
  const isStepOfOne = found?.[3] !== undefined && first !== undefined && found[2] === undefined;
  if (!found || Number(step) < 1 || isStepOfOne) return null;
  const from = first === undefined ? field.least : numberOf(first, field);
  const to = last === undefined ? field.most : numberOf(last, field);
  if (from === null || to === null) return null;
  const size = field.most - field.least + 1;
  const span = (to - from + size) % size;
  const count = Math.floor(span / Number(step)) + 1;
  return Array.from(
    { length: count },
    (_, index) => ((from - field.least + index * Number(step)) % size) + field.least,
  );
}

function numberOf(word: string, { least, most, names = [] }: Field): number | null {
  const name = word.toLowerCase();
  const index = names.findIndex((full) => full === name || full.slice(0, 3) === name);
  const number = index >= 0 ? index + least : /^\d{1,2}$/.test(word) ? Number(word) : -1;
  return number >= least && number <= most ? number : null;
}
