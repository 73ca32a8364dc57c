// What a stranger wrote in every field, in a site and a feed that a browser shows.

import { parseAtomFeed } from 'feedsmith';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { TestBrowser } from '../support/browser.ts';
import { exported } from '../support/exports.ts';
import { hostileHome, THREAD } from '../support/hostile.ts';
import { exportedFolder, namesIn, CONTROLS } from './exported.ts';

let home: string;
beforeAll(async () => {
  home = await hostileHome();
});

test('the site: a browser runs none of it on any page, asks for nothing elsewhere, and no name is theirs', async () => {
  const site = await exportedFolder(home, 'html');
  const names = namesIn(site);
  expect(names.filter((name) => !/^[\w./-]+$/.test(name))).toEqual([]);
  const pages = ['index.html', 'days/11-22.html', 'days/03-01.html', `threads/${THREAD}.html`, 'search.html'];
  const years = names.filter((name) => /^years\/.*\.html$/.test(name));
  expect(names).toEqual(expect.arrayContaining(pages));
  const browser = await TestBrowser.start();
  const look = async (name: string, scripts: true | 'own'): Promise<void> => {
    const { page, requests, complaints } = await browser.visit('about:blank', { scripts });
    await page.goto(`${pathToFileURL(site).href}/${name}`);
    await page.waitForLoadState('networkidle');
    if (name.includes('#')) await page.locator('#results li').first().waitFor();
    expect({ name, scripts, complaints }).toEqual({ name, scripts, complaints: [] });
    expect(await page.title(), name).not.toContain('evil');
    const asked = requests.filter((request) => request !== 'about:blank');
    const elsewhere = asked.filter(
      (request) => !request.startsWith('file:') || !fileURLToPath(request.replace(/[?#].*/, '')).startsWith(site),
    );
    expect({ name, elsewhere }).toEqual({ name, elsewhere: [] });
    const bad =
      'iframe, object, embed, base, [onload], [onerror], [onmouseover], a[href^="javascript:"], a[href^="data:"]';
    expect(await page.locator(bad).count(), name).toBe(0);
  };
  try {
    for (const name of [...pages, ...years, 'threads/of-2018.html', 'search.html#q=evil', 'search.html#q=onerror']) {
      // Without the page's own policy too: nothing may depend on it.
      await Promise.all([look(name, true), look(name, 'own')]);
    }
  } finally {
    await browser.close();
  }
}, 180_000);

test('the feed: no element is theirs, and what readers show runs nothing', async () => {
  const text = await exported(['--format', 'atom', '--retweets'], { home, now: '2026-11-25T09:00:00Z' });
  expect(text).not.toMatch(CONTROLS);
  const { entries = [] } = parseAtomFeed(text);
  expect(entries.map(({ updated }) => updated)).toEqual(['2026-11-22T00:00:00Z']);
  expect([...text.matchAll(/<(\w+)/g)].map(([, name]) => name).filter((name) => name === 'entry')).toHaveLength(1);
  const browser = await TestBrowser.start();
  try {
    const content = entries[0]?.content as { value?: string };
    expect(content.value).toContain('evil');
    const { page, address, requests, complaints } = await browser.open(
      `<!doctype html><title>ours</title>${content.value ?? ''}`,
    );
    expect({ requests, complaints, title: await page.title() }).toEqual({
      requests: [address],
      complaints: [],
      title: 'ours',
    });
    expect(await page.locator('script, iframe, img, base, link, meta, svg').count()).toBe(0);
  } finally {
    await browser.close();
  }
});
