// The mail that looks back at a year: what `memories year` says, as text and as HTML that any client shows.

import { areOnSeveralNetworks } from '../../views/network-words.ts';
import { dateOf, type PlainDate } from '../../time/calendar.ts';
import { usualIn } from '../../memories/choose.ts';
import type { Digest } from '../config.ts';
import type { DigestJob } from '../deliver.ts';
import { markup, type Markup, type Piece } from '../../text/html.ts';
import { pluralize } from '../../text/numbers-and-dates.ts';
import { yearText } from '../../statistics/year/report.ts';
import { computeYearReview, reviewedYear, type ReviewQuery, type YearReview } from '../../statistics/year/review.ts';
import {
  occasionOf,
  reviewFacts,
  reviewNotes,
  reviewPanels,
  reviewSections,
  summaryOf,
  titleOf,
} from '../../statistics/year/wording.ts';
import type { Phrase } from '../../views/phrase.ts';
import type { LeftOver } from './body.ts';
import { box, table } from './boxes.ts';
import { planEmail, type Email, type EmailChoice, type EmailNotices, type EmailPlan } from './email.ts';
import { dataEnds, subjectOf, type MailDraft, type MailSource } from './draft.ts';
import { look } from './style.ts';
import { yearJson } from '../../statistics/year/report.ts';
import { footerLines, missedYearNotices } from './wording.ts';
import { panelCharts, yearGrid } from './year-charts.ts';

export function yearMail(source: MailSource, job: DigestJob, missed: readonly PlainDate[]): MailDraft {
  const { library, accounts, config } = source;
  const { digest, date } = job;
  const query = reviewQuery(source, digest);
  const review = computeYearReview(library, query, date.year);
  const plan = planYearEmail(review, {
    showSensitive: config.get('sensitive'),
    mostPhotos: digest.maxPhotos,
    usualFor: usualIn(library.db),
    notices: missedYearNotices(
      missed.map(({ year }) => ({ year, tweets: computeYearReview(library, query, year).tweets })),
    ),
    footer: footerLines(accounts, dataEnds(source, digest.timeZone), job),
  });
  return {
    count: review.tweets,
    files: plan.files,
    write: (photos) => ({ subject: yearSubject(review), email: plan.write(photos) }),
    link: null,
    json: () => yearJson(review),
  };
}

/** The year that `memories year` would look back at for this digest. */
export function yearWorthAMail(source: MailSource, digest: Digest): number {
  const query = reviewQuery(source, digest);
  return reviewedYear(source.library, query) ?? query.today.year;
}

function reviewQuery(source: MailSource, digest: Digest): ReviewQuery {
  return { ...subjectOf(source, digest), today: dateOf(source.now, digest.timeZone) };
}

/** The mail about a year. */
export function yearEmail(review: YearReview, options: EmailNotices): Email {
  return planYearEmail(review, { mostPhotos: options.photos.size, ...options }).write(options.photos);
}

function planYearEmail(review: YearReview, options: Omit<EmailNotices, 'photos'> & EmailChoice): EmailPlan {
  const { year, tweets, timeZone, accounts } = review;
  const isEmpty = tweets === 0;
  const summary = summaryOf(review);
  return planEmail(
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
      elsewhere: { omitted: () => null, photos: () => `memories year ${year} --open` },
      restWords: (rest) => restOfYear(rest, year),
      timeZone,
      withAccount: accounts.length > 1,
      withNetwork: areOnSeveralNetworks(accounts),
      text: (terminal) => yearText(review, terminal),
    },
    options,
  );
}

/** `2013 in review: 576 posts on 198 days, 34% more than in 2012`. */
export function yearSubject(review: YearReview): string {
  return review.tweets === 0 ? summaryOf(review) : `${titleOf(review)}: ${summaryOf(review)}`;
}

function leadOf(review: YearReview): Piece {
  return [
    box('card', 28, facts(review)),
    box('card', 14, [chapter('The days'), yearGrid(review.calendar)]),
    box('card', 14, panelCharts(reviewPanels(review))),
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

function restOfYear(rest: readonly LeftOver[], year: number): Phrase[] {
  if (rest.length === 0) return [];
  return [[`${pluralize(rest.length, 'more post')} of this year: `, { command: `memories year ${year}` }]];
}
