// The mail about a day, or about the seven days up to it: the same memories as plain text and as HTML that any client
// shows, with its photos attached to it.

import type { PlainDate } from '../../time/calendar.ts';
import type { Digest } from '../config.ts';
import { nearestDay, onThisDay, type DayQuery } from '../../memories/on-this-day.ts';
import type { Memories } from '../../memories/selection.ts';
import type { Memory } from '../../library/memory.ts';
import { postUrl } from '../../post/addresses.ts';
import { usualIn } from '../../memories/choose.ts';
import type { DigestJob } from '../deliver.ts';
import { type DaysAlbum, type DaysOccasion, type Section } from '../../views/album.ts';
import { albumSubtitle, albumTitle, daysTitle } from '../../views/album-words.ts';
import { isTextCovered } from '../../views/covered.ts';
import { daysCommand, yearCommand } from '../../views/day-commands.ts';
import { linePhrase, noteLines } from '../../views/note-words.ts';
import type { Phrase } from '../../views/phrase.ts';
import { displayText } from '../../views/post-words.ts';
import { jsonOfDay, jsonOfDays } from '../../views/post-json.ts';
import { terminalView } from '../../views/terminal/album.ts';
import { formatDay } from '../../text/numbers-and-dates.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import type { Elsewhere, LeftOver } from './body.ts';
import type { EmailContent } from './document.ts';
import { planEmail, type Email, type EmailChoice, type EmailNotices, type EmailPlan } from './email.ts';
import { dataEnds, subjectOf, type MailDraft, type MailSource } from './draft.ts';
import { openingOf } from './opening.ts';
import { daySubject, footerLines, missedNotices, restPhrase } from './wording.ts';
import { albumOfDays } from '../../views/make-album.ts';

export function dayMail(source: MailSource, job: DigestJob, missed: readonly PlainDate[]): MailDraft {
  const { library, accounts, config } = source;
  const { digest, date } = job;
  const weekly = digest.every === 'week';
  const daysOf = (day: PlainDate): Memories[] =>
    datesOf(digest, day).map((one) => onThisDay(library, dayQuery(source, digest, one)));
  const days = daysOf(date);
  const count = countOf(days);
  const plan = planDayEmail(days, {
    showSensitive: config.get('sensitive'),
    mostPhotos: digest.maxPhotos,
    usualFor: usualIn(library.db),
    notices: missedNotices(
      missed.map((day) => ({ date: day, memories: countOf(daysOf(day)) })),
      weekly,
    ),
    footer: footerLines(accounts, dataEnds(source, digest.timeZone), job),
    nearest: count > 0 ? null : nearestDay(library, dayQuery(source, digest, date)),
  });
  const opening = openingOf(plan.best);
  return {
    count,
    files: plan.files,
    write: (photos) => ({ subject: daySubject(days, weekly, opening?.words), email: plan.write(photos) }),
    link: opening === null ? null : postUrl(opening.post),
    json: () => (weekly ? jsonOfDays(days) : days.map(jsonOfDay).join('')),
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

export type DayEmailChoice = Omit<DayEmailOptions, 'photos'> & EmailChoice;

export interface DayEmailOptions extends EmailNotices, Partial<EmailChoice> {
  /** The nearest day with memories, for days without any. */
  readonly nearest?: PlainDate | null;
}

/** The mail of one day, or of several days one after the other, with photos that are there already. */
export function dayEmail(days: readonly Memories[], options: DayEmailOptions): Email {
  return planDayEmail(days, { mostPhotos: options.photos.size, ...options }).write(options.photos);
}

export function planDayEmail(days: readonly Memories[], options: DayEmailChoice): EmailPlan {
  const album = albumFor(days, options);
  return planEmail(
    {
      letter: letterOf(album),
      previewOf,
      sections: album.sections,
      elsewhere: elsewhereOf(album),
      restWords: (rest) => restOfDays(rest, days),
      timeZone: album.timeZone,
      withAccount: album.hasSeveralAccounts,
      withNetwork: album.hasSeveralNetworks,
      text: (terminal, sections) => terminalView({ ...album, sections }, terminal),
    },
    options,
  );
}

function elsewhereOf({ occasion }: DaysAlbum): Elsewhere {
  const dayOf = (section: Section): PlainDate => section.day ?? occasion.first;
  return {
    omitted: (section, count) => {
      const { year } = section.date;
      return { count, year, command: yearCommand(dayOf(section), year) };
    },
    photos: (section) => `${daysCommand(dayOf(section), dayOf(section))} --open`,
  };
}

/** The words of the best post that the subject does not begin with, where there is another one. */
function previewOf(best: readonly Memory[]): string | null {
  const opening = openingOf(best);
  const texts = best
    .filter((post) => !isTextCovered(post, false))
    .map((post) => ({ post, text: sanitizeLine(displayText(post).text) }));
  const other = texts.find(({ post, text }) => text !== '' && post !== opening?.post);
  return (other ?? texts.find(({ text }) => text !== ''))?.text ?? null;
}

function albumFor(days: readonly Memories[], { nearest = null }: DayEmailChoice): DaysAlbum {
  const today = days.at(-1)?.date;
  return albumOfDays(days, nearest && today ? [{ type: 'nearest', date: nearest, today }] : []);
}

function letterOf(album: DaysAlbum): EmailContent {
  const subtitle = albumSubtitle(album);
  return {
    title: albumTitle(album.occasion),
    heading: headingOf(album.occasion),
    subtitle,
    isEmpty: album.sections.length === 0,
    preview: subtitle,
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
