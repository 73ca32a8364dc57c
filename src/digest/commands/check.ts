// Something that the service must find in order once, and looks at again until it does, with growing waits.

import { nextAttempt } from '../deliver.ts';
import { isBefore } from '../delivery-state.ts';

interface CheckEvents {
  readonly onFailure: (error: unknown, nextAttemptAt: number) => void;
  /** It is in order after a failure. */
  readonly onRecovery?: () => void;
}

export class Check {
  readonly #now: () => number;
  readonly #signal: AbortSignal;
  readonly #events: CheckEvents;
  #hasPassed = false;
  #failures = 0;
  #nextAttemptAt: number | null = null;

  constructor(now: () => number, signal: AbortSignal, events: CheckEvents) {
    this.#now = now;
    this.#signal = signal;
    this.#events = events;
  }

  /** Looks, unless it is known to be in order or is to wait. Never throws. */
  async run(look: () => Promise<void>): Promise<void> {
    if (this.#hasPassed || this.#isStopped() || isBefore(this.#now(), this.#nextAttemptAt)) return;
    try {
      await look();
      this.pass();
    } catch (error) {
      if (this.#isStopped()) return;
      this.#failures += 1;
      this.#nextAttemptAt = nextAttempt(error, this.#failures, this.#now());
      this.#events.onFailure(error, this.#nextAttemptAt);
    }
  }

  #isStopped(): boolean {
    return this.#signal.aborted;
  }

  /** It is known to be in order. */
  pass(): void {
    if (this.#failures > 0) this.#events.onRecovery?.();
    this.reset();
    this.#hasPassed = true;
  }

  /** It must be looked at again. */
  reset(): void {
    this.#hasPassed = false;
    this.#failures = 0;
    this.#nextAttemptAt = null;
  }
}
