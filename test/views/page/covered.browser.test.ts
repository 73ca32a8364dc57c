// A post behind a content warning and a poll, on a real page: by day and by night, on a phone and on a desk.

import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { albumOfDays } from '../../../src/views/make-album.ts';
import { pageView } from '../../../src/views/page/page.ts';
import { photosFor } from '../../../src/views/photos.ts';
import { TestBrowser } from '../../support/browser.ts';
import { dayWith, memory, photo } from '../../support/memory.ts';

const LAKE = photo({ file: join(import.meta.dirname, '../../../demo/photos/lake-dawn.jpg') });
const POLL = {
  options: [
    { text: 'Plums, which are ripe now and will not be for long', votes: 12 },
    { text: 'Quinces', votes: 8 },
  ],
  multiple: false,
  voters: 20,
  endsAt: null,
};
const POSTS = [
  memory({
    text: 'Behind it.',
    warning: 'Food, drink, and a very long word: '.padEnd(120, 'o'),
    media: [LAKE],
    sensitive: true,
  }),
  memory({ id: '2', text: 'What shall I put into the oven?', poll: POLL }),
];

let browser: TestBrowser;
let pages: { covered: string; open: string };

beforeAll(async () => {
  browser = await TestBrowser.start();
  const photos = await photosFor(POSTS, 600);
  const page = (showSensitive: boolean): string => pageView(albumOfDays([dayWith(POSTS)]), { photos, showSensitive });
  pages = { covered: page(false), open: page(true) };
});
afterAll(() => browser.close());

const VIEWINGS = [390, 1280].flatMap((width) => (['light', 'dark'] as const).map((scheme) => ({ width, scheme })));

test.each(VIEWINGS)('is covered until somebody opens it, at $width by $scheme', async (viewing) => {
  const { page } = await browser.open(pages.covered, { ...viewing, scripts: false });
  const text = page.getByText('Behind it.');
  const image = page.locator('img');
  expect([await text.isVisible(), await image.isVisible()]).toEqual([false, false]);
  await page.getByText('Content warning: Food').click();
  expect([await text.isVisible(), await image.isVisible()]).toEqual([true, true]);
  // One cover is enough.
  expect(await page.locator('details').count()).toBe(1);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewing.width);
});

test.each(VIEWINGS)('a poll has its options as bars, at $width by $scheme', async (viewing) => {
  const { page } = await browser.open(pages.covered, viewing);
  expect(await page.locator('.poll li').allInnerTexts()).toEqual([
    expect.stringMatching(/^Plums, .*\s12 votes, 60%$/s),
    expect.stringMatching(/^Quinces\s8 votes, 40%$/s),
  ]);
  expect(await page.getByText('Poll, one choice each, 20 voters').isVisible()).toBe(true);
  const shares = await page.evaluate<number[]>(
    `[...document.querySelectorAll('.poll li')].map((one) =>
      parseFloat(getComputedStyle(one, '::before').width) / one.clientWidth)`,
  );
  expect(shares.map((share) => Math.round(share * 100))).toEqual([60, 40]);
});

test('is open below its warning where that is wanted', async () => {
  const { page } = await browser.open(pages.open, { scripts: false });
  expect(await page.getByText('Behind it.').isVisible()).toBe(true);
  expect(await page.getByText('Content warning: Food').isVisible()).toBe(true);
  expect(await page.locator('details').count()).toBe(0);
});
