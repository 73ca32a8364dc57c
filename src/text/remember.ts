// Languages repeat their words, and words their letters: finding out the same about each one anew would take half the time of an
// index.

/** Most of what is read again and again is short. */
const MOST_KNOWN = 20_000;
const LONGEST_KNOWN = 30;

/** The same function, but of what it was asked before it knows the answer. */
export function remember<Found>(find: (raw: string) => Found): (raw: string) => Found {
  const known = new Map<string, Found>();
  return (raw) => {
    if (raw.length > LONGEST_KNOWN) return find(raw);
    let found = known.get(raw);
    if (found === undefined) {
      found = find(raw);
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(raw, found);
    }
    return found;
  };
}
