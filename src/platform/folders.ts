// Where the platform keeps a user's files.

import envPaths from 'env-paths';
import { mkdir } from 'node:fs/promises';

/** The folders of the program: none of them need be there yet. */
export function programFolders(): { readonly config: string; readonly data: string; readonly cache: string } {
  return envPaths('memories', { suffix: '' });
}

/** For what may be lost, such as a page that was made only to be looked at. Created (0700) if there is none. */
export async function cacheFolder(): Promise<string> {
  const folder = programFolders().cache;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}
