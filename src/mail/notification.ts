// What notifications share: they have less room than a mail.

/** Whole lines, as far as they fit into so many bytes. */
export function shortened(text: string, most: number): string {
  const whole = text.trim();
  if (Buffer.byteLength(whole) <= most) return whole;
  const cut = Buffer.from(whole)
    .subarray(0, most - 4)
    .toString()
    .replace(/\ufffd*$/, '');
  return `${cut.includes('\n') ? cut.slice(0, cut.lastIndexOf('\n')).trimEnd() : cut}\n…`;
}

/** The name of a photo's file. */
export function photoName(mimeType: string): string {
  return `photo.${mimeType === 'image/jpeg' ? 'jpg' : mimeType.slice(mimeType.indexOf('/') + 1)}`;
}

/** Answers of servers that take no photos, or none so large. */
export function refusesPhotos(status: number): boolean {
  // 431 is what Apprise says of too large ones.
  return [400, 413, 422, 431].includes(status);
}
