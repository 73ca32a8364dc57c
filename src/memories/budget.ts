// What to show of a full day: a budget of posts, lines or bytes is shared among its years, so that every year is there and
// the best posts of any year get the rest. What isn't shown is counted.

import { checked, GroupChoice, type CostOf, type Group, type Purse, type Share } from './group-choice.ts';
import { byRank, type PlacedPost } from './ranking.ts';

export type { ChosenBlock, CostOf, Group, Share } from './group-choice.ts';

/**
 * Shares a budget among groups. The shares come in the order of the groups, and never cost more than the budget together.
 *
 * 1. Every group gets its cheapest block; if that is too much, only those groups do whose best block ranks highest.
 * 2. In turn, starting with the best, each group gets its best block instead, if an equal share of the budget pays for it.
 * 3. In turn, each group gets its best block, if what is left pays for it.
 * 4. What is left goes to the best blocks of any group.
 *
 * Blocks stay whole. Only if there is no room for a thread, and its beginning ranks higher than any whole block that fits, a group gets
 * that beginning: for half of its equal share, or just the first part, and at the end for what nothing else can use.
 */
export function shareBudget<Key, Post extends PlacedPost>(
  groups: readonly Group<Key, Post>[],
  budget: number,
  costOf: CostOf<Post>,
): Share<Key, Post>[] {
  const purse: Purse = { left: checked(budget) };
  const all = groups.map((group) => new GroupChoice(group, purse, costOf));
  const inTurn = all.filter(({ ranked }) => ranked.length > 0).sort((a, b) => byRank(a.best, b.best));
  for (const choice of inTurn) choice.begin();
  for (const choice of inTurn) choice.improve(budget / inTurn.length, { evenBegun: true });
  for (const choice of inTurn) choice.improve(budget);
  const rest = inTurn.flatMap((choice) => choice.rest());
  rest.sort((a, b) => byRank(a.entry.block, b.entry.block));
  for (const { choice, entry } of rest) choice.add(entry);
  for (const choice of inTurn) choice.lengthen();
  return all.map((choice) => choice.share());
}
