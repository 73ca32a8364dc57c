// What is chosen of one year of a day, from a purse that all its years share.

import { beginningOf, byRank, type PlacedPost, type RankedBlock } from './ranking.ts';

/** A year of the day, or one of a day of the week. */
export interface Group<Key, Post> {
  readonly key: Key;
  /** In the order in which they are to be shown. */
  readonly blocks: readonly RankedBlock<Post>[];
  /** What its heading costs, and the line about what isn't shown; nothing if not said. */
  readonly overhead?: number;
}

export interface ChosenBlock<Post> extends RankedBlock<Post> {
  /** How many more posts the block has: of a thread that is too long only the beginning is shown. */
  readonly omitted: number;
}

export interface Share<Key, Post> {
  readonly key: Key;
  /** In the order of the group's. */
  readonly blocks: readonly ChosenBlock<Post>[];
  /** How many posts are shown, and how many are not. */
  readonly shown: number;
  readonly omitted: number;
}

/** What posts that stand together cost: a number from 0 on, no smaller with more posts. */
export type CostOf<Post> = (posts: readonly Post[]) => number;

/** What there is to spend; all groups take from one. */
export interface Purse {
  left: number;
}

/** A block as it is, or its beginning, and what that costs. */
export interface Entry<Post> {
  readonly block: RankedBlock<Post>;
  readonly cost: number;
  /** The whole block, as the group has it. */
  readonly of: RankedBlock<Post>;
}

/** What has been chosen of one group so far. */
export class GroupChoice<Key, Post extends PlacedPost> {
  /** Its whole blocks, the best first. */
  readonly ranked: readonly Entry<Post>[];
  readonly #group: Group<Key, Post>;
  readonly #purse: Purse;
  readonly #costOf: CostOf<Post>;
  readonly #overhead: number;
  /** Why the group is there at all; the others came when all groups had theirs. */
  #lead: Entry<Post> | null = null;
  readonly #others = new Set<RankedBlock<Post>>();

  constructor(group: Group<Key, Post>, purse: Purse, costOf: CostOf<Post>) {
    this.#group = group;
    this.#purse = purse;
    this.#costOf = costOf;
    this.#overhead = checked(group.overhead ?? 0);
    this.ranked = group.blocks
      .filter(({ posts }) => posts.length > 0)
      .map((block) => this.#entry(block, block))
      .sort((a, b) => byRank(a.block, b.block));
  }

  get best(): RankedBlock<Post> {
    const [first] = this.ranked;
    if (!first) throw new Error('a group without blocks has no best one');
    return first.block;
  }

  /** Takes the cheapest that the group can be there with, the best of equals. */
  begin(): void {
    let cheapest: Entry<Post> | null = null;
    for (const entry of this.ranked) {
      if (!cheapest || isCheaper(entry, cheapest)) cheapest = entry;
      if (entry.block.posts.length === 1) continue;
      const first = this.#entry(beginningOf(entry.of, 1), entry.of);
      if (isCheaper(first, cheapest)) cheapest = first;
    }
    if (!cheapest || !fits(this.#overhead + cheapest.cost, this.#purse.left)) return;
    this.#purse.left -= this.#overhead + cheapest.cost;
    this.#lead = cheapest;
  }

  /** Takes something better instead, within a limit for the whole group and what is left. */
  improve(limit: number, { evenBegun = false } = {}): void {
    const lead = this.#lead;
    if (!lead) return;
    const room = Math.min(limit - this.#overhead, this.#purse.left + lead.cost);
    const better = evenBegun ? this.#bestEvenBegun(room) : this.#bestWhole(room);
    if (better && isBetter(better, lead)) this.#lead = this.#instead(lead, better);
  }

  /** The blocks that are not shown, for whatever is left. */
  rest(): { choice: GroupChoice<Key, Post>; entry: Entry<Post> }[] {
    const lead = this.#lead;
    if (!lead) return [];
    return this.ranked.filter(({ of }) => of !== lead.of).map((entry) => ({ choice: this, entry }));
  }

  add({ of, cost }: Entry<Post>): void {
    if (!fits(cost, this.#purse.left)) return;
    this.#purse.left -= cost;
    this.#others.add(of);
  }

  /** Goes on with a thread that was only begun, as far as there is room. */
  lengthen(): void {
    const lead = this.#lead;
    if (!lead || lead.block === lead.of) return;
    const longer = this.#longestBeginning(lead.of, this.#purse.left + lead.cost);
    if (longer && isBetter(longer, lead)) this.#lead = this.#instead(lead, longer);
  }

  share(): Share<Key, Post> {
    const { key, blocks } = this.#group;
    const chosen = blocks.flatMap((block) => {
      const shown = this.#lead?.of === block ? this.#lead.block : this.#others.has(block) ? block : null;
      return shown ? [{ ...shown, omitted: block.posts.length - shown.posts.length }] : [];
    });
    const shown = chosen.reduce((sum, { posts }) => sum + posts.length, 0);
    const omitted = blocks.reduce((sum, { posts }) => sum + posts.length, 0) - shown;
    return { key, blocks: chosen, shown, omitted };
  }

  #bestWhole(room: number): Entry<Post> | null {
    return this.ranked.find(({ cost }) => fits(cost, room)) ?? null;
  }

  /** The best whole block, or the beginning of a better one where that still says more. */
  #bestEvenBegun(room: number): Entry<Post> | null {
    let begun: Entry<Post> | null = null;
    for (const entry of this.ranked) {
      // From here on no block says more than that beginning.
      if (begun && begun.block.score > entry.block.score) return begun;
      if (fits(entry.cost, room)) return entry;
      const beginning = this.#modestBeginning(entry.of, room);
      if (beginning && (!begun || beginning.block.score > begun.block.score)) begun = beginning;
    }
    return begun;
  }

  /** As many of the first parts as half of the room has place for, or the first one alone. */
  #modestBeginning(of: RankedBlock<Post>, room: number): Entry<Post> | null {
    return this.#longestBeginning(of, room / 2) ?? this.#longestBeginning(of, room, Math.min(1, of.posts.length - 1));
  }

  /** As many of the first parts as fit, but not all; null when not even the first does. */
  #longestBeginning(of: RankedBlock<Post>, room: number, most = of.posts.length - 1): Entry<Post> | null {
    let [longest, from, to]: [Entry<Post> | null, number, number] = [null, 1, most];
    while (from <= to) {
      const count = Math.floor((from + to) / 2);
      const beginning = this.#entry(beginningOf(of, count), of);
      if (fits(beginning.cost, room)) [longest, from] = [beginning, count + 1];
      else to = count - 1;
    }
    return longest;
  }

  #entry(block: RankedBlock<Post>, of: RankedBlock<Post>): Entry<Post> {
    return { block, cost: checked(this.#costOf(block.posts)), of };
  }

  #instead(old: Entry<Post>, entry: Entry<Post>): Entry<Post> {
    this.#purse.left += old.cost - entry.cost;
    return entry;
  }
}

/** It costs less, or says more for the same. */
function isCheaper<Post extends PlacedPost>(one: Entry<Post>, other: Entry<Post>): boolean {
  return one.cost < other.cost || (one.cost === other.cost && byRank(one.block, other.block) < 0);
}

/** Better in rank, or more of the same thread. */
function isBetter<Post extends PlacedPost>(one: Entry<Post>, other: Entry<Post>): boolean {
  const rank = byRank(one.block, other.block);
  return rank < 0 || (one.of === other.of && one.block.posts.length > other.block.posts.length);
}

function fits(cost: number, room: number): boolean {
  return cost <= room && cost < Infinity;
}

/** Anything else would silently turn every comparison false. */
export function checked(amount: number): number {
  if (amount >= 0) return amount;
  throw new RangeError(`a cost or a budget must be a number from 0 on, not ${amount}`);
}
