// Archives as people have them: the zip as it came, packed again, unpacked, nested, in parts.

import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { openArchive } from '../../src/archive/archive.ts';
import { groupByArchive } from '../../src/archive/parts.ts';
import {
  fixtureFiles,
  FIXTURES,
  folderFixture,
  folderOf,
  zipFixture,
  zipOf,
  type Files,
  type FixtureName,
  type ZipOptions,
} from '../support/archives.ts';
import { climbOut, renameEntry, truncateZip } from '../support/damage.ts';
import { tempFolder } from '../support/temp.ts';

const ZIPS: readonly [string, ZipOptions][] = [
  ['as Twitter made it', {}],
  ['with a folder around everything', { root: 'twitter-2024-11-22-0123456789abcdef' }],
  ['with two folders around everything', { root: 'Downloads/my archive' }],
  ['with what macOS leaves in it', { clutter: true }],
  ['packed again on a Mac', { clutter: true, root: 'twitter archive' }],
  ['stored', { store: true }],
  ['as zip64', { zip64: true }],
  ['streamed, with sizes behind the data', { descriptors: true }],
];

/** The files of an archive with their texts; other services' clutter would be among them. */
async function opened(...paths: string[]): Promise<Record<string, string>> {
  await using archive = await openArchive(paths);
  const files: Record<string, string> = {};
  for (const [path, entry] of archive.entries) {
    const content = await text(entry.read());
    if (path.endsWith('.js')) files[path] = content;
    if (path.endsWith('.js')) expect(entry.size).toBe(Buffer.byteLength(content));
  }
  return files;
}

async function scriptsOf(name: FixtureName): Promise<Record<string, string>> {
  const files = Object.entries(await fixtureFiles(name)).filter(([path]) => path.endsWith('.js'));
  return Object.fromEntries(files.map(([path, content]) => [path, content.toString()]));
}

describe.each(FIXTURES)('%s', (name) => {
  test.each(ZIPS)('is read from a zip %s', async (_, options) => {
    expect(await opened(await zipFixture(name, options))).toEqual(await scriptsOf(name));
  });

  test('is read from a folder, as Safari unpacks it', async () => {
    expect(await opened(await folderFixture(name))).toEqual(await scriptsOf(name));
    expect(await opened(`${await folderFixture(name, { clutter: true })}/`)).toEqual(await scriptsOf(name));
  });

  test.each(['x', 'x/my archive'])('is read from a folder that has it in %s', async (root) => {
    expect(await opened(await folderFixture(name, { root, clutter: true }))).toEqual(await scriptsOf(name));
  });
});

describe('an archive', () => {
  test('has no folders, no `__MACOSX`, no `._` files and no `.DS_Store` among its files', async () => {
    const zip = await zipFixture('data-2020', { clutter: true, root: 'x' });
    await using archive = await openArchive([zip]);
    expect([...archive.entries.keys()].filter((path) => /__MACOSX|\._|DS_Store|\/$/.test(path))).toEqual([]);
  });

  test('has nothing from `__MACOSX`, not even what is called like its own files', async () => {
    const files = await scriptsOf('data-2020');
    const within = Object.fromEntries(Object.entries(files).map(([path, content]) => [`x/${path}`, content]));
    expect(await opened(await zipOf({ ...within, '__MACOSX/data/tweet.js': 'no' }))).toEqual(files);
  });

  test('knows by their own name what it was opened from', async () => {
    await using zip = await openArchive([await zipFixture('root-2018', { name: 'twitter-2018.zip' })]);
    expect(zip.name).toBe('twitter-2018.zip');
    await using folder = await openArchive([`${await folderFixture('root-2018', { name: 'unpacked' })}/`]);
    expect(folder.name).toBe('unpacked');
  });

  test('tells when its files were last changed, in whole milliseconds', async () => {
    const made = new Date('2019-03-04T05:06:08Z');
    await using zip = await openArchive([await zipFixture('root-2018', { made })]);
    expect(zip.entries.get('tweet.js')?.modifiedAt).toBe(made.getTime());
    const path = await folderFixture('root-2018');
    await utimes(join(path, 'tweet.js'), 1551675968.1234, 1551675968.1234);
    await using folder = await openArchive([path]);
    expect(folder.entries.get('tweet.js')?.modifiedAt).toBe(1551675968123);
  });

  test('of which all files lie in one folder, without `data`, is read', async () => {
    const files = await fixtureFiles('data-2024');
    const flat = Object.fromEntries(Object.entries(files).map(([path, content]) => [basename(path), content]));
    expect(Object.keys(await opened(await folderOf(flat)))).toContain('tweets.js');
    expect(Object.keys(await opened(await zipOf(flat)))).toContain('tweets-part1.js');
  });

  test('is read where somebody passes its inner `data` folder', async () => {
    const folder = await folderFixture('data-2024');
    expect(Object.keys(await opened(join(folder, 'data')))).toContain('tweets.js');
  });

  test('of the oldest kind is read there too; of what is further within, a hint says which folder to pass', async () => {
    const whole = await folderFixture('grailbird-2016');
    await using archive = await openArchive([join(whole, 'data')]);
    expect([...archive.entries.keys()]).toContain('data/js/tweets/2009_11.js');
    for (const within of ['data/js', 'data/js/tweets']) {
      await expect(openArchive([join(whole, within)])).rejects.toMatchObject({
        message: `${join(whole, within)} is a folder from within a Twitter archive`,
        hint: 'pass the folder that has "data" in it',
      });
    }
  });

  test('may be in a folder whose name ends like one of its own', async () => {
    const files = await scriptsOf('root-2020');
    expect(await opened(await zipOf(files, { root: 'my-twitter-data' }))).toEqual(files);
    expect(await opened(await zipOf(files, { root: 'x/data-js/tweets' }))).toEqual(files);
  });

  test('is found beside other folders and files', async () => {
    const files = await fixtureFiles('data-2020');
    const around = Object.fromEntries(Object.entries(files).map(([path, content]) => [`twitter/${path}`, content]));
    const folder = await folderOf({ ...around, 'letters/tax.txt': 'no', 'twitter.zip': 'no', 'notes.js': 'no' });
    expect(await opened(folder)).toEqual(await scriptsOf('data-2020'));
  });

  test('is the one nearest to the top where another one lies deeper, such as a copy in its media', async () => {
    const files = await fixtureFiles('data-2020');
    const zip = await zipOf({ ...files, 'data/tweet_media/old/data/tweet.js': 'window.YTD.tweet.part0 = [ ]' });
    expect((await opened(zip))['data/tweet.js']).toBe(files['data/tweet.js']?.toString());
  });
});

describe('a file of an archive', () => {
  test.each([{ store: true }, { store: false }])(
    'may be left before its end, then read whole (%j)',
    async (options) => {
      const long = randomBytes(300_000).toString('hex');
      await using archive = await openArchive([await zipOf({ 'data/tweets.js': long }, options)]);
      const entry = archive.entries.get('data/tweets.js');
      if (!entry) throw new Error('the zip lacks its file');
      for (let time = 0; time < 3; time += 1) {
        for await (const chunk of entry.read()) {
          expect(chunk.length).toBeLessThan(long.length);
          break;
        }
      }
      expect(await text(entry.read())).toBe(long);
    },
  );

  test.each([{ store: true }, { store: false }])('may be empty (%j)', async (options) => {
    const zip = await zipOf({ 'data/tweets.js': '[ ]', 'data/account.js': '' }, options);
    expect(await opened(zip)).toEqual({ 'data/tweets.js': '[ ]', 'data/account.js': '' });
  });
});

describe('parts of one archive', () => {
  const PART = /tweets-part1\.js$/;
  async function parts(options: ZipOptions = {}): Promise<[string, string]> {
    const all = await fixtureFiles('data-2024');
    const second = Object.fromEntries(Object.entries(all).filter(([path]) => PART.test(path)));
    return [
      await zipFixture('data-2024', { name: 'twitter-x-part1.zip', without: PART, ...options }),
      await zipOf(second, { name: 'twitter-x-part2.zip', ...options }),
    ];
  }

  test('are read together, in any order, as zips or folders', async () => {
    const whole = await scriptsOf('data-2024');
    const [one, two] = await parts();
    expect(await opened(one, two)).toEqual(whole);
    expect(await opened(two, one)).toEqual(whole);
    expect(await opened(...(await parts({ root: 'x' })))).toEqual(whole);
    const folder = await folderFixture('data-2024', { name: 'twitter-x-part1', without: PART });
    expect(await opened(folder, two)).toEqual(whole);
  });

  test('may lack tweets, whether they are at the top or in a folder', async () => {
    const zip = await zipFixture('data-2024', { without: /\/note-tweet\.js$/ });
    const { 'data/note-tweet.js': notes = '' } = await fixtureFiles('data-2024');
    const media = { 'data/tweets_media/1-a.jpg': 'jpg', 'data/note-tweet.js': notes };
    for (const options of [{}, { root: 'twitter-x-part2' }, { root: 'twitter-x-part2', clutter: true }]) {
      expect(await opened(zip, await zipOf(media, options))).toEqual(await scriptsOf('data-2024'));
    }
  });

  test('have the names of all of them', async () => {
    await using archive = await openArchive(await parts());
    expect(archive.name).toBe('twitter-x-part1.zip, twitter-x-part2.zip');
  });

  test.each<[string[], string[][]]>([
    [
      ['a.zip', 'b.zip'],
      [['a.zip'], ['b.zip']],
    ],
    [['x-part1.zip', 'x-part2.zip'], [['x-part1.zip', 'x-part2.zip']]],
    [
      ['x-part2.zip', 'y.zip', 'x-part10.zip'],
      [['x-part2.zip', 'x-part10.zip'], ['y.zip']],
    ],
    [['d/x-part1', 'd/x-part2/'], [['d/x-part1', 'd/x-part2/']]],
    [['d/x-part1.zip', 'd/x-part2/'], [['d/x-part1.zip', 'd/x-part2/']]],
    [
      ['d/x-part1.zip', 'e/x-part1.zip'],
      [['d/x-part1.zip'], ['e/x-part1.zip']],
    ],
    [['d/x-part1.zip', 'e/x-part2.zip'], [['d/x-part1.zip', 'e/x-part2.zip']]],
    [
      ['d/x-part1.zip', 'e/x-part1.zip', 'e/x-part2.zip'],
      [['d/x-part1.zip'], ['e/x-part1.zip', 'e/x-part2.zip']],
    ],
    [
      ['d/backup-001.zip', 'e/backup-002.zip'],
      [['d/backup-001.zip'], ['e/backup-002.zip']],
    ],
    [
      ['x-part1.zip', 'y-part1.zip'],
      [['x-part1.zip'], ['y-part1.zip']],
    ],
    [['x-PART1.ZIP', 'x-part2.zip'], [['x-PART1.ZIP', 'x-part2.zip']]],
    [
      ['party.zip', 'x-partial.zip'],
      [['party.zip'], ['x-partial.zip']],
    ],
  ])('are told by their names: %j', (paths, groups) => {
    expect(groupByArchive(paths)).toEqual(groups);
  });
});

describe('what is not an archive', () => {
  /** The words and the hint of the refusal. */
  async function refusal(...paths: string[]): Promise<string> {
    const error: unknown = await openArchive(paths).then(
      () => 'it was opened',
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ name: 'UserError' });
    const { message, hint } = error as { message: string; hint?: string };
    for (const path of paths) expect(message).toContain(path);
    return `${message.replaceAll(`${dirname(paths[0] ?? '')}/`, '')} | ${hint ?? ''}`;
  }

  const file = async (name: string, content: string | Buffer): Promise<string> => {
    const path = join(tempFolder(), name);
    await writeFile(path, content);
    return path;
  };

  test('a path that is not there', async () => {
    const path = join(tempFolder(), 'gone.zip');
    expect(await refusal(path)).toBe(
      'there is no file or folder gone.zip | check the path; a name with spaces needs quotes',
    );
  });

  test('a path that leads through a file', async () => {
    const path = join(await file('archive.zip', 'PK'), 'data');
    expect(await refusal(path)).toMatch(/^data can't be read: a part of its path is a file/);
  });

  test('a link that leads nowhere', async () => {
    const path = join(tempFolder(), 'link.zip');
    await symlink('nowhere', path);
    expect(await refusal(path)).toMatch(/^there is no file or folder link\.zip/);
  });

  test('a file of another kind', async () => {
    expect(await refusal(await file('letter.zip', 'Dear reader, this is no zip'))).toBe(
      'letter.zip is not a zip | pass the archive as it came, or the folder it unpacks to',
    );
    expect(await refusal(await file('one.zip', 'P'))).toMatch(/^one\.zip is not a zip/);
  });

  test('an empty file', async () => {
    expect(await refusal(await file('empty.zip', ''))).toMatch(/^empty\.zip is empty \|/);
  });

  test.each(['tweets.js', 'tweet.js', 'tweets-part1.js', 'account.js', 'manifest.js', 'note-tweet.js', '2012_11.js'])(
    "the archive's own %s, since its folder is meant",
    async (name) => {
      expect(await refusal(await file(name, 'window.YTD.x.part0 = [ ]'))).toBe(
        `${name} is not a zip | pass the folder that this file is in`,
      );
    },
  );

  test('a zip whose end is missing, as after an interrupted download', async () => {
    const zip = await zipFixture('data-2020');
    for (const bytes of [(await stat(zip)).size - 30, 5000, 100, 4]) {
      expect(await refusal(truncateZip(zip, bytes))).toBe(
        'data-2020.zip ends too early: the zip is incomplete | download the archive again; an interrupted download looks like this',
      );
    }
  });

  test('a zip with an entry that leads out of its folder', async () => {
    const zip = climbOut(await zipFixture('data-2020'), 'data/tweet.js');
    expect(await refusal(zip)).toMatch(
      /^data-2020\.zip has an entry that would land outside its folder \(.*\.\.\/.*\) \| .*downloaded yourself$/,
    );
  });

  test('a zip with an absolute entry', async () => {
    const zip = renameEntry(await zipFixture('data-2020'), 'data/tweet.js', '/etc/tweet.js');
    expect(await refusal(zip)).toMatch(/would land outside its folder/);
  });

  test.each<[string, Record<string, string>, string]>([
    ['an Instagram export', { 'your_instagram_activity/media/posts_1.json': '[]' }, 'an Instagram export'],
    ['an older Instagram export', { 'content/posts_1.html': '' }, 'an Instagram export'],
    ['a Facebook export', { 'your_facebook_activity/posts/your_posts_1.json': '[]' }, 'a Facebook export'],
    ['a Google Takeout export', { 'Takeout/Mail/all.mbox': '' }, 'a Google Takeout export'],
    ['a Reddit export', { 'comment_headers.csv': '' }, 'a Reddit export'],
    ['a LinkedIn export', { 'Connections.csv': '' }, 'a LinkedIn export'],
    ['a Tumblr export', { 'posts/posts.xml': '' }, 'a Tumblr export'],
  ])('%s, which is named', async (_, files, name) => {
    const words = `has no posts in it: this looks like ${name} | pass an archive of Twitter (X), Mastodon or Bluesky`;
    expect(await refusal(await zipOf(files, { clutter: true }))).toBe(`archive.zip ${words}`);
    expect(await refusal(await folderOf(files))).toBe(`archive ${words}`);
  });

  test('a Twitter archive whose tweet file is missing', async () => {
    for (const name of ['data-2024', 'root-2018'] as const) {
      const zip = await zipFixture(name, { name: 'x.zip', without: /(^|\/)tweets?(-part1)?\.js$/ });
      expect(await refusal(zip)).toBe(
        'x.zip is a Twitter archive without its tweet file (data/tweets.js) | look for the rest of it: a large archive comes as several zips',
      );
    }
  });

  test('a Grailbird archive of which only tweets.csv is left', async () => {
    const zip = await zipFixture('grailbird-2016', { without: /^data/ });
    expect(await refusal(zip)).toBe(
      'grailbird-2016.zip has only tweets.csv, not the data/js/tweets folder beside it | pass the whole archive',
    );
  });

  test('a folder with the zip in it', async () => {
    const zip = await zipFixture('data-2020', { name: 'twitter-2020.zip' });
    const folder = tempFolder();
    await rename(zip, join(folder, 'twitter-2020.zip'));
    expect(await refusal(folder)).toMatch(/ has no posts in it, but zips: twitter-2020\.zip \| pass the zip itself$/);
  });

  test('an empty folder and an empty zip', async () => {
    const folder = join(tempFolder(), 'nothing');
    await mkdir(folder);
    expect(await refusal(folder)).toMatch(/^nothing has no posts in it \(it is empty\) \| /);
    expect(await refusal(await zipOf({}))).toMatch(/^archive\.zip has no posts in it \(it is empty\) \| /);
  });

  test('anything else, of which the topmost names are told', async () => {
    const files = { 'a.txt': '', 'b/c.txt': '', 'b/d.txt': '', 'e.js': '', 'tweets.json': '', 'deleted-tweets.js': '' };
    expect(await refusal(await zipOf(files))).toMatch(
      /^archive\.zip has no posts in it \(found a\.txt, b\/, e\.js, tweets\.json, deleted-tweets\.js\) \| /,
    );
    expect(await refusal(await zipOf({ ...files, 'f.txt': '' }))).toMatch(/deleted-tweets\.js, …\) \| /);
  });

  test('two archives side by side, which are named', async () => {
    const files = await fixtureFiles('data-2020');
    const within = (folder: string): Files =>
      Object.fromEntries(Object.entries(files).map(([path, content]) => [`${folder}/${path}`, content]));
    expect(await refusal(await folderOf({ ...within('b'), ...within('a') }))).toBe(
      'archive holds more than one archive: a/, b/ | pass each of these folders',
    );
  });

  test('parts of which none has tweets', async () => {
    const one = await zipOf({ 'data/account.js': 'x = [ ]' }, { name: 'x-part1.zip' });
    const two = await zipOf({ 'data/tweets_media/1.jpg': '' }, { name: 'x-part2.zip' });
    expect(await refusal(one, two)).toContain('is a Twitter archive without its tweet file (data/tweets.js)');
  });

  test('parts of which one is bad', async () => {
    const one = await zipFixture('data-2020', { name: 'x-part1.zip' });
    const two = await file('x-part2.zip', 'no zip');
    await expect(openArchive([one, two])).rejects.toThrow(`${two} is not a zip`);
    await rm(two);
    await expect(openArchive([one, two])).rejects.toThrow(`there is no file or folder ${two}`);
  });
});
