// The album as one page to keep: everything inside, no script, no request, and nothing of a post is ever markup.

import { dateOf } from '../../time/calendar.ts';
import type { UsualFor } from '../../memories/choose.ts';
import { postsIn, type Album, type Occasion } from '../album.ts';
import { albumSubtitle, albumTitle, daysTitle } from '../album-words.ts';
import { linePhrase, noteLines } from '../note-words.ts';
import type { NameCommand, Phrase } from '../phrase.ts';
import { Markup, markup, type Piece } from '../../text/html.ts';
import { byline, type People } from './byline.ts';
import type { MediaOptions } from './media.ts';
import pageStyle from './page.css';
import type { Look } from './post-card.ts';
import { daysOf, phraseMarkup } from './sections.ts';
import { formatDate } from '../../text/numbers-and-dates.ts';

export interface PageOptions extends MediaOptions, People {
  /** To choose what of a long page is open at once; else all is. */
  readonly usualFor?: UsualFor;
  /** When the page was made, in ISO 8601. */
  readonly generatedAt?: string;
  /** How commands are named, if not as they are. */
  readonly nameCommand?: NameCommand;
}

/** What stands around a page that is one of many. */
interface SiteChrome {
  readonly policy: string;
  /** Its style and its scripts, by their addresses. */
  readonly files: Markup;
  /** The way to the other pages. */
  readonly navigation: Markup;
}

const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

/** A drop of colour for the tab; it also keeps browsers from asking a server for one. */
const TAB_ICON =
  "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20viewBox='0%200%2016%2016'%3E%3Ccircle%20cx='8'%20cy='8'%20r='6'%20fill='%23a2527e'/%3E%3C/svg%3E";

/** The parts in which pages differ. */
export interface PageParts {
  readonly title: string;
  readonly heading: Markup;
  readonly subtitle: string | null;
  readonly main: Piece;
  /** The way on, where the last card has been read. */
  readonly wayOn?: Markup | null;
  readonly notes: readonly Phrase[];
  readonly timeZone: string;
  readonly generatedAt: string | undefined;
  readonly nameCommand?: NameCommand | undefined;
  /** CSS of this program beyond that of every page. */
  readonly style?: string;
  /** Else the page stands alone: everything is inside. */
  readonly surroundings?: SiteChrome;
}

/** The whole HTML document. Ends with a newline. */
export function pageView(album: Album, options: PageOptions): string {
  const look: Look = {
    ...options,
    timeZone: album.timeZone,
    withAccount: album.hasSeveralAccounts,
    withNetwork: album.hasSeveralNetworks,
    matchesIn: album.matchesIn,
  };
  const { occasion, sections, timeZone, notes } = album;
  const { usualFor, generatedAt, nameCommand } = options;
  const subtitle = albumSubtitle(album);
  return pageDocument({
    title: albumTitle(occasion),
    heading: markup`${byline(postsIn(album), options)}${heading(occasion)}`,
    subtitle: sections.length > 0 ? subtitle : null,
    main: sections.length > 0 ? daysOf(album, look, usualFor) : emptyDay(album, nameCommand),
    // Where there is nothing else, they are in its place.
    notes: noteLines({ ...album, notes: sections.length > 0 ? notes : [] }, false).map(linePhrase),
    timeZone,
    generatedAt,
    nameCommand,
  });
}

/** Why there is nothing, and where there is something. */
function emptyDay(album: Album, nameCommand?: NameCommand): Markup {
  const notes = noteLines({ ...album, leftOut: { retweets: 0, replies: 0, hidden: 0 } }, false);
  return markup`<p class="empty">${albumSubtitle(album)}</p>
${notes.map((line) => markup`<p class="instead">${phraseMarkup(linePhrase(line), nameCommand)}</p>`)}`;
}

/** Any page of the family. Ends with a newline. */
export function pageDocument({ main, ...parts }: PageParts): string {
  const { head, tail } = pageFrame(parts);
  return markup`${Markup.trusted(head)}${main}${Markup.trusted(tail)}`.toString();
}

/** What stands before and after the main part of a page, for pages that are written as their posts come. */
export function pageFrame(parts: Omit<PageParts, 'main'>): { readonly head: string; readonly tail: string } {
  const { title, heading, subtitle, style = '', surroundings, wayOn = null, ...end } = parts;
  const files = surroundings?.files ?? markup`<style>${Markup.trusted(pageStyle + style)}</style>`;
  const head = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${Markup.trusted(surroundings?.policy ?? POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="format-detection" content="telephone=no">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="${TAB_ICON}">
<title>${title}</title>
${files}
</head>
<body>
<header class="top">
${surroundings?.navigation ?? null}${heading}
${subtitle === null ? null : markup`<p class="subtitle">${subtitle}</p>`}
</header>
<main>
`;
  const tail = markup`
${wayOn}</main>
${footer(end)}
</body>
</html>
`;
  return { head: head.toString(), tail: tail.toString() };
}

/** `On this day, 22 November`: the date is what the eye looks for. */
function heading(occasion: Occasion): Markup {
  if (occasion.type !== 'days') return markup`<h1>${albumTitle(occasion)}</h1>`;
  const title = daysTitle(occasion);
  return markup`<h1><span class="occasion">${title.occasion}</span><span class="date">${title.days}</span></h1>`;
}

type FooterParts = Pick<PageParts, 'notes' | 'timeZone' | 'generatedAt' | 'nameCommand'>;

function footer({ notes, timeZone, generatedAt, nameCommand }: FooterParts): Markup {
  const made = Date.parse(generatedAt ?? '');
  const when = Number.isNaN(made) ? '' : ` on ${formatDate(dateOf(made, timeZone))}`;
  return markup`<footer class="end">
${notes.map((note) => markup`<p>${phraseMarkup(note, nameCommand)}</p>`)}
<p>Made${when} from your own archive. Times are in ${timeZone}.</p>
</footer>`;
}
