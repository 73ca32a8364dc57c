// The program's own version.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE } from './platform/package.ts';

export function version(): string {
  const text = readFileSync(join(PACKAGE, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
