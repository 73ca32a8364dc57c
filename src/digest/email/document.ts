// A whole mail in HTML around its memories. Clients may take away everything but the body's elements and their styles.

import type { Phrase, PhrasePart } from '../../views/phrase.ts';
import { command, link, table } from './boxes.ts';
import outlookStyle from './outlook.css';
import { look, STYLE_SHEETS } from './style.ts';
import { Markup, markup, type Piece } from '../../text/html.ts';

/** What a mail says of itself. */
export interface EmailContent {
  readonly title: string;
  /** What the eye looks for, under what it is: `22 November` under `On this day`; null for the title alone. */
  readonly heading: { readonly occasion: string; readonly words: string } | null;
  readonly subtitle: string;
  /** It has nothing but the subtitle to say. */
  readonly isEmpty: boolean;
  /** What mail programs show next to the subject. */
  readonly preview: string;
  readonly notes: readonly Phrase[];
}

interface EmailBody {
  readonly cards: Piece;
  /** What there was no room for. */
  readonly rest: readonly Phrase[];
}

interface EmailFrame {
  readonly notices: readonly Phrase[];
  readonly footer: readonly Phrase[];
}

const OUTLOOK_STYLE = Markup.trusted(`<!--[if mso]><style>${outlookStyle}</style><![endif]-->`);
/** Outlook knows no widest width. */
const OUTLOOK_BEFORE = Markup.trusted(
  '<!--[if mso]><table role="presentation" width="600" align="center" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->',
);
const OUTLOOK_AFTER = Markup.trusted('<!--[if mso]></td></tr></table><![endif]-->');

export function emailDocument(
  letter: EmailContent,
  { cards, rest }: EmailBody,
  { notices, footer }: EmailFrame,
): string {
  return markup`<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<meta name="referrer" content="no-referrer">
<meta name="x-apple-disable-message-reformatting">
<title>${letter.title}</title>
${STYLE_SHEETS.map((css) => markup`<style>${Markup.trusted(css)}</style>\n`)}${OUTLOOK_STYLE}
</head>
<body${look('paper')}>
${preheader(letter.preview)}
<div role="main" lang="en" dir="ltr"${look('paper')}>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center"${look('paper')}>
${OUTLOOK_BEFORE}
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:640px;table-layout:fixed"><tr><td align="left"${look('column')}>
${heading(letter)}
<p${look(letter.isEmpty ? 'empty' : 'subtitle')}>${letter.subtitle}</p>
${notices.length > 0 ? noticesBox(notices) : null}
${cards}
${lines(rest)}
${lines(letter.notes)}
<div${look('end')}>${footer.map((line) => markup`<p${look('line')}>${phraseMarkup(line)}</p>`)}</div>
</td></tr></table>
${OUTLOOK_AFTER}
</td></tr></table>
</div>
</body>
</html>
`.toString();
}

function heading({ title, heading: large }: EmailContent): Markup {
  if (large === null) return markup`<h1${look('title')}>${title}</h1>`;
  return markup`<h1${look('title')}><span${look('occasion')}>${large.occasion}</span><br>${large.words}</h1>`;
}

function noticesBox(notices: readonly Phrase[]): Markup {
  const words = notices.map((line) => markup`<p style="margin:0">${phraseMarkup(line)}</p>`);
  return table(markup`<tr><td height="24"></td></tr><tr><td${look('notice')}>${words}</td></tr>`);
}

export function lines(all: readonly Phrase[]): Piece {
  return all.map((line) => markup`<p${look('rest')}>${phraseMarkup(line)}</p>`);
}

function phraseMarkup(phrase: Phrase): Piece {
  return phrase.map(partMarkup);
}

/** Commands are set as such; addresses can be followed. */
function partMarkup(part: PhrasePart): Piece {
  if (typeof part === 'string') return part;
  if ('command' in part) return command(part.command);
  return 'address' in part ? link(part.address, part.address) : mailboxLink(part.mailbox);
}

/** What would need quoting in an address is not linked. */
function mailboxLink(address: string): Piece {
  if (!/^[\w.+=%-]+@[\w.-]+$/.test(address)) return address;
  return markup`<a href="mailto:${address}"${look('link')}>${address}</a>`;
}

/** The most characters that mail programs show next to a subject. */
const PREVIEW = 140;

/** The first words, for lists of mails; then nothing, so that no list shows what follows. */
function preheader(preview: string): Markup {
  const characters = Array.from(preview);
  const words = characters.length > PREVIEW ? `${characters.slice(0, PREVIEW - 1).join('')}…` : characters.join('');
  const nothing = Markup.trusted('\u034f\u200c\u00a0'.repeat(PREVIEW - Math.min(PREVIEW, characters.length)));
  return markup`<div style="display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;mso-hide:all">${words}${nothing}</div>`;
}
