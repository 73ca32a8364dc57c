// Statistics for people and for programs.

import type { ChalkInstance } from 'chalk';
import { localDateOf, localTimeOf, type PlainDate } from '../time/calendar.ts';
import { byMonth, byWeekday, byYear, type Run } from './day-counts.ts';
import { languageName } from '../post/languages.ts';
import type { FoundPost } from '../library/memory.ts';
import type { Period } from '../time/period.ts';
import type { Statistics } from './statistics.ts';
import { publicId } from '../post/id.ts';
import { postUrl } from '../post/addresses.ts';
import { openText } from '../views/covered.ts';
import { linePhrase, omissionLines } from '../views/note-words.ts';
import { phraseText, type Phrase } from '../views/phrase.ts';
import type { TextTerminal } from '../views/terminal/post-text.ts';
import { truncate } from '../text/display-width.ts';
import { formatDayRun } from './calendar-report.ts';
import { sanitizeLine } from '../text/sanitize.ts';
import { jsonText } from '../text/json.ts';
import { panelLines } from '../views/terminal/bars.ts';
import { ALL_PANELS, kindNoun, panelsOf } from './panels.ts';
import { LONGEST_LIST } from './tally.ts';
import { rowsBeside, wrapText } from '../text/wrap.ts';
import { capitalize, pluralize, formatDate, formatDay, formatNumber } from '../text/numbers-and-dates.ts';

/** Ends with a newline. */
export function statisticsText(statistics: Statistics, { width, chalk, nameCommand }: TextTerminal): string {
  const rows = (text: string, style = chalk.dim): string[] => wrapText(text, width).map((line) => style(line));
  const { period, tweets: posts } = statistics;
  const head = [
    ...rows(`Statistics${formatPeriod(period)}`, chalk.bold),
    ...rows(`${posts === 0 ? 'No posts' : pluralize(posts, 'post')} of ${formatHandles(statistics.accounts)}`),
  ];
  const body =
    posts === 0
      ? []
      : [
          ...factLines(statistics, width, chalk),
          ...panelLines(panelsOf(statistics, ALL_PANELS), width, chalk),
          ...likedLines(statistics, width, chalk),
        ];
  const about = posts === 0 ? [] : [...languageNotes(statistics), ...zoneNotes(statistics)];
  const notes = [...statisticsNotes(statistics).map((note) => phraseText(note, nameCommand)), ...about].flatMap(
    (note) => rows(note),
  );
  return `${[...head, ...body, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n')}\n`;
}

/** Archives of 2013 to 2019 say of no tweet which language it is in. */
function languageNotes({ tweets: posts, kinds, languages }: Statistics): string[] {
  const known = languages.reduce((sum, { count }) => sum + count, 0);
  const unknown = posts - kinds.retweet - known;
  // Of a list that was cut off the rest isn't known.
  if (known === 0 || unknown <= 0 || languages.length >= LONGEST_LIST) return [];
  return [`Languages are those that archives name: of ${pluralize(unknown, 'post')} they name none.`];
}

function zoneNotes({ hours, timeZone }: Statistics): string[] {
  return hours.some((count) => count > 0) ? [`Days and hours are those of ${timeZone}.`] : [];
}

function formatHandles(handles: readonly string[]): string {
  return handles.map((handle) => `@${sanitizeLine(handle)}`).join(', ');
}

/** The period that was asked for, such as `, 2015` or `, March 2015 on`; empty for all time. */
function formatPeriod({ first, last }: Period): string {
  const day = (date: PlainDate): string => `${formatDay(date)} ${date.year}`;
  if (first && last) return first.equals(last) ? `, ${formatDate(first)}` : `, ${day(first)} to ${day(last)}`;
  if (first) return `, since ${day(first)}`;
  return last ? `, until ${day(last)}` : '';
}

const NAME_WIDTH = 13;

function factLines(statistics: Statistics, width: number, chalk: ChalkInstance): string[] {
  const { days, fullest, run, first, last, timeZone } = statistics;
  const facts: [name: string, words: string | null][] = [
    ['First', first && wordsOf(first, timeZone)],
    ['Latest', last && first?.id !== last.id ? wordsOf(last, timeZone) : null],
    ['Days', days.size > 1 ? `${formatNumber(days.size)} with posts` : null],
    [
      'Fullest day',
      fullest && days.size > 1 ? `${formatDate(fullest.date)}: ${pluralize(fullest.count, 'post')}` : null,
    ],
    ['Longest run', run && run.days > 1 ? formatRun(run) : null],
  ];
  const lines = facts.flatMap(([name, words]) => {
    if (words === null) return [];
    const rows = rowsBeside(name, words, NAME_WIDTH, width);
    return rows.slice(0, rows[0]?.[1] === '' ? 3 : 2).map(([start, row]) => chalk.bold(start) + row);
  });
  return ['', ...lines];
}

/** `23 days in a row, 3 to 25 May 2013`. */
function formatRun(run: Run): string {
  const { first, last, days } = run;
  if (first.year === last.year) return `${formatRunInYear(run)} ${last.year}`;
  const stretch = `${formatDay(first)} ${first.year} to ${formatDay(last)} ${last.year}`;
  return `${pluralize(days, 'day')} in a row, ${stretch}`;
}

/** `23 days in a row, 3 to 25 May`, where the year is known. */
export function formatRunInYear({ first, last, days }: Run): string {
  return `${pluralize(days, 'day')} in a row, ${formatDayRun(first, last)}`;
}

/** As much of a post as names it. */
const EXCERPT = 60;

function wordsOf(post: FoundPost, timeZone: string): string {
  const date = localDateOf(post, timeZone);
  return `${formatDay(date)} ${date.year}: ${excerptOf(post)}`;
}

function excerptOf(post: FoundPost): string {
  return truncate(sanitizeLine(openText(post)), EXCERPT) || '(no text)';
}

function likedLines({ mostLiked, timeZone }: Statistics, width: number, chalk: ChalkInstance): string[] {
  if (mostLiked.length === 0) return [];
  const numbers = mostLiked.map(({ likes }) => `♥ ${formatNumber(likes ?? 0)}`);
  const column = Math.max(...numbers.map((number) => number.length)) + 2;
  const lines = mostLiked.flatMap((post, index) => {
    const text = truncate(sanitizeLine(openText(post)) || '(no text)', Math.max(10, width - column));
    const date = localDateOf(post, timeZone);
    const facts = [`${formatDay(date)} ${date.year}`, sanitizeLine(postUrl(post))];
    const fits = column + facts.join('  ').length <= width;
    return [
      `${(numbers[index] ?? '').padEnd(column)}${text}`,
      ...(fits ? [facts.join('  ')] : facts).map((fact) => chalk.dim(' '.repeat(fits ? column : 2) + fact)),
    ];
  });
  return ['', chalk.bold('Most liked'), ...lines];
}

/** What the numbers leave out, a line each. */
export function statisticsNotes({ accounts, withoutTime, kinds, hidden, hours }: Statistics): Phrase[] {
  const notes: Phrase[] = [];
  if (kinds.retweet > 0) {
    const retweets = capitalize(kindNoun('retweet', accounts)[1]);
    notes.push([`${retweets} count as posts; languages, people, hashtags, sites and likes are those of your own.`]);
  }
  if (withoutTime > 0 && hours.some((count) => count > 0)) {
    const lost = withoutTime === 1 ? 'One post has' : `${formatNumber(withoutTime)} posts have`;
    notes.push([`${lost} a date but no time: the hours leave ${withoutTime === 1 ? 'it' : 'them'} out.`]);
  }
  return [...notes, ...omissionLines({ leftOut: { hidden }, accounts }).map(linePhrase)];
}

/** docs/json.md describes this shape. Ends with a newline. */
export function statisticsJson(statistics: Statistics): string {
  return jsonText(statisticsObject(statistics));
}

export function statisticsObject(statistics: Statistics): object {
  const { period, timeZone, days, fullest, run, first, last } = statistics;
  return {
    since: period.first?.toString() ?? null,
    until: period.last?.toString() ?? null,
    timeZone,
    accounts: statistics.accounts,
    posts: statistics.tweets,
    days: days.size,
    withoutTime: statistics.withoutTime,
    years: byYear(days),
    months: byMonth(days),
    weekdays: byWeekday(days),
    hours: statistics.hours,
    kinds: statistics.kinds,
    languages: statistics.languages.map(({ name, count }) => ({ code: name, name: languageName(name), count })),
    clients: statistics.clients,
    people: statistics.people,
    hashtags: statistics.hashtags,
    sites: statistics.sites,
    mostLiked: statistics.mostLiked.map((post) => briefPost(post, timeZone)),
    fullest: fullest && { date: fullest.date.toString(), count: fullest.count },
    longestRun: run && { first: run.first.toString(), last: run.last.toString(), days: run.days },
    first: first && briefPost(first, timeZone),
    last: last && briefPost(last, timeZone),
    hidden: statistics.hidden,
  };
}

/** As much as names a post; `memories show` has the rest. */
function briefPost(post: FoundPost, timeZone: string): object {
  return {
    id: publicId(post),
    network: post.network,
    account: post.account,
    url: postUrl(post),
    localTime: post.dateOnly ? localDateOf(post, timeZone).toString() : localTimeOf(post.postedAt, timeZone),
    text: post.text,
    likes: post.likes,
    retweets: post.retweets,
  };
}
