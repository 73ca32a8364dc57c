// The site that `export --format html` makes: every page and link, in a real browser from the disk, and what stays out.

import axe from 'axe-core';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestBrowser, type Viewing } from '../support/browser.ts';
import { folderOf } from '../support/archives.ts';
import { databaseOf, homeWith, runMain } from '../support/main.ts';
import { snowflakeAt, ytdFile, ytdTweet, type TweetDraft } from '../support/tweets.ts';
import { foldCase } from '../../src/text/folding.ts';

const PHOTO = snowflakeAt('2019-11-22T11:00:00Z');
const FIRST = snowflakeAt('2018-11-22T10:00:00Z');
const SECOND = snowflakeAt('2018-11-22T11:00:00Z');
const THIRD = snowflakeAt('2018-11-24T11:00:00Z');
const EVIL = '</script><script>document.title="evil"</script><img src=x onerror="document.title=1"> \u202e"\'&gt;';

function part(id: string, at: string, text: string, before: string): TweetDraft {
  const user = { in_reply_to_screen_name: 'wren_writes', in_reply_to_user_id: '4242', in_reply_to_user_id_str: '4242' };
  return { id, at, text, in_reply_to_status_id: before, in_reply_to_status_id_str: before, ...user };
}

const TWEETS: TweetDraft[] = [
  { at: '2015-11-22T10:00:00Z', text: 'The heron is back.' },
  { at: '2016-02-29T10:00:00Z', text: 'A leap day at the café, with crème brûlée.' },
  { at: '2016-11-22T08:00:00Z', text: 'Eight in the morning.' },
  { at: '2016-11-22T18:00:00Z', text: '図書館の猫に「おはよう」と言ったら、ちゃんと返事が来た。', lang: 'ja' },
  { at: '2017-03-01T10:00:00Z', text: EVIL },
  { id: FIRST, at: '2018-11-22T10:00:00Z', text: 'Cello, one.' },
  part(SECOND, '2018-11-22T11:00:00Z', 'Cello, two.', FIRST),
  part(THIRD, '2018-11-24T11:00:00Z', 'Cello, three.', SECOND),
  {
    id: PHOTO,
    at: '2019-11-22T11:00:00Z',
    text: 'Look: ＦＥＮＣＥ and concatenation',
    extended_entities: {
      media: [
        { type: 'photo', media_url_https: 'https://pbs.twimg.com/media/fence.jpg', sizes: { large: { w: 60, h: 40 } } },
      ],
    },
  },
  { at: '2020-05-05T10:00:00Z', text: 'Nobody shall see the secret ferry.' },
  { at: '2020-05-06T10:00:00Z', text: 'RT @otter_eats: fish' },
];

const CIRCLE = { at: '2022-11-22T10:00:00Z', text: 'Only for the circle.' };

let browser: TestBrowser;
let home: string;
let site: string;

beforeAll(async () => {
  [browser, home] = await Promise.all([TestBrowser.start(), homeWith(await archive())]);
  await runMain(['hide', '--word', 'ferry'], { home });
  site = join(home, 'site');
  const { code, stderr } = await runMain(['export', '--format', 'html', '--out', site], { home });
  if (code !== 0) throw new Error(stderr);
});
afterAll(() => browser.close());

async function archive(): Promise<string> {
  const account = { username: 'wren_writes', accountId: '4242', accountDisplayName: 'Wren' };
  const jpeg = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#357' } })
    .jpeg()
    .toBuffer();
  return folderOf({
    'data/account.js': ytdFile('account', [{ account }]),
    'data/tweets.js': ytdFile('tweets', TWEETS.map(ytdTweet)),
    'data/twitter-circle-tweet.js': ytdFile('twitter_circle_tweet', [ytdTweet(CIRCLE)]),
    [`data/tweets_media/${PHOTO}-fence.jpg`]: jpeg,
  });
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

function read(name: string): string {
  return readFileSync(join(site, name), 'utf8');
}

function addressOf(name: string): string {
  return `${pathToFileURL(site).href}/${name}`;
}

/** Words of a page in their order, without those that a reader does not see. */
function textsOf(name: string): string[] {
  return [...read(name).matchAll(/<p class="text"[^>]*>(.*?)<\/p>/gs)].map(([, text = '']) => text);
}

test('there is a page for each day of a leap year, each year and each thread, with plain names', () => {
  const files = filesOf(site);
  const days = files.filter((name) => name.startsWith('days/'));
  expect(days).toHaveLength(366);
  expect(days).toContain('days/02-29.html');
  expect(files.filter((name) => name.startsWith('years/')).sort()).toEqual(
    [2015, 2016, 2017, 2018, 2019].map((year) => `years/${year}.html`),
  );
  expect(files.filter((name) => name.startsWith('threads/')).sort()).toEqual([
    `threads/${FIRST}.html`,
    'threads/of-2018.html',
  ]);
  expect(files.filter((name) => !/^[\w./-]+$/.test(name))).toEqual([]);
});

test('a day has all years, the newest first, each by time', () => {
  expect(textsOf('days/11-22.html')).toEqual([
    expect.stringContaining('Look'),
    'Cello, one.',
    'Cello, two.',
    'Eight in the morning.',
    expect.stringContaining('図書館'),
    'The heron is back.',
  ]);
  expect(textsOf('days/02-29.html')).toHaveLength(1);
  expect(textsOf('days/02-28.html')).toEqual([]);
  expect(read('days/02-28.html')).toContain('Nothing was written on this day.');
});

test('a thread has all its parts, and the days lead there', () => {
  expect(textsOf(`threads/${FIRST}.html`)).toEqual(['Cello, one.', 'Cello, two.', 'Cello, three.']);
  for (const day of ['11-22', '11-24']) expect(read(`days/${day}.html`)).toContain(`href="../threads/${FIRST}.html"`);
  expect(read('years/2018.html')).toContain('href="../threads/of-2018.html"');
});

test('every link and every file that a page names is there, and every part of a page that a link names', () => {
  const broken: string[] = [];
  const pages = filesOf(site).filter((name) => name.endsWith('.html'));
  const sources = new Map(pages.map((name) => [join(site, name), read(name)]));
  let links = 0;
  for (const [path, source] of sources) {
    for (const [, address = ''] of source.matchAll(/\s(?:href|src|action)="([^"]*)"/g)) {
      if (/^(?:https:\/\/(?:x\.com|example\.org)\/|data:image\/svg)/.test(address)) continue;
      const [file = '', part] = address.split('#');
      const target = join(dirname(path), file);
      const isThere =
        !/^(?:[a-z]+:|\/)/i.test(address) && !relative(site, target).startsWith('..') && existsSync(target);
      const hasPart = part === undefined || sources.get(target)?.includes(` id="${part}"`) === true;
      if (!isThere || !hasPart) broken.push(`${relative(site, path)}: ${address}`);
      links += 1;
    }
  }
  expect(broken).toEqual([]);
  expect(links).toBeGreaterThan(366 * 5);
});

test('what is hidden, what was for the circle and retweets stay out, until they are asked for', async () => {
  const all = (folder: string): string =>
    filesOf(folder)
      .filter((name) => /\.(?:html|js)$/.test(name))
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('');
  expect(all(site)).not.toMatch(/secret ferry|for the circle|otter_eats/);
  const out = join(home, 'whole');
  const asked = ['--circle', '--hidden', '--retweets'];
  await runMain(['export', '--format', 'html', '--out', out, ...asked], { home });
  for (const words of ['secret ferry', 'for the circle', 'otter_eats']) expect(all(out)).toContain(words);
});

test('only what a query finds is in the site', async () => {
  const out = join(home, 'found');
  await runMain(['export', 'heron', '--format', 'html', '--out', out], { home });
  expect(filesOf(out).filter((name) => name.startsWith('years/'))).toEqual(['years/2015.html']);
});

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
    await page.route('**/search/1.js', (route) => route.abort());
    await page.goto(`${addressOf('search.html')}#q=heron`);
    await page.getByText('A file of the index is missing: search/1.js').waitFor();
    await page.unroute('**/search/1.js');
  });

  test('without scripts says so', async () => {
    const { page } = await browser.visit(addressOf('search.html'), { scripts: false });
    expect(read('search.html')).toContain('<noscript>');
    expect(await page.locator('h1').innerText()).toContain('All tweets');
  });

  test('folds words as the program does', async () => {
    const words = ['Straße', 'Ærø', 'İstanbul', 'ΟΔΟΣ', 'ｶﾞｷﾞ', '㌔', 'がぎ', 'مُحَمَّد', 'ﬁne', 'Łódź'];
    const script = read('search.js');
    const functions = script.match(/^ {2}function (?:foldCase|isAscii)\([\s\S]*?\n {2}\}\n/gm) ?? [];
    const constants = script.match(/^ {2}var (?:MARKS|LETTERS) = [\s\S]*?;$/gm) ?? [];
    const { page } = await browser.visit(addressOf('index.html'));
    const source = `(() => { ${[...constants, ...functions].join('\n')} return ${JSON.stringify(words)}.map(foldCase); })()`;
    expect(await page.evaluate(source)).toEqual(words.map(foldCase));
  });
});

describe.each([
  [390, 'light'],
  [390, 'dark'],
  [1280, 'light'],
  [1280, 'dark'],
] as const)('at %i pixels, %s', (width, scheme) => {
  test('no page is wider than the window, and everybody can read it', async () => {
    for (const name of [
      'index.html',
      'days/11-22.html',
      'years/2018.html',
      `threads/${FIRST}.html`,
      'search.html#q=cello',
    ]) {
      const { page } = await browser.visit(addressOf(name), { width, scheme });
      if (name.includes('q=')) await page.locator('#results li').first().waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth'), name).toBeLessThanOrEqual(width);
      // Axe can't judge words on a shade: here all stand on its far end.
      await page.addStyleTag({ content: 'body { background: var(--glow) !important }' });
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate<axe.AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
      const wrong = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${name}: ${id}: ${node.html}`));
      expect(wrong).toEqual([]);
    }
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

test('a thread has all its parts, whatever comes between them and whichever of them has lost its time', async () => {
  const account = { username: 'wren_writes', accountId: '4242', accountDisplayName: 'Wren' };
  const ids = [9, 10, 11].map((hour) => snowflakeAt(`2018-11-22T${String(hour).padStart(2, '0')}:00:00Z`));
  const [first = '', second = '', third = ''] = ids;
  const own = await homeWith(
    await folderOf({
      'data/account.js': ytdFile('account', [{ account }]),
      'data/tweets.js': ytdFile('tweets', [
        ytdTweet({ at: '2018-11-01T10:00:00Z', text: 'long before' }),
        ytdTweet({ id: first, at: '2018-11-22T09:00:00Z', text: 'Oboe, one.' }),
        ytdTweet(part(second, '2018-11-22T10:00:00Z', 'Oboe, two.', first)),
        ytdTweet(part(third, '2018-11-22T11:00:00Z', 'Oboe, three.', second)),
      ]),
    }),
  );
  const { openDatabase } = await import('../../src/library/database.ts');
  const db = openDatabase(databaseOf(own), { create: false });
  db?.prepare('UPDATE tweets SET date_only = 1, posted_at = ? WHERE id = ?').run(
    Date.UTC(2018, 10, 22),
    BigInt(second),
  );
  db?.close();
  const out = join(own, 'site');
  const { code } = await runMain(['export', '--format', 'html', '--out', out], { home: own });
  expect(code).toBe(0);
  const [name, ...others] = filesOf(out).filter((file) => /^threads\/\d/.test(file));
  expect(others).toEqual([]);
  const page = readFileSync(join(out, name ?? ''), 'utf8');
  for (const words of ['Oboe, one.', 'Oboe, two.', 'Oboe, three.']) expect(page).toContain(words);
  expect(page.match(/<\/html>/g)).toHaveLength(1);
  expect(readFileSync(join(out, 'threads/of-2018.html'), 'utf8')).toContain('3 parts');
});

test('a thread whose first part is left out has a page of the others, long before the end or at it', async () => {
  const account = { username: 'wren_writes', accountId: '4242', accountDisplayName: 'Wren' };
  const starts = ['2011-03-01T09:00:00Z', '2018-11-22T09:00:00Z'];
  const threads = starts.flatMap((at, index) => {
    const ids = [0, 1, 2].map((hours) => snowflakeAt(new Date(Date.parse(at) + hours * 3_600_000).toISOString()));
    const [first = '', second = '', third = ''] = ids;
    const when = (hours: number): string => new Date(Date.parse(at) + hours * 3_600_000).toISOString();
    return [
      { id: first, at, text: `secret start ${index}` },
      part(second, when(1), `Viola, two of ${index}.`, first),
      part(third, when(2), `Viola, three of ${index}.`, second),
    ];
  });
  const others = Array.from({ length: 1200 }, (_, index) => ({
    at: new Date(Date.UTC(2012, 0, 1) + index * 86_400_000).toISOString(),
    text: `day ${index}`,
  }));
  const own = await homeWith(
    await folderOf({
      'data/account.js': ytdFile('account', [{ account }]),
      'data/tweets.js': ytdFile('tweets', [...threads, ...others].map(ytdTweet)),
    }),
  );
  await runMain(['hide', '--word', 'secret'], { home: own });
  const out = join(own, 'site');
  expect((await runMain(['export', '--format', 'html', '--out', out], { home: own })).code).toBe(0);
  for (const [index, at] of starts.entries()) {
    const page = readFileSync(join(out, `threads/${snowflakeAt(at)}.html`), 'utf8');
    expect(page).toContain(`Viola, two of ${index}.`);
    expect(page).toContain(`Viola, three of ${index}.`);
    expect(page).not.toContain('secret start');
    expect(readFileSync(join(out, `threads/of-${at.slice(0, 4)}.html`), 'utf8')).toContain('2 parts');
  }
});
