// What is made to be looked at has each memory once, whatever networks it was posted on; data have every post.

import type { Library } from '../library/database.ts';
import type { Memory } from '../library/memory.ts';
import { copiesFinder } from '../memories/copies.ts';
import { isVisibleTo, withCopies, type Choice, type FindCopies } from '../memories/selection.ts';
import type { Found, Moment } from '../search/find-posts.ts';

/** The posts of an export. */
export type Source = Pick<Found, 'posts' | 'moments' | 'read'>;

/** @param accountIds whose posts stand for each other: of a search's posts none, since the copy may not be among them */
export function withoutCopies(found: Found, library: Library, choice: Choice, accountIds: readonly number[]): Source {
  const copiesOf = copiesFinder(library, choice, accountIds);
  return copiesOf === null ? found : new WithoutCopies(found, choice, copiesOf);
}

class WithoutCopies implements Source {
  readonly #found: Source;
  readonly #choice: Choice;
  readonly #copiesOf: FindCopies;

  constructor(found: Source, choice: Choice, copiesOf: FindCopies) {
    this.#found = found;
    this.#choice = choice;
    this.#copiesOf = copiesOf;
  }

  *posts(order: Parameters<Found['posts']>[0]): Generator<Memory> {
    for (const post of this.#found.posts(order)) if (this.#isKept(post)) yield this.#whole(post);
  }

  *moments(order: Parameters<Found['moments']>[0]): Generator<Moment> {
    for (const post of this.#found.posts(order)) {
      // A format may keep many of these, so none of them is the whole post.
      const { id, postedAt, dateOnly, audience } = post;
      if (this.#isKept(post)) yield { id, postedAt, dateOnly, audience };
    }
  }

  read(ids: readonly string[]): Memory[] {
    return this.#found.read(ids).map((post) => this.#whole(post));
  }

  /** What isn't to be seen at all is told apart and counted later. */
  #isKept(post: Memory): boolean {
    if (!isVisibleTo(post, this.#choice)) return true;
    const { isShown, isHidden } = this.#copiesOf(post);
    return isShown && !isHidden;
  }

  #whole(post: Memory): Memory {
    return isVisibleTo(post, this.#choice) ? withCopies(post, this.#copiesOf) : post;
  }
}
