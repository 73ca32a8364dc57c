// Where the package's files are, seen from here or from dist/memories.cjs, which has all of the program inside.

import { join } from 'node:path';

/** The package's folder. */
export const PACKAGE = join(import.meta.dirname, '..');
