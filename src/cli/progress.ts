// A bar for what takes a while, on a terminal only.

import type { SingleBar } from 'cli-progress';
import type { Context } from '../platform/context.ts';
import type { Output } from '../platform/standard-output.ts';
import { formatNumber } from '../text/numbers-and-dates.ts';

/** In milliseconds: what is done sooner needs no bar. */
const PATIENCE = 700;

export interface BarStyle {
  readonly words: string;
  readonly total: number;
  /** What stands for names in braces in the words. */
  readonly payload?: Readonly<Record<string, string>>;
}

/** Draws bars one after the other. */
export class Bars {
  readonly #stream: NodeJS.WritableStream;
  readonly #create: typeof SingleBar;
  #bar: SingleBar | undefined;

  private constructor(stream: NodeJS.WritableStream, create: typeof SingleBar) {
    this.#stream = stream;
    this.#create = create;
  }

  /** Null unless there is a terminal. */
  static async on(stream: Output): Promise<Bars | null> {
    if (stream.isTTY !== true) return null;
    const { default: cliProgress } = await import('cli-progress');
    return new Bars(stream as unknown as NodeJS.WritableStream, cliProgress.SingleBar);
  }

  /** Replaces the previous bar. */
  start({ words, total, payload }: BarStyle): void {
    this.stop();
    this.#bar = new this.#create({
      stream: this.#stream,
      format: `{bar} {percentage}%  ${words}  {eta_formatted} left`,
      barCompleteChar: '━',
      barIncompleteChar: '─',
      barsize: 24,
      hideCursor: true,
      clearOnComplete: true,
      etaBuffer: 200,
    });
    this.#bar.start(Math.max(1, total), 0, payload);
  }

  update(done: number, payload?: Readonly<Record<string, string>>): void {
    this.#bar?.update(done, payload);
  }

  stop(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }
}

export interface Progress {
  advance(done: number): void;
  stop(): void;
}

const NO_PROGRESS: Progress = { advance: () => undefined, stop: () => undefined };

/** Of a `total` of things, such as `{done} of 3 posts exported`. It appears only when it takes longer than a moment. */
export async function startProgress(context: Context, words: string, total: number): Promise<Progress> {
  const bars = await Bars.on(context.stderr);
  if (bars === null) return NO_PROGRESS;
  const startedAt = context.now();
  let isShown = false;
  return {
    advance: (done) => {
      const payload = { done: formatNumber(done) };
      if (isShown) bars.update(done, payload);
      else if (context.now() - startedAt >= PATIENCE) {
        isShown = true;
        bars.start({ words, total, payload });
        bars.update(done, payload);
      }
    },
    stop: () => {
      bars.stop();
    },
  };
}
