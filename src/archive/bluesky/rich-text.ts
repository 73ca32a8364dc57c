// The text as its author saw it. Facets say what is where in it, in bytes of UTF-8.

import type { Span } from '../../post/post.ts';
import { fieldsOf, listOf, textOf } from '../network/fields.ts';
import { profileUrl, tagUrl } from './addresses.ts';

export interface RichText {
  readonly text: string;
  readonly spans: readonly Span[];
}

/** A place in the text as written, in UTF-16 units. */
interface Facet extends Pick<Span, 'type' | 'url'> {
  readonly start: number;
  readonly end: number;
}

/** The readable text and its spans: addresses that the app had shortened to `example.com/a-long-na...` are whole again. */
export function toRichText(written: string, facets: unknown): RichText {
  const spans: Span[] = [];
  let text = '';
  let from = 0;
  for (const { type, url, start, end } of facetsIn(written, facets)) {
    text += written.slice(from, start);
    const shown = written.slice(start, end);
    const readable = type === 'link' && url !== null && isShortened(shown, url) ? url : shown;
    spans.push({ type, start: text.length, end: text.length + readable.length, url });
    text += readable;
    from = end;
  }
  return trimmed(text + written.slice(from), spans);
}

/** The text with an address behind it, as a link. */
export function withLink({ text, spans }: RichText, url: string): RichText {
  const before = text === '' ? '' : `${text} `;
  const link: Span = { type: 'link', start: before.length, end: before.length + url.length, url };
  return { text: before + url, spans: [...spans, link] };
}

/** Facets that can be shown, in order. One that is out of the text, within a character or over another one is none. */
function facetsIn(written: string, facets: unknown): Facet[] {
  const found = listOf(facets).flatMap(({ index, features }) => {
    const { byteStart, byteEnd } = fieldsOf(index);
    const meaning = listOf(features)
      .map(meaningOf)
      .find((one) => one !== null);
    return meaning && isOffset(byteStart) && isOffset(byteEnd) ? [{ ...meaning, byteStart, byteEnd }] : [];
  });
  if (found.length === 0) return [];
  const unitAt = unitsOf(written);
  const placed = found.flatMap(({ byteStart, byteEnd, ...meaning }) => {
    const [start, end] = [unitAt(byteStart), unitAt(byteEnd)];
    return start !== null && end !== null && start < end ? [{ ...meaning, start, end }] : [];
  });
  placed.sort((a, b) => a.start - b.start);
  let last = 0;
  return placed.filter(({ start, end }) => {
    if (start < last) return false;
    last = end;
    return true;
  });
}

function isOffset(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function meaningOf(feature: Readonly<Record<string, unknown>>): Pick<Span, 'type' | 'url'> | null {
  const [uri, did, tag] = [textOf(feature['uri']), textOf(feature['did']), textOf(feature['tag'])];
  const type = textOf(feature['$type'])?.replace('app.bsky.richtext.facet#', '');
  if (type === 'link' && uri !== null) return { type: 'link', url: uri };
  if (type === 'mention' && did !== null) return { type: 'mention', url: profileUrl(did) };
  return type === 'tag' && tag !== null ? { type: 'hashtag', url: tagUrl(tag) } : null;
}

/** Turns an offset in bytes of UTF-8 into one in UTF-16 units; null within a character and out of the text. */
function unitsOf(text: string): (bytes: number) => number | null {
  const units = new Map<number, number>([[0, 0]]);
  let [byte, unit] = [0, 0];
  for (const character of text) {
    byte += Buffer.byteLength(character);
    unit += character.length;
    units.set(byte, unit);
  }
  return (bytes) => units.get(bytes) ?? null;
}

/** Whether a link shows the beginning of its address. */
function isShortened(shown: string, url: string): boolean {
  const beginning = /^(.+?)(?:\.\.\.|…)$/s.exec(shown.trim())?.[1];
  return beginning !== undefined && withoutScheme(url).startsWith(withoutScheme(beginning));
}

function withoutScheme(address: string): string {
  return address
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?/, '')
    .replace(/^www\./, '');
}

function trimmed(whole: string, spans: readonly Span[]): RichText {
  const text = whole.trimEnd();
  return { text, spans: spans.filter(({ end }) => end <= text.length) };
}
