// Every setting there is: what it is called, which values it takes, and where else it can come from.

import { knownTimeZone, similarTimeZones } from './calendar.ts';

/** A value that fits, or what would. */
export type Checked<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly expected: string };

export interface Setting<Value> {
  /** The environment variable that overrides the configuration file. */
  readonly env?: string;
  readonly what: string;
  /** Without a flag, a variable or a line in the file. */
  readonly fallback: Value;
  /** What no value stands for: `null`, or an empty list. */
  readonly empty?: string;
  /** Relative to the file it stands in, else to the current folder. */
  readonly isPath?: true;
  readonly check: (raw: unknown) => Checked<Value>;
}

const fits = <Value>(value: Value): Checked<Value> => ({ ok: true, value });
const expected = (words: string): Checked<never> => ({ ok: false, expected: words });

export const COLOR_MODES = ['auto', 'always', 'never'] as const;
export type ColorMode = (typeof COLOR_MODES)[number];

export const IMAGE_MODES = ['auto', 'always', 'never'] as const;
export type ImageMode = (typeof IMAGE_MODES)[number];

export const MEDIA_MODES = ['photos', 'all', 'none'] as const;
export type MediaMode = (typeof MEDIA_MODES)[number];

/** A zone's name as `Intl` spells it. */
export function checkTimeZone(raw: unknown): Checked<string> {
  const name = typeof raw === 'string' ? knownTimeZone(raw) : null;
  if (name !== null) return fits(name);
  const similar = typeof raw === 'string' ? similarTimeZones(raw).slice(0, 3) : [];
  return expected(
    similar.length > 0 ? `a time zone; did you mean ${similar.join(' or ')}?` : 'a time zone such as Europe/Paris',
  );
}

function checkBoolean(raw: unknown): Checked<boolean> {
  if (raw === true || raw === 'true' || raw === 'yes') return fits(true);
  return raw === false || raw === 'false' || raw === 'no' ? fits(false) : expected('true or false');
}

function oneOf<Value extends string>(values: readonly Value[]): (raw: unknown) => Checked<Value> {
  return (raw) => {
    const found = values.find((value) => value === raw);
    return found === undefined ? expected(`one of ${values.join(', ')}`) : fits(found);
  };
}

function checkPath(raw: unknown): Checked<string> {
  return typeof raw === 'string' && raw !== '' ? fits(raw) : expected('a path');
}

/** A list of handles, also as one text with commas. */
function checkHandles(raw: unknown): Checked<readonly string[]> {
  const items: unknown[] =
    typeof raw === 'string' ? raw.split(/[\s,]+/).filter(Boolean) : Array.isArray(raw) ? raw : [raw];
  // A handle of digits alone is a number to YAML.
  const words = items.map((item) => (Number.isSafeInteger(item) ? String(item) : item));
  const handles = words.map((word) => (typeof word === 'string' ? /^@?(\w{1,15})$/.exec(word)?.[1] : undefined));
  const known = handles.filter((handle) => handle !== undefined);
  return known.length === handles.length ? fits(known) : expected('account handles such as [jack, biz]');
}

/** `null` and an empty list mean: as the system has it, and all accounts. */
export interface SettingValues {
  readonly database: string | null;
  readonly time_zone: string | null;
  readonly accounts: readonly string[];
  readonly retweets: boolean;
  readonly replies: boolean;
  readonly color: ColorMode;
  readonly images: ImageMode;
  readonly sensitive: boolean;
  readonly media: MediaMode;
}

export type SettingKey = keyof SettingValues;
export type SettingValue = SettingValues[SettingKey];

/** In the order in which they are listed. A key with a dot, `digest.to`, is nested in the file. */
export const SETTINGS: { readonly [Key in SettingKey]: Setting<SettingValues[Key]> } = {
  database: {
    env: 'MEMORIES_DB',
    what: 'the database file',
    fallback: null,
    empty: 'in the data folder',
    isPath: true,
    check: checkPath,
  },
  time_zone: {
    env: 'MEMORIES_TIME_ZONE',
    what: 'the zone whose days count',
    fallback: null,
    empty: "the system's",
    check: checkTimeZone,
  },
  accounts: { what: 'show only these accounts', fallback: [], empty: 'all', check: checkHandles },
  retweets: { what: 'show retweets', fallback: false, check: checkBoolean },
  replies: { what: 'show replies to others', fallback: true, check: checkBoolean },
  color: { what: 'use colours', fallback: 'auto', check: oneOf(COLOR_MODES) },
  images: { what: 'show photos in the terminal', fallback: 'auto', check: oneOf(IMAGE_MODES) },
  sensitive: { what: 'show media marked sensitive', fallback: false, check: checkBoolean },
  media: { what: 'which media import copies', fallback: 'photos', check: oneOf(MEDIA_MODES) },
};

export function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(SETTINGS, key);
}

/** Where a value comes from. */
export type Origin =
  | { readonly source: 'default' }
  | { readonly source: 'file'; readonly line: number }
  | { readonly source: 'environment'; readonly variable: string };

export interface SettingState {
  readonly key: SettingKey;
  readonly value: SettingValue;
  readonly origin: Origin;
}

/** What to do about a key that there is not: the one that may be meant, or else all there are. */
export function keyHint(typed: string, known: readonly string[] = Object.keys(SETTINGS)): string {
  const [nearest] = known
    .map((key) => ({ key, distance: distanceOf(lettersOf(typed), lettersOf(key)) }))
    .filter(({ key, distance }) => distance <= Math.ceil(key.length / 3))
    .sort((a, b) => a.distance - b.distance);
  return nearest === undefined ? `settings are: ${known.join(', ')}` : `did you mean "${nearest.key}"?`;
}

function lettersOf(key: string): string {
  return key.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Whoever types `zone` has left something out rather than mistyped it. */
function distanceOf(typed: string, key: string): number {
  if (typed === key) return 0;
  return typed.length > 2 && (key.includes(typed) || typed.includes(key)) ? 1 : editDistance(typed, key);
}

/** Levenshtein's: letters added, left out or changed. */
function editDistance(typed: string, key: string): number {
  let row = Array.from({ length: key.length + 1 }, (_, index) => index);
  for (const [index, letter] of Array.from(typed).entries()) {
    const next = [index + 1];
    for (const [at, wanted] of Array.from(key).entries()) {
      const [changed = 0, added = 0, leftOut = 0] = [row[at], next[at], row[at + 1]];
      next.push(Math.min(changed + (letter === wanted ? 0 : 1), added + 1, leftOut + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
