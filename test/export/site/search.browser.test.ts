// How what the site's search finds looks: its links and photos, at both widths, in light and dark.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folderOf } from '../../support/archives.ts';
import { TestBrowser, type Opened, type Viewing } from '../../support/browser.ts';
import { homeWith, runMain } from '../../support/main.ts';
import { snowflakeAt, ytdFile, ytdTweet } from '../../support/tweets.ts';
import { expectWellBehaved } from '../../support/well-behaved.ts';

const PHOTO = snowflakeAt('2019-11-22T11:00:00Z');
const COVERED = snowflakeAt('2018-11-22T11:00:00Z');

const ENTITIES = {
  urls: [{ url: 'https://t.co/a1b2c3d4e5', expanded_url: 'https://example.org/heron', indices: ['18', '41'] }],
  user_mentions: [{ screen_name: 'otter_eats', name: 'Otter', id_str: '77', indices: ['6', '17'] }],
  hashtags: [{ text: 'ponds', indices: ['42', '48'] }],
};

function photo(name: string): object {
  const media = { type: 'photo', media_url_https: `https://pbs.twimg.com/media/${name}`, sizes: {} };
  return { media: [media] };
}

let browser: TestBrowser;
let site: string;

beforeAll(async () => {
  const account = { username: 'wren_writes', accountId: '4242', accountDisplayName: 'Wren' };
  const jpeg = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#357' } })
    .jpeg()
    .toBuffer();
  const text = 'Hello @otter_eats https://t.co/a1b2c3d4e5 #ponds';
  const home = await homeWith(
    await folderOf({
      'data/account.js': ytdFile('account', [{ account }]),
      'data/tweets.js': ytdFile('tweets', [
        ytdTweet({ at: '2014-11-22T10:00:00Z', text, entities: ENTITIES }),
        ytdTweet({ at: '2015-11-22T10:00:00Z', text: `Hello. ${'Many words make a long line. '.repeat(8)}` }),
        ytdTweet({
          at: '2018-11-22T11:00:00Z',
          id: COVERED,
          text: 'Hello, mud',
          extended_entities: photo('mud.jpg'),
          possibly_sensitive: true,
        }),
        ytdTweet({
          at: '2019-11-22T11:00:00Z',
          id: PHOTO,
          text: 'Hello, fence',
          extended_entities: photo('fence.jpg'),
        }),
      ]),
      [`data/tweets_media/${PHOTO}-fence.jpg`]: jpeg,
      [`data/tweets_media/${COVERED}-mud.jpg`]: jpeg,
    }),
  );
  site = join(home, 'site');
  await runMain(['export', '--format', 'html', '--out', site], { home });
  browser = await TestBrowser.start();
});
afterAll(() => browser.close());

async function search(viewing: Viewing = {}): Promise<Opened> {
  await browser.visit('about:blank', viewing);
  const opened = await browser.visit(`${pathToFileURL(site).href}/search.html#q=hello`, viewing);
  // Asked from outside: the page's policy forbids a page to evaluate words, as waitForFunction has it do.
  await expect.poll(() => opened.page.evaluate('document.images[0]?.naturalWidth'), { timeout: 10_000 }).toBe(60);
  return opened;
}

test('addresses, names and tags are links, and photos are shown when they come into sight', async () => {
  const { page } = await search({ scripts: 'own' });
  const links = page.locator('#results .text a');
  expect(await links.allInnerTexts()).toEqual(['@otter_eats', 'example.org/heron', '#ponds']);
  expect(await Promise.all((await links.all()).map((link) => link.getAttribute('href')))).toEqual([
    'https://x.com/otter_eats',
    'https://example.org/heron',
    'https://x.com/hashtag/ponds',
  ]);
  const photos = page.locator('#results img');
  expect(await photos.count()).toBe(1);
  expect(await photos.getAttribute('alt')).toBe('Photo from 22 November 2019');
  expect(await photos.getAttribute('loading')).toBe('lazy');
  await photos.click();
  expect(page.url()).toMatch(new RegExp(`days/11-22\\.html#t${PHOTO}$`));
});

test.each(['light', 'dark'] as const)(
  'the words use the width of their cards, and all can read them: %s',
  async (scheme) => {
    for (const width of [390, 1280]) {
      const opened = await search({ width, scheme });
      const empty = await opened.page.evaluate(`(() => {
      const [card] = [...document.querySelectorAll('#results .card')].slice(2);
      const line = document.createRange();
      line.selectNodeContents(card.querySelector('.text'));
      return card.getBoundingClientRect().right - Math.max(...[...line.getClientRects()].map(({ right }) => right));
    })()`);
      expect(empty).toBeLessThan(100);
      await expectWellBehaved(opened, { within: `${pathToFileURL(site).href}/`, ends: ['--glow', '--paper'] });
    }
  },
);

test('the field says what it is for, and its cross is of the colours of the page', async () => {
  const { page } = await search({ scripts: 'own' });
  const field = page.locator('#words');
  expect(await field.getAttribute('placeholder')).toBe('Search your posts');
  const { x = 0, y = 0, width = 0, height = 0 } = (await field.boundingBox()) ?? {};
  await page.mouse.move(0, 0);
  const picture = await page.screenshot({ clip: { x: x + width - 48, y, width: 44, height } });
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
  const pixels = Array.from({ length: info.width * info.height }, (_, at) => data.subarray(at * info.channels));
  expect(pixels.some(([red = 0, green = 0, blue = 0]) => red + green + blue < 420)).toBe(true);
  expect(pixels.filter(([red = 0, , blue = 0]) => blue > red + 30)).toEqual([]);
});
