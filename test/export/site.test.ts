// The site that `export --format html` makes: every page and link, and what stays out.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { folderOf } from '../support/archives.ts';
import { databaseOf, homeWith, runMain } from '../support/main.ts';
import { snowflakeAt, ytdFile, ytdTweet } from '../support/tweets.ts';
import { exampleSite, filesOf, FIRST, part } from './example-site.ts';

let home: string;
let site: string;

beforeAll(async () => {
  ({ home, site } = await exampleSite());
});

function read(name: string): string {
  return readFileSync(join(site, name), 'utf8');
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
  const nearest = (day: string): string[] =>
    /class="instead">(.*?)<.*href="(.*?)">(.*?)<.*\./.exec(read(day))?.slice(1) ?? [];
  const words = 'The nearest day that has some is ';
  expect(nearest('days/02-28.html')).toEqual([words, '../days/02-29.html', '29 February']);
  expect(nearest('days/12-31.html')).toEqual([words, '../days/11-24.html', '24 November']);
  expect(nearest('days/01-20.html')).toEqual([words, '../days/02-29.html', '29 February']);
  expect(nearest('days/11-22.html')).toEqual([]);
});

test('a thread has all its parts, and the days lead there', () => {
  const [, head = ''] = /<h1>(.*?<\/p>)/s.exec(read(`threads/${FIRST}.html`)) ?? [];
  expect(head.replace(/<.*?>/g, '').trim()).toBe('A thread of 22 November 2018\n3 parts');
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
      const target = file === '' ? path : join(dirname(path), file);
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

test('a photo that is damaged is a link to its file, not a broken image', async () => {
  const id = snowflakeAt('2019-11-22T10:00:00Z');
  const names = ['page.jpg', 'cut.jpg', 'whole.jpg'];
  const whole = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#3050a0' } })
    .jpeg()
    .toBuffer();
  const contents = ['<!doctype html>', whole.subarray(0, whole.length / 2), whole];
  const media = names.map((name) => ({ type: 'photo', media_url_https: `https://pbs.twimg.com/media/${name}` }));
  const tweet = ytdTweet({ id, at: '2019-11-22T10:00:00Z', text: 'Look', extended_entities: { media } });
  const archive = await folderOf({
    'data/account.js': ytdFile('account', [{ account: { username: 'wren_writes', accountId: '4242' } }]),
    'data/tweets.js': ytdFile('tweets', [tweet]),
    ...Object.fromEntries(names.map((name, index) => [`data/tweets_media/${id}-${name}`, contents[index] ?? ''])),
  });
  const own = await homeWith(archive);
  const to = join(own, 'site');
  await runMain(['export', '--format', 'html', '--out', to], { home: own });
  const page = readFileSync(join(to, 'days/11-22.html'), 'utf8');
  const shown = Array.from(page.matchAll(/<img src="([^"]+)"/g), ([, address = '']) => address);
  expect(shown).toEqual([`../media/${id}-whole.jpg`]);
  const tiles = Array.from(page.matchAll(/class="tile" href="([^"]+)"/g), ([, address = '']) => address);
  expect(tiles).toEqual([`../media/${id}-page.jpg`, `../media/${id}-cut.jpg`]);
});
