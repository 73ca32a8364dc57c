// Prints what a command shows of the archive: in a pager, as git does, where it is longer than the terminal's screen. Otherwise
// only the end of a long day would be seen, and its oldest year in place of the date.

import { stripVTControlCharacters } from 'node:util';
import type { Config } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { displayWidth } from '../text/display-width.ts';
import { columnsOf } from '../text/wrap.ts';
import type { ShowFlags } from './flags.ts';

export async function printText(context: Context, config: Config, flags: ShowFlags, text: string): Promise<void> {
  const pager = pagerFor(context, config, flags);
  if (pager !== null && isLongerThanScreen(text, context) && !hasPictures(text)) {
    const { showInPager } = await import('../platform/pager.ts');
    if (await showInPager(context, pager, text)) return;
  }
  context.stdout.write(text);
}

/** The pager's command; null for none. */
function pagerFor({ env, stdout }: Context, config: Config, { pager, withoutFiles }: ShowFlags): string | null {
  if (stdout.isTTY !== true || !pager || withoutFiles === true) return null;
  // Without knowing the terminal, a pager warns of that and waits for a key.
  if (!env['TERM'] || env['TERM'] === 'dumb' || !config.get('pager')) return null;
  const command = (env['PAGER'] ?? 'less').trim();
  return command === '' || command === 'cat' ? null : command;
}

/** The last row is for the shell's prompt. A terminal that doesn't know its height has 0 rows. */
function isLongerThanScreen(text: string, { stdout }: Context): boolean {
  let left = (stdout.rows || Infinity) - 1;
  const columns = columnsOf(stdout);
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end < 0 ? undefined : end);
    left -= rowsOf(line, columns);
    if (left < 0) return true;
    start += line.length + 1;
  }
  return false;
}

function rowsOf(line: string, columns: number): number {
  if (line.length <= columns / 2) return 1;
  return Math.max(1, Math.ceil(displayWidth(stripVTControlCharacters(line)) / columns));
}

/** Of terminals' own protocols, which a pager would show as letters. */
function hasPictures(text: string): boolean {
  return text.includes('\u001B_G') || text.includes('\u001B]1337;');
}
