// Tells what watches over a digest that its mails of a date begin, so that it notices when they hang. No mail waits for that.

import { messageOf } from '../platform/errors.ts';
import type { Db } from '../library/database.ts';
import type { DigestJob } from './deliver.ts';
import { isEndTold, type Notice, type Watcher } from './watch.ts';

export class Beginnings {
  readonly #onNotice: (notice: Notice) => void;
  /** Of which digests and dates. */
  readonly #told = new Set<string>();
  readonly #calls = new Set<Promise<void>>();

  constructor(onNotice: (notice: Notice) => void) {
    this.#onNotice = onNotice;
  }

  /** Tells of a date once, whatever becomes of it: told after its end, it would be waited for in vain. */
  begin(db: Db, job: DigestJob, { pingStart }: Watcher, signal: AbortSignal): void {
    const { name } = job.digest;
    const key = `${name} ${job.date.toString()}`;
    if (pingStart === null || this.#told.has(key) || isEndTold(db, job)) return;
    this.#told.add(key);
    const notice = (problem: string | null): void => {
      if (!signal.aborted) this.#onNotice({ digest: name, about: 'ping-start', problem });
    };
    const call: Promise<void> = pingStart()
      .then(
        () => {
          notice(null);
        },
        (error: unknown) => {
          notice(messageOf(error));
        },
      )
      .finally(() => this.#calls.delete(call));
    this.#calls.add(call);
  }

  /** Until all are there, or given up: no end must be told before its beginning. */
  async settled(): Promise<void> {
    await Promise.all(this.#calls);
  }
}
