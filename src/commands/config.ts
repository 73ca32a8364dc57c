// `memories config`: the settings, looked at and changed.

import type { Command } from 'commander';
import { existsSync } from 'node:fs';
import { configPath, fullPath, loadConfig, overridingVariable, type Config } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { digestNames, suggestKey, baseKey, findSetting } from '../config/keys.ts';
import type { Setting, SettingValue } from '../config/settings.ts';
import { accounts, missingFrom, type Account } from '../library/accounts.ts';
import { openDatabase } from '../library/database.ts';
import { lineWidthOf } from '../text/wrap.ts';
import { sanitizeLine } from '../text/sanitize.ts';
import { settingsJson, settingsText, shownText, formatValue, valueText } from '../config/report.ts';
import { formatKnown } from '../cli/account-choice.ts';

const KEY = 'a setting such as time_zone';

export function addConfig(program: Command, context: Context): void {
  const config = program.command('config').description('list the settings, or change them in the configuration file');
  addList(config, context);
  addGet(config, context);
  addSet(config, context);
  addUnset(config, context);
  addPath(config, context);
}

function addList(parent: Command, context: Context): void {
  parent
    .command('list', { isDefault: true })
    .description('show every setting with its value, where that comes from and what it is for (the default)')
    .option('--json', 'print one JSON object')
    .allowExcessArguments()
    .action(async ({ json }: { readonly json?: boolean }, command: Command) => {
      const [word] = command.args;
      if (word !== undefined) refuse(command, `there is no command "config ${word}"`, commandHint(word));
      const config = await loadConfig(context, {});
      const list = { path: config.path, exists: existsSync(config.path), settings: config.settings() };
      context.stdout.write(json ? settingsJson(list) : settingsText(list, lineWidthOf(context.stdout)));
    });
}

function addGet(parent: Command, context: Context): void {
  parent
    .command('get')
    .description("print a setting's value and nothing else; nothing if it has none")
    .argument('<key>', KEY)
    .action(async (word: string, _flags: object, command: Command) => {
      const key = settingKey(word, command);
      const config = await loadConfig(context, {});
      mustHaveDigestOf(key, config, command);
      const { value } = config.state(key);
      const text = shownText(key, value);
      if (text !== valueText(value)) refuse(command, `${key} holds a password`, 'look into the file yourself');
      if (text !== '') context.stdout.write(`${text}\n`);
    });
}

function addSet(parent: Command, context: Context): void {
  parent
    .command('set')
    .description('write a setting into the configuration file, which is created if there is none')
    .argument('<key>', KEY)
    .argument('<value...>', 'its value; several for a list')
    .action(async (word: string, words: string[], _flags: object, command: Command) => {
      const key = settingKey(word, command);
      const value = settingValue(key, words.join(' '), context, command);
      const path = configPath(context);
      const { setInFile } = await import('../config/file.ts');
      await setInFile(path, key, value);
      context.stdout.write(`${key} is now ${formatValue(key, value)} (${path})\n`);
      warnIfOverridden(key, context);
      if (key.endsWith('accounts')) await warnOfUnknown(asList(value), context);
    });
}

function addUnset(parent: Command, context: Context): void {
  parent
    .command('unset')
    .description('take a setting out of the configuration file, so that it has its default')
    .argument('<key>', `${KEY}, or whatever the file has by mistake`)
    .action(async (word: string, _flags: object, command: Command) => {
      const path = configPath(context);
      const { unsetInFile } = await import('../config/file.ts');
      const wasSet = await unsetInFile(path, word);
      if (wasSet && baseKey(word) === undefined) {
        context.stdout.write(`${sanitizeLine(word)} is no longer in ${path}; there is no such setting\n`);
        return;
      }
      const key = settingKey(word, command);
      const fallback = defaultInWords(key);
      context.stdout.write(
        wasSet
          ? `${key} is no longer set in ${path}; by default it is ${fallback}\n`
          : `${key} is not set in ${path}\n`,
      );
      warnIfOverridden(key, context);
    });
}

function addPath(parent: Command, context: Context): void {
  parent
    .command('path')
    .description('print where the configuration file is, or would be')
    .action(() => {
      context.stdout.write(`${configPath(context)}\n`);
    });
}

function settingKey(word: string, command: Command): string {
  return baseKey(word) === undefined ? refuse(command, `there is no setting "${word}"`, suggestKey(word)) : word;
}

/** A further digest has what the first one has, but only if there is such a digest. */
function mustHaveDigestOf(key: string, { furtherDigests }: Config, command: Command): void {
  const [name] = digestNames([key]);
  if (name === undefined || furtherDigests.includes(name)) return;
  const known = furtherDigests.length === 0 ? 'there is only "digest"' : `there are: ${furtherDigests.join(', ')}`;
  refuse(
    command,
    `there is no digest "${name}" in the configuration`,
    `${known}; memories config set ${key} <value> makes it`,
  );
}

/** A path typed here is meant from here, not from where the file is. */
function settingValue(key: string, raw: string, context: Context, command: Command): SettingValue {
  const { check, isPath }: Setting<SettingValue> = findSetting(key);
  const checked = check(raw);
  if (!checked.ok) return refuse(command, `${key} can't be "${raw}"`, `it must be ${checked.expected}`);
  if (shownText(key, checked.value) !== valueText(checked.value)) {
    refuse(command, `${key} would hold a password, and others can read the words of a command`, PASSWORD_HINT);
  }
  return isPath ? fullPath(context.cwd, String(checked.value), context) : checked.value;
}

const PASSWORD_HINT = 'memories setup asks for it; or write it into the file yourself, or set smtp.password_command';

/** A further digest has what the first one has. */
function defaultInWords(key: string): string {
  const like = baseKey(key);
  const { isOwn, fallback } = findSetting(key);
  return like !== undefined && like !== key && !isOwn ? `that of ${like}` : formatValue(key, fallback);
}

/** The words of the command line are Commander's to refuse: exit code 2. */
function refuse(command: Command, what: string, hint: string): never {
  return command.error(`error: ${what}\nhint: ${hint}`);
}

function commandHint(word: string): string {
  if (baseKey(word) !== undefined) return `did you mean "memories config get ${word}"?`;
  return 'there are: list, get, set, unset, path';
}

function asList(value: SettingValue): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

/** An account that is not imported yet may well be named; so may a database that can't be looked into. */
async function warnOfUnknown(handles: readonly string[], context: Context): Promise<void> {
  const known = await accountsThere(context).catch(() => []);
  const missing = known.length === 0 ? [] : missingFrom(known, handles);
  for (const handle of missing) {
    const where = `in the database: ${formatKnown(known)}`;
    context.stderr.write(`warning: there is no account @${handle} ${where}\n`);
  }
}

async function accountsThere(context: Context): Promise<readonly Account[]> {
  const { databasePath } = await loadConfig(context, {});
  const db = openDatabase(databasePath, { create: false });
  try {
    return db ? accounts(db) : [];
  } finally {
    db?.close();
  }
}

function warnIfOverridden(key: string, context: Context): void {
  const variable = overridingVariable(key, context);
  if (variable !== undefined) context.stderr.write(`warning: ${variable} is set, and overrides the file\n`);
}
