// What the page says and links to, and that nothing a tweet contains can become markup. Looks are in page-looks.test.ts.

import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Memory, MemoryMedia } from '../../../src/library/memory.ts';
import { memory as memoryAt } from '../../support/memory.ts';
import { photosFor } from '../../../src/views/photos.ts';
import type { Span } from '../../../src/post/post.ts';
import type { Album, Section } from '../../../src/views/album.ts';
import { Temporal } from '../../../src/time/calendar.ts';
import { pageView } from '../../../src/views/page/page.ts';
import { TestBrowser, type Viewing } from '../../support/browser.ts';

const PHOTOS = join(import.meta.dirname, '../../../demo/photos');
const NAMES = ['garden.jpg', 'hill.jpg', 'lake-dawn.jpg', 'lake-moon.jpg'];
const HEADING = '7 years ago · Friday, 22 November 2019';

let browser: TestBrowser;
beforeAll(async () => {
  browser = await TestBrowser.start();
});
afterAll(() => browser.close());

function memory(fields: Partial<Memory> = {}): Memory {
  const text = 'A day like any other.';
  return memoryAt({ at: '2019-11-22T09:53:27Z', id: '1197826413213077504', text, spans: [], lang: 'en', ...fields });
}

function date(iso: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(iso);
}

function medium(fields: Partial<MemoryMedia> = {}): MemoryMedia {
  const url = 'https://pbs.twimg.com/media/a.jpg';
  return { type: 'photo', url, alt: null, width: 900, height: 600, duration: null, file: null, ...fields };
}

function photo(name: string, alt: string | null = null): MemoryMedia {
  return medium({ alt, file: join(PHOTOS, name) });
}

function section(...blocks: Memory[][]): Section {
  return { day: null, date: date('2019-11-22'), name: { yearsAgo: 7 }, blocks };
}

function album(sections: readonly Section[], fields: Partial<Album> = {}): Album {
  return {
    occasion: { type: 'days', first: date('2026-11-22'), last: date('2026-11-22'), memories: 1, years: [2019] },
    sections,
    leftOut: { retweets: 0, replies: 0, hidden: 0 },
    accounts: ['wren_writes'],
    notes: [],
    timeZone: 'Europe/Paris',
    hasSeveralAccounts: false,
    ...fields,
  };
}

interface Extras extends Viewing, Partial<Album> {
  readonly showSensitive?: boolean;
}

async function open(sections: readonly Section[], { showSensitive = false, ...extras }: Extras = {}): Promise<Page> {
  const photos = await photosFor(
    sections.flatMap(({ blocks }) => blocks.flat()),
    640,
  );
  const { page } = await browser.open(pageView(album(sections, extras), { photos, showSensitive }), extras);
  return page;
}

/** The page of one tweet. */
async function opened(fields: Partial<Memory>, extras: Extras = {}): Promise<Page> {
  return open([section([memory(fields)])], extras);
}

function spanOf(text: string, part: string, type: Span['type'], url: string | null): Span {
  const start = text.indexOf(part);
  return { type, start, end: start + part.length, url };
}

describe('a page tells', () => {
  test('the day, the years and the time in their places, the time being the link to the tweet', async () => {
    const page = await opened({});
    expect(await page.title()).toBe('On this day, 22 November');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.locator('header h1').textContent()).toBe('On this day, 22 November');
    expect(await page.locator('header').textContent()).toContain('1 memory from 2019');
    expect(await page.locator('main h2').textContent()).toBe(HEADING);
    const permalink = page.locator('main article a').first();
    expect(await permalink.textContent()).toBe('10:53');
    expect(await permalink.getAttribute('href')).toBe('https://x.com/wren_writes/status/1197826413213077504');
    expect(await permalink.getAttribute('rel')).toBe('noreferrer noopener');
    expect(await permalink.locator('time').getAttribute('datetime')).toBe('2019-11-22T10:53:27+01:00');
  });

  test('the date of a tweet whose time was lost', async () => {
    const page = await opened({ dateOnly: true, postedAt: Date.UTC(2019, 10, 22) });
    const time = page.locator('article time');
    expect(await time.textContent()).toBe('22 November');
    expect(await time.getAttribute('datetime')).toBe('2019-11-22');
  });

  test('days above years when the album has several', async () => {
    const days = ['2026-11-22', '2026-11-22', '2026-11-23'];
    const years = days.map((day) => ({ ...section([memory()]), day: date(day) }));
    const page = await open(years);
    expect(await page.locator('main').getByRole('heading', { level: 2 }).allTextContents()).toEqual([
      '22 November',
      '23 November',
    ]);
    expect(await page.locator('main').getByRole('heading', { level: 3 }).count()).toBe(3);
  });

  test('what must be known about a tweet, in words for everybody', async () => {
    const page = await opened({
      kind: 'reply',
      replyToHandle: 'june_of_ferries',
      audience: 'circle',
      likes: 1,
      retweets: 1234,
      editOf: '1197826413213077000',
      extent: 'cut',
    });
    const words = (await page.locator('article').ariaSnapshot()).replace(/\s+/g, ' ');
    expect(words).toContain('only for your circle');
    expect(words).toContain('replying to @june_of_ferries');
    expect(words).toContain('1 like 1,234 retweets edited cut short by the archive');
  });

  test('with its drawing that a tweet was for the circle, and not that somebody answered is called so', async () => {
    const page = await opened({ kind: 'reply', replyToHandle: 'circle_of_june', audience: 'circle' });
    expect(await page.locator('.context').allTextContents()).toEqual([
      'only for your circle',
      'replying to @circle_of_june',
    ]);
    expect(await page.locator('.context svg').count()).toBe(1);
  });

  test('whose a tweet is only where there are several accounts', async () => {
    expect(await (await opened({})).locator('article').textContent()).not.toContain('@wren_writes');
    const page = await opened({}, { hasSeveralAccounts: true });
    expect(await page.locator('article').textContent()).toContain('@wren_writes');
  });

  test('a thread as one block, and how to see what is not on the day', async () => {
    const thread = { id: '77', size: 9 };
    const parts = ['One', 'Two', 'Three'].map((text, index) => memory({ id: String(index + 77), text, thread }));
    const page = await open([section(parts, [memory({ text: 'Alone' })])]);
    const block = page.getByRole('group', { name: 'Thread' });
    expect(await block.locator('article .text').allTextContents()).toEqual(['One', 'Two', 'Three']);
    expect(await block.textContent()).toContain('6 more parts of this thread');
    expect(await block.locator('code').textContent()).toBe('memories thread 77');
  });

  test('the quoted tweet inside, with its own date, author and address', async () => {
    const quotedPost = memory({ id: '42', text: 'Plums', postedAt: Date.UTC(2012, 10, 22, 9), account: 'wren_then' });
    const page = await opened({ text: 'Ten years', quotedId: '42', quotedPost });
    const quoted = page.locator('article article');
    expect(await quoted.locator('.text').textContent()).toBe('Plums');
    expect(await quoted.textContent()).toContain('@wren_then');
    expect(await quoted.locator('a').textContent()).toBe('22 November 2012');
    expect(await quoted.locator('a').getAttribute('href')).toBe('https://x.com/wren_then/status/42');
  });

  test('which tweet is quoted when it is not there', async () => {
    const page = await opened({ quotedId: '42', quotedHandle: 'otto_and_cello' });
    const missing = page.getByRole('link', { name: 'quoting @otto_and_cello' });
    expect(await missing.getAttribute('href')).toBe('https://x.com/otto_and_cello/status/42');
  });

  test('what is left out, when it was made, and the zone of its times', async () => {
    const view = album([section([memory()])], { leftOut: { retweets: 3, replies: 0, hidden: 0 } });
    const made = { photos: new Map(), showSensitive: false, generatedAt: '2026-11-21T23:30:00Z' };
    const { page } = await browser.open(pageView(view, made));
    const footer = await page.locator('footer').textContent();
    expect(footer).toContain('Left out: 3 retweets (--retweets shows them)');
    expect(footer).toContain('Made on Sunday, 22 November 2026');
    expect(footer).toContain('Europe/Paris');
  });

  test('on one line at the end, where there is room', async () => {
    const made = { photos: new Map(), showSensitive: false, generatedAt: '2026-11-28T12:00:00Z' };
    const { page } = await browser.open(pageView(album([]), made));
    const lines = await page.evaluate(`(() => {
      const line = document.createRange();
      line.selectNodeContents(document.querySelector('footer p:last-child'));
      return line.getClientRects().length;
    })()`);
    expect(lines).toBe(1);
  });

  test('that there is nothing, when there is nothing', async () => {
    const day = date('2026-11-22');
    const page = await open([], {
      occasion: { type: 'days', first: day, last: day, memories: 0, years: [] },
      notes: [{ type: 'nearest', date: date('2026-11-24'), today: day }],
    });
    expect(await page.locator('main').textContent()).toContain('Nothing was written on 22 November in earlier years.');
    expect(await page.locator('article').count()).toBe(0);
    expect(await page.locator('main').textContent()).toContain(
      'The nearest day that has some is 24 November: memories on 11-24',
    );
    expect(await page.locator('code').allInnerTexts()).toEqual(['memories on 11-24']);
  });
});

describe('in a text', () => {
  test('links, names and tags are links, and long addresses are shown shortened', async () => {
    const address = 'https://www.example.org/2019/11/22/a-very-long-way-to-say-that-it-was-raining.html?from=home';
    const text = `Read ${address} by @june #slow $CALM https://example.com/`;
    const page = await opened({
      text,
      spans: [
        spanOf(text, address, 'link', address),
        spanOf(text, '@june', 'mention', 'https://x.com/june'),
        spanOf(text, '#slow', 'hashtag', null),
        spanOf(text, '$CALM', 'cashtag', null),
        spanOf(text, 'https://example.com/', 'link', 'https://example.com/'),
      ],
    });
    const links = page.locator('.text a');
    expect(await links.allTextContents()).toEqual([
      'example.org/2019/11/22/a-very-long-way-…',
      '@june',
      '#slow',
      '$CALM',
      'example.com',
    ]);
    expect(await Promise.all((await links.all()).map((link) => link.getAttribute('href')))).toEqual([
      address,
      'https://x.com/june',
      'https://x.com/hashtag/slow',
      'https://x.com/search?q=%24CALM',
      'https://example.com/',
    ]);
    expect(await page.locator('.text').textContent()).toMatch(
      /^Read example.org\S+ by @june #slow \$CALM example.com$/,
    );
  });

  test('the host of a link is never hidden', async () => {
    const address = `https://${'very.'.repeat(12)}long.example/path/that/is/cut`;
    const page = await opened({ text: address, spans: [spanOf(address, address, 'link', address)] });
    expect(await page.locator('.text a').textContent()).toBe(`${'very.'.repeat(12)}long.example…`);
  });

  test('right-to-left writing stands on the right, each paragraph for itself, and languages are named', async () => {
    const page = await opened({ text: 'قالت لي أمي: لا تنسَ أن تكتب.\nAnd I did.', lang: 'ar' });
    const text = page.locator('.text');
    expect(await text.getAttribute('lang')).toBe('ar');
    expect(await page.evaluate("getComputedStyle(document.querySelector('.text')).direction")).toBe('rtl');
    expect(await page.evaluate("getComputedStyle(document.querySelector('.text')).unicodeBidi")).toBe('plaintext');
  });

  test('languages have the names that browsers know, or none', async () => {
    const named = { in: 'id', 'pt-br': 'pt-br', und: null, zxx: null, qme: null, '"><b>': null };
    const page = await open([section(...Object.keys(named).map((lang) => [memory({ lang })]))]);
    const texts = await page.locator('.text').all();
    expect(await Promise.all(texts.map((text) => text.getAttribute('lang')))).toEqual(Object.values(named));
  });

  test('line breaks and spaces stay', async () => {
    const page = await opened({ text: 'noise < purring:   carry on\n\nnoise > purring: see the cat' });
    expect(await page.locator('.text').innerText()).toBe('noise < purring:   carry on\n\nnoise > purring: see the cat');
  });
});

describe('media', () => {
  test.each([
    [1, [1]],
    [2, [2]],
    [3, [1, 2]],
    [4, [2, 2]],
  ])('%i photos stand in rows of %j, whole and of one height', async (count, rows) => {
    const page = await opened({ media: NAMES.slice(0, count).map((name) => photo(name)) });
    const boxes = await Promise.all((await page.locator('img').all()).map((image) => image.boundingBox()));
    const heights = new Map<number, number[]>();
    for (const box of boxes) {
      const top = Math.round(box?.y ?? 0);
      heights.set(top, [...(heights.get(top) ?? []), Math.round(box?.height ?? 0)]);
      expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(1.5, 1);
    }
    expect([...heights.values()].map((row) => row.length)).toEqual(rows);
    for (const row of heights.values()) expect(new Set(row).size).toBe(1);
  });

  test('a photo alone has its place before it is loaded', async () => {
    const page = await opened({ media: [photo('garden.jpg')] });
    const image = page.locator('img');
    const loaded = await image.boundingBox();
    await page.route('**/late.jpg', () => undefined);
    await page.evaluate(
      `document.images[0].outerHTML = document.images[0].outerHTML.replace(/src="[^"]*"/, 'src="https://memories.invalid/late.jpg"')`,
    );
    expect(await page.evaluate('document.images[0].complete')).toBe(false);
    const { width = 0, height = 0 } = (await image.boundingBox()) ?? {};
    expect([width, height]).toEqual([loaded?.width, loaded?.height]);
    expect(height).toBeGreaterThan(200);
  });

  test('photos are described, in their own words or in useful ones', async () => {
    const page = await opened({ media: [photo('hill.jpg', 'June on the hill'), photo('garden.jpg')] });
    const described = await Promise.all((await page.locator('img').all()).map((image) => image.getAttribute('alt')));
    expect(described).toEqual(['June on the hill', 'Photo 2 of 2 from 22 November 2019']);
    const alone = await opened({ media: [photo('garden.jpg', ' ')] });
    expect(await alone.locator('img').getAttribute('alt')).toBe('Photo from 22 November 2019');
  });

  test('films and photos that are not in the page are named, with where to see them', async () => {
    const page = await opened({
      media: [
        medium({ type: 'video', duration: 65_000, alt: 'The last ferry', file: '/home/wren/100% mine?/ferry#1.mp4' }),
        medium({ type: 'gif' }),
        medium({ alt: 'The pear tree' }),
      ],
    });
    const tiles = page.locator('a.tile');
    expect(await tiles.allTextContents()).toEqual(['Video, 1:05 · open the videoThe last ferry']);
    const lines = page.locator('.absent');
    expect(await lines.allTextContents()).toEqual(['GIF · see it on X', 'Photo · see it on XThe pear tree']);
    expect(await tiles.nth(0).getAttribute('href')).toBe('file:///home/wren/100%25%20mine%3F/ferry%231.mp4');
    expect(await lines.nth(0).locator('a').getAttribute('href')).toBe(
      'https://x.com/wren_writes/status/1197826413213077504',
    );
  });

  test('of photos that are nowhere here, each stands in its place with its description', async () => {
    const page = await opened({
      media: [medium({ alt: 'The pear tree' }), medium(), medium({ alt: 'A pear' }), medium()],
    });
    expect(await page.locator('.absent').allTextContents()).toEqual([
      'Photo · see it on XThe pear tree',
      '2 photos · see them on X',
      'Photo · see it on XA pear',
    ]);
  });

  test('photos that are nowhere here are one quiet line', async () => {
    const page = await opened({ media: [medium(), medium(), medium(), medium({ type: 'video', duration: 5000 })] });
    const lines = page.locator('.absent');
    expect(await lines.allTextContents()).toEqual(['3 photos · see them on X', 'Video, 0:05 · see it on X']);
    expect((await lines.first().boundingBox())?.height).toBeLessThan(30);
  });

  test('sensitive photos are covered until somebody opens them, also in quoted tweets', async () => {
    const media = [photo('hill.jpg'), photo('garden.jpg')];
    const quotedPost = memory({ id: '42', sensitive: true, media: media.slice(1) });
    const page = await opened({ sensitive: true, media, quotedId: '42', quotedPost }, { scripts: false });
    expect(await page.locator('img:visible').count()).toBe(0);
    await page.getByText('2 sensitive photos: show').click();
    expect(await page.locator('img:visible').count()).toBe(2);
    await page.getByText('Sensitive photo: show').click();
    expect(await page.locator('img:visible').count()).toBe(3);
  });

  test('sensitive photos are open when that is wanted', async () => {
    const page = await opened({ sensitive: true, media: [photo('hill.jpg')] }, { showSensitive: true });
    expect(await page.locator('img:visible').count()).toBe(1);
    expect(await page.locator('details').count()).toBe(0);
  });
});

/** Every text of an album and its tweets that comes from elsewhere. */
function hostile(word: string): Section[] {
  const url = `https://x.com/${word}`;
  const text = `ab${word}`;
  const spans: Span[] = [
    { type: 'link', start: 0, end: 1, url: word },
    { type: 'mention', start: 1, end: 2, url: word },
    { type: 'hashtag', start: 2, end: text.length, url: null },
  ];
  const media = (['photo', 'video', 'gif'] as const).map((type) => medium({ type, url, alt: word, file: word }));
  const strange = memory({
    id: word,
    text: word,
    account: word,
    kind: 'reply',
    replyToHandle: word,
    quotedId: word,
    quotedHandle: word,
    lang: word,
    thread: { id: word, size: 5 },
    media: [...media, ...media.map((one) => ({ ...one, file: null }))],
    likes: 1,
  });
  const quoting = memory({ text, spans, quotedId: '42', quotedPost: strange, sensitive: true, media });
  return [section([strange], [quoting, memory({ text: word })])];
}

const TAGS = [
  ...['html', 'head', 'meta', 'link', 'title', 'style', 'body', 'header', 'main', 'footer', 'section', 'article'],
  ...['h1', 'h2', 'h3', 'p', 'div', 'span', 'a', 'time', 'code', 'details', 'summary', 'img', 'svg', 'path', 'circle'],
  'rect',
];

const ATTRIBUTES = [
  ...[
    'alt',
    'aria-hidden',
    'aria-label',
    'aria-labelledby',
    'charset',
    'class',
    'content',
    'cx',
    'cy',
    'd',
    'datetime',
  ],
  ...['dir', 'height', 'href', 'http-equiv', 'id', 'lang', 'name', 'r', 'rel', 'role', 'rx', 'src', 'style', 'viewBox'],
  ...['open', 'width', 'x', 'y'],
];

const STEAL = `document.title='stolen'`;

const HOSTILE: Readonly<Record<string, string>> = {
  'a script': `<script>${STEAL}</script>`,
  'the end of an attribute and an image': `"><img src=x onerror="${STEAL}">`,
  'the end of an attribute and an event': `' autofocus onfocus=${STEAL} x=' " autofocus onfocus=${STEAL}`,
  'the ends of everything around it': `</title></style></p></article></main><script>${STEAL}</script>`,
  'a comment, a section and a drawing': `<!-- --><![CDATA[ ]]><svg onload=${STEAL}>`,
  'the address of a script': `javascript:${STEAL}`,
  'the address of a script in disguise': ` java&Tab;script&colon;${STEAL}`,
  'the address of another page': `data:text/html,<script>${STEAL}</script>`,
  'an address with an event behind it': `https://x.com/" onmouseover="${STEAL}`,
  entities: `&lt;script&gt; &amp;amp; &#60;b&#62; &nbsp;`,
  'overrides of the direction': '\u202eevil\u202c \u2066isolated\u2069',
  'sequences for a terminal': '\u001b[31mred\u001b[0m \u001b]8;;https://evil.example\u0007link \u0000 \u009b2J',
  templates: '{{constructor.constructor("alert(1)")()}} ${alert(1)} `',
  'halves of characters': `lone \ud83d half \udc00`,
  '200 emoji': '👩‍👩‍👧‍👦'.repeat(200),
  'a word of 2,000 letters': 'a'.repeat(2000),
};

/** What is left of a text that may not drive anything. */
function tamed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd').replace(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, '');
}

const DOT = { address: 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=', width: 1, height: 1 };

test.each(Object.entries(HOSTILE))('%s stays text, wherever it stands', async (_, word) => {
  const sections = hostile(word);
  const options = { photos: new Map([[word, DOT]]), showSensitive: false };
  const fields: Partial<Album> = {
    occasion: { type: 'search', typed: word, total: 2, shown: 2, order: 'newest' },
    notes: [{ type: 'detail', name: 'id', value: [word] }],
    hasSeveralAccounts: true,
  };
  const html = pageView(album(sections, fields), options);
  const { page, address, requests, complaints } = await browser.open(html, { width: 390 });
  for (const details of await page.locator('summary').all()) await details.click();
  const shown = tamed(word);
  expect(await page.title()).toBe(`Search: ${shown}`.replace(/\s+/g, ' ').trim());
  expect(await page.locator('h1').textContent()).toBe(`Search: ${shown}`);
  expect(await page.locator('footer p').first().textContent()).toBe(`id ${shown}`);
  const single = pageView(album(sections, { occasion: { type: 'random', account: word } }), options);
  const { page: other } = await browser.open(single, { width: 390 });
  expect(await other.locator('.subtitle').textContent()).toBe(`from @${shown}`);
  expect(await page.locator('.text').allTextContents()).toEqual([shown, `ab${shown}`, shown, shown]);
  expect(await page.locator('img').first().getAttribute('alt')).toBe(shown);
  expect(await page.locator('.alt').first().textContent()).toBe(shown);
  const tags = await page.evaluate<string[]>(`[...new Set([...document.querySelectorAll('*')].map(e => e.localName))]`);
  expect(tags.filter((tag) => !TAGS.includes(tag))).toEqual([]);
  const names = await page.evaluate<string[]>(
    `[...new Set([...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames()))]`,
  );
  expect(names.filter((name) => !ATTRIBUTES.includes(name))).toEqual([]);
  const links = await page.evaluate<string[]>(`[...document.links].map(link => link.protocol)`);
  expect(links.filter((protocol) => !['https:', 'http:', 'file:'].includes(protocol))).toEqual([]);
  const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  expect(overflow).toBeLessThanOrEqual(0);
  expect([complaints, requests]).toEqual([[], [address]]);
});
