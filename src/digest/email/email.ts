// A whole mail: its HTML, no larger than clients show, and the same as plain text.

import { Chalk } from 'chalk';
import type { Section } from '../../views/album.ts';
import { phraseText, type Phrase } from '../../views/phrase.ts';
import { bodyWithin, restOfAll, type RestWords } from './body.ts';
import { emailDocument, type EmailContent } from './document.ts';
import { bytesOf } from './boxes.ts';
import type { EmailMediaOptions } from './media.ts';
import type { EmailLook } from './post-card.ts';
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
  /** What stands before the posts. */
  readonly lead?: Piece;
  readonly sections: readonly Section[];
  readonly restWords: RestWords;
  readonly timeZone: string;
  /** Each post must say whose it is. */
  readonly withAccount: boolean;
  /** The same for people without HTML, on such a terminal. */
  readonly text: (terminal: Terminal) => string;
}

/** What the HTML may take, in bytes of UTF-8: Gmail cuts mails at 102 KB, and puts words of its own into them. */
const MOST_BYTES = 95_000;

/** The words for the rest may get longer with fewer memories in it; a line for each day. */
const SLACK = 100;

export function composeEmail(content: EmailParts, options: EmailNotices): Email {
  const { letter, lead = null, sections, restWords, timeZone, withAccount } = content;
  const around = { ...options, footer: [...options.footer, [`Times are those of ${timeZone}.`]] };
  const look: EmailLook = { ...options, timeZone, withAccount };
  const rest = restOfAll(sections, restWords);
  const frame = emailDocument(letter, { cards: lead, rest }, around);
  const room = MOST_BYTES - bytesOf(frame) - SLACK * rest.length;
  const body = bodyWithin(room, sections, restWords, look);
  const html = emailDocument(letter, { cards: [lead, body.cards], rest: body.rest }, around);
  return { text: plainText(content, around), html, cids: body.cids };
}

/** What mails are wrapped at, so that they can be quoted. */
const TEXT_WIDTH = 72;

function plainText({ text }: EmailParts, { notices, footer, showSensitive }: EmailNotices): string {
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
  return `${[lines(notices), text(terminal).trimEnd(), lines(footer)].filter(Boolean).join('\n\n')}\n`;
}
