// HTML that is always escaped: whatever goes into a template is text, unless a template made it.

import { sanitize, UNUSUAL } from './sanitize.ts';

/** What a template makes; the only thing that another template takes as it is. */
export class Markup {
  readonly #source: string;

  private constructor(source: string) {
    this.#source = source;
  }

  toString(): string {
    return this.#source;
  }

  /** For words of this program only, such as its style sheet. */
  static trusted(source: string): Markup {
    return new Markup(source);
  }
}

export type Piece = string | number | Markup | null | readonly Piece[];

/** A template whose values are escaped, for elements as for attributes in double quotes; null is nothing. */
export function markup(strings: TemplateStringsArray, ...values: readonly Piece[]): Markup {
  let source = strings[0] ?? '';
  for (let at = 0; at < values.length; at += 1) source += written(values[at] ?? null) + (strings[at + 1] ?? '');
  return Markup.trusted(source);
}

function written(piece: Piece): string {
  if (typeof piece === 'string') return escaped(piece);
  if (piece === null) return '';
  if (piece instanceof Markup) return piece.toString();
  if (typeof piece === 'number') return String(piece);
  let all = '';
  for (const one of piece) all += written(one);
  return all;
}

/** What sanitize changes, and what means something in HTML; most values have none of it. */
const UNSAFE = new RegExp(`${UNUSUAL.source}|[&<>"']`);

function escaped(text: string): string {
  if (!UNSAFE.test(text)) return text;
  return sanitize(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
