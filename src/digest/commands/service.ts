// Use case: the service. It wakes at each minute, reads the settings, sends what is due and not yet sent, writes the feeds,
// and holds no state that matters: all that must outlast it is in the database. No trouble that may pass ends it.

import { messageOf } from '../../platform/errors.ts';
import type { Digest } from '../config.ts';
import type { SendSettings } from '../deliver.ts';
import type { Feed } from '../feed/config.ts';
import { FeedRound, type FeedOutcome, type WriteFeed } from '../feed/schedule.ts';
import { nextOf, wakeEachMinute } from '../schedule.ts';
import type { ServiceEvent } from './service-events.ts';
import { deliveryName } from '../year-digest.ts';
import { MailRound, type MailSettings } from './mail-round.ts';
import { Check } from './check.ts';

/** What the settings ask for. */
export interface ServiceJobs extends Pick<SendSettings, 'write' | 'channel'>, Pick<MailSettings, 'withDatabase'> {
  readonly digests: readonly Digest[];
  readonly feeds: readonly Feed[];
  readonly writeFeed: WriteFeed;
  /** Throws when the database is not there, or can't be used, or lacks an account. */
  readonly checkDatabase: () => Promise<void>;
  /** Another one for other settings. */
  readonly fingerprint: string;
}

export interface ServeSettings extends Pick<SendSettings, 'owner' | 'isAlive' | 'now' | 'signal'> {
  /** Reads the settings as they are now. Throws a UserError. */
  readonly read: () => Promise<ServiceJobs>;
  readonly onEvent: (event: ServiceEvent) => void;
}

/** How long a mail in flight may take when the service is to stop. systemd and launchd wait longer. */
const GRACE = 10_000;

/** Serves until `signal` aborts; a mail in flight is then finished, or given up to be tried again. */
export async function serveDigests(settings: ServeSettings): Promise<void> {
  const { signal, onEvent, now } = settings;
  const service = new Service(settings);
  await service.look();
  wakeEachMinute(now, signal, () => void service.look());
  await whenAborted(signal);
  onEvent({ type: 'stopping' });
  await service.ended();
  onEvent({ type: 'stopped' });
}

class Service {
  readonly #settings: ServeSettings;
  readonly #givingUp: AbortSignal;
  #isLooking = false;
  #fingerprint: string | undefined;
  #settingsProblem: string | null = null;
  readonly #database: Check;
  readonly #server: Check;
  readonly #mailRounds = new Map<string, MailRound>();
  #feedRounds: readonly FeedRound[] = [];

  constructor(settings: ServeSettings) {
    const { now, onEvent, signal } = settings;
    this.#settings = settings;
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
    await Promise.all([...this.#mailRounds.values(), ...this.#feedRounds].map((round) => round.ended()));
  }

  /** Null for settings that can't be read just now. */
  async #readJobs(): Promise<ServiceJobs | null> {
    const { read, onEvent } = this.#settings;
    try {
      const jobs = await read();
      if (this.#settingsProblem !== null) onEvent({ type: 'recovered', about: 'settings' });
      this.#settingsProblem = null;
      if (jobs.fingerprint !== this.#fingerprint) this.#begin(jobs);
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
      type: this.#fingerprint === undefined ? 'started' : 'changed',
      digests: jobs.digests.map((digest) => ({ digest, next: nextOf(digest, now()) })),
      feeds: jobs.feeds,
    });
    this.#fingerprint = jobs.fingerprint;
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
    const { onEvent, signal } = this.#settings;
    await this.#database.run(() => jobs.checkDatabase());
    const mailed = jobs.digests.find(({ by }) => by === 'mail');
    if (mailed === undefined) return;
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
        onEvent({ type: 'outcome', job, outcome, next });
      },
      onProblem: (job, problem, nextAttemptAt) => {
        onEvent({ type: 'problem', job, problem, nextAttemptAt });
      },
    };
    for (const digest of jobs.digests) this.#roundOf(digest).look(digest, settings);
    for (const round of this.#feedRounds) round.look();
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

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}
