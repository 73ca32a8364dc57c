// A setting's value: flag, else environment, else configuration file, else default. Nothing else reads the environment.

import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { Context } from '../platform/context.ts';
import { UserError } from '../platform/errors.ts';
import { userFolder } from '../platform/folders.ts';
import type { Accepted } from './checks.ts';
import { colorLevel, type ColorLevel } from './colors.ts';
import { baseKey, DEFAULT_DIGEST, digestKey, digestNames, findSetting, type DigestKey } from './keys.ts';
import {
  isSettingKey,
  SETTINGS,
  type ColorMode,
  type Setting,
  type SettingKey,
  type SettingState,
  type SettingValues,
} from './settings.ts';
import type { ConfigFile } from './yaml.ts';

/** Flags that stand for settings, already checked. */
export interface Flags {
  readonly db?: string;
  readonly timeZone?: string;
  readonly color?: ColorMode;
}

/** Reads the configuration file, if there is one. Throws a UserError for a file or variable with a wrong value. */
export async function loadConfig(context: Context, flags: Flags): Promise<Config> {
  const path = configPath(context);
  return new Config(context, flags, path, existsSync(path) ? await readFileAt(path) : new Map());
}

/** The YAML reader is loaded only for those who have a file. */
async function readFileAt(path: string): Promise<ConfigFile> {
  const { readConfigFile } = await import('./file.ts');
  return readConfigFile(path);
}

/** Where the configuration file is, or would be. */
export function configPath(context: Context): string {
  const named = context.env['MEMORIES_CONFIG'];
  return named ? pathFromHere(named, context) : join(userFolder('config', context), 'config.yaml');
}

/** The settings of a run. */
export class Config {
  /** Where the configuration file is, or would be. */
  readonly path: string;
  /** An IANA name. */
  readonly timeZone: string;
  /** The names of the further digests. */
  readonly namedDigests: readonly string[];
  readonly #context: Context;
  readonly #flags: Flags;
  readonly #file: ConfigFile;

  constructor(context: Context, flags: Flags, path: string, file: ConfigFile) {
    this.path = path;
    this.#context = context;
    this.#flags = flags;
    this.#file = file;
    this.timeZone = this.get('time_zone', flags.timeZone) ?? context.systemTimeZone();
    this.namedDigests = digestNames(file.keys());
  }

  /** An absolute path. */
  get databasePath(): string {
    const named = this.get('database', this.#flags.db);
    return named === null ? join(userFolder('data', this.#context), 'memories.db') : pathFromHere(named, this.#context);
  }

  /** What names the database: `--db`, `MEMORIES_DB` or a line of the file; null for nothing. */
  get databaseNamedBy(): string | null {
    if (this.#flags.db !== undefined) return '--db';
    const { origin } = this.state('database');
    if (origin.source === 'environment') return origin.variable;
    return origin.source === 'file' ? `${this.path}, line ${origin.line}` : null;
  }

  /** A setting; a flag's value, already checked, comes first. */
  get<Key extends SettingKey>(key: Key, flag?: SettingValues[Key]): SettingValues[Key] {
    return flag ?? (this.#find(key, key).value as SettingValues[Key]);
  }

  /** A setting of a digest, by the key of the first one's. */
  ofDigest<Key extends DigestKey>(name: string, key: Key): SettingValues[Key] {
    return this.#find(digestKey(name, key), key).value as SettingValues[Key];
  }

  /** Whether there is a digest of that name, or anything set for it. */
  hasDigest(name: string): boolean {
    return name === DEFAULT_DIGEST ? this.get('digest.to') !== null : this.namedDigests.includes(name);
  }

  /** A setting of SETTINGS or of a further digest, which has that of `digest` where it sets none of its own. */
  state(key: string): SettingState {
    const base = baseKey(key);
    if (base === undefined) throw new Error(`there is no setting ${key}`);
    return { ...this.#find(key, base), key };
  }

  /** Every setting as it is without flags, and then those of further digests as far as they are set. */
  settings(): readonly SettingState[] {
    const further = [...this.#file.keys()].filter((key) => !isSettingKey(key));
    return [...Object.keys(SETTINGS), ...further].map((key) => this.state(key));
  }

  colorLevel(): ColorLevel {
    return colorLevel(this.get('color', this.#flags.color), this.#context);
  }

  #find(key: string, base: SettingKey): Omit<SettingState, 'key'> {
    const setting = SETTINGS[base];
    const variable = overridingVariable(key, this.#context);
    if (variable !== undefined) {
      const checked = checkVariable(variable, setting, this.#context);
      return { ...this.#inFull(setting, checked), origin: { source: 'environment', variable } };
    }
    const entry = this.#file.get(key);
    if (entry) {
      return { ...this.#inFull(setting, entry, dirname(this.path)), origin: { source: 'file', line: entry.line } };
    }
    if (key !== base && !setting.notInherited) return this.#find(base, base);
    return { ...defaultOf(setting), origin: { source: 'default' } };
  }

  /** A path from where it was written; anything else as it is. */
  #inFull({ isPath }: Setting, checked: Accepted<unknown>, folder?: string): Accepted<unknown> {
    if (!isPath) return checked;
    const named = String(checked.written);
    const path = folder === undefined ? pathFromHere(named, this.#context) : fullPath(folder, named, this.#context);
    return { ok: true, value: path, written: path, shown: path };
  }
}

/** What a setting is where nothing sets it. */
function defaultOf({ fallback, check }: Setting): Pick<SettingState, 'value' | 'written' | 'shown'> {
  const checked = fallback === null ? null : check(fallback);
  return checked?.ok ? checked : { value: null, written: null, shown: null };
}

/** The name of the environment variable that a setting has its value from, whatever the file says. */
export function overridingVariable(key: string, { env }: Context): string | undefined {
  const variable = isSettingKey(key) ? findSetting(key).env : undefined;
  return variable !== undefined && env[variable] ? variable : undefined;
}

function checkVariable(variable: string, { check, isSecret }: Setting, { env }: Context): Accepted<unknown> {
  const checked = check(env[variable]);
  if (checked.ok) return checked;
  const is = isSecret ? 'is not valid' : `is "${env[variable] ?? ''}"`;
  throw new UserError(`${variable} ${is}`, { hint: `it must be ${checked.expected}` });
}

/** The current folder is asked for only if the path depends on it: it may be gone. */
export function pathFromHere(named: string, context: Context): string {
  return isAbsolute(named) ? resolve(named) : fullPath(/^~(?=[/\\]|$)/.test(named) ? '/' : context.cwd, named, context);
}

/** Only a shell expands `~`, and no shell has read a configuration file. */
function fullPath(folder: string, named: string, { home }: Context): string {
  return resolve(
    folder,
    named.replace(/^~(?=[/\\]|$)/, () => home),
  );
}
