// Who hides a memory hides it on every network on which it was posted.

import { accounts } from '../library/accounts.ts';
import type { Db } from '../library/database.ts';
import type { FoundPost } from '../library/memory.ts';
import { finalPostsBetween, findPost } from '../library/posts.ts';
import { areCrossPosts, MOST_APART } from './cross-posts.ts';

/** The copies that a post has on other networks. */
export function copiesElsewhere(db: Db, id: string): FoundPost[] {
  const all = accounts(db);
  const post = new Set(all.map(({ network }) => network)).size < 2 ? undefined : findPost(db, id);
  if (post === undefined) return [];
  const others = all.filter(({ network }) => network !== post.network).map((account) => account.id);
  const near = finalPostsBetween(db, post.postedAt - MOST_APART, post.postedAt + MOST_APART, others);
  return near.filter((other) => areCrossPosts(post, other));
}
