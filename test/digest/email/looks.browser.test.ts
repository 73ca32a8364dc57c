// How a mail stands in a real browser: on a phone and on a desk, by day and by night, with its style sheet and without.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Memory } from '../../../src/library/memory.ts';
import type { Span } from '../../../src/post/post.ts';
import { dayEmail } from '../../../src/digest/email/day-mail.ts';
import { TestBrowser, type Opened, type Viewing } from '../../support/browser.ts';
import { dayWith, memory, photo } from '../../support/memory.ts';
import { violations } from '../../support/well-behaved.ts';
import { bare, fullMail } from './example-mails.ts';

const DOT = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=';

let browser: TestBrowser;
let full: string;

beforeAll(async () => {
  [browser, full] = await Promise.all([TestBrowser.start(), fullMail()]);
});
afterAll(() => browser.close());

/** The mail as some clients rewrite it for the night. */
async function rewrittenByOutlook(): Promise<Opened> {
  const opened = await browser.open(full);
  await opened.page.evaluate(`document.querySelectorAll('[style]').forEach((element) => {
    if (element.style.color !== '') { element.dataset.ogsc = element.style.color; element.style.color = '#e0e0e0'; }
    if (element.style.backgroundColor !== '') { element.dataset.ogsb = element.style.backgroundColor; element.style.backgroundColor = '#333333'; }
  })`);
  return opened;
}

const GROUND = `getComputedStyle(document.querySelector('.m-card')).backgroundColor`;

describe.each([
  [390, 'light', 'with'],
  [390, 'dark', 'with'],
  [1280, 'light', 'with'],
  [1280, 'dark', 'with'],
  [390, 'light', 'without'],
  [390, 'dark', 'without'],
  [1280, 'dark', 'without'],
] as const)('at %i pixels, %s, %s its style sheet', (width, scheme, style) => {
  const open = (html: string): Promise<Opened> => browser.open(style === 'with' ? html : bare(html), { width, scheme });

  test('photos stand whole within their cards', async () => {
    const { page } = await open(full);
    const photos = await page.evaluate<[number, number, number][]>(`[...document.images].map((image) => {
      const [own, card] = [image.getBoundingClientRect(), image.closest('.m-card').getBoundingClientRect()];
      return [own.width / own.height, own.left - card.left, card.right - own.right];
    })`);
    expect(photos).toHaveLength(4);
    for (const [ratio, left, right] of photos) {
      expect(ratio).toBeCloseTo(1.5, 1);
      expect(Math.min(left, right)).toBeGreaterThanOrEqual(12);
    }
  });
});

test('the mail asks for nothing, has no script, no form and nothing that is loaded', async () => {
  const { page, address, requests, complaints } = await browser.open(full, { scripts: false });
  await page.waitForLoadState('networkidle');
  expect([requests, complaints]).toEqual([[address], []]);
  expect(await page.locator('script, form, input, button, link, iframe, object, embed, video, base').count()).toBe(0);
  expect(full).not.toMatch(/url\(|@import|@font-face|http-equiv/);
});

test('by day the mail is light, by night it is dark, where the client has style sheets', async () => {
  const ground = async (html: string, scheme: Viewing['scheme'] = 'light'): Promise<string> => {
    return (await browser.open(html, { scheme })).page.evaluate<string>(GROUND);
  };
  expect(await ground(full)).toBe('rgb(255, 253, 251)');
  expect(await ground(full, 'dark')).toBe('rgb(36, 31, 36)');
  expect(await ground(bare(full), 'dark')).toBe('rgb(255, 253, 251)');
  expect(full).toContain('<meta name="color-scheme" content="light dark">');
});

test("by night Outlook's own colours give way to the mail's", async () => {
  const { page } = await rewrittenByOutlook();
  expect(await page.evaluate(GROUND)).toBe('rgb(36, 31, 36)');
  expect(await page.evaluate(`getComputedStyle(document.querySelector('.m-occasion')).color`)).toBe(
    'rgb(235, 169, 201)',
  );
  expect(await violations(page)).toEqual([]);
});

test('the headings make an outline, with the days where there are several', async () => {
  const { page } = await browser.open(full);
  const outline = await page.evaluate<string[]>(
    `[...document.querySelectorAll('h1, h2, h3')].map((e) => e.localName + ' ' + e.innerText.replace(/\\s+/g, ' '))`,
  );
  expect(outline).toEqual([
    'h1 On these days, 22 November to 23 November',
    'h2 22 November',
    'h3 7 years ago Friday, 22 November 2019',
    'h2 23 November',
    'h3 14 years ago Friday, 23 November 2012',
  ]);
});

test('what is shown for lists of mails is not shown in the mail', async () => {
  const { page } = await browser.open(bare(full));
  expect(await page.locator('body > div').first().isVisible()).toBe(false);
});

test('what the mail can’t hold is a line without a box', async () => {
  const { page } = await browser.open(full);
  const boxes = await page.locator('.m-tile').allInnerTexts();
  expect(boxes.filter((words) => !/sensitive|^Content warning: /.test(words))).toEqual([]);
});

test('a mail tells what must be known of each memory, with links to it', async () => {
  const { page } = await browser.open(full);
  const words = (await page.locator('body').innerText()).replace(/\s+/g, ' ');
  for (const part of [
    '1 like · 1,234 retweets',
    'only for your circle',
    'edited · cut short by the archive',
    'replying to @june',
    'quoting @otto',
    '@wren_writes on Twitter · 22 November 2019 Plums',
    '2 sensitive photos · see it on X',
    'Video, 1:05 · see it on X The last ferry',
    'Photo · see it on X',
    '2 more parts of this thread on other days: memories thread 7',
    'Left out: 1 retweet or boost (see: memories on 11-23 --days 1 --retweets)',
    'Times are in UTC.',
  ]) {
    expect(words).toContain(part);
  }
  const hrefs = await page.evaluate<string[]>('[...document.links].map((link) => link.href)');
  for (const id of ['7', '8', '9', '42']) expect(hrefs).toContain(`https://x.com/wren_writes/status/${id}`);
  expect(hrefs).toContain('https://x.com/otto/status/43');
});

test('a mail has polls below their questions, and covers what has a warning', async () => {
  const { page } = await browser.open(full);
  const covered = page.locator('.m-card', { hasText: 'Content warning: Spider' });
  const words = (await covered.innerText()).replace(/\s+/g, ' ');
  expect(words).toMatch(/large, · see it on Mastodon/);
  expect(full).not.toContain('She has read more.');
  const asked = (await page.locator('.m-card', { hasText: 'in the tin?' }).innerText()).replace(/\s+/g, ' ');
  for (const part of ['@wren@stacks.example on Mastodon', 'Ginger nuts: 41 votes', '90 voters', 'also on Bluesky']) {
    expect(asked).toContain(part);
  }
  expect(words).not.toContain('Ginger nuts');
});

test('the parts of a thread stand in one card', async () => {
  const { page } = await browser.open(full);
  const card = page.locator('.m-card', { hasText: 'of this thread' });
  expect(await card.locator('.m-text').allTextContents()).toEqual(['One', 'Two', 'Three']);
});

test('each text is in its language and direction, each paragraph for itself', async () => {
  const { page } = await browser.open(bare(full));
  const arabic = page.locator('[lang=ar]');
  expect(await arabic.getAttribute('dir')).toBe('auto');
  expect(await page.evaluate(`getComputedStyle(document.querySelector('[lang=ar]')).direction`)).toBe('rtl');
  expect(await arabic.innerText()).toBe('كتبتُ اليوم رسالة طويلة ثم لم أرسلها.\nAnd I did.');
  expect(await page.locator('[lang=zh]').count()).toBe(1);
});

const STEAL = `document.title='stolen'`;

const HOSTILE: Readonly<Record<string, string>> = {
  'a script': `<script>${STEAL}</script>`,
  'the end of an attribute and an image': `"><img src=x onerror="${STEAL}">`,
  'the end of an attribute and an event': `' autofocus onfocus=${STEAL} x=' " autofocus onfocus=${STEAL}`,
  'the ends of everything around it': `</title></style></p></td></table></div><![endif]--><script>${STEAL}</script>`,
  'the address of a script': `javascript:${STEAL}`,
  'an address with an event behind it': `https://x.com/" onmouseover="${STEAL}`,
  'a mail with an event': `mailto:a@b.example"onclick="${STEAL}`,
  entities: `&lt;script&gt; &amp;amp; &#60;b&#62; &nbsp;`,
  'overrides of the direction': '\u202eevil\u202c \u2066isolated\u2069',
  'sequences for a terminal': '\u001b[31mred\u001b[0m \u001b]8;;https://evil.example\u0007link \u0000',
};

/** A memory all of whose words come from somebody else. */
function strange(word: string): Memory {
  const spans: Span[] = [
    { type: 'link', start: 0, end: 1, url: word },
    { type: 'mention', start: 1, end: 2, url: word },
    { type: 'hashtag', start: 2, end: word.length, url: null },
  ];
  const media = [photo({ alt: word, file: word }), photo({ alt: word, type: 'video', url: word })];
  const quotedPost = memory({ id: '43', text: word, spans: [], lang: word, account: word });
  const more = { account: word, replyToHandle: word, lang: word, thread: { id: '42', size: 5 } };
  return memory({ id: '42', text: word, spans, media, quotedId: '43', quotedPost, kind: 'reply', ...more });
}

test.each(Object.entries(HOSTILE))('%s stays text, wherever it stands', async (_, word) => {
  const covered = { ...strange(word), id: '44', thread: null, sensitive: true };
  const made = dayEmail([dayWith([strange(word), covered, memory()])], {
    photos: new Map([[word, { cid: word, width: 1, height: 1 }]]),
    showSensitive: false,
    notices: [[{ command: word }]],
    footer: [[{ address: word }], [{ mailbox: word }]],
  });
  const html = made.html.replace(/ src="[^"]*"/g, ` src="${DOT}"`);
  const { page, address, requests, complaints } = await browser.open(html, { width: 390 });
  const shown = word.replace(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, '');
  expect(await page.title()).toBe('On this day, 22 November');
  expect(await page.locator('.m-text').allTextContents()).toEqual([shown, shown, shown, shown, 'The heron is back.']);
  expect(await page.locator('img').getAttribute('alt')).toBe(shown);
  expect(await page.locator('.m-notice').textContent()).toBe(shown);
  expect(await page.locator('.m-line').first().textContent()).toBe(shown);
  const protocols = await page.evaluate<string[]>('[...document.links].map((link) => link.protocol)');
  expect(protocols.filter((protocol) => protocol !== 'https:')).toEqual([]);
  const names = await page.evaluate<string[]>(
    `[...new Set([...document.querySelectorAll('*')].flatMap((e) => e.getAttributeNames()))]`,
  );
  expect(names.filter((name) => name.startsWith('on') || name === 'autofocus')).toEqual([]);
  expect(await page.locator('script').count()).toBe(0);
  expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  expect([complaints, requests]).toEqual([[], [address]]);
  // The new line is the text part's own.
  expect(made.text).not.toMatch(/(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
});
