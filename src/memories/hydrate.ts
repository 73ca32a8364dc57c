// Completes a post with what belongs to it: its files, its thread and the post that it quotes.

import type { Db, Library } from '../library/database.ts';
import { mediaFinder, type FindMedia } from '../library/media-folder.ts';
import type { FoundPost, Memory, MemoryMedia, Thread } from '../library/memory.ts';
import { networkIdsOf } from '../library/named-posts.ts';
import { findPost, findPosts } from '../library/posts.ts';
import { idList, statement } from '../library/sqlite.ts';
import { partsAmong, threadIds } from '../library/threads.ts';
import { isMadeId } from '../post/id.ts';
import { isHidden } from './hide-rules.ts';
import { seenSql } from './post-selection.ts';
import { isVisibleTo, type Choice } from './selection.ts';

/**
 * Adds what belongs to posts, except what the audience may not see or a rule hides. The posts themselves may be hidden. What comes back
 * are the posts that were given: to copy one takes as long as to read it, and three kilobytes.
 */
export type Hydrate = <Posts extends readonly FoundPost[] | []>(posts: Posts) => Hydrated<Posts>;

type Hydrated<Posts extends readonly FoundPost[]> = { -readonly [Place in keyof Posts]: Memory };

/** Completes posts, many at a time in less time than one by one. A thread is read once, however many of its parts are completed. */
export function hydrator(library: Library, choice: Choice): Hydrate {
  const threads = new ThreadReader(library.db, choice);
  const fileOf = mediaFinder(library.mediaFolder);
  return <Posts extends readonly FoundPost[]>(posts: Posts) => {
    const threadsOf = threads.of(posts.filter(({ kind }) => kind !== 'retweet').map(({ id }) => id));
    const quoted = quotedBy(library.db, posts, choice, fileOf);
    const replied = networkIdsOf(library.db, idsIn(posts, 'replyToId').filter(isMadeId));
    const whole = posts.map((post): Memory => {
      const replyToNetworkId = replied.get(post.replyToId ?? '');
      return Object.assign(post, {
        media: withFiles(post, fileOf),
        thread: threadsOf.get(post.id) ?? null,
        quotedPost: quoted.get(post.quotedId ?? '') ?? null,
        ...(replyToNetworkId !== undefined && { replyToNetworkId }),
      });
    });
    return whole as Hydrated<Posts>;
  };
}

function idsIn(posts: readonly FoundPost[], key: 'replyToId' | 'quotedId'): string[] {
  return posts.flatMap(({ [key]: id }) => id ?? []);
}

/** The posts that others quote, as far as they may be shown, by their ids. */
function quotedBy(db: Db, posts: readonly FoundPost[], choice: Choice, fileOf: FindMedia): ReadonlyMap<string, Memory> {
  const found = findPosts(db, idsIn(posts, 'quotedId')).filter(
    (post) => isVisibleTo(post, choice) && !isHidden(post, choice.hidden, choice.timeZone),
  );
  return new Map(
    found.map((post) => [post.id, { ...post, media: withFiles(post, fileOf), thread: null, quotedPost: null }]),
  );
}

function withFiles({ id, media }: FoundPost, fileOf: FindMedia): MemoryMedia[] {
  return media.map((one) => ({ ...one, file: fileOf(id, one) }));
}

/** How many parts of threads are kept for later: of those that a search finds, most of the others never come. */
const MOST_PARTS = 200_000;

class ThreadReader {
  readonly #db: Db;
  readonly #choice: Choice;
  /** Asked once, when there is a thread. */
  #seen: string | undefined;
  /** By the ids of the parts that may still come. Each comes once, or is read again: a million must not fill the memory. */
  readonly #known = new Map<string, Thread | null>();

  constructor(db: Db, choice: Choice) {
    this.#db = db;
    this.#choice = choice;
  }

  /** The threads that posts are shown as part of, by the posts' ids. */
  of(ids: readonly string[]): ReadonlyMap<string, Thread> {
    const threads = new Map<string, Thread>();
    for (const id of partsAmong(this.#db, ids)) {
      const thread = this.#threadOf(id);
      if (thread !== null) threads.set(id, thread);
    }
    return threads;
  }

  #threadOf(postId: string): Thread | null {
    const known = this.#known.get(postId);
    this.#known.delete(postId);
    if (known !== undefined) return known;
    const all = threadIds(this.#db, postId);
    if (all.length === 1) return null;
    const thread = this.#read(all);
    if (this.#known.size >= MOST_PARTS) this.#known.clear();
    for (const part of all) if (part !== postId) this.#known.set(part, thread);
    return thread;
  }

  /** What may be seen of a thread; null if that is a single part. */
  #read(all: readonly string[]): Thread | null {
    const parts = visibleAmong(this.#db, all, (this.#seen ??= seenSql(this.#db, this.#choice)));
    const [id] = parts;
    if (id === undefined || parts.length === 1) return null;
    const hidden = this.#choice.hidden.length === 0 ? 0 : parts.filter((part) => this.#isHidden(part)).length;
    const networkId = isMadeId(id) ? networkIdsOf(this.#db, [id]).get(id) : undefined;
    return { id, size: parts.length, ...(hidden > 0 && { hidden }), ...(networkId !== undefined && { networkId }) };
  }

  #isHidden(id: string): boolean {
    const found = findPost(this.#db, id);
    return found !== undefined && isHidden(found, this.#choice.hidden, this.#choice.timeZone);
  }
}

/** Those of the ids whose posts may be seen, in their order. */
function visibleAmong(db: Db, ids: readonly string[], isSeen: string): readonly string[] {
  if (isSeen === 'true') return ids;
  const find = statement<[string], { id: string }>(
    db,
    `SELECT CAST(t.id AS TEXT) AS id FROM tweets t
     WHERE t.id IN (SELECT value FROM json_each(?)) AND ${isSeen}`,
  );
  const visible = new Set(find.all(idList(ids)).map(({ id }) => id));
  return ids.filter((id) => visible.has(id));
}
