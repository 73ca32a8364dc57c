// The daily mail: the same memories as plain text and as HTML that any client shows, with its photos attached to it.

import type { PlainDate } from '../../time/calendar.ts';
import type { Memories } from '../../memories/selection.ts';
import { albumOfDays, postsIn, type Album } from '../../views/album.ts';
import { restOfDays } from './body.ts';
import type { EmailContent } from './document.ts';
import { commandFor, emptyWords, nearestWords, daySubject } from './wording.ts';
import { composeEmail, type EmailNotices, type EmailParts, type Email } from './email.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import { terminalView } from '../../views/terminal/album.ts';
import { displayText } from '../../views/post-words.ts';

export type { Email } from './email.ts';

export interface EmailOptions extends EmailNotices {
  /** The nearest day with memories, for days without any. */
  readonly nearest?: PlainDate | null;
}

/** The mail of one day, or of several days one after the other. */
export function emailView(days: readonly Memories[], options: EmailOptions): Email {
  const album = albumOf(days, options);
  const content: EmailParts = {
    letter: letterOf(album),
    sections: album.sections,
    restWords: restOfDays(days),
    timeZone: album.timeZone,
    withAccount: album.hasSeveralAccounts,
    text: (terminal) => terminalView(album, terminal),
  };
  return composeEmail(content, options);
}

/** `22 November: 12 memories, 2009 to 2021`. */
export function emailSubject(days: readonly Memories[], options: { readonly weekly: boolean }): string {
  return daySubject(days, options.weekly);
}

function albumOf(days: readonly Memories[], { nearest }: EmailOptions): Album {
  const album = albumOfDays(days, commandFor(days));
  const today = days.at(-1)?.date;
  if (album.sections.length > 0 || !today) return album;
  const where = nearest ? [nearestWords(nearest, today)] : [];
  return { ...album, subtitle: emptyWords(days), notes: [...where, ...album.notes] };
}

function letterOf(album: Album): EmailContent {
  const { title, subtitle, notes, sections } = album;
  const [, occasion, words] = /^(On th(?:is|ese) days?, )(.+)$/.exec(title) ?? [];
  const texts = postsIn(album).map((post) => sanitizeLine(displayText(post).text));
  return {
    title,
    heading: occasion === undefined || words === undefined ? null : { occasion, words },
    subtitle,
    isEmpty: sections.length === 0,
    preview: texts.find((text) => text !== '') ?? subtitle,
    notes,
  };
}
