// What is said when an export is done: how much it has, and what it does without.

import type { Exported } from '../export/export-posts.ts';
import { harmlessLine } from '../text/sanitize.ts';
import { counted, grouped } from '../text/numbers-and-dates.ts';

/** For stderr; `path` is null for standard output, whose reader may have seen enough. */
export function exportSummary({ tweets, leftOut }: Exported, path: string | null): string {
  const { retweets, replies, hidden, circle } = leftOut;
  const parts = [
    retweets > 0 ? `${counted(retweets, 'retweet')} (--retweets)` : '',
    replies > 0 ? `${counted(replies, 'reply', 'replies')} (--replies)` : '',
    hidden > 0 ? `${grouped(hidden)} hidden (--hidden)` : '',
    circle > 0 ? `${counted(circle, 'circle tweet')} (--circle)` : '',
  ].filter(Boolean);
  const done = path === null ? '' : `${counted(tweets, 'tweet')} exported: ${harmlessLine(path)}\n`;
  return parts.length === 0 ? done : `${done}left out: ${parts.join(', ')}\n`;
}
