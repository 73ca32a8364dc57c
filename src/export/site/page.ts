// What all pages of the site share: the way to the others, the style in one file, and a policy that keeps them in their folder.

import { markup, type Markup, type Piece } from '../../text/html.ts';
import { pageDocument, pageFrame, type PageParts } from '../../views/page/page.ts';
import type { Look } from '../../views/page/post-card.ts';

/** How a site shows posts, and what stands at the end of its pages. */
export interface SiteContext extends Look {
  /** When the site was made, in ISO 8601; undefined where it does not say. */
  readonly generatedAt: string | undefined;
}

export interface SiteFrame {
  readonly title: string;
  readonly heading: Markup;
  readonly subtitle: string | null;
  /** From the page to the folder of the site: empty for the pages that lie in it. */
  readonly top: '' | '../';
  /** Scripts of the site, by their names; only these run. */
  readonly scripts?: readonly string[];
  /** The pages before and after it. */
  readonly prevNext?: Markup | null;
  /** Then they are linked to at its end, too. */
  readonly isLong?: boolean;
}

export interface SitePage extends SiteFrame {
  readonly main: Piece;
}

// Some browsers don't count the files next to a page on a disk as its own: they need the scheme's name.
const OWN = "'self' file:";
const POLICY = `default-src 'none'; img-src ${OWN} data:; style-src ${OWN} 'unsafe-inline'; form-action ${OWN}; base-uri 'none'`;

/** The whole HTML document. Ends with a newline. */
export function sitePage({ main, ...page }: SitePage, context: SiteContext): string {
  return pageDocument({ ...pageParts(page, context), main });
}

/** What stands before and after the main part of a page, for what is written between them as it comes. */
export function siteFrame(page: SiteFrame, context: SiteContext): { readonly head: string; readonly tail: string } {
  return pageFrame(pageParts(page, context));
}

function pageParts(page: SiteFrame, { timeZone, generatedAt }: SiteContext): Omit<PageParts, 'main'> {
  const { title, heading, subtitle, top, scripts = [], prevNext = null, isLong = false } = page;
  const files = [
    markup`<link rel="stylesheet" href="${top}style.css">`,
    ...scripts.map((name) => markup`<script src="${top}${name}" defer></script>`),
  ];
  return {
    title,
    heading,
    subtitle,
    wayOn: isLong ? markup`<nav class="ways on" aria-label="Days before and after">${prevNext}</nav>\n` : null,
    notes: [],
    timeZone,
    generatedAt,
    surroundings: {
      policy: scripts.length === 0 ? POLICY : `${POLICY}; script-src ${OWN}`,
      files: markup`${files}`,
      navigation: markup`<nav class="ways" aria-label="Site"><a href="${top}index.html">Calendar</a> <a href="${top}index.html#years">Years</a> <a href="${top}search.html">Search</a>${prevNext}</nav>
`,
    },
  };
}

/** `On this day` small above, `22 November` large. */
export function siteHeading(occasion: string, name: Piece): Markup {
  return markup`<h1><span class="occasion">${occasion}</span> <span class="date">${name}</span></h1>`;
}

/** Links to the page before and the one after. */
export function prevNextLinks(before: { address: string; words: string } | null, after: typeof before): Markup {
  const way = (to: typeof before, rel: 'prev' | 'next'): Piece =>
    to &&
    markup` <a rel="${rel}" href="${to.address}">${rel === 'prev' ? '← ' : ''}${to.words}${rel === 'next' ? ' →' : ''}</a>`;
  return markup`<span class="beside">${way(before, 'prev')}${way(after, 'next')}</span>`;
}
