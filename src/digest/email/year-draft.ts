// The mail about a year.

import { dateOf, type PlainDate } from '../../time/calendar.ts';
import type { Digest } from '../config.ts';
import type { DigestJob } from '../deliver.ts';
import { footerLines, missedYears } from '../wording.ts';
import { yearEmail, yearSubject } from './year-email.ts';
import { reviewSections } from '../../statistics/year/wording.ts';
import { reviewedYear, computeYearReview, type ReviewQuery } from '../../statistics/year/review.ts';
import { dataEnds, subjectOf, type MailDraft, type MailSource } from './draft.ts';

export function yearMail(source: MailSource, job: DigestJob, missed: readonly PlainDate[]): MailDraft {
  const { library, accounts, config } = source;
  const { digest, date } = job;
  const query = reviewQuery(source, digest);
  const review = computeYearReview(library, query, date.year);
  return {
    count: review.statistics.tweets,
    posts: reviewSections(review).flatMap(({ blocks }) => blocks.flat()),
    write: (photos) => ({
      subject: yearSubject(review),
      email: yearEmail(review, {
        photos,
        showSensitive: config.get('sensitive'),
        notices: missedYears(
          missed.map(({ year }) => ({ year, tweets: computeYearReview(library, query, year).statistics.tweets })),
        ),
        footer: footerLines(accounts, dataEnds(source, digest.timeZone), job),
      }),
    }),
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
