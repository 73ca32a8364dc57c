// Tells of troubles that keep the service from its work for a day, such as settings or a database that can't be read. What has
// been told can't be claimed in that database, so it is known to this process alone.

import { DAY_MS } from '../../time/calendar.ts';
import type { Config } from '../../config/config.ts';
import type { Context } from '../../platform/context.ts';
import { messageOf } from '../../platform/errors.ts';
import type { Words } from '../../mail/alert.ts';
import { DEFAULT_DIGEST } from '../../config/keys.ts';
import { Backoff } from '../delivery-state.ts';
import type { Trouble } from '../service-state.ts';
import { MAIL_SERVER } from './service-events.ts';
import type { Notice } from '../watch.ts';
import { watcherFor } from './watchers.ts';

export class TroubleAlert {
  readonly #context: Context;
  readonly #onNotice: (notice: Notice) => void;
  /** What is told, or being told, of, and not yet over. */
  #told: readonly string[] = [];
  readonly #failures = new Backoff();

  constructor(context: Context, onNotice: (notice: Notice) => void) {
    this.#context = context;
    this.#onNotice = onNotice;
  }

  /** Tells of what has lasted for a day and of what is over; `config` is as it could last be read. Mails tell of their server. */
  look(config: Config, troubles: readonly Trouble[]): void {
    const now = this.#context.now();
    if (this.#failures.isWaiting(now)) return;
    const lasting = troubles.filter(({ about }) => about !== MAIL_SERVER);
    const over = this.#told.filter((about) => lasting.every((one) => one.about !== about));
    const fresh = lasting.filter(({ about, since }) => now - since >= DAY_MS && !this.#told.includes(about));
    const before = this.#told;
    this.#told = [...this.#told.filter((about) => !over.includes(about)), ...fresh.map(({ about }) => about)];
    for (const trouble of fresh) this.#tell(config, 'alert', wordsOf(trouble), before);
    for (const about of over)
      this.#tell(config, 'well', { title: 'memories: in order again', text: `${about}: in order again` }, before);
  }

  #tell(config: Config, about: 'alert' | 'well', words: Words, before: readonly string[]): void {
    const { alert } = watcherFor(this.#context, config, DEFAULT_DIGEST);
    const notice = (problem: string | null): void => {
      this.#onNotice({ digest: DEFAULT_DIGEST, about, problem });
    };
    alert?.(words).then(
      () => {
        this.#failures.reset();
        notice(null);
      },
      (error: unknown) => {
        this.#told = before;
        this.#failures.add(this.#context.now());
        notice(messageOf(error));
      },
    );
  }
}

function wordsOf({ about, problem }: Trouble): Words {
  return {
    title: 'memories: nothing can be sent',
    text: `${about}: ${problem}\nNothing has been sent for a day. memories digest status tells more.`,
  };
}
