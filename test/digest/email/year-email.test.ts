// The mail about a year: what it says, how much of it there is, and how it stands in a real browser.

import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Temporal } from '../../../src/time/calendar.ts';
import type { EmailOptions } from '../../../src/digest/email/day-email.ts';
import { yearEmail, yearSubject } from '../../../src/digest/email/year-email.ts';
import { computeYearReview, type YearReview } from '../../../src/statistics/year/review.ts';
import { TestBrowser, type Opened } from '../../support/browser.ts';
import { filledLibrary, type FilledDraft } from '../../support/filled.ts';

const { library, fill } = filledLibrary();
const OPTIONS: EmailOptions = { photos: new Map(), showSensitive: false, notices: [], footer: [] };

let browser: TestBrowser;
/** A year with many tweets, one with none, and one that is not over. */
let full: YearReview;
let none: YearReview;
let running: YearReview;

beforeAll(async () => {
  browser = await TestBrowser.start();
  full = reviewOf(2019, busyYear());
  none = reviewOf(2019, []);
  running = reviewOf(2026, [{ at: '2026-11-22T10:00:00Z', text: 'today' }]);
});
afterAll(() => browser.close());

function reviewOf(year: number, drafts: readonly FilledDraft[], today = '2026-11-22'): YearReview {
  const accountIds = Object.values(fill(drafts));
  const query = { circle: true, timeZone: 'UTC', accountIds, hidden: [], today: Temporal.PlainDate.from(today) };
  return computeYearReview(library, query, year);
}

/** Every day from March on, more towards the end, in three languages, with names and tags. */
function busyYear(): FilledDraft[] {
  const start = Date.UTC(2019, 2, 1);
  return Array.from({ length: 306 }, (_, day) =>
    Array.from({ length: 1 + (day % 7) }, (__, index): FilledDraft => {
      const at = new Date(start + day * 86_400_000 + index * 3_600_000).toISOString();
      const text = `Day ${day} with @${'friend_'.repeat(2)}${day % 9} and #${'图书馆のねこ'.repeat((day % 4) + 1)} https://example.org/${day}`;
      return {
        at,
        text,
        lang: ['en', 'ja', 'ar'][day % 3] ?? null,
        likes: day * 10 + index,
        client: 'Twitter Web App',
      };
    }),
  ).flat();
}

function html(review: YearReview, options: Partial<EmailOptions> = {}): string {
  return yearEmail(review, { ...OPTIONS, ...options }).html;
}

function bare(page: string): string {
  return page.replace(/<style>[^]*?<\/style>/g, '');
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate<axe.AxeResults>(`axe.run(document, { resultTypes: ['violations'] })`);
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}

describe.each([
  [390, 'light', 'with'],
  [390, 'dark', 'with'],
  [1280, 'light', 'with'],
  [1280, 'dark', 'with'],
  [320, 'light', 'without'],
  [1280, 'dark', 'without'],
] as const)('at %i pixels, %s, %s its style sheet', (width, scheme, style) => {
  const open = (page: string): Promise<Opened> => browser.open(style === 'with' ? page : bare(page), { width, scheme });

  test('nothing is wider than the window, and everybody can read it', async () => {
    for (const review of [full, none, running]) {
      const { page } = await open(html(review));
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      expect(await violations(page)).toEqual([]);
    }
  });

  test('the halves of the year stand beside each other where there is room, else below', async () => {
    const { page } = await open(html(full));
    const tops = await page.evaluate<number[]>(
      `[...document.querySelectorAll('.m-panel')].map((panel) => Math.round(panel.getBoundingClientRect().top))`,
    );
    expect(tops[0] === tops[1]).toBe(width > 600);
  });
});

test('the mail asks for nothing, has no script, no form and nothing that is loaded', async () => {
  const { page, address, requests, complaints } = await browser.open(html(full), { scripts: false });
  await page.waitForLoadState('networkidle');
  expect([requests, complaints]).toEqual([[address], []]);
  expect(await page.locator('script, form, input, button, link, iframe, object, img, video, base').count()).toBe(0);
});

test('the days are shaded by how much was written, the more the darker, and those to come are none', async () => {
  const shadesOf = async (review: YearReview): Promise<Record<string, number>> => {
    const { page } = await browser.open(html(review));
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
  const { page } = await browser.open(html(full));
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
  const { page } = await browser.open(html(full));
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
  test('says once that others were liked as well, and of each when', () => {
    const days = [1, 2, 3, 4, 5, 6].map((day) => ({ at: `2019-05-0${day}T10:00:00Z`, likes: day < 6 ? day : 0 }));
    const email = yearEmail(reviewOf(2019, days), OPTIONS);
    for (const text of [email.text, bare(email.html)]) expect(text.match(/Liked as well/g)).toHaveLength(1);
    const headings = email.text.split('\n').filter((line) => /(?:^|· )\d+ May$/.test(line));
    expect(headings).toEqual([
      'The first words · 1 May',
      'The most liked · 5 May',
      'Liked as well · 4 May',
      '3 May',
      'The last words · 6 May',
    ]);
  });

  test('says twice, and 3 times', () => {
    const drafts = ['2018-01-01', '2019-01-01', '2019-01-02'].map((day) => ({ at: `${day}T10:00:00Z` }));
    expect(yearSubject(reviewOf(2019, drafts))).toContain(', twice as many as in 2018');
    const more = [...drafts, { at: '2019-01-03T10:00:00Z' }];
    expect(yearSubject(reviewOf(2019, more))).toContain(', 3 times as many as in 2018');
  });

  test.each([
    ['2026-11-22', '2026 so far: 1 tweet on 1 day'],
    ['2026-12-01', '2026 in review: 1 tweet on 1 day'],
    ['2027-01-02', '2026 in review: 1 tweet on 1 day'],
  ])('of %s is called %s', (today, subject) => {
    const review = reviewOf(2026, [{ at: '2026-11-22T10:00:00Z' }], today);
    expect(yearSubject(review)).toBe(subject);
    expect(yearEmail(review, OPTIONS).text).toMatch(new RegExp(`^${subject.split(':')[0] ?? ''}$`, 'm'));
  });

  test('says what was not mailed before, and that there is nothing', () => {
    const notice = 'The review of 2018 was not mailed: memories year 2018';
    const email = yearEmail(none, { ...OPTIONS, notices: [notice] });
    expect(email.text.startsWith(notice)).toBe(true);
    expect(email.html).toMatch(/<code[^>]*>memories year 2018<\/code>/);
    expect(email.text).toContain('No tweets in 2019');
    expect(yearSubject(none)).toBe('No tweets in 2019');
  });

  test('stays below what clients show whole, and counts the tweets that it has no room for', () => {
    const long = 'An endless text & more. '.repeat(1000);
    const busy = busyYear().map((draft) => ({ ...draft, likes: 1 }));
    const words = [1, 2, 3, 4, 5].map((day): FilledDraft => {
      const quoted = { quotedId: String(day + 9000), quotedHandle: 'wren_writes', kind: 'quote' as const };
      const month = day === 1 ? '01' : day === 5 ? '12-31T23:59' : '06';
      const at = day === 5 ? `2019-${month}:00Z` : `2019-${month}-0${day}T00:00:00Z`;
      return { id: String(day + 8000), at, text: long, likes: 100_000 - day, ...quoted };
    });
    const quotes = [1, 2, 3, 4, 5].map((day): FilledDraft => {
      return { id: String(day + 9000), at: `2015-01-0${day}T00:00:00Z`, text: long };
    });
    const made = html(
      reviewOf(2019, [...busy.map((draft, index) => ({ ...draft, id: String(index + 1) })), ...words, ...quotes]),
    );
    expect(Buffer.byteLength(made)).toBeLessThan(100_000);
    expect(made).toMatch(/\d more tweets? of this year: <code[^>]*>memories year 2019<\/code>/);
  });

  test('is text, whatever names and tweets say', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    const spans = [{ type: 'hashtag' as const, start: 0, end: evil.length, url: null }];
    const tweets = [1, 2, 3].map((day): FilledDraft => ({
      at: `2019-05-0${day}T00:00:00Z`,
      text: evil,
      spans,
      lang: evil,
    }));
    const { page, complaints } = await browser.open(html(reviewOf(2019, tweets)));
    expect(await page.locator('img, script').count()).toBe(0);
    expect(complaints).toEqual([]);
    expect(await page.locator('body').innerText()).toContain(evil);
  });
});
