// The spans of posts by the million, from their JSON: they all look alike, and to pick them out takes a third of the time
// that JSON.parse does.

import type { Span } from './post.ts';

/** One span as JSON.stringify writes it, if its address needs no escapes. */
const SPAN = /[[,]\{"type":"(\w+)","start":(\d+),"end":(\d+),"url":(?:null|"([^"\\]*)")\}/y;

/** The spans of a JSON list; what is written in another way JSON.parse reads. */
export function parseSpans(json: string): readonly Span[] {
  const spans: Span[] = [];
  SPAN.lastIndex = 0;
  for (let end = 0; end < json.length - 1; end = SPAN.lastIndex) {
    const found = SPAN.exec(json);
    if (!found) return JSON.parse(json) as Span[];
    const [, type, start, stop, url = null] = found;
    spans.push({ type: type as Span['type'], start: Number(start), end: Number(stop), url });
  }
  return spans;
}
