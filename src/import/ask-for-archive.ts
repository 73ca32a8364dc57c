// Which archives, when the command line names none.

import { basename, dirname } from 'node:path';
import type { Context } from '../platform/context.ts';
import { UserError } from '../platform/errors.ts';
import { withoutPartNumber } from '../archive/parts.ts';
import { downloadFolders } from './downloads.ts';
import { findArchives, findUnfinished, type FoundArchive } from './find-archives.ts';
import { formatBytes } from '../text/numbers-and-dates.ts';
import { sanitizeLine } from '../text/sanitize.ts';

/**
 * Asks on the terminal; gives the paths of each archive that is chosen. Throws a UserError if there is no terminal, or nothing
 * to choose from.
 */
export async function askForArchives(context: Context, mayAsk: boolean): Promise<readonly (readonly string[])[]> {
  if (!mayAsk || !context.stdin.isTTY || !context.stderr.isTTY) {
    throw new UserError('no archive was named', { hint: 'memories import <the zip that Twitter or X sent you>' });
  }
  const folders = [...(await downloadFolders(context)), context.cwd];
  const found = await findArchives(folders);
  const unfinished = (await findUnfinished(folders)).map((path) => sanitizeLine(path));
  if (found.length === 0) throw nothingFoundError(unfinished);
  for (const path of unfinished) {
    context.stderr.write(`note: ${path} is half a download: wait for its end, or download it again\n`);
  }
  const { checkbox } = await import('@inquirer/prompts');
  return checkbox(
    {
      message: 'Which archives?',
      // The newest has all that older ones of the same account have.
      choices: found.map((archive, index) => ({ value: archive.paths, checked: index === 0, ...wordsFor(archive) })),
      required: true,
    },
    { signal: context.signal, output: context.stderr as unknown as NodeJS.WritableStream },
  );
}

function nothingFoundError([unfinished]: readonly string[]): UserError {
  if (unfinished !== undefined) {
    return new UserError(`there is only half a download of an archive: ${unfinished}`, {
      hint: 'wait for its end, or download it again; then memories import',
    });
  }
  return new UserError('there is no Twitter archive in Downloads or in this folder', {
    hint: 'memories import <path>; to get one: x.com, Settings, Your account, Download an archive of your data',
  });
}

/** `twitter-2024-11-16.zip  38.2 MB, 2 parts, 2024-11-16, /home/wren/Downloads`. */
function wordsFor({ paths, size, modifiedAt }: FoundArchive): { name: string; short: string } {
  const [path = ''] = paths;
  const short = sanitizeLine(basename(paths.length > 1 ? withoutPartNumber(path) : path));
  const facts = [
    size === null ? 'folder' : formatBytes(size),
    paths.length > 1 ? `${paths.length} parts` : '',
    new Date(modifiedAt).toISOString().slice(0, 10),
    sanitizeLine(dirname(path)),
  ];
  return { name: `${short}  ${facts.filter(Boolean).join(', ')}`, short };
}
