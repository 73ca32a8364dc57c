// Where the package's files are, whether this is src/ or dist/memories.cjs, into which the program is bundled.

import { readFileSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The package's folder. */
export const PACKAGE = folderWithPackage(import.meta.dirname);

function folderWithPackage(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : folderWithPackage(dirname(folder));
}

export function version(): string {
  return manifest().version;
}

/** The name to install it by. */
export function packageName(): string {
  return manifest().name;
}

function manifest(): { readonly name: string; readonly version: string } {
  return JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { name: string; version: string };
}
