// One post on the page, with the post it quotes inside and the other parts of its thread around it.

import { isoDate, localDateOf, localTimeOf } from '../../time/calendar.ts';
import type { Block, Memory } from '../../library/memory.ts';
import { postUrl } from '../../post/addresses.ts';
import { icon } from './icons.ts';
import { markup, type Markup, type Piece } from '../../text/html.ts';
import { asItIs, type NameCommand } from '../phrase.ts';
import type { FindMatches } from '../highlights.ts';
import { isTextCovered, warningWords } from '../covered.ts';
import { pollRows, pollWords } from '../poll-words.ts';
import type { Poll } from '../../post/post.ts';
import { cover, mediaOf, type MediaOptions } from './media.ts';
import { link, paragraph } from './post-text.ts';
import { accountWords, alsoOn, postTitle, wordsOfNetwork } from '../network-words.ts';
import {
  circumstancesOf,
  circumstanceWords,
  countNoun,
  factsOf,
  factWords,
  missingQuote,
  missingQuoteWords,
  displayText,
  threadCommand,
  threadRest,
  threadRestWords,
  formatPostDate,
  formatPostDay,
  formatTimeOfDay,
  type Fact,
} from '../post-words.ts';
import { formatNumber } from '../../text/numbers-and-dates.ts';

export interface Look extends MediaOptions {
  readonly timeZone: string;
  /** Each post must say whose it is. */
  readonly withAccount: boolean;
  /** And on which network. */
  readonly withNetwork?: boolean | undefined;
  readonly matchesIn?: FindMatches | undefined;
  /** How commands are named, if not as they are. */
  readonly nameCommand?: NameCommand | undefined;
  /** Where the page of a thread is, by its first part's id; else only a command shows the whole of it. */
  readonly addressOfThread?: ((id: string) => string) | undefined;
  /** Each post can be linked to, as `#t` and its id. */
  readonly withAnchors?: boolean | undefined;
}

/** A card: one post, or the parts of a thread joined by a line. */
export function postCard(block: Block, look: Look): Markup {
  const parts = block.map((post) => article(post, look));
  const rest = restOf(block, look);
  const more = rest && markup`<p class="more">${rest}</p>`;
  if (block.length === 1) return markup`<div class="card">${parts}${more}</div>`;
  return markup`<div class="card thread" role="group" aria-label="Thread">${parts}${more}</div>`;
}

/** Where the other parts of a thread are; a page that others read doesn't say how many there were. */
function restOf(block: Block, { addressOfThread, nameCommand = asItIs }: Look): Markup | null {
  const rest = threadRest(block);
  if (rest === null) return null;
  if (addressOfThread === undefined)
    return markup`${threadRestWords(rest)}: <code>${nameCommand(threadCommand(rest.id))}</code>`;
  return markup`Part of a thread: <a class="name" href="${addressOfThread(rest.id)}">read all of it</a>`;
}

function article(post: Memory, look: Look): Markup {
  const time = formatTimeOfDay(post, look.timeZone);
  const name = `${postTitle(post.network)} of ${formatPostDate(post, look.timeZone)}${time && `, ${time}`}`;
  const when = time || formatPostDay(post, look.timeZone);
  const anchor = look.withAnchors === true ? markup` id="t${post.id}"` : null;
  return markup`<article class="tweet"${anchor} aria-label="${name}">${about(post, when, look)}${body(post, look)}${quote(post, look)}${facts(post)}</article>`;
}

/** When, whose, and what must be known before the text is read. */
function about(post: Memory, when: string, look: Look): Markup {
  const account = look.withAccount
    ? markup`<span class="account">${accountWords(post, look.withNetwork)}</span> `
    : null;
  const context = circumstancesOf(post).map((each) => {
    const symbol = each.type === 'circle' ? icon('circle') : null;
    return markup` <span class="context">${symbol}${circumstanceWords(each)}</span>`;
  });
  return markup`<p class="about">${account}${permalink(post, when, look)}${context}</p>`;
}

function permalink(post: Memory, words: string, look: Look): Piece {
  const machine = post.dateOnly ? isoDate(localDateOf(post, look.timeZone)) : localTimeOf(post.postedAt, look.timeZone);
  return link(postUrl(post), markup`<time datetime="${machine}">${words}</time>`, 'permalink');
}

function body(post: Memory, look: Look): Piece {
  const warning = warningWords(post);
  if (warning === null) return contents(post, look);
  if (isTextCovered(post, look.showSensitive))
    return cover(warning, ' · ', contents(post, { ...look, showSensitive: true }));
  return [markup`<p class="warning" dir="auto">${warning}</p>`, contents(post, look)];
}

function contents(post: Memory, look: Look): Piece {
  const { text, spans } = displayText(post);
  return [
    paragraph(text, spans, post.lang, look.matchesIn),
    post.poll && pollOf(post.poll),
    post.media.length > 0 ? mediaOf(post, formatPostDate(post, look.timeZone), look) : null,
  ];
}

/** Each option on a bar as long as its share. */
function pollOf(poll: Poll): Markup {
  const options = pollRows(poll).map(({ text, result, share }) => {
    const length = share === null ? null : markup` style="--length: ${share.toFixed(3)}"`;
    return markup`<li${length}><span dir="auto">${text}</span><span class="votes">${result}</span></li>`;
  });
  return markup`<ul class="poll">${options}</ul><p class="facts">${pollWords(poll)}</p>`;
}

function quote(post: Memory, look: Look): Markup | null {
  const missing = missingQuote(post);
  if (missing) return markup`<p class="missing">${link(missing.url, missingQuoteWords(missing), 'address')}</p>`;
  const quoted = post.quotedPost;
  if (!quoted) return null;
  const when = formatPostDate(quoted, look.timeZone);
  const unmarked = { ...look, matchesIn: undefined };
  const head = about(quoted, when, { ...look, withAccount: true });
  return markup`<article class="quoted" aria-label="Quoted ${wordsOfNetwork(quoted.network).post} of ${when}">${head}${body(quoted, unmarked)}${quote(quoted, unmarked)}</article>`;
}

function facts(post: Memory): Markup | null {
  const all = factsOf(post);
  const others = alsoOn(post).map(({ words, url }) => link(url, words, 'address'));
  const pieces = [...all.map(factMarkup), ...others];
  if (pieces.length === 0) return null;
  return markup`<p class="facts">${pieces.map((piece) => markup`<span class="fact">${piece}</span> `)}</p>`;
}

const ICONS = { likes: 'heart', retweets: 'repeat' } as const;

/** `♥ 3` as a drawing, the number, and a word for those who can't see the drawing. */
function factMarkup(fact: Fact): Piece {
  if (!('count' in fact)) return factWords(fact);
  const noun = countNoun(fact);
  return markup`${icon(ICONS[fact.type])}${formatNumber(fact.count)}<span class="unseen"> ${noun}</span>`;
}
