// The manual page, memories(1), from the same definitions as the help.

import { withNested, type CommandDefinition, type ProgramDefinition } from './definition.ts';
import { SETTINGS } from '../config/settings.ts';
import { EXAMPLES, EXIT_CODES, FILES, VARIABLES } from './man-facts.ts';
import { bold, entry, italic, roffText, section, subsection } from './roff.ts';

export function manPage(program: ProgramDefinition): string {
  return `${[
    `.TH MEMORIES 1 "" "memories ${roffText(program.version)}"`,
    section('NAME'),
    `memories \\- ${roffText(lowerFirst(program.what).replace(/\.$/, ''))}`,
    ...synopsis(),
    section('DESCRIPTION'),
    roffText(DESCRIPTION),
    section('OPTIONS'),
    'Every command takes these.',
    ...optionEntries(program),
    section('COMMANDS'),
    ...withNested(program).slice(1).filter(isRun).flatMap(commandLines),
    section('SETTINGS'),
    'The configuration file and',
    `${bold('memories config set')} take these. A flag beats a variable, which beats the file.`,
    ...Object.entries(SETTINGS).map(([key, { what, check }]) =>
      entry(bold(key), [what, listed(check.values)].join('')),
    ),
    section('ENVIRONMENT'),
    ...variables().map(([name, what]) => entry(bold(name), what)),
    section('FILES'),
    ...FILES.map(([path, what]) => entry(italic(path), what)),
    section('EXIT STATUS'),
    ...EXIT_CODES.map(([code, what]) => entry(bold(code), what)),
    section('EXAMPLES'),
    ...EXAMPLES.map(([line, what]) => entry(roffText(`${what}:`), line)),
    section('SEE ALSO'),
    `${bold('memories help')} ${italic('command')}, ${bold('memories setup')}, ${bold('memories config')}`,
  ].join('\n')}\n`;
}

const DESCRIPTION = `Takes in the archives that Twitter or X sends to those who ask for them, and shows what was written on this day in earlier years. Everything stays in one SQLite file on this machine.`;

function synopsis(): string[] {
  return [
    section('SYNOPSIS'),
    `${bold('memories')} [${italic('options')}] ${italic('command')} [${italic('options')}] [${italic('arguments')}]`,
  ];
}

/** A command with others in it does nothing itself, unless it has options of its own. */
function isRun({ path, commands }: CommandDefinition): boolean {
  return commands.length === 0 && (path.length === 1 || path.at(-1) !== 'help');
}

function commandLines(command: CommandDefinition): string[] {
  const words = ['memories', ...command.path, ...command.arguments.map(({ term }) => term)];
  return [
    subsection(words.join(' ')),
    roffText(sentence(command.what)),
    ...command.arguments.filter(({ what }) => what !== '').map(({ term, what }) => entry(italic(term), what)),
    ...optionEntries(command),
  ];
}

function optionEntries({ path, options }: CommandDefinition): string[] {
  return options
    .filter(({ flags }) => path.length === 0 || !flags.includes('--help'))
    .map(({ term, details }) => entry(termOf(term), details));
}

/** `-a, --account <handle>` with its flags bold and its value in italics. */
function termOf(term: string): string {
  return term
    .split(/( <[^>]*>| \[[^\]]*\]|, )/)
    .filter((part) => part !== '')
    .map((part) => (part === ', ' ? part : part.startsWith(' ') ? ` ${italic(part.trim())}` : bold(part)))
    .join('');
}

function variables(): (readonly [string, string])[] {
  const ofSettings = Object.entries(SETTINGS).flatMap(([key, { env, what }]) =>
    env === undefined ? [] : [[env, `${what} (the setting ${key})`] as const],
  );
  return [...ofSettings, ...VARIABLES];
}

function listed(values: readonly string[] | undefined): string {
  return values === undefined ? '' : ` (${values.join(', ')})`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
