// The 366 pages of days, each growing by a year as the posts of its date have come, the newest first.

import { dateOfNumber, dayNumberOfDate, localDateOf, Temporal, type PlainDate } from '../../time/calendar.ts';
import { blocksOf } from '../../memories/selection.ts';
import type { Memory } from '../../library/memory.ts';
import type { UsualFor } from '../../memories/choose.ts';
import type { DayYears } from './day-years.ts';
import { dayFile, yearFile, yearAnchor } from './addresses.ts';
import { siteFrame, siteHeading, prevNextLinks, type SiteContext } from './page.ts';
import type { FolderOut } from '../output/output.ts';
import { photosOf } from './media.ts';
import { markup } from '../../text/html.ts';
import { formatDay, WEEKDAYS } from '../../text/numbers-and-dates.ts';
import { foldSections, type FoldedSection } from '../../views/page/fold.ts';
import { yearCards, yearLinks } from '../../views/page/sections.ts';

/** Every day there is, in a year that has them all. */
export const ALL_DAYS: readonly PlainDate[] = Array.from({ length: 366 }, (_, index) =>
  Temporal.PlainDate.from('2024-01-01').add({ days: index }),
);

export class DayPages {
  readonly #out: FolderOut;
  readonly #look: SiteContext;
  readonly #years: DayYears;
  readonly #usualFor: UsualFor;
  /** Posts by the number of their day, of the last few days. */
  readonly #open = new Map<number, Memory[]>();
  readonly #written = new Set<string>();

  constructor(out: FolderOut, look: SiteContext, { years, usualFor }: { years: DayYears; usualFor: UsualFor }) {
    this.#out = out;
    this.#look = look;
    this.#years = years;
    this.#usualFor = usualFor;
  }

  begin(): void {
    for (const date of ALL_DAYS) {
      const years = this.#years.of(date).map((year) => ({ year, anchor: yearAnchor(year) }));
      const links = yearLinks(years)?.toString() ?? '';
      this.#out.append(dayFile(date), siteDayFrame(date, this.#look).head + links);
    }
  }

  add(post: Memory): void {
    const day = dayNumberOfDate(localDateOf(post, this.#look.timeZone));
    const posts = this.#open.get(day);
    if (posts) {
      posts.push(post);
      return;
    }
    this.#open.set(day, [post]);
    // A post without a time can come between those of the day before or after.
    for (const other of [...this.#open.keys()]) if (other > day + 1) this.#write(other);
  }

  end(): void {
    for (const day of [...this.#open.keys()].sort((a, b) => b - a)) this.#write(day);
    for (const [index, date] of ALL_DAYS.entries()) {
      const main = this.#isWritten(date) ? '' : emptyDay(this.#nearest(index));
      this.#out.append(dayFile(date), main + siteDayFrame(date, this.#look).tail);
    }
  }

  #isWritten(date: PlainDate): boolean {
    return this.#written.has(dayFile(date));
  }

  /** The nearest day that has posts, around the year; null if no day has any. */
  #nearest(index: number): PlainDate | null {
    for (let days = 1; days <= ALL_DAYS.length / 2; days += 1) {
      for (const at of [index - days, index + days]) {
        const date = ALL_DAYS.at(at % ALL_DAYS.length);
        if (date && this.#isWritten(date)) return date;
      }
    }
    return null;
  }

  #write(day: number): void {
    const posts = (this.#open.get(day) ?? []).sort(byTime);
    const date = dateOfNumber(day);
    this.#open.delete(day);
    this.#written.add(dayFile(date));
    const [section] = foldSections([blocksOf(posts)], this.#usualFor, this.#years.heightFor(date));
    const look = { ...this.#look, photos: photosOf(posts) };
    if (section) this.#out.append(dayFile(date), siteDayYear(date, section, look));
  }
}

/** Posts without a time before the others of their date. */
export function byTime(a: Memory, b: Memory): number {
  if (a.dateOnly !== b.dateOnly) return a.dateOnly ? -1 : 1;
  return a.postedAt - b.postedAt || (BigInt(a.id) < BigInt(b.id) ? -1 : 1);
}

/** What stands before and after the years of a day. */
function siteDayFrame(date: PlainDate, look: SiteContext): { head: string; tail: string } {
  const name = formatDay(date);
  return siteFrame(
    {
      title: `On this day, ${name}`,
      heading: siteHeading('On this day,', name),
      subtitle: null,
      top: '../',
      prevNext: prevNextLinks(neighbour(date, -1), neighbour(date, 1)),
      isLong: true,
    },
    look,
  );
}

/** In place of the years when there are none. */
function emptyDay(nearest: PlainDate | null): string {
  const instead =
    nearest &&
    markup`<p class="instead">The nearest day that has some is <a class="address" href="../${dayFile(nearest)}">${formatDay(nearest)}</a>.</p>\n`;
  return markup`<p class="empty">Nothing was written on this day.</p>\n${instead}`.toString();
}

function neighbour(date: PlainDate, days: number): { address: string; words: string } {
  const other = date.add({ days });
  return { address: `../${dayFile(other)}`, words: formatDay(other) };
}

/** The posts of one date, by time. */
function siteDayYear(date: PlainDate, section: FoldedSection, look: SiteContext): string {
  const id = yearAnchor(date.year);
  const made = markup`
<section class="year" id="${id}" aria-labelledby="${id}-name">
<h2 class="year-name" id="${id}-name"><a class="ago" href="../${yearFile(date.year)}">${date.year}</a><span class="unseen">, </span>${WEEKDAYS[date.dayOfWeek - 1] ?? ''}</h2>
<div class="cards">
${yearCards(section, date.year, look)}</div>
</section>
`;
  return made.toString();
}
