// The post that a command names, by its id or address.

import type { Db } from '../library/database.ts';
import type { FoundPost } from '../library/memory.ts';
import { postsCalled } from '../library/named-posts.ts';
import { UserError } from '../platform/errors.ts';
import { postUrl } from '../post/addresses.ts';
import { sanitizeLine } from '../text/sanitize.ts';

/** Undefined when it isn't there. Throws a UserError for a name that several posts have. */
export function findNamedPost(db: Db, name: string): FoundPost | undefined {
  const [found, ...others] = postsCalled(db, name);
  if (found === undefined || others.length === 0) return found;
  const addresses = [found, ...others].map((post) => sanitizeLine(postUrl(post)));
  throw new UserError(`several posts are called ${sanitizeLine(name)}`, {
    hint: `name one by its address: ${addresses.join(', ')}`,
  });
}

/** Throws a UserError for a post that is not there. */
export function namedPost(db: Db, name: string): FoundPost {
  const post = findNamedPost(db, name);
  if (post) return post;
  throw new UserError(`there is no post ${sanitizeLine(name)} in the database`, {
    hint: 'only posts of imported archives are there: memories accounts',
  });
}
