// The mail that looks back at a year: what `memories year` says, as text and as HTML that any client shows.

import type { YearReview } from '../../statistics/year/review.ts';
import { box, table } from './boxes.ts';
import type { RestWords } from './body.ts';
import { look } from './style.ts';
import { composeEmail, type EmailNotices, type Email } from './email.ts';
import { daysOfYear } from './year-grid.ts';
import { panels } from './year-panels.ts';
import { markup, type Markup, type Piece } from '../../text/html.ts';
import { pluralize } from '../../text/numbers-and-dates.ts';
import {
  occasionOf,
  reviewFacts,
  reviewNotes,
  reviewSections,
  summaryOf,
  titleOf,
} from '../../statistics/year/wording.ts';
import { yearText } from '../../statistics/year/report.ts';

/** The mail about a year. */
export function yearEmail(review: YearReview, options: EmailNotices): Email {
  const { year, statistics } = review;
  const isEmpty = statistics.tweets === 0;
  const summary = summaryOf(review);
  return composeEmail(
    {
      letter: {
        title: titleOf(review),
        heading: { occasion: occasionOf(review), words: String(year) },
        subtitle: summary,
        isEmpty,
        preview: summary,
        notes: reviewNotes(review),
      },
      lead: isEmpty ? null : leadOf(review),
      sections: reviewSections(review),
      restWords: restOfYear(year),
      timeZone: statistics.timeZone,
      withAccount: statistics.accounts.length > 1,
      text: (terminal) => yearText(review, terminal),
    },
    options,
  );
}

/** `2013 in review: 576 tweets on 198 days, 34 % more than in 2012`. */
export function yearSubject(review: YearReview): string {
  return review.statistics.tweets === 0 ? summaryOf(review) : `${titleOf(review)}: ${summaryOf(review)}`;
}

function leadOf(review: YearReview): Piece {
  return [
    box('card', 28, facts(review)),
    box('card', 14, [chapter('The days'), daysOfYear(review.calendar)]),
    box('card', 14, panels(review)),
  ];
}

function chapter(name: string): Markup {
  return markup`<h2${look('chapter')}>${name}</h2>`;
}

function facts(review: YearReview): Markup {
  return table(
    reviewFacts(review).map(
      ([name, words]) =>
        markup`<tr><td width="28%" valign="top"${look('name')}>${name}</td><td${look('fact')}>${words}</td></tr>`,
    ),
  );
}

function restOfYear(year: number): RestWords {
  return (rest) =>
    rest.length === 0 ? [] : [`${pluralize(rest.length, 'more tweet')} of this year: memories year ${year}`];
}
