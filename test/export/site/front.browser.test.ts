// Whose memories the front page of the site says these are, of one account and of several.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folderOf } from '../../support/archives.ts';
import { TestBrowser } from '../../support/browser.ts';
import { homeWith, runMain } from '../../support/main.ts';
import { ytdFile, ytdTweet } from '../../support/tweets.ts';
import { expectWellBehaved } from '../../support/well-behaved.ts';

let browser: TestBrowser;

beforeAll(async () => {
  browser = await TestBrowser.start();
});
afterAll(() => browser.close());

interface Person {
  readonly handle: string;
  readonly name: string;
}

/** The folder of the site of these accounts, a tweet of each. */
async function siteOf(people: readonly Person[]): Promise<string> {
  const archives = people.map(({ handle, name }, index) => {
    const account = { username: handle, accountId: String(4242 + index), accountDisplayName: name };
    return folderOf({
      'data/account.js': ytdFile('account', [{ account }]),
      'data/tweets.js': ytdFile('tweets', [ytdTweet({ at: `2015-11-2${index % 10}T10:00:00Z`, text: 'Hello' })]),
    });
  });
  const [first = '', ...others] = await Promise.all(archives);
  const home = await homeWith(first);
  for (const archive of others) await runMain(['import', archive], { home });
  const site = join(home, 'site');
  await runMain(['export', '--format', 'html', '--out', site], { home });
  return site;
}

/** The title, the line below it, and how large the letters of the title are. */
async function front(site: string, width = 1280): Promise<{ title: string; subtitle: string; size: number }> {
  const opened = await browser.visit(`${pathToFileURL(site).href}/index.html`, { width });
  const { page } = opened;
  await expectWellBehaved(opened, { within: `${pathToFileURL(site).href}/`, ends: ['--glow', '--paper'] });
  const size = await page.evaluate<number>(`parseFloat(getComputedStyle(document.querySelector('h1 bdi')).fontSize)`);
  const [title, subtitle] = await Promise.all(['h1', '.subtitle'].map((part) => page.locator(part).innerText()));
  return { title: title?.replace(/\s+/g, ' ') ?? '', subtitle: subtitle ?? '', size };
}

test('an account is called as it calls itself, and by its handle', async () => {
  const { title, subtitle, size } = await front(await siteOf([{ handle: 'wren_writes', name: 'Wren <b>& شكرا' }]));
  expect(title).toBe('Memories of Wren <b>& شكرا');
  expect(subtitle).toBe('@wren_writes · 1 post from 2015');
  expect(size).toBeGreaterThan(60);
});

test('a name that shows nothing gives way to the handle', async () => {
  const { title, subtitle } = await front(await siteOf([{ handle: 'wren_writes', name: ' \u200b\u202e ' }]));
  expect(title).toBe('Memories of @wren_writes');
  expect(subtitle).toBe('1 post from 2015');
});

test('the title of many accounts is smaller', async () => {
  const names = ['Ada', 'Bo', 'Cy', 'Dee', 'Eve', 'Flo', 'Gus', 'Hal', 'Ivy', 'Joe'];
  const site = await siteOf(names.map((name) => ({ handle: `${name.toLowerCase()}_writes`, name })));
  for (const width of [390, 1280]) {
    const { title, subtitle, size } = await front(site, width);
    expect(title).toBe(`Memories of ${names.join(', ')}`);
    expect(subtitle).toContain('@ada_writes, @bo_writes, ');
    expect(size).toBeLessThanOrEqual(32);
  }
});
