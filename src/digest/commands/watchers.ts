// Whom the settings name to hear how a digest stands, and what looks after all digests.

import { isWebAddress } from '../../config/address-checks.ts';
import type { Config } from '../../config/config.ts';
import type { Context } from '../../platform/context.ts';
import type { PlainDate } from '../../time/calendar.ts';
import type { Db } from '../../library/database.ts';
import { callAddress, pipeWords, postWords, takesStarts } from '../../mail/alert.ts';
import type { Digest } from '../config.ts';
import { watchDigest, type Notice, type Watcher } from '../watch.ts';
import { withYearDigests } from '../year-digest.ts';
import { processSettings } from './requested-mail.ts';

/** In milliseconds. The end is told only after it. */
const START_TIMEOUT = 10_000;

export function watcherFor({ env, signal }: Context, config: Config, name: string): Watcher {
  const alert = config.ofDigest(name, 'digest.alert');
  const ping = config.ofDigest(name, 'digest.ping');
  return {
    alert:
      alert === null
        ? null
        : (words) => (isWebAddress(alert) ? postWords(alert, words, signal) : pipeWords(alert, words, { env, signal })),
    ping: ping === null ? null : (how) => callAddress(ping, how, signal),
    pingStart: ping === null || !takesStarts(ping) ? null : () => callAddress(ping, 'start', signal, START_TIMEOUT),
  };
}

/**
 * Tells how the digests stand. `dates` are those that were sent for on request, by the digest's name. Returns whether something
 * is to be tried again soon.
 */
export async function watchDigests(
  db: Db,
  digests: readonly Digest[],
  { context, config }: { readonly context: Context; readonly config: Config },
  onNotice: (notice: Notice) => void,
  dates: ReadonlyMap<string, PlainDate> = new Map(),
): Promise<boolean> {
  const settings = {
    ...processSettings(context),
    watcherOf: (name: string) => watcherFor(context, config, name),
    onNotice,
  };
  const open: boolean[] = [];
  for (const name of new Set(digests.map((digest) => digest.name))) {
    const own = withYearDigests(digests.filter((digest) => digest.name === name));
    open.push(await watchDigest(db, name, own, settings, dates.get(name) ?? null));
  }
  return open.includes(true);
}

/** Whether anybody is to hear of any of them. */
export function isWatched(config: Config, digests: readonly Digest[]): boolean {
  return digests.some(({ name }) =>
    (['digest.alert', 'digest.ping'] as const).some((key) => config.ofDigest(name, key) !== null),
  );
}
