// The small files around the tweets. All are optional, and users edit them: what can't be read is a warning.

import type { Archive } from './archive.ts';
import { messageOf, UserError } from '../errors.ts';

/** Real ones have up to 100 KB; one that is larger is something else. */
const LIMIT = 8 << 20;

/** The value in `something = {…}` or `something = […]`; neither value nor problem when the file is not there. */
export async function readSmallJson(archive: Archive, path: string): Promise<{ value?: unknown; problem?: string }> {
  const entry = archive.entries.get(path);
  if (!entry) return {};
  if (entry.size > LIMIT) return { problem: `${path} is too large to be what its name says` };
  try {
    let text = '';
    for await (const chunk of (await entry.open()).setEncoding('utf8')) text += String(chunk);
    return { value: JSON.parse(withoutTrailingCommas(text.slice(text.search(/[[{]/)))) };
  } catch (error) {
    if (error instanceof UserError) throw error;
    return { problem: `${path} can't be read: ${messageOf(error)}` };
  }
}

/** Drops what hand-edited files have before a closing bracket, and a semicolon at the end. Texts stay whole. */
function withoutTrailingCommas(json: string): string {
  return json.replace(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])|;\s*$/g, '$1');
}
