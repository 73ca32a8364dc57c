// The completion script for fish: a line for each option and argument, with the commands at which it stands.

import {
  optionsAt,
  withNested,
  type ArgumentDefinition,
  type CommandDefinition,
  type OptionDefinition,
  type ProgramDefinition,
} from './definition.ts';
import type { Value } from './values.ts';

export function fishScript(program: ProgramDefinition): string {
  const commands = withNested(program);
  const valued = commands
    .flatMap((command) => optionsAt(program, command))
    .flatMap(({ flags, value }) => (value === null ? [] : flags));
  const lines = [
    ...program.options.map((option) => optionLine(option, [])),
    ...commands.flatMap((command) => linesOf(command, program)),
  ];
  const known = commands.slice(1).map(({ path }) => quote(` ${path.join(' ')}`));
  return SCRIPT.replace('@valued', [...new Set(valued)].join(' '))
    .replace('@known', known.join(' '))
    .replace('@lines', () => lines.join('\n'));
}

function linesOf(command: CommandDefinition, program: ProgramDefinition): string[] {
  const everywhere = program.options.flatMap(({ flags }) => flags);
  const own = command.options.filter(({ flags }) => !flags.every((flag) => everywhere.includes(flag)));
  return [
    ...command.commands.map((child) => commandLine(child, command)),
    ...own.map((option) => optionLine(option, ['-n', condition('in', command)])),
    ...command.arguments.flatMap((argument, index) => argumentLine(argument, index, command)),
  ];
}

function commandLine(child: CommandDefinition, parent: CommandDefinition): string {
  const words = ['-n', condition('at', parent, '0'), '-a', quote(child.path.at(-1) ?? ''), '-d', quote(child.what)];
  return completeLine(words);
}

function optionLine({ flags, value, what }: OptionDefinition, where: readonly string[]): string {
  const names = flags.flatMap((flag) => (flag.startsWith('--') ? ['-l', flag.slice(2)] : ['-s', flag.slice(1)]));
  return completeLine([...where, ...names, ...(value === null ? [] : valueWords(value)), '-d', quote(what)]);
}

function argumentLine({ value, isMany }: ArgumentDefinition, index: number, command: CommandDefinition): string[] {
  const where = ['-n', condition('at', command, isMany ? '' : String(index))];
  if (value.kind === 'any') return [];
  if (value.kind === 'files') return [completeLine([...where, '-F'])];
  return [completeLine([...where, '-k', '-a', wordsOf(value)])];
}

/** `-x`: a value must follow, and no file's name; `-F`: files all the same. */
function valueWords(value: Value): string[] {
  if (value.kind === 'files') return ['-r', '-F'];
  return value.kind === 'any' ? ['-x'] : ['-x', '-k', '-a', wordsOf(value)];
}

function wordsOf(value: Extract<Value, { kind: 'choices' | 'asked' }>): string {
  return quote(value.kind === 'choices' ? value.choices.join(' ') : `(__memories_ask ${value.question})`);
}

/** Of the functions below: `__memories_in 'digest send'`, `__memories_at 'on' 0`. */
function condition(which: 'in' | 'at', { path }: CommandDefinition, count = ''): string {
  return quote(`__memories_${which} ${[quote(path.join(' ')), count].join(' ').trim()}`);
}

function completeLine(words: readonly string[]): string {
  return ['complete', '-c', 'memories', ...words].join(' ');
}

/** Within single quotes fish knows only these two. */
function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

const SCRIPT = String.raw`# Completion of memories for fish, as "memories completions fish" prints it.

# Reads what is typed: the command's words, how many arguments stand after them, the first of those, the database.
function __memories_read -S
    set path ''
    set count 0
    set first ''
    set db
    set -l option ''
    set -l ended 0
    set -l words (commandline -opc)
    for word in $words[2..-1]
        if test -n "$option"
            test "$option" = --db; and set db --db $word
            set option ''
        else if test $ended = 0; and string match -q -- '--' "$word"
            set ended 1
        else if test $ended = 0; and string match -q -- '--*=*' "$word"
            string match -q -- '--db=*' "$word"; and set db $word
        else if test $ended = 0; and string match -q -- '-*' "$word"
            contains -- "$word" @valued; and set option "$word"
        else if test $count = 0; and contains -- "$path $word" @known
            set path "$path $word"
        else
            test $count = 0; and set first "$word"
            set count (math $count + 1)
        end
    end
    set db (string replace -r -- '^(--db=)?(\$HOME|\{\$HOME\})(?=/)' '${'$'}{1}'$HOME $db)
end

# Whether the command is typed.
function __memories_in
    set -l path
    set -l count
    set -l first
    set -l db
    __memories_read
    test "$path" = (string replace -r '^(?=.)' ' ' -- "$argv[1]")
end

# Whether the argument with this number, or any, comes next.
function __memories_at
    set -l path
    set -l count
    set -l first
    set -l db
    __memories_read
    test "$path" = (string replace -r '^(?=.)' ' ' -- "$argv[1]"); or return 1
    test (count $argv) = 1; or test $count = "$argv[2]"
end

# What only the program knows, such as the accounts.
function __memories_ask
    set -l path
    set -l count
    set -l first
    set -l db
    __memories_read
    command memories $db complete-words $argv $first 2>/dev/null </dev/null
end

complete -c memories -e
complete -c memories -f
@lines
`;
