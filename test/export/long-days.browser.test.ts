// A day of 600 posts in 17 years, as a page and in a site, in a real browser: every year is there and found, nothing is lost,
// and nobody has to scroll through a hundred screens.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestBrowser } from '../support/browser.ts';
import { FULL_DAY, FULL_YEARS, fullDayDrafts, THREADS } from '../support/full-day.ts';
import { archiveWith, homeWith, runMain } from '../support/main.ts';
import type { TweetDraft } from '../support/tweets.ts';

/** Forty screens of a desk. */
const LONGEST = 40 * 900;

let browser: TestBrowser;
let home: string;
let site: string;
let day: string;
const drafts = fullDayDrafts();
const others: TweetDraft[] = ['2019-11-21', '2020-11-21'].map((date) => ({
  at: `${date}T10:00:00Z`,
  text: 'The day before.',
}));

beforeAll(async () => {
  [browser, home] = await Promise.all([
    TestBrowser.start(),
    archiveWith([...drafts, ...others]).then((path) => homeWith(path)),
  ]);
  site = join(home, 'site');
  const made = await runMain(['export', '--format', 'html', '--out', site], { home });
  if (made.code !== 0) throw new Error(made.stderr);
  const { stdout } = await runMain(['on', '11-22', '--html', '-'], { home });
  day = join(home, 'pages/day.html');
  mkdirSync(join(home, 'pages'));
  writeFileSync(day, stdout);
});
afterAll(() => browser.close());

const views = [
  { what: 'the page', path: () => day },
  { what: 'the day of the site', path: () => join(site, 'days/11-22.html') },
];
const both = views.flatMap((view) => [1280, 390].map((width) => ({ ...view, width })));
const addressOf = (path: string): string => pathToFileURL(path).href;

test.each(both)('$what is no longer than forty screens, and no wider than $width pixels', async ({ path, width }) => {
  const { page, complaints } = await browser.visit(addressOf(path()), { width, scripts: 'own' });
  const [height, over] = await page.evaluate<[number, number]>(
    '[document.documentElement.scrollHeight, document.documentElement.scrollWidth - innerWidth]',
  );
  expect(height).toBeLessThan(LONGEST);
  expect(height).toBeGreaterThan(LONGEST / 4);
  expect(over).toBeLessThanOrEqual(0);
  expect(complaints).toEqual([]);
});

describe.each(views)('$what', ({ path }) => {
  test.each([1280, 390])('leads to each year from a row that stays in sight, %i pixels wide', async (width) => {
    const { page } = await browser.visit(addressOf(path()), { width, scripts: 'own' });
    const row = page.getByRole('navigation', { name: 'Years' });
    expect(await row.getByRole('link').allTextContents()).toEqual(FULL_YEARS.map(String));
    await row.getByRole('link', { name: '2013' }).click();
    const heading = await page.locator('section.year').nth(12).locator('.year-name').boundingBox();
    const bar = await row.boundingBox();
    expect(bar?.y).toBe(0);
    expect(heading?.y).toBeGreaterThanOrEqual(bar?.height ?? Infinity);
    expect(heading?.y).toBeLessThan(300);
  });

  test('has something open of every year, and all the rest behind a line that counts it', async () => {
    const { page } = await browser.visit(addressOf(path()), { scripts: 'own' });
    const years = page.locator('section.year');
    expect(await years.count()).toBe(17);
    expect(await page.locator('.tweet').count()).toBe(FULL_DAY);
    const open = await page.locator('section.year', { has: page.locator('.cards > .card') }).count();
    expect(open).toBe(17);
    const lines = await page.locator('.fold > summary').allInnerTexts();
    const counts = lines.map((line) => Number(/^show (\d+) more from \d{4}$/.exec(line)?.[1]));
    const folded = await page.locator('.folded .tweet').count();
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(folded);
    expect(await page.locator('.cards > .card .tweet').count()).toBe(FULL_DAY - folded);
  });

  test('keeps threads whole', async () => {
    const { page } = await browser.visit(addressOf(path()), { scripts: 'own' });
    const parts: number[] = [];
    for (const thread of await page.locator('.thread').all()) parts.push(await thread.locator('.tweet').count());
    expect(parts).toEqual([...THREADS.values()]);
  });

  test('unfolds without a script', async () => {
    const { page } = await browser.visit(addressOf(path()), { scripts: 'own' });
    const fold = page.locator('.fold').first();
    const first = fold.locator('.tweet').first();
    expect(await first.isVisible()).toBe(false);
    await fold.locator('summary').click();
    expect(await first.isVisible()).toBe(true);
    expect(await fold.locator('summary').innerText()).toMatch(/^\d+ more from 2025$/);
  });
});

test('of two years there is no row, and nothing is folded', async () => {
  const { stdout } = await runMain(['on', '11-21', '--html', '-'], { home });
  for (const html of [stdout, readFileSync(join(site, 'days/11-21.html'), 'utf8')]) {
    expect(html).not.toContain('aria-label="Years"');
    expect(html).not.toContain('class="fold"');
  }
});

test('a week has a row of years for each day that has many', async () => {
  const { stdout } = await runMain(['week', '--html', '-'], { home, now: '2026-11-24T09:00:00Z' });
  expect(stdout.split('aria-label="Years"')).toHaveLength(2);
});

describe('the site', () => {
  test('opens what is folded where a link leads into it', async () => {
    const { page } = await browser.visit(addressOf(join(site, 'days/11-22.html')), { scripts: 'own' });
    const folded = page.locator('.folded .tweet').last();
    const id = (await folded.getAttribute('id')) ?? '';
    expect(await folded.isVisible()).toBe(false);
    await browser.visit('about:blank', { scripts: 'own' });
    await browser.visit(`${addressOf(join(site, 'days/11-22.html'))}#${id}`, { scripts: 'own' });
    expect(await page.locator(`#${id}`).isVisible()).toBe(true);
  });

  test('leads from the end of a day to the days before and after', async () => {
    const { page } = await browser.visit(addressOf(join(site, 'days/11-22.html')), { scripts: 'own' });
    const way = page.getByRole('main').getByRole('navigation', { name: 'Days before and after' });
    expect(await way.getByRole('link').allInnerTexts()).toEqual(['← 21 November', '23 November →']);
    await way.getByRole('link').first().click();
    expect(page.url()).toBe(addressOf(join(site, 'days/11-21.html')));
  });

  test('leads from its front to today, and to any day that has something', async () => {
    const { page, complaints } = await browser.visit(addressOf(join(site, 'index.html')), { scripts: 'own' });
    const name = await page.evaluate<string>(
      "[new Date().getMonth() + 1, new Date().getDate()].map((part) => String(part).padStart(2, '0')).join('-')",
    );
    const link = (words: string): Promise<string | null> =>
      page.getByRole('link', { name: words }).getAttribute('href');
    expect(await link('Today')).toBe(`days/${name}.html`);
    expect(await link('A random day')).toMatch(/days\/11-2[12]\.html$/);
    expect(complaints).toEqual([]);
    expect(readFileSync(join(site, 'index.html'), 'utf8')).toContain('id="at-once" hidden');
  });
});
