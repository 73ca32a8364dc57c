// The pages of threads: parts are gathered until the first one has come, or should have, which comes last; and their
// lists, which grow.

import { isMadeId } from '../../post/id.ts';
import type { Block, Memory } from '../../library/memory.ts';
import { dayFile, threadFile, threadListFile, yearFile } from './addresses.ts';
import { siteFrame, sitePage, siteHeading, prevNextLinks, type SiteContext } from './page.ts';
import { buffered, type FolderOut } from '../output/output.ts';
import { byTime } from './day-pages.ts';
import { photosOf } from './media.ts';
import { type Markup, markup } from '../../text/html.ts';
import { formatDate, formatDateInYear, formatDay, pluralize } from '../../text/numbers-and-dates.ts';
import { DAY_MS, type PlainDate, localDateOf } from '../../time/calendar.ts';
import { openText } from '../../views/covered.ts';
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
  /** By the year in which their threads begin. */
  readonly #lists = new Map<number, ThreadList>();

  constructor(out: FolderOut, look: SiteContext) {
    this.#out = out;
    this.#look = look;
  }

  async add(post: Memory): Promise<void> {
    this.#tweets += 1;
    if (this.#tweets % AT_A_TIME === 0) this.#noticePassed(post);
    await this.#endWaiting(post.postedAt);
    if (post.thread === null) return;
    const { id, size } = post.thread;
    if (this.#writtenInPart.has(id)) return;
    const parts = this.#open.get(id) ?? [];
    parts.push(post);
    this.#open.set(id, parts);
    if (parts.length === size) await this.#write(id, parts);
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

  async #endWaiting(postedAt: number): Promise<void> {
    for (const [id, firstAt] of this.#waiting) {
      if (firstAt - postedAt < LATENESS) return;
      await this.#write(id, this.#open.get(id) ?? []);
    }
  }

  /** Writes those that still wait, and ends the lists. */
  async end(): Promise<void> {
    for (const [id, parts] of this.#open) await this.#write(id, parts);
    for (const [year, { text }] of this.#lists) {
      await text.write(siteThreadListFrame(year, this.#look).tail);
      await text.flush();
    }
  }

  /** How many begin in a year. */
  countOf(year: number): number {
    return this.#lists.get(year)?.count ?? 0;
  }

  async #write(id: string, gathered: Memory[]): Promise<void> {
    const parts = gathered.sort(byTime);
    this.#open.delete(id);
    this.#waiting.delete(id);
    if (parts.length < (parts[0]?.thread?.size ?? 0)) this.#writtenInPart.add(id);
    const look = { ...this.#look, withAnchors: false, photos: photosOf(parts) };
    await this.#out.put(threadFile(id), siteThread(id, parts, look));
    // The other parts can be left out: then a day's page still leads here, but there is nothing to list.
    if (parts.length > 1) await this.#list(id, parts);
  }

  async #list(id: string, parts: readonly Memory[]): Promise<void> {
    const line = threadLine(id, parts, this.#look);
    const { year } = line.date;
    const list = this.#lists.get(year) ?? (await this.#begun(year));
    await list.text.write(siteThreadLine(line));
    list.count += 1;
  }

  async #begun(year: number): Promise<ThreadList> {
    const list = { text: buffered((text) => this.#out.append(threadListFile(year), text)), count: 0 };
    this.#lists.set(year, list);
    await list.text.write(siteThreadListFrame(year, this.#look).head);
    return list;
  }
}

/** The threads of a year, gathered: to open a file for each of its lines takes longer than to make them. */
interface ThreadList {
  readonly text: ReturnType<typeof buffered>;
  count: number;
}

/** What a list says of a thread. */
interface ThreadLine {
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
function threadLine(id: string, parts: Block, { timeZone, showSensitive }: SiteContext): ThreadLine {
  const [first] = parts;
  if (!first) throw new Error('a thread has parts');
  const all = Array.from(openText(first, showSensitive).slice(0, 4 * MOST_WORDS));
  const words = all.length > MOST_WORDS ? `${all.slice(0, MOST_WORDS - 1).join('')}…` : all.join('');
  return { id, date: localDateOf(first, timeZone), words, size: parts.length };
}

/** All parts of a thread, a card for those of each date. */
function siteThread(id: string, parts: Block, look: SiteContext): string {
  const { date, size } = threadLine(id, parts, look);
  const dates = new Map<string, Block>();
  for (const part of parts) {
    const key = localDateOf(part, look.timeZone).toString();
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
  const id = `date-${date.toString()}`;
  // Each part says of what thread it is: here that is known.
  const parts = block.map((post) => ({ ...post, thread: null }));
  return markup`
<section class="year" aria-labelledby="${id}">
<h2 class="year-name" id="${id}"><a class="ago" href="${day}">${date.year}</a><span class="unseen">, </span>${formatDateInYear(date)}</h2>
<div class="cards">${postCard(parts, look)}</div>
</section>`;
}

/** What stands before and after the threads that begin in a year, the newest first. */
function siteThreadListFrame(year: number, look: SiteContext): { head: string; tail: string } {
  const { head, tail } = siteFrame(
    {
      title: `Threads of ${year}`,
      heading: siteHeading('Threads of', year),
      subtitle: null,
      top: '../',
      prevNext: prevNextLinks(null, { address: `../${yearFile(year)}`, words: String(year) }),
    },
    look,
  );
  return { head: `${head}<ol class="lines">`, tail: `</ol>${tail}` };
}

/** A thread in the list of its year. */
function siteThreadLine({ id, date, words, size }: ThreadLine): string {
  const line = markup`
<li class="card"><p class="about"><a class="permalink" href="../${threadFile(id)}">${formatDay(date)} · ${pluralize(size, 'part')}</a></p><p class="text" dir="auto">${words}</p></li>`;
  return line.toString();
}
