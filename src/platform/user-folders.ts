// Where each platform keeps a user's files.

import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

export interface User {
  /** Such as `linux`. */
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where they are at home; empty when that is not known. */
  readonly home: string;
}

/** Empty where there is none: a container's user may be known by a number alone. */
export function homeFolder(): string {
  try {
    return homedir();
  } catch {
    return '';
  }
}

/** The folder of files that may be lost; null when it is not known where that is. It may not be there yet. */
export function userCacheFolder(user: User): string | null {
  const folder = cacheFolderOf(user);
  return isAbsolute(folder) ? folder : null;
}

function cacheFolderOf({ platform, env, home }: User): string {
  if (platform === 'darwin') return join(home, 'Library/Caches/memories');
  if (platform === 'win32') return join(env['LOCALAPPDATA'] || join(home, 'AppData/Local'), 'memories/Cache');
  const xdg = env['XDG_CACHE_HOME'] ?? '';
  // The XDG specification has paths that are not absolute ignored.
  return join(isAbsolute(xdg) ? xdg : join(home, '.cache'), 'memories');
}
