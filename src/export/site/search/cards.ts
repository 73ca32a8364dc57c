// What the search page shows of posts that it has found. Of posts it makes text, never markup.

import { addressOf, dateName, type Entry, type Photo, type Term } from './engine.ts';
import { excerptOf, type Run } from './excerpt.ts';

export function card(entry: Entry, terms: readonly Term[]): HTMLElement {
  const [, , text, , account, links, photos = []] = entry;
  const link = made('a', 'permalink', dateName(entry));
  link.href = addressOf(entry);
  const whose = account ? [made('span', 'account', `@${account}`), ' '] : [];
  const body = made('p', 'text', ...excerptOf(text, terms, links || []).flatMap(words));
  body.dir = 'auto';
  const shown = photos.map((photo) => thumbnail(photo, link.href));
  const content = [...(text === '' ? [] : [body]), ...(shown.length > 0 ? [made('p', 'thumbnails', ...shown)] : [])];
  return made('li', 'card', made('p', 'about', ...whose, link), made('div', 'content', ...content));
}

function words({ address, pieces }: Run): (Node | string)[] {
  const inside = pieces.map((piece) => (piece.isMarked ? made('mark', '', piece.text) : piece.text));
  if (address === null) return inside;
  const link = made('a', 'address', ...inside);
  link.href = address;
  link.rel = 'noreferrer noopener';
  link.dir = 'auto';
  return [link];
}

/** It leads to its post, which shows all of it. */
function thumbnail([address, alt]: Photo, post: string): HTMLElement {
  const image = made('img', '');
  image.loading = 'lazy';
  image.alt = alt;
  image.src = address;
  const link = made('a', '', image);
  link.href = post;
  return link;
}

function made<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  ...inside: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.className = className;
  element.append(...inside);
  return element;
}
