// Files that are written in pieces. What comes for one file is gathered as long as nothing comes for another.

import type { Hash } from 'node:crypto';
import { newDigest } from './manifest.ts';
import { Gathered } from './output.ts';

export class GrowingFiles {
  readonly #write: (path: string, bytes: Uint8Array) => void;
  readonly #digests = new Map<string, Hash>();
  /** The file that was added to last, and what waits to be written to it. */
  #path = '';
  readonly #text = new Gathered();

  constructor(write: (path: string, bytes: Uint8Array) => void) {
    this.#write = write;
  }

  append(path: string, content: string): void {
    if (content === '') return;
    if (path !== this.#path) this.#grow(this.#text.take());
    this.#path = path;
    this.#grow(this.#text.add(content));
  }

  /** Writes what is still gathered, and gives the digest of each file by its path. */
  end(): Map<string, string> {
    this.#grow(this.#text.take());
    return new Map(Array.from(this.#digests, ([path, hash]) => [path, hash.digest('hex')]));
  }

  #grow(text: string): void {
    if (text === '') return;
    // Once for the digest and the file.
    const bytes = Buffer.from(text);
    this.#digests.set(this.#path, (this.#digests.get(this.#path) ?? newDigest()).update(bytes));
    this.#write(this.#path, bytes);
  }
}
