// The work of `memories today`, `on` and `week`: days, named in three ways.

import { dateOf, type PlainDate } from '../time/calendar.ts';
import type { Context } from '../platform/context.ts';
import type { Memories } from '../memories/selection.ts';
import type { UsualFor } from '../memories/choose.ts';
import { nearestDay, onThisDay, type DayQuery } from '../memories/on-this-day.ts';
import { type DaysAlbum, type Note } from '../views/album.ts';
import { formatWhen, isAnyOmitted } from '../views/album-words.ts';
import { linePhrase, noteLines } from '../views/note-words.ts';
import { phraseText, type NameCommand } from '../views/phrase.ts';
import { jsonOfDay, jsonOfDays } from '../views/post-json.ts';
import { commandNaming, type ShowFlags } from './flags.ts';
import { withSession, type Session } from './session.ts';
import { showAlbum } from './show-album.ts';
import { readDate } from './read-date.ts';
import { albumOfDays } from '../views/make-album.ts';

export interface DayFlags extends ShowFlags {
  /** How many days before and after, too. */
  readonly days?: number;
  readonly year?: number;
  readonly limit?: number | null;
}

/** `words` name the day. Throws a UsageError when they don't. */
export async function showDay(context: Context, flags: DayFlags, words: string): Promise<void> {
  // What is no date needs no database to be told.
  await readDate(words, dateOf(context.now(), 'UTC'));
  await withSession(context, flags, async (session) => {
    const { date } = await readDate(words, session.today);
    const around = flags.days ?? 0;
    const dates = Array.from({ length: 2 * around + 1 }, (_, index) => date.add({ days: index - around }));
    await showDays(context, flags, session, dates, date);
  });
}

export async function showWeek(context: Context, flags: DayFlags): Promise<void> {
  await withSession(context, flags, async (session) => {
    const dates = Array.from({ length: 7 }, (_, index) => session.today.subtract({ days: 6 - index }));
    await showDays(context, flags, session, dates, session.today);
  });
}

/** Shows dates in their order; `center` is the one that was asked for. */
async function showDays(
  context: Context,
  flags: DayFlags,
  session: Session,
  dates: readonly PlainDate[],
  center: PlainDate,
): Promise<void> {
  const { year } = flags;
  const query = (date: PlainDate): DayQuery => ({ ...session.choice, date, accountIds: session.accountIds, year });
  const days = await withinLimit(
    dates.map((date) => onThisDay(session.library, query(date))),
    session,
    flags,
  );
  if (flags.json) {
    context.stdout.write(jsonOf(days));
    return;
  }
  const isEmpty = days.every(({ shown }) => shown === 0);
  const notes = isEmpty ? nearestNote(nearestDay(session.library, query(center)), session.today) : [];
  const album = albumOfDays(days, notes);
  if (isEmpty && isForTerminal(flags)) context.stdout.write(nothingOn(album, commandNaming(context, flags), year));
  else await showAlbum(context, session, flags, album, isForTerminal(flags) ? undefined : await usualOf(session));
}

/** All, where no limit is set: to rank them takes time. The setting is for terminals: programs and pages get what they ask for. */
async function withinLimit(days: Memories[], session: Session, flags: DayFlags): Promise<Memories[]> {
  const limit = flags.limit ?? (isForTerminal(flags) ? session.config.get('limit') : null);
  if (limit === null) return days;
  const { choosePosts } = await import('../memories/choose.ts');
  return choosePosts(days, limit, await usualOf(session));
}

function isForTerminal({ json, html, open }: DayFlags): boolean {
  return json !== true && html === undefined && open !== true;
}

/** Loaded only where something is chosen: most runs show all. */
async function usualOf({ library }: Session): Promise<UsualFor> {
  const { usualIn } = await import('../memories/choose.ts');
  return usualIn(library.db);
}

/** The nearest day that has memories, for days without any. */
function nearestNote(date: PlainDate | null, today: PlainDate): Note[] {
  return date === null ? [] : [{ type: 'nearest', date, today }];
}

function jsonOf(days: readonly Memories[]): string {
  const [day, ...others] = days;
  return day && others.length === 0 ? jsonOfDay(day) : jsonOfDays(days);
}

/** A day without memories is no failure. */
function nothingOn(album: DaysAlbum, nameCommand: NameCommand, year?: number): string {
  const then = year === undefined ? 'then in earlier years' : `then in ${year}`;
  const why = isAnyOmitted(album.leftOut) ? '' : `: nothing was written ${then}`;
  const notes = noteLines(album, false).map((line) => phraseText(linePhrase(line), nameCommand));
  return `${[`No memories ${formatWhen(album.occasion)}${why}.`, ...notes].join('\n')}\n`;
}
