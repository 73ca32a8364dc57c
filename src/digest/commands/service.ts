// Use case: the service, which wakes at each minute; and the same once, for timers.

import { wakeEachMinute } from '../schedule.ts';
import type { ServiceEvent } from './service-events.ts';
import type { ServeSettings } from './service-jobs.ts';
import { Worker } from './worker.ts';

/** Serves until `signal` aborts; a mail in flight is then finished, or given up to be tried again. */
export async function serveDigests(settings: ServeSettings): Promise<void> {
  const { signal, onEvent, now } = settings;
  const worker = new Worker(settings);
  await worker.look();
  wakeEachMinute(now, signal, () => void worker.look());
  await whenAborted(signal);
  onEvent({ type: 'stopping' });
  await worker.ended();
  onEvent({ type: 'stopped' });
}

const HOUR = 3_600_000;
/** How long it tries, in milliseconds: by then the timer's next turn is near, which would not come while it runs. */
const LONGEST = 20 * HOUR;

/** Serves until all that is due is out or can't be sent any more, and returns whether all of it went out. */
export async function serveOnce(settings: ServeSettings): Promise<boolean> {
  const { signal, now } = settings;
  const failed: ServiceEvent[] = [];
  const onEvent = (event: ServiceEvent): void => {
    if (event.type === 'outcome' && event.outcome.state === 'failed') failed.push(event);
    settings.onEvent(event);
  };
  // What is sent tells how it stands with the server; where nothing is due, nobody asks.
  const worker = new Worker({ ...settings, onEvent, verifiesServer: false });
  const began = now();
  for (;;) {
    await worker.look();
    await worker.ended();
    await worker.watch();
    if (signal.aborted || !worker.isBusy() || Math.abs(now() - began) > LONGEST) break;
    await nextMinute(now, signal);
  }
  onEvent({ type: 'stopped' });
  return failed.length === 0 && !worker.hasUnsent();
}

async function nextMinute(now: () => number, signal: AbortSignal): Promise<void> {
  const woken = new AbortController();
  const either = AbortSignal.any([signal, woken.signal]);
  wakeEachMinute(now, either, () => {
    woken.abort();
  });
  await whenAborted(either);
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}
