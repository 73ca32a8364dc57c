// A whole mail: its HTML, no larger than clients show, and the same as plain text.

import { Chalk } from 'chalk';
import type { Memory } from '../../library/memory.ts';
import { smallerEncoding, wireBytes } from '../../mail/wire-size.ts';
import type { UsualFor } from '../../memories/choose.ts';
import { UNKNOWN_ENGAGEMENT } from '../../memories/usual-engagement.ts';
import { postsIn, type Section } from '../../views/album.ts';
import { phraseText, type Phrase } from '../../views/phrase.ts';
import { allCards, chooseSections, restOfAll, sectionMarkup, type Elsewhere, type LeftOver } from './body.ts';
import { emailDocument, type EmailContent } from './document.ts';
import type { EmailMediaOptions, EmailPhoto } from './media.ts';
import { cidsOfBlock } from './post-card.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import type { Piece } from '../../text/html.ts';
import { type Terminal } from '../../views/terminal/post-text.ts';
import { wrapText } from '../../text/wrap.ts';

export interface EmailNotices extends EmailMediaOptions {
  /** Lines above the memories, such as the days whose mails were missed. */
  readonly notices: readonly Phrase[];
  /** Lines at the end: where this comes from, how to stop. */
  readonly footer: readonly Phrase[];
}

export interface Email {
  readonly text: string;
  readonly html: string;
  /** The attachments that the HTML shows, each once. */
  readonly cids: readonly string[];
}

export interface EmailParts {
  readonly letter: EmailContent;
  /** What mail programs show next to the subject, of posts of which the best come first; else what the letter says. */
  readonly previewOf?: (best: readonly Memory[]) => string | null;
  /** What stands before the posts. */
  readonly lead?: Piece;
  readonly sections: readonly Section[];
  readonly elsewhere: Elsewhere;
  readonly restWords: (rest: readonly LeftOver[]) => readonly Phrase[];
  readonly timeZone: string;
  /** Each post must say whose it is. */
  readonly withAccount: boolean;
  /** And on which network. */
  readonly withNetwork?: boolean | undefined;
  /** The same for people without HTML, on such a terminal, with the sections that were chosen. */
  readonly text: (terminal: Terminal, sections: readonly Section[]) => string;
}

export interface EmailChoice {
  /** How many photos there can be. */
  readonly mostPhotos: number;
  /** What is usual for a post; nothing is known if not said. */
  readonly usualFor?: UsualFor;
}

/** A mail whose memories are chosen; its photos may still turn out to be unreadable. */
export interface EmailPlan {
  /** The posts that are shown, the best first. */
  readonly best: readonly Memory[];
  /** Their photos, those to be shown first at the front. */
  readonly files: readonly string[];
  readonly write: (photos: ReadonlyMap<string, EmailPhoto>) => Email;
}

/** What the HTML may take as it travels: Gmail cuts mails at 102 KB, and puts words of its own into them. */
const MOST_BYTES = 98_000;

/** The words for the rest may get longer with fewer memories in it; a line for each day. */
const SLACK = 100;

export function planEmail(content: EmailParts, options: Omit<EmailNotices, 'photos'> & EmailChoice): EmailPlan {
  const {
    letter,
    lead = null,
    sections,
    elsewhere,
    restWords,
    timeZone,
    withAccount,
    withNetwork,
    previewOf,
  } = content;
  const { mostPhotos, usualFor = () => UNKNOWN_ENGAGEMENT } = options;
  const around = { ...options, footer: [...options.footer, [`Times are in ${timeZone}.`]] };
  const look = {
    ...options,
    timeZone,
    withAccount,
    withNetwork,
    elsewhere,
    usualFor,
    photos: new Map<string, EmailPhoto>(),
  };
  const rest = restWords(restOfAll(sections));
  // What fills up a preview takes more than its words do.
  const frame = emailDocument({ ...letter, preview: '' }, { cards: lead, rest }, around);
  const encoding = smallerEncoding(frame + allCards(sections, look));
  const bytes = MOST_BYTES - wireBytes(frame, encoding) - SLACK * rest.length;
  const chosen = chooseSections(sections, { bytes, encoding, mostPhotos }, look);
  const { best, files } = chosen;
  return {
    best,
    files,
    write: (photos) => {
      const shown = { ...look, photos };
      const cards = chosen.sections.map((_, index) => sectionMarkup(chosen.sections, index, shown));
      const words = { ...letter, preview: previewOf?.(best) ?? letter.preview };
      const closing = restWords(chosen.rest);
      return {
        html: emailDocument(words, { cards: [lead, cards], rest: closing }, around),
        text: plainText(content, chosen.sections, closing, around),
        cids: [...new Set(cidsOfBlock(postsIn(chosen), shown))],
      };
    },
  };
}

/** What mails are wrapped at, so that they can be quoted. */
const TEXT_WIDTH = 72;

function plainText(
  { text }: EmailParts,
  sections: readonly Section[],
  rest: readonly Phrase[],
  { notices, footer, showSensitive }: Omit<EmailNotices, 'photos'>,
): string {
  const terminal: Terminal = {
    chalk: new Chalk({ level: 0 }),
    width: TEXT_WIDTH,
    hyperlinks: false,
    images: new Map(),
    showSensitive,
    elsewhere: true,
  };
  const lines = (all: readonly Phrase[]): string =>
    all.flatMap((line) => wrapText(sanitizeLine(phraseText(line)), TEXT_WIDTH)).join('\n');
  return `${[lines(notices), text(terminal, sections).trimEnd(), lines(rest), lines(footer)].filter(Boolean).join('\n\n')}\n`;
}
