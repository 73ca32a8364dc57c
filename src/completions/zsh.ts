// The completion script for zsh: a function for each command, with the arguments of zsh's own `_arguments`.

import { shellQuoted } from '../text/shell-words.ts';
import {
  optionsAt,
  withNested,
  type CommandDefinition,
  type OptionDefinition,
  type ProgramDefinition,
} from './definition.ts';
import type { Value } from './values.ts';

export function zshScript(program: ProgramDefinition): string {
  const functions = withNested(program).map((command) => functionOf(command, program));
  return SCRIPT.replace('@functions', () => functions.join('\n'));
}

function functionOf(command: CommandDefinition, program: ProgramDefinition): string {
  const specs = [
    ...optionsAt(program, command).map(optionSpec),
    ...(command.commands.length > 0 ? ["'1: :->command'", "'*:: :->rest'"] : argumentSpecs(command)),
  ];
  const lines = [
    '  local -a line state',
    '  local -A opt_args',
    '  local curcontext=$curcontext ret=1',
    // In a group nothing behind the command's name is its own business.
    `  _arguments -C -s -S${command.commands.length > 0 ? " -A '-*'" : ''} \\\n${specs.map((spec) => `    ${spec}`).join(' \\\n')} && ret=0`,
    ...(command.commands.length > 0 ? stateLines(command) : []),
    '  return ret',
  ];
  return `${nameOf(command)}() {\n${lines.join('\n')}\n}\n`;
}

function stateLines({ commands }: CommandDefinition): string[] {
  const names = commands.map(({ path, what }) => quote(`${escapeColons(path.at(-1) ?? '')}:${what}`));
  return [
    '  case $state in',
    '  command)',
    `    local -a commands=(\n${names.map((name) => `      ${name}`).join('\n')}\n    )`,
    '    _describe -V -t commands command commands && ret=0 ;;',
    '  rest)',
    '    case $line[1] in',
    ...commands.map((child) => `    ${child.path.at(-1) ?? ''}) ${nameOf(child)} && ret=0 ;;`),
    '    esac ;;',
    '  esac',
  ];
}

function optionSpec({ flags, value, valueName, what, excludes }: OptionDefinition): string {
  // What takes a value may come again: --account does.
  const others = value === null ? [...flags, ...excludes] : excludes;
  const exclusion = others.length > 0 ? `(${others.join(' ')})` : '';
  const rest = `[${escapeBrackets(what)}]${value === null ? '' : `:${escapeColons(valueName)}:${actionOf(value)}`}`;
  // With these signs a value may also stand in the same word: --account=wren, -awren.
  const names = value === null ? flags : flags.map((flag) => `${flag}${flag.startsWith('--') ? '=' : '+'}`);
  const alternatives = names.length > 1 ? `{${names.join(',')}}` : (names[0] ?? '');
  return `${quote(exclusion + (value === null ? '' : '*'))}${alternatives}${quote(rest)}`;
}

function argumentSpecs(command: CommandDefinition): string[] {
  return command.arguments.map(({ name, value, isMany }, index) =>
    quote(`${isMany ? '*' : index + 1}:${escapeColons(name)}:${actionOf(value)}`),
  );
}

/** A space before the function keeps zsh from giving it words of its own. */
function actionOf(value: Value): string {
  if (value.kind === 'files') return '_files';
  if (value.kind === 'choices') return `(${value.choices.join(' ')})`;
  if (value.kind === 'any') return '';
  return ` _memories_ask ${value.question}${value.question === 'values' ? ' "$line[1]"' : ''}`;
}

function nameOf({ path }: CommandDefinition): string {
  return ['_memories_at', ...path].join('_').replaceAll('-', '_');
}

function escapeBrackets(text: string): string {
  return text.replace(/[\\[\]]/g, '\\$&');
}

function escapeColons(text: string): string {
  return text.replace(/[\\:]/g, '\\$&');
}

function quote(text: string): string {
  return text === '' ? '' : shellQuoted(text, 'posix');
}

const SCRIPT = String.raw`#compdef memories
# Completion of memories for zsh, as "memories completions zsh" prints it.

# What only the program knows, such as the accounts.
_memories_ask() {
  local -a found
  local each
  for each in ${'$'}{(f)"$(command memories ${'$'}{memories_db:+--db=$memories_db} complete-words "$@" 2>/dev/null </dev/null)"}; do
    found+=("${'$'}{${'$'}{each//:/\\:}/$'\t'/:}")
  done
  _describe -V -t $1 $1 found
}

@functions
_memories() {
  local memories_db='' i
  for ((i = 2; i < CURRENT; i++)); do
    case $words[i] in
    --db) memories_db=${'$'}{(Q)words[i+1]} ;;
    --db=*) memories_db=${'$'}{(Q)words[i]#--db=} ;;
    esac
  done
  # Variables get their values; nothing is run.
  if [[ $memories_db != *['\`(']* ]]; then memories_db=${'$'}{(e)memories_db}; fi
  _memories_at
}

if [[ $funcstack[1] == _memories ]]; then
  _memories "$@"
elif (( $+functions[compdef] )); then
  compdef _memories memories
fi
`;
