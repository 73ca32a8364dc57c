// What an import did, for people.

import { formatNamed } from '../archive/formats.ts';
import { type ImportReport } from '../library/import-report.ts';
import { formatBytes, pluralize, formatNumber, formatYearSpan } from '../text/numbers-and-dates.ts';
import type { MediaMode } from '../config/settings.ts';
import { asItIs, type NameCommand } from '../views/phrase.ts';
import { sanitizeLine } from '../text/sanitize.ts';

/** A few lines; ends with a new line. `mode` tells which media were asked for. */
export function formatImportSummary(
  report: ImportReport,
  mode: MediaMode = 'photos',
  nameCommand: NameCommand = asItIs,
): string {
  const { tweets: posts, longTweets, firstYear, lastYear } = report;
  const years = firstYear === null || lastYear === null ? '' : `, ${formatYearSpan(firstYear, lastYear)}`;
  const made = report.generatedAt === null ? '' : ` (made ${report.generatedAt.slice(0, 10)})`;
  const lines = [
    `@${sanitizeLine(report.account)}${years}: ${sanitizeLine(report.source)}${made}`,
    `  ${readLine(posts)}`,
    `  ${formatNumber(posts.added)} added, ${formatNumber(posts.updated)} updated, ${formatNumber(posts.unchanged)} unchanged`,
  ];
  if (longTweets.joined > 0) lines.push(`  ${pluralize(longTweets.joined, 'long post')} joined to the full text`);
  if (longTweets.unmatched > 0)
    lines.push(`  ${pluralize(longTweets.unmatched, 'long text')} kept whose post is not in the archive`);
  const media = mediaLine(report, mode);
  if (media !== '') lines.push(`  ${media}`);
  const direct = report.leftOut?.direct ?? 0;
  if (direct > 0) lines.push(`  ${pluralize(direct, 'direct post')} left out (--direct imports them too)`);
  if (posts.unreadable > 0)
    lines.push(`  ${pluralize(posts.unreadable, 'record')} could not be read, see the warnings`);
  lines.push(
    report.incomplete ? '  INCOMPLETE: see the warnings' : `  Complete. Now try: ${nameCommand('memories today')}`,
  );
  return `${lines.join('\n')}\n`;
}

/** For an import that was interrupted. */
export function formatInterrupted(posts: number): string {
  const kept = posts === 0 ? 'nothing has been imported yet' : `${pluralize(posts, 'post')} in the database`;
  const stays = posts === 0 ? '' : posts === 1 ? ' stays' : ' stay';
  return `interrupted: ${kept}${stays}; the same command does the rest\n`;
}

function readLine({ read, expected }: ImportReport['tweets']): string {
  if (expected === null) return `${pluralize(read, 'post')} read (the archive has no count to compare with)`;
  return `${formatNumber(read)} of ${pluralize(expected, 'post')} read`;
}

/** `214 photos copied (38.2 MB), 12 already there, 3 not in the archive`; empty where there are none. */
function mediaLine({ media, format }: ImportReport, mode: MediaMode): string {
  const { copied, bytes, present, missing } = media;
  const parts: [number, string][] = [
    [copied, `copied (${formatBytes(bytes)})`],
    [present, 'already there'],
    [
      missing,
      formatNamed(format).isWithoutMedia === true
        ? 'not in the archive (archives of this kind have none)'
        : 'not in the archive',
    ],
  ];
  const [first, ...others] = parts.filter(([count]) => count > 0);
  if (!first) return '';
  const [one, many] = mode === 'all' ? ['photo or video', 'photos and videos'] : ['photo', 'photos'];
  const rest = others.map(([count, what]) => `, ${formatNumber(count)} ${what}`);
  return `${pluralize(first[0], one, many)} ${first[1]}${rest.join('')}`;
}
