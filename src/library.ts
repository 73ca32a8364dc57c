// What there is to look at: the database and the media beside it, and tweets with all that belongs to them.

import { isHidden } from './hiding.ts';
import { mediaFile } from './media-folder.ts';
import { isFor, type Choice, type Memory } from './memories.ts';
import type { Db } from './store/database.ts';
import { threadIds } from './store/threads.ts';
import { findTweet } from './store/tweets.ts';

export interface Library {
  readonly db: Db;
  readonly mediaFolder: string;
}

/** The tweet with its files, its thread and the tweet it quotes, unless that one is hidden. */
export function complete(library: Library, tweet: Memory, choice: Choice): Memory {
  const found = tweet.quotedId === null ? undefined : findTweet(library.db, tweet.quotedId);
  const quoted = found && isFor(found, choice) && !isHidden(found, choice.hidden, choice.timeZone) ? found : undefined;
  const thread = tweet.kind === 'retweet' ? [] : threadIds(library.db, tweet.id);
  return {
    ...withFiles(library, tweet),
    thread: thread.length > 1 ? { id: thread[0] ?? tweet.id, size: thread.length } : null,
    quotedTweet: quoted ? withFiles(library, quoted) : null,
  };
}

function withFiles({ mediaFolder }: Library, tweet: Memory): Memory {
  return {
    ...tweet,
    media: tweet.media.map((media) => ({ ...media, file: mediaFile(mediaFolder, tweet.id, media) })),
  };
}
