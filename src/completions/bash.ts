// The completion script for bash. It runs in bash 3.2 too, which macOS has: no associative arrays, no mapfile.

import { optionsAt, withNested, type CommandDefinition, type ProgramDefinition } from './definition.ts';
import type { Value } from './values.ts';

export function bashScript(program: ProgramDefinition): string {
  const commands = withNested(program);
  return SCRIPT.replace(/^@(\w+)$/gm, (_line, part: keyof typeof PARTS) => PARTS[part](program, commands).join('\n'));
}

const PARTS = {
  commands: (_program: ProgramDefinition, commands: readonly CommandDefinition[]) => [
    `  ${commands.slice(1).map(placeOf).join(' | ')}) return 0 ;;`,
  ],
  options: (program: ProgramDefinition, commands: readonly CommandDefinition[]) =>
    commands.map((command) => {
      const flags = optionsAt(program, command).flatMap((option) => option.flags);
      return `  ${placeOf(command)}) _memories_offer ${flags.join(' ')} ;;`;
    }),
  values: (program: ProgramDefinition, commands: readonly CommandDefinition[]) => {
    const places = new Map<string, string[]>();
    for (const command of commands) {
      for (const { flags, value } of optionsAt(program, command)) {
        if (value === null) continue;
        const patterns = flags.map((flag) => `'${placeOf(command)} ${flag}'`);
        places.set(wordsOf(value), [...(places.get(wordsOf(value)) ?? []), ...patterns]);
      }
    }
    return [...places].map(([words, patterns]) => `  ${patterns.join(' | ')})\n    takes='${words}' ;;`);
  },
  arguments: (_program: ProgramDefinition, commands: readonly CommandDefinition[]) => commands.flatMap(argumentLines),
};

function argumentLines(command: CommandDefinition): string[] {
  const names = command.commands.map(({ path }) => path.at(-1) ?? '');
  if (names.length > 0) return [`  '${placeOf(command)} 0') takes='one of ${names.join(' ')}' ;;`];
  return command.arguments.map(({ value, isMany }, index) => {
    const place = `${placeOf(command)} `;
    return `  ${isMany ? `'${place}'*` : `'${place}${index}'`}) takes='${wordsOf(value)}' ;;`;
  });
}

/** The commands' words with slashes: `/config/set`; a slash for the program itself. */
function placeOf({ path }: CommandDefinition): string {
  return `/${path.join('/')}`;
}

function wordsOf(value: Value): string {
  if (value.kind === 'choices') return `one of ${value.choices.join(' ')}`;
  return value.kind === 'asked' ? `ask ${value.question}` : value.kind;
}

const SCRIPT = String.raw`# Completion of memories for bash, as "memories completions bash" prints it.

# Offers those of the words that go on from the typed one.
_memories_offer() {
  local word
  for word in "$@"; do
    if [[ $word == "$cur"* ]]; then COMPREPLY+=("$before$word"); fi
  done
}

# Offers what only the program knows, such as the accounts.
_memories_ask() {
  local line
  while IFS= read -r line; do
    _memories_offer "${'$'}{line%%$'\t'*}"
  done < <(command memories ${'$'}{db:+"--db=$db"} complete-words "$@" 2>/dev/null </dev/null)
}

# Sets "db" to a word as the shell would read it: without quotes, with the values of variables. It runs nothing.
_memories_read_db() {
  local rest=$1 quote='' char name
  db=''
  while [[ -n $rest ]]; do
    char=${'$'}{rest:0:1} rest=${'$'}{rest:1}
    if [[ $char == "$quote" ]]; then
      quote=''
    elif [[ $quote != "'" && $char == "$_memories_backslash" ]]; then
      if [[ -n $quote && ${'$'}{rest:0:1} != ["\"$_memories_backslash\$"] ]]; then db+=$char; fi
      db+=${'$'}{rest:0:1} rest=${'$'}{rest:1}
    elif [[ -z $quote && $char == [\"\'] ]]; then
      quote=$char
    elif [[ $quote != "'" && $char$rest =~ ^[$]([A-Za-z_][A-Za-z_0-9]*|\{[A-Za-z_][A-Za-z_0-9]*\}) ]]; then
      name=${'$'}{BASH_REMATCH[1]} rest=${'$'}{rest:${'$'}{#BASH_REMATCH[1]}}
      name=${'$'}{name#\{} name=${'$'}{name%\}}
      db+=${'$'}{!name}
    else
      db+=$char
    fi
  done
}
_memories_backslash='\'

_memories_is_command() {
  case $1 in
@commands
  esac
  return 1
}

_memories_options() {
  case $1 in
@options
  esac
}

# Sets "takes" to what stands after an option; to nothing after a switch.
_memories_value() {
  takes=''
  case "$1 $2" in
@values
  esac
}

# Sets "takes" to what the argument with this number can be; to nothing where there is none.
_memories_argument() {
  takes=''
  case "$1 $2" in
@arguments
  esac
}

_memories() {
  local IFS=$' \t\n' cur=${'$'}{COMP_WORDS[COMP_CWORD]} before='' db='' at='/' option='' takes='' first='' ended='' count=0 i word
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${'$'}{COMP_WORDS[i]}
    if [[ $word == [=@] ]]; then
      continue # bash takes --color=always for three words
    elif [[ -n $option ]]; then
      if [[ $option == --db ]]; then _memories_read_db "$word"; fi
      option=''
    elif [[ -z $ended && $word == -- ]]; then
      ended=1
    elif [[ -z $ended && $word == --*=* ]]; then
      if [[ $word == --db=* ]]; then _memories_read_db "${'$'}{word#*=}"; fi
    elif [[ -z $ended && $word == -* ]]; then
      _memories_value "$at" "$word"
      if [[ -n $takes ]]; then option=$word; fi
    elif [[ $count == 0 ]] && _memories_is_command "${'$'}{at%/}/$word"; then
      at=${'$'}{at%/}/$word
    else
      if [[ $count == 0 ]]; then first=$word; fi
      count=$((count + 1))
    fi
  done
  if [[ $cur == [=@] ]]; then cur=''; fi
  if [[ -z $option && -z $ended && $cur == --*=* ]]; then
    option=${'$'}{cur%%=*} before=${'$'}{cur%%=*}= cur=${'$'}{cur#*=}
  fi
  if [[ -n $option ]]; then
    _memories_value "$at" "$option"
  elif [[ -z $ended && $cur == -* ]]; then
    takes='options'
  else
    _memories_argument "$at" "$count"
  fi
  case $takes in
  '' | options) if [[ -z $ended ]]; then _memories_options "$at"; fi ;;
  'one of '*) _memories_offer ${'$'}{takes#one of } ;;
  'ask values') _memories_ask values "$first" ;;
  'ask '*) _memories_ask "${'$'}{takes#ask }" ;;
  files)
    if ! compopt -o default 2>/dev/null; then
      local IFS=$'\n'
      COMPREPLY=($(compgen -f -- "$cur"))
    fi
    ;;
  esac
}

complete -F _memories memories
`;
