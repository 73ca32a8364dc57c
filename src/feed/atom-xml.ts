// An Atom feed (RFC 4287), an entry for a day.

import { localDateOf, localTimeOf, type PlainDate } from '../time/calendar.ts';
import type { Memory } from '../library/memory.ts';
import { postUrl, profileUrl } from '../post/addresses.ts';
import { markup, Markup, type Piece } from '../text/html.ts';

import { isTextCovered, warningWords } from '../views/covered.ts';
import { pollLines } from '../views/poll-words.ts';
import { alsoOn } from '../views/network-words.ts';
import { link, paragraph } from '../views/page/post-text.ts';
import {
  circumstancesOf,
  circumstanceWords,
  factsOf,
  describeMedium,
  missingQuote,
  missingQuoteWords,
  shortFact,
  displayText,
  formatTimeOfDay,
} from '../views/post-words.ts';
import { pluralize, formatDate, formatDay, formatNumber, formatYearsAgo } from '../text/numbers-and-dates.ts';
import { yearCommand } from '../views/day-commands.ts';

export interface FeedDay {
  readonly id: string;
  readonly date: PlainDate;
  /** Newest first. */
  readonly years: readonly FeedYear[];
  /** How many posts there are, shown or not. */
  readonly count: number;
  /** When the day began, in milliseconds since 1970 UTC. */
  readonly beganAt: number;
}

export interface FeedYear {
  readonly year: number;
  /** Newest first. */
  readonly posts: readonly Memory[];
  /** How many more there are. */
  readonly omitted: number;
}

export interface Feed {
  readonly id: string;
  readonly accounts: readonly string[];
  /** Newest first. */
  readonly days: readonly FeedDay[];
  /** For a feed without a day: when today began, in milliseconds since 1970 UTC. */
  readonly beganAt: number;
  readonly timeZone: string;
}

/** The whole feed. */
export function feedText(feed: Feed): string {
  const { id, accounts, days, beganAt, timeZone } = feed;
  const updated = timeIn(days[0]?.beganAt ?? beganAt);
  const author = accounts.map((account) => `@${account}`).join(', ') || 'memories';
  const entries = days.map((day) => entryOf(day, timeZone));
  return xml(markup`${DECLARATION}
<feed xmlns="http://www.w3.org/2005/Atom">
<id>urn:uuid:${id}</id>
<title>On this day</title>
${linkTo(accounts.length === 1 ? profileUrl(accounts[0] ?? '') : undefined)}<updated>${updated}</updated>
<author><name>${author}</name></author>
<generator>memories</generator>
${entries}</feed>
`);
}

const DECLARATION = Markup.trusted('<?xml version="1.0" encoding="utf-8"?>');

function entryOf(day: FeedDay, timeZone: string): Markup {
  const title = `${formatDay(day.date)}: ${pluralize(day.count, 'memory', 'memories')}`;
  const newest = day.years.flatMap(({ posts }) => posts)[0];
  return markup`<entry>
<id>urn:uuid:${day.id}</id>
<title>${title}</title>
${linkTo(newest && postUrl(newest))}<updated>${timeIn(day.beganAt)}</updated>
<content type="html">${withLineEnds(contentOf(day, timeZone))}</content>
</entry>
`;
}

/** What readers open: a day has no page on the web, but its newest memory has. */
function linkTo(address: string | undefined): Markup | null {
  return address === undefined ? null : markup`<link rel="alternate" type="text/html" href="${address}"/>\n`;
}

/** Readers of feeds have no style that would keep the lines of a text. */
function withLineEnds(made: Markup): string {
  return made.toString().replaceAll('\n', '<br>\n');
}

/** HTML, which the feed has as text. */
function contentOf({ date, years }: FeedDay, timeZone: string): Markup {
  const content = years.map((year) => [
    markup`<h3>${formatYearsAgo(date.year - year.year)}</h3>`,
    year.posts.map((post) => articleOf(post, timeZone)),
    year.omitted > 0 ? moreOf(year, date) : null,
  ]);
  return markup`${content}`;
}

function moreOf({ year, omitted }: FeedYear, date: PlainDate): Markup {
  return markup`<p>and ${formatNumber(omitted)} more from ${year}: <code>${yearCommand(date, year)}</code></p>`;
}

function articleOf(post: Memory, timeZone: string): Markup {
  const written = localDateOf(post, timeZone);
  const when = [formatDate(written), formatTimeOfDay(post, timeZone)].filter(Boolean).join(', ');
  const facts = [...circumstancesOf(post).map(circumstanceWords), ...factsOf(post).map(shortFact)];
  const others = alsoOn(post).map(({ words, url }) => link(url, words, 'address'));
  const address = link(postUrl(post), when, 'permalink');
  return markup`${bodyOf(post)}${quoteOf(post)}<p>${address}${[...facts, ...others].map((fact) => [' · ', fact])}</p>`;
}

/** Readers of feeds open what a page would cover, so here that is only at the post itself. */
function bodyOf(post: Memory): Piece {
  if (isTextCovered(post, false)) return markup`<p>${warningWords(post)}</p>`;
  const { text, spans } = displayText(post);
  const media = post.media.map(
    (medium) => markup`<p>[${describeMedium(medium)}${medium.alt && `: ${medium.alt}`}]</p>`,
  );
  const poll = post.poll && markup`<p>${pollLines(post.poll).join('\n')}</p>`;
  return [paragraph(text, spans, post.lang), poll, media];
}

function quoteOf(post: Memory): Markup | null {
  const missing = missingQuote(post);
  if (missing) return markup`<p>${link(missing.url, missingQuoteWords(missing), 'address')}</p>`;
  const quoted = post.quotedPost;
  if (!quoted) return null;
  return markup`<blockquote><p>@${quoted.account}</p>${quotedText(quoted)}</blockquote>`;
}

function quotedText(quoted: Memory): Piece {
  if (isTextCovered(quoted, false)) return markup`<p>${warningWords(quoted)}</p>`;
  return paragraph(quoted.text, quoted.spans, quoted.lang);
}

function timeIn(milliseconds: number): string {
  return localTimeOf(milliseconds, 'UTC').replace('+00:00', 'Z');
}

/** XML has no place for these two characters, nor for half a surrogate pair. */
function xml(made: Markup): string {
  return made
    .toString()
    .replace(/[\uFFFE\uFFFF]/g, '')
    .replace(/\p{Surrogate}/gu, '\uFFFD');
}
