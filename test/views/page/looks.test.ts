// How the page stands in a real browser: on a phone and on a desk, by day and by night, on paper, by keyboard, for everybody.

import axe from 'axe-core';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Temporal } from '../../../src/time/calendar.ts';
import { writeDemoArchive } from '../../../src/demo/archive.ts';
import { importArchive } from '../../../src/import/import-archive.ts';
import { mediaFolderOf } from '../../../src/library/media-folder.ts';
import { onThisDay } from '../../../src/memories/on-this-day.ts';
import { photosFor } from '../../../src/views/photos.ts';
import { accounts } from '../../../src/library/accounts.ts';
import { openDatabase } from '../../../src/library/database.ts';
import { albumOfDays, postsOf, type Album } from '../../../src/views/album.ts';
import { pageView } from '../../../src/views/page/page.ts';
import { TestBrowser } from '../../support/browser.ts';
import { tempFolder } from '../../support/temp.ts';

const DATE = Temporal.PlainDate.from('2026-11-22');

let browser: TestBrowser;
/** The demo's days, imported from its archive with their photos. */
let html: string;

beforeAll(async () => {
  [browser, html] = await Promise.all([TestBrowser.start(), demoPage()]);
});
afterAll(() => browser.close());

async function demoPage(): Promise<string> {
  const folder = tempFolder();
  await writeDemoArchive(join(folder, 'archive'), DATE);
  const path = join(folder, 'memories.db');
  const db = openDatabase(path, { create: true });
  const mediaFolder = mediaFolderOf(path);
  await importArchive(db, [join(folder, 'archive')], {
    account: undefined,
    media: 'photos',
    mediaFolder,
    pid: process.pid,
    now: () => Date.UTC(2026, 10, 22),
    signal: new AbortController().signal,
    onEvent: () => undefined,
  });
  const days = [0, 1].map((offset) => {
    const query = {
      date: DATE.add({ days: offset }),
      circle: true,
      timeZone: 'UTC',
      accountIds: accounts(db).map(({ id }) => id),
      retweets: true,
      replies: true,
      hidden: [],
    };
    return onThisDay({ db, mediaFolder }, query);
  });
  db.close();
  const photos = await photosFor(days.flatMap(postsOf), 1280);
  return pageView(withMore(albumOfDays(days)), { photos, showSensitive: false });
}

/** Adds what the demo has none of on these days: media that are not in the page, a missing quote, a note, two accounts. */
function withMore(album: Album): Album {
  const [first, ...rest] = album.sections;
  const [block] = first?.blocks ?? [];
  const [tweet] = block ?? [];
  if (!first || !tweet) throw new Error('the demo has tweets');
  const media = (['video', 'photo'] as const).map((type) => {
    return { type, url: '', alt: 'The last ferry', width: null, height: null, duration: 6000, file: null };
  });
  const more = {
    ...tweet,
    id: '1',
    media,
    quotedId: '2',
    quotedHandle: 'otto_and_cello',
    thread: { id: '1', size: 2 },
  };
  const sections = [{ ...first, blocks: [...first.blocks, [more]] }, ...rest];
  return { ...album, sections, notes: ['Left out: 3 retweets (--retweets shows them)'], hasSeveralAccounts: true };
}

/** What axe finds wrong, by all of its rules or one. */
async function violations(page: Page, rule?: string): Promise<string[]> {
  await page.evaluate(axe.source);
  const options = { resultTypes: ['violations'], ...(rule !== undefined && { runOnly: [rule] }) };
  const found = await page.evaluate<axe.AxeResults>(`axe.run(document, ${JSON.stringify(options)})`);
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}

describe.each([
  [390, 'light'],
  [390, 'dark'],
  [1280, 'light'],
  [1280, 'dark'],
] as const)('at %i pixels, %s', (width, scheme) => {
  test('nothing is wider than the window, and everybody can read it', async () => {
    const { page } = await browser.open(html, { width, scheme });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    for (const cover of await page.locator('summary').all()) await cover.click();
    expect(await violations(page)).toEqual([]);
    // Axe can't judge words on a shade: try them on both ends of it.
    for (const ground of ['--glow', '--paper']) {
      await page.addStyleTag({ content: `body { background: var(${ground}) !important }` });
      expect(await violations(page, 'color-contrast')).toEqual([]);
    }
  });
});

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
  expect(sizes).toHaveLength(5);
  for (const [width, height, alt] of sizes) {
    expect([width, height]).toEqual([900, 600]);
    expect(alt).toMatch(/^Photo (\d of \d )?from 22 November \d{4}$/);
  }
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
  expect(await page.locator('summary').innerText()).toBe('Sensitive photo');
  expect((await page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-');
});
