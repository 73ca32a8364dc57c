// What there is to look at: the database and the media beside it, and tweets with all that belongs to them.

import { isHidden } from './hide-rules.ts';
import { mediaFile } from '../library/media-folder.ts';
import { isFor, type Choice } from './selection.ts';
import { type Memory, type Thread } from '../library/memory.ts';
import type { Db, Library } from '../library/database.ts';
import { threadIds } from '../library/threads.ts';
import { findTweet } from '../library/posts.ts';

/** The tweet with its files, its thread and the tweet it quotes, unless that one is hidden. */
export function complete(library: Library, tweet: Memory, choice: Choice): Memory {
  const { hidden, timeZone } = choice;
  const found = tweet.quotedId === null ? undefined : findTweet(library.db, tweet.quotedId);
  const quoted = found && isFor(found, choice) && !isHidden(found, hidden, timeZone) ? found : undefined;
  return {
    ...withFiles(library, tweet),
    thread: tweet.kind === 'retweet' ? null : threadOf(library.db, tweet.id, choice),
    quotedTweet: quoted ? withFiles(library, quoted) : null,
  };
}

function threadOf(db: Db, tweetId: string, { hidden, timeZone }: Choice): Thread | null {
  const parts = threadIds(db, tweetId);
  const [id] = parts;
  if (id === undefined || parts.length === 1) return null;
  const thread = { id, size: parts.length };
  if (hidden.length === 0) return thread;
  const isPartHidden = (part: string): boolean => {
    const found = findTweet(db, part);
    return found !== undefined && isHidden(found, hidden, timeZone);
  };
  return { ...thread, hidden: parts.filter(isPartHidden).length };
}

function withFiles({ mediaFolder }: Library, tweet: Memory): Memory {
  return {
    ...tweet,
    media: tweet.media.map((media) => ({ ...media, file: mediaFile(mediaFolder, tweet.id, media) })),
  };
}
