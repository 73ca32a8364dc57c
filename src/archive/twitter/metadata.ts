// The small files around the posts. All are optional, and users edit them, so one that can't be read is only a warning.

import { text as textOf } from 'node:stream/consumers';
import type { FileSet } from '../files/container.ts';
import { reasonOf, UserError } from '../../platform/errors.ts';

/** In bytes: real ones have up to 100 KB, so a larger file is something else. */
const LIMIT = 8 << 20;

/** The value in `something = {…}` or `something = […]`; neither value nor problem when the file is not there. */
export async function readMetadata(archive: FileSet, path: string): Promise<{ value?: unknown; problem?: string }> {
  const entry = archive.entries.get(path);
  if (!entry) return {};
  if (entry.size > LIMIT) return { problem: `${path} is too large to be what its name says` };
  try {
    const text = await textOf(entry.read());
    const opening = /(?:^|=)\s*[[{]/.exec(text);
    if (!opening) return { problem: `${path} can't be read: there is no list or object in it` };
    return { value: JSON.parse(withoutTrailingCommas(text.slice(opening.index + opening[0].length - 1))) };
  } catch (error) {
    if (error instanceof UserError) throw error;
    return { problem: `${path} can't be read: ${reasonOf(error)}` };
  }
}

/**
 * Drops the commas that hand-edited files have before closing brackets, and a semicolon at the end. Strings are left alone; one
 * without an end extends to the end of the file, so that nothing is scanned twice.
 */
function withoutTrailingCommas(json: string): string {
  return json.replace(/("[^"\\]*(?:\\[^][^"\\]*)*(?:"|$))|,(?=\s*[}\]])|;\s*$/g, '$1');
}
