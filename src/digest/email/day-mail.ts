// The mail about a day, or about the seven days up to it: the same memories as plain text and as HTML that any client
// shows, with its photos attached to it.

import type { PlainDate } from '../../time/calendar.ts';
import type { Digest } from '../config.ts';
import { nearestDay, onThisDay, type DayQuery } from '../../memories/on-this-day.ts';
import type { Memories } from '../../memories/selection.ts';
import type { DigestJob } from '../deliver.ts';
import { albumOfDays, postsIn, postsOf, type DaysAlbum, type DaysOccasion } from '../../views/album.ts';
import { albumSubtitle, albumTitle, daysTitle } from '../../views/album-words.ts';
import { linePhrase, noteLines } from '../../views/note-words.ts';
import type { Phrase } from '../../views/phrase.ts';
import { displayText } from '../../views/post-words.ts';
import { terminalView } from '../../views/terminal/album.ts';
import { formatDay } from '../../text/numbers-and-dates.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import type { LeftOver } from './body.ts';
import type { EmailContent } from './document.ts';
import { composeEmail, type Email, type EmailNotices } from './email.ts';
import { dataEnds, subjectOf, type MailDraft, type MailSource } from './draft.ts';
import { daySubject, footerLines, missedNotices, restPhrase } from './wording.ts';

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
      subject: daySubject(days, weekly),
      email: dayEmail(days, {
        photos,
        showSensitive: config.get('sensitive'),
        notices: missedNotices(
          missed.map((day) => ({ date: day, memories: countOf(daysOf(day)) })),
          weekly,
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

export interface DayEmailOptions extends EmailNotices {
  /** The nearest day with memories, for days without any. */
  readonly nearest?: PlainDate | null;
}

/** The mail of one day, or of several days one after the other. */
export function dayEmail(days: readonly Memories[], options: DayEmailOptions): Email {
  const album = albumFor(days, options);
  return composeEmail(
    {
      letter: letterOf(album),
      sections: album.sections,
      restWords: (rest) => restOfDays(rest, days),
      timeZone: album.timeZone,
      withAccount: album.hasSeveralAccounts,
      text: (terminal) => terminalView(album, terminal),
    },
    options,
  );
}

function albumFor(days: readonly Memories[], { nearest = null }: DayEmailOptions): DaysAlbum {
  const today = days.at(-1)?.date;
  return albumOfDays(days, nearest && today ? [{ type: 'nearest', date: nearest, today }] : []);
}

function letterOf(album: DaysAlbum): EmailContent {
  const subtitle = albumSubtitle(album);
  const texts = postsIn(album).map((post) => sanitizeLine(displayText(post).text));
  return {
    title: albumTitle(album.occasion),
    heading: headingOf(album.occasion),
    subtitle,
    isEmpty: album.sections.length === 0,
    preview: texts.find((text) => text !== '') ?? subtitle,
    notes: noteLines(album, true).map(linePhrase),
  };
}

/** A day's number and its month stay on one line. */
function headingOf(occasion: DaysOccasion): EmailContent['heading'] {
  const title = daysTitle(occasion, (day) => formatDay(day).replaceAll(' ', '\u00a0'));
  return { occasion: title.occasion, words: title.days };
}

/** A line for each day. */
function restOfDays(rest: readonly LeftOver[], days: readonly Memories[]): Phrase[] {
  const several = days.length > 1;
  return days.flatMap((day) => {
    const own = rest.filter((left) => !several || left.day?.equals(day.date)).map(({ post }) => post);
    return own.length === 0 ? [] : [restPhrase(own, day, several)];
  });
}
