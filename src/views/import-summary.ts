// What an import did, for people.

import type { ImportReport } from '../import-report.ts';
import { harmlessLine } from './harmless.ts';
import { counted, grouped, yearSpan } from './words.ts';

/** A few lines; ends with a new line. */
export function importSummary(report: ImportReport): string {
  const { tweets, longTweets, firstYear, lastYear } = report;
  const years = firstYear === null || lastYear === null ? '' : `, ${yearSpan(firstYear, lastYear)}`;
  const made = report.generatedAt === null ? '' : ` (made ${report.generatedAt.slice(0, 10)})`;
  const lines = [
    `@${harmlessLine(report.account)}${years}: ${harmlessLine(report.source)}${made}`,
    `  ${readLine(tweets)}`,
    `  ${grouped(tweets.added)} added, ${grouped(tweets.updated)} updated, ${grouped(tweets.unchanged)} unchanged`,
  ];
  if (longTweets.joined > 0) lines.push(`  ${counted(longTweets.joined, 'long tweet')} joined to the full text`);
  if (longTweets.unmatched > 0)
    lines.push(`  ${counted(longTweets.unmatched, 'long text')} kept whose tweet is not in the archive`);
  if (tweets.unreadable > 0)
    lines.push(`  ${counted(tweets.unreadable, 'record')} could not be read, see the warnings`);
  lines.push(report.incomplete ? '  INCOMPLETE: see the warnings' : '  Complete. Now try: memories today');
  return `${lines.join('\n')}\n`;
}

function readLine({ read, expected }: ImportReport['tweets']): string {
  if (expected === null) return `${counted(read, 'tweet')} read (the archive has no count to compare with)`;
  return `${grouped(read)} of ${counted(expected, 'tweet')} read`;
}
