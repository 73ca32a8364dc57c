// A card of a mail: one post with the post it quotes inside, or the parts of a thread along a line.

import type { Block, Memory } from '../../library/memory.ts';
import { postUrl } from '../../post/addresses.ts';
import { box, command, link, spacer, table } from './boxes.ts';
import { cidsOf, cover, mediaOf, type EmailMediaOptions } from './media.ts';
import { look } from './style.ts';
import { paragraph } from './post-text.ts';
import { markup, type Markup, type Piece } from '../../text/html.ts';
import { accountWords, alsoOn } from '../../views/network-words.ts';
import { isTextCovered, warningWords } from '../../views/covered.ts';
import { pollLines } from '../../views/poll-words.ts';
import {
  circumstancesOf,
  circumstanceWords,
  factsOf,
  factWords,
  missingQuote,
  missingQuoteWords,
  displayText,
  formatPostDate,
  formatPostDay,
  formatTimeOfDay,
  threadCommand,
  threadRest,
  threadRestWords,
} from '../../views/post-words.ts';

export interface EmailLook extends EmailMediaOptions {
  readonly timeZone: string;
  /** Each post must say whose it is. */
  readonly withAccount: boolean;
  /** And on which network. */
  readonly withNetwork?: boolean | undefined;
}

export function postCard(block: Block, options: EmailLook): Markup {
  const parts = block.map((post) => article(post, options));
  const rest = threadRest(block);
  const more = rest && facts([`${threadRestWords(rest)}: `, command(threadCommand(rest.id))]);
  return box('card', 14, [parts.length === 1 ? parts : thread(parts), more]);
}

function thread(parts: readonly Markup[]): Markup {
  return table(
    parts.map((part, index) => {
      const gap = index === 0 ? 0 : 22;
      return markup`<tr><td${look('part')}>${gap > 0 ? table(spacer(gap)) : null}${part}</td></tr>`;
    }),
  );
}

function article(post: Memory, options: EmailLook): Markup {
  const when = formatTimeOfDay(post, options.timeZone) || formatPostDay(post, options.timeZone);
  return markup`${about(post, when, options)}${body(post, options)}${quote(post, options)}${counts(post)}`;
}

/** When, whose, and what must be known before the text is read. */
function about(post: Memory, when: string, { withAccount, withNetwork }: EmailLook): Markup {
  const account = withAccount ? markup`<span${look('account')}>${accountWords(post, withNetwork)}</span>` : null;
  const time = link(postUrl(post), when, 'time');
  return markup`<p${look('about')}>${between([account, time, ...circumstancesOf(post).map(circumstanceWords)])}</p>`;
}

function body(post: Memory, options: EmailLook): Piece {
  const warning = warningWords(post);
  if (warning !== null && isTextCovered(post, options.showSensitive)) return cover(warning, post);
  const { text, spans } = displayText(post);
  const words = paragraph(text, spans, post.lang);
  const rest = words?.cut ? facts(['The whole text: ', command(`memories show ${post.id}`)]) : null;
  return [
    warning === null ? null : facts(warning),
    words?.shown ?? null,
    rest,
    post.poll && facts(pollLines(post.poll).map((line) => markup`${line}<br>`)),
    mediaOf(post, formatPostDate(post, options.timeZone), options),
  ];
}

function quote(post: Memory, options: EmailLook): Piece {
  const missing = missingQuote(post);
  if (missing) return facts(link(missing.url, missingQuoteWords(missing)));
  const quoted = post.quotedPost;
  if (!quoted) return null;
  const head = about(quoted, formatPostDate(quoted, options.timeZone), { ...options, withAccount: true });
  return box('quoted', 14, [head, body(quoted, options), quote(quoted, options)]);
}

/** The attachments that a card shows. */
export function cidsOfBlock(block: Block, options: EmailMediaOptions): string[] {
  return block.flatMap((post) => {
    const quoted = post.quotedPost && missingQuote(post) === null ? [post.quotedPost] : [];
    return [...cidsOf(post, options), ...cidsOfBlock(quoted, options)];
  });
}

/** In words: in mails a sign is often an emoji or an empty box. */
function counts(post: Memory): Markup | null {
  const others = alsoOn(post).map(({ words, url }) => link(url, words));
  const all = [...factsOf(post).map(factWords), ...others];
  return all.length === 0 ? null : facts(between(all));
}

function facts(words: Piece): Markup {
  return markup`<p${look('facts')}>${words}</p>`;
}

function between(parts: readonly Piece[]): Piece {
  return parts.filter((part) => part !== null).map((part, index) => [index === 0 ? null : ' · ', part]);
}
