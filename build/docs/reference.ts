// docs/reference.md: every command and option, from the same definitions as the help.

import { programDefinition } from '../../src/completions/from-commander.ts';
import { withNested, type CommandDefinition, type OptionDefinition } from '../../src/completions/definition.ts';
import { ALL_COMMANDS } from '../../src/commands/index.ts';
import { buildProgram } from '../../src/commands/program.ts';
import type { Context } from '../../src/platform/context.ts';

/** The page, as it stands in docs/. */
export function referenceText(context: Context): string {
  const program = programDefinition(buildProgram({ ...context, argv: [] }, ALL_COMMANDS));
  const commands = withNested(program).slice(1).filter(isRun);
  return [
    '# Reference',
    '<!-- Made by `npm run docs` from the definitions of the commands: do not edit. -->',
    'Every command and option. `memories help <command>` prints the same.',
    '## Options of every command',
    optionList(program.options),
    ...commands.flatMap(section),
  ]
    .join('\n\n')
    .concat('\n');
}

/** A command with others in it does nothing itself; `help` is in every one of them. */
function isRun({ path, commands }: CommandDefinition): boolean {
  return commands.length === 0 && (path.length === 1 || path.at(-1) !== 'help');
}

function section({ path, what, arguments: words, options: all }: CommandDefinition): string[] {
  const options = all.filter(({ flags }) => !flags.includes('--help'));
  const line = ['memories', ...path, ...words.map(({ term }) => term), ...(options.length > 0 ? ['[options]'] : [])];
  const explained = words.filter((word) => word.what !== '');
  return [
    `## memories ${path.join(' ')}`,
    `${what.charAt(0).toUpperCase()}${what.slice(1)}.`,
    `\`\`\`\n${line.join(' ')}\n\`\`\``,
    ...(explained.length > 0 ? [explained.map((word) => item(word.term, word.what)).join('\n')] : []),
    ...(options.length > 0 ? [optionList(options)] : []),
  ];
}

function optionList(options: readonly OptionDefinition[]): string {
  return options.map(({ term, details }) => item(term, details)).join('\n');
}

function item(term: string, what: string): string {
  return `- \`${term}\`: ${what.replace(/[<>*]/g, '\\$&')}`;
}
