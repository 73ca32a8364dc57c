// What an import did, for people.

import { type ImportReport } from '../library/import-report.ts';
import { sizeInWords, counted, grouped, yearSpan } from '../text/numbers-and-dates.ts';
import type { MediaMode } from '../config/settings.ts';
import { harmlessLine } from '../text/sanitize.ts';

/** A few lines; ends with a new line. `mode` tells which media were asked for. */
export function importSummary(report: ImportReport, mode: MediaMode = 'photos'): string {
  const { tweets: posts, longTweets, firstYear, lastYear } = report;
  const years = firstYear === null || lastYear === null ? '' : `, ${yearSpan(firstYear, lastYear)}`;
  const made = report.generatedAt === null ? '' : ` (made ${report.generatedAt.slice(0, 10)})`;
  const lines = [
    `@${harmlessLine(report.account)}${years}: ${harmlessLine(report.source)}${made}`,
    `  ${readLine(posts)}`,
    `  ${grouped(posts.added)} added, ${grouped(posts.updated)} updated, ${grouped(posts.unchanged)} unchanged`,
  ];
  if (longTweets.joined > 0) lines.push(`  ${counted(longTweets.joined, 'long tweet')} joined to the full text`);
  if (longTweets.unmatched > 0)
    lines.push(`  ${counted(longTweets.unmatched, 'long text')} kept whose tweet is not in the archive`);
  const media = mediaLine(report.media, mode);
  if (media !== '') lines.push(`  ${media}`);
  if (posts.unreadable > 0) lines.push(`  ${counted(posts.unreadable, 'record')} could not be read, see the warnings`);
  lines.push(report.incomplete ? '  INCOMPLETE: see the warnings' : '  Complete. Now try: memories today');
  return `${lines.join('\n')}\n`;
}

/** For who ends an import before its end. */
export function interruptedLine(posts: number): string {
  const kept = posts === 0 ? 'nothing has been imported yet' : `${counted(posts, 'tweet')} in the database`;
  const stays = posts === 0 ? '' : posts === 1 ? ' stays' : ' stay';
  return `interrupted: ${kept}${stays}; the same command does the rest\n`;
}

function readLine({ read, expected }: ImportReport['tweets']): string {
  if (expected === null) return `${counted(read, 'tweet')} read (the archive has no count to compare with)`;
  return `${grouped(read)} of ${counted(expected, 'tweet')} read`;
}

/** `214 photos copied (38.2 MB), 12 already there, 3 not in the archive`; empty where there are none. */
function mediaLine({ copied, bytes, present, missing }: ImportReport['media'], mode: MediaMode): string {
  const parts: [number, string][] = [
    [copied, `copied (${sizeInWords(bytes)})`],
    [present, 'already there'],
    [missing, 'not in the archive'],
  ];
  const [first, ...others] = parts.filter(([count]) => count > 0);
  if (!first) return '';
  const [one, many] = mode === 'all' ? ['photo or video', 'photos and videos'] : ['photo', 'photos'];
  const rest = others.map(([count, what]) => `, ${grouped(count)} ${what}`);
  return `${counted(first[0], one, many)} ${first[1]}${rest.join('')}`;
}
