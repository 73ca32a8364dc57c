// Where a user's files belong on each platform.

import { mkdir } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';

export interface User {
  /** Such as `linux`. */
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/** What files are for. Those in a cache may be deleted at any time. */
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

/** The program's folder for this purpose, which may not exist yet. Relative only if `home` is. */
export function userFolder(purpose: Purpose, user: User): string {
  const { platform, home } = user;
  if (platform === 'darwin') return join(home, ON_MACOS[purpose]);
  const [variable, usual, folder] = (platform === 'win32' ? ON_WINDOWS : ELSEWHERE)[purpose];
  return join(namedFolder(variable, user) ?? join(home, usual), folder);
}

/** Where systemd and other programs look for a user's configuration. */
export function xdgConfigFolder(user: User): string {
  const [variable, usual] = ELSEWHERE.config;
  return namedFolder(variable, user) ?? join(user.home, usual);
}

/** The XDG specification says to ignore relative paths. */
function namedFolder(variable: string, { env }: Pick<User, 'env'>): string | null {
  const named = env[variable] ?? '';
  return isAbsolute(named) ? named : null;
}

/** The folder for what may be deleted, such as pages made only to be opened. Created (0700) if necessary. */
export async function cacheFolder(user: User): Promise<string> {
  const folder = userFolder('cache', user);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/**
 * The home folder by HOME or, if that is empty or relative, by the system's list of users. Empty if neither has one, as for a
 * container's user that is only a number.
 */
export function homeFolder(): string {
  try {
    const named = homedir();
    return isAbsolute(named) ? named : userInfo().homedir;
  } catch {
    return '';
  }
}
