// The feed's file: replaced as a whole, and only if what is there is such a feed.

import { access, constants, open, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf, reasonOf, UserError } from '../platform/errors.ts';
import { writeFileAtomic } from '../platform/atomic-write.ts';

/** What to do about a feed that can't be written. */
export const FEED_HINT = 'mend that, or name another file as digest.feed';

/**
 * Writes a feed over the one before, whose permissions it keeps; a new one is for its owner alone. A link stays one.
 * Throws a UserError when something else is there, or it can't be written.
 */
export async function writeFeedFile(path: string, text: string): Promise<void> {
  try {
    const target = await targetOf(path);
    await writeFileAtomic(target, text, await modeOf(target));
  } catch (error) {
    throw new UserError(`the feed ${path} can't be written: ${whyNotReplaceable(path, error)}`, {
      hint: FEED_HINT,
      cause: error,
    });
  }
}

/** Why a feed can't be written just now, in words; null when nothing is known against it. */
export async function feedProblem(path: string): Promise<string | null> {
  try {
    const target = await targetOf(path);
    await modeOf(target);
    await access(dirname(target), constants.W_OK);
    return null;
  } catch (error) {
    return whyNotReplaceable(path, error);
  }
}

/** When it was written last, in milliseconds since 1970 UTC; null when there is none. */
export async function feedWrittenAt(path: string): Promise<number | null> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() ? Math.floor(found.mtimeMs) : null;
}

async function targetOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return path;
    throw error;
  }
}

/** Found in every feed that atom-xml.ts writes. */
const MARK = '<generator>memories</generator>';
/** How much of a file is looked into, in bytes: a feed says early what made it. */
const BEGINNING = 1 << 16;

/** The permissions for the new feed. Throws when the file is neither empty nor a feed of this program. */
async function modeOf(path: string): Promise<number> {
  const found = await stat(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  });
  if (found === null) return 0o600;
  if (!found.isFile()) throw new Error('what is there is no file');
  if (found.size > 0 && !(await beginningOf(path)).includes(MARK)) throw new Error('what is there is another file');
  return found.mode & 0o777;
}

async function beginningOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(BEGINNING), 0, BEGINNING, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

function whyNotReplaceable(path: string, error: unknown): string {
  return codeOf(error) === 'ENOENT' ? `there is no folder ${dirname(path)}` : reasonOf(error);
}
