// Reads the objects of a list in a JSON object, `{"id": "outbox.json", "orderedItems": [ … ]}`, one by one, without holding the
// whole file in memory. Such files are one line, so there are no lines to cut at: brackets are counted instead.
//
// If an item isn't JSON, reading goes on at the next place that looks like the beginning of one and is one.

import { listStart, skipSpace, ValueScanner } from './value-scanner.ts';
import type { JsonRecord } from './tolerant-parser.ts';

export interface ListShape {
  /** The name of the list among the fields of the object. */
  readonly name: string;
  /** Finds where an item may begin; sticky or global. */
  readonly beginning: RegExp;
  /** Whether what was found there is an item, not a part of one. */
  readonly isItem: (value: unknown) => boolean;
}

/** In UTF-16 units: what stands before the list, and what behind it, is never longer. */
const FRAME_LIMIT = 1 << 20;

/** In UTF-16 units: a hundred times the longest real item. Damage can make one of all that follows. */
const ITEM_LIMIT = 1 << 22;

/**
 * How much text may be scanned to no avail, in UTF-16 units: beyond the first limit items are looked for at short range only, beyond
 * the second one no more, since a file can be crafted in which every word begins an item that comes to nothing.
 */
const WASTE_LIMIT = 1 << 23;
const SHORT_LIMIT = 1 << 15;
const LOST_LIMIT = 1 << 25;

/** How much text a beginning can take, in UTF-16 units: that much stays where none was found. */
const BEGINNING_LIMIT = 256;

type State = 'frame' | 'list' | 'damage' | 'behind' | 'nowhere' | 'lost';

export class ListParser {
  readonly #shape: ListShape;
  #state: State = 'frame';
  /** What has not been read yet. */
  #text = '';
  /** What stood before the list, and behind it. */
  #before = '';
  #behind = '';
  /** Of the item that the text begins with. */
  #scanner: ValueScanner | null = null;
  /** The text may only look like an item: after damage, or behind what ended the list. */
  #trial: 'damage' | 'behind' | null = null;
  /** A comma must stand before the next item. */
  #isBehindItem = false;
  /** What is wrong with an item that may only be cut off by the end of the file; it is if nothing follows. */
  #suspicion: string | null = null;
  #wasted = 0;

  constructor(shape: ListShape) {
    this.#shape = shape;
  }

  /** Gives the items that the text completes. */
  read(text: string): JsonRecord[] {
    const out: JsonRecord[] = [];
    this.#text += text;
    while (this.#step(out, false));
    return out;
  }

  end(): JsonRecord[] {
    const out: JsonRecord[] = [];
    while (this.#step(out, true));
    const problem = this.#problemAtEnd();
    if (problem !== null) out.push({ ok: false, problem });
    return out;
  }

  /** False when it lacks text. */
  #step(out: JsonRecord[], isAtEnd: boolean): boolean {
    if (this.#state === 'frame') return this.#findList();
    if (this.#state === 'list') return this.#scanner ? this.#readItem(out, isAtEnd) : this.#beginItem(out);
    if (this.#state === 'damage' || this.#state === 'behind') return this.#findItem(this.#state);
    this.#text = '';
    return false;
  }

  #findList(): boolean {
    const start = listStart(this.#text, this.#shape.name);
    if (start !== null) {
      this.#before = this.#text.slice(0, start);
      this.#text = this.#text.slice(start);
      this.#state = 'list';
    } else if (this.#text.length > FRAME_LIMIT) this.#state = 'nowhere';
    return this.#state !== 'frame';
  }

  #beginItem(out: JsonRecord[]): boolean {
    this.#text = this.#text.slice(skipSpace(this.#text, 0));
    const [first] = this.#text;
    if (first === undefined) return false;
    if (first === ']') {
      this.#text = this.#text.slice(1);
      this.#state = 'behind';
    } else if (this.#isBehindItem && first === ',') {
      this.#text = this.#text.slice(1);
      this.#isBehindItem = false;
    } else if (first !== '{') this.#damage('it is no object', 1, out);
    else {
      if (this.#isBehindItem) out.push({ ok: false, problem: 'a comma is missing before it' });
      this.#scanner = new ValueScanner(0);
    }
    return true;
  }

  #readItem(out: JsonRecord[], isAtEnd: boolean): boolean {
    const limit = this.#wasted > WASTE_LIMIT ? SHORT_LIMIT : ITEM_LIMIT;
    const text = this.#text.length > limit ? this.#text.slice(0, limit) : this.#text;
    const scan = this.#scanner?.scan(text) ?? null;
    if (scan === null && !isAtEnd && text.length < limit) return false;
    if (scan === null) this.#damage('it has no end', text.length, out, isAtEnd);
    else if ('fault' in scan) this.#damage('it is not JSON', scan.fault, out);
    else this.#takeItem(text.slice(0, scan.end), out);
    return true;
  }

  #takeItem(json: string, out: JsonRecord[]): void {
    const record = parsed(json);
    if (!record || (this.#trial !== null && !this.#shape.isItem(record.value))) {
      this.#damage('it is not JSON', json.length, out);
      return;
    }
    if (this.#suspicion !== null) out.push({ ok: false, problem: this.#suspicion });
    this.#suspicion = null;
    if (this.#trial === 'behind') this.#reopen(out);
    out.push(record);
    this.#text = this.#text.slice(json.length);
    this.#behind = '';
    this.#scanner = null;
    this.#trial = null;
    this.#isBehindItem = true;
  }

  /** Mastodon writes an empty list before the one with the items, under the same name. Any other end was damage. */
  #reopen(out: JsonRecord[]): void {
    const isNamed = this.#behind.replace(/\s+/g, '').endsWith(`${JSON.stringify(this.#shape.name)}:[`);
    if (isNamed) this.#before += `]${this.#behind}`;
    else out.push({ ok: false, problem: 'something follows the end of its list' });
  }

  /** Reports a damaged item, and looks for the next one. @param isAtEnd the file may end in the item */
  #damage(problem: string, length: number, out: JsonRecord[], isAtEnd = false): void {
    if (this.#trial === null && isAtEnd) this.#suspicion = problem;
    else if (this.#trial === null) out.push({ ok: false, problem });
    this.#wasted += length;
    this.#state = this.#wasted > LOST_LIMIT ? 'lost' : (this.#trial ?? 'damage');
    this.#drop(1);
  }

  /** Goes to the next place where an item may begin. Behind the list, one that is there shows that its end was damage. */
  #findItem(after: 'damage' | 'behind'): boolean {
    const { beginning } = this.#shape;
    beginning.lastIndex = 0;
    const found = beginning.exec(this.#text);
    if (!found) {
      this.#drop(Math.max(0, this.#text.length - BEGINNING_LIMIT));
      return false;
    }
    this.#drop(found.index);
    this.#scanner = new ValueScanner(0);
    this.#trial = after;
    this.#state = 'list';
    return true;
  }

  /** Passes over text that is no item. */
  #drop(length: number): void {
    if (this.#state === 'behind')
      this.#behind += this.#text.slice(0, Math.min(length, FRAME_LIMIT - this.#behind.length));
    this.#text = this.#text.slice(length);
  }

  #problemAtEnd(): string | null {
    if (this.#state === 'behind') {
      return parsed(`${this.#before}]${this.#behind}${this.#text}`)
        ? null
        : 'the file is cut off or damaged around its list';
    }
    if (this.#state === 'lost') return 'the rest of the file is too damaged to be read';
    if (this.#state === 'list' || this.#state === 'damage') return 'the file ends in the middle of its list';
    return this.#text.trim() === '' && this.#state === 'frame'
      ? 'the file is empty'
      : 'there is no list of records in it';
  }
}

function parsed(json: string): { readonly ok: true; readonly value: unknown } | null {
  try {
    return { ok: true, value: JSON.parse(json.replace(/^\ufeff/, '')) as unknown };
  } catch {
    return null;
  }
}
