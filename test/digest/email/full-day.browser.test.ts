// The mail of a day of 600 posts in 17 years: every year is in it, it is no larger than Gmail shows, and nothing of it is
// lost. In a real browser it stands on a phone and on a desk.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildMime } from '../../../src/mail/mime.ts';
import type { Memories } from '../../../src/memories/selection.ts';
import type { Memory } from '../../../src/library/memory.ts';
import { planDayEmail } from '../../../src/digest/email/day-mail.ts';
import type { Email } from '../../../src/digest/email/email.ts';
import { yearEmail } from '../../../src/digest/email/year-mail.ts';
import { Temporal } from '../../../src/time/calendar.ts';
import { TestBrowser } from '../../support/browser.ts';
import { dayWith, memory, photo } from '../../support/memory.ts';
import { messageWith } from '../../support/message.ts';
import { reviewer } from './example-mails.ts';

const YEARS = Array.from({ length: 17 }, (_, index) => 2025 - index);
const TOTAL = 600;
const DOT = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=';

const ENGLISH = ['The heron is back, and the river with it. ', 'Rain & wind, "all" day. ', 'Soup again. '];
const JAPANESE = ['今日は図書館がとても静かで、雨の音だけが聞こえます。', '鷺が戻ってきました。', 'またスープ。'];

/** 600 posts, most of them of late; some of each year have two photos. */
function fullDay(words: readonly string[], date = '2026-11-22'): Memories {
  const monthAndDay = date.slice(5);
  const posts = Array.from({ length: TOTAL }, (_, index): Memory => {
    const year = YEARS[index % 5 === 0 ? index % 17 : index % 6] ?? 2025;
    const at = new Date(Date.parse(`${year}-${monthAndDay}T00:00:30Z`) + index * 120_000).toISOString();
    const media = index % 15 === 0 ? [1, 2].map((part) => photo({ file: `${date}-${index}-${part}` })) : [];
    const text = `${(words[index % 3] ?? '').repeat(1 + (index % 7))}${index}`;
    return memory({ at, id: `${date.replaceAll('-', '')}${index}`, text, media, likes: index % 9 });
  });
  return dayWith(posts, {}, Temporal.PlainDate.from(date));
}

function mailOf(days: readonly Memories[], mostPhotos = 12): Email & { readonly files: readonly string[] } {
  const plan = planDayEmail(days, { showSensitive: false, notices: [], footer: [], mostPhotos });
  const placed = plan.files.slice(0, mostPhotos);
  const photos = new Map(placed.map((file, index) => [file, { cid: `photo-${index}`, width: 900, height: 600 }]));
  return { ...plan.write(photos), files: placed };
}

/** The bytes of the message's HTML between its boundaries. */
async function wireSize({ html, text }: Email): Promise<{ html: number; all: number }> {
  const raw = (await buildMime(messageWith({ html, text }))).toString('latin1');
  const boundary = /boundary="([^"]+)"/.exec(raw)?.[1] ?? '';
  const part = raw.split(`--${boundary}`).find((one) => one.includes('text/html')) ?? '';
  return { html: part.length, all: raw.length };
}

const cardsIn = (html: string): number => html.split('class="m-about"').length - 1;
const countsIn = (html: string): number[] =>
  [...html.matchAll(/and ([\d,]+) more from/g)].map(([, count = '']) => Number(count.replaceAll(',', '')));
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

describe.each([
  ['English', ENGLISH],
  ['Japanese', JAPANESE],
])('a full day in %s', (_, words) => {
  const day = fullDay(words);
  const made = mailOf([day]);

  test('has something of every year, and counts the rest with the command that shows it', () => {
    for (const { year, posts } of day.years) {
      const heading = `${2026 - year} year${year === 2025 ? '' : 's'} ago`;
      expect(made.html).toContain(`>${heading}</span>`);
      expect(made.text).toContain(`${heading} ·`);
      if (posts.length > 20) expect(made.html).toContain(`memories on 11-22 --year ${year}</code>`);
    }
    expect(day.years).toHaveLength(17);
    expect(cardsIn(made.html)).toBeGreaterThan(30);
    expect(cardsIn(made.html) + sum(countsIn(made.html))).toBe(TOTAL);
    expect(sum(countsIn(made.text.replaceAll(/\s+/g, ' ')))).toBe(sum(countsIn(made.html)));
  });

  test('is smaller on the wire than what Gmail cuts, but uses what there is', async () => {
    const { html } = await wireSize(made);
    expect(html).toBeLessThan(102_000);
    expect(html).toBeGreaterThan(80_000);
  });

  test('spreads its photos over the years, and leads to the others on this machine, never to X', () => {
    const years = made.files.map((file) =>
      day.years.find(({ posts }) => posts.some(({ media }) => media[0]?.file === file)),
    );
    expect(new Set(years).size).toBe(12);
    const few = mailOf([day], 2);
    expect(few.cids).toHaveLength(2);
    expect(few.html).toMatch(/\d+ more photos?: <code[^>]*>memories on 11-22 --open<\/code>/);
    expect(few.html).not.toContain('see it on X');
  });
});

test.each([
  ['English', ENGLISH],
  ['Japanese', JAPANESE],
])('a week of full days in %s has something of each day and each year, within the size', async (_, words) => {
  const days = Array.from({ length: 7 }, (_, index) => fullDay(words, `2026-11-${16 + index}`));
  const made = mailOf(days);
  expect((await wireSize(made)).html).toBeLessThan(102_000);
  for (const year of YEARS) expect(made.html).toMatch(new RegExp(`, \\d+ November ${year}</h3>`));
  expect(new Set(made.files.map((file) => file.slice(0, 10))).size).toBe(7);
  for (const day of [16, 17, 18, 19, 20, 21, 22]) expect(made.html).toContain(`>${day} November</h2>`);
  const others = [...made.html.matchAll(/>([\d,]+) more memor(?:y|ies) of/g)].map(([, count = '']) =>
    Number(count.replaceAll(',', '')),
  );
  expect(cardsIn(made.html) + sum(countsIn(made.html)) + sum(others)).toBe(7 * TOTAL);
});

test('the mail of a year of long tweets in Japanese is within the size, and counts what has no room', async () => {
  const drafts = Array.from({ length: 8 }, (_, index) => ({
    at: `2025-0${index + 1}-11T10:00:00Z`,
    text: `${index} ${(JAPANESE[0] ?? '').repeat(250)}`,
    likes: 10 + index,
  }));
  const review = reviewer()(2025, drafts);
  const made = yearEmail(review, { photos: new Map(), showSensitive: false, notices: [], footer: [] });
  const { html } = await wireSize(made);
  expect(html).toBeLessThan(102_000);
  expect(html).toBeGreaterThan(60_000);
  expect(made.html).toMatch(/\d more posts? of this year: <code[^>]*>memories year 2025<\/code>/);
});

describe('in a browser', () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await TestBrowser.start();
  });
  afterAll(() => browser.close());

  test.each([390, 700])(
    '%i pixels wide, nothing stands out of the mail, and every year has its heading',
    async (width) => {
      const { html } = mailOf([fullDay([...ENGLISH, ...JAPANESE])]);
      const { page } = await browser.open(html.replaceAll(/cid:photo-\d+/g, DOT), { width });
      expect(await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      expect(await page.locator('h2').count()).toBe(17);
      const more = page.locator('p', { hasText: /^and \d+ more from 2025: memories on 11-22 --year 2025$/ });
      expect(await more.isVisible()).toBe(true);
    },
  );
});
