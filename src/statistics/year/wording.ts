// What a year in review says, in words and in order; its two views differ only in looks.

import { areOnSeveralNetworks, countNounOf } from '../../views/network-words.ts';
import { localDateOf } from '../../time/calendar.ts';
import type { Memory } from '../../library/memory.ts';
import { KINDS } from '../../post/post.ts';
import { isOver, type YearReview, type YearSummary } from './review.ts';
import type { Section, SectionName } from '../../views/album.ts';
import type { Phrase } from '../../views/phrase.ts';
import { formatRunInYear, statisticsNotes } from '../report.ts';
import type { Panel } from '../../views/terminal/bars.ts';
import { kindNoun, panelsOf } from '../panels.ts';
import { pluralize, formatDateInYear, formatNumber } from '../../text/numbers-and-dates.ts';

export function titleOf(review: YearSummary): string {
  return isInReview(review) ? `${review.year} in review` : `${review.year} so far`;
}

/** `A year in review`, above the year. */
export function occasionOf(review: YearSummary): string {
  return isInReview(review) ? 'A year in review' : 'A year so far';
}

/** December is the time to look back, though a few days may be missing. */
function isInReview(review: YearSummary): boolean {
  return isOver(review) || review.today.month === 12;
}

/** `1,223 posts on 301 days, 12% more than in 2011`. */
export function summaryOf(review: YearSummary): string {
  const { year, tweets: posts, counts, before } = review;
  if (posts === 0) return `No posts in ${year}`;
  const first = `${pluralize(posts, 'post')} on ${pluralize(counts.days.size, 'day')}`;
  // A year that is not over has nothing to be compared with.
  return isOver(review) && before > 0 ? `${first}, ${comparedWith(posts, before, year - 1)}` : first;
}

function comparedWith(posts: number, before: number, year: number): string {
  const change = Math.round((posts / before - 1) * 100);
  if (change === 0) return `as many as in ${year}`;
  const times = Math.floor(posts / before);
  if (times >= 2) return `${times === 2 ? 'twice' : `${formatNumber(times)} times`} as many as in ${year}`;
  return `${Math.abs(change)}% ${change > 0 ? 'more' : 'fewer'} than in ${year}`;
}

/** Names and what there is to say of each. */
export function reviewFacts(review: YearSummary): [name: string, words: string][] {
  const { accounts, likes, retweets, media, fullest, run } = review;
  const { kinds } = review.counts;
  const wrote = KINDS.filter((kind) => kinds[kind] > 0).map((kind) =>
    pluralize(kinds[kind], ...kindNoun(kind, accounts)),
  );
  const received = [
    likes > 0 ? pluralize(likes, ...countNounOf(accounts, 'likes')) : '',
    retweets > 0 ? pluralize(retweets, ...countNounOf(accounts, 'retweets')) : '',
  ].filter(Boolean);
  const facts: [string, string][] = [
    ['Wrote', wrote.join(', ')],
    ['Received', received.join(areOnSeveralNetworks(accounts) ? ', ' : ' and ')],
    ['Shared', media > 0 ? pluralize(media, 'photo or video', 'photos and videos') : ''],
    ['Busiest day', fullest ? `${formatDateInYear(fullest.date)}: ${pluralize(fullest.count, 'post')}` : ''],
    ['Longest run', run && run.days > 1 ? formatRunInYear(run) : ''],
  ];
  return facts.filter(([, words]) => words !== '');
}

/** The first words, the most liked and the last words; each post once. */
export function reviewSections({ first, last, mostLiked, timeZone }: YearSummary): Section[] {
  const edges = new Set([first?.id, last?.id]);
  const liked = mostLiked.filter(({ id }) => !edges.has(id));
  const posts: (readonly [name: SectionName, post: Memory])[] = [
    ...(first ? [['first', first] as const] : []),
    ...liked.map((post, index) => [index === 0 ? 'mostLiked' : 'alsoLiked', post] as const),
    ...(last && last.id !== first?.id ? [['last', last] as const] : []),
  ];
  return posts.map(([name, post]) => ({
    day: null,
    date: localDateOf(post, timeZone),
    name,
    // The other parts of a thread are not to be looked for on other days.
    blocks: [[{ ...post, thread: null }]],
  }));
}

/** A review has only the first few of each list, to be read at one sitting. */
const LIST_LENGTH = 5;

/** What was written of, and in what: the first few of each. */
export function reviewLists({ accounts, counts }: YearSummary): Panel[] {
  const panels = panelsOf({ accounts, ...counts }, ['languages', 'people', 'hashtags', 'sites']);
  return panels.map(({ heading, bars }) => ({ heading, bars: bars.slice(0, LIST_LENGTH) }));
}

/** When and of what, as bars; only what has any. */
export function reviewPanels(review: YearSummary): Panel[] {
  const times = panelsOf({ accounts: review.accounts, ...review.counts }, ['months', 'weekdays']);
  return [...times, ...reviewLists(review)].filter(({ bars }) => bars.length > 0);
}

export function reviewNotes({ statistics }: YearReview): Phrase[] {
  return statisticsNotes(statistics);
}
