// What searches in the browser. It is no module, since a page from a disk may load none, and so it stands here as a text; how
// it folds words is what search-words.ts says. Of posts it makes text, never markup.

import { FOLDING } from '../../search/query/words.ts';
import { MONTHS } from '../../text/numbers-and-dates.ts';

/** What the program knows, as the script's constants. */
const KNOWN = Object.entries({
  MARKS: FOLDING.marks,
  LETTERS: FOLDING.letters,
  SPACELESS: FOLDING.spaceless,
  MONTHS,
})
  .map(([name, value]) => `  const ${name} = ${JSON.stringify(value)};\n`)
  .join('');

export const SEARCH_SCRIPT = `'use strict';
(() => {
${KNOWN}${String.raw`
  const AT_ONCE = 50;
  const MOST_KEPT = 40;
  const MOST_SHOWN = 500;

  const form = document.getElementById('search');
  const box = form.elements.q;
  const status = document.getElementById('found');
  const results = document.getElementById('results');
  const more = document.getElementById('more');
  const parts = Number(form.dataset.parts);

  const marks = new RegExp(MARKS, 'gu');
  const letters = new RegExp('[' + Object.keys(LETTERS).join('') + ']', 'g');
  const startsSpaceless = new RegExp('^' + SPACELESS, 'u');
  const startsWord = /^[\p{L}\p{N}]/u;

  function fold(text) {
    if (!/[^\0-\x7f]/.test(text)) return text.toLowerCase();
    const bare = text.normalize('NFKC').toLowerCase().normalize('NFD').replace(marks, '').normalize('NFC');
    return bare.replace(letters, (letter) => LETTERS[letter]);
  }

  /** A word is found where a word begins; in scripts without spaces anywhere. */
  function patternOf(term) {
    const escaped = term.replace(/[\\^$.*+?()[\]{}|\/]/g, '\\$&').replace(/\s+/g, '\\s+');
    const isWord = startsWord.test(term) && !startsSpaceless.test(term);
    return new RegExp((isWord ? '(?<!(?!' + SPACELESS + ')[\\p{L}\\p{N}\\p{M}])' : '') + escaped, 'gu');
  }

  function termsOf(words) {
    const found = Array.from(words.matchAll(/["\u201c\u201d\u201e\u00ab\u00bb]([^"\u201c\u201d\u201e\u00ab\u00bb]*)["\u201c\u201d\u201e\u00ab\u00bb]?|[^\s"\u201c\u201d\u201e\u00ab\u00bb]+/gu), ([all, quoted]) => quoted ?? all);
    const terms = found.map((term) => fold(term).trim()).filter((term) => term !== '');
    return terms.map((term) => ({ term, isPlain: !/\s/.test(term), pattern: patternOf(term) }));
  }

  function fits(tweet, terms) {
    const text = tweet[3] === 0 ? tweet[2].toLowerCase() : tweet[3];
    return terms.every(({ term, isPlain, pattern }) => {
      if (isPlain && !text.includes(term)) return false;
      pattern.lastIndex = 0;
      return pattern.test(text);
    });
  }

  /* The parts of the index: each calls this function. */
  const arrived = new Map();
  const kept = new Map();
  window.memories = (part, tweets) => arrived.set(part, tweets);

  function load(part) {
    const known = kept.get(part);
    if (known) return Promise.resolve(known);
    return new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = 'search/' + part + '.js';
      script.onload = () => {
        const tweets = arrived.get(part) ?? [];
        arrived.delete(part);
        if (kept.size < MOST_KEPT) kept.set(part, tweets);
        script.remove();
        resolve(tweets);
      };
      script.onerror = () => {
        script.remove();
        reject(new Error(script.src));
      };
      document.head.append(script);
    });
  }

  let run = 0;
  let shown = AT_ONCE;

  async function search(words) {
    run += 1;
    const own = run;
    const terms = termsOf(words);
    results.replaceChildren();
    more.hidden = true;
    if (terms.length === 0) return say('');
    let count = 0;
    for (let part = 1; part <= parts; part += 1) {
      let tweets;
      try {
        tweets = await load(part);
      } catch (error) {
        return say('A file of the index is missing: search/' + part + '.js');
      }
      if (own !== run) return;
      for (const tweet of tweets) {
        if (!fits(tweet, terms)) continue;
        count += 1;
        if (count <= shown) results.append(line(tweet, terms));
      }
      if (part < parts) say(counted(count) + ' so far \u2026');
    }
    more.hidden = count <= shown;
    say(count === 0 ? 'Nothing found.' : counted(count) + (count > shown ? ', the newest ' + shown + ' of them here' : ''));
  }

  function say(words) {
    status.textContent = words;
  }

  function counted(count) {
    return count.toLocaleString('en-US') + (count === 1 ? ' tweet' : ' tweets');
  }

  function element(name, kind, ...inside) {
    const made = document.createElement(name);
    made.className = kind;
    made.append(...inside);
    return made;
  }

  function line([date, id, text, , account], terms) {
    const [year, month, day] = date.split('-').map(Number);
    const link = element('a', 'permalink', day + ' ' + MONTHS[month - 1] + ' ' + year);
    link.href = 'days/' + date.slice(-5) + '.html#t' + id;
    const about = element('p', 'about', ...(account ? [element('span', 'account', '@' + account), ' '] : []), link);
    const body = element('p', 'text', ...marked(text, terms));
    body.dir = 'auto';
    return element('li', 'card', about, body);
  }

  /** The text around its first match, with the matches marked: each letter is folded alone, to know where it stood. */
  function marked(text, terms) {
    let bare = '';
    const places = [];
    for (const { 0: raw, index } of text.matchAll(/\P{M}[\p{M}\uff9e\uff9f]*|\p{M}/gsu)) {
      const piece = fold(raw);
      for (let unit = 0; unit < piece.length; unit += 1) places.push([index, index + raw.length]);
      bare += piece;
    }
    const ranges = terms.flatMap(({ pattern }) => {
      pattern.lastIndex = 0;
      return Array.from(bare.matchAll(pattern), ({ 0: found, index }) => [places[index][0], places[index + found.length - 1][1]]);
    });
    ranges.sort((a, b) => a[0] - b[0]);
    const from = startOf(text, ranges[0]?.[0] ?? 0);
    const to = endOf(text, from);
    const pieces = [from > 0 ? '\u2026' : ''];
    let at = from;
    for (const [start, end] of ranges) {
      if (end <= at || start >= to) continue;
      const begin = Math.max(at, start);
      pieces.push(text.slice(at, begin), element('mark', '', text.slice(begin, Math.min(end, to))));
      at = Math.min(end, to);
    }
    return [...pieces, text.slice(at, to), to < text.length ? '\u2026' : ''];
  }

  function startOf(text, first) {
    if (text.length <= MOST_SHOWN || first < MOST_SHOWN / 2) return 0;
    const space = text.indexOf(' ', first - MOST_SHOWN / 4);
    return space > 0 && space < first ? space : first;
  }

  function endOf(text, from) {
    const end = from + MOST_SHOWN;
    if (text.length <= end) return text.length;
    const space = text.lastIndexOf(' ', end);
    return space > from + MOST_SHOWN / 2 ? space : end;
  }

  function begin() {
    shown = AT_ONCE;
    /* So that coming back from a tweet finds the same again. */
    try {
      history.replaceState(null, '', '#q=' + encodeURIComponent(box.value));
    } catch {
      /* Some browsers allow no such thing for a file: then only that is missing. */
    }
    void search(box.value);
  }

  let waiting = 0;
  box.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(begin, 150);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    begin();
  });
  more.addEventListener('click', () => {
    shown += AT_ONCE;
    void search(box.value);
  });

  const asked = new URLSearchParams(location.hash.slice(1)).get('q') ?? new URLSearchParams(location.search).get('q');
  if (asked) {
    box.value = asked;
    begin();
  }
`}})();
`;
