// A folder of notes, one for each month, with the photos beside them: for Obsidian, or to be read as they are.

import { basename } from 'node:path';
import { isoDate, localDateOf, type PlainDate } from '../../time/calendar.ts';
import type { Memory, MemoryMedia } from '../../library/memory.ts';
import { formatDate, MONTHS } from '../../text/numbers-and-dates.ts';
import type { ExportContext, FolderFormat } from './format.ts';
import type { FolderOut } from '../output/output.ts';
import { postUrl } from '../../post/addresses.ts';
import type { Poll, Span } from '../../post/post.ts';
import { postTitle } from '../../views/network-words.ts';
import { encodeAddress, isWebAddress, sanitizeLine, sanitize } from '../../text/sanitize.ts';
import { areMediaCovered, isTextCovered, warningWords } from '../../views/covered.ts';
import { pollRows, pollRowWords, pollWords } from '../../views/poll-words.ts';
import {
  formatTimeOfDay,
  circumstancesOf,
  circumstanceWords,
  factsOf,
  displayText,
  describeSensitive,
  describeMedium,
  missingQuote,
  missingQuoteWords,
  shortFact,
  sensitiveCommand,
} from '../../views/post-words.ts';

const MEDIA_FOLDER = 'media';

export const markdown: FolderFormat = {
  makes: 'folder',
  async write(posts, out, context) {
    const begun = new Set<string>();
    let lastDay = '';
    for await (const post of posts) {
      const date = localDateOf(post, context.timeZone);
      const day = isoDate(date);
      const month = day.slice(0, 7);
      let text = begun.has(month) ? '' : beginning(month, date, context);
      begun.add(month);
      if (day !== lastDay) text += `\n## ${formatDate(date)}\n`;
      lastDay = day;
      const places = await copyMedia(post, out);
      text += postMarkdown(post, {
        timeZone: context.timeZone,
        withAccount: context.accounts.length > 1,
        showSensitive: context.showSensitive,
        placeOf: (_post, { file }) => (file === null ? null : (places.get(file) ?? null)),
      });
      out.append(`${month}.md`, text);
    }
  },
};

function beginning(month: string, date: PlainDate, { accounts, timeZone }: ExportContext): string {
  const title = `${MONTHS[date.month - 1] ?? ''} ${date.year}`;
  const fields = { title, aliases: [title], month, accounts, time_zone: timeZone, tags: ['memories'] };
  return `${frontMatter(fields)}\n# ${title}\n`;
}

/** Copies a post's media and those of the post it quotes. Returns where the copy of each file is. */
async function copyMedia(post: Memory, out: FolderOut): Promise<Map<string, string>> {
  const places = new Map<string, string>();
  for (const { file } of [...post.media, ...(post.quotedPost?.media ?? [])]) {
    if (file === null) continue;
    const place = `${MEDIA_FOLDER}/${basename(file)}`;
    if (await out.copy(file, place)) places.set(file, place);
  }
  return places;
}

/** Where a medium's copy is, relative to the note; null if there is none. */
export type PlaceOf = (post: Memory, medium: MemoryMedia) => string | null;

export interface MarkdownLook {
  readonly timeZone: string;
  readonly withAccount: boolean;
  /** If false, media marked sensitive are links. */
  readonly showSensitive: boolean;
  readonly placeOf: PlaceOf;
}

/** YAML between two lines of dashes. JSON's strings and lists are valid YAML. */
export function frontMatter(fields: Readonly<Record<string, string | readonly string[]>>): string {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`);
  return `---\n${lines.join('')}---\n`;
}

/** A post, with an empty line before it. */
export function postMarkdown(post: Memory, look: MarkdownLook): string {
  const when = formatTimeOfDay(post, look.timeZone);
  const head = [when, look.withAccount ? `@${post.account}` : '', ...circumstancesOf(post).map(circumstanceWords)]
    .filter(Boolean)
    .map(escapeLine);
  const facts = [
    webLink(postTitle(post.network), postUrl(post)),
    ...factsOf(post).map((fact) => escapeLine(shortFact(fact))),
  ];
  const parts = [
    head.length === 0 ? '' : `**${head.join(' · ')}**`,
    ...bodyOf(post, look),
    quoteOf(post, look),
    facts.join(' · '),
  ];
  return parts
    .filter(Boolean)
    .map((part) => `\n${part}\n`)
    .join('');
}

function bodyOf(post: Memory, look: MarkdownLook): string[] {
  const warning = escapeLine(warningWords(post) ?? '');
  const media = post.media.map((medium) => mediumOf(post, medium, look));
  // Nothing covers a text everywhere that Markdown is shown.
  if (isTextCovered(post, look.showSensitive)) return [`${warning} (\`${sensitiveCommand(post)}\`)`, ...media];
  return [warning, textOf(post), ...(post.poll === null ? [] : pollOf(post.poll)), ...media];
}

function pollOf(poll: Poll): string[] {
  const options = pollRows(poll).map((row) => `- ${keepLines(escapeLine(pollRowWords(row)))}`);
  return [options.join('\n'), escapeLine(pollWords(poll))];
}

/** The text with its links and its line breaks. */
function textOf(post: Memory): string {
  const { text, spans } = displayText(post);
  let made = '';
  let from = 0;
  for (const span of spans) {
    if (span.type !== 'link' || span.start < from) continue;
    made += escapeMarkdown(text.slice(from, span.start)) + spanLink(span, text.slice(span.start, span.end));
    from = span.end;
  }
  return keepLines(made + escapeMarkdown(text.slice(from)));
}

function spanLink({ url }: Span, shown: string): string {
  return webLink(shown, url ?? '');
}

function webLink(words: string, address: string): string {
  const shown = escapeLine(words);
  return isWebAddress(address) ? `[${shown}](<${encodeAddress(address)}>)` : shown;
}

function mediumOf(post: Memory, medium: MemoryMedia, { placeOf, showSensitive }: MarkdownLook): string {
  const place = placeOf(post, medium);
  const isCovered = areMediaCovered(post, showSensitive);
  const alt = isTextCovered(post, showSensitive) ? '' : sanitizeLine(medium.alt ?? '');
  const words = isCovered
    ? [describeSensitive([medium]), alt].filter(Boolean).join(': ')
    : alt || describeMedium(medium);
  if (place === null) return webLink(words, medium.url);
  return `${medium.type === 'photo' && !isCovered ? '!' : ''}[${escapeMarkdown(words)}](<${place}>)`;
}

function quoteOf(post: Memory, look: MarkdownLook): string {
  const missing = missingQuote(post);
  if (missing) return webLink(missingQuoteWords(missing), missing.url);
  const quoted = post.quotedPost;
  if (!quoted) return '';
  const when = formatDate(localDateOf(quoted, look.timeZone));
  const head = `${escapeLine(`@${quoted.account}`)}, ${webLink(when, postUrl(quoted))}`;
  return [head, ...bodyOf(quoted, look)].filter(Boolean).join('\n\n').replace(/^/gm, '> ');
}

/** What has a meaning anywhere in a line, to CommonMark or to Obsidian; `!` only before what may become a link. */
const SIGNS = /[\\`*_[\]<>&|~#$^{}%]|==|::|!(?=\[|$)/g;
/** What turns a line into a list, a heading or a rule. */
const LINE_START = /^([-+=]|\d+(?=[.)]))/;

function escapeMarkdown(text: string): string {
  return sanitize(text).replace(SIGNS, (sign) => Array.from(sign, (one) => `\\${one}`).join(''));
}

/** For values within a line, such as a handle: a line break in one could start a heading. */
function escapeLine(text: string): string {
  return escapeMarkdown(sanitizeLine(text));
}

/** Keeps line breaks, and lets no line begin a list, a heading or a rule. */
function keepLines(text: string): string {
  const lines = text.split('\n').map((line) => {
    const bare = line.trim();
    // A digit can't be escaped, what follows it can.
    const number = /^(\d+)([.)].*)$/s.exec(bare);
    return number ? `${number[1] ?? ''}\\${number[2] ?? ''}` : bare.replace(LINE_START, '\\$&');
  });
  return lines
    .join('\n')
    .trim()
    .replace(/([^\n])\n(?=[^\n])/g, '$1  \n')
    .replace(/\n{3,}/g, '\n\n');
}
