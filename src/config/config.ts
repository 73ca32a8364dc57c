// A setting's value: flag, else environment, else configuration file, else default. Nothing else reads the environment.

import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { ConfigFile } from './yaml.ts';
import type { Context } from '../platform/context.ts';
import { UserError } from '../platform/errors.ts';
import { userFolder } from '../platform/folders.ts';
import { digestNames, baseKey } from './keys.ts';
import {
  isSettingKey,
  SETTINGS,
  type ColorMode,
  type Origin,
  type Setting,
  type SettingKey,
  type SettingState,
  type SettingValues,
} from './settings.ts';

export interface Config {
  /** Where the configuration file is, or would be. */
  readonly path: string;
  /** A setting; a flag's value, already checked, comes first. */
  get<Key extends SettingKey>(key: Key, flag?: SettingValues[Key]): SettingValues[Key];
  /** Every setting as it is without flags, and then those of further digests as far as they are set. */
  settings(): readonly SettingState[];
  /** A setting of SETTINGS or of a further digest, which has that of `digest` where it sets none of its own. */
  state(key: string): SettingState;
  /** The names of the further digests. */
  readonly namedDigests: readonly string[];
  readonly databasePath: string;
  /** By a flag. */
  readonly isDatabaseNamed: boolean;
  /** An IANA name. */
  readonly timeZone: string;
  /** What chalk calls the level: 0 none, 1 basic, 2 256 colours, 3 all. */
  colorLevel(): 0 | 1 | 2 | 3;
}

/** Flags that stand for settings, already checked. */
export interface Flags {
  readonly db?: string;
  readonly timeZone?: string;
  readonly color?: ColorMode;
}

/** Where the configuration file is, or would be. */
export function configPath(context: Context): string {
  const { cwd, env } = context;
  return resolve(cwd, env['MEMORIES_CONFIG'] || join(userFolder('config', context), 'config.yaml'));
}

/** Reads the configuration file, if there is one. Throws a UserError for a file or variable with a wrong value. */
export async function loadConfig(context: Context, flags: Flags): Promise<Config> {
  const path = configPath(context);
  const file = existsSync(path) ? await fileAt(path) : new Map<string, never>();
  const known = <Key extends SettingKey>(key: Key): StateOf<Key> => stateOf(key, context, path, file);
  const state = (key: string): SettingState => {
    const like = baseKey(key);
    if (like === undefined) throw new Error(`there is no setting ${key}`);
    const { isPath, notInherited, fallback }: Setting<SettingState['value']> = SETTINGS[like];
    if (like === key) return known(like);
    const own = file.get(key);
    if (!own) return notInherited ? { key, value: fallback, origin: { source: 'default' } } : { ...known(like), key };
    const value = isPath ? fullPath(dirname(path), String(own.value), context) : (own.value as SettingState['value']);
    return { key, value, origin: { source: 'file', line: own.line } };
  };
  const get = <Key extends SettingKey>(key: Key, flag?: SettingValues[Key]): SettingValues[Key] =>
    flag ?? known(key).value;
  const further = [...file.keys()].filter((key) => !isSettingKey(key));
  return {
    path,
    get,
    settings: () => [...Object.keys(SETTINGS), ...further].map(state),
    state,
    namedDigests: digestNames(further),
    isDatabaseNamed: flags.db !== undefined,
    databasePath: fullPath(
      context.cwd,
      get('database', flags.db) ?? join(userFolder('data', context), 'memories.db'),
      context,
    ),
    timeZone: get('time_zone', flags.timeZone) ?? context.systemTimeZone(),
    colorLevel: () => colorLevel(get('color', flags.color), context),
  };
}

/** The YAML reader is loaded only for those who have a file. */
async function fileAt(path: string): Promise<ConfigFile> {
  const { readConfigFile } = await import('./file.ts');
  return readConfigFile(path);
}

/** The name of the environment variable that a setting has its value from, whatever the file says. */
export function overridingVariable(key: string, { env }: Context): string | undefined {
  const variable = isSettingKey(key) ? SETTINGS[key].env : undefined;
  return variable !== undefined && env[variable] ? variable : undefined;
}

interface StateOf<Key extends SettingKey> {
  readonly key: Key;
  readonly value: SettingValues[Key];
  readonly origin: Origin;
}

function stateOf<Key extends SettingKey>(key: Key, context: Context, path: string, file: ConfigFile): StateOf<Key> {
  const setting = SETTINGS[key];
  const from = (folder: string, value: unknown): SettingValues[Key] =>
    (setting.isPath ? fullPath(folder, String(value), context) : value) as SettingValues[Key];
  const variable = overridingVariable(key, context);
  if (variable !== undefined) {
    const value = from(context.cwd, valueOf(variable, setting, context));
    return { key, value, origin: { source: 'environment', variable } };
  }
  const entry = file.get(key);
  if (!entry) return { key, value: setting.fallback, origin: { source: 'default' } };
  return { key, value: from(dirname(path), entry.value), origin: { source: 'file', line: entry.line } };
}

/** Where no shell has been, nobody has said what `~` is. */
export function fullPath(folder: string, named: string, { home }: Context): string {
  return resolve(
    folder,
    named.replace(/^~(?=[/\\]|$)/, () => home),
  );
}

function valueOf<Value>(variable: string, setting: Setting<Value>, { env }: Context): Value {
  const checked = setting.check(env[variable]);
  if (checked.ok) return checked.value;
  const is = setting.shown ? 'is no such thing' : `is "${env[variable] ?? ''}"`;
  throw new UserError(`${variable} ${is}`, { hint: `it must be ${checked.expected}` });
}

/** https://no-color.org: set and not empty means no colour, unless the user asked for it just now. */
function colorLevel(mode: ColorMode, { env, stdout }: Context): 0 | 1 | 2 | 3 {
  // Node takes every tmux for one of 256 colours, whatever the terminal around it says.
  const hasAll = /^(?:truecolor|24bit)$/i.test(env['COLORTERM'] ?? '') && env['TERM'] !== 'dumb';
  const depth = hasAll ? 24 : (stdout.getColorDepth?.(env) ?? 1);
  const level = depth >= 24 ? 3 : depth >= 8 ? 2 : depth >= 4 ? 1 : 0;
  if (mode === 'always') return level === 0 ? 1 : level;
  if (mode === 'never' || env['NO_COLOR'] || env['TERM'] === 'dumb' || stdout.isTTY !== true) return 0;
  return level;
}
