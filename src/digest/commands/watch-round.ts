// When the service looks whether anybody is to hear how a digest stands: after each mail, and now and then.

/** Tells what there is to tell, and returns whether something of it is to be tried again soon. */
export type Watch = () => Promise<boolean>;

/** In milliseconds. */
const INTERVAL = 15 * 60_000;

export class WatchRound {
  readonly #now: () => number;
  #lookedAt: number | null = null;
  #isWanted = true;
  #running: Promise<void> | undefined;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Something has happened to a mail. */
  nudge(): void {
    this.#isWanted = true;
  }

  /** Whether there may be something to tell. */
  get isWanted(): boolean {
    return this.#isWanted;
  }

  /** Looks if it is time to, unless that is under way. What goes wrong shows in the log of the mails, and passes. */
  look(watch: Watch): void {
    const isTime = this.#lookedAt === null || Math.abs(this.#now() - this.#lookedAt) >= INTERVAL;
    if (this.#running !== undefined || (!this.#isWanted && !isTime)) return;
    this.#lookedAt = this.#now();
    this.#isWanted = false;
    this.#running = watch()
      .then(
        (isOpen) => {
          this.#isWanted ||= isOpen;
        },
        () => undefined,
      )
      .then(() => {
        this.#running = undefined;
      });
  }

  async ended(): Promise<void> {
    await this.#running;
  }
}
