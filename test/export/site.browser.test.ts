// The site that `export --format html` makes, in a real browser from the disk.

import { readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestBrowser, type Viewing } from '../support/browser.ts';
import { folderOf } from '../support/archives.ts';
import { homeWith, runMain } from '../support/main.ts';
import { snowflakeAt, ytdFile, ytdTweet, type TweetDraft } from '../support/tweets.ts';
import { foldCase } from '../../src/text/folding.ts';
import { exampleSite, filesOf, PHOTO } from './example-site.ts';

let browser: TestBrowser;
let site: string;

beforeAll(async () => {
  [browser, { site }] = await Promise.all([TestBrowser.start(), exampleSite()]);
});
afterAll(() => browser.close());

function read(name: string): string {
  return readFileSync(join(site, name), 'utf8');
}

function addressOf(name: string): string {
  return `${pathToFileURL(site).href}/${name}`;
}

test('pages ask for nothing outside their folder, and the policy has nothing to complain of', async () => {
  for (const name of ['index.html', 'days/11-22.html', 'days/03-01.html', 'years/2017.html', 'search.html?q=script']) {
    const { page, requests, complaints } = await browser.visit(addressOf(name), { scripts: 'own' });
    await page.waitForLoadState('networkidle');
    expect(complaints, name).toEqual([]);
    expect(requests.length).toBeGreaterThan(1);
    for (const request of requests) {
      expect(fileURLToPath(request.replace(/[?#].*/, '')).startsWith(site + sep), request).toBe(true);
    }
    expect(await page.title(), name).not.toMatch(/evil|^1$/);
  }
});

test('photos are copied and shown', async () => {
  const { page } = await browser.visit(addressOf('days/11-22.html'));
  const image = page.locator('img');
  expect(await image.getAttribute('src')).toBe(`../media/${PHOTO}-fence.jpg`);
  expect(await page.evaluate('document.images[0].naturalWidth')).toBe(60);
});

describe('the search', () => {
  async function found(words: string, viewing: Viewing = { scripts: 'own' }): Promise<string[]> {
    const { page } = await browser.visit('about:blank', viewing);
    await page.goto(`${addressOf('search.html')}#q=${encodeURIComponent(words)}`);
    await page.locator('#found:not(:empty)').waitFor();
    await page.locator('#found').filter({ hasNotText: 'so far' }).waitFor();
    return page.locator('#results .text').allTextContents();
  }

  test.each([
    ['heron', 'The heron is back.'],
    ['HERON back', 'The heron is back.'],
    ['"is back"', 'The heron is back.'],
    ['猫', '図書館の猫に「おはよう」と言ったら、ちゃんと返事が来た。'],
    ['おはよう 図書', '図書館の猫に「おはよう」と言ったら、ちゃんと返事が来た。'],
    ['cafe creme', 'A leap day at the café, with crème brûlée.'],
    ['CAFÉ', 'A leap day at the café, with crème brûlée.'],
    ['fence', 'Look: ＦＥＮＣＥ and concatenation'],
  ])('finds %s', async (words, text) => {
    expect(await found(words)).toEqual([text]);
  });

  test('finds nothing within words, nor what is left out', async () => {
    expect(await found('catenation')).toEqual([]);
    expect(await found('ferry')).toEqual([]);
    expect(await found('"back is"')).toEqual([]);
  });

  test('finds the newest first, marks what was searched for, and leads to the day', async () => {
    expect(await found('cello')).toEqual(['Cello, three.', 'Cello, two.', 'Cello, one.']);
    await found('creme');
    const { page } = await browser.visit('about:blank', { scripts: 'own' });
    await page.goto(addressOf('search.html'));
    await page.locator('#words').fill('creme');
    await page.locator('#results mark').waitFor();
    expect(await page.locator('#results mark').allTextContents()).toEqual(['crème']);
    await page.locator('#results a').click();
    expect(page.url()).toContain('/days/02-29.html#t');
    await page.goBack();
    await page.locator('#results mark').waitFor();
    expect(await page.locator('#words').inputValue()).toBe('creme');
  });

  test('is begun on the front page', async () => {
    const { page } = await browser.visit(addressOf('index.html'), { scripts: 'own' });
    await page.locator('#words').fill('heron');
    await page.locator('button').click();
    await page.locator('#results li').waitFor();
    expect(await page.locator('#results .text').allTextContents()).toEqual(['The heron is back.']);
  });

  test('shows what somebody else wrote as text', async () => {
    const [text] = await found('onerror');
    expect(text).toContain('</script><script>document.title="evil"</script><img src=x onerror="document.title=1">');
    expect(text).not.toContain('\u202e');
  });

  test('says that a file of the index is missing', async () => {
    const { page } = await browser.visit('about:blank', { scripts: 'own' });
    await page.route('**/search/contents.js', (route) => route.abort());
    await page.goto(`${addressOf('search.html')}#q=heron`);
    await page.getByText('A file of the index is missing: search/contents.js').waitFor();
    await page.unroute('**/search/contents.js');
  });

  test('without scripts says so', async () => {
    const { page } = await browser.visit(addressOf('search.html'), { scripts: false });
    expect(read('search.html')).toContain('<noscript>');
    expect(await page.locator('h1').innerText()).toContain('All posts');
  });

  test('folds words as the program does', async () => {
    const words = ['Straße', 'Ærø', 'İstanbul', 'ΟΔΟΣ', 'ｶﾞｷﾞ', '㌔', 'がぎ', 'مُحَمَّد', 'ﬁne', 'Łódź'];
    const { page } = await browser.visit(addressOf('index.html'));
    // The front has no list of results, so the script stops there, but what folds is there by then.
    const script = read('search.js').replace('(()=>{', '(()=>{globalThis.fold = (word) => foldCase(word);');
    expect(script).toContain('globalThis.fold');
    const source = `(() => { try { ${script} } catch {} return ${JSON.stringify(words)}.map(fold); })()`;
    expect(await page.evaluate(source)).toEqual(words.map(foldCase));
  });
});

describe('the photos of a site', () => {
  const LARGE = snowflakeAt('2019-05-01T10:00:00Z');
  const SENSITIVE = snowflakeAt('2019-05-02T10:00:00Z');
  const HOME = 'pbs.twimg.com/media';
  let folder: string;

  function withPhoto(at: string, id: string, name: string, fields: object = {}): TweetDraft {
    const photo = { type: 'photo', media_url_https: `https://${HOME}/${name}`, sizes: { large: { w: 60, h: 40 } } };
    return { at, id, text: `photo ${name}`, extended_entities: { media: [photo] }, ...fields };
  }

  async function photo(width: number, height: number, orientation = 1): Promise<Buffer> {
    const image = sharp({ create: { width, height, channels: 3, background: '#357' } });
    return await image.withMetadata({ orientation }).jpeg().toBuffer();
  }

  let large: Buffer;

  beforeAll(async () => {
    large = await photo(4000, 3000, 6);
    const account = { username: 'wren_writes', accountId: '4242', accountDisplayName: 'Wren' };
    folder = await homeWith(
      await folderOf({
        'data/account.js': ytdFile('account', [{ account }]),
        'data/tweets.js': ytdFile('tweets', [
          ytdTweet(withPhoto('2019-05-01T10:00:00Z', LARGE, 'large.jpg')),
          ytdTweet(withPhoto('2019-05-02T10:00:00Z', SENSITIVE, 'covered.jpg', { possibly_sensitive: true })),
        ]),
        [`data/tweets_media/${LARGE}-large.jpg`]: large,
        [`data/tweets_media/${SENSITIVE}-covered.jpg`]: await photo(1500, 1000),
      }),
    );
  });

  async function exportTo(name: string, ...flags: string[]): Promise<string> {
    const out = join(folder, name);
    const { code, stderr } = await runMain(['export', '--format', 'html', '--out', out, ...flags], { home: folder });
    if (code !== 0) throw new Error(stderr);
    return out;
  }

  test('are shown smaller where they are much larger than a page, upright, and lead to the whole photo', async () => {
    const out = await exportTo('small');
    const files = filesOf(out).filter((name) => name.startsWith('media/'));
    const small = `media/small/${LARGE}-large.jpg.jpg`;
    expect(files.sort()).toEqual([`media/${LARGE}-large.jpg`, `media/${SENSITIVE}-covered.jpg`, small].sort());
    expect(readFileSync(join(out, `media/${LARGE}-large.jpg`)).equals(large)).toBe(true);
    expect(await sharp(join(out, small)).metadata()).toMatchObject({ width: 1280, height: 1707 });
    const { page, complaints } = await browser.visit(`${pathToFileURL(out).href}/days/05-01.html`);
    const image = page.locator('img');
    expect(await image.getAttribute('src')).toBe(`../${small}`);
    await page.waitForFunction('document.images[0].complete && document.images[0].naturalWidth > 0');
    expect(await page.evaluate('document.images[0].naturalWidth')).toBe(1280);
    await image.click();
    await page.waitForURL(/media\/\d+-large\.jpg$/);
    expect(complaints).toEqual([]);
  });

  test('stay covered where they are marked sensitive, unless the setting or an option shows them', async () => {
    const isCovered = (out: string): boolean =>
      readFileSync(join(out, 'days/05-02.html'), 'utf8').includes('<details class="cover">');
    expect(isCovered(await exportTo('covered'))).toBe(true);
    expect(isCovered(await exportTo('shown', '--sensitive'))).toBe(false);
    await runMain(['config', 'set', 'sensitive', 'true'], { home: folder });
    expect(isCovered(await exportTo('set'))).toBe(false);
    expect(isCovered(await exportTo('set-but-not', '--no-sensitive'))).toBe(true);
  });
});
