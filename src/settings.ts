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
  check(raw: unknown): Checked<Value>;
}

const fits = <Value>(value: Value): Checked<Value> => ({ ok: true, value });
const expected = (words: string): Checked<never> => ({ ok: false, expected: words });

export const COLOR_MODES = ['auto', 'always', 'never'] as const;
export type ColorMode = (typeof COLOR_MODES)[number];

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
  const handles = items.map((item) => (typeof item === 'string' ? /^@?(\w{1,15})$/.exec(item)?.[1] : undefined));
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
}

export type SettingKey = keyof SettingValues;

export const SETTINGS: { readonly [Key in SettingKey]: Setting<SettingValues[Key]> } = {
  database: { env: 'MEMORIES_DB', what: 'the database file', fallback: null, check: checkPath },
  time_zone: { env: 'MEMORIES_TIME_ZONE', what: 'the zone whose days count', fallback: null, check: checkTimeZone },
  accounts: { what: 'show only these accounts', fallback: [], check: checkHandles },
  retweets: { what: 'show retweets', fallback: false, check: checkBoolean },
  replies: { what: 'show replies to others', fallback: true, check: checkBoolean },
  color: { what: 'use colours', fallback: 'auto', check: oneOf(COLOR_MODES) },
};
