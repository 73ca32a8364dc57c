// How many kills, at which moments, and what came of them.

import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { spawnMemories, type RunOptions } from '../support/run.ts';

/** How many kills there are in all: a few in `npm test`, and 240 in `npm run test:faults`. */
export const KILLS = Number(process.env['FAULT_KILLS'] ?? '10');

/** The same seed gives the same moments; what the machine has done by then is its own affair. */
export const SEED = Number(process.env['FAULT_SEED'] ?? '1');

/** Something that is killed again and again. */
export interface Victim {
  readonly command: readonly string[];
  readonly options: () => RunOptions;
  /** In milliseconds; how long a whole run takes if nothing is said. */
  readonly lifetime?: number;
  /** What is to be killed, where it is a small part of a run. */
  readonly window?: Window;
  /** Makes everything as it was before the first run. */
  readonly reset: () => void;
  /** What is lost or broken right after a kill, a line each. */
  readonly inspect: () => readonly string[];
  /** Runs the same command to its end, and says what is lost, broken or left over then. */
  readonly complete: () => Promise<readonly string[]>;
}

interface Window {
  /** Whether a run that was started then (milliseconds since 1970 UTC) has begun it: moments count from there. */
  readonly isBegun: (since: number) => boolean;
  /** Whether a run that was killed had not ended it. */
  readonly isOpen: () => boolean;
}

export interface Outcome {
  /** A line for everything that was lost. */
  readonly lost: readonly string[];
  /** How many kills fell into the window; null where there is none. */
  readonly within: number | null;
}

export interface Kind {
  readonly name: string;
  readonly prepare: () => Promise<Victim>;
}

/** Numbers from 0 to just below 1, the same for the same words: a hash of them and of a count. */
export function randomOf(words: string): () => number {
  let count = 0;
  return () => {
    count += 1;
    let hash = 2_166_136_261;
    for (const character of `${words} ${count}`) {
      hash = Math.imul(hash ^ character.charCodeAt(0), 16_777_619);
      hash ^= hash >>> 13;
    }
    return (Math.imul(hash ^ (hash >>> 15), 2_246_822_507) >>> 0) / 2 ** 32;
  };
}

/** Kills so many times, and completes now and then. */
export async function campaign(kind: Kind, kills: number): Promise<Outcome> {
  const random = randomOf(`${SEED} ${kind.name}`);
  const victim = await kind.prepare();
  let lifetime = victim.lifetime ?? (await lifetimeOf(victim));
  const lost: string[] = [];
  let [done, within] = [0, 0];
  victim.reset();
  while (done < kills) {
    const moment = Math.round(lifetime * (0.05 + 0.95 * random()));
    const { isKilled, ran } = await killedAfter(victim, moment);
    if (isKilled) done += 1;
    // Machines have other work to do, now more, now less: whoever was too late comes earlier the next time.
    else lifetime = ran;
    const where = `${kind.name}, kill ${done} (${moment} ms): `;
    lost.push(...victim.inspect().map((line) => where + line));
    const isOpen = victim.window?.isOpen() ?? true;
    if (isKilled && isOpen) within += 1;
    // Some are killed several times in a row before they may go on.
    if (isKilled && isOpen && done < kills && random() < 0.4) continue;
    lost.push(...(await victim.complete()).map((line) => where + line));
    victim.reset();
  }
  return { lost, within: victim.window ? within : null };
}

async function lifetimeOf(victim: Victim): Promise<number> {
  victim.reset();
  return (await killedAfter(victim, 60_000)).ran;
}

/** Kills it at that moment, if it still runs. Times are milliseconds from its start, or from that of its window. */
async function killedAfter(
  { command, options, window }: Victim,
  moment: number,
): Promise<{ readonly isKilled: boolean; readonly ran: number }> {
  const since = Date.now();
  const child = spawnMemories(command, options());
  child.stdout.resume();
  child.stderr.resume();
  const ending = new AbortController();
  const closed = once(child, 'close').finally(() => {
    ending.abort();
  });
  while (window?.isBegun(since) === false && !ending.signal.aborted) await wait(1);
  const start = performance.now();
  await wait(moment, undefined, { signal: ending.signal }).catch(() => undefined);
  child.kill('SIGKILL');
  await closed;
  return { isKilled: child.signalCode === 'SIGKILL', ran: performance.now() - start };
}
