// What there is to look at: the database and the media beside it, and posts with all that belongs to them.

import { isHidden } from './hide-rules.ts';
import { mediaFile } from '../library/media-folder.ts';
import { isVisibleTo, type Choice } from './selection.ts';
import { type Memory, type Thread } from '../library/memory.ts';
import type { Db, Library } from '../library/database.ts';
import { threadIds } from '../library/threads.ts';
import { findPost } from '../library/posts.ts';

/** The post with its files, its thread and the post it quotes, unless that one is hidden. */
export function hydrate(library: Library, post: Memory, choice: Choice): Memory {
  const { hidden, timeZone } = choice;
  const found = post.quotedId === null ? undefined : findPost(library.db, post.quotedId);
  const quoted = found && isVisibleTo(found, choice) && !isHidden(found, hidden, timeZone) ? found : undefined;
  return {
    ...withFiles(library, post),
    thread: post.kind === 'retweet' ? null : threadOf(library.db, post.id, choice),
    quotedPost: quoted ? withFiles(library, quoted) : null,
  };
}

/** Parts that whoever looks may not know of are not counted; with only one left there is no thread. */
function threadOf(db: Db, postId: string, choice: Choice): Thread | null {
  const { hidden, timeZone, circle = true } = choice;
  const all = threadIds(db, postId);
  if (all.length <= 1) return null;
  const parts = circle ? all : all.filter((part) => isPartVisible(db, part, choice));
  const [id] = parts;
  if (id === undefined || parts.length === 1) return null;
  const thread = { id, size: parts.length };
  if (hidden.length === 0) return thread;
  const isPartHidden = (part: string): boolean => {
    const found = findPost(db, part);
    return found !== undefined && isHidden(found, hidden, timeZone);
  };
  return { ...thread, hidden: parts.filter(isPartHidden).length };
}

function isPartVisible(db: Db, part: string, choice: Choice): boolean {
  const found = findPost(db, part);
  return found !== undefined && isVisibleTo(found, choice);
}

function withFiles({ mediaFolder }: Library, post: Memory): Memory {
  return {
    ...post,
    media: post.media.map((media) => ({ ...media, file: mediaFile(mediaFolder, post.id, media) })),
  };
}
