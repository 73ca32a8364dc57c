// What every export has of the library: posts handed to a format one by one, counted, with signals heard between them; their
// moments; and what it must never replace.

import { setImmediate } from 'node:timers/promises';
import type { Progress } from '../cli/progress.ts';
import type { Config } from '../config/config.ts';
import { mediaFolderOf } from '../library/media-folder.ts';
import type { Source } from './without-copies.ts';
import type { Moment } from '../search/find-posts.ts';
import type { Target } from './output/target.ts';
import { isVisibleTo, type Viewer } from '../memories/selection.ts';
import type { Post } from '../post/post.ts';

/** Signals and closed pipes are heard only between so many posts. */
const AT_A_TIME = 64;

/** Gives posts to a format one by one, however many there are, and counts them. */
export class Handover {
  readonly #viewer: Viewer;
  readonly #signal: AbortSignal;
  readonly #progress: Progress | null;
  given = 0;
  /** They were for only a few. */
  withheld = 0;

  constructor(viewer: Viewer, signal: AbortSignal, progress: Progress | null) {
    this.#viewer = viewer;
    this.#signal = signal;
    this.#progress = progress;
  }

  /** Throws the signal's reason when it aborts. */
  async *of<Item extends Pick<Post, 'audience'>>(items: Iterable<Item>): AsyncGenerator<Item> {
    for (const item of items) {
      const passed = this.given + this.withheld;
      if (passed % AT_A_TIME === AT_A_TIME - 1) {
        await setImmediate();
        this.#progress?.advance(passed);
      }
      this.#signal.throwIfAborted();
      if (!isVisibleTo(item, this.#viewer)) this.withheld += 1;
      else {
        this.given += 1;
        yield item;
      }
    }
  }
}

export function* momentsIn(found: Pick<Source, 'moments'>, viewer: Viewer): Generator<Moment> {
  for (const moment of found.moments('newest')) if (isVisibleTo(moment, viewer)) yield moment;
}

/** What no export may replace, by its path. */
export function protectedPaths(config: Config): Target['protects'] {
  return new Map([
    [config.databasePath, 'database'],
    [config.path, 'configuration'],
    [mediaFolderOf(config.databasePath), 'folder of the photos'],
  ]);
}
