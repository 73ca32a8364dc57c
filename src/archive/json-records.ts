// The elements of one JSON array, one after the other, without ever holding the whole file.
//
// Twitter writes these arrays pretty-printed, so a line that closes a record is where one ends. If every piece between
// such lines is valid JSON by itself and single commas stand between the pieces, that is exactly the array, whatever
// guess found the lines. Where a piece is not valid, stream-json decides: either the guess was wrong (then it reads on),
// or the record is damaged (then reading goes on at the next line that closes one).

import { ExactReader } from './exact-reader.ts';

/** One element, or why there is none. */
export type JsonRecord =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string };

/** Longest text without a closing line before the file is taken to be formatted in another way, in UTF-16 units. */
const GUESS_LIMIT = 1 << 20;

/**
 * Reads `prefix = [ … ]`, as in `window.YTD.tweets.part0 = [`, or a bare array. Yields what each chunk completes, in the
 * order of the file. Damage becomes a record with a problem; an error of the source itself is thrown.
 */
export async function* jsonRecords(chunks: AsyncIterable<string>): AsyncGenerator<readonly JsonRecord[]> {
  const reader = new ArrayReader();
  for await (const chunk of chunks) {
    const batch = await reader.read(chunk);
    if (batch.length > 0) yield batch;
    if (reader.finished) return;
  }
  const last = await reader.end();
  if (last.length > 0) yield last;
}

class ArrayReader {
  finished = false;
  /** Text not yet made into records; `#searched` is how far of it is known to hold no closer. */
  #text = '';
  #searched = 0;
  #started = false;
  /** A comma must stand before the next record. */
  #afterRecord = false;
  /** The start of a line that closes a record, once the first record has shown how they are indented. */
  #closer: string | undefined;
  #skipping = false;
  #exact: ExactReader | undefined;

  async read(chunk: string): Promise<JsonRecord[]> {
    const out: JsonRecord[] = [];
    this.#text += chunk;
    if (this.#started || this.#start()) await this.#advance(out, false);
    return out;
  }

  async end(): Promise<JsonRecord[]> {
    const out: JsonRecord[] = [];
    if (this.#started) await this.#advance(out, true);
    if (this.finished) return out;
    const empty = !this.#started && this.#text.trim() === '';
    const problem = this.#started ? 'the file ends in the middle of its list' : 'there is no list of records in it';
    out.push({ ok: false, problem: empty ? 'the file is empty' : problem });
    return out;
  }

  /** Skips to the array: up to the first `[` after the first `=`, or at once if the file starts with it. */
  #start(): boolean {
    const bare = /^\uFEFF?\s*\[/.exec(this.#text);
    const equals = this.#text.indexOf('=');
    const open = bare ? bare[0].length - 1 : equals < 0 ? -1 : this.#text.indexOf('[', equals);
    if (open < 0) return false;
    this.#text = this.#text.slice(open + 1);
    this.#started = true;
    return true;
  }

  /** Makes records of the text, in whichever way fits, until it needs more text. */
  async #advance(out: JsonRecord[], atEnd: boolean): Promise<void> {
    for (;;) {
      if (this.finished) return;
      if (this.#skipping) {
        if (!this.#skip()) return;
      } else if (this.#exact) {
        if (!(await this.#readExactly(this.#exact, out))) return;
      } else if (!this.#cut(out)) {
        if (this.#text.trim() === '' || (!atEnd && this.#text.length < GUESS_LIMIT)) return;
        this.#exact = new ExactReader(this.#afterRecord);
      }
    }
  }

  /** Cuts off the records that the text holds whole. False when it only lacks text. */
  #cut(out: JsonRecord[]): boolean {
    let from = 0;
    let next = this.#piece(from, out);
    while (typeof next === 'number') {
      from = next;
      next = this.#piece(from, out);
    }
    this.#text = this.#text.slice(from);
    this.#searched = Math.max(0, this.#searched - from);
    if (next === 'end') this.finished = true;
    if (next === 'odd') this.#exact = new ExactReader(this.#afterRecord);
    return next !== 'more';
  }

  /** Reads one comma and one piece from an offset: the offset behind it, or why there is none. */
  #piece(from: number, out: JsonRecord[]): number | 'more' | 'odd' | 'end' {
    let start = skipSpace(this.#text, from);
    if (this.#afterRecord && this.#text[start] === ',') start = skipSpace(this.#text, start + 1);
    else if (this.#afterRecord && start < this.#text.length && this.#text[start] !== ']') return 'odd';
    if (start >= this.#text.length) return 'more';
    if (this.#text[start] === ']') return 'end';
    this.#closer ??= closerOf(this.#text.slice(from, start));
    const closes = this.#text.indexOf(this.#closer, Math.max(start, this.#searched));
    if (closes < 0) {
      this.#searched = Math.max(start, this.#text.length - this.#closer.length);
      return 'more';
    }
    const end = closes + this.#closer.length;
    try {
      out.push({ ok: true, value: JSON.parse(this.#text.slice(start, end)) });
    } catch {
      return 'odd';
    }
    this.#afterRecord = true;
    return end;
  }

  /** Lets stream-json read the text. False when it only lacks text. */
  async #readExactly(exact: ExactReader, out: JsonRecord[]): Promise<boolean> {
    const stop = await exact.read(this.#text, out);
    this.#text = '';
    this.#searched = 0;
    if (stop === undefined) return false;
    this.#exact = undefined;
    if (stop.why === 'end') {
      this.finished = true;
      return true;
    }
    out.push({ ok: false, problem: stop.why });
    this.#text = stop.rest;
    this.#afterRecord = true;
    this.#skipping = true;
    return true;
  }

  /** Drops text up to the next line that closes a record. False when there is none yet. */
  #skip(): boolean {
    const closer = this.#closer ?? '\n}';
    const closes = this.#text.indexOf(closer);
    this.#skipping = closes < 0;
    this.#text = this.#text.slice(closes < 0 ? -closer.length : closes + closer.length);
    return !this.#skipping;
  }
}

/** A new line with the indentation that stands before a record, and the brace that closes it. */
function closerOf(spaceBefore: string): string {
  const lastLine = /\n([ \t]*)$/.exec(spaceBefore);
  return `\n${lastLine?.[1] ?? ''}}`;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at;
    at += 1;
  }
}
