// Which archive, when the command line names none.

import { basename, dirname, join } from 'node:path';
import { byArchive } from '../archive/archive.ts';
import type { Context } from '../context.ts';
import { UserError } from '../errors.ts';
import { findArchives } from '../find-archives.ts';

/** Asks on a terminal. Throws a UserError without one, or when there is nothing to choose from. */
export async function askForArchive(context: Context, mayAsk: boolean): Promise<readonly string[]> {
  if (!mayAsk || !context.stdin.isTTY || !context.stderr.isTTY) {
    throw new UserError('no archive was named', { hint: 'memories import <the zip that Twitter or X sent you>' });
  }
  const found = await findArchives([join(context.home, 'Downloads'), context.cwd]);
  if (found.length === 0) {
    throw new UserError('there is no Twitter archive in Downloads or in this folder', {
      hint: 'memories import <path>; to get one: x.com, Settings, Your account, Download an archive of your data',
    });
  }
  const { select } = await import('@inquirer/prompts');
  const parts = byArchive(found.map(({ path }) => path));
  const chosen = await select(
    {
      message: 'Which archive?',
      choices: found
        .filter(({ path }) => parts.some(([first]) => first === path))
        .map(({ path, size, modifiedAt }) => ({
          value: path,
          name: `${basename(path)}  ${size === null ? 'folder' : `${(size / 1e6).toFixed(1)} MB`}, ${new Date(modifiedAt).toISOString().slice(0, 10)}, ${dirname(path)}`,
          short: basename(path),
        })),
    },
    { signal: context.signal, output: context.stderr as unknown as NodeJS.WritableStream },
  );
  return parts.find(([first]) => first === chosen) ?? [chosen];
}
