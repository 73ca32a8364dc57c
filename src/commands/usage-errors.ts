// Commander finds what is wrong with a command line; this says it in the program's own voice, with what to do about it.

import { Command, type ErrorOptions, type Help, type Option } from 'commander';
import { UsageError } from '../platform/errors.ts';
import { didYouMean, editDistance } from '../text/edit-distance.ts';
import { HOW_TO_INSTALL } from './completions.ts';
import { exampleOf } from './examples.ts';
import { ProgramHelp } from './help.ts';
import { hintForCommand, hintForExtraWords } from './habits.ts';

/** A command whose errors are this program's. */
export class VoicedCommand extends Command {
  override createCommand(name?: string): Command {
    return new VoicedCommand(name);
  }

  override createHelp(): Help {
    return Object.assign(new ProgramHelp(), this.configureHelp());
  }

  /** Everything that Commander finds wrong comes through here. */
  override error(message: string, options: ErrorOptions = {}): never {
    const said = message.replace(/^error: /, '');
    const { what, hint } = WORDINGS[options.code ?? '']?.(this, said) ?? { what: said, hint: null };
    throw new UsageError(what, { hint: hint ?? `${nameOf(this)} --help shows what it takes` });
  }
}

/** Says that a command has no other of that name in it. */
export function unknownCommandError(parent: Command, name: string): UsageError {
  const { what, hint } = unknownCommand(parent, name);
  return new UsageError(what, { hint });
}

/** `memories digest send`. */
function nameOf(command: Command): string {
  return command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`;
}

interface Wording {
  readonly what: string;
  /** Null for where the help is. */
  readonly hint: string | null;
}

/** By Commander's codes. What Commander said has the names, in quotation marks. */
const WORDINGS: Readonly<Record<string, (command: Command, said: string) => Wording>> = {
  'commander.missingArgument': (command, said) => missingArgument(command, quotedIn(said)[0] ?? ''),
  'commander.optionMissingArgument': (command, said) => {
    const option = optionCalled(command, quotedIn(said)[0] ?? '');
    const hint = option && `${option.flags}: ${option.description}`;
    return { what: `${longOf(option)} needs ${withArticle(valueNameOf(option))}`, hint: hint ?? null };
  },
  'commander.conflictingOption': (command, said) => {
    const [one, other] = quotedIn(said).map((flags) => longOf(optionCalled(command, flags)));
    return { what: `${one ?? ''} can't be used with ${other ?? ''}`, hint: 'leave one of them out' };
  },
  'commander.unknownOption': (command, said) => unknownOption(command, quotedIn(said)[0] ?? ''),
  'commander.excessArguments': (command) => {
    // The program itself takes only commands.
    if (command.parent === null) return unknownCommand(command, command.args[0] ?? '');
    const words = command.args.slice(command.registeredArguments.length);
    // A command that stands for its parent when none is named: this may be another one's name.
    if (command.name() === 'list') return unknownCommand(command.parent, words[0] ?? '');
    return { what: tooMany(words, nameOf(command)), hint: hintForExtraWords(nameOf(command), words) };
  },
  'commander.unknownCommand': (command) => unknownCommand(command, command.args[0] ?? ''),
  'commander.invalidArgument': invalidValue,
};

function missingArgument(command: Command, name: string): Wording {
  const argument = command.registeredArguments.find((one) => one.name() === name);
  const choices = argument?.argChoices;
  const example = exampleOf(nameOf(command));
  const more = command.name() === 'completions' ? `\n${HOW_TO_INSTALL}` : '';
  const hint = choices ? `it can be ${listOf(choices)}${more}` : example && `for example: ${example}`;
  return { what: `${nameOf(command)} needs ${withArticle(`<${name}>`)}`, hint };
}

/** A single letter may be meant as a word that a query leaves out. */
function unknownOption(command: Command, typed: string): Wording {
  const flag = typed.replace(/=.*/s, '');
  const what = `${nameOf(command)} has no option ${flag}`;
  const isQuery = command.registeredArguments.some((argument) => ['words', 'query'].includes(argument.name()));
  if (isQuery && /^-.$/u.test(flag))
    return { what, hint: `to leave out the word "${flag.slice(1)}": '-"${flag.slice(1)}"'` };
  const known = optionsOf(command).flatMap(({ long }) => long ?? []);
  return { what, hint: flag.length > 2 ? didYouMean(flag, known) : null };
}

function tooMany(words: readonly string[], command: string): string {
  const are = words.length === 1 ? 'is a word' : 'are words';
  return `"${words.join(' ')}" ${are} too many for ${command}`;
}

function unknownCommand(parent: Command, name: string): { what: string; hint: string } {
  const names = parent
    .createHelp()
    .visibleCommands(parent)
    .map((inner) => inner.name())
    .filter((inner) => inner !== 'help');
  const typed = [...nameOf(parent).split(' ').slice(1), name].join(' ');
  return { what: `there is no command "${typed}"`, hint: hintForName(parent, name, names) };
}

function hintForName(parent: Command, name: string, names: readonly string[]): string {
  if (names.length === 0) return `${nameOf(parent)} --help shows what it takes`;
  if (parent.parent !== null) return `there are: ${names.join(', ')}`;
  return hintForCommand(name) ?? didYouMean(name, names, 'memories ') ?? 'memories --help shows every command';
}

const OF_OPTION = /^option '(?<flags>.*?)' argument '(?<value>.*)' is invalid\. (?<why>.*)$/s;
const OF_ARGUMENT = /^command-argument value '(?<value>.*)' is invalid for argument '(?<name>.*?)'\. (?<why>.*)$/s;

function invalidValue(command: Command, said: string): Wording {
  const { flags, name, value = '', why = '' } = (OF_OPTION.exec(said) ?? OF_ARGUMENT.exec(said))?.groups ?? {};
  const option = flags === undefined ? undefined : optionCalled(command, flags);
  const argument = command.registeredArguments.find((one) => one.name() === name);
  const choices = (option ?? argument)?.argChoices;
  const what = `${option ? longOf(option) : `<${name ?? ''}>`} can't be "${value}"`;
  if (!choices) return { what, hint: why.replace(/^It /, 'it ').replace(/\.$/, '') };
  // Of a few words, one that is farther off is another word, not a slip: tcsh is neither bash nor fish.
  const near = choices.filter((choice) => editDistance(value.toLowerCase(), choice) <= 1);
  return { what, hint: didYouMean(value, near) ?? `it can be ${listOf(choices)}` };
}

/** The command's own and those of all commands. */
function optionsOf(command: Command): readonly Option[] {
  const help = command.createHelp();
  return [...help.visibleOptions(command), ...help.visibleGlobalOptions(command)];
}

function optionCalled(command: Command, flags: string): Option | undefined {
  return optionsOf(command).find((option) => option.flags === flags);
}

function longOf(option: Option | undefined): string {
  return option?.long ?? option?.flags ?? 'an option';
}

function valueNameOf(option: Option | undefined): string {
  return /[<[].*$/.exec(option?.flags ?? '')?.[0] ?? 'value';
}

function quotedIn(said: string): string[] {
  return Array.from(said.matchAll(/'(.*?)'/gs), ([, inside = '']) => inside);
}

function withArticle(name: string): string {
  return `${/^\W*[aeiou]/.test(name) ? 'an' : 'a'} ${name}`;
}

/** `a, b or c`. */
function listOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}
