// The mail about a year in a real browser.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { YearReview } from '../../../src/statistics/year/review.ts';
import { TestBrowser, type Opened } from '../../support/browser.ts';
import type { FilledDraft } from '../../support/filled.ts';
import { bare, exampleYears, reviewer, yearMail } from './example-mails.ts';

let browser: TestBrowser;
const { full, running } = exampleYears();
const reviewOf = reviewer();

beforeAll(async () => {
  browser = await TestBrowser.start();
});
afterAll(() => browser.close());

describe.each([
  [390, 'light', 'with'],
  [390, 'dark', 'with'],
  [1280, 'light', 'with'],
  [1280, 'dark', 'with'],
  [320, 'light', 'without'],
  [1280, 'dark', 'without'],
] as const)('at %i pixels, %s, %s its style sheet', (width, scheme, style) => {
  const open = (page: string): Promise<Opened> => browser.open(style === 'with' ? page : bare(page), { width, scheme });

  test('the halves of the year stand beside each other where there is room, else below', async () => {
    const { page } = await open(yearMail(full));
    const tops = await page.evaluate<number[]>(
      `[...document.querySelectorAll('.m-panel')].map((panel) => Math.round(panel.getBoundingClientRect().top))`,
    );
    expect(tops[0] === tops[1]).toBe(width > 600);
  });
});

test('the mail asks for nothing, has no script, no form and nothing that is loaded', async () => {
  const { page, address, requests, complaints } = await browser.open(yearMail(full), { scripts: false });
  await page.waitForLoadState('networkidle');
  expect([requests, complaints]).toEqual([[address], []]);
  expect(await page.locator('script, form, input, button, link, iframe, object, img, video, base').count()).toBe(0);
});

test('the days are shaded by how much was written, the more the darker, and those to come are none', async () => {
  const shadesOf = async (review: YearReview): Promise<Record<string, number>> => {
    const { page } = await browser.open(yearMail(review));
    return page.evaluate(`(() => {
      const counts = {};
      for (const cell of document.querySelectorAll('td[class]:not([colspan])')) {
        if (cell.closest('[aria-hidden]') === null || cell.closest('.m-panel') === null) continue;
        counts[cell.className] = (counts[cell.className] ?? 0) + 1;
      }
      return counts;
    })()`);
  };
  const { 'm-none': empty = 0, ...others } = await shadesOf(full);
  expect(empty).toBe(31 + 28);
  expect(Object.values(others).reduce((sum, count) => sum + count, 0)).toBe(306);
  expect(Object.keys(others).toSorted()).toEqual(['m-few', 'm-many', 'm-most', 'm-some']);
  // Until 22 November.
  expect(await shadesOf(running)).toEqual({ 'm-none': 325, 'm-most': 1 });
});

test('bars are as long as their share', async () => {
  const { page } = await browser.open(yearMail(full));
  const months = await page.evaluate<[string, number, number][]>(`(() => {
    const panel = [...document.querySelectorAll('.m-panel')].find((each) => each.querySelector('h2')?.innerText === 'Months');
    return [...panel.querySelectorAll(':scope > table > tbody > tr')].map((row) => {
      const bar = row.querySelector('.m-bar');
      return [row.cells[0].innerText, bar === null ? 0 : bar.getBoundingClientRect().width, Number(row.cells[2].innerText.replace(',', ''))];
    });
  })()`);
  expect(months.map(([month]) => month).slice(0, 3)).toEqual(['Jan', 'Feb', 'Mar']);
  const most = months.reduce((best, row) => (row[2] > best[2] ? row : best));
  for (const [month, width, count] of months) {
    expect(Math.abs(width / most[1] - count / most[2]), month).toBeLessThan(0.03);
  }
});

test('the headings make an outline', async () => {
  const { page } = await browser.open(yearMail(full));
  const outline = await page.evaluate<string[]>(
    `[...document.querySelectorAll('h1, h2, h3')].map((e) => e.localName + ' ' + e.innerText.replace(/\\s+/g, ' '))`,
  );
  expect(outline).toEqual([
    'h1 A year in review 2019',
    'h2 The days',
    'h2 Months',
    'h2 Weekdays',
    'h2 Languages',
    'h2 People',
    'h2 Hashtags',
    'h2 Sites',
    'h2 The first words 1 March',
    'h2 The most liked 31 December',
    'h2 Liked as well 31 December',
    'h2 The last words 31 December',
  ]);
});

describe('the mail', () => {
  test('is text, whatever names and tweets say', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    const spans = [{ type: 'hashtag' as const, start: 0, end: evil.length, url: null }];
    const tweets = [1, 2, 3].map((day): FilledDraft => ({
      at: `2019-05-0${day}T00:00:00Z`,
      text: evil,
      spans,
      lang: evil,
    }));
    const { page, complaints } = await browser.open(yearMail(reviewOf(2019, tweets)));
    expect(await page.locator('img, script').count()).toBe(0);
    expect(complaints).toEqual([]);
    expect(await page.locator('body').innerText()).toContain(evil);
  });
});
