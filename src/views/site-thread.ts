// A thread as a page of its own, and the list of those that begin in a year.

import { localDateOf, type PlainDate } from '../time/calendar.ts';
import type { Block } from '../memories/selection.ts';
import { markup, type Markup } from '../text/html.ts';
import { card } from './page/post-card.ts';
import { dayFile, threadFile, threadListFile, yearFile } from '../export/site/addresses.ts';
import { besides, siteHeading, sitePage, splitPage, type SiteLook } from '../export/site/page.ts';
import { counted, dateInWords, dayInWords } from '../text/numbers-and-dates.ts';

/** What a list says of a thread. */
export interface ThreadLine {
  readonly id: string;
  /** The local date of its first part. */
  readonly date: PlainDate;
  /** How its first part begins. */
  readonly words: string;
  readonly size: number;
}

/** How many code points of its first part a list says. */
const MOST_WORDS = 140;

/** @param id of the thread: its first part can be left out */
export function threadLine(id: string, parts: Block, timeZone: string): ThreadLine {
  const [first] = parts;
  if (!first) throw new Error('a thread has parts');
  const all = Array.from(first.text.slice(0, 4 * MOST_WORDS));
  const words = all.length > MOST_WORDS ? `${all.slice(0, MOST_WORDS - 1).join('')}…` : all.join('');
  return { id, date: localDateOf(first, timeZone), words, size: parts.length };
}

/** All parts of a thread, a card for those of each date. */
export function siteThread(id: string, parts: Block, look: SiteLook): string {
  const { date, size } = threadLine(id, parts, look.timeZone);
  const dates = new Map<string, Block>();
  for (const part of parts) {
    const key = localDateOf(part, look.timeZone).toString();
    dates.set(key, [...(dates.get(key) ?? []), part]);
  }
  return sitePage(
    {
      title: `A thread of ${dateInWords(date)}`,
      heading: siteHeading('A thread of', dayInWords(date)),
      subtitle: `${counted(size, 'part')}, begun in ${date.year}`,
      main: [...dates.values()].map((block) => datePart(block, look)),
      top: '../',
      beside: besides(null, { address: `../${threadListFile(date.year)}`, words: `Threads of ${date.year}` }),
    },
    look,
  );
}

function datePart(block: Block, look: SiteLook): Markup {
  const [first] = block;
  const date = first ? localDateOf(first, look.timeZone) : null;
  if (!first || !date) return markup``;
  const day = `../${dayFile(date)}#t${first.id}`;
  const id = `date-${date.toString()}`;
  // Each part says of what thread it is: here that is known.
  const parts = block.map((tweet) => ({ ...tweet, thread: null }));
  return markup`
<section class="year" aria-labelledby="${id}">
<h2 class="year-name" id="${id}"><a class="ago" href="${day}">${date.year}</a><span class="unseen">, </span>${dateInWords(date).replace(/ \d+$/, '')}</h2>
<div class="cards">${card(parts, look)}</div>
</section>`;
}

/** What stands before and after the threads that begin in a year, the newest first. */
export function siteThreadListFrame(year: number, look: SiteLook): { head: string; tail: string } {
  const { head, tail } = splitPage(
    {
      title: `Threads of ${year}`,
      heading: siteHeading('Threads of', year),
      subtitle: null,
      top: '../',
      beside: besides(null, { address: `../${yearFile(year)}`, words: String(year) }),
    },
    look,
  );
  return { head: `${head}<ol class="lines">`, tail: `</ol>${tail}` };
}

/** A thread in the list of its year. */
export function siteThreadLine({ id, date, words, size }: ThreadLine): string {
  const line = markup`
<li class="card"><p class="about"><a class="permalink" href="../${threadFile(id)}">${dayInWords(date)} · ${counted(size, 'part')}</a></p><p class="text" dir="auto">${words}</p></li>`;
  return line.toString();
}
