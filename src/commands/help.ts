// The help's layout: what a command is for, examples, and then everything it takes, in at most 80 columns.

import { Help, type Command } from 'commander';
import type { Context } from '../platform/context.ts';
import { columnsOf, wrapText } from '../text/wrap.ts';
import { EXAMPLES, type Example } from './examples.ts';

/** In cells: longer lines are harder to read, whatever the terminal has room for. */
export const WIDEST = 80;

/** Words in fewer cells than this are hard to read. */
const NARROW = 30;

export class ProgramHelp extends Help {
  override formatHelp(command: Command, helper: Help): string {
    const width = helper.helpWidth ?? WIDEST;
    const [usage = '', , ...sections] = super.formatHelp(command, helper).split('\n\n');
    const paragraphs = [
      sentence(command.description()),
      exampleLines(EXAMPLES[pathOf(command)] ?? [], width),
      usage,
      ...sections,
    ];
    const lines = paragraphs
      .filter((paragraph) => paragraph !== '')
      .join('\n\n')
      .split('\n');
    return lines.flatMap((line) => (line === '' ? line : wrapText(line, width))).join('\n');
  }

  /** Nearly every command has options: to say so helps nobody. */
  override subcommandTerm(command: Command): string {
    return super.subcommandTerm(command).replace(' [options]', '');
  }

  /** In two columns where there is room for the second, else one below the other. */
  override formatItem(term: string, termWidth: number, description: string, helper: Help): string {
    const width = helper.helpWidth ?? WIDEST;
    if (description === '' || width - termWidth - 4 >= NARROW) {
      return super.formatItem(term, termWidth, description, helper);
    }
    const below = helper.boxWrap(description, Math.max(20, width - 6));
    return [`  ${term}`, ...below.split('\n').map((line) => `      ${line}`)].join('\n');
  }
}

/** What stands below a command's help: lines, of which those that are set in are to be copied, and rows in two columns. */
export function helpBelow(text: string, rows: readonly Example[], { stdout }: Context): string {
  const width = Math.min(WIDEST, columnsOf(stdout));
  const lines = text.split('\n').flatMap((line) => (line.startsWith(' ') ? line : wrapText(line, width)));
  return ['', ...lines, ...(rows.length === 0 ? [] : [twoColumns(rows, width)])].join('\n');
}

/** Rows of words and what they do, in two columns if there is room. */
function twoColumns(rows: readonly Example[], width: number): string {
  const [widest, longest] = [0, 1].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const isWide = 4 + (widest ?? 0) + (longest ?? 0) <= width;
  const lines = rows.flatMap(([words, what]) =>
    isWide ? [`  ${words.padEnd(widest ?? 0)}  ${what}`] : [`  ${words}`, ...wrapText(`      ${what}`, width)],
  );
  return lines.join('\n');
}

function exampleLines(examples: readonly Example[], width: number): string {
  return examples.length === 0 ? '' : `Examples:\n${twoColumns(examples, width)}`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;
}

function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}
