// The mail about a day, or about the seven days up to it.

import type { PlainDate } from '../../time/calendar.ts';
import type { Digest } from '../config.ts';
import { nearestDay, onThisDay, type DayQuery } from '../../memories/on-this-day.ts';
import type { Memories } from '../../memories/selection.ts';
import type { DigestJob } from '../deliver.ts';
import { postsOf } from '../../views/album.ts';
import { emailSubject, emailView } from './day-email.ts';
import { footerLines, missedNotices } from '../wording.ts';
import { dataEnds, subjectOf, type MailDraft, type MailSource } from './draft.ts';

export function dayMail(source: MailSource, job: DigestJob, missed: readonly PlainDate[]): MailDraft {
  const { library, accounts, config } = source;
  const { digest, date } = job;
  const weekly = digest.every === 'week';
  const daysOf = (day: PlainDate): Memories[] =>
    datesOf(digest, day).map((one) => onThisDay(library, dayQuery(source, digest, one)));
  const days = daysOf(date);
  const count = countOf(days);
  return {
    count,
    posts: days.flatMap(postsOf),
    write: (photos) => ({
      subject: emailSubject(days, { weekly }),
      email: emailView(days, {
        photos,
        showSensitive: config.get('sensitive'),
        notices: missedNotices(
          missed.map((day) => ({ date: day, memories: countOf(daysOf(day)) })),
          { weekly },
        ),
        footer: footerLines(accounts, dataEnds(source, digest.timeZone), job),
        nearest: count > 0 ? null : nearestDay(library, dayQuery(source, digest, date)),
      }),
    }),
  };
}

/** The day, or the seven days up to it. */
function datesOf({ every }: Digest, date: PlainDate): PlainDate[] {
  const days = every === 'week' ? 7 : 1;
  return Array.from({ length: days }, (_, index) => date.subtract({ days: days - 1 - index }));
}

function dayQuery(source: MailSource, digest: Digest, date: PlainDate): DayQuery {
  const { config } = source;
  return {
    ...subjectOf(source, digest),
    date,
    retweets: config.get('retweets'),
    replies: config.get('replies'),
  };
}

function countOf(days: readonly Memories[]): number {
  return days.reduce((sum, { shown }) => sum + shown, 0);
}
