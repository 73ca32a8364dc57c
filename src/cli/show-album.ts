// Shows an album: in the terminal, or as a page.

import { type ChalkInstance, Chalk } from 'chalk';
import type { Config } from '../config/config.ts';
import type { UsualFor } from '../memories/choose.ts';
import type { Memory } from '../library/memory.ts';
import type { Context } from '../platform/context.ts';
import { type Album, postsIn } from '../views/album.ts';
import { areMediaCovered } from '../views/covered.ts';
import { columnsOf } from '../text/wrap.ts';
import { terminalView } from '../views/terminal/album.ts';
import { detectCapabilities } from '../views/terminal/capabilities.ts';
import type { Terminal } from '../views/terminal/post-text.ts';
import { commandNaming, type ShowFlags } from './flags.ts';
import type { OpenSession } from './session.ts';
import { printText } from './print-text.ts';

/** As a page if one is asked for, of which `usualFor` chooses what is open at once; else in the terminal. */
export async function showAlbum(
  context: Context,
  session: OpenSession,
  flags: ShowFlags,
  album: Album,
  usualFor?: UsualFor,
): Promise<void> {
  const { config } = session;
  if (flags.html === undefined && flags.open !== true) {
    const text = terminalView(album, await terminalFor(context, config, flags, album));
    await printText(context, config, flags, text);
    return;
  }
  const { writePage } = await import('./page-output.ts');
  await writePage(context, session, flags, album, usualFor);
}

/** Colours as the settings have them. */
export function chalkFor(config: Config): ChalkInstance {
  return new Chalk({ level: config.colorLevel() });
}

/** In cells; 80 when piped. */
export function outputWidth({ stdout }: Context): number {
  return stdout.isTTY ? columnsOf(stdout) : 80;
}

/** Lines longer than 100 are hard to read. */
export async function terminalFor(
  context: Context,
  config: Config,
  flags: ShowFlags,
  album: Pick<Album, 'sections'>,
): Promise<Terminal> {
  const level = config.colorLevel();
  const abilities = detectCapabilities(context.env, context.stdout, level);
  const width = Math.min(100, outputWidth(context));
  const showSensitive = config.get('sensitive', flags.sensitive);
  const { withoutFiles = false } = flags;
  const mode = config.get('images', flags.images);
  const how = mode === 'never' ? null : (abilities.images ?? (mode === 'always' && level === 3 ? 'blocks' : null));
  if (mode === 'always' && how === null && (flags.images === 'always' || context.stdout.isTTY === true)) {
    context.stderr.write(`note: photos can't be shown here: ${whyNoPhotos(context)}\n`);
  }
  const isUncovered = (post: Memory): boolean => !areMediaCovered(post, showSensitive);
  const terminal = {
    width,
    chalk: new Chalk({ level }),
    hyperlinks: abilities.hyperlinks,
    showSensitive,
    withoutFiles,
    nameCommand: commandNaming(context, flags),
  };
  if (how === null) return { ...terminal, images: new Map<string, readonly string[]>() };
  const { imagesFor } = await import('../views/terminal/images.ts');
  // A quoted photo stands nine cells in; a picture higher than the screen can't be drawn from below.
  const room = { columns: Math.min(60, width - 9), rows: Math.min(20, (context.stdout.rows || 24) - 2) };
  return { ...terminal, images: await imagesFor(postsIn(album), how, room, isUncovered) };
}

function whyNoPhotos({ stdout, env }: Context): string {
  if (stdout.isTTY !== true) return 'the output is no terminal';
  if (env['NO_COLOR'] || env['TERM'] === 'dumb') return 'colours are off';
  return 'the terminal does not say that it has all colours (if it has: COLORTERM=truecolor)';
}
