// Searching the site: a page whose script looks through the files of the index, and those files.

import { localDateOf } from '../calendar.ts';
import type { Entry } from '../export/site/search/engine.ts';
import type { Memory } from '../memories.ts';
import { folded } from '../search-words.ts';
import { harmless } from './harmless.ts';
import { markup, type Markup } from './page-markup.ts';
import { siteHeading, sitePage, type SiteLook } from './site-page.ts';
import { shownText } from './tweet-words.ts';

/** The field; on the page that searches it has the number of parts that the index has. */
export function searchForm(parts: number | null): Markup {
  const own = parts === null ? null : markup` id="search" data-parts="${parts}"`;
  const focus = parts === null ? null : markup` autofocus`;
  return markup`<form class="search" role="search" action="search.html" method="get"${own}><label class="unseen" for="words">Words to search for</label><input type="search" id="words" name="q" autocomplete="off" spellcheck="false" placeholder="heron “ice cream” 温泉"${focus}><button>Search</button></form>`;
}

/** The whole HTML document. Ends with a new line. */
export function siteSearch(parts: number, look: SiteLook): string {
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

export function searchEntry(tweet: Memory, { timeZone, withAccount }: SiteLook): Entry {
  const text = harmless(shownText(tweet).text);
  const all = [harmless(tweet.text), ...tweet.media.flatMap(({ alt }) => (alt === null ? [] : [harmless(alt)]))].join(
    '\n',
  );
  const words = folded(all);
  const entry = [
    localDateOf(tweet, timeZone).toString(),
    tweet.id,
    text,
    words === text.toLowerCase() ? 0 : words,
  ] as const;
  return withAccount ? [...entry, tweet.account] : entry;
}

/** A part of the index as a script: a page from a disk may load nothing else. */
export function searchPart(part: number, entries: readonly string[]): string {
  return `memories(${part}, [\n${entries.join(',\n')}\n]);\n`;
}
