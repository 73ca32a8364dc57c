// The names of settings: those of SETTINGS, and those of further digests, `digests.<name>.to`, which mean as `digest.to` does.

import { editDistance } from '../text/edit-distance.ts';
import { isSettingKey, SETTINGS, type Setting, type SettingKey, type SettingValue } from './settings.ts';

const FURTHER = /^digests\.([a-z0-9][a-z0-9_-]{0,30})\.([a-z_]+)$/;

/** Which settings a file may have. */
export interface KnownSettings {
  /** For hints. */
  readonly keys: readonly string[];
  readonly called: (key: string) => Setting<unknown> | undefined;
  /** Whether settings are nested under a name. */
  readonly isGroup: (name: string) => boolean;
}

export const KNOWN_SETTINGS: KnownSettings = { keys: Object.keys(SETTINGS), called: settingCalled, isGroup };

/** The setting that a key names; undefined when there is none of that name. */
function settingCalled(key: string): Setting<unknown> | undefined {
  const like = baseKey(key);
  return like === undefined ? undefined : SETTINGS[like];
}

/** The same for a key that is known to be one. */
export function findSetting(key: string): Setting<SettingValue> {
  const like = baseKey(key);
  if (like === undefined) throw new Error(`there is no setting ${key}`);
  return SETTINGS[like];
}

/** The key in SETTINGS that a key means: itself, or `digest.to` for `digests.family.to`. */
export function baseKey(key: string): SettingKey | undefined {
  if (isSettingKey(key)) return key;
  const of = `digest.${FURTHER.exec(key)?.[2] ?? ''}`;
  return isSettingKey(of) ? of : undefined;
}

/** Whether a digest may be called so. */
export function isDigestName(name: string): boolean {
  return FURTHER.test(`digests.${name}.to`);
}

/** The names of the further digests that keys are about. */
export function digestNames(keys: Iterable<string>): string[] {
  return [...new Set([...keys].flatMap((key) => FURTHER.exec(key)?.[1] ?? []))];
}

function isGroup(name: string): boolean {
  if (/^digests(\.[a-z0-9][a-z0-9_-]{0,30})?$/.test(name)) return true;
  return Object.keys(SETTINGS).some((key) => key.startsWith(`${name}.`));
}

/** What to do about a key that there is not: the one that may be meant, or else all there are. */
export function suggestKey(typed: string, known: readonly string[] = Object.keys(SETTINGS)): string {
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
