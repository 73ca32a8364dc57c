// Where each platform keeps a user's files.

import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

export interface User {
  /** Such as `linux`. */
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/** What files are for; those of a cache may be lost. */
export type Purpose = 'cache' | 'config' | 'data';

const ON_MACOS = {
  cache: 'Library/Caches/memories',
  config: 'Library/Preferences/memories',
  data: 'Library/Application Support/memories',
} as const;

const ON_WINDOWS = {
  cache: ['LOCALAPPDATA', 'AppData/Local', 'memories/Cache'],
  config: ['APPDATA', 'AppData/Roaming', 'memories/Config'],
  data: ['LOCALAPPDATA', 'AppData/Local', 'memories/Data'],
} as const;

/** The XDG Base Directory Specification. */
const ELSEWHERE = {
  cache: ['XDG_CACHE_HOME', '.cache', 'memories'],
  config: ['XDG_CONFIG_HOME', '.config', 'memories'],
  data: ['XDG_DATA_HOME', '.local/share', 'memories'],
} as const;

/** The program's folder, which may not be there yet. Relative only where the home is. */
export function userFolder(purpose: Purpose, { platform, env, home }: User): string {
  if (platform === 'darwin') return join(home, ON_MACOS[purpose]);
  const [variable, usual, folder] = (platform === 'win32' ? ON_WINDOWS : ELSEWHERE)[purpose];
  const named = env[variable] ?? '';
  // The specification has paths ignored that are not absolute.
  return join(isAbsolute(named) ? named : join(home, usual), folder);
}

/** For what may be lost, such as a page that was made only to be looked at. Created (0700) if there is none. */
export async function cacheFolder(user: User): Promise<string> {
  const folder = userFolder('cache', user);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** Empty where there is none: a container's user may be known by a number alone. */
export function homeFolder(): string {
  try {
    return homedir();
  } catch {
    return '';
  }
}
