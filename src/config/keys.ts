// The names of settings: those of SETTINGS, and those of further digests, `digests.<name>.to`, which mean what `digest.to` does.

import { editDistance } from '../text/edit-distance.ts';
import { isSettingKey, SETTINGS, type Setting, type SettingKey } from './settings.ts';

/** The name of the digest that has the settings under `digest`. */
export const DEFAULT_DIGEST = 'digest';

/** A setting that each digest can have. */
export type DigestKey = Extract<SettingKey, `digest.${string}`>;

export const DIGEST_KEYS = Object.keys(SETTINGS).filter((key): key is DigestKey => key.startsWith('digest.'));

/** What a setting of a digest is called: `digests.family.to` for `digest.to`. */
export function digestKey(name: string, key: DigestKey): string {
  return name === DEFAULT_DIGEST ? key : key.replace('digest.', `digests.${name}.`);
}

const NAME = '[a-z0-9][a-z0-9_-]{0,30}';
const NAMED_KEY = new RegExp(`^digests\\.(${NAME})\\.([a-z_]+)$`);
const NAMED_GROUP = new RegExp(`^digests(\\.${NAME})?$`);

/** Whether a digest may be called so. */
export function isDigestName(name: string): boolean {
  return new RegExp(`^${NAME}$`).test(name);
}

/** The names of the further digests that keys are about. */
export function digestNames(keys: Iterable<string>): string[] {
  return [...new Set([...keys].flatMap((key) => NAMED_KEY.exec(key)?.[1] ?? []))];
}

/** The key in SETTINGS that a key means: itself, or `digest.to` for `digests.family.to`. */
export function baseKey(key: string): SettingKey | undefined {
  if (isSettingKey(key)) return key;
  const base = `digest.${NAMED_KEY.exec(key)?.[2] ?? ''}`;
  return isSettingKey(base) ? base : undefined;
}

/** Which settings a file may have. */
export interface KnownSettings {
  /** For hints. */
  readonly keys: readonly string[];
  readonly find: (key: string) => Setting | undefined;
  /** Whether settings are nested under a name. */
  readonly isGroup: (name: string) => boolean;
}

export const KNOWN_SETTINGS: KnownSettings = {
  keys: Object.keys(SETTINGS),
  find: (key) => {
    const base = baseKey(key);
    return base && SETTINGS[base];
  },
  isGroup: (name) => NAMED_GROUP.test(name) || Object.keys(SETTINGS).some((key) => key.startsWith(`${name}.`)),
};

/** The setting that a key names. Throws for one that names none. */
export function findSetting(key: string): Setting {
  const setting = KNOWN_SETTINGS.find(key);
  if (setting === undefined) throw new Error(`there is no setting ${key}`);
  return setting;
}

/** What to do about a key that there is not: the one that may be meant, or else all there are. */
export function suggestKey(typed: string, known: readonly string[] = KNOWN_SETTINGS.keys): string {
  const [nearest] = known
    .map((key) => ({ key, distance: distanceBetween(lettersIn(typed), lettersIn(key)) }))
    .filter(({ key, distance }) => distance <= Math.ceil(key.length / 3))
    .sort((a, b) => a.distance + depthOf(a.key) - b.distance - depthOf(b.key));
  return nearest === undefined ? `settings are: ${known.join(', ')}` : `did you mean "${nearest.key}"?`;
}

/** Who means a nested setting mostly writes the name before its dot too. */
function depthOf(key: string): number {
  return key.includes('.') ? 3 : 0;
}

function lettersIn(key: string): string {
  return key.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** A part of a key, such as `zone`, was cut short rather than mistyped. */
function distanceBetween(typed: string, key: string): number {
  if (typed === key) return 0;
  return typed.length > 2 && (key.includes(typed) || typed.includes(key)) ? 1 : editDistance(typed, key);
}
