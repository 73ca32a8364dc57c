// How far two words are from each other, for hints at what somebody may have meant.

/** Levenshtein's: letters added, left out or changed. */
export function editDistance(typed: string, key: string): number {
  let row = Array.from({ length: key.length + 1 }, (_, index) => index);
  for (const [index, letter] of Array.from(typed).entries()) {
    const next = [index + 1];
    for (const [at, wanted] of Array.from(key).entries()) {
      const [changed = 0, added = 0, leftOut = 0] = [row[at], next[at], row[at + 1]];
      next.push(Math.min(changed + (letter === wanted ? 0 : 1), added + 1, leftOut + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
