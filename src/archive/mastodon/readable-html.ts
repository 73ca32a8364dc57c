// The text of a post from its HTML: what its author meant and readers see, as plain text with spans. htmlparser2 reads
// the HTML, which is any other server's and its sanitizer's, so nothing in it is trusted.

import { Parser } from 'htmlparser2';
import { addLink, type LinkOptions } from './links.ts';
import { collapse, TextBuilder, type StyledText } from './text-builder.ts';

export interface HtmlOptions extends LinkOptions {
  /** Leave out the line that names a quoted post for servers that don't show quotes. */
  readonly withoutQuoteLine?: boolean;
}

/**
 * More tags than any post has, even one as long as a book's chapter. What a tag closes is searched for among all that are open, so
 * a text made of nothing else could take hours.
 */
const MOST_TAGS = 20_000;

/** The readable text; null when the HTML is too much to be one. */
export function readHtml(html: string, options: HtmlOptions): StyledText | null {
  if (html.split('<').length > MOST_TAGS) return null;
  const reader = new HtmlReader(options);
  const parser = new Parser(reader, { decodeEntities: true });
  parser.end(html);
  return reader.builder.result();
}

interface Attributes {
  readonly [name: string]: string;
}

/** A link that is being read. */
interface OpenLink {
  readonly attributes: Attributes;
  /** Its text, also what is hidden on the screen. */
  text: string;
}

interface List {
  readonly isNumbered: boolean;
  next: number;
}

/** Elements with an empty line around them. */
const PARAGRAPHS = named('p blockquote pre ul ol dl h1 h2 h3 h4 h5 h6 table figure');
/** Elements that begin a line. */
const LINES = named('div section article header footer aside main nav li tr dt dd figcaption details summary address');
const BOLD = named('b strong h1 h2 h3 h4 h5 h6');
const ITALIC = named('i em cite');
const STRUCK = named('del s strike');
/** Elements whose content is never shown: brackets around small words (`rp`) stand there without them. */
const UNSEEN = named('script style title head template iframe object noscript textarea svg math rp');

function named(elements: string): ReadonlySet<string> {
  return new Set(elements.split(' '));
}

class HtmlReader {
  readonly builder = new TextBuilder();
  readonly #options: HtmlOptions;
  readonly #lists: List[] = [];
  #link: OpenLink | null = null;
  /** How many elements are open whose text stays as it is. */
  #preformatted = 0;
  /** A new line right behind such a tag counts for nothing. */
  #isBehindPre = false;
  /** The element whose content is left out, and how many of its name are open inside it. */
  #hidden: { readonly name: string; depth: number } | null = null;

  constructor(options: HtmlOptions) {
    this.#options = options;
  }

  onopentag(name: string, attributes: Attributes): void {
    if (this.#hidden) {
      if (this.#hidden.name === name) this.#hidden.depth += 1;
      return;
    }
    const isQuoteLine = this.#options.withoutQuoteLine === true && hasClass(attributes, 'quote-inline');
    if (UNSEEN.has(name) || isQuoteLine) this.#hidden = { name, depth: 1 };
    else if (name === 'a') this.#link = { attributes, text: '' };
    else if (name === 'img') this.ontext(attributes['alt'] ?? '');
    else if (this.#link) this.ontext(name === 'br' || PARAGRAPHS.has(name) || LINES.has(name) ? ' ' : '');
    else this.#open(name, attributes);
  }

  ontext(text: string): void {
    if (this.#hidden) return;
    if (this.#link) this.#link.text += text;
    else if (this.#preformatted > 0) this.builder.addAsItIs(this.#isBehindPre ? text.replace(/^\r?\n/, '') : text);
    else this.builder.add(text);
    this.#isBehindPre = false;
  }

  onclosetag(name: string): void {
    if (this.#hidden) {
      if (this.#hidden.name === name) this.#hidden.depth -= 1;
      if (this.#hidden.depth === 0) this.#hidden = null;
    } else if (name === 'a') this.#closeLink();
    else if (!this.#link) this.#close(name);
  }

  #open(name: string, attributes: Attributes): void {
    const { builder } = this;
    if (name === 'br') builder.breakLine();
    if (name === 'td' || name === 'th') builder.add(' ');
    if (name === 'rt') builder.add('(');
    if (name === 'hr') this.#rule();
    this.#break(name);
    if (name === 'blockquote') builder.openPrefix('> ', '> ');
    if (name === 'pre') {
      this.#preformatted += 1;
      this.#isBehindPre = true;
    }
    if (name === 'ul' || name === 'ol')
      this.#lists.push({ isNumbered: name === 'ol', next: numberIn(attributes['start']) ?? 1 });
    if (name === 'li') this.#openItem(attributes);
    if (BOLD.has(name)) builder.openStyle('bold');
    if (ITALIC.has(name)) builder.openStyle('italic');
    if (STRUCK.has(name)) builder.add('~~');
  }

  #close(name: string): void {
    const { builder } = this;
    if (STRUCK.has(name)) builder.add('~~');
    if (name === 'rt') builder.add(')');
    if (BOLD.has(name)) builder.closeStyle('bold');
    if (ITALIC.has(name)) builder.closeStyle('italic');
    if (name === 'blockquote' || name === 'li') builder.closePrefix();
    if (name === 'pre') this.#preformatted -= 1;
    if (name === 'ul' || name === 'ol') this.#lists.pop();
    this.#break(name);
  }

  /** A list inside another one goes on in its lines. */
  #break(name: string): void {
    const isInnerList = (name === 'ul' || name === 'ol') && this.#lists.length > 0;
    const isParagraphInItem = name === 'p' && this.#lists.length > 0;
    if (isInnerList || isParagraphInItem || LINES.has(name)) this.builder.breakBlock(1);
    else if (PARAGRAPHS.has(name)) this.builder.breakBlock(2);
  }

  #openItem(attributes: Attributes): void {
    const list = this.#lists.at(-1);
    if (list?.isNumbered !== true) {
      this.builder.openPrefix('• ', '  ');
      return;
    }
    const number = numberIn(attributes['value']) ?? list.next;
    list.next = number + 1;
    this.builder.openPrefix(`${number}. `, '   ');
  }

  #rule(): void {
    this.builder.breakBlock(2);
    this.builder.add('———');
    this.builder.breakBlock(2);
  }

  #closeLink(): void {
    const link = this.#link;
    this.#link = null;
    if (!link) return;
    const text = collapse(link.text);
    if (text.startsWith(' ')) this.builder.add(' ');
    addLink(this.builder, text.trim(), link.attributes['href'], this.#options);
    if (text.endsWith(' ')) this.builder.add(' ');
  }
}

function hasClass({ class: names = '' }: Attributes, wanted: string): boolean {
  return names.split(/\s+/).includes(wanted);
}

function numberIn(written: string | undefined): number | null {
  return written !== undefined && /^-?\d{1,9}$/.test(written) ? Number(written) : null;
}
