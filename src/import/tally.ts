// What an import found, counted file by file, and whether that is all there should be.

import { damagedLines, mediaLines, NO_MEDIA, TOLD, type MediaOutcome } from './media-outcome.ts';
import type { ArchiveDetails } from '../archive/network/format.ts';
import type { Network } from '../post/network.ts';
import { missingPosts } from './completeness.ts';
import { type ImportReport } from '../library/import-report.ts';
import { formatNumber, pluralize } from '../text/numbers-and-dates.ts';
import type { FileFacts } from './known-files.ts';
import type { SaveResult } from '../library/post-writer.ts';

interface FileTally {
  read: number;
  records: number;
  readonly problems: string[];
  isDamaged: boolean;
  /** Of its posts, in milliseconds since 1970 UTC; null without posts. */
  first: number | null;
  last: number | null;
  withMedia: string[];
  /** How many posts were read but not wanted. */
  direct: number;
}

export class ImportTally {
  readonly saved: Record<SaveResult, number> = { added: 0, updated: 0, unchanged: 0 };
  readonly notes = { joined: 0, unmatched: 0 };
  media: MediaOutcome = NO_MEDIA;
  readonly #files = new Map<string, FileTally>();
  readonly #lost: string[] = [];

  get read(): number {
    return this.#sum((file) => file.read);
  }

  /** How many posts for only the people they name were left out. */
  get direct(): number {
    return this.#sum((file) => file.direct);
  }

  get unreadable(): number {
    return this.#sum((file) => file.problems.length);
  }

  /** Records that a file is there, whatever it holds. */
  begin(path: string): void {
    this.#file(path);
  }

  /** @param post its time is in milliseconds since 1970 UTC */
  tweet(path: string, post: { readonly id: string; readonly postedAt: number; readonly hasMedia: boolean }): void {
    const file = this.#file(path);
    file.read += 1;
    file.records += 1;
    file.first = Math.min(file.first ?? Infinity, post.postedAt);
    file.last = Math.max(file.last ?? -Infinity, post.postedAt);
    if (post.hasMedia) file.withMedia.push(post.id);
  }

  /** A post that isn't wanted. */
  leftOut(path: string): void {
    const file = this.#file(path);
    file.records += 1;
    file.direct += 1;
  }

  /** A file known from an earlier import, with nothing new in it. */
  again(path: string, { tweets: posts, first, last, withMedia, direct = 0 }: FileFacts): void {
    const file = { read: posts, records: posts + direct, first, last, withMedia: [...withMedia], direct };
    Object.assign(this.#file(path), file);
    this.saved.unchanged += posts;
  }

  /** What a file held; null when something is wrong with it, since that must be reported the next time too. */
  factsOf(path: string): FileFacts | null {
    const { read, problems, isDamaged, first, last, withMedia, direct } = this.#file(path);
    if (problems.length > 0 || isDamaged) return null;
    return { tweets: read, first, last, withMedia, ...(direct > 0 && { direct }) };
  }

  /** The ids of the posts that have media. */
  withMedia(): string[] {
    return [...this.#files.values()].flatMap(({ withMedia }) => withMedia);
  }

  problem(path: string, problem: string): void {
    const file = this.#file(path);
    file.records += 1;
    file.problems.push(file.problems.length < TOLD ? `record ${formatNumber(file.records)}: ${problem}` : '');
  }

  /** Something is wrong with a file that could be read to its end. */
  damaged(path: string, problem: string): void {
    this.#file(path).isDamaged = true;
    this.#lost.push(`${path} was read to its end, but ${problem}: something in it may be damaged`);
  }

  /** Something is missing. */
  lost(what: string): void {
    this.#lost.push(what);
  }

  /** Compares what was read with what the archive itself says it has. */
  report(
    about: ArchiveDetails & { readonly network: Network },
  ): Pick<
    ImportReport,
    | 'tweets'
    | 'longTweets'
    | 'leftOut'
    | 'media'
    | 'damagedMedia'
    | 'firstYear'
    | 'lastYear'
    | 'warnings'
    | 'incomplete'
  > {
    const expected = [...about.expected.values()];
    const read = new Map([...this.#files].map(([path, file]) => [path, file.read]));
    const short = [...missingPosts(about, read), ...this.#lost];
    const unreadable = [...this.#files].flatMap(([path, file]) => unreadableLines(path, file));
    const { copied, bytes, present, missing, damaged } = this.media;
    const media = mediaLines(this.media);
    return {
      tweets: {
        read: this.read,
        expected: expected.length === 0 ? null : expected.reduce((sum, count) => sum + count, 0),
        ...this.saved,
        unreadable: this.unreadable,
      },
      longTweets: { ...this.notes },
      ...(this.direct > 0 && { leftOut: { direct: this.direct } }),
      media: { copied, bytes, present, missing },
      ...(damaged.length > 0 && { damagedMedia: damaged.map(({ name }) => name) }),
      firstYear: yearOf(Math.min(...this.#all((file) => file.first))),
      lastYear: yearOf(Math.max(...this.#all((file) => file.last))),
      warnings: [...short, ...unreadable, ...media, ...damagedLines(this.media), ...about.warnings],
      incomplete: short.length > 0 || unreadable.length > 0 || media.length > 0,
    };
  }

  #all<Value>(of: (file: FileTally) => Value | null): Value[] {
    return [...this.#files.values()].map(of).filter((value) => value !== null);
  }

  #sum(of: (file: FileTally) => number): number {
    return [...this.#files.values()].reduce((sum, file) => sum + of(file), 0);
  }

  #file(path: string): FileTally {
    const file = this.#files.get(path) ?? {
      read: 0,
      records: 0,
      problems: [],
      isDamaged: false,
      first: null,
      last: null,
      withMedia: [],
      direct: 0,
    };
    this.#files.set(path, file);
    return file;
  }
}

/** @param time in milliseconds since 1970 UTC; infinite without posts */
function yearOf(time: number): number | null {
  return Number.isFinite(time) ? new Date(time).getUTCFullYear() : null;
}

function unreadableLines(path: string, file: FileTally): string[] {
  const told = file.problems.slice(0, TOLD).map((problem) => `${path}, ${problem}`);
  const more = file.problems.length - told.length;
  return more > 0 ? [...told, `${path}: ${pluralize(more, 'more record')} could not be read`] : told;
}
