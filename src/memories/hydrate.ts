// Completes a post with what belongs to it: its files, its thread and the post that it quotes.

import type { Db, Library } from '../library/database.ts';
import { mediaFile } from '../library/media-folder.ts';
import type { FoundPost, Memory, MemoryMedia, Thread } from '../library/memory.ts';
import { findPost } from '../library/posts.ts';
import { statement } from '../library/sqlite.ts';
import { threadIds } from '../library/threads.ts';
import { isMadeId } from '../post/id.ts';
import { isHidden } from './hide-rules.ts';
import { idList, seenSql } from './post-selection.ts';
import { isVisibleTo, type Choice } from './selection.ts';

/** Adds what belongs to a post, except what the audience may not see or a rule hides. The post itself may be hidden. */
export type Hydrate = (post: FoundPost) => Memory;

/** Completes posts one by one. A thread is read once, however many of its parts are completed. */
export function hydrator(library: Library, choice: Choice): Hydrate {
  const threads = new ThreadReader(library.db, choice);
  return (post) => ({
    ...post,
    media: withFiles(library, post),
    thread: post.kind === 'retweet' ? null : threads.threadOf(post.id),
    quotedPost: quotedBy(library, post, choice),
    ...replyToNetworkIdOf(library.db, post),
  });
}

function replyToNetworkIdOf(db: Db, { replyToId }: FoundPost): Pick<Memory, 'replyToNetworkId'> {
  const replyToNetworkId = networkIdOf(db, replyToId);
  return replyToNetworkId === null ? {} : { replyToNetworkId };
}

/** The network's own id of a post by its made one; null if it has none. */
function networkIdOf(db: Db, id: string | null): string | null {
  return id === null || !isMadeId(id) ? null : (findPost(db, id)?.networkId ?? null);
}

function quotedBy(library: Library, { quotedId }: FoundPost, choice: Choice): Memory | null {
  const found = quotedId === null ? undefined : findPost(library.db, quotedId);
  if (!found || !isVisibleTo(found, choice) || isHidden(found, choice.hidden, choice.timeZone)) return null;
  return { ...found, media: withFiles(library, found), thread: null, quotedPost: null };
}

function withFiles({ mediaFolder }: Library, { id, media }: FoundPost): MemoryMedia[] {
  return media.map((one) => ({ ...one, file: mediaFile(mediaFolder, id, one) }));
}

/** How many parts of threads are cached: exporting a million posts must not fill the memory. */
const MOST_PARTS = 200_000;

class ThreadReader {
  readonly #db: Db;
  readonly #choice: Choice;
  /** By the id of each part that was read. */
  readonly #known = new Map<string, Thread | null>();

  constructor(db: Db, choice: Choice) {
    this.#db = db;
    this.#choice = choice;
  }

  threadOf(postId: string): Thread | null {
    const known = this.#known.get(postId);
    if (known !== undefined) return known;
    const all = threadIds(this.#db, postId);
    if (all.length === 1) return null;
    const thread = this.#read(all);
    if (this.#known.size >= MOST_PARTS) this.#known.clear();
    for (const part of all) this.#known.set(part, thread);
    return thread;
  }

  /** What may be seen of a thread; null if that is a single part. */
  #read(all: readonly string[]): Thread | null {
    const parts = visibleAmong(this.#db, all, this.#choice);
    const [id] = parts;
    if (id === undefined || parts.length === 1) return null;
    const hidden = this.#choice.hidden.length === 0 ? 0 : parts.filter((part) => this.#isHidden(part)).length;
    const networkId = networkIdOf(this.#db, id);
    return { id, size: parts.length, ...(hidden > 0 && { hidden }), ...(networkId !== null && { networkId }) };
  }

  #isHidden(id: string): boolean {
    const found = findPost(this.#db, id);
    return found !== undefined && isHidden(found, this.#choice.hidden, this.#choice.timeZone);
  }
}

/** Those of the ids whose posts may be seen, in their order. */
function visibleAmong(db: Db, ids: readonly string[], choice: Choice): readonly string[] {
  const isSeen = seenSql(db, choice);
  if (isSeen === 'true') return ids;
  const find = statement<[string], { id: string }>(
    db,
    `SELECT CAST(t.id AS TEXT) AS id FROM tweets t
     WHERE t.id IN (SELECT value FROM json_each(?)) AND ${isSeen}`,
  );
  const visible = new Set(find.all(idList(ids)).map(({ id }) => id));
  return ids.filter((id) => visible.has(id));
}
