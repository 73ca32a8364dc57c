// Which posts of a segment have a key, as text that a script may hold: the gaps between their numbers, or, where that is
// shorter, a bit for each post.

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUES = new Map(Array.from(DIGITS, (digit, value) => [digit, value]));
/** Begins what has a bit for each post. */
const BITS = '.';
/** A digit has five bits of a gap, and one that says whether more follow. */
const MORE = 32;

/** @param posts their numbers in the segment, ascending @param size how many posts the segment has */
export function encodePostings(posts: readonly number[], size: number): string {
  if (posts.length > size / 6) return encodeBits(posts, size);
  // Strings that grow by a digit would take thirty bytes for each.
  const digits: string[] = [];
  let next = 0;
  for (const post of posts) {
    let gap = post - next;
    while (gap >= MORE) {
      digits.push(DIGITS[MORE + (gap % MORE)] ?? '');
      gap = Math.floor(gap / MORE);
    }
    digits.push(DIGITS[gap] ?? '');
    next = post + 1;
  }
  return digits.join('');
}

function encodeBits(posts: readonly number[], size: number): string {
  const values = new Uint8Array(Math.ceil(size / 6));
  for (const post of posts) {
    const at = Math.floor(post / 6);
    values[at] = (values[at] ?? 0) | (1 << (post % 6));
  }
  return BITS + Array.from(values, (value) => DIGITS[value] ?? '').join('');
}

/** Sets the places of these posts to 1. */
export function markPostings(text: string, marks: Uint8Array): void {
  if (text.startsWith(BITS)) {
    markBits(text, marks);
    return;
  }
  let [post, gap, weight] = [0, 0, 1];
  for (const digit of text) {
    const value = VALUES.get(digit) ?? 0;
    gap += (value % MORE) * weight;
    weight *= MORE;
    if (value >= MORE) continue;
    post += gap;
    marks[post] = 1;
    [post, gap, weight] = [post + 1, 0, 1];
  }
}

function markBits(text: string, marks: Uint8Array): void {
  for (let at = 1; at < text.length; at += 1) {
    const value = VALUES.get(text.charAt(at)) ?? 0;
    for (let bit = 0; bit < 6; bit += 1) if ((value >> bit) & 1) marks[(at - 1) * 6 + bit] = 1;
  }
}
