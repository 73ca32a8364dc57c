// How the page stands in a real browser: by day and by night, on paper, by keyboard.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestBrowser } from '../../support/browser.ts';
import { examplePage } from './example-page.ts';

let browser: TestBrowser;
let html: string;

beforeAll(async () => {
  [browser, html] = await Promise.all([TestBrowser.start(), examplePage()]);
});
afterAll(() => browser.close());

test('by day the page is light, by night it is dark', async () => {
  for (const [scheme, lightest, darkest] of [
    ['light', 255, 200],
    ['dark', 60, 0],
  ] as const) {
    const { page } = await browser.open(html, { scheme });
    const ground = await page.evaluate<string>('getComputedStyle(document.querySelector(".card")).backgroundColor');
    for (const part of ground.match(/\d+/g) ?? []) {
      expect(Number(part)).toBeLessThanOrEqual(lightest);
      expect(Number(part)).toBeGreaterThanOrEqual(darkest);
    }
  }
});

test('the page is whole without a script and without asking for anything else', async () => {
  const { page, address, requests, complaints } = await browser.open(html, { scripts: false });
  await page.waitForLoadState('networkidle');
  expect(requests).toEqual([address]);
  expect(complaints).toEqual([]);
  expect(await page.locator('script').count()).toBe(0);
  expect(await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')).toBe(
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'",
  );
});

test('what the policy of the page does not allow is not loaded', async () => {
  const foreign = html.replace(
    '</main>',
    '<img src="https://example.invalid/pixel.gif"><script>document.title=1</script></main>',
  );
  const { page, complaints } = await browser.open(foreign, { scripts: false });
  await page.waitForLoadState('networkidle');
  expect(complaints.filter((words) => words.includes('violates the following Content Security Policy'))).toHaveLength(
    2,
  );
  expect(await page.title()).not.toBe('1');
});

test('photos go from the archive into the data folder and into the page', async () => {
  const { page } = await browser.open(html);
  const sizes = await page.evaluate<[number, number, string][]>(
    '[...document.images].map(image => [image.naturalWidth, image.naturalHeight, image.alt])',
  );
  expect(sizes.map(([width, height]) => [width, height])).toEqual(Array(6).fill([900, 600]));
  const alts = sizes.map(([, , alt]) => alt);
  const described = alts.filter((alt) => !/^Photo (\d of \d )?from 22 November \d{4}$/.test(alt));
  expect(described).toEqual([
    expect.stringMatching(/^A drawing of a garden full of flowers/),
    expect.stringMatching(/^A lake at night in front of dark hills/),
  ]);
});

test('every link and every cover is reached by Tab, in the order of the page, and shows it', async () => {
  const { page } = await browser.open(html, { width: 390 });
  const all = await page.evaluate<number>(`(window.stops = [...document.querySelectorAll('a, summary')]).length`);
  const reached: unknown[] = [];
  for (let presses = 0; presses < all; presses += 1) {
    await page.keyboard.press('Tab');
    reached.push(
      await page.evaluate(`[window.stops.indexOf(document.activeElement), getComputedStyle(document.activeElement).outlineStyle,
        parseFloat(getComputedStyle(document.activeElement).outlineWidth) >= 2]`),
    );
  }
  expect(all).toBeGreaterThan(20);
  expect(reached).toEqual(Array.from({ length: all }, (_, index) => [index, 'solid', true]));
});

test('the headings and landmarks make an outline', async () => {
  const { page } = await browser.open(html);
  const outline = await page.evaluate<string[]>(
    `[...document.querySelectorAll('header, main, footer, h1, h2, h3')].map(e => e.localName).filter(n => n !== 'h3')`,
  );
  expect(outline).toEqual(['header', 'h1', 'main', 'h2', 'h2', 'footer']);
  expect(await page.locator('h3').first().textContent()).toBe('1 year ago · Saturday, 22 November 2025');
});

test('lines are no longer than the eye can follow', async () => {
  const { page } = await browser.open(html);
  const widest = await page.evaluate<number>(`(() => {
    const texts = [...document.querySelectorAll('.text')];
    const probe = texts[0].appendChild(document.createElement('span'));
    probe.style.cssText = 'position: absolute; width: 65ch';
    return Math.max(...texts.map(text => text.clientWidth)) / probe.getBoundingClientRect().width;
  })()`);
  expect(widest).toBeLessThanOrEqual(1);
});

test('on paper the page is light even at night, cards are not cut, and what is covered stays covered', async () => {
  const { page } = await browser.open(html, { scheme: 'dark' });
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const style = await page.evaluate<Record<string, string>>(`(() => {
    const of = (selector, name) => getComputedStyle(document.querySelector(selector))[name];
    return {
      paper: of('body', 'backgroundColor'), card: of('.card', 'backgroundColor'), scheme: of(':root', 'colorScheme'),
      cut: of('.card', 'breakInside'), part: of('.thread .tweet', 'breakInside'), heading: of('h3', 'breakAfter'),
    };
  })()`);
  expect(style).toEqual({
    paper: 'rgb(255, 255, 255)',
    card: 'rgb(255, 255, 255)',
    scheme: 'light',
    cut: 'avoid',
    part: 'avoid',
    heading: 'avoid',
  });
  const ink = await page.evaluate<string>('getComputedStyle(document.body).color');
  expect(Math.max(...(ink.match(/\d+/g) ?? []).map(Number))).toBeLessThan(80);
  expect(await page.locator('details img:visible').count()).toBe(0);
  expect(await page.locator('summary').allInnerTexts()).toEqual([
    'Sensitive photo',
    'Content warning: spider, large, well behaved',
  ]);
  expect((await page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-');
});
