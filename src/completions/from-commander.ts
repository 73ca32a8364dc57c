// Commander's definitions as data, so that completion scripts and the manual page always agree with the program.

import type { Argument, Command, Help, Option } from 'commander';
import type { ArgumentDefinition, CommandDefinition, OptionDefinition, ProgramDefinition } from './definition.ts';
import { valueCalled, type Value } from './values.ts';

export function programDefinition(program: Command): ProgramDefinition {
  return { ...commandDefinition(program, []), version: program.version() ?? '' };
}

function commandDefinition(command: Command, path: readonly string[]): CommandDefinition {
  const help = command.createHelp();
  const children = help.visibleCommands(command);
  const names = children.map((child) => child.name()).filter((name) => name !== 'help');
  // `memories config --json` is `memories config list --json`.
  const standIn = children.find((child) => child.name() === defaultOf(command));
  const options = [...help.visibleOptions(command), ...(standIn?.options ?? [])];
  return {
    path,
    what: command.description(),
    arguments: command.registeredArguments.map((argument) => argumentDefinition(argument, help)),
    options: options.map((option) => optionDefinition(option, options, path, help)),
    commands: children.map((child) => {
      const definition = commandDefinition(child, [...path, child.name()]);
      return child.name() === 'help' ? helpOf(definition, names) : definition;
    }),
  };
}

/** `help` takes the names of the commands beside it. */
function helpOf(help: CommandDefinition, choices: readonly string[]): CommandDefinition {
  const value = { kind: 'choices', choices } as const;
  return { ...help, arguments: help.arguments.map((argument) => ({ ...argument, value })) };
}

/** Commander has no other way to tell which command stands for its parent. */
function defaultOf(command: Command): string | null | undefined {
  return (command as unknown as { readonly _defaultCommandName?: string | null })._defaultCommandName;
}

function argumentDefinition(argument: Argument, help: Help): ArgumentDefinition {
  const name = argument.name();
  const words = `${name}${argument.variadic ? '...' : ''}`;
  return {
    name,
    term: argument.required ? `<${words}>` : `[${words}]`,
    what: help.argumentDescription(argument),
    isMany: argument.variadic,
    value: choices(argument.argChoices) ?? valueCalled(name, '', null) ?? { kind: 'any' },
  };
}

function optionDefinition(
  option: Option,
  siblings: readonly Option[],
  path: readonly string[],
  help: Help,
): OptionDefinition {
  const valueName = /[<[]([\w-]+)/.exec(option.flags)?.[1] ?? '';
  const flags = flagsOf(option);
  const isValued = option.required || option.optional;
  return {
    flags,
    term: option.flags,
    what: option.description,
    details: help.optionDescription(option),
    valueName,
    value: isValued
      ? (choices(option.argChoices) ?? valueCalled(valueName, path.join(' '), option.long ?? '') ?? { kind: 'any' })
      : null,
    excludes: siblings
      .filter((other) => other !== option && other.attributeName() === option.attributeName())
      .flatMap(flagsOf),
  };
}

function flagsOf({ short, long }: Option): string[] {
  return [short, long].filter((flag) => flag !== undefined);
}

function choices(known: readonly string[] | undefined): Value | null {
  return known === undefined ? null : { kind: 'choices', choices: known };
}
