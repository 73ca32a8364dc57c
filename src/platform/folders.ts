// Where the platform has a user's files that may be lost: a page that was made only to be looked at.

import envPaths from 'env-paths';
import { mkdir } from 'node:fs/promises';

/** The folder, which is created (0700) if there is none. */
export async function cacheFolder(): Promise<string> {
  const folder = envPaths('memories', { suffix: '' }).cache;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}
