// The script of the site's search page: the field, what is found, and the words about it. Of posts it makes text, never
// markup.

import { addressOf, dateName, isMatch, statusOf, termsOf, type Entry, type Photo, type Term } from './engine.ts';
import { excerptOf, type Run } from './excerpt.ts';
import { addressOfPart, loadPart } from './index-parts.ts';

/** How many posts are shown, and how many more each time that more are asked for. */
const AT_ONCE = 50;
/** Milliseconds from the last key to the search. */
const PAUSE = 150;

const form = elementOf('search', HTMLFormElement);
const field = elementOf('words', HTMLInputElement);
const status = elementOf('found', HTMLElement);
const results = elementOf('results', HTMLElement);
const more = elementOf('more', HTMLElement);
const parts = Number(form.dataset['parts']);

function elementOf<E extends HTMLElement>(id: string, kind: new () => E): E {
  const element = document.getElementById(id);
  if (element instanceof kind) return element;
  throw new Error(`this page has no #${id}`);
}

/** The number of the last search: those before it stop. */
let last = 0;
let shown = AT_ONCE;

async function search(typed: string): Promise<void> {
  last += 1;
  const own = last;
  const terms = termsOf(typed);
  results.replaceChildren();
  more.hidden = true;
  if (terms.length === 0) {
    status.textContent = '';
    return;
  }
  let count = 0;
  for (let part = 1; part <= parts; part += 1) {
    const entries = await loadPart(part).catch(() => null);
    if (own !== last) return;
    if (entries === null) {
      status.textContent = `A file of the index is missing: ${addressOfPart(part)}`;
      return;
    }
    const found = entries.filter((entry) => isMatch(entry, terms));
    results.append(...found.slice(0, Math.max(0, shown - count)).map((entry) => card(entry, terms)));
    count += found.length;
    if (part < parts) status.textContent = statusOf(count, shown, false);
  }
  more.hidden = count <= shown;
  status.textContent = statusOf(count, shown, true);
}

function card(entry: Entry, terms: readonly Term[]): HTMLElement {
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

function begin(): void {
  shown = AT_ONCE;
  // So that coming back from a post finds the same again.
  try {
    history.replaceState(null, '', `#q=${encodeURIComponent(field.value)}`);
  } catch {
    // Some browsers allow no such thing for a file: then only that is missing.
  }
  void search(field.value);
}

let waiting = 0;
field.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(begin, PAUSE);
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  begin();
});
more.addEventListener('click', () => {
  shown += AT_ONCE;
  void search(field.value);
});

const asked = new URLSearchParams(location.hash.slice(1)).get('q') ?? new URLSearchParams(location.search).get('q');
if (asked) {
  field.value = asked;
  begin();
}
