// Hands posts to a format one by one, counts them, and hears signals between them.

import { setImmediate } from 'node:timers/promises';
import type { Progress } from '../cli/progress.ts';
import { isVisibleTo, type Audience } from '../memories/selection.ts';

/** Signals and closed pipes are heard only between so many posts. */
const AT_A_TIME = 64;

/** Gives posts to a format one by one, however many there are, and counts them. */
export class Handover {
  readonly #audience: Audience;
  readonly #signal: AbortSignal;
  readonly #progress: Progress | null;
  given = 0;
  /** Only a circle saw them. */
  withheld = 0;

  constructor(audience: Audience, signal: AbortSignal, progress: Progress | null) {
    this.#audience = audience;
    this.#signal = signal;
    this.#progress = progress;
  }

  /** Throws the signal's reason when it aborts. */
  async *of<Item extends { readonly circle: boolean }>(items: Iterable<Item>): AsyncGenerator<Item> {
    for (const item of items) {
      const passed = this.given + this.withheld;
      if (passed % AT_A_TIME === AT_A_TIME - 1) {
        await setImmediate();
        this.#progress?.advance(passed);
      }
      this.#signal.throwIfAborted();
      if (!isVisibleTo(item, this.#audience)) this.withheld += 1;
      else {
        this.given += 1;
        yield item;
      }
    }
  }
}
