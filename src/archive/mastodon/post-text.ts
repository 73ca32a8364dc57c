// The words of a post: its text, an article's title, what is covered and why, the choices of a poll, its language.

import { fieldsOf, oneOrListOf, textOf, type Fields } from '../network/fields.ts';
import type { Owner } from '../network/owner.ts';
import { Markup, markup } from '../../text/html.ts';
import { isWebAddress, sanitizeLine } from '../../text/sanitize.ts';
import { addressOf } from './addresses.ts';
import { readHtml } from './readable-html.ts';
import type { StyledText } from './text-builder.ts';

interface TextOptions {
  readonly owner: Owner;
  readonly hasQuote: boolean;
}

/** The text with a title before it and addresses behind it; null when it can't be read. */
export function textOfObject(
  object: Fields,
  links: readonly string[],
  { owner, hasQuote }: TextOptions,
): StyledText | null {
  const title = isTitled(object) ? (textOf(object['name']) ?? '') : '';
  const html = markup`${title === '' ? null : markup`<p><b>${title}</b></p>`}${Markup.trusted(contentOf(object))}`;
  const read = (whole: Markup): StyledText | null =>
    readHtml(whole.toString(), {
      server: owner.handle.split('@')[1] ?? '',
      mentioned: oneOrListOf(object['tag']).flatMap(({ type, name }) =>
        type === 'Mention' ? (textOf(name) ?? []) : [],
      ),
      withoutQuoteLine: hasQuote,
    });
  const text = read(html);
  const more = links.filter((link) => isWebAddress(link) && text?.spans.some(({ url }) => isSame(url, link)) === false);
  return more.length === 0
    ? text
    : read(markup`${html}${more.map((link) => markup`<p><a href="${link}">${link}</a></p>`)}`);
}

/** Servers write the address of a page that they have looked at as that page does. */
function isSame(url: string | null, link: string): boolean {
  const bare = (address: string): string => address.replace(/\/$/, '');
  return url !== null && bare(url) === bare(link);
}

/** Whether it says what its text is, be it nothing. */
export function hasText(object: Fields): boolean {
  return typeof object['content'] === 'string' || Object.keys(fieldsOf(object['contentMap'])).length > 0;
}

/** What a boost has in place of a text: the address of what was boosted. */
export function textOfBoost(address: string): StyledText {
  const text = sanitizeLine(address);
  const isLink = isWebAddress(text);
  return { text, spans: isLink ? [{ type: 'link', start: 0, end: text.length, url: text }] : [], styles: [] };
}

function contentOf(object: Fields): string {
  const [first] = Object.values(fieldsOf(object['contentMap']));
  const content =
    textOf(object['content']) ?? textOf(first) ?? (isTitled(object) ? textOf(object['summary']) : null) ?? '';
  const mediaType = textOf(object['mediaType']) ?? 'text/html';
  return mediaType === 'text/html' ? content : markup`<pre>${content}</pre>`.toString();
}

/** Articles, pages and films have titles, and their summary is what it is called, not a warning. */
function isTitled({ type }: Fields): boolean {
  return type !== 'Note' && type !== 'Question';
}

/** Why the text is covered; null if it isn't. */
export function warningOf(object: Fields): string | null {
  const summary = textOf(object['summary']);
  if (summary === null || (isTitled(object) && object['sensitive'] !== true)) return null;
  return textOf(plainLine(summary));
}

/** A text that Mastodon writes plainly, and others as HTML, on one line. */
export function plainLine(written: string): string {
  const isHtml = /<\/?[a-z][^<>]*>|&(?:#\w+|[a-z]+);/i.test(written);
  return sanitizeLine(isHtml ? (readHtml(written, { server: '' })?.text ?? written) : written);
}

/** The address of its page; programs other than Mastodon have lists of links. */
export function pageOf(object: Fields): string | null {
  const url = object['url'];
  const links = Array.isArray(url) ? url.map(fieldsOf) : [];
  const page = links.find(({ mediaType }) => mediaType === 'text/html') ?? links[0];
  const address = textOf(url) ?? textOf(page?.['href']) ?? addressOf(url);
  return address !== null && isWebAddress(address) ? address : null;
}

/** The code of the language that the text is in; `zhCn` is what Mastodon makes of `zh-CN`. */
export function languageOf(object: Fields): string | null {
  const map = Object.entries(fieldsOf(object['contentMap']));
  const [code] = map.find(([, content]) => content === object['content']) ?? map[0] ?? [];
  const [, language, region] = /^([a-z]{2,3})(?:[-_]?([A-Z][A-Za-z]{1,7}))?$/.exec(code ?? '') ?? [];
  if (language === undefined) return code !== undefined && /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(code) ? code : null;
  return region === undefined ? language : `${language}-${region.length === 2 ? region.toUpperCase() : region}`;
}
