// The page of the site's search, and its field, which is on the front page too.

import { type Markup, markup } from '../../text/html.ts';
import { type SiteContext, sitePage, siteHeading } from './page.ts';

/** The field. @param isSearching whether the page itself searches, or leads to the one that does */
export function searchForm(isSearching: boolean): Markup {
  const own = isSearching ? markup` id="search"` : null;
  const focus = isSearching ? markup` autofocus` : null;
  return markup`<form class="search" role="search" action="search.html" method="get"${own}><label class="unseen" for="words">Words to search for</label><input type="search" id="words" name="q" autocomplete="off" spellcheck="false" placeholder="Search your posts"${focus}><button>Search</button></form>`;
}

/** The whole HTML document. Ends with a newline. */
export function siteSearch(look: SiteContext): string {
  return sitePage(
    {
      title: 'Search',
      heading: siteHeading('Search', 'All posts'),
      subtitle: 'Finds posts that have all the words; “quotes” keep words together.',
      main: markup`${searchForm(true)}
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
