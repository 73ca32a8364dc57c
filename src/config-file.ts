// The configuration file: YAML, so that it can have comments, and every mistake in it has a line.

import { readFile } from 'node:fs/promises';
import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { messageOf, UserError } from './errors.ts';
import { SETTINGS, type Setting, type SettingKey } from './settings.ts';

/** Checked values by key. */
export type ConfigFile = ReadonlyMap<SettingKey, unknown>;

/** Reads and checks the whole file. Throws a UserError that names the line of the first mistake. */
export async function readConfigFile(path: string): Promise<ConfigFile> {
  const lines = new LineCounter();
  const document = parseDocument(await textOf(path), { lineCounter: lines, prettyErrors: false });
  const wrong = (offset: number, what: string, hint: string): UserError =>
    new UserError(`${path}, line ${lines.linePos(offset).line}: ${what}`, { hint });
  const [error] = document.errors;
  if (error) throw wrong(error.pos[0], error.message, 'the file is YAML: one "key: value" on a line');
  const values = new Map<SettingKey, unknown>();
  for (const { key, raw, offset } of leavesOf(document, wrong)) {
    const setting: Setting<unknown> | undefined = isKey(key) ? SETTINGS[key] : undefined;
    if (!isKey(key) || !setting) throw wrong(offset, `there is no setting "${key}"`, suggestionFor(key));
    if (raw === null) continue;
    const checked = setting.check(raw);
    if (!checked.ok) throw wrong(offset, `${key} is ${JSON.stringify(raw)}`, `it must be ${checked.expected}`);
    values.set(key, checked.value);
  }
  return values;
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new UserError(`the configuration ${path} can't be read: ${messageOf(error)}`, {
      hint: 'check its permissions, or set MEMORIES_CONFIG',
      cause: error,
    });
  }
}

interface Leaf {
  readonly key: string;
  readonly raw: unknown;
  readonly offset: number;
}

function leavesOf(document: Document, wrong: (offset: number, what: string, hint: string) => UserError): Leaf[] {
  if (document.contents === null) return [];
  if (!isMap(document.contents)) {
    throw wrong(0, 'this is not a list of settings', 'write one "key: value" on a line');
  }
  return document.contents.items.map(({ key, value }) => {
    const offset = isScalar(key) ? (key.range?.[0] ?? 0) : 0;
    const raw: unknown = document.get(key);
    return { key: String(key), raw: isScalar(value) || value === null ? raw : toJson(value), offset };
  });
}

function toJson(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'toJSON' in value && typeof value.toJSON === 'function'
    ? (value.toJSON as () => unknown)()
    : value;
}

function isKey(key: string): key is SettingKey {
  return Object.hasOwn(SETTINGS, key);
}

function suggestionFor(key: string): string {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '');
  const similar = Object.keys(SETTINGS).find((known) => plain(known).startsWith(plain(key).slice(0, 4)));
  return similar === undefined ? `settings are: ${Object.keys(SETTINGS).join(', ')}` : `did you mean "${similar}"?`;
}
