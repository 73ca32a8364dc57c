// The lists of threads, one for each year in which some begin. A list grows as its threads are written, the newest first.

import type { Block } from '../../library/memory.ts';
import { markup } from '../../text/html.ts';
import { formatDay, pluralize } from '../../text/numbers-and-dates.ts';
import { localDateOf, type PlainDate } from '../../time/calendar.ts';
import { openText } from '../../views/covered.ts';
import { Gathered, type FolderOut } from '../output/output.ts';
import { threadFile, threadListFile, yearFile } from './addresses.ts';
import { prevNextLinks, siteFrame, siteHeading, type SiteContext } from './page.ts';

/** The threads of a year, gathered: to open a file for each of its lines takes longer than to make them. */
interface ThreadList {
  readonly text: Gathered;
  count: number;
}

export class ThreadLists {
  readonly #out: FolderOut;
  readonly #look: SiteContext;
  readonly #lists = new Map<number, ThreadList>();

  constructor(out: FolderOut, look: SiteContext) {
    this.#out = out;
    this.#look = look;
  }

  add(line: ThreadLine): void {
    const { year } = line.date;
    const list = this.#lists.get(year) ?? this.#begun(year);
    this.#grow(year, list, siteThreadLine(line));
    list.count += 1;
  }

  end(): void {
    for (const [year, list] of this.#lists) {
      this.#grow(year, list, siteThreadListFrame(year, this.#look).tail);
      this.#out.append(threadListFile(year), list.text.take());
    }
  }

  /** How many begin in a year. */
  countOf(year: number): number {
    return this.#lists.get(year)?.count ?? 0;
  }

  #begun(year: number): ThreadList {
    const list = { text: new Gathered(), count: 0 };
    this.#lists.set(year, list);
    this.#grow(year, list, siteThreadListFrame(year, this.#look).head);
    return list;
  }

  #grow(year: number, { text }: ThreadList, added: string): void {
    this.#out.append(threadListFile(year), text.add(added));
  }
}

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
export function threadLine(id: string, parts: Block, { timeZone, showSensitive }: SiteContext): ThreadLine {
  const [first] = parts;
  if (!first) throw new Error('a thread has parts');
  const words = beginningOf(openText(first, showSensitive));
  return { id, date: localDateOf(first, timeZone), words, size: parts.length };
}

function beginningOf(text: string): string {
  if (text.length <= MOST_WORDS) return text;
  const all = Array.from(text.slice(0, 4 * MOST_WORDS));
  return all.length > MOST_WORDS ? `${all.slice(0, MOST_WORDS - 1).join('')}…` : text;
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
