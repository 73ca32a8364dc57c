// Builds a readable text piece by piece: white space as HTML collapses it, paragraphs, quotes and lists as plain text
// writes them, and the spans and styles of what was added.

import type { Span, Style } from '../../post/post.ts';
import { sanitize } from '../../text/sanitize.ts';

export interface StyledText {
  readonly text: string;
  readonly spans: readonly Span[];
  readonly styles: readonly Style[];
}

/** What stands before a block's first line, and before its others. */
interface Prefix {
  first: string;
  readonly rest: string;
}

/** A style that goes on; its start is known once there is text in it. */
interface OpenStyle {
  readonly type: Style['type'];
  /** Elements of this style inside each other. */
  depth: number;
  start: number | null;
}

/** Quotes and lists that are nested deeper are not indented further: a hostile text could grow to gigabytes. */
const MOST_PREFIXES = 6;

/** White space that collapses; no-break spaces stay. */
const COLLAPSING = /[ \t\n\f\r]+/g;

export class TextBuilder {
  readonly #spans: Span[] = [];
  readonly #styles: Style[] = [];
  readonly #open: OpenStyle[] = [];
  readonly #prefixes: Prefix[] = [];
  #text = '';
  #isAtLineStart = true;
  /** A space comes before what follows on this line. */
  #hasSpace = false;
  /** How many new lines come before what follows. */
  #newLines = 0;

  /** Adds text, in which white space collapses. */
  add(text: string): void {
    const words = collapse(text);
    const inner = words.trim() === '' ? words.replace(/ /g, '') : words.replace(/^ | $/g, '');
    if (words.startsWith(' ')) this.#hasSpace = true;
    if (inner === '') return;
    this.#write(inner);
    if (words.endsWith(' ')) this.#hasSpace = true;
  }

  /** Adds text that keeps its spaces and lines. */
  addAsItIs(text: string): void {
    for (const [index, line] of clean(text).split('\n').entries()) {
      if (index > 0) this.breakLine();
      if (line !== '') this.#write(line);
    }
  }

  /** Adds text that is one thing, such as a link. */
  addSpan(type: Span['type'], text: string, url: string | null): void {
    const start = this.#write(clean(text));
    this.#spans.push({ type, start, end: this.#text.length, url });
  }

  /** A new line, also an empty one. */
  breakLine(): void {
    this.#newLines += 1;
    this.#hasSpace = false;
  }

  /** Where a block begins or ends: at least this many new lines, but for the beginning and the end of the text. */
  breakBlock(newLines: 1 | 2): void {
    this.#newLines = Math.max(this.#newLines, newLines);
    this.#hasSpace = false;
  }

  /** Begins a block whose lines begin with something. */
  openPrefix(first: string, rest: string): void {
    const isDeep = this.#prefixes.length >= MOST_PREFIXES;
    this.#prefixes.push(isDeep ? { first: '', rest: '' } : { first, rest });
  }

  closePrefix(): void {
    this.#prefixes.pop();
  }

  openStyle(type: Style['type']): void {
    const open = this.#open.find((style) => style.type === type);
    if (open) open.depth += 1;
    else this.#open.push({ type, depth: 1, start: null });
  }

  closeStyle(type: Style['type']): void {
    const open = this.#open.find((style) => style.type === type);
    if (!open) return;
    open.depth -= 1;
    if (open.depth > 0) return;
    this.#open.splice(this.#open.indexOf(open), 1);
    if (open.start !== null) this.#styles.push({ type, start: open.start, end: this.#text.length });
  }

  result(): StyledText {
    for (const { type } of [...this.#open])
      while (this.#open.some((style) => style.type === type)) this.closeStyle(type);
    const text = this.#text.trimEnd();
    const cut = <Part extends { start: number; end: number }>(parts: readonly Part[]): Part[] =>
      parts
        .map((part) => ({ ...part, end: Math.min(part.end, text.length) }))
        .filter(({ start, end }) => start < end)
        .sort((a, b) => a.start - b.start || a.end - b.end);
    return { text, spans: cut(this.#spans), styles: cut(this.#styles) };
  }

  /** Adds characters to a line, with what must be before them. Returns where they begin. */
  #write(characters: string): number {
    if (this.#text !== '' && this.#newLines > 0) {
      this.#text += '\n'.repeat(this.#newLines);
      this.#isAtLineStart = true;
    }
    this.#newLines = 0;
    if (this.#isAtLineStart) for (const prefix of this.#prefixes) this.#text += take(prefix);
    else if (this.#hasSpace) this.#text += ' ';
    this.#isAtLineStart = false;
    this.#hasSpace = false;
    const start = this.#text.length;
    for (const style of this.#open) style.start ??= start;
    this.#text += characters;
    return start;
  }
}

/** What stands before the next line of a block. */
function take(prefix: Prefix): string {
  const { first } = prefix;
  prefix.first = prefix.rest;
  return first;
}

/** Without control characters and lone halves of surrogate pairs. */
function clean(text: string): string {
  return sanitize(text).replace(/\p{Surrogate}/gu, '\ufffd');
}

export function collapse(text: string): string {
  return clean(text).replace(COLLAPSING, ' ');
}
