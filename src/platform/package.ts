// Where the package's files are, seen from here or from dist/memories.cjs, which has all of the program inside.

import { readFileSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The package's folder. */
export const PACKAGE = folderWithPackage(import.meta.dirname);

function folderWithPackage(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : folderWithPackage(dirname(folder));
}

export function version(): string {
  const text = readFileSync(join(PACKAGE, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
