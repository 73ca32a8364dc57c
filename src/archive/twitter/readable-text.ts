// The text as its author saw it. Twitter counts entity positions in code points of the HTML-escaped text, so the text is
// cut first and each piece is decoded after.

import { decodeHTMLStrict } from 'entities';
import type { Span, Style } from '../../post/post.ts';
import { addressOf, findSpans, mayHaveSpans } from './plain-text.ts';

/** Something that, according to the archive, is at `start` to `end`, in code points of the text as written. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly type: Span['type'] | 'media';
  /** Exactly what stands there: the t.co address, `@name`, `#tag`, `$TAG`. */
  readonly written: string;
  /** What a link stands for. */
  readonly expanded?: string | undefined;
}

export interface ReadableText {
  readonly text: string;
  readonly spans: readonly Span[];
}

/**
 * The readable text and its spans.
 * @param isEscaped `&amp;` stands for `&` in it, as in all but note texts
 * @param cutAt where the text was cut, in UTF-16 units: a link, name or tag that ends there is only the beginning of one
 */
export function toReadableText(
  written: string,
  marks: readonly Mark[],
  isEscaped = true,
  cutAt: number | null = null,
): ReadableText {
  return build(written, marks, new Builder(written, isEscaped, cutAt)).result();
}

/** The same for a text that isn't escaped, with its bold and italic parts, which like marks are given in code points. */
export function toStyledText(
  written: string,
  marks: readonly Mark[],
  styles: readonly Style[],
): ReadableText & { readonly styles: readonly Style[] } {
  const builder = build(written, marks, new Builder(written, false, null));
  return { ...builder.result(), styles: builder.placeStyles(styles) };
}

function build(written: string, marks: readonly Mark[], builder: Builder): Builder {
  let from = 0;
  for (const mark of positionMarks(written, marks)) {
    // Two addresses of media may share the space between them.
    const start = written.slice(mark.start, from) === ' ' ? from : mark.start;
    if (start < from) continue;
    builder.plain(from, start);
    builder.mark({ ...mark, start });
    from = mark.end;
  }
  builder.plain(from, written.length);
  return builder;
}

/** A piece of the text as written, and where it begins in the readable text. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly at: number;
  /** Its text is much as written; else it was replaced, and positions inside it mean nothing. */
  readonly isPlain: boolean;
}

class Builder {
  readonly #written: string;
  readonly #isEscaped: boolean;
  readonly #cutAt: number | null;
  readonly #spans: Span[] = [];
  readonly #pieces: Piece[] = [];
  #text = '';
  #isBehindLink = false;

  constructor(written: string, isEscaped: boolean, cutAt: number | null) {
    this.#written = written;
    this.#isEscaped = isEscaped;
    this.#cutAt = cutAt;
  }

  /** Text between marks, where old tweets still have links and names that no entity mentions. */
  plain(start: number, end: number): void {
    if (start === end) return;
    const text = this.#decode(start, end);
    this.#pieces.push({ start, end, at: this.#text.length, isPlain: true });
    if (mayHaveSpans(text)) {
      const isCutHere = this.#cutAt !== null && this.#cutAt > start && this.#cutAt <= end;
      const cutAt = isCutHere ? this.#decode(start, this.#cutAt).length : null;
      for (const found of findSpans(text, { before: this.#text, isBehindLink: this.#isBehindLink, cutAt })) {
        this.#spans.push({ ...found, start: this.#text.length + found.start, end: this.#text.length + found.end });
      }
    }
    this.#text += text;
    this.#isBehindLink = false;
  }

  /** Names and tags stay as they were typed, since entities have today's spelling. Media's addresses are dropped. */
  mark({ type, start, end, expanded = '' }: Mark): void {
    const at = this.#text.length;
    this.#pieces.push({ start, end, at, isPlain: false });
    if (type === 'media') return;
    const shown = (type === 'link' && expanded.trim()) || this.#decode(start, end);
    this.#text += shown;
    this.#spans.push({ type, start: at, end: this.#text.length, url: addressOf(type, shown) });
    this.#isBehindLink = type === 'link';
  }

  result(): ReadableText {
    const text = this.#text.trimEnd();
    return { text, spans: this.#spans.filter((span) => span.end <= text.length) };
  }

  placeStyles(styles: readonly Style[]): Style[] {
    const { length } = this.#text.trimEnd();
    const offset = offsetsOf(this.#written);
    const placed = styles.map(({ type, start, end }) => ({
      type,
      start: Math.min(this.#place(offset(start), 'start'), length),
      end: Math.min(this.#place(offset(end), 'end'), length),
    }));
    return placed.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start || a.end - b.end);
  }

  /** Maps an offset in the text as written to the readable one. What begins or ends inside a link extends over all of it. */
  #place(position: number, edge: 'start' | 'end'): number {
    const index = this.#pieces.findIndex(({ start, end }) =>
      edge === 'start' ? position >= start && position < end : position > start && position <= end,
    );
    const piece = this.#pieces[index];
    if (!piece) return position <= 0 ? 0 : this.#text.length;
    if (piece.isPlain) return piece.at + this.#decode(piece.start, position).length;
    return edge === 'start' ? piece.at : (this.#pieces[index + 1]?.at ?? this.#text.length);
  }

  #decode(start: number, end: number): string {
    const raw = this.#written.slice(start, end);
    const text = this.#isEscaped && raw.includes('&') ? decodeHTMLStrict(raw) : raw;
    return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  }
}

/** More marks than the longest text has room for; each may have to be searched for in the whole text. */
const MOST_MARKS = 2000;

/** Marks with offsets in UTF-16 units, in order, without those that don't stand where the archive says. */
function positionMarks(written: string, marks: readonly Mark[]): Mark[] {
  if (marks.length === 0) return [];
  const offset = offsetsOf(written);
  const found: Mark[] = [];
  for (const mark of marks.slice(0, MOST_MARKS)) {
    // Some records have neither a name nor an address.
    if (!/^\S{2,}$/.test(mark.written)) continue;
    const at = { ...mark, start: offset(mark.start), end: offset(mark.end) };
    const isThere = at.start >= 0 && same(written.slice(at.start, at.end), mark.written);
    const real = isThere ? at : elsewhere(written, mark);
    if (real) found.push(real.type === 'media' ? withSpace(written, real) : real);
  }
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** A misplaced link is looked for; misplaced names and tags are found again as plain text. */
function elsewhere(written: string, mark: Mark): Mark | null {
  if (mark.type !== 'link' && mark.type !== 'media') return null;
  const start = written.indexOf(mark.written);
  const end = start + mark.written.length;
  return start < 0 || /\w/.test(written.charAt(end)) ? null : { ...mark, start, end };
}

/** The address of the tweet's own media only leads to the tweet itself: it is dropped, with a space beside it. */
function withSpace(written: string, mark: Mark): Mark {
  if (written[mark.start - 1] === ' ') return { ...mark, start: mark.start - 1 };
  return written[mark.end] === ' ' ? { ...mark, end: mark.end + 1 } : mark;
}

function same(a: string, b: string): boolean {
  return a === b || a.replace('＠', '@').replace('＃', '#').toLowerCase() === b.toLowerCase();
}

/** Turns an offset in code points into one in UTF-16 units. */
function offsetsOf(text: string): (codePoints: number) => number {
  if (!/[\ud800-\udbff]/.test(text)) return (codePoints) => codePoints;
  const starts: number[] = [];
  for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) starts.push(at);
  return (codePoints) => starts[codePoints] ?? text.length;
}
