// A mail as a file, for mail programs to open: whole or not at all, and for nobody else to read.

import type { Message } from './channel.ts';
import { buildMime } from './mime.ts';
import { messageOf, UserError } from '../platform/errors.ts';
import { writeFileAtomic } from '../platform/atomic-write.ts';

/** Writes an `.eml` file, over one that is there. Throws a UserError that names the file. */
export async function writeEmlFile(path: string, message: Message): Promise<void> {
  const bytes = await buildMime(message);
  try {
    await writeFileAtomic(path, bytes, 0o600);
  } catch (error) {
    throw new UserError(`the mail can't be written to ${path}: ${messageOf(error)}`, {
      hint: 'name another file',
      cause: error,
    });
  }
}
