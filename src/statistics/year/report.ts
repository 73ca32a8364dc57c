// A year in review, for the terminal and, without colours, for mails.

import { areOnSeveralNetworks } from '../../views/network-words.ts';
import { isOver, type YearReview } from './review.ts';
import { gridLines } from '../calendar-grid.ts';
import { panelLines } from '../../views/terminal/bars.ts';
import type { Terminal } from '../../views/terminal/post-text.ts';
import { phraseText } from '../../views/phrase.ts';
import { rowsBeside, wrapText } from '../../text/wrap.ts';
import { sectionLines } from '../../views/terminal/album.ts';
import { reviewFacts, reviewNotes, reviewPanels, reviewSections, summaryOf, titleOf } from './wording.ts';
import { postObject } from '../../views/post-json.ts';
import { jsonText } from '../../text/json.ts';
import { statisticsObject } from '../report.ts';

const NAME_WIDTH = 13;

/** Ends with a newline. */
export function yearText(review: YearReview, terminal: Terminal): string {
  const { chalk, width } = terminal;
  const { calendar, today, timeZone, accounts } = review;
  const rows = (text: string, style = chalk.dim): string[] => wrapText(text, width).map((line) => style(line));
  const head = [...rows(titleOf(review), chalk.bold), ...rows(summaryOf(review))];
  const notes = reviewNotes(review).flatMap((note) => rows(phraseText(note, terminal.nameCommand)));
  const end = notes.length > 0 ? ['', ...notes] : [];
  if (review.tweets === 0) return `${[...head, ...end].join('\n')}\n`;
  const facts = reviewFacts(review).flatMap(([name, words]) =>
    rowsBeside(name, words, NAME_WIDTH, width).map(([start, row]) => chalk.bold(start) + row),
  );
  const look = {
    timeZone,
    hasSeveralAccounts: accounts.length > 1,
    hasSeveralNetworks: areOnSeveralNetworks(accounts),
  };
  return `${[
    ...head,
    '',
    ...facts,
    ...gridLines(calendar, today, width, chalk),
    ...panelLines(reviewPanels(review), width, chalk),
    ...reviewSections(review).flatMap((section) => sectionLines(section, look, terminal)),
    ...end,
  ].join('\n')}\n`;
}

/** docs/json.md describes this shape. Ends with a newline. */
export function yearJson(review: YearReview): string {
  const { year, timeZone, before, likes, retweets, media, statistics, mostLiked, first, last } = review;
  return jsonText({
    year,
    isOver: isOver(review),
    postsYearBefore: before,
    likes,
    retweets,
    media,
    statistics: statisticsObject(statistics),
    first: first && postObject(first, timeZone),
    mostLiked: mostLiked.map((post) => postObject(post, timeZone)),
    last: last && postObject(last, timeZone),
  });
}
