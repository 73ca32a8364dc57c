// The configuration file: read whole, written whole.

import { access, constants, mkdir, readFile, readlink, realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { unsetSetting, setSetting } from './edit.ts';
import { parseSettings, type ConfigFile } from './yaml.ts';
import { codeOf, reasonOf, UserError } from '../platform/errors.ts';
import { writeFileAtomic } from '../platform/atomic-write.ts';
import { KNOWN_SETTINGS } from './keys.ts';

/** Reads and checks the whole file. Throws a UserError that names the line of the first mistake. */
export async function readConfigFile(path: string): Promise<ConfigFile> {
  return parseSettings(await textOf(path), path, KNOWN_SETTINGS);
}

/** Sets a setting, creating the file (0600, in a folder 0700) if there is none. */
export async function setInFile(path: string, key: string, value: unknown): Promise<void> {
  await writeConfigFile(path, setSetting(await textOf(path, ''), path, key, value));
}

/**
 * Sets several settings and takes out those whose value is undefined, all in one write. A `secret` file is for its owner
 * alone from then on; true when others could read it before.
 */
export async function changeInFile(
  path: string,
  changes: ReadonlyMap<string, unknown>,
  { secret }: { readonly secret: boolean },
): Promise<boolean> {
  let text = await textOf(path, '');
  for (const [key, value] of changes) {
    text = value === undefined ? (unsetSetting(text, path, key) ?? text) : setSetting(text, path, key, value);
  }
  return writeConfigFile(path, text, secret);
}

/** Takes a setting out of the file; false if it wasn't in it. */
export async function unsetInFile(path: string, key: string): Promise<boolean> {
  const text = unsetSetting(await textOf(path, ''), path, key);
  if (text !== null) await writeConfigFile(path, text);
  return text !== null;
}

async function textOf(path: string, ifThereIsNone?: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (ifThereIsNone !== undefined && codeOf(error) === 'ENOENT') return ifThereIsNone;
    throw unusableError(path, 'read', error);
  }
}

function unusableError(path: string, use: 'read' | 'written', error: unknown): UserError {
  return new UserError(`the configuration ${path} can't be ${use}: ${reasonOf(error)}`, {
    hint: 'check its permissions, or set MEMORIES_CONFIG',
    cause: error,
  });
}

/** Whole or not at all; a link stays one, and its target is written. True when it took others' right to read it. */
async function writeConfigFile(path: string, text: string, secret = false): Promise<boolean> {
  try {
    const target = await targetOf(path);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    const mode = await modeOf(target);
    await writeFileAtomic(target, text, secret ? mode & 0o700 : mode);
    return secret && (mode & 0o077) !== 0;
  } catch (error) {
    throw unusableError(path, 'written', error);
  }
}

/** Where a link leads, also when there is nothing yet. */
async function targetOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    const next = await readlink(path).catch(() => null);
    return next === null ? path : targetOf(resolve(dirname(path), next));
  }
}

/** That of the file if there is one. Throws if it may not be written, which a rename would pass over. */
async function modeOf(path: string): Promise<number> {
  try {
    await access(path, constants.W_OK);
    return (await stat(path)).mode & 0o777;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 0o600;
    throw error;
  }
}
