// How far two words are from each other, for hints at what somebody may have meant.

/** How many letters are added, left out or changed, or swapped with the next one. */
export function editDistance(typed: string, key: string): number {
  const [letters, wanted] = [Array.from(typed), Array.from(key)];
  let before: number[] = [];
  let row = Array.from({ length: wanted.length + 1 }, (_, index) => index);
  for (const [index, letter] of letters.entries()) {
    const next = [index + 1];
    for (const [at, other] of wanted.entries()) {
      const [changed = 0, added = 0, leftOut = 0] = [row[at], next[at], row[at + 1]];
      const isSwapped = at > 0 && letter === wanted[at - 1] && other === letters[index - 1];
      const swapped = (isSwapped ? before[at - 1] : undefined) ?? Infinity;
      next.push(Math.min(changed + (letter === other ? 0 : 1), added + 1, leftOut + 1, swapped + 1));
    }
    before = row;
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** The known words that may be meant, the nearest ones only; none if all are far. Case and dashes make no difference. */
export function similarWords(typed: string, known: readonly string[]): string[] {
  const distances = [...new Set(known)].map((word) => {
    const [a, b] = [lettersIn(typed), lettersIn(word)];
    return { word, distance: editDistance(a, b), most: Math.ceil(Math.min(a.length, b.length) / 3) };
  });
  const near = distances.filter(({ distance, most }) => distance <= most);
  const least = Math.min(...near.map(({ distance }) => distance));
  return near.filter(({ distance }) => distance === least).map(({ word }) => word);
}

/** `did you mean a or b?`, each behind `before`; null if nothing known is near. */
export function didYouMean(typed: string, known: readonly string[], before = ''): string | null {
  const similar = similarWords(typed, known)
    .slice(0, 3)
    .map((word) => before + word);
  return similar.length === 0 ? null : `did you mean ${similar.join(' or ')}?`;
}

function lettersIn(word: string): string {
  return word.toLowerCase().replace(/[\s_-]+/g, '');
}
