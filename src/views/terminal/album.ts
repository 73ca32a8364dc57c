// An album for the terminal: a heading for every year, the time beside the text, numbers and address below it.

import type { Block, Memory } from '../../library/memory.ts';
import { postUrl } from '../../post/addresses.ts';
import { beginsDay, type Album, type Section } from '../album.ts';
import { albumSubtitle, albumTitle, sectionHeading } from '../album-words.ts';
import { accountWords, alsoOn } from '../network-words.ts';
import { noteLines, omittedPhrase, type NoteLine } from '../note-words.ts';
import { asItIs, phraseText, type Phrase } from '../phrase.ts';
import { displayWidth, padEnd } from '../../text/display-width.ts';
import { sanitize, sanitizeLine, shortenAddress } from '../../text/sanitize.ts';
import { bodyLines } from './post-body.ts';
import { isLinked, linked, type Terminal } from './post-text.ts';
import { besideOrBelow, wrapText } from '../../text/wrap.ts';
import {
  circumstancesOf,
  circumstanceWords,
  factsOf,
  shortFact,
  missingQuote,
  missingQuoteWords,
  threadCommand,
  threadRest,
  threadRestWords,
  formatPostDate,
  formatTimeOfDay,
} from '../post-words.ts';
import { formatDay } from '../../text/numbers-and-dates.ts';

/** The time's column, in cells: `10:53` and two spaces. */
const MARGIN = 7;

/** What of an album its sections need. */
export type SectionLook = Pick<Album, 'timeZone' | 'hasSeveralAccounts' | 'hasSeveralNetworks'>;

/** The whole album. Ends with a newline. */
export function terminalView(album: Album, output: Terminal): string {
  const terminal = { ...output, matchesIn: album.matchesIn };
  const { chalk, width } = terminal;
  const lines = [
    ...wrapText(sanitizeLine(albumTitle(album.occasion)), width).map((line) => chalk.bold(line)),
    ...wrapText(sanitizeLine(albumSubtitle(album)), width).map((line) => chalk.dim(line)),
  ];
  for (const [index, section] of album.sections.entries()) {
    if (section.day && beginsDay(album.sections, index)) {
      lines.push('', '', chalk.bold.underline(formatDay(section.day)));
    }
    lines.push(...sectionLines(section, album, terminal));
  }
  const notes = wrapNotes(noteLines(album, terminal.elsewhere === true), terminal).map((line) => chalk.dim(line));
  if (notes.length > 0) lines.push('', ...notes);
  return `${lines.join('\n')}\n`;
}

/** Notes with names stand in two columns, the names aligned; others are broken between their clauses. */
function wrapNotes(notes: readonly NoteLine[], terminal: Terminal): string[] {
  const column = 2 + Math.max(...notes.map(({ name = '' }) => displayWidth(name)));
  const beside = { ...terminal, width: terminal.width - column };
  return notes.flatMap(({ name, clauses }) => {
    if (name === undefined) return wrapClauses(clauses, terminal);
    return wrapClauses(clauses, beside).map((row, index) => padEnd(index === 0 ? name : '', column) + row);
  });
}

function wrapClauses(clauses: readonly Phrase[], terminal: Terminal): string[] {
  const { width, nameCommand } = terminal;
  const rows: string[] = [];
  for (const clause of clauses) {
    const together = `${rows.at(-1) ?? ''} ${sanitize(phraseText(clause, nameCommand))}`;
    if (rows.length > 0 && displayWidth(together) <= width) rows[rows.length - 1] = together;
    else rows.push(...wrapPhrase(clause, terminal));
  }
  return rows;
}

/** A command at the end stays whole, to be copied. */
function wrapPhrase(phrase: Phrase, { width, nameCommand = asItIs }: Terminal): string[] {
  const last = phrase.at(-1);
  if (typeof last !== 'object' || !('command' in last))
    return wrapText(sanitize(phraseText(phrase, nameCommand)), width);
  const words = sanitize(phraseText(phrase.slice(0, -1))).trimEnd();
  return besideOrBelow(words, ' ', sanitize(nameCommand(last.command)), width);
}

/** A section with an empty line before it. */
export function sectionLines(section: Section, album: SectionLook, terminal: Terminal): string[] {
  const { chalk, width, elsewhere } = terminal;
  const { name, date } = sectionHeading(section);
  const heading = name === null ? date : `${name} · ${date}`;
  const rows = wrapText(heading, width).map((row) => chalk.bold.magenta(row));
  const rule = elsewhere ? '' : '─'.repeat(Math.max(0, width - heading.length - 1));
  return [''].concat(
    rule === '' ? rows : [`${rows.join(' ')} ${chalk.dim(rule)}`],
    section.blocks.flatMap((block) => [''].concat(blockLines(block, album, terminal))),
    omittedLines(section, terminal),
  );
}

function omittedLines({ omitted }: Section, terminal: Terminal): string[] {
  if (!omitted) return [];
  return ['', ...wrapPhrase(omittedPhrase(omitted), terminal).map((line) => terminal.chalk.dim(line))];
}

/** One post, or the parts of a thread joined by a line in the margin. */
function blockLines(block: Block, album: SectionLook, terminal: Terminal): string[] {
  const { chalk, nameCommand = asItIs } = terminal;
  const lines = block.flatMap((post, index) => {
    const isLast = index === block.length - 1;
    const below = (isLast ? '' : '  │').padEnd(MARGIN);
    const time = formatTimeOfDay(post, album.timeZone).padEnd(MARGIN);
    const body = postLines(post, album, terminal);
    if (!isLast) body.push('');
    return body.map((line, at) => (chalk.dim(at === 0 ? time : below) + line).trimEnd());
  });
  const missing = threadRest(block);
  if (missing === null) return lines;
  const command = nameCommand(threadCommand(missing.id));
  const rest = besideOrBelow(`${threadRestWords(missing)}:`, ' ', command, textWidth(terminal));
  return lines.concat(rest.map((line) => ' '.repeat(MARGIN) + chalk.dim(line)));
}

function textWidth(terminal: Terminal): number {
  return Math.max(10, terminal.width - MARGIN);
}

function postLines(post: Memory, album: SectionLook, terminal: Terminal): string[] {
  const { chalk } = terminal;
  const width = textWidth(terminal);
  const circumstances = circumstancesOf(post).flatMap((each) => wrapText(sanitizeLine(circumstanceWords(each)), width));
  return circumstances
    .map((row) => chalk.dim.italic(row))
    .concat(
      bodyLines(post, terminal, width),
      quoteLines(post, album.timeZone, terminal, width),
      factsLines(post, album, terminal, width),
    );
}

/** The quoted post behind a line in its margin, and what that one quotes; or who is quoted and where. */
function quoteLines(post: Memory, timeZone: string, terminal: Terminal, width: number): string[] {
  const { chalk } = terminal;
  const missing = missingQuote(post);
  if (missing) {
    const words = sanitizeLine(missingQuoteWords(missing));
    const lines = isLinked(missing.url, terminal)
      ? wrapText(linked(words, missing.url, terminal), width)
      : besideOrBelow(`${words}:`, ' ', sanitizeLine(missing.url), width);
    return lines.map((line) => chalk.dim(line));
  }
  const quoted = post.quotedPost;
  if (!quoted) return [];
  const head = wrapText(`@${sanitizeLine(quoted.account)}, ${formatPostDate(quoted, timeZone)}`, width - 2);
  const inside = [
    ...head.map((line) => chalk.dim(line)),
    ...bodyLines(quoted, { ...terminal, matchesIn: undefined }, width - 2),
    ...quoteLines(quoted, timeZone, terminal, width - 2),
  ];
  return inside.map((line) => `${chalk.dim('│')} ${line}`.trimEnd());
}

function factsLines(post: Memory, album: SectionLook, terminal: Terminal, width: number): string[] {
  const { chalk } = terminal;
  const account = album.hasSeveralAccounts ? [sanitizeLine(accountWords(post, album.hasSeveralNetworks))] : [];
  const facts = account.concat(factsOf(post).map(shortFact)).join('  ');
  const address = postUrl(post);
  // Of a boost or repost, the address may be all that is known: it is the text.
  const isShown = post.text === address;
  const lines = isShown ? wrapText(facts, width) : besideOrBelow(facts, '  ', hostText(address, terminal), width);
  const others = alsoOn(post).flatMap(({ words, url }) =>
    besideOrBelow(`${words}:`, ' ', hostText(url, terminal), width),
  );
  return lines.concat(others).map((line) => chalk.dim(line));
}

/** The host, where the terminal makes it lead to the post; else the whole address. */
function hostText(url: string, terminal: Terminal): string {
  return isLinked(url, terminal)
    ? linked(terminal.chalk.underline(shortenAddress(url).replace(/\/.*/, '')), url, terminal)
    : sanitizeLine(url);
}
