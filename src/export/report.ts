// What an export says when it is done.

import type { Omitted } from '../memories/selection.ts';
import { pluralize } from '../text/numbers-and-dates.ts';
import { sanitizeLine } from '../text/sanitize.ts';
import { omissionPhrases } from '../views/note-words.ts';
import { phraseText } from '../views/phrase.ts';
import type { ReplacedFolder } from './output/folder.ts';
import type { KeptFile } from './output/manifest.ts';

export interface Exported {
  readonly posts: number;
  readonly leftOut: Omitted & { readonly circle: number };
  /** The handles of the accounts that were asked for. */
  readonly accounts: readonly string[];
  /** Of a folder that was there. */
  readonly replaced: ReplacedFolder | undefined;
}

/** For standard error; `path` is null for standard output, whose reader may have seen enough, but not if it was nothing. */
export function formatExportSummary(exported: Exported, path: string | null, isQuiet: boolean): string {
  const { posts, replaced } = exported;
  const parts = omissionPhrases(exported, 'export').map((phrase) => phraseText(phrase));
  const where = path === null ? '' : `: ${sanitizeLine(path)}`;
  return [
    isQuiet || (path === null && posts > 0) ? '' : `${pluralize(posts, 'post')} exported${where}\n`,
    isQuiet || parts.length === 0 ? '' : `left out: ${parts.join(', ')}\n`,
    ...(replaced?.kept ?? []).map(keptLine),
    replaced?.left ? leftLine(replaced.left) : '',
  ].join('');
}

function keptLine({ path, newVersion }: KeptFile): string {
  const beside = newVersion === null ? '' : `; the new version is ${sanitizeLine(newVersion)}`;
  return `kept as you edited it: ${sanitizeLine(path)}${beside}\n`;
}

function leftLine({ path, why }: NonNullable<ReplacedFolder['left']>): string {
  return `warning: what was there before could not be removed, and is now ${sanitizeLine(path)}: ${why}\n`;
}
