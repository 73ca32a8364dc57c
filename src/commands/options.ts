// Words of the command line that several commands share.

import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Flags } from '../config.ts';
import { checkTimeZone, COLOR_MODES, type Checked, type ColorMode } from '../settings.ts';

/** Options that every command takes. */
export interface GlobalFlags {
  readonly db?: string;
  readonly color?: ColorMode | true;
  readonly input: boolean;
}

/** Options of every command that shows tweets. */
export interface ShowFlags extends GlobalFlags {
  readonly timeZone?: string;
  readonly account?: readonly string[];
  readonly retweets?: boolean;
  readonly replies?: boolean;
  readonly json?: boolean;
}

export function withGlobalOptions(program: Command): Command {
  return program
    .option('--db <file>', 'use another database file (or set MEMORIES_DB)')
    .addOption(new Option('--color [when]', 'use colours').choices(COLOR_MODES))
    .option('--no-color', 'use no colours')
    .option('--no-input', 'never ask anything');
}

export function withShowOptions(command: Command): Command {
  return command
    .option('--time-zone <zone>', 'the zone whose days count, such as Europe/Paris', checkedBy(checkTimeZone))
    .option('-a, --account <handle>', 'only this account; repeat for more', handles)
    .option('--retweets', 'show retweets too')
    .option('--no-retweets', 'leave retweets out, whatever the configuration says')
    .option('--replies', 'show replies to others, whatever the configuration says')
    .option('--no-replies', 'leave replies to others out')
    .option('--json', 'print one JSON object');
}

/** The flags that stand for settings. Commander has `--no-color` as false, which stands for `never`. */
export function settingFlags(flags: {
  readonly db?: string;
  readonly timeZone?: string;
  readonly color?: ColorMode | boolean;
}): Flags {
  const color = flags.color === true ? 'always' : flags.color === false ? 'never' : flags.color;
  return {
    ...(flags.db === undefined ? {} : { db: flags.db }),
    ...(flags.timeZone === undefined ? {} : { timeZone: flags.timeZone }),
    ...(color === undefined ? {} : { color }),
  };
}

/** Makes a setting's check into Commander's way of refusing a value. */
export function checkedBy<Value>(check: (raw: unknown) => Checked<Value>): (raw: string) => Value {
  return (raw) => {
    const checked = check(raw);
    if (checked.ok) return checked.value;
    throw new InvalidArgumentError(`It must be ${checked.expected}`);
  };
}

/** `@jack` and `jack` alike. */
export function handle(raw: string): string {
  const found = /^@?(\w{1,15})$/.exec(raw)?.[1];
  if (found === undefined) throw new InvalidArgumentError('It must be a handle such as @jack.');
  return found;
}

function handles(raw: string, before: readonly string[] = []): readonly string[] {
  return [...before, handle(raw)];
}
