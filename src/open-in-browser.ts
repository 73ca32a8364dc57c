// Hands a file to whatever the system opens pages with.

import open from 'open';
import { messageOf, UserError } from './errors.ts';

/** Throws a UserError that names the file when the system has nothing to open it with. */
export async function openInBrowser(path: string): Promise<void> {
  try {
    const opener = await open(path);
    await new Promise<void>((resolve, reject) => {
      opener.once('error', reject);
      opener.once('spawn', resolve);
    });
  } catch (error) {
    throw new UserError(`no browser could be started: ${messageOf(error)}`, {
      hint: `open it yourself: ${path}`,
      cause: error,
    });
  }
}
