// The commands that show days: what is read elsewhere, or says that there is more, names them.

import type { PlainDate } from '../time/calendar.ts';

/** The command that shows these days, in whatever year somebody reads of it. */
export function daysCommand(first: PlainDate, last: PlainDate): string {
  const days = first.until(last).days + 1;
  const dates = Array.from({ length: days }, (_, index) => first.add({ days: index }));
  const around = Math.floor(days / 2);
  const center = first.add({ days: around });
  const words = `memories on ${dates.some(dependsOnYear) ? center.toString() : monthAndDay(center)}`;
  return around === 0 ? words : `${words} --days ${around}`;
}

/** Which memories the end of February has is another matter in a leap year. */
export function dependsOnYear({ month, day }: PlainDate): boolean {
  return month === 2 && day >= 28;
}

export function monthAndDay(date: PlainDate): string {
  return date.toString().slice(-5);
}

/** What shows all memories that a day has of a year. */
export function yearCommand(day: PlainDate, year: number): string {
  return `${daysCommand(day, day)} --year ${year}`;
}
