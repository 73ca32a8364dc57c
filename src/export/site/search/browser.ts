// The script of the site's search page: the field, what is found, and the words about it.

import { card } from './cards.ts';
import { statusOf, statusOfMany, termsOf, type Entry, type Term } from './engine.ts';
import { Finder } from './finder.ts';
import { MissingPart, parts } from './index-parts.ts';

/** How many posts are shown, and how many more each time that more are asked for. */
const AT_ONCE = 50;
/** Milliseconds from the last key to the search. */
const PAUSE = 150;
/** Milliseconds without an answer until the page says so. Until then what was found before stays, so that nothing flickers. */
const PATIENCE = 300;

const form = elementOf('search', HTMLFormElement);
const field = elementOf('words', HTMLInputElement);
const status = elementOf('found', HTMLElement);
const results = elementOf('results', HTMLElement);
const more = elementOf('more', HTMLElement);

function elementOf<E extends HTMLElement>(id: string, kind: new () => E): E {
  const element = document.getElementById(id);
  if (element instanceof kind) return element;
  throw new Error(`this page has no #${id}`);
}

/** One search, from the first post it shows to the last that somebody asks for. */
class Search {
  readonly #terms: readonly Term[];
  readonly #batches: AsyncGenerator<Entry[], void>;
  readonly #finder: Finder;
  /** Found, and not shown yet. */
  #waiting: Entry[] = [];
  #isDone = false;
  #shown = 0;

  constructor(terms: readonly Term[]) {
    this.#terms = terms;
    this.#finder = new Finder(terms, parts);
    this.#batches = this.#finder.batches();
  }

  /** Shows up to so many more, and says how many there are. */
  async show(count: number): Promise<void> {
    const until = this.#shown + count;
    for (;;) {
      this.#append(this.#waiting.splice(0, until - this.#shown));
      if (this.#isDone || this.#shown === until) break;
      if (this.#shown > 0) await this.#sayCount(until);
      await this.#readOn();
      if (this !== current) return;
    }
    const total = await this.#count();
    // One more than is shown tells that there are more.
    while (total === null && !this.#isDone && this.#waiting.length === 0 && this === current) await this.#readOn();
    if (this !== current) return;
    // What was found before must go now, if it has not gone yet.
    if (this.#shown === 0) results.replaceChildren();
    const areMore = total === null ? this.#waiting.length > 0 : total > this.#shown;
    more.hidden = !areMore;
    say(total === null && areMore ? statusOfMany(this.#shown) : statusOf(total ?? this.#shown, until, true));
  }

  async #readOn(): Promise<void> {
    const next = await this.#batches.next();
    if (next.done === true) this.#isDone = true;
    else this.#waiting = next.value;
  }

  /** Says it while the rest of the texts are still to come. */
  async #sayCount(until: number): Promise<void> {
    const total = await this.#finder.count();
    if (this === current) say(total === null ? statusOf(this.#shown, until, false) : statusOf(total, until, true));
  }

  async #count(): Promise<number | null> {
    return this.#isDone && this.#waiting.length === 0 ? this.#shown : await this.#finder.count();
  }

  #append(entries: readonly Entry[]): void {
    if (entries.length === 0) return;
    if (this.#shown === 0) results.replaceChildren();
    clearTimeout(patience);
    results.append(...entries.map((entry) => card(entry, this.#terms)));
    this.#shown += entries.length;
  }
}

/** Those before it stop. */
let current: Search | null = null;
let patience = 0;

function say(words: string): void {
  clearTimeout(patience);
  status.textContent = words;
}

function begin(): void {
  // So that coming back from a post finds the same again.
  try {
    history.replaceState(null, '', `#q=${encodeURIComponent(field.value)}`);
  } catch {
    // Some browsers allow no such thing for a file: then only that is missing.
  }
  const terms = termsOf(field.value);
  more.hidden = true;
  current = terms.length === 0 ? null : new Search(terms);
  if (current === null) {
    results.replaceChildren();
    results.ariaBusy = 'false';
    say('');
    return;
  }
  clearTimeout(patience);
  patience = setTimeout(() => {
    results.replaceChildren();
    say(statusOf(0, AT_ONCE, false));
  }, PATIENCE);
  void show(current);
}

async function show(search: Search): Promise<void> {
  results.ariaBusy = 'true';
  try {
    await search.show(AT_ONCE);
  } catch (error) {
    if (!(error instanceof MissingPart)) throw error;
    if (search === current) say(`A file of the index is missing: ${error.message}`);
  } finally {
    if (search === current) results.ariaBusy = 'false';
  }
}

let waiting = 0;
field.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(begin, PAUSE);
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  begin();
});
more.addEventListener('click', () => {
  more.hidden = true;
  if (current !== null) void show(current);
});

// It is needed by every search, and small.
parts.contents().catch(() => undefined);
const asked = new URLSearchParams(location.hash.slice(1)).get('q') ?? new URLSearchParams(location.search).get('q');
if (asked) {
  field.value = asked;
  begin();
}
