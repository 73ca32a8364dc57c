// The search of a site of 30,000 posts: how much of its index a search loads, from a disk and from a web server.

import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { afterFile } from '../../support/after-file.ts';
import { makeBigDatabase } from '../../support/big-database.ts';
import { TestBrowser } from '../../support/browser.ts';
import { runMain } from '../../support/main.ts';
import { tempFolder } from '../../support/temp.ts';
import { filesOf } from '../example-site.ts';

const POSTS = 30_000;
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

let browser: TestBrowser;
let site: string;
let server: string;

beforeAll(async () => {
  const home = tempFolder();
  makeBigDatabase(home, POSTS);
  site = join(home, 'site');
  const { code, stderr } = await runMain(['export', '--format', 'html', '--out', site], { home });
  if (code !== 0) throw new Error(stderr);
  [browser, server] = await Promise.all([TestBrowser.start(), serve(site)]);
}, 180_000);
afterAll(() => browser.close());

/** Gives the address of a web server that has these files. */
async function serve(folder: string): Promise<string> {
  const files = new Set(filesOf(folder).map((name) => `/${name}`));
  const served = createServer(({ url = '' }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    if (!files.has(pathname)) response.writeHead(404).end();
    else
      response
        .writeHead(200, { 'content-type': TYPES[extname(pathname)] ?? 'application/octet-stream' })
        .end(readFileSync(join(folder, pathname)));
  });
  await once(served.listen(0, '127.0.0.1'), 'listening');
  afterFile(async () => {
    served.closeAllConnections();
    await once(served.close(), 'close');
  });
  return `http://127.0.0.1:${(served.address() as AddressInfo).port}`;
}

interface Outcome {
  readonly status: string;
  readonly texts: readonly string[];
  /** What the search loaded besides the page, its style and its script. */
  readonly bytes: number;
}

/** What each of these finds, one after the other on the same page. */
async function search(origin: string, ...searches: readonly string[]): Promise<Outcome[]> {
  await browser.visit('about:blank', { scripts: 'own' });
  const { page, requests, complaints } = await browser.visit(`${origin}/search.html`, { scripts: 'own' });
  const outcomes: Outcome[] = [];
  let counted = 0;
  for (const typed of searches) {
    await page.locator('#words').fill(typed);
    await page.locator('#words').press('Enter');
    await page.locator('#results[aria-busy=false]').waitFor({ state: 'attached' });
    const loaded = requests.slice(counted).filter((address) => address.includes('/search/'));
    counted = requests.length;
    outcomes.push({
      status: await page.locator('#found').innerText(),
      texts: await page.locator('#results .text').allInnerTexts(),
      bytes: loaded.reduce((sum, address) => sum + statSync(join(site, address.slice(origin.length))).size, 0),
    });
  }
  expect(complaints).toEqual([]);
  return outcomes;
}

const places = [
  { where: 'from a disk', origin: () => pathToFileURL(site).href },
  { where: 'from a web server', origin: () => server },
];

describe.each(places)('$where', ({ origin }) => {
  test('a first word loads a few files of the index, however common or rare it is', async () => {
    const all = filesOf(join(site, 'search')).reduce((sum, name) => sum + statSync(join(site, 'search', name)).size, 0);
    expect(all).toBeGreaterThan(1_900_000);
    for (const [typed, status, first] of [
      ['soup', '30,000 posts, the newest 50 of them here', 'soup of day 30000'],
      ['s', '30,000 posts, the newest 50 of them here', 'soup of day 30000'],
      ['12345', '1 post', 'soup of day 12345'],
      ['29', '1,111 posts, the newest 50 of them here', 'soup of day 29999'],
      ['otter', 'Nothing found.', undefined],
    ] as const) {
      const [outcome] = await search(origin(), typed);
      expect(outcome?.status).toBe(status);
      expect(outcome?.texts[0]).toBe(first);
      expect(outcome?.bytes).toBeGreaterThan(0);
      expect(outcome?.bytes, typed).toBeLessThan(40_000);
    }
  });

  test('a later word loads only what is not there yet', async () => {
    const [first, again, more, narrower] = await search(origin(), 'soup', 'SOUP', 'soup day', 'soup 12345');
    expect(again).toEqual({ ...first, bytes: 0 });
    expect(more?.status).toBe(first?.status);
    expect(more?.bytes).toBeLessThan(20_000);
    expect(narrower?.texts).toEqual(['soup of day 12345']);
    expect(narrower?.bytes).toBeLessThan(30_000);
  });

  test('more are shown below those that are there', async () => {
    await search(origin(), 'soup');
    const { page } = await browser.visit(`${origin()}/search.html#q=soup`, { scripts: 'own' });
    const cards = page.locator('#results .text');
    await expect.poll(() => cards.count()).toBe(50);
    await page.evaluate("document.querySelector('#results li').id = 'mine'");
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect.poll(() => cards.count()).toBe(100);
    expect(await page.locator('#results li').first().getAttribute('id')).toBe('mine');
    expect(await page.locator('#found').innerText()).toBe('30,000 posts, the newest 100 of them here');
    expect((await cards.allInnerTexts())[99]).toBe('soup of day 29901');
  });

  test('where only the texts tell, it says that there are more', async () => {
    const [phrase, all] = await search(origin(), '"soup of"', '"day 1234"');
    expect(phrase?.status).toBe('More than 50 posts, the newest 50 here');
    expect(phrase?.texts).toHaveLength(50);
    expect(all?.texts).toHaveLength(11);
    expect(all?.status).toBe('11 posts');
  });
});
