// A query on the command line, in which `-river` leaves a word out and is no option.

import type { Command } from 'commander';
import { dateOf } from '../time/calendar.ts';
import type { Context } from '../platform/context.ts';
import { parseHandle, withoutServer } from '../post/handle.ts';
import { attachedValue, commandIndex, shieldNegatedWords, type OptionFlags } from '../search/query/negated-words.ts';

/** Commands whose words are a query. */
const WITH_QUERY = ['search', 'export'];

/** The words of a command line for Commander to read. */
export async function shieldQuery(program: Command, argv: readonly string[], context: Context): Promise<string[]> {
  const name = argv[commandPlace(argv, program)] ?? '';
  const command = WITH_QUERY.includes(name) ? program.commands.find((one) => one.name() === name) : undefined;
  if (!command) return [...argv];
  const flags = flagsOf(program, command);
  const isAmbiguous = argv.some((word) => attachedValue(word, flags)?.flag === '-a');
  const handles = isAmbiguous ? await knownHandles(argv, context) : [];
  const values: Readonly<Record<string, (value: string) => boolean>> = {
    '-a': (value) => handles.includes(parseHandle(value)?.toLowerCase() ?? value),
    '-f': (value) => command.options.find(({ short }) => short === '-f')?.argChoices?.includes(value) === true,
    '-n': (value) => /^\d+$/.test(value),
    '-o': (value) => /[./\\]/.test(value),
  };
  return shieldNegatedWords(argv, flags, (flag, value) => values[flag]?.(value) ?? false);
}

/** `memories 12-24` is `memories on 12-24`: what stands where a command would may be a date. */
export async function withDayCommand(program: Command, context: Context): Promise<readonly string[]> {
  const { argv } = context;
  const at = commandPlace(argv, program);
  const name = argv[at] ?? '';
  if (at < 0 || program.commands.some((command) => command.name() === name)) return argv;
  const rest = argv.slice(at);
  const end = rest.findIndex((word) => word.startsWith('-'));
  const { readTypedDate } = await import('../text/typed-date.ts');
  const typed = await readTypedDate((end < 0 ? rest : rest.slice(0, end)).join(' '), dateOf(context.now(), 'UTC'));
  return typed.ok || typed.isNearly ? argv.toSpliced(at, 0, 'on') : argv;
}

/** Where the command stands; -1 where none does. Mostly it is the first word: then the options needn't be known. */
function commandPlace(argv: readonly string[], program: Command): number {
  return argv[0]?.startsWith('-') === false ? 0 : commandIndex(argv, flagsOf(program));
}

function flagsOf(...commands: readonly Command[]): OptionFlags {
  const options = commands.flatMap((command) => command.createHelp().visibleOptions(command));
  const flags = (areValued: boolean): string[] =>
    options
      .filter(({ required, optional }) => (required || optional) === areValued)
      .flatMap(({ short, long }) => [short, long].filter((flag) => flag !== undefined));
  return { switches: flags(false), valued: flags(true) };
}

/** The accounts that there are, in lower case; none where that can't be told: the command itself says why. */
async function knownHandles(argv: readonly string[], context: Context): Promise<string[]> {
  const { loadConfig } = await import('../config/config.ts');
  const { accountsIn } = await import('../library/accounts.ts');
  const { openingNotices } = await import('../cli/notices.ts');
  const at = argv.findLastIndex((word) => word === '--db' || word.startsWith('--db='));
  const db = argv[at] === '--db' ? argv[at + 1] : argv[at]?.slice('--db='.length);
  try {
    const { databasePath } = await loadConfig(context, db === undefined || db === '' ? {} : { db });
    return accountsIn(databasePath, openingNotices(context)).flatMap(({ handle }) =>
      [handle, withoutServer(handle)].map((one) => one.toLowerCase()),
    );
  } catch {
    return [];
  }
}
