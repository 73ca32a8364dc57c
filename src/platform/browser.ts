// Hands a file to whatever the system opens pages with.

import { codeOf, reasonOf, UserError } from './errors.ts';

/** Throws a UserError that names the file when the system has nothing to open it with. */
export async function openInBrowser(path: string): Promise<void> {
  try {
    const { default: open } = await import('open');
    await open(path);
  } catch (error) {
    const why = codeOf(error) === 'ENOENT' ? 'the system has no program that opens pages' : reasonOf(error);
    throw new UserError(`no browser could be started: ${why}`, {
      hint: `open it yourself: ${path}`,
      cause: error,
    });
  }
}
