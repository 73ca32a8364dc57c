// The daily mail: the same memories as plain text and as HTML that any client shows, with its photos attached to it.

import { Chalk } from 'chalk';
import type { PlainDate } from '../calendar.ts';
import type { Memories } from '../memories.ts';
import { albumOfDays, type Album } from './album.ts';
import { bodyWithin, restOfAll } from './email-body.ts';
import { emailDocument } from './email-document.ts';
import { bytesOf } from './email-markup.ts';
import type { EmailMediaOptions } from './email-media.ts';
import type { EmailLook } from './email-tweet.ts';
import { commandFor, emptyWords, nearestWords, subjectOf } from './email-words.ts';
import { harmlessLine } from './harmless.ts';
import { wrapped, type Terminal } from './styled-text.ts';
import { terminalView } from './terminal.ts';

export type { EmailPhoto } from './email-media.ts';

export interface EmailOptions extends EmailMediaOptions {
  /** Lines above the memories, such as the days whose mails were missed. */
  readonly notices: readonly string[];
  /** Lines at the end: where this comes from, how to stop. Addresses of the web and `mailto:` ones become links. */
  readonly footer: readonly string[];
  /** The nearest day with memories, for days without any. */
  readonly nearest?: PlainDate | null;
}

export interface Email {
  readonly text: string;
  readonly html: string;
  /** The attachments that the HTML shows, each once. */
  readonly cids: readonly string[];
}

/** What the HTML may take, in bytes of UTF-8: Gmail cuts mails at 102 KB, and puts words of its own into them. */
const MOST_BYTES = 95_000;

/** The words for the rest may get longer with fewer memories in it. */
const SLACK = 100;

/** The mail of one day, or of several days one after the other. */
export function emailView(days: readonly Memories[], options: EmailOptions): Email {
  const album = albumOf(days, options);
  const around = { ...options, footer: [...options.footer, `Times are those of ${album.timeZone}.`] };
  const look: EmailLook = { ...options, timeZone: album.timeZone, withAccount: album.hasSeveralAccounts };
  const frame = emailDocument(album, { cards: [], rest: restOfAll(album, days) }, around);
  const room = MOST_BYTES - bytesOf(frame) - SLACK * days.length;
  const body = bodyWithin(room, album, days, look);
  return { text: textOf(album, around), html: emailDocument(album, body, around), cids: body.cids };
}

/** `22 November: 12 memories, 2009 to 2021`. */
export function emailSubject(days: readonly Memories[], options: { readonly weekly: boolean }): string {
  return subjectOf(days, options.weekly);
}

function albumOf(days: readonly Memories[], { nearest }: EmailOptions): Album {
  const album = albumOfDays(days, commandFor(days));
  const today = days.at(-1)?.date;
  if (album.sections.length > 0 || !today) return album;
  const where = nearest ? [nearestWords(nearest, today)] : [];
  return { ...album, subtitle: emptyWords(days), notes: [...where, ...album.notes] };
}

/** What mails are wrapped at, so that they can be quoted. */
const TEXT_WIDTH = 72;

function textOf(album: Album, { notices, footer, showSensitive }: EmailOptions): string {
  const chalk = new Chalk({ level: 0 });
  const terminal: Terminal = {
    chalk,
    width: TEXT_WIDTH,
    hyperlinks: false,
    images: new Map(),
    showSensitive,
    elsewhere: true,
  };
  const lines = (all: readonly string[]): string =>
    all.flatMap((line) => wrapped(harmlessLine(line), TEXT_WIDTH)).join('\n');
  return `${[lines(notices), terminalView(album, terminal).trimEnd(), lines(footer)].filter(Boolean).join('\n\n')}\n`;
}
