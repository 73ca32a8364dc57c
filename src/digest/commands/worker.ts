// What the service does when it wakes: reads the settings, sends what is due and not yet sent, and writes the feeds. It holds no
// state that matters: all that must outlast it is in the database. No trouble that may pass ends it.

import { messageOf } from '../../platform/errors.ts';
import type { Digest } from '../config.ts';
import { FeedRound, type FeedOutcome } from '../feed/schedule.ts';
import { nextOf } from '../schedule.ts';
import { deliveryName } from '../year-digest.ts';
import { MailRound, type MailSettings } from './mail-round.ts';
import type { ServeSettings, ServiceJobs } from './service-jobs.ts';
import { Check } from './check.ts';
import { WatchRound } from './watch-round.ts';

/** How long a mail in flight may take when the service is to stop. systemd and launchd wait longer. */
const GRACE = 10_000;

export class Worker {
  readonly #settings: ServeSettings;
  readonly #givingUp: AbortSignal;
  #isLooking = false;
  #jobs: ServiceJobs | undefined;
  #settingsProblem: string | null = null;
  readonly #database: Check;
  readonly #server: Check;
  readonly #mailRounds = new Map<string, MailRound>();
  #feedRounds: readonly FeedRound[] = [];
  readonly #watch: WatchRound;

  constructor(settings: ServeSettings) {
    const { now, onEvent, signal } = settings;
    this.#settings = settings;
    this.#watch = new WatchRound(now);
    this.#givingUp = afterGrace(signal);
    this.#database = new Check(now, signal, {
      onFailure: (error, nextAttemptAt) => {
        onEvent({ type: 'trouble', about: 'database', problem: messageOf(error), nextAttemptAt });
      },
      onRecovery: () => {
        onEvent({ type: 'recovered', about: 'database' });
      },
    });
    this.#server = new Check(now, signal, {
      onFailure: (thrown, nextAttemptAt) => {
        const error = thrown instanceof Error ? thrown : new Error(messageOf(thrown));
        onEvent({ type: 'unreachable', error, nextAttemptAt });
      },
    });
  }

  /** Looks what is to be done now; what takes time goes on by itself. */
  async look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      const jobs = await this.#readJobs();
      if (jobs === null) return;
      await this.#check(jobs);
      this.#startRounds(jobs);
    } finally {
      this.#isLooking = false;
    }
  }

  async ended(): Promise<void> {
    await Promise.all([...this.#mailRounds.values(), ...this.#feedRounds, this.#watch].map((round) => round.ended()));
  }

  /** Tells at once what there is to tell. */
  async watch(): Promise<void> {
    if (this.#jobs) this.#watch.look(this.#jobs.watch);
    await this.#watch.ended();
  }

  /** Whether anything is still to be done. */
  isBusy(): boolean {
    return this.#watch.isWanted || this.#hasDue();
  }

  /** Whether anything that is due is still to be sent or written, or might be if the settings could be read. */
  #hasDue(): boolean {
    if (this.#jobs === undefined || this.#settingsProblem !== null) return true;
    const now = this.#settings.now();
    const isOpen = this.#jobs.digests.some((digest) => this.#roundOf(digest).isDue(digest, now));
    return isOpen || this.#feedRounds.some((round) => round.isDue(now));
  }

  /** Whether anything that was due did not go out, also if it is given up. */
  hasUnsent(): boolean {
    return this.#hasDue() || [...this.#mailRounds.values()].some((round) => round.isUnsent);
  }

  /** Null for settings that can't be read just now. */
  async #readJobs(): Promise<ServiceJobs | null> {
    const { read, onEvent } = this.#settings;
    try {
      const jobs = await read();
      if (this.#settingsProblem !== null) onEvent({ type: 'recovered', about: 'settings' });
      this.#settingsProblem = null;
      if (jobs.fingerprint !== this.#jobs?.fingerprint) this.#begin(jobs);
      this.#jobs = jobs;
      return jobs;
    } catch (error) {
      const problem = messageOf(error);
      if (problem !== this.#settingsProblem) {
        onEvent({ type: 'trouble', about: 'settings', problem, nextAttemptAt: null });
      }
      this.#settingsProblem = problem;
      return null;
    }
  }

  /** What was mended by other settings is tried at once. */
  #begin(jobs: ServiceJobs): void {
    const { now, onEvent, signal } = this.#settings;
    onEvent({
      type: this.#jobs === undefined ? 'started' : 'changed',
      digests: jobs.digests.map((digest) => ({ digest, next: nextOf(digest, now()) })),
      feeds: jobs.feeds,
    });
    this.#database.reset();
    this.#server.reset();
    this.#feedRounds = jobs.feeds.map((feed) => {
      const onOutcome = (outcome: FeedOutcome): void => {
        onEvent({ type: 'feed', feed, outcome });
      };
      return new FeedRound(feed, { writeFeed: jobs.writeFeed, now, signal, onOutcome });
    });
  }

  /** Whether mails will go out, before one is due. */
  async #check(jobs: ServiceJobs): Promise<void> {
    const { onEvent, signal, verifiesServer = true } = this.#settings;
    await this.#database.run(() => jobs.checkDatabase());
    const mailed = jobs.digests.find(({ by }) => by === 'mail');
    if (mailed === undefined || !verifiesServer) return;
    await this.#server.run(async () => {
      const server = await jobs.channel(mailed);
      await server.verify(signal);
      onEvent({ type: 'server', name: server.name });
    });
  }

  #startRounds(jobs: ServiceJobs): void {
    const { signal, onEvent } = this.#settings;
    if (signal.aborted) return;
    const settings: MailSettings = {
      ...this.#settings,
      ...jobs,
      signal: this.#givingUp,
      onOutcome: (job, outcome, next) => {
        // Mails tell from now on how it stands with the server.
        if (outcome.state !== 'skipped' && job.digest.by === 'mail') this.#server.pass();
        this.#database.pass();
        this.#watch.nudge();
        onEvent({ type: 'outcome', job, outcome, next });
      },
      onProblem: (job, problem, nextAttemptAt) => {
        onEvent({ type: 'problem', job, problem, nextAttemptAt });
      },
    };
    for (const digest of jobs.digests) this.#roundOf(digest).look(digest, settings);
    for (const round of this.#feedRounds) round.look();
    this.#watch.look(jobs.watch);
  }

  #roundOf(digest: Digest): MailRound {
    const key = `${deliveryName(digest)} ${digest.to.address}`;
    const round = this.#mailRounds.get(key) ?? new MailRound();
    this.#mailRounds.set(key, round);
    return round;
  }
}

function afterGrace(signal: AbortSignal): AbortSignal {
  const controller = new AbortController();
  signal.addEventListener('abort', () => {
    setTimeout(() => {
      controller.abort(signal.reason);
    }, GRACE).unref();
  });
  return controller.signal;
}
