// The elements of one JSON array, one after the other, without ever holding the whole file.
//
// Twitter writes these arrays pretty-printed, so a line that closes a record is where one ends. If every piece between
// such lines is valid JSON by itself and single commas stand between the pieces, that is exactly the array, whatever
// guess found the lines. Where a piece is not valid, stream-json decides: either the guess was wrong (then it reads on),
// or the record is damaged (then reading goes on at the next line that closes one).

import { TolerantParser, type JsonRecord, type Stop } from './tolerant-parser.ts';

/**
 * Longest text without a closing line before the file is taken to be formatted in another way, and longest text with
 * closing lines that is taken for one record, in UTF-16 units. Real records have up to 13,000.
 */
const GUESS_LIMIT = 1 << 20;

/** Longest text without a closing line that is taken for one record, in UTF-16 units: 600 times the longest real one. */
const RECORD_LIMIT = 1 << 23;

/**
 * So much text may be read exactly for nothing, in UTF-16 units: hundreds of damaged records. Beyond it only cutting goes
 * on, since a file can be made whose every line begins another megabyte that comes to nothing.
 */
const WASTE_LIMIT = 1 << 21;

/** More white space than this says nothing about how records are indented. */
const SPACE_LIMIT = 1 << 10;

/** Real prefixes have some 40 UTF-16 units; a file without a list within so many never had one. */
const PREFIX_LIMIT = 1 << 16;

/**
 * Reads `prefix = [ … ]`, as in `window.YTD.tweets.part0 = [`, or a bare array, from text that comes piece by piece. Gives
 * what each piece completes, in the order of the file. Damage becomes a record with a problem.
 */
export class RecordParser {
  /** Text not yet made into records; `#searched` is how far of it is known to hold no closer. */
  #text = '';
  #searched = 0;
  #started = false;
  /** The list's closing bracket has been read. */
  #ended = false;
  /** There is no list, as far as anybody would look for one. */
  #givenUp = false;
  /** A comma must stand before the next record. */
  #afterRecord = false;
  /** The start of a line that closes a record, once the first record has shown how they are indented. */
  #closer: string | undefined;
  #skipping = false;
  #exact: TolerantParser | undefined;
  /** How much text was read exactly and no record made of it. */
  #wasted = 0;

  async read(chunk: string): Promise<JsonRecord[]> {
    const out: JsonRecord[] = [];
    if (this.#givenUp) return out;
    this.#text += chunk;
    if (this.#started || this.#start()) await this.#advance(out, false);
    else this.#givenUp = this.#text.length > PREFIX_LIMIT;
    return out;
  }

  async end(): Promise<JsonRecord[]> {
    const out: JsonRecord[] = [];
    if (this.#started) await this.#advance(out, true);
    if (this.#ended) return out;
    const empty = !this.#started && this.#text.trim() === '';
    const problem = this.#started ? 'the file ends in the middle of its list' : 'there is no list of records in it';
    out.push({ ok: false, problem: empty ? 'the file is empty' : problem });
    return out;
  }

  /** Skips to the array: up to the first `[` after the first `=`, or at once if the file starts with it. */
  #start(): boolean {
    const bare = /^\s*\[/.exec(this.#text);
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
      if (this.#skipping) {
        if (!this.#skip()) return;
      } else if (this.#ended) {
        if (!this.#readOn(out)) return;
      } else if (this.#exact) {
        if (!(await this.#readExactly(this.#exact, out, atEnd))) return;
      } else if (!this.#cut(out)) {
        this.#text = trimSpace(this.#text);
        if (this.#text.trim() === '' || (!atEnd && this.#text.length < GUESS_LIMIT)) return;
        this.#exact = new TolerantParser(this.#afterRecord);
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
    if (next === 'end') this.#end(this.#text.slice(this.#text.indexOf(']') + 1));
    if (next === 'odd') this.#beExact(out);
    return next !== 'more';
  }

  /** Reads one comma and one piece from an offset: the offset behind it, or why there is none. */
  #piece(from: number, out: JsonRecord[]): number | 'more' | 'odd' | 'end' {
    let start = skipSpace(this.#text, from);
    if (this.#afterRecord && this.#text[start] === ',') start = skipSpace(this.#text, start + 1);
    else if (this.#afterRecord && this.#text[start] === '{') this.#missComma(out);
    else if (this.#afterRecord && start < this.#text.length && this.#text[start] !== ']') return 'odd';
    if (start >= this.#text.length) return 'more';
    if (this.#text[start] === ']') return 'end';
    this.#closer ??= terminatorFor(this.#text.slice(from, start));
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

  /** What can't be cut is for stream-json, unless that has come to nothing too often. */
  #beExact(out: JsonRecord[]): void {
    if (this.#wasted < WASTE_LIMIT) this.#exact = new TolerantParser(this.#afterRecord);
    else this.#damaged('not valid JSON', out);
  }

  /** Lets stream-json read the text. False when it only lacks text. */
  async #readExactly(exact: TolerantParser, out: JsonRecord[], atEnd: boolean): Promise<boolean> {
    const stop = (await exact.read(this.#text, out)) ?? this.#endless(exact.pending, atEnd);
    this.#text = '';
    this.#searched = 0;
    if (stop === undefined) return false;
    this.#exact = undefined;
    if (stop.why === 'end') {
      this.#end(stop.rest);
      return true;
    }
    this.#wasted += exact.pending.length;
    this.#text = stop.rest;
    this.#damaged(stop.why, out);
    return true;
  }

  /** Tells of a record that is none, and goes on behind the next line that closes one. */
  #damaged(problem: string, out: JsonRecord[]): void {
    out.push({ ok: false, problem });
    this.#afterRecord = true;
    this.#skipping = true;
  }

  /** Text that goes on as one record although lines close records in it, or forever: whatever opened it was damage. */
  #endless(rest: string, atEnd: boolean): Stop | undefined {
    if (!atEnd && rest.length < GUESS_LIMIT) return undefined;
    const isRunOver = rest.includes(this.#closer ?? '\n}');
    return isRunOver || rest.length > RECORD_LIMIT ? { why: 'it has no end', rest } : undefined;
  }

  /** A record needs no comma to be whole, but somebody has been at the file. */
  #missComma(out: JsonRecord[]): void {
    out.push({ ok: false, problem: 'a comma is missing before it' });
    this.#afterRecord = false;
  }

  #end(rest: string): void {
    this.#ended = true;
    this.#text = rest;
    this.#searched = 0;
  }

  /** Looks behind the list's end: where records follow, the bracket was damage. False when nothing does so far. */
  #readOn(out: JsonRecord[]): boolean {
    this.#text = this.#text.replace(/^[\s;]+/, '');
    if (this.#text === '') return false;
    out.push({ ok: false, problem: 'something follows the end of its list' });
    this.#skipping = !/^[,{]/.test(this.#text);
    this.#ended = this.#skipping;
    this.#afterRecord = !this.#text.startsWith('{');
    return true;
  }

  /** Drops text up to the next line that closes a record. False when there is none yet. */
  #skip(): boolean {
    const closer = this.#closer ?? '\n}';
    const closes = this.#text.indexOf(closer);
    this.#skipping = closes < 0;
    this.#ended &&= this.#skipping;
    this.#text = this.#text.slice(closes < 0 ? -closer.length : closes + closer.length);
    return !this.#skipping;
  }
}

/** Between two records the end of the white space is enough: it shows how they are indented. */
function trimSpace(text: string): string {
  const sign = text.trim();
  return sign.length > 1 ? text : sign + text.slice(text.indexOf(sign) + sign.length).slice(-SPACE_LIMIT);
}

/** A new line with the indentation that stands before a record, and the brace that closes it. */
function terminatorFor(spaceBefore: string): string {
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
