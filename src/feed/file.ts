// The feed's file: replaced as a whole, and only if what is there is such a feed.

import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { targetOf } from '../platform/atomic-write.ts';
import { codeOf, reasonOf, UserError } from '../platform/errors.ts';
import { assertReplaceable, writeOwnFile, type OwnKind } from '../platform/overwrite.ts';

/** What to do about a feed that can't be written. */
export const FEED_HINT = 'fix that, or name another file as digest.feed';

/** Known by what atom-xml.ts writes early in it. */
const FEED: OwnKind = { isOurs: (start) => start.includes('<generator>memories</generator>') };

/**
 * Writes a feed over the one before, whose owner, group and permissions it keeps, so that a web server can still read it; a
 * new one is for its owner alone. A link stays one. Throws a UserError when something else is there, or it can't be written.
 */
export async function writeFeedFile(path: string, text: string): Promise<void> {
  try {
    await writeOwnFile(path, text, FEED, (before) => before);
  } catch (error) {
    throw new UserError(`the feed ${path} can't be written: ${whyNotWritable(path, error)}`, {
      hint: FEED_HINT,
      cause: error,
    });
  }
}

/** Why a feed can't be written just now, in words; null when nothing is known against it. */
export async function feedProblem(path: string): Promise<string | null> {
  try {
    const target = await targetOf(path);
    await assertReplaceable(target, FEED);
    await access(dirname(target), constants.W_OK);
    return null;
  } catch (error) {
    return whyNotWritable(path, error);
  }
}

/** When it was written last, in milliseconds since 1970 UTC; null when there is none. */
export async function feedWrittenAt(path: string): Promise<number | null> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() ? Math.floor(found.mtimeMs) : null;
}

function whyNotWritable(path: string, error: unknown): string {
  return codeOf(error) === 'ENOENT' ? `there is no folder ${dirname(path)}` : reasonOf(error);
}
