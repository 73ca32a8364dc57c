// Reads and writes the configuration file, always as a whole.

import { access, constants, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { unsetSetting, setSetting } from './edit.ts';
import { parseSettings, type ConfigFile } from './yaml.ts';
import { codeOf, reasonOf, UserError } from '../platform/errors.ts';
import { ownershipOf, targetOf, writeFileAtomic, type Ownership } from '../platform/atomic-write.ts';
import { cleanUp } from '../platform/temporary.ts';
import { KNOWN_SETTINGS } from './keys.ts';

/**
 * Reads and checks the whole file. Throws a UserError that names the line of the first mistake. No password stays beside it
 * in what a program that was killed had begun to write.
 */
export async function readConfigFile(path: string): Promise<ConfigFile> {
  cleanUp(dirname(path));
  return parseSettings(await readText(path), path, KNOWN_SETTINGS);
}

/** Sets a setting, creating the file (0600, in a folder 0700) if there is none. */
export async function setInFile(path: string, key: string, value: unknown): Promise<void> {
  await writeConfigFile(path, setSetting(await readText(path, ''), path, key, value));
}

/**
 * Sets several settings in one write, and takes out those whose value is undefined. A `secret` file is readable by its
 * owner alone from then on. Returns whether others could read it before.
 */
export async function changeInFile(
  path: string,
  changes: ReadonlyMap<string, unknown>,
  { secret }: { readonly secret: boolean },
): Promise<boolean> {
  let text = await readText(path, '');
  for (const [key, value] of changes) {
    text = value === undefined ? (unsetSetting(text, path, key) ?? text) : setSetting(text, path, key, value);
  }
  return writeConfigFile(path, text, secret);
}

/** Takes a setting out of the file. Returns whether it was in it. */
export async function unsetInFile(path: string, key: string): Promise<boolean> {
  const text = unsetSetting(await readText(path, ''), path, key);
  if (text !== null) await writeConfigFile(path, text);
  return text !== null;
}

async function readText(path: string, ifThereIsNone?: string): Promise<string> {
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

/** All of it or nothing. A link stays one: its target is written. Returns whether this took away others' right to read it. */
async function writeConfigFile(path: string, text: string, secret = false): Promise<boolean> {
  try {
    const target = await targetOf(path);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    const before = await writableOwnership(target);
    const mode = before?.mode ?? 0o600;
    await writeFileAtomic(target, text, before ? { ...before, mode: secret ? mode & 0o700 : mode } : mode);
    return secret && (mode & 0o077) !== 0;
  } catch (error) {
    throw unusableError(path, 'written', error);
  }
}

/** Throws if the file may not be written: replacing it by a rename would get around that. */
async function writableOwnership(path: string): Promise<Ownership | null> {
  const ownership = await ownershipOf(path);
  if (ownership) await access(path, constants.W_OK);
  return ownership;
}
