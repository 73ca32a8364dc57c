// The index of the site's search: the texts in files of a size that a browser reads at once.

import { searchFile } from './addresses.ts';
import type { FolderOut } from '../output/output.ts';
import type { Memory } from '../../library/memory.ts';
import { foldCase } from '../../text/folding.ts';
import { textsBeside } from '../../post/beside-text.ts';
import { type Markup, markup } from '../../text/html.ts';
import { encodeAddress, isWebAddress, sanitize } from '../../text/sanitize.ts';
import { localDateOf } from '../../time/calendar.ts';
import { areMediaCovered, isTextCovered, openText } from '../../views/covered.ts';
import { shownPhotos } from '../../views/page/media.ts';
import { addressOf } from '../../views/page/post-text.ts';
import { displayText, formatPostDate } from '../../views/post-words.ts';
import { photosOf } from './media.ts';
import { type SiteContext, sitePage, siteHeading } from './page.ts';
import type { Entry, Link, Photo } from './search/engine.ts';
import { linkAddress } from './search/excerpt.ts';

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
  return markup`<form class="search" role="search" action="search.html" method="get"${own}><label class="unseen" for="words">Words to search for</label><input type="search" id="words" name="q" autocomplete="off" spellcheck="false" placeholder="Search your posts"${focus}><button>Search</button></form>`;
}

/** The whole HTML document. Ends with a newline. */
export function siteSearch(parts: number, look: SiteContext): string {
  return sitePage(
    {
      title: 'Search',
      heading: siteHeading('Search', 'All posts'),
      subtitle: 'Finds posts that have all the words; “quotes” keep words together.',
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

export function searchEntry(post: Memory, look: SiteContext): Entry {
  // What is covered is found too, but what is shown of it is what covers it.
  const isCovered = isTextCovered(post, look.showSensitive);
  const shown = isCovered ? { text: openText(post), spans: [] } : displayText(post);
  const text = sanitize(shown.text);
  const all = [post.text, ...textsBeside(post)].map(sanitize).join('\n');
  const words = foldCase(all);
  const entry = [
    localDateOf(post, look.timeZone).toString(),
    post.id,
    text,
    words === text.toLowerCase() ? 0 : words,
  ] as const;
  const account = look.withAccount ? post.account : 0;
  const links = linksOf(shown);
  const photos = thumbnailsOf(post, look);
  if (photos.length > 0) return [...entry, account, links.length > 0 ? links : 0, photos];
  if (links.length > 0) return [...entry, account, links];
  return look.withAccount ? [...entry, post.account] : entry;
}

function linksOf({ text, spans }: ReturnType<typeof displayText>): Link[] {
  const links: Link[] = [];
  let [from, at] = [0, 0];
  for (const span of spans) {
    if (span.start < from) continue;
    // Without what may not be shown, everything behind it stands earlier.
    at += sanitize(text.slice(from, span.start)).length;
    const shown = sanitize(text.slice(span.start, span.end));
    const address = addressOf(span, shown);
    if (isWebAddress(address)) links.push(linkOf(at, shown, encodeAddress(address)));
    at += shown.length;
    from = span.end;
  }
  return links;
}

function linkOf(start: number, shown: string, address: string): Link {
  return linkAddress(shown) === address ? [start, shown.length] : [start, shown.length, address];
}

/** What may be shown at once of the photos of a post. */
function thumbnailsOf(post: Memory, { timeZone, showSensitive }: SiteContext): Photo[] {
  if (post.media.length === 0 || areMediaCovered(post, showSensitive)) return [];
  const own = photosOf([{ ...post, quotedPost: null }]);
  return shownPhotos(post, formatPostDate(post, timeZone), { photos: own, showSensitive }).map(({ address, alt }) => [
    address.replace('../', ''),
    sanitize(alt),
  ]);
}

/** A part of the index as a script: a page from a disk may load nothing else. */
function searchPart(part: number, entries: readonly string[]): string {
  return `memories(${part}, [\n${entries.join(',\n')}\n]);\n`;
}
