// Opens a file in the system's browser.

import { codeOf, reasonOf, UserError } from './errors.ts';

/** Throws a UserError that names the file if no browser can be started. */
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
