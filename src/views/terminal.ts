// The day for a terminal: a heading for every year, the time beside the text, numbers and address below it.

import { dateOf, localTimeOf, type PlainDate } from '../calendar.ts';
import type { Memories, Memory, YearOfMemories } from '../memories.ts';
import { tweetUrl } from '../tweet.ts';
import { harmlessLine } from './harmless.ts';
import { textLines, type Terminal } from './styled-text.ts';
import { counted, dateInWords, dayInWords, grouped, yearsAgo, yearSpan } from './words.ts';

/** The time's column, in cells: `10:53` and two spaces. */
const MARGIN = 7;

/** The whole day. Ends with a new line. */
export function terminalView(memories: Memories, terminal: Terminal): string {
  const several = new Set(memories.years.flatMap(({ tweets }) => tweets.map(({ account }) => account))).size > 1;
  const blocks = memories.years.flatMap((year) => yearBlocks(year, memories, terminal, several));
  const lines = [...header(memories, terminal), ...blocks, ...footer(memories, terminal)];
  return `${lines.join('\n')}\n`;
}

function header({ date, years, shown }: Memories, { chalk }: Terminal): string[] {
  const [newest, oldest] = [years.at(0)?.year ?? date.year, years.at(-1)?.year ?? date.year];
  const from =
    years.length === 1 ? `from ${newest}` : `from ${counted(years.length, 'year')}, ${yearSpan(oldest, newest)}`;
  return [chalk.bold(`On this day, ${dayInWords(date)}`), chalk.dim(`${counted(shown, 'memory', 'memories')} ${from}`)];
}

/** A year's tweets; on 28 February of a common year they can be of two dates. */
function yearBlocks(
  { yearsAgo: ago, tweets }: YearOfMemories,
  memories: Memories,
  terminal: Terminal,
  several: boolean,
): string[] {
  const lines: string[] = [];
  let heading = '';
  for (const tweet of tweets) {
    const date = dateInWords(localDate(tweet, memories.timeZone));
    if (date !== heading) lines.push('', headingLine(`${yearsAgo(ago)} · ${date}`, terminal));
    heading = date;
    lines.push('', ...tweetLines(tweet, memories.timeZone, terminal, several));
  }
  return lines;
}

function headingLine(words: string, { chalk, width }: Terminal): string {
  return `${chalk.bold.yellow(words)} ${chalk.dim('─'.repeat(Math.max(0, width - words.length - 1)))}`;
}

function localDate(tweet: Memory, timeZone: string): PlainDate {
  return dateOf(tweet.postedAt, tweet.dateOnly ? 'UTC' : timeZone);
}

function tweetLines(tweet: Memory, timeZone: string, terminal: Terminal, several: boolean): string[] {
  const { chalk, width } = terminal;
  const time = tweet.dateOnly ? '' : localTimeOf(tweet.postedAt, timeZone).slice(11, 16);
  const body = [
    ...contextLines(tweet).map((line) => chalk.dim(line)),
    ...(tweet.text === '' ? [] : textLines(tweet.text, tweet.spans, terminal, Math.max(20, width - MARGIN))),
    ...tweet.media.map(({ type, url }) => chalk.dim(`${type}: ${harmlessLine(url)}`)),
    chalk.dim(factsLine(tweet, several)),
  ];
  return body.map((line, index) => {
    const margin = index === 0 ? chalk.dim(time.padEnd(MARGIN)) : ' '.repeat(MARGIN);
    return (margin + line).trimEnd();
  });
}

function contextLines(tweet: Memory): string[] {
  const lines: string[] = [];
  if (tweet.circle) lines.push('only for your circle');
  if (tweet.kind === 'reply') {
    const whom =
      tweet.replyToHandle === null ? 'somebody whose account is gone' : `@${harmlessLine(tweet.replyToHandle)}`;
    lines.push(`replying to ${whom}`);
  }
  if (tweet.kind === 'thread') lines.push('continuing a thread');
  return lines;
}

function factsLine(tweet: Memory, several: boolean): string {
  const facts = [
    several ? `@${tweet.account}` : '',
    tweet.likes ? `♥ ${grouped(tweet.likes)}` : '',
    tweet.retweets ? `↻ ${grouped(tweet.retweets)}` : '',
    tweet.editOf === null ? '' : 'edited',
    tweet.extent === 'cut' ? 'cut by the archive' : '',
    tweetUrl(tweet.account, tweet.id),
  ];
  return facts.filter(Boolean).join('  ');
}

function footer({ leftOut }: Memories, { chalk }: Terminal): string[] {
  const words = leftOutWords(leftOut);
  return words === '' ? [] : ['', chalk.dim(words)];
}

/** What is not shown and how to see it; empty when everything is. */
export function leftOutWords({ retweets, replies }: Memories['leftOut']): string {
  const parts = [
    retweets > 0 ? `${counted(retweets, 'retweet')} (--retweets shows ${retweets === 1 ? 'it' : 'them'})` : '',
    replies > 0
      ? `${counted(replies, 'reply', 'replies')} (leave out --no-replies to see ${replies === 1 ? 'it' : 'them'})`
      : '',
  ].filter(Boolean);
  return parts.length === 0 ? '' : `Left out: ${parts.join(', ')}`;
}
