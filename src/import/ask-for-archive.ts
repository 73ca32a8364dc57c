// Which archive, when the command line names none.

import { basename, dirname } from 'node:path';
import type { Context } from '../platform/context.ts';
import { UserError } from '../platform/errors.ts';
import { withoutPartNumber } from '../archive/parts.ts';
import { downloadFolders } from './downloads.ts';
import { findArchives, type FoundArchive } from './find-archives.ts';
import { formatBytes } from '../text/numbers-and-dates.ts';
import { sanitizeLine } from '../text/sanitize.ts';

/** Asks on the terminal. Throws a UserError if there is none, or nothing to choose from. */
export async function askForArchive(context: Context, mayAsk: boolean): Promise<readonly string[]> {
  if (!mayAsk || !context.stdin.isTTY || !context.stderr.isTTY) {
    throw new UserError('no archive was named', { hint: 'memories import <the zip that Twitter or X sent you>' });
  }
  const found = await findArchives([...(await downloadFolders(context)), context.cwd]);
  if (found.length === 0) {
    throw new UserError('there is no Twitter archive in Downloads or in this folder', {
      hint: 'memories import <path>; to get one: x.com, Settings, Your account, Download an archive of your data',
    });
  }
  const { select } = await import('@inquirer/prompts');
  return select(
    {
      message: 'Which archive?',
      choices: found.map((archive) => ({ value: archive.paths, ...wordsFor(archive) })),
    },
    { signal: context.signal, output: context.stderr as unknown as NodeJS.WritableStream },
  );
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
