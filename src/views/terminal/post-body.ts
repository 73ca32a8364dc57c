// What a post shows of itself in the terminal: its text, its poll and its media, or what covers them.

import type { Memory, MemoryMedia } from '../../library/memory.ts';
import type { Poll } from '../../post/post.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import { besideOrBelow, wrapText } from '../../text/wrap.ts';
import { areMediaCovered, isTextCovered, warningWords } from '../covered.ts';
import { pollRows, pollRowWords, pollWords } from '../poll-words.ts';
import { describeMedium, displayText, sensitiveCommand } from '../post-words.ts';
import { addressText, textLines, type Terminal } from './post-text.ts';

export function bodyLines(post: Memory, terminal: Terminal, width: number): string[] {
  const warning = warningWords(post);
  if (isTextCovered(post, terminal.showSensitive)) return coverLines(`▨ ${warning ?? ''}`, post, terminal, width);
  const { text, spans } = displayText(post);
  const warned = warning === null ? [] : wrapText(sanitizeLine(warning), width);
  return warned
    .map((row) => terminal.chalk.dim.italic(row))
    .concat(
      text === '' ? [] : textLines(text, spans, terminal, width),
      post.poll === null ? [] : pollLines(post.poll, terminal, width),
      post.media.flatMap((medium) => mediumLines(medium, post, terminal, width)),
    );
}

/** What is covered, and how it is seen. */
function coverLines(what: string, post: Memory, { chalk, elsewhere }: Terminal, width: number): string[] {
  const words = sanitizeLine(what);
  const lines = elsewhere
    ? besideOrBelow(`${words}, see:`, ' ', sensitiveCommand(post), width)
    : wrapText(`${words} (--sensitive shows it)`, width);
  return lines.map((line) => chalk.dim(line));
}

function pollLines(poll: Poll, { chalk }: Terminal, width: number): string[] {
  const sign = poll.multiple ? '□' : '○';
  return [
    ...pollRows(poll).flatMap((row) => wrapText(sanitizeLine(`${sign} ${pollRowWords(row)}`), width)),
    ...wrapText(pollWords(poll), width).map((line) => chalk.dim(line)),
  ];
}

function mediumLines(medium: MemoryMedia, post: Memory, terminal: Terminal, width: number): string[] {
  const { chalk, showSensitive, images, elsewhere, withoutFiles = false } = terminal;
  const words = describeMedium(medium);
  if (areMediaCovered(post, showSensitive)) return coverLines(`▨ ${words} marked sensitive`, post, terminal, width);
  const picture = medium.file === null ? undefined : images.get(medium.file);
  const alt = medium.alt === null ? '' : `: ${sanitizeLine(medium.alt)}`;
  // Some archives have only a path, which leads nowhere; the post's own address is below.
  const address = /^[a-z][\w+.-]*:/i.test(medium.url) ? addressText(medium.url, terminal) : null;
  const where = medium.file === null || elsewhere ? address : sanitizeLine(medium.file);
  const caption = wrapText(`▣ ${words}${alt}`, width).map((line) => chalk.dim(line));
  if (picture) return [...picture, ...(medium.alt === null ? [] : caption)];
  return withoutFiles || where === null ? caption : caption.concat(chalk.dim(`  ${where}`));
}
