// Reads the elements of a JSON array one by one, without holding the whole file in memory.
//
// Twitter writes these arrays pretty-printed, so a line that closes a record is where one ends. If every piece between
// such lines is valid JSON by itself and single commas stand between the pieces, that is exactly the array, whatever
// guess found the lines. Where a piece is not valid, stream-json decides: either the guess was wrong (then it reads on),
// or the record is damaged (then reading goes on at the next line that closes one).

import { asBuffer } from '../files/chunks.ts';
import { RecordCutter, trimSpace } from './record-cutter.ts';
import { TolerantParser, type JsonRecord, type Stop } from './tolerant-parser.ts';

/**
 * The longest text without a closing line before the file is taken to be formatted in another way, and the longest text with
 * closing lines that is taken for one record, in UTF-16 units. Real records have up to 13,000.
 */
const GUESS_LIMIT = 1 << 20;

/** Longest text without a closing line that is taken for one record, in UTF-16 units: 600 times the longest real one. */
const RECORD_LIMIT = 1 << 23;

/**
 * How much text may be parsed tolerantly to no avail, in UTF-16 units: hundreds of damaged records. Beyond it only cutting goes
 * on, since a file can be crafted in which every line begins another megabyte that comes to nothing.
 */
const WASTE_LIMIT = 1 << 21;

/** In UTF-16 units: real prefixes have about 40, so a file without a list by then never had one. */
const PREFIX_LIMIT = 1 << 16;

/** Where in the file the next text is. */
type State =
  | { readonly at: 'prefix' }
  /** No list was found where one could be. */
  | { readonly at: 'nowhere' }
  /** Between records, which can be cut off. */
  | { readonly at: 'list' }
  /** In what can't be cut. */
  | { readonly at: 'malformed'; readonly parser: TolerantParser }
  /** Before the next line that closes a record. */
  | { readonly at: 'damage'; readonly isBehindList: boolean }
  | { readonly at: 'end' };

/**
 * Reads `prefix = [ … ]`, as in `window.YTD.tweets.part0 = [`, or a bare array, from bytes that come in chunks. Gives what
 * each chunk completes, in the order of the file. Damage becomes a record with a problem.
 */
export class RecordParser {
  #state: State = { at: 'prefix' };
  readonly #cutter = new RecordCutter();
  /** How much text was parsed tolerantly without becoming a record. */
  #wasted = 0;

  /** @param chunk doesn't end within a character */
  async read(chunk: Uint8Array): Promise<JsonRecord[]> {
    const out: JsonRecord[] = [];
    const bytes = asBuffer(chunk);
    if (this.#state.at === 'nowhere') return out;
    if (this.#state.at === 'list') this.#cutter.addBetweenRecords(bytes, out);
    else this.#cutter.add(bytes.toString('utf8'));
    await this.#advance(out, false);
    return out;
  }

  async end(): Promise<JsonRecord[]> {
    const out: JsonRecord[] = [];
    await this.#advance(out, true);
    const state = this.#state;
    if (state.at === 'end' || (state.at === 'damage' && state.isBehindList)) return out;
    const hasList = state.at !== 'prefix' && state.at !== 'nowhere';
    const isEmpty = state.at === 'prefix' && this.#cutter.text.trim() === '';
    const problem = hasList ? 'the file ends in the middle of its list' : 'there is no list of records in it';
    out.push({ ok: false, problem: isEmpty ? 'the file is empty' : problem });
    return out;
  }

  /** Makes records of the text, in whichever way fits, until it needs more text. */
  async #advance(out: JsonRecord[], atEnd: boolean): Promise<void> {
    while (await this.#step(out, atEnd));
  }

  /** False when it only lacks text. */
  #step(out: JsonRecord[], atEnd: boolean): boolean | Promise<boolean> {
    const state = this.#state;
    if (state.at === 'prefix') return this.#skipPrefix();
    if (state.at === 'nowhere') return false;
    if (state.at === 'list') return this.#cut(out) || this.#isOverlong(atEnd);
    if (state.at === 'malformed') return this.#parseTolerantly(state.parser, out, atEnd);
    if (state.at === 'damage') return this.#skipDamage();
    return this.#readOn(out);
  }

  /** Skips to the array: up to the first `[` after the first `=`, or at once if the file starts with it. */
  #skipPrefix(): boolean {
    const bare = /^\s*\[/.exec(this.#cutter.text);
    const equals = this.#cutter.text.indexOf('=');
    const open = bare ? bare[0].length - 1 : equals < 0 ? -1 : this.#cutter.text.indexOf('[', equals);
    if (open >= 0) {
      this.#cutter.text = this.#cutter.text.slice(open + 1);
      this.#state = { at: 'list' };
    } else if (this.#cutter.text.length > PREFIX_LIMIT) this.#state = { at: 'nowhere' };
    return open >= 0;
  }

  /** Cuts off the records that the text holds whole. False when it only lacks text. */
  #cut(out: JsonRecord[]): boolean {
    const next = this.#cutter.cut(out);
    if (next === 'end') this.#endList(this.#cutter.text.slice(this.#cutter.text.indexOf(']') + 1));
    if (next === 'malformed') this.#beTolerant(out);
    return next !== 'more';
  }

  /** Whether the text has gone on for too long, or ended, without a line that closes a record. */
  #isOverlong(atEnd: boolean): boolean {
    this.#cutter.text = trimSpace(this.#cutter.text);
    if (this.#cutter.text.trim() === '' || (!atEnd && this.#cutter.text.length < GUESS_LIMIT)) return false;
    this.#state = { at: 'malformed', parser: new TolerantParser(this.#cutter.afterRecord) };
    return true;
  }

  /** What can't be cut is for stream-json, unless that has come to nothing too often. */
  #beTolerant(out: JsonRecord[]): void {
    if (this.#wasted >= WASTE_LIMIT) this.#damage('not valid JSON', out);
    else this.#state = { at: 'malformed', parser: new TolerantParser(this.#cutter.afterRecord) };
  }

  /** Lets stream-json read the text. False when it only lacks text. */
  async #parseTolerantly(parser: TolerantParser, out: JsonRecord[], atEnd: boolean): Promise<boolean> {
    const stop = (await parser.read(this.#cutter.text, out)) ?? this.#endless(parser.pending, atEnd);
    this.#cutter.text = '';
    if (stop === undefined) {
      if (atEnd) parser.release(out);
      return false;
    }
    if (stop.why === 'end') {
      this.#endList(stop.rest);
      return true;
    }
    this.#wasted += parser.pending.length;
    this.#cutter.text = stop.rest;
    this.#damage(stop.why, out);
    return true;
  }

  /** Text that goes on as one record even though lines in it close records, or goes on forever: damage must have opened it. */
  #endless(rest: string, atEnd: boolean): Stop | undefined {
    if (!atEnd && rest.length < GUESS_LIMIT) return undefined;
    const isRunOver = rest.includes(this.#cutter.terminator);
    return isRunOver || rest.length > RECORD_LIMIT ? { why: 'it has no end', rest } : undefined;
  }

  /** Reports a damaged record, and goes on after the next line that closes one. */
  #damage(problem: string, out: JsonRecord[]): void {
    out.push({ ok: false, problem });
    this.#cutter.afterRecord = true;
    this.#state = { at: 'damage', isBehindList: false };
  }

  #endList(rest: string): void {
    this.#state = { at: 'end' };
    this.#cutter.text = rest;
  }

  /** Looks beyond the list's end: if records follow, the bracket was damage. False when nothing follows so far. */
  #readOn(out: JsonRecord[]): boolean {
    this.#cutter.text = this.#cutter.text.replace(/^[\s;]+/, '');
    if (this.#cutter.text === '') return false;
    out.push({ ok: false, problem: 'something follows the end of its list' });
    this.#state = /^[,{]/.test(this.#cutter.text) ? { at: 'list' } : { at: 'damage', isBehindList: true };
    this.#cutter.afterRecord = !this.#cutter.text.startsWith('{');
    return true;
  }

  /** Drops text up to the next line that closes a record. False when there is none yet. */
  #skipDamage(): boolean {
    const terminator = this.#cutter.terminator;
    const closes = this.#cutter.text.indexOf(terminator);
    this.#cutter.text = this.#cutter.text.slice(closes < 0 ? -terminator.length : closes + terminator.length);
    if (closes >= 0) this.#state = { at: 'list' };
    return closes >= 0;
  }
}
