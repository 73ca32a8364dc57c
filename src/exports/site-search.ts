// The index of the site's search: the texts in files of a size that a browser reads at once.

import { searchFile } from '../views/site-addresses.ts';
import type { Entry } from '../export/site/search/engine.ts';
import { searchPart } from '../views/site-search.ts';
import type { FolderOut } from './format.ts';

/** In UTF-16 code units. */
const PART = 500_000;

export class SearchParts {
  readonly #out: FolderOut;
  #entries: string[] = [];
  #size = 0;
  /** How many are written. */
  count = 0;

  constructor(out: FolderOut) {
    this.#out = out;
  }

  async add(entry: Entry): Promise<void> {
    const text = JSON.stringify(entry);
    this.#entries.push(text);
    this.#size += text.length;
    if (this.#size >= PART) await this.#write();
  }

  async end(): Promise<void> {
    if (this.#entries.length > 0) await this.#write();
  }

  async #write(): Promise<void> {
    this.count += 1;
    await this.#out.put(searchFile(this.count), searchPart(this.count, this.#entries));
    [this.#entries, this.#size] = [[], 0];
  }
}
