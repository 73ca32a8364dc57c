// Cuts records out of a pretty-printed list by the lines that close them: from bytes for as long as all is as it should be,
// which takes half the time, else from text.

import type { JsonRecord } from './tolerant-parser.ts';
import { isSpace, skipSpace } from './value-scanner.ts';

/** What follows the records that could be cut off a text. */
type Rest = 'more' | 'malformed' | 'end';

export class RecordCutter {
  /** A comma must stand before the next record. */
  afterRecord = false;
  #text = '';
  /** How much of the text is known to have no terminator. */
  #searched = 0;
  /** Known once the first record has shown how they are indented. */
  #terminator: string | undefined;

  /** Text that hasn't become records yet. */
  get text(): string {
    return this.#text;
  }

  set text(text: string) {
    this.#text = text;
    this.#searched = 0;
  }

  /** The start of a line that closes a record, as far as that is known. */
  get terminator(): string {
    return this.#terminator ?? '\n}';
  }

  add(chunk: string): void {
    this.#text += chunk;
  }

  /**
   * Adds bytes to the text, without the records that can be cut off them as they are. Each of these is decoded by itself: no
   * record has to become two bytes a character because another one has an emoji, and nothing large is allocated.
   */
  addBetweenRecords(chunk: Buffer, out: JsonRecord[]): void {
    if (this.#terminator === undefined || this.#text.length > REST_LIMIT) {
      this.add(chunk.toString('utf8'));
      return;
    }
    const bytes = this.#text === '' ? chunk : Buffer.concat([Buffer.from(this.#text), chunk]);
    const from = this.#cutBytes(bytes, Buffer.from(this.#terminator), out);
    this.text = bytes.toString('utf8', from);
  }

  /** Returns the offset behind the last record, after which anything may follow. */
  #cutBytes(bytes: Buffer, terminator: Buffer, out: JsonRecord[]): number {
    for (let from = 0; ;) {
      let start = skipSpaceInBytes(bytes, from);
      if (this.afterRecord && bytes[start] === COMMA) start = skipSpaceInBytes(bytes, start + 1);
      else if (this.afterRecord) return from;
      const closes = bytes[start] === BRACE ? bytes.indexOf(terminator, start) : -1;
      if (closes < 0) return from;
      const end = closes + terminator.length;
      try {
        out.push({ ok: true, value: JSON.parse(bytes.toString('utf8', start, end)) });
      } catch {
        return from;
      }
      this.afterRecord = true;
      from = end;
    }
  }

  /** Cuts off the records that are complete in the text, and says what follows them. */
  cut(out: JsonRecord[]): Rest {
    let from = 0;
    let next = this.#next(from, out);
    while (typeof next === 'number') {
      from = next;
      next = this.#next(from, out);
    }
    this.#text = this.#text.slice(from);
    this.#searched = Math.max(0, this.#searched - from);
    return next;
  }

  /** Reads a comma and a record at an offset: returns the offset after them, or why there is no record. */
  #next(from: number, out: JsonRecord[]): number | Rest {
    let start = skipSpace(this.#text, from);
    if (this.afterRecord && this.#text[start] === ',') start = skipSpace(this.#text, start + 1);
    else if (this.afterRecord && this.#text[start] === '{') this.#missComma(out);
    else if (this.afterRecord && start < this.#text.length && this.#text[start] !== ']') return 'malformed';
    if (start >= this.#text.length) return 'more';
    if (this.#text[start] === ']') return 'end';
    this.#terminator ??= terminatorFor(this.#text.slice(from, start));
    const closes = this.#text.indexOf(this.#terminator, Math.max(start, this.#searched));
    if (closes < 0) {
      this.#searched = Math.max(start, this.#text.length - this.#terminator.length);
      return 'more';
    }
    const end = closes + this.#terminator.length;
    try {
      out.push({ ok: true, value: JSON.parse(this.#text.slice(start, end)) });
    } catch {
      return 'malformed';
    }
    this.afterRecord = true;
    return end;
  }

  /** A missing comma costs no record, but shows that the file was edited. */
  #missComma(out: JsonRecord[]): void {
    out.push({ ok: false, problem: 'a comma is missing before it' });
    this.afterRecord = false;
  }
}

/** Longer text without a whole record, in UTF-16 units, isn't made into bytes again. */
const REST_LIMIT = 1 << 16;

const COMMA = 44;
const BRACE = 123;

/** More white space than this, in UTF-16 units, says nothing about how records are indented. */
const SPACE_LIMIT = 1 << 10;

/** Shortens the white space between two records: its end is enough to show how they are indented. */
export function trimSpace(text: string): string {
  const sign = text.trim();
  return sign.length > 1 ? text : sign + text.slice(text.indexOf(sign) + sign.length).slice(-SPACE_LIMIT);
}

/** A new line with the indentation that stands before a record, and the brace that closes it. */
function terminatorFor(spaceBefore: string): string {
  const lastLine = /\n([ \t]*)$/.exec(spaceBefore);
  return `\n${lastLine?.[1] ?? ''}}`;
}

function skipSpaceInBytes(bytes: Buffer, from: number): number {
  let at = from;
  while (isSpace(bytes[at] ?? NaN)) at += 1;
  return at;
}
