// What a full day shows of itself: a budget of posts, lines or bytes shared among its years, so that every year is there and
// the best of all have the rest. Whatever isn't shown is counted.

import { checked, GroupChoice, type CostOf, type Group, type Purse, type Share } from './group-choice.ts';
import { byRank, type PlacedPost } from './ranking.ts';

export type { ChosenBlock, CostOf, Group, Share } from './group-choice.ts';

/**
 * Shares a budget among groups, whose shares come in the order of the groups. The total cost never exceeds the budget.
 *
 * 1. Every group is there with the cheapest that it has; if that is too much, those whose best block ranks highest are.
 * 2. Each in turn, the one with the best block first, has its best block, if its equal share of the budget pays for it.
 * 3. Each in turn has its best block, if what is left pays for it.
 * 4. What is left goes to the best blocks of any group.
 *
 * Blocks stay whole. Only where a thread has no room, and its beginning says more than any whole block that has, a group has
 * that: with half of its equal share, or just the first part, and in the end with what nothing else has room for.
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
