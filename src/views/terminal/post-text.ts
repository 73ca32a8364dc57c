// A post's text with its links, names and tags marked for the terminal, wrapped by what the cells really show.

import { urlOf } from '../../post/url.ts';
import type { ChalkInstance } from 'chalk';
import type { Span } from '../../post/post.ts';
import { encodeAddress, sanitize, sanitizeLine, isWebAddress, shortenAddress } from '../../text/sanitize.ts';
import type { NameCommand } from '../phrase.ts';
import { partsOf, partsOfAddress, type FindMatches, type Part } from '../highlights.ts';
import { wrapText } from '../../text/wrap.ts';

/** Where text is shown, and what it can do. */
export interface Terminal {
  /** In cells. */
  readonly width: number;
  readonly chalk: ChalkInstance;
  /** It makes OSC 8 sequences into links. */
  readonly hyperlinks: boolean;
  /** Photos as lines to print, by their file. */
  readonly images: ReadonlyMap<string, readonly string[]>;
  readonly showSensitive: boolean;
  /** It is read somewhere else, such as in a mail: no files of this machine, whole commands, and no rules of a certain width. */
  readonly elsewhere?: boolean;
  /** The files are removed soon after, so their paths are of no use. */
  readonly withoutFiles?: boolean;
  /** How commands are named, if not as they are. */
  readonly nameCommand?: NameCommand;
  /** What is marked in texts. */
  readonly matchesIn?: FindMatches | undefined;
}

/** What shows no posts needs no more of it. */
export type TextTerminal = Pick<Terminal, 'width' | 'chalk' | 'nameCommand'>;

/** The lines of a text, none wider than `width` cells but long addresses. */
export function textLines(text: string, spans: readonly Span[], terminal: Terminal, width: number): string[] {
  const matches = terminal.matchesIn?.(text, spans) ?? [];
  let styled = '';
  let from = 0;
  for (const span of spans) {
    if (span.start < from) continue;
    styled += marked(partsOf(text, matches, from, span.start), terminal, sanitize);
    styled += styledSpan(span, partsOf(text, matches, span.start, span.end), terminal);
    from = span.end;
  }
  styled += marked(partsOf(text, matches, from, text.length), terminal, sanitize);
  return styled.split('\n').flatMap((line) => wrapText(line, width));
}

function marked(parts: readonly Part[], { chalk }: Terminal, safe: (text: string) => string): string {
  return parts.map(({ text, isMatch }) => (isMatch ? chalk.bold.red(safe(text)) : safe(text))).join('');
}

function styledSpan(span: Span, parts: readonly Part[], terminal: Terminal): string {
  const { chalk } = terminal;
  if (span.type !== 'link') return linked(chalk.cyan(marked(parts, terminal, sanitizeLine)), span.url, terminal);
  const whole = sanitizeLine(parts.map(({ text }) => text).join(''));
  const shown = isLinked(span.url, terminal) ? partsOfAddress(shortenAddress(whole), terminal.matchesIn) : parts;
  const words = linked(chalk.underline(marked(shown, terminal, sanitizeLine)), span.url, terminal);
  return isLinked(span.url, terminal) || !isHidden(span.url, whole)
    ? words
    : `${words} (${chalk.underline(sanitizeLine(span.url))})`;
}

/** Whether words stand where an address is, which nobody can follow then. */
function isHidden(url: string | null, shown: string): url is string {
  return url !== null && url !== shown && isWebAddress(url) && sameForm(url) !== sameForm(shown);
}

/** An address without what many leave out, with its letters as servers write them. */
function sameForm(address: string): string {
  const whole = `https://${address.replace(/^https?:\/\//i, '').replace(/^www\./i, '')}`;
  return (urlOf(whole)?.href ?? whole).replace(/\/$/, '').toLowerCase();
}

/** An address to follow: short where the terminal links it, else whole. */
export function addressText(url: string, terminal: Terminal): string {
  const whole = sanitizeLine(url);
  return isLinked(url, terminal) ? linked(shortenAddress(whole), url, terminal) : whole;
}

/** Text that leads to an address of the web, where the terminal can do that. OSC 8 takes printable ASCII only. */
export function linked(text: string, url: string | null, terminal: Terminal): string {
  if (!isLinked(url, terminal)) return text;
  return `\u001b]8;;${encodeAddress(url).replace(/[^!-~]+/gu, encodeURIComponent)}\u0007${text}\u001b]8;;\u0007`;
}

export function isLinked(url: string | null, { hyperlinks }: Terminal): url is string {
  return hyperlinks && url !== null && isWebAddress(url);
}
