// How often names occur, however they are spelled.

export interface Frequency {
  /** As it was spelled first. */
  readonly name: string;
  readonly count: number;
}

interface Entry {
  readonly name: string;
  count: number;
  /** Where it was counted last. */
  place: number;
}

/** Counts names without regard to capitals, each once in a place, such as a tweet. */
export class Frequencies {
  readonly #bySpelling = new Map<string, Entry>();
  readonly #entries = new Map<string, Entry>();

  add(name: string, place: number): void {
    const entry = this.#bySpelling.get(name) ?? this.#newSpelling(name);
    if (entry.place === place) return;
    entry.place = place;
    entry.count += 1;
  }

  #newSpelling(name: string): Entry {
    const key = name.toLowerCase().normalize();
    const entry = this.#entries.get(key) ?? { name, count: 0, place: -1 };
    this.#entries.set(key, entry);
    this.#bySpelling.set(name, entry);
    return entry;
  }

  /** The most frequent ones; of equals those that came first. */
  most(length: number): Frequency[] {
    return mostOf([...this.#entries.values()], length);
  }
}

/** The most frequent ones; equals stay in their order. */
export function mostOf(frequencies: readonly Frequency[], length: number): Frequency[] {
  const sorted = frequencies.toSorted((a, b) => b.count - a.count);
  return sorted.slice(0, length).map(({ name, count }) => ({ name, count }));
}
