// A mail as a file, for mail programs to open: whole or not at all, and for nobody else to read.

import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { messageOf, UserError } from '../errors.ts';
import type { Message } from './channel.ts';
import { mimeOf } from './mime.ts';

/** Writes an `.eml` file, over one that is there. Throws a UserError that names the file. */
export async function writeEml(path: string, message: Message): Promise<void> {
  const bytes = await mimeOf(message);
  try {
    await writeWhole(path, bytes);
  } catch (error) {
    throw new UserError(`the mail can't be written to ${path}: ${messageOf(error)}`, {
      hint: 'name another file',
      cause: error,
    });
  }
}

async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path).slice(0, 100)}.${randomUUID()}`);
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
