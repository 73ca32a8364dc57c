// The work of `memories config`: the settings, looked at and changed.

import { existsSync } from 'node:fs';
import type { Context } from '../platform/context.ts';
import { UsageError } from '../platform/errors.ts';
import { accountsIn, missingFrom } from '../library/accounts.ts';
import { formatKnown } from '../library/accounts-report.ts';
import { lineWidthOf } from '../text/wrap.ts';
import { sanitizeLine } from '../text/sanitize.ts';
import type { Written } from './checks.ts';
import { configPath, loadConfig, overridingVariable, pathFromHere, type Config } from './config.ts';
import { baseKey, digestNames, findSetting, suggestKey } from './keys.ts';
import { formatValue, settingsJson, settingsText, valueText } from './report.ts';

/** `extra` is a word that stands where a command would. */
export async function listSettings(context: Context, json: boolean, extra: string | undefined): Promise<void> {
  if (extra !== undefined) throw new UsageError(`there is no command "config ${extra}"`, { hint: commandHint(extra) });
  const config = await loadConfig(context, {});
  const list = { path: config.path, exists: existsSync(config.path), settings: config.settings() };
  context.stdout.write(json ? settingsJson(list) : settingsText(list, lineWidthOf(context.stdout)));
}

function commandHint(word: string): string {
  if (baseKey(word) !== undefined) return `did you mean "memories config get ${word}"?`;
  return 'there are: list, get, set, unset, path';
}

export async function printSetting(context: Context, key: string): Promise<void> {
  assertIsSetting(key);
  const config = await loadConfig(context, {});
  assertHasDigest(key, config);
  const { written, shown } = config.state(key);
  if (written !== shown) throw new UsageError(`${key} holds a password`, { hint: 'look into the file yourself' });
  const text = valueText(shown);
  if (text !== '') context.stdout.write(`${text}\n`);
}

export async function changeSetting(context: Context, key: string, words: readonly string[]): Promise<void> {
  assertIsSetting(key);
  const written = parseValue(key, words.join(' '), context);
  const path = configPath(context);
  const { setInFile } = await import('./file.ts');
  await setInFile(path, key, written);
  context.stdout.write(`${key} is now ${formatValue(key, written)} (${path})\n`);
  warnIfOverridden(key, context);
  if (key.endsWith('accounts') && Array.isArray(written)) await warnOfUnknown(written, context);
}

/** Also takes out what the file has by mistake. */
export async function removeSetting(context: Context, key: string): Promise<void> {
  const path = configPath(context);
  const { unsetInFile } = await import('./file.ts');
  const wasSet = await unsetInFile(path, key);
  if (wasSet && baseKey(key) === undefined) {
    context.stdout.write(`${sanitizeLine(key)} is no longer in ${path}; there is no such setting\n`);
    return;
  }
  assertIsSetting(key);
  context.stdout.write(
    wasSet
      ? `${key} is no longer set in ${path}; by default it is ${formatDefault(key)}\n`
      : `${key} is not set in ${path}\n`,
  );
  warnIfOverridden(key, context);
}

export function printConfigPath(context: Context): void {
  context.stdout.write(`${configPath(context)}\n`);
}

function assertIsSetting(key: string): void {
  if (baseKey(key) === undefined) throw new UsageError(`there is no setting "${key}"`, { hint: suggestKey(key) });
}

/** A further digest has what the first one has, but only if there is such a digest. */
function assertHasDigest(key: string, { namedDigests }: Config): void {
  const [name] = digestNames([key]);
  if (name === undefined || namedDigests.includes(name)) return;
  const known = namedDigests.length === 0 ? 'there is only "digest"' : `there are: ${namedDigests.join(', ')}`;
  throw new UsageError(`there is no digest "${name}" in the configuration`, {
    hint: `${known}; memories config set ${key} <value> makes it`,
  });
}

/** What others can't read. Setup asks for the secrets of what sends, and not of what watches. */
function secretHint(key: string, context: Context): string {
  const base = baseKey(key) ?? key;
  const asks = /^smtp\.|^digest\.(?:ntfy|apprise|webhook)$/.test(base) ? 'memories setup asks for it; or ' : '';
  const command = base.startsWith('smtp.') ? ', or set smtp.password_command' : `: ${configPath(context)}`;
  return `${asks}write it into the file yourself${command}`;
}

/** As the file is to have it. A path typed here is meant from here, not from where the file is. */
function parseValue(key: string, raw: string, context: Context): Written {
  const { check, isPath } = findSetting(key);
  const checked = check(raw);
  if (!checked.ok) throw new UsageError(`${key} can't be "${raw}"`, { hint: `it must be ${checked.expected}` });
  const { written, shown } = checked;
  if (written !== shown) {
    const what = key.startsWith('smtp.') ? 'would hold a password' : 'is as good as a password';
    throw new UsageError(`${key} ${what}, and others can read the words of a command`, {
      hint: secretHint(key, context),
    });
  }
  return isPath ? pathFromHere(String(written), context) : written;
}

function formatDefault(key: string): string {
  const base = baseKey(key);
  const { notInherited, fallback } = findSetting(key);
  return base !== undefined && base !== key && !notInherited ? `that of ${base}` : formatValue(key, fallback);
}

/** An account that is not imported yet may well be named; so may a database that can't be looked into. */
async function warnOfUnknown(handles: readonly string[], context: Context): Promise<void> {
  const known = await loadConfig(context, {})
    .then(({ databasePath }) => accountsIn(databasePath))
    .catch(() => []);
  const missing = known.length === 0 ? [] : missingFrom(known, handles);
  for (const handle of missing) {
    context.stderr.write(`warning: there is no account @${handle} in the database: ${formatKnown(known)}\n`);
  }
}

function warnIfOverridden(key: string, context: Context): void {
  const variable = overridingVariable(key, context);
  if (variable !== undefined) context.stderr.write(`warning: ${variable} is set, and overrides the file\n`);
}
