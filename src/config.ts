// A setting's value: flag, else environment, else configuration file, else default. Nothing else reads the environment.

import envPaths from 'env-paths';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ConfigFile } from './config-file.ts';
import type { Context } from './context.ts';
import { UserError } from './errors.ts';
import { SETTINGS, type ColorMode, type SettingKey, type SettingValues } from './settings.ts';

export interface Config {
  /** Where the configuration file is, or would be. */
  readonly path: string;
  /** A setting; a flag's value, already checked, comes first. */
  get<Key extends SettingKey>(key: Key, flag?: SettingValues[Key]): SettingValues[Key];
  readonly databasePath: string;
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

/** Reads the configuration file, if there is one. Throws a UserError for a file or variable with a wrong value. */
export async function loadConfig(context: Context, flags: Flags): Promise<Config> {
  const folders = envPaths('memories', { suffix: '' });
  const path = resolve(context.cwd, context.env['MEMORIES_CONFIG'] ?? join(folders.config, 'config.yaml'));
  const file = existsSync(path) ? await fileAt(path) : new Map<SettingKey, unknown>();
  const get = <Key extends SettingKey>(key: Key, flag?: SettingValues[Key]): SettingValues[Key] =>
    flag ?? valueOf(key, context, file);
  return {
    path,
    get,
    databasePath: resolve(context.cwd, get('database', flags.db) ?? join(folders.data, 'memories.db')),
    timeZone: get('time_zone', flags.timeZone) ?? context.systemTimeZone(),
    colorLevel: () => colorLevel(get('color', flags.color), context),
  };
}

/** The YAML reader is loaded only for those who have a file. */
async function fileAt(path: string): Promise<ConfigFile> {
  const { readConfigFile } = await import('./config-file.ts');
  return readConfigFile(path);
}

function valueOf<Key extends SettingKey>(key: Key, context: Context, file: ConfigFile): SettingValues[Key] {
  const setting = SETTINGS[key];
  const variable = setting.env === undefined ? undefined : context.env[setting.env];
  if (variable === undefined || variable === '')
    return (file.get(key) as SettingValues[Key] | undefined) ?? setting.fallback;
  const checked = setting.check(variable);
  if (checked.ok) return checked.value;
  throw new UserError(`${setting.env ?? key} is "${variable}"`, { hint: `it must be ${checked.expected}` });
}

/** https://no-color.org: set and not empty means no colour, unless the user asked for it just now. */
function colorLevel(mode: ColorMode, { env, stdout }: Context): 0 | 1 | 2 | 3 {
  const depth = stdout.getColorDepth?.(env) ?? 1;
  const level = depth >= 24 ? 3 : depth >= 8 ? 2 : depth >= 4 ? 1 : 0;
  if (mode === 'always') return level === 0 ? 1 : level;
  if (mode === 'never' || env['NO_COLOR'] || env['TERM'] === 'dumb' || stdout.isTTY !== true) return 0;
  return level;
}
