// The command line as data: what completion scripts and the manual page are made from. Commander's definitions become this.

import type { Value } from './values.ts';

export interface OptionDefinition {
  /** As they are typed: `-a` and `--account`. */
  readonly flags: readonly string[];
  /** As the help has it: `-a, --account <handle>`. */
  readonly term: string;
  readonly what: string;
  /** The same with the choices and the default. */
  readonly details: string;
  /** Null for a switch. */
  readonly value: Value | null;
  /** What its value is called: `handle`. */
  readonly valueName: string;
  /** Flags that make no sense beside it. */
  readonly excludes: readonly string[];
}

export interface ArgumentDefinition {
  /** As the help has it: `[paths...]`. */
  readonly term: string;
  readonly name: string;
  readonly what: string;
  readonly isMany: boolean;
  readonly value: Value;
}

export interface CommandDefinition {
  /** The words that lead to it: `config`, `set`; none for the program itself. */
  readonly path: readonly string[];
  readonly what: string;
  readonly arguments: readonly ArgumentDefinition[];
  /** Its own options, and those of the command that it stands for when none is named. */
  readonly options: readonly OptionDefinition[];
  readonly commands: readonly CommandDefinition[];
}

export interface ProgramDefinition extends CommandDefinition {
  readonly version: string;
  /** Every command takes the program's options. */
  readonly options: readonly OptionDefinition[];
}

/** A command with all that are in it, in the order of the help. */
export function withNested(command: CommandDefinition): readonly CommandDefinition[] {
  return [command, ...command.commands.flatMap(withNested)];
}

/** What may stand where options do: a command's own options and the program's. */
export function optionsAt(program: ProgramDefinition, command: CommandDefinition): readonly OptionDefinition[] {
  if (command === program) return program.options;
  const own = command.options.flatMap(({ flags }) => flags);
  return [...command.options, ...program.options.filter(({ flags }) => !flags.some((flag) => own.includes(flag)))];
}
