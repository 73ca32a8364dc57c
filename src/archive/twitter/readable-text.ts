// The text as its author saw it. Twitter counts entity positions in code points of the HTML-escaped text, so the text is
// cut first and each piece is decoded after.

import { decodeHTMLStrict } from 'entities';
import type { Span } from '../../post/post.ts';

/** Something that an archive says stands at `start` to `end`, in code points of the text as written. */
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

/** The readable text and its spans. `escaped` tells whether `&amp;` stands for `&` in it, as in all but note texts. */
export function toReadableText(written: string, marks: readonly Mark[], escaped = true): ReadableText {
  const builder = new Builder(escaped);
  let from = 0;
  for (const mark of positionMarks(written, marks)) {
    if (mark.start < from) continue;
    builder.plain(written.slice(from, mark.start));
    if (mark.type !== 'media') builder.mark(mark.type, written.slice(mark.start, mark.end), mark.expanded);
    from = mark.end;
  }
  builder.plain(written.slice(from));
  return builder.result();
}

class Builder {
  readonly #escaped: boolean;
  readonly #spans: Span[] = [];
  #text = '';

  constructor(escaped: boolean) {
    this.#escaped = escaped;
  }

  /** Text between marks, where old tweets still have links and names that no entity mentions. */
  plain(raw: string): void {
    const text = this.#decoded(raw);
    if (/[@＠#＃]|https?:/i.test(text)) {
      for (const found of foundIn(text, this.#text)) {
        this.#spans.push({ ...found, start: this.#text.length + found.start, end: this.#text.length + found.end });
      }
    }
    this.#text += text;
  }

  /** Names and tags stay as they were typed: entities spell them as they are called today. */
  mark(type: Span['type'], raw: string, expanded = ''): void {
    const shown = (type === 'link' && expanded.trim()) || this.#decoded(raw);
    const start = this.#text.length;
    this.#text += shown;
    this.#spans.push({ type, start, end: this.#text.length, url: addressOf(type, shown) });
  }

  result(): ReadableText {
    const text = this.#text.trimEnd();
    return { text, spans: this.#spans.filter((span) => span.end <= text.length) };
  }

  #decoded(raw: string): string {
    const text = this.#escaped && raw.includes('&') ? decodeHTMLStrict(raw) : raw;
    return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  }
}

function addressOf(type: Span['type'], shown: string): string | null {
  if (type === 'link') return shown;
  return type === 'mention' ? `https://x.com/${shown.slice(1)}` : null;
}

/** Of more marks than the longest text has room for, each of which may have to be looked for in all of it. */
const MOST_MARKS = 2000;

/** Marks with offsets in UTF-16 units, in order, without those that don't stand where the archive says. */
function positionMarks(written: string, marks: readonly Mark[]): Mark[] {
  if (marks.length === 0) return [];
  const offset = offsetsOf(written);
  const found: Mark[] = [];
  for (const mark of marks.slice(0, MOST_MARKS)) {
    // Some records name nobody and lead nowhere.
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

/** The address of the tweet's own media leads only to the tweet itself: it goes, and a space beside it. */
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

/** Addresses may hold brackets, if in pairs; the punctuation of Chinese and Japanese, which needs no space, ends them. */
const PLAIN =
  /(?<link>https?:\/\/(?:\([^\s<>"()]*\)|[^\s<>"()、。，！？「」『』（）])+)|(?<mention>[@＠]\w{1,15})(?![\w@＠])|(?<hashtag>[#＃](?=[\p{N}_]*\p{L})[\p{L}\p{N}\p{M}_]+)/giu;

/** Links, names and tags in text without entities. `before` is the text that it follows. */
function foundIn(text: string, before: string): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(PLAIN)) {
    const preceding = text.slice(0, match.index).at(-1) ?? before.at(-1) ?? ' ';
    const type = match.groups?.['link'] ? 'link' : match.groups?.['mention'] ? 'mention' : 'hashtag';
    if (type !== 'link' && /[\p{L}\p{N}_&/@＠]/u.test(preceding)) continue;
    const shown = type === 'link' ? match[0].replace(/[.,!?;:'"…\]]+$/, '') : match[0];
    if (/^https?:\/\/.$/.test(shown) || /^https?:\/*$/.test(shown)) continue;
    spans.push({ type, start: match.index, end: match.index + shown.length, url: addressOf(type, shown) });
  }
  return spans;
}
