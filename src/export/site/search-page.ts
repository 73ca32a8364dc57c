// The index of the site's search: the texts in files of a size that a browser reads at once.

import { searchFile } from './addresses.ts';
import type { FolderOut } from '../output/output.ts';
import type { Memory } from '../../library/memory.ts';
import { foldCase } from '../../text/folding.ts';
import { type Markup, markup } from '../../text/html.ts';
import { sanitize } from '../../text/sanitize.ts';
import { localDateOf } from '../../time/calendar.ts';
import { displayText } from '../../views/post-words.ts';
import { type SiteContext, sitePage, siteHeading } from './page.ts';
import type { Entry } from './search/engine.ts';

/** In UTF-16 code units. */
const PART = 500_000;

export class SearchParts {
  readonly #out: FolderOut;
  #entries: string[] = [];
  #size = 0;
  /** How many are written. */
  count = 0;

  constructor(out: FolderOut) {
    this.#out = out;
  }

  async add(entry: Entry): Promise<void> {
    const text = JSON.stringify(entry);
    this.#entries.push(text);
    this.#size += text.length;
    if (this.#size >= PART) await this.#write();
  }

  async end(): Promise<void> {
    if (this.#entries.length > 0) await this.#write();
  }

  async #write(): Promise<void> {
    this.count += 1;
    await this.#out.put(searchFile(this.count), searchPart(this.count, this.#entries));
    [this.#entries, this.#size] = [[], 0];
  }
}

/** The field; on the page that searches it has the number of parts that the index has. */
export function searchForm(parts: number | null): Markup {
  const own = parts === null ? null : markup` id="search" data-parts="${parts}"`;
  const focus = parts === null ? null : markup` autofocus`;
  return markup`<form class="search" role="search" action="search.html" method="get"${own}><label class="unseen" for="words">Words to search for</label><input type="search" id="words" name="q" autocomplete="off" spellcheck="false" placeholder="heron “ice cream” 温泉"${focus}><button>Search</button></form>`;
}

/** The whole HTML document. Ends with a new line. */
export function siteSearch(parts: number, look: SiteContext): string {
  return sitePage(
    {
      title: 'Search',
      heading: siteHeading('Search', 'All tweets'),
      subtitle: 'Finds tweets that have all the words; “quotes” keep words together.',
      main: markup`${searchForm(parts)}
<noscript><p class="empty">Searching needs JavaScript; everything else works without.</p></noscript>
<p class="found" id="found" role="status"></p>
<ol class="lines" id="results"></ol>
<p class="more-results" id="more" hidden><button type="button">Show more</button></p>`,
      top: '',
      scripts: ['search.js'],
    },
    look,
  );
}

export function searchEntry(post: Memory, { timeZone, withAccount }: SiteContext): Entry {
  const text = sanitize(displayText(post).text);
  const all = [sanitize(post.text), ...post.media.flatMap(({ alt }) => (alt === null ? [] : [sanitize(alt)]))].join(
    '\n',
  );
  const words = foldCase(all);
  const entry = [
    localDateOf(post, timeZone).toString(),
    post.id,
    text,
    words === text.toLowerCase() ? 0 : words,
  ] as const;
  return withAccount ? [...entry, post.account] : entry;
}

/** A part of the index as a script: a page from a disk may load nothing else. */
export function searchPart(part: number, entries: readonly string[]): string {
  return `memories(${part}, [\n${entries.join(',\n')}\n]);\n`;
}
