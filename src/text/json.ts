// JSON as this program prints it. A terminal must not obey what a stranger wrote, not even when it shows JSON.

/** C1 controls and DEL, which JSON lets stand, and what turns the direction of the text around it. */
const UNSAFE = /[\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** On one line, without its end. Programs read the same text as from any other JSON. */
export function jsonLine(value: unknown): string {
  return escapeUnsafe(JSON.stringify(value));
}

/** On lines of their own, with the last one's end. */
export function jsonText(value: object): string {
  return `${escapeUnsafe(JSON.stringify(value, null, 2))}\n`;
}

function escapeUnsafe(json: string): string {
  return json.replace(UNSAFE, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
