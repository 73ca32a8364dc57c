// The pages of threads: parts are gathered until the first one has come, or should have, which comes last.

import { isMadeId } from '../../post/id.ts';
import type { Block, Memory } from '../../library/memory.ts';
import { dayFile, threadFile, threadListFile } from './addresses.ts';
import { sitePage, siteHeading, prevNextLinks, type SiteContext } from './page.ts';
import { threadLine, ThreadLists, type ThreadLine } from './thread-lists.ts';
import type { FolderOut } from '../output/output.ts';
import { byTime } from './day-pages.ts';
import { photosOf } from './media.ts';
import { type Markup, markup } from '../../text/html.ts';
import { formatDate, formatDateInYear, formatDay, pluralize } from '../../text/numbers-and-dates.ts';
import { DAY_MS, isoDate, localDateOf } from '../../time/calendar.ts';
import { postCard } from '../../views/page/post-card.ts';

/** Posts come by their ids. One without a time can seem earlier than it was, by up to this many milliseconds. */
const LATENESS = 2 * DAY_MS;

/** Open threads are looked through once per this many posts. */
const AT_A_TIME = 500;

export class ThreadPages {
  readonly #out: FolderOut;
  readonly #look: SiteContext;
  /** By the first part's id. */
  readonly #open = new Map<string, Memory[]>();
  /**
   * Those whose first part came, or should have come, and that still miss others: these may be left out, or come a little
   * later. With when what came at that time was written.
   */
  readonly #waiting = new Map<string, number>();
  #tweets = 0;
  /** Those that were written without all their parts. */
  readonly #writtenInPart = new Set<string>();
  readonly #lists: ThreadLists;

  constructor(out: FolderOut, look: SiteContext) {
    this.#out = out;
    this.#look = look;
    this.#lists = new ThreadLists(out, look);
  }

  add(post: Memory): void {
    this.#tweets += 1;
    if (this.#tweets % AT_A_TIME === 0) this.#noticePassed(post);
    this.#endWaiting(post.postedAt);
    if (post.thread === null) return;
    const { id, size } = post.thread;
    if (this.#writtenInPart.has(id)) return;
    const parts = this.#open.get(id) ?? [];
    parts.push(post);
    this.#open.set(id, parts);
    if (parts.length === size) this.#write(id, parts);
    else if (post.id === id) this.#waiting.set(id, post.postedAt);
  }

  /** Twitter's ids only become less: of a thread that begins later than this post, the first part is left out. */
  #noticePassed({ id, postedAt }: Memory): void {
    if (isMadeId(id)) return;
    const least = BigInt(id);
    for (const open of this.#open.keys()) {
      if (!this.#waiting.has(open) && !isMadeId(open) && BigInt(open) > least) this.#waiting.set(open, postedAt);
    }
  }

  #endWaiting(postedAt: number): void {
    for (const [id, firstAt] of this.#waiting) {
      if (firstAt - postedAt < LATENESS) return;
      this.#write(id, this.#open.get(id) ?? []);
    }
  }

  /** Writes those that still wait, and ends the lists. */
  end(): void {
    for (const [id, parts] of this.#open) this.#write(id, parts);
    this.#lists.end();
  }

  /** How many begin in a year. */
  countOf(year: number): number {
    return this.#lists.countOf(year);
  }

  #write(id: string, gathered: Memory[]): void {
    const parts = gathered.sort(byTime);
    this.#open.delete(id);
    this.#waiting.delete(id);
    if (parts.length < (parts[0]?.thread?.size ?? 0)) this.#writtenInPart.add(id);
    const look = { ...this.#look, withAnchors: false, photos: photosOf(parts) };
    const line = threadLine(id, parts, look);
    this.#out.put(threadFile(id), siteThread(line, parts, look));
    // The other parts can be left out: then a day's page still leads here, but there is nothing to list.
    if (parts.length > 1) this.#lists.add(line);
  }
}

/** All parts of a thread, a card for those of each date. */
function siteThread({ date, size }: ThreadLine, parts: Block, look: SiteContext): string {
  const dates = new Map<string, Block>();
  for (const part of parts) {
    const key = isoDate(localDateOf(part, look.timeZone));
    dates.set(key, [...(dates.get(key) ?? []), part]);
  }
  return sitePage(
    {
      title: `A thread of ${formatDate(date)}`,
      heading: siteHeading('A thread of', `${formatDay(date)} ${date.year}`),
      subtitle: pluralize(size, 'part'),
      main: [...dates.values()].map((block) => datePart(block, look)),
      top: '../',
      prevNext: prevNextLinks(null, { address: `../${threadListFile(date.year)}`, words: `Threads of ${date.year}` }),
    },
    look,
  );
}

function datePart(block: Block, look: SiteContext): Markup {
  const [first] = block;
  const date = first ? localDateOf(first, look.timeZone) : null;
  if (!first || !date) return markup``;
  const day = `../${dayFile(date)}#t${first.id}`;
  const id = `date-${isoDate(date)}`;
  // Each part says of what thread it is: here that is known.
  const parts = block.map((post) => ({ ...post, thread: null }));
  return markup`
<section class="year" aria-labelledby="${id}">
<h2 class="year-name" id="${id}"><a class="ago" href="${day}">${date.year}</a><span class="unseen">, </span>${formatDateInYear(date)}</h2>
<div class="cards">${postCard(parts, look)}</div>
</section>`;
}
