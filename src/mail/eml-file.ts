// A mail as a file that mail programs open: written whole or not at all, and readable by its owner only.

import type { Message } from './channel.ts';
import { buildMime } from './mime.ts';
import { reasonOf, UserError } from '../platform/errors.ts';
import { writeOwnFile, type OwnKind } from '../platform/overwrite.ts';

/** Known by headers that mime.ts gives every mail, and few other programs give theirs. */
const MAIL: OwnKind = {
  isOurs: (start) => /^(?:[^\r\n]+\r?\n)*?X-Auto-Response-Suppress: All\r?\n/i.test(start),
  mayBeStream: true,
};

/** Writes an `.eml` file, over a mail that is there. Throws a UserError that names the file. */
export async function writeEmlFile(path: string, message: Message): Promise<void> {
  const bytes = await buildMime(message);
  try {
    await writeOwnFile(path, bytes, MAIL);
  } catch (error) {
    throw new UserError(`the mail can't be written to ${path}: ${reasonOf(error)}`, {
      hint: 'name another file',
      cause: error,
    });
  }
}
