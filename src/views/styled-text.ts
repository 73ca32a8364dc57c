// A tweet's text with its links, names and tags marked for the terminal, wrapped by what the cells really show.

import type { ChalkInstance } from 'chalk';
import wrapAnsi from 'wrap-ansi';
import type { Span } from '../tweet.ts';
import { harmless } from './harmless.ts';

/** Where text is shown. */
export interface Terminal {
  /** In cells. */
  readonly width: number;
  readonly chalk: ChalkInstance;
}

/** The lines of a text, none wider than `width` cells. */
export function textLines(text: string, spans: readonly Span[], terminal: Terminal, width: number): string[] {
  let styled = '';
  let from = 0;
  for (const span of spans) {
    if (span.start < from) continue;
    styled += harmless(text.slice(from, span.start)) + styledSpan(span, text, terminal.chalk);
    from = span.end;
  }
  styled += harmless(text.slice(from));
  return styled.split('\n').flatMap((line) => wrapped(line, width));
}

/** Wraps one line; what indents it indents its continuation too. */
function wrapped(line: string, width: number): string[] {
  const indent = (/^ */.exec(line)?.[0] ?? '').slice(0, Math.floor(width / 2));
  const rows = wrapAnsi(line.trim(), width - indent.length, { hard: true }).split('\n');
  return rows.map((row) => (indent + row).trimEnd());
}

function styledSpan(span: Span, text: string, chalk: ChalkInstance): string {
  const shown = harmless(text.slice(span.start, span.end));
  return span.type === 'link' ? chalk.underline(shown) : chalk.cyan(shown);
}
