// Who may be meant by a name without a server: the same name can be somebody else's on each.

import type { Db } from '../library/database.ts';
import { isSameHandle, withoutServer } from '../post/handle.ts';
import { hideCandidates } from './hide-filter.ts';
import { isHidden, peopleIn, type HideRule } from './hide-rules.ts';

export interface Namesake {
  /** With its server. */
  readonly handle: string;
  /** How many posts name them and aren't hidden by the name alone. */
  readonly posts: number;
}

/** Whom posts of the accounts name, of those with this name on some server; the most often named first. */
export function namesakesOf(db: Db, accountIds: readonly number[], name: string): Namesake[] {
  const rule: HideRule = { kind: 'user', value: name };
  const counts = new Map<string, number>();
  for (const post of hideCandidates(db, { accountIds, range: null, circle: true, direct: true }, [rule])) {
    if (isHidden(post, [rule], 'UTC')) continue;
    const named = peopleIn(post).filter((handle) => isSameHandle(withoutServer(handle), name));
    for (const handle of new Set(named.map((one) => one.toLowerCase())))
      counts.set(handle, (counts.get(handle) ?? 0) + 1);
  }
  return [...counts].map(([handle, posts]) => ({ handle, posts })).sort((a, b) => b.posts - a.posts);
}
