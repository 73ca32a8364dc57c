// Where browsers put what they download: `Downloads` at home, or the folder that the desktop has for it, by whatever name.

import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { Context } from '../platform/context.ts';

/** Full paths; they need not exist. */
export async function downloadFolders({ env, home }: Pick<Context, 'env' | 'home'>): Promise<string[]> {
  const named = env['XDG_CONFIG_HOME'] ?? '';
  const config = isAbsolute(named) ? named : join(home, '.config');
  const dirs = await readFile(join(config, 'user-dirs.dirs'), 'utf8').catch(() => '');
  const chosen = downloadDir(dirs, home);
  return [...(chosen === null ? [] : [chosen]), join(home, 'Downloads')];
}

/** It is a shell's assignment: `XDG_DOWNLOAD_DIR="$HOME/Téléchargements"`, and nothing else than home or a full path. */
function downloadDir(dirs: string, home: string): string | null {
  const [, written] = /^[ \t]*XDG_DOWNLOAD_DIR="((?:[^"\\\n]|\\.)*)"/m.exec(dirs) ?? [];
  const path = written?.replace(/^\$HOME(?=\/|$)/, () => home).replace(/\\(.)/g, '$1');
  return path !== undefined && isAbsolute(path) ? path : null;
}
