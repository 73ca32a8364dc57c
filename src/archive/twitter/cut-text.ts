// Where Twitter cut a text: retweets at 140 characters, with three dots until early 2013 and with an ellipsis since, and
// long posts, whose beginning is all that the file of posts has.

import type { Mark } from './readable-text.ts';

/** Long texts are cut at 280 characters, of which names and links may take some. */
const NEARLY_ALL = 250;

/** Whether a retweet's text is only the beginning of it. */
export function endsCut(written: string): boolean {
  return written.endsWith('…') || written.endsWith(' ...');
}

/**
 * Where the cut is, in UTF-16 units, if it may have split a word. After a space, as in `or  ...`, it hasn't.
 * @param isCut the text is known to be cut; else only the end of a long one is taken for it
 */
export function cutPosition(written: string, isCut: boolean): number | null {
  if (!isCut && written.length < NEARLY_ALL) return null;
  const pattern = isCut ? /(?:…|(?<! ) \.\.\.)$/ : /…(?=(?:\s+https?:\/\/t\.co\/\w+)?$)/;
  const at = pattern.exec(written)?.index;
  return at === undefined || (!isCut && Array.from(written).length < NEARLY_ALL) ? null : at;
}

/** The beginning of `https://t.co/…`, however short. */
const STUMP = /(?<!\w)htt(?:ps?(?::(?:\/(?:\/(?:t(?:\.(?:c(?:o(?:\/\w*)?)?)?)?)?)?)?)?)?$/;

/** The text without the stump of a link before its cut, which leads nowhere. One that has a mark with an address is whole. */
export function withoutStump(
  written: string,
  marks: readonly Mark[],
  cutAt: number,
): { text: string; marks: readonly Mark[]; cutAt: number | null } {
  const before = written.slice(0, cutAt);
  // If an address is cut, its beginning is all that the archive has of it.
  const known = marks.filter((mark) => !(mark.type === 'link' && before.endsWith(mark.written) && leadsNowhere(mark)));
  const stump = STUMP.exec(before)?.[0];
  if (stump === undefined || known.some((mark) => mark.written === stump))
    return { text: written, marks: known, cutAt };
  // The space before three dots goes with the stump, for there is one before that.
  const end = written.slice(cutAt);
  const isSpaced = end.startsWith(' ') && /(?:^|\s)$/.test(before.slice(0, -stump.length));
  return { text: before.slice(0, -stump.length) + (isSpaced ? end.slice(1) : end), marks: known, cutAt: null };
}

function leadsNowhere({ written, expanded = '' }: Mark): boolean {
  if (expanded.trim() !== '' && expanded.trim() !== written) return false;
  return !/\/t\.co\/\w{8,}$/i.test(written);
}
