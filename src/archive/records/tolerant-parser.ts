// stream-json over part of an array: any formatting, one record at a time, and known to the character where a damaged
// record begins. Several times slower than cutting, so it reads only what could not be cut.

import { Assembler } from 'stream-json/assembler.js';
import type { Token } from 'stream-json/parser.js';
import { withParser } from 'stream-json/utils/with-parser.js';
import { messageOf } from '../../platform/errors.ts';

/** Why reading stopped, and the text that follows: after the list's 'end', else after the last whole record. */
export interface Stop {
  readonly why: string;
  readonly rest: string;
}

export class TolerantParser {
  readonly #tokens = tokenizer();
  readonly #assembler = new Assembler();
  #afterRecord: boolean;
  /** Text that hasn't become a record yet. */
  pending = '';
  #opened = false;
  /**
   * A list that stands where a record should, and how much of the pending text is its own. A bracket that damage put before a
   * record makes one list of that and all that follow, and then the file ends.
   */
  #held: { readonly value: unknown; readonly length: number } | null = null;

  /** @param afterRecord the text to come starts behind a record, so with a comma */
  constructor(afterRecord: boolean) {
    this.#afterRecord = afterRecord;
  }

  /** Reads text and adds its records to `out`. Undefined when it wants more. */
  async read(text: string, out: JsonRecord[]): Promise<Stop | undefined> {
    // A record ends with a brace, so a slice has the end of one record at most.
    const slices = text.split(/(?<=[}\]])/);
    for (const [index, slice] of slices.entries()) {
      this.pending += slice;
      const why = await this.#feed(slice, out);
      if (why === undefined) continue;
      const rest = slices.slice(index + 1).join('');
      return { why, rest: why === 'end' ? rest : this.pending + rest };
    }
    // What is between records may be long, and is of no use.
    if (['', ','].includes(this.pending.trim())) this.pending = '';
    return undefined;
  }

  async #feed(slice: string, out: JsonRecord[]): Promise<string | undefined> {
    try {
      const text = this.#opening(slice);
      if (text === '') return undefined;
      for await (const token of this.#tokens(text)) {
        this.#assembler.consume(token);
        if (this.#assembler.depth === 0) {
          this.release(out);
          return 'end';
        }
        if (this.#assembler.depth === 1) this.#take(out);
      }
      return undefined;
    } catch (error) {
      this.release(out);
      // A comma before the closing bracket is what hand-edited files have.
      if (/^,?\s*\]$/.test(this.pending.trim())) return 'end';
      return `not valid JSON (${messageOf(error).replace(/^Parser cannot parse input: /, '')})`;
    }
  }

  /** Puts the bracket that opens the array, in place of the comma, before the first text. */
  #opening(slice: string): string {
    if (this.#opened) return slice;
    if (this.pending.trim() === '') return '';
    this.#opened = true;
    if (!this.#afterRecord || /^\s*\]/.test(this.pending)) return `[${this.pending}`;
    if (!/^\s*,/.test(this.pending)) throw new Error('a comma is missing');
    return `[${this.pending.replace(',', ' ')}`;
  }

  #take(out: JsonRecord[]): void {
    const items = this.#assembler.current;
    if (!Array.isArray(items) || items.length === 0) return;
    this.release(out);
    const value = items.pop() as unknown;
    this.#afterRecord = true;
    if (Array.isArray(value) && value.some(isObject)) {
      this.#held = { value, length: this.pending.length };
      return;
    }
    out.push({ ok: true, value });
    this.pending = '';
  }

  /** Gives the list that was held back. */
  release(out: JsonRecord[]): void {
    if (this.#held === null) return;
    out.push({ ok: true, value: this.#held.value });
    this.pending = this.pending.slice(this.#held.length);
    this.#held = null;
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** stream-json's parser without a consumer behind it: text in, tokens out. Its types know only flushable consumers. */
function tokenizer(): (text: string) => AsyncIterable<Token> {
  const passOn = (token: Token): Token => token;
  return withParser((() => passOn) as never) as unknown as (text: string) => AsyncIterable<Token>;
}

/** An element, or why it couldn't be read. */
export type JsonRecord =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string };
