// Finds the copies of a post on other networks, wherever posts are chosen to be looked back at.

import { dateOf } from '../time/calendar.ts';
import { accounts } from '../library/accounts.ts';
import type { Db, Library } from '../library/database.ts';
import { mediaFile } from '../library/media-folder.ts';
import type { AlsoAt, FoundPost } from '../library/memory.ts';
import { finalPostsBetween, findPost } from '../library/posts.ts';
import { postUrl } from '../post/addresses.ts';
import type { Network } from '../post/network.ts';
import { areCrossPosts, bestOf, comparedWords, groupCrossPosts, MOST_APART } from './cross-posts.ts';
import { isHidden } from './hide-rules.ts';
import { byTime } from './ranking.ts';
import { isVisibleTo, unwantedKind, type Choice, type Copies, type FindCopies } from './selection.ts';

/**
 * Null where all accounts are of one network. Only posts of the accounts given stand for each other, and only those that whoever
 * looks may see; but a rule that hides any copy hides them all.
 */
export function copiesFinder(library: Library, choice: Choice, accountIds: readonly number[]): FindCopies | null {
  const all = accounts(library.db);
  if (new Set(all.map(({ network }) => network)).size < 2) return null;
  const finder = new CopyFinder(library, choice, { all: all.map(({ id }) => id), chosen: accountIds });
  return (post) => finder.copiesOf(post);
}

const ALONE: Copies = { isShown: true, isHidden: false, alsoAt: [] };

/** Who says the same again and again for longer than this, in milliseconds, is a machine. */
const LONGEST = 2 * 60 * 60_000;
/** A thread is shown on the network where it begins, which is looked for through this many parts. */
const MOST_PARTS = 200;
/** How many posts are known at a time: a site of a million must not fill the memory. */
const MOST_KNOWN = 10_000;

/** A post's copies, and which of them is shown. */
interface Known extends Copies {
  /** The network of the one that is shown, where there are several. */
  readonly network: Network | null;
}

class CopyFinder {
  readonly #db: Db;
  readonly #mediaFolder: string;
  readonly #choice: Choice;
  readonly #accounts: { readonly all: readonly number[]; readonly chosen: readonly number[] };
  readonly #known = new Map<string, Known>();

  constructor(
    { db, mediaFolder }: Library,
    choice: Choice,
    ids: { readonly all: readonly number[]; readonly chosen: readonly number[] },
  ) {
    this.#db = db;
    this.#mediaFolder = mediaFolder;
    this.#choice = choice;
    this.#accounts = ids;
  }

  copiesOf(post: FoundPost): Copies {
    return this.#of(post, 0);
  }

  #of(post: FoundPost, depth: number): Known {
    const words = comparedWords(post);
    if (words === null) return { ...ALONE, network: null };
    const known = this.#known.get(post.id);
    if (known) return known;
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    const candidates = this.#candidatesBeside(post, words);
    const group = groupCrossPosts(candidates).find((each) => each.some(({ id }) => id === post.id)) ?? [post];
    const best = bestOf(group, (each) => this.#mediaHere(each), this.#preferredFor(group, depth));
    const isHiddenOne = this.#isAnyHidden(group);
    const alsoAt = group.flatMap((each) => (each === best ? [] : [alsoAtOf(each)]));
    const network = group.length > 1 ? best.network : null;
    for (const { id } of group) {
      this.#known.set(id, { isShown: id === best.id, isHidden: isHiddenOne, alsoAt, network });
    }
    return { isShown: post.id === best.id, isHidden: isHiddenOne, alsoAt, network };
  }

  /** All posts with the words that could be grouped with a post, or with what could be grouped with it. */
  #candidatesBeside(post: FoundPost, words: string): FoundPost[] {
    const { timeZone } = this.#choice;
    const day = dateOf(post.postedAt, timeZone);
    let [from, to] = [post.postedAt, post.postedAt];
    for (;;) {
      const found = this.#between(from - MOST_APART, to + MOST_APART, this.#accounts.chosen).filter(
        (each) =>
          isVisibleTo(each, this.#choice) &&
          unwantedKind(each.kind, this.#choice) === null &&
          comparedWords(each) === words &&
          // What was posted on both sides of midnight is a memory of both days.
          dateOf(each.postedAt, timeZone).equals(day),
      );
      const times = found.map(({ postedAt }) => postedAt);
      const [first, last] = [Math.min(from, ...times), Math.max(to, ...times)];
      if (last - first > LONGEST) return [];
      if (first === from && last === to) return found;
      [from, to] = [first, last];
    }
  }

  /** The network on which the part before is shown, so that a thread stays together. */
  #preferredFor(group: readonly FoundPost[], depth: number): Network | null {
    if (group.length === 1 || depth >= MOST_PARTS) return null;
    for (const post of group) {
      const parent = post.kind === 'thread' && post.replyToId !== null ? findPost(this.#db, post.replyToId) : undefined;
      if (parent && byTime(parent, post) < 0) {
        const { network } = this.#of(parent, depth + 1);
        if (network !== null) return network;
      }
    }
    return null;
  }

  /** Whether a rule hides one of a group or any copy of it, whoever that was for and whichever accounts were asked for. */
  #isAnyHidden(group: readonly FoundPost[]): boolean {
    const { hidden, timeZone } = this.#choice;
    if (hidden.length === 0) return false;
    const times = group.map(({ postedAt }) => postedAt);
    const near = this.#between(Math.min(...times) - MOST_APART, Math.max(...times) + MOST_APART, this.#accounts.all);
    const copies = near.filter((one) => group.some((other) => areCrossPosts(one, other)));
    return [...group, ...copies].some((each) => isHidden(each, hidden, timeZone));
  }

  #between(from: number, to: number, accountIds: readonly number[]): FoundPost[] {
    return finalPostsBetween(this.#db, from, to, accountIds);
  }

  #mediaHere({ id, media }: FoundPost): number {
    return media.filter((medium) => mediaFile(this.#mediaFolder, id, medium) !== null).length;
  }
}

function alsoAtOf(post: FoundPost): AlsoAt {
  return { network: post.network, account: post.account, url: postUrl(post) };
}
