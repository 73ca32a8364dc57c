// Finds where a JSON value ends, in text that comes piece by piece, without reading it: JSON.parse is then asked about exactly
// that value. What can't be JSON by its brackets alone is noticed at once.

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_LIST = 91;
const BACKSLASH = 92;
const CLOSE_LIST = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/** What ends the scanning of a value: its end, or a place where it can't go on. */
export type Scan = { readonly end: number } | { readonly fault: number } | null;

export class ValueScanner {
  /** Up to where the text has been scanned. */
  #at: number;
  #isInString = false;
  /** The brackets that are open. */
  readonly #open: number[] = [];

  /** @param start the offset of the value's first character */
  constructor(start: number) {
    this.#at = start;
  }

  /** Goes on in a text that has grown since; null when it must grow further. */
  scan(text: string): Scan {
    while (this.#at < text.length) {
      if (this.#isInString) {
        if (!this.#skipString(text)) return null;
        if (this.#open.length === 0) return { end: this.#at };
        continue;
      }
      const code = text.charCodeAt(this.#at);
      const at = this.#at;
      this.#at += 1;
      if (code === QUOTE) this.#isInString = true;
      else if (code === OPEN_OBJECT || code === OPEN_LIST) {
        if (!this.#mayOpen(text, at)) return { fault: at };
        this.#open.push(code);
      } else if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
        if (this.#open.length === 0) return { end: at };
        // Of both kinds the closing bracket comes two after the opening one.
        if (this.#open.pop() !== code - 2) return { fault: at };
        if (this.#open.length === 0) return { end: this.#at };
      } else if (this.#open.length === 0 && (code === COMMA || isSpace(code))) return { end: at };
    }
    return null;
  }

  /** Goes behind the quote that ends a string; false if there is none yet. */
  #skipString(text: string): boolean {
    for (;;) {
      const quote = text.indexOf('"', this.#at);
      if (quote < 0) {
        this.#at = text.length;
        return false;
      }
      this.#at = quote + 1;
      let escapes = 0;
      while (text.charCodeAt(quote - 1 - escapes) === BACKSLASH) escapes += 1;
      if (escapes % 2 === 0) break;
    }
    this.#isInString = false;
    return true;
  }

  /** A bracket opens behind a colon in an object, and behind another bracket or a comma in a list. */
  #mayOpen(text: string, at: number): boolean {
    if (this.#open.length === 0) return true;
    let before = at - 1;
    while (isSpace(text.charCodeAt(before))) before -= 1;
    const code = text.charCodeAt(before);
    return this.#open.at(-1) === OPEN_OBJECT ? code === COLON : code === COMMA || code === OPEN_LIST;
  }
}

/** What JSON takes for white space. */
export function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

/** The offset of the first character from an offset on that is not white space. */
export function skipSpace(text: string, from: number): number {
  let at = from;
  while (isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

/** Where the items of a list begin that is a field of the whole object, or the whole text; null if it isn't in the text yet. */
export function listStart(text: string, name: string): number | null {
  const bare = /^\ufeff?\s*\[/.exec(text);
  if (bare) return bare[0].length;
  const wanted = JSON.stringify(name);
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    else if (character === '"') {
      const end = endOfString(text, at);
      const opening =
        depth === 1 && text.slice(at, end) === wanted ? /^\s*:\s*\[/.exec(text.slice(end, end + 100)) : null;
      if (opening) return end + opening[0].length;
      at = end - 1;
    }
  }
  return null;
}

/** The offset behind a string that begins at an offset; the text's end if it has none. */
function endOfString(text: string, start: number): number {
  const scan = new ValueScanner(start).scan(text);
  return scan !== null && 'end' in scan ? scan.end : text.length;
}
