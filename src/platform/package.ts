// Where the package's files are, seen from here or from dist/memories.cjs, which has all of the program inside.

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

/** What it is installed by. */
export function packageName(): string {
  return manifest().name;
}

function manifest(): { readonly name: string; readonly version: string } {
  return JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { name: string; version: string };
}
