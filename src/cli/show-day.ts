// The work of `memories today`, `on` and `week`: days, named in three ways.

import { parseDate, type PlainDate } from '../time/calendar.ts';
import type { Context } from '../platform/context.ts';
import type { Memories } from '../memories/selection.ts';
import { nearestDay, onThisDay, type DayQuery } from '../memories/on-this-day.ts';
import { albumOfDays, sumOmitted, omissionNotes } from '../views/album.ts';
import { jsonOfDay, jsonOfDays } from '../views/post-json.ts';
import { formatDay } from '../text/numbers-and-dates.ts';
import type { ShowFlags } from './flags.ts';
import { withSession, type Session } from './session.ts';
import { showAlbum } from './show-album.ts';

export interface DayFlags extends ShowFlags {
  /** How many days before and after, too. */
  readonly days?: number;
}

/** `words` name the day. */
export async function showDay(context: Context, flags: DayFlags, words: string): Promise<void> {
  await withSession(context, flags, async (session) => {
    const date = parseDate(words, session.today) ?? session.today;
    const around = flags.days ?? 0;
    const dates = Array.from({ length: 2 * around + 1 }, (_, index) => date.add({ days: index - around }));
    await showDays(context, flags, session, dates, date);
  });
}

export async function showWeek(context: Context, flags: ShowFlags): Promise<void> {
  await withSession(context, flags, async (session) => {
    const dates = Array.from({ length: 7 }, (_, index) => session.today.subtract({ days: 6 - index }));
    await showDays(context, flags, session, dates, session.today);
  });
}

/** Shows dates in their order; `center` is the one that was asked for. */
async function showDays(
  context: Context,
  flags: ShowFlags,
  session: Session,
  dates: readonly PlainDate[],
  center: PlainDate,
): Promise<void> {
  const query = (date: PlainDate): DayQuery => ({ ...session.choice, date, accountIds: session.accountIds });
  const days = dates.map((date) => onThisDay(session.library, query(date)));
  if (flags.json) context.stdout.write(jsonOf(days));
  else if (days.some(({ shown }) => shown > 0) || flags.html !== undefined || flags.open) {
    await showAlbum(context, session.config, flags, albumOfDays(days));
  } else context.stdout.write(nothingOn(days, center, nearestDay(session.library, query(center)), session.today.year));
}

function jsonOf(days: readonly Memories[]): string {
  const [day, ...others] = days;
  return day && others.length === 0 ? jsonOfDay(day) : jsonOfDays(days);
}

/** For days without memories: names the nearest day that has some, with its year if that is not this one. */
function nothingOn(days: readonly Memories[], center: PlainDate, nearest: PlainDate | null, thisYear: number): string {
  const [first, last] = [days.at(0)?.date ?? center, days.at(-1)?.date ?? center];
  const when = days.length === 1 ? `on ${formatDay(center)}` : `from ${formatDay(first)} to ${formatDay(last)}`;
  const notes = omissionNotes(sumOmitted(days));
  const why = notes.length === 0 ? ': nothing was written then in earlier years' : '';
  const lines = [`No memories ${when}${why}.`];
  if (nearest !== null) {
    const isThisYear = nearest.year === thisYear;
    const date = isThisYear ? nearest.toString().slice(5) : nearest.toString();
    const words = isThisYear ? formatDay(nearest) : `${formatDay(nearest)} ${nearest.year}`;
    lines.push(`The nearest day that has some is ${words}: memories on ${date}`);
  }
  return `${[...lines, ...notes].join('\n')}\n`;
}
