// Lines of RFC 5545: what a tweet says can end no line and begin no property.

import { harmless } from '../text/sanitize.ts';

/** A line may have so many octets without its end. */
const WIDTH = 75;

/** A property with its end, folded. The value is taken as it is: a text goes through `escaped` first. */
export function property(name: string, value: string): string {
  return `${folded(`${name}:${value}`).join('\r\n ')}\r\n`;
}

/** A text as a value. */
export function escaped(text: string): string {
  return harmless(text)
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');
}

/** Cut between characters; the space that begins each further line counts. */
function folded(line: string): string[] {
  const lines: string[] = [];
  let current = '';
  let room = WIDTH;
  for (const character of line) {
    const octets = octetsOf(character);
    if (octets > room) {
      lines.push(current);
      [current, room] = ['', WIDTH - 1];
    }
    current += character;
    room -= octets;
  }
  return [...lines, current];
}

function octetsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
}
