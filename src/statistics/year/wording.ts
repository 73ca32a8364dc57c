// What a year's review says, in words and in order; its two views differ only in how that looks.

import { localDateOf } from '../../time/calendar.ts';
import type { Memory } from '../../library/memory.ts';
import { KINDS } from '../../post/post.ts';
import type { YearReview } from './review.ts';
import type { Section } from '../../views/album.ts';
import { formatRun, statisticsNotes } from '../report.ts';
import type { Panel } from '../../views/terminal/bars.ts';
import { KIND_WORDS, listPanels, timePanels } from '../panels.ts';
import { pluralize, formatDate, formatDay, formatNumber } from '../../text/numbers-and-dates.ts';

export function titleOf(review: YearReview): string {
  return isInReview(review) ? `${review.year} in review` : `${review.year} so far`;
}

/** `A year in review`, above the year. */
export function occasionOf(review: YearReview): string {
  return isInReview(review) ? 'A year in review' : 'A year so far';
}

/** December is the time to look back, though a few days may be missing. */
function isInReview({ isOver, calendar }: YearReview): boolean {
  return isOver || calendar.today.month === 12;
}

/** `1,223 tweets on 301 days, 12 % more than in 2011`. */
export function summaryOf({ year, isOver, statistics, before }: YearReview): string {
  const { tweets: posts, days } = statistics;
  if (posts === 0) return `No tweets in ${year}`;
  const first = `${pluralize(posts, 'tweet')} on ${pluralize(days.size, 'day')}`;
  // A year that is not over has nothing to be compared with.
  return isOver && before > 0 ? `${first}, ${comparedWith(posts, before, year - 1)}` : first;
}

function comparedWith(posts: number, before: number, year: number): string {
  const change = Math.round((posts / before - 1) * 100);
  if (change === 0) return `as many as in ${year}`;
  const times = Math.floor(posts / before);
  if (times >= 2) return `${times === 2 ? 'twice' : `${formatNumber(times)} times`} as many as in ${year}`;
  return `${Math.abs(change)} % ${change > 0 ? 'more' : 'fewer'} than in ${year}`;
}

/** Names and what there is to say of each. */
export function reviewFacts({ statistics, likes, retweets, media }: YearReview): [name: string, words: string][] {
  const { kinds, fullest, run } = statistics;
  const counts = KINDS.filter((kind) => kinds[kind] > 0).map((kind) => pluralize(kinds[kind], ...KIND_WORDS[kind]));
  const given = [likes > 0 ? pluralize(likes, 'like') : '', retweets > 0 ? pluralize(retweets, 'retweet') : ''].filter(
    Boolean,
  );
  const facts: [string, string][] = [
    ['Wrote', counts.join(', ')],
    ['Was given', given.join(' and ')],
    ['Showed', media > 0 ? pluralize(media, 'photo or film', 'photos and films') : ''],
    ['Busiest day', fullest ? `${dateOfYear(formatDate(fullest.date))}: ${pluralize(fullest.count, 'tweet')}` : ''],
    ['Longest run', run && run.days > 1 ? dateOfYear(formatRun(run)) : ''],
  ];
  return facts.filter(([, words]) => words !== '');
}

/** The year is known here. */
function dateOfYear(words: string): string {
  return words.replace(/ \d{4}$/, '');
}

/** The first words, the most liked and the last words; each post once. */
export function reviewSections({ first, last, mostLiked, statistics }: YearReview): Section[] {
  const { timeZone } = statistics;
  const edges = new Set([first?.id, last?.id]);
  const sections: [heading: string, posts: Memory[]][] = [
    ['The first words', first ? [first] : []],
    ['The most liked', mostLiked.filter(({ id }) => !edges.has(id))],
    ['The last words', last && last.id !== first?.id ? [last] : []],
  ];
  return sections.flatMap(([heading, posts]) =>
    posts.map((post, index) => ({
      day: null,
      heading: [...headingOf(heading, index), formatDay(localDateOf(post, timeZone))].join(' · '),
      // The other parts of a thread are not to be looked for on other days.
      blocks: [[{ ...post, thread: null }]],
    })),
  );
}

/** Said once of the first, and once of all others. */
function headingOf(heading: string, index: number): string[] {
  return [heading, 'Liked as well'].slice(index, index + 1);
}

/** A review has the first few of each list: it is to be read at one go. */
const LIST_LENGTH = 5;

/** When and of what, as bars; only what has any. */
export function reviewPanels({ statistics }: YearReview): Panel[] {
  const lists = listPanels(statistics)
    .filter(({ heading }) => ['People', 'Hashtags', 'Sites', 'Languages'].includes(heading))
    .map(({ heading, bars }) => ({ heading, bars: bars.slice(0, LIST_LENGTH) }));
  const times = timePanels(statistics).filter(({ heading }) => heading === 'Months' || heading === 'Weekdays');
  return [...times, ...lists].filter(({ bars }) => bars.length > 0);
}

export function reviewNotes({ statistics }: YearReview): string[] {
  return statisticsNotes(statistics);
}
