// How many bytes a text is in a mail as it travels, where only ASCII is safe: Gmail cuts mails by that.

export type WireEncoding = 'quoted-printable' | 'base64';

/** Lines of quoted-printable end where a word does, so most are not full; each has a sign at its end and a line break. */
const SHORT_LINE = 56;

/** A bit too much rather than too little; what parts of a text take is together at least what the text takes. */
export function wireBytes(text: string, encoding: WireEncoding): number {
  const bytes = new TextEncoder().encode(text);
  if (encoding === 'base64') return 78 * Math.ceil((bytes.length + countLines(bytes)) / 57);
  const length = bytes.reduce((sum, byte) => sum + quotedLength(byte), 0);
  return Math.ceil(length + (3 * length) / SHORT_LINE);
}

/** The encoding that makes a text smaller: of many scripts base64, as quoted-printable has three bytes for each of theirs. */
export function smallerEncoding(text: string): WireEncoding {
  return wireBytes(text, 'base64') < wireBytes(text, 'quoted-printable') ? 'base64' : 'quoted-printable';
}

const NEW_LINE = 10;
const EQUALS = 61;

/** Lines end with two bytes. */
function quotedLength(byte: number): number {
  if (byte === NEW_LINE) return 2;
  return byte > 126 || byte < 32 || byte === EQUALS ? 3 : 1;
}

function countLines(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum + Number(byte === NEW_LINE), 0);
}
