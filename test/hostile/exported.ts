// Exports of what a stranger wrote in every field.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { exported } from '../support/exports.ts';

// eslint-disable-next-line no-control-regex -- these are looked for
export const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

export async function exportedFolder(home: string, format: string): Promise<string> {
  const folder = join(home, `as-${format}`);
  await exported(['--format', format, '--out', folder, '--retweets', '--force'], { home });
  return folder;
}

export function namesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' });
}
