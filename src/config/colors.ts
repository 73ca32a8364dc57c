// How many colours there are. Programs share the variables that say so: https://no-color.org, https://bixense.com/clicolors,
// https://force-color.org.

import type { Context } from '../platform/context.ts';
import type { ColorMode } from './settings.ts';

/** What chalk calls the level: 0 none, 1 basic, 2 256 colours, 3 all. */
export type ColorLevel = 0 | 1 | 2 | 3;

type Env = Context['env'];

/** A mode other than `auto` is what the user asked for, whatever the environment says. */
export function colorLevel(mode: ColorMode, { env, stdout }: Pick<Context, 'env' | 'stdout'>): ColorLevel {
  if (mode === 'never') return 0;
  const level = levelOf(env, stdout);
  const atLeastBasic = level === 0 ? 1 : level;
  if (mode === 'always') return atLeastBasic;
  if (env['NO_COLOR']) return 0;
  const forced = forcedLevel(env, atLeastBasic);
  if (forced !== null) return forced;
  return stdout.isTTY !== true || env['TERM'] === 'dumb' || env['CLICOLOR'] === '0' ? 0 : level;
}

function levelOf(env: Env, stdout: Context['stdout']): ColorLevel {
  // Node takes every tmux for one of 256 colours, whatever the terminal around it says.
  const hasAll = /^(?:truecolor|24bit)$/i.test(env['COLORTERM'] ?? '') && env['TERM'] !== 'dumb';
  const depth = hasAll ? 24 : (stdout.getColorDepth?.(withoutWishes(env)) ?? 1);
  return depth >= 24 ? 3 : depth >= 8 ? 2 : depth >= 4 ? 1 : 0;
}

/** Node obeys these too, but also where they are empty. */
function withoutWishes(env: Env): Env {
  return Object.fromEntries(Object.entries(env).filter(([name]) => name !== 'NO_COLOR' && name !== 'FORCE_COLOR'));
}

/** FORCE_COLOR can be a level, as Node and chalk have it. Null where nothing is forced. */
function forcedLevel({ FORCE_COLOR: force, CLICOLOR_FORCE: clicolor }: Env, usual: ColorLevel): ColorLevel | null {
  if (force)
    return /^(?:0|false)$/i.test(force) ? 0 : force === '1' ? 1 : force === '2' ? 2 : force === '3' ? 3 : usual;
  return clicolor && clicolor !== '0' ? usual : null;
}
