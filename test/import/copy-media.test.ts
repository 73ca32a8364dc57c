// What `import` copies into the media folder: every photo that a tweet uses, whole, once, and nothing else.

import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { MediaEvent } from '../../src/import/copy-media.ts';
import type { ImportEvent } from '../../src/import/import-archive.ts';
import type { ImportReport } from '../../src/library/import-report.ts';
import { formatImportSummary } from '../../src/import/summary.ts';
import { database, idsOf, importInto } from '../archive/importing.ts';
import { fixtureFiles, folderFixture, folderOf, zipFixture, zipOf, type Files } from '../support/archives.ts';
import { breakCrc, climbOut, damageData, renameEntry, truncateZip } from '../support/damage.ts';
import { databaseOf, jsonOf, runMain, TERMINAL, writeConfig } from '../support/main.ts';
import { tempFolder } from '../support/temp.ts';
import { type TweetDraft } from '../support/tweets.ts';
import { tweetWith, mediaFolderIn, type Imported, importedInto, filesOf, photoTweet } from './photo-archives.ts';

function videoTweet(id: string, type: 'video' | 'animated_gif', name: string): TweetDraft {
  const variants = [
    { bitrate: '256000', content_type: 'video/mp4', url: 'https://video.twimg.com/1/low.mp4' },
    { bitrate: '832000', content_type: 'video/mp4', url: `https://video.twimg.com/1/${name}?tag=12` },
  ];
  return tweetWith(id, [{ type, media_url_https: 'https://pbs.twimg.com/thumb/still.jpg', video_info: { variants } }]);
}

/** Everything in the media folder, by name. */
function copiesIn(home: string): Record<string, string> {
  const folder = mediaFolderIn(home);
  if (!existsSync(folder)) return {};
  return Object.fromEntries(
    readdirSync(folder)
      .toSorted()
      .map((name) => [name, readFileSync(join(folder, name), 'latin1')]),
  );
}

/** Imports, whatever it warns of, and gives what `--json` printed. */
async function imported(archive: string, ...args: string[]): Promise<Imported> {
  return importedInto(tempFolder(), archive, ...args);
}

/** The least that passes for a photo: a GIF, which servers have also sent under the name of a JPEG. */
const WHOLE = 'GIF89a photo';

const ONE = '1330489943771844675';
const TWO = '1330489943771844676';

/** The bytes of a small zip. */
async function zipBytes(files: Files): Promise<Buffer> {
  return readFileSync(await zipOf(files));
}

describe('media come byte for byte', () => {
  const EXPECTED = {
    'data-2024': [
      '1330489943771844675-EnEveningFence02.png',
      '1330489943771844675-EnMorningFence01.jpg',
      '1462707426435272777-FHeronBreakfast3.jpg',
      '1860035540074631261-GNoteFlats000001.jpg',
    ],
    'data-2020': ['1330489943771844675-EnEveningFence02.png', '1330489943771844675-EnMorningFence01.jpg'],
  } as const;
  const DIRECTORY = { 'data-2024': 'data/tweets_media', 'data-2020': 'data/tweet_media' } as const;

  test.each([
    { name: 'data-2024', from: 'a zip', make: () => zipFixture('data-2024') },
    { name: 'data-2024', from: 'a stored zip', make: () => zipFixture('data-2024', { store: true }) },
    { name: 'data-2024', from: 'a zip in a folder', make: () => zipFixture('data-2024', { root: 'x', clutter: true }) },
    { name: 'data-2024', from: 'a folder', make: () => folderFixture('data-2024') },
    { name: 'data-2020', from: 'a zip', make: () => zipFixture('data-2020', { descriptors: true }) },
    { name: 'data-2020', from: 'a folder', make: () => folderFixture('data-2020') },
  ] as const)('from $from like $name', async ({ name, make }) => {
    const files = await fixtureFiles(name);
    const { home, report, warnings } = await imported(await make());
    const expected = EXPECTED[name].map(
      (file) => [file, Buffer.from(files[`${DIRECTORY[name]}/${file}`] ?? '')] as const,
    );
    expect(copiesIn(home)).toEqual(Object.fromEntries(expected.map(([file, data]) => [file, data.toString('latin1')])));
    const bytes = expected.reduce((sum, [, data]) => sum + data.length, 0);
    expect(report.media).toEqual({ copied: expected.length, bytes, present: 0, missing: 0 });
    expect(warnings).toEqual([]);
  });

  test.each([
    { where: 'the root', path: `tweet_media/${ONE}-a.jpg`, folder: '', file: 'tweet' },
    { where: 'data/community_tweet_media', path: `data/community_tweet_media/${ONE}-a.jpg` },
    { where: 'data/twitter_circle_tweet_media', path: `data/twitter_circle_tweet_media/${ONE}-a.jpg` },
    { where: 'a folder with all files', path: `${ONE}-a.jpg`, folder: '' },
    { where: 'data/ with all files', path: `data/${ONE}-a.jpg` },
  ])('from $where', async ({ path, ...layout }) => {
    const archive = await folderOf(filesOf({ tweets: [photoTweet(ONE, 'a.jpg')], ...layout }, { [path]: 'photo' }));
    const { home } = await imported(archive);
    expect(copiesIn(home)).toEqual({ [`${ONE}-a.jpg`]: 'photo' });
  });

  test('under the id of the retweet that shows them', async () => {
    const media = [{ type: 'photo', media_url_https: 'https://pbs.twimg.com/media/a.jpg', source_status_id_str: TWO }];
    const tweets = [tweetWith(ONE, media, 'RT @otter_eats: Look')];
    const { home } = await imported(
      await folderOf(filesOf({ tweets }, { [`data/tweets_media/${ONE}-a.jpg`]: 'photo' })),
    );
    expect(copiesIn(home)).toEqual({ [`${ONE}-a.jpg`]: 'photo' });
  });

  test('also where their name begins with a hyphen', async () => {
    const files = filesOf(
      { tweets: [photoTweet(ONE, '-a_B-c.jpg')] },
      { [`data/tweets_media/${ONE}--a_B-c.jpg`]: 'x' },
    );
    const { home } = await imported(await zipOf(files));
    expect(copiesIn(home)).toEqual({ [`${ONE}--a_B-c.jpg`]: 'x' });
  });

  test('once, where an archive has them twice', async () => {
    const media = { [`data/tweets_media/${ONE}-a.jpg`]: 'photo', [`data/${ONE}-a.jpg`]: 'photo' };
    const { home, report } = await imported(await zipOf(filesOf({ tweets: [photoTweet(ONE, 'a.jpg')] }, media)));
    expect(copiesIn(home)).toEqual({ [`${ONE}-a.jpg`]: 'photo' });
    expect(report.media.copied).toBe(1);
  });

  test('from the parts of an archive', async () => {
    const first = await zipOf(filesOf({ tweets: [photoTweet(ONE, 'a.jpg')] }), { name: 'twitter-1-part1.zip' });
    const second = join(dirname(first), 'twitter-1-part2.zip');
    writeFileSync(second, await zipBytes({ [`data/tweets_media/${ONE}-a.jpg`]: WHOLE }));
    const home = tempFolder();
    await jsonOf(['import', first, second], { home });
    expect(copiesIn(home)).toEqual({ [`${ONE}-a.jpg`]: WHOLE });
  });
});

describe('what no tweet uses stays out:', () => {
  test.each([
    { what: 'media of deleted tweets', path: `data/deleted_tweets_media/${ONE}-a.jpg` },
    { what: 'media of direct messages', path: `data/direct_messages_media/${ONE}-a.jpg` },
    { what: 'pictures of the profile', path: `data/profile_media/${ONE}-a.jpg` },
    { what: 'a deeper folder', path: `data/tweets_media/more/${ONE}-a.jpg` },
    { what: 'a tweet that is not in the database', path: `data/tweets_media/${TWO}-a.jpg` },
    { what: 'an id that is too large for one', path: `data/tweets_media/9999999999999999999-a.jpg` },
    { what: 'an id with zeros before it', path: `data/tweets_media/0${ONE}-a.jpg` },
    { what: 'another name', path: `data/tweets_media/${ONE}-b.jpg` },
    { what: 'a name that begins alike', path: `data/tweets_media/${ONE}-a.jpg.bak` },
    { what: 'a file without a name', path: `data/tweets_media/${ONE}-` },
  ])('$what is not copied, and the photo counts as missing', async ({ path }) => {
    const { home, report } = await imported(
      await zipOf(filesOf({ tweets: [photoTweet(ONE, 'a.jpg')] }, { [path]: 'x' })),
    );
    expect(copiesIn(home)).toEqual({});
    expect(report.media).toEqual({ copied: 0, bytes: 0, present: 0, missing: 1 });
    expect(report.complete, 'people remove those folders').toBe(true);
  });

  test('an empty file, which is no photo', async () => {
    const files = filesOf({ tweets: [photoTweet(ONE, 'a.jpg')] }, { [`data/tweets_media/${ONE}-a.jpg`]: '' });
    const { home, report } = await imported(await folderOf(files));
    expect(copiesIn(home)).toEqual({});
    expect(report.media.missing).toBe(1);
  });
});

describe('--media', () => {
  const tweets = [
    photoTweet(ONE, 'a.jpg'),
    videoTweet(TWO, 'video', 'v.mp4'),
    videoTweet('20', 'animated_gif', 'g.mp4'),
  ];
  const media = { [`${ONE}-a.jpg`]: 'photo', [`${TWO}-v.mp4`]: 'video', '20-g.mp4': 'gif' };
  let archive: string;

  beforeAll(async () => {
    const paths = Object.entries(media).map(([name, content]) => [`data/tweets_media/${name}`, content]);
    archive = await zipOf(filesOf({ tweets }, Object.fromEntries(paths) as Files));
  });

  test('is photos without a word', async () => {
    const { home, report } = await imported(archive);
    expect(copiesIn(home)).toEqual({ [`${ONE}-a.jpg`]: 'photo' });
    expect(report.media).toEqual({ copied: 1, bytes: 5, present: 0, missing: 0 });
  });

  test('photos copies photos alone', async () => {
    expect(Object.keys(copiesIn((await imported(archive, '--media', 'photos')).home))).toEqual([`${ONE}-a.jpg`]);
  });

  test('all copies videos and GIFs too, in the best quality there is', async () => {
    const { home, report } = await imported(archive, '--media', 'all');
    expect(copiesIn(home)).toEqual(media);
    expect(report.media).toEqual({ copied: 3, bytes: 13, present: 0, missing: 0 });
  });

  test('none copies nothing, misses nothing and makes no folder', async () => {
    const { home, report } = await imported(archive, '--media', 'none');
    expect(existsSync(mediaFolderIn(home))).toBe(false);
    expect(report.media).toEqual({ copied: 0, bytes: 0, present: 0, missing: 0 });
  });

  test('comes from the configuration, and the flag beats it', async () => {
    const home = tempFolder();
    writeConfig(home, 'media: none\n');
    await importedInto(home, archive);
    expect(copiesIn(home)).toEqual({});
    await importedInto(home, archive, '--media', 'all');
    expect(copiesIn(home)).toEqual(media);
  });

  test('counts as missing only what was asked for', async () => {
    const bare = await zipOf(filesOf({ tweets }));
    expect((await imported(bare)).report.media.missing).toBe(1);
    expect((await imported(bare, '--media', 'all')).report.media.missing).toBe(3);
  });

  test('refuses another word with exit code 2', async () => {
    const { code, stderr } = await runMain(['import', archive, '--media', 'videos']);
    expect(code).toBe(2);
    expect(stderr).toContain('it can be photos, all or none');
  });
});

describe('a second import', () => {
  const LONG_AGO = new Date('2020-01-01T00:00:00Z');
  const photo = `${ONE}-a.jpg`;
  let archive: string;

  beforeAll(async () => {
    archive = await zipOf(filesOf({ tweets: [photoTweet(ONE, 'a.jpg')] }, { [`data/tweets_media/${photo}`]: 'photo' }));
  });

  test('copies nothing again', async () => {
    const { home } = await imported(archive);
    const copy = join(mediaFolderIn(home), photo);
    utimesSync(copy, LONG_AGO, LONG_AGO);
    const { report } = await importedInto(home, archive);
    expect(report.media).toEqual({ copied: 0, bytes: 0, present: 1, missing: 0 });
    expect(statSync(copy).mtime).toEqual(LONG_AGO);
  });

  test('replaces a file of another size', async () => {
    const { home } = await imported(archive);
    writeFileSync(join(mediaFolderIn(home), photo), 'pho');
    const { report } = await importedInto(home, archive);
    expect(report.media.copied).toBe(1);
    expect(copiesIn(home)).toEqual({ [photo]: 'photo' });
  });

  test('of an archive without the media misses none that are there already', async () => {
    const { home } = await imported(archive);
    const tweets = [photoTweet(ONE, 'a.jpg', 'b.jpg')];
    const { report } = await importedInto(home, await folderOf(filesOf({ tweets })));
    expect(report.media).toEqual({ copied: 0, bytes: 0, present: 1, missing: 1 });
    expect(copiesIn(home)).toEqual({ [photo]: 'photo' });
  });

  test('brings photos of tweets that are in the database, even if their record is damaged', async () => {
    const { home } = await imported(await zipOf(filesOf({ tweets: [photoTweet(ONE, 'a.jpg'), photoTweet(TWO)] })));
    const others = filesOf({ tweets: [photoTweet(TWO)] }, { [`data/tweets_media/${photo}`]: 'photo' });
    await importedInto(home, await zipOf(others));
    expect(copiesIn(home)).toEqual({ [photo]: 'photo' });
  });
});

test.runIf(process.getuid?.() === 0)('a media folder that another user has put there is not filled', async () => {
  const home = tempFolder();
  mkdirSync(mediaFolderIn(home));
  chownSync(mediaFolderIn(home), 65_534, 65_534);
  const archive = await folderFixture('data-2024');
  const { code, stderr } = await runMain(['import', archive], { home });
  expect(code).toBe(1);
  expect(stderr).toContain(`another user has made the folder ${mediaFolderIn(home)}`);
  expect(readdirSync(mediaFolderIn(home))).toEqual([]);
  // One that belongs to whom the database belongs to is used: root may work for somebody.
  chownSync(databaseOf(home), 65_534, 65_534);
  expect((await runMain(['import', archive], { home })).code).toBe(0);
  expect(readdirSync(mediaFolderIn(home)).length).toBeGreaterThan(0);
});

test('the folder and the files are for the user alone', async () => {
  const { home } = await imported(await zipFixture('data-2024'));
  const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);
  expect(mode(mediaFolderIn(home))).toBe('700');
  expect(mode(join(mediaFolderIn(home), '1330489943771844675-EnMorningFence01.jpg'))).toBe('600');
});

test('the media are beside the database, under its name', async () => {
  const home = tempFolder();
  await jsonOf(['import', await zipFixture('data-2020'), '--db', join(home, 'birds.sqlite')], { home });
  expect(readdirSync(join(home, 'birds-media'))).toHaveLength(2);
});

describe('zips of media within the archive, as in 2019,', () => {
  const tweets = [photoTweet(ONE, 'a.jpg'), photoTweet(TWO, 'b.jpg')];
  const [FIRST, SECOND] = [`${WHOLE} 1`, `${WHOLE} 22`];
  const layout = { tweets, folder: '', file: 'tweet' };

  async function nested(inner: Files, others: Files = {}): Promise<Files> {
    return filesOf(layout, { 'tweet_media/tweet-media-part1.zip': await zipBytes(inner), ...others });
  }

  test.each([
    { kind: 'zip', make: zipOf },
    { kind: 'folder', make: folderOf },
  ])('are read from a $kind and removed afterwards', async ({ make }) => {
    const files = await nested({ [`${ONE}-a.jpg`]: FIRST, [`tweet_media/${TWO}-b.jpg`]: SECOND, 'x.txt': 'x' });
    const { home, report, warnings } = await imported(await make(files));
    expect(copiesIn(home)).toEqual({ [`${ONE}-a.jpg`]: FIRST, [`${TWO}-b.jpg`]: SECOND });
    expect(report.media).toEqual({ copied: 2, bytes: FIRST.length + SECOND.length, present: 0, missing: 0 });
    expect(warnings).toEqual([]);
  });

  test('may be several, beside single files', async () => {
    const files = await nested(
      { [`${ONE}-a.jpg`]: FIRST },
      { 'tweet_media/tweet-media-part2.zip': await zipBytes({ 'x.txt': 'x' }), [`tweet_media/${TWO}-b.jpg`]: SECOND },
    );
    const { home } = await imported(await zipOf(files));
    expect(copiesIn(home)).toEqual({ [`${ONE}-a.jpg`]: FIRST, [`${TWO}-b.jpg`]: SECOND });
  });

  test('are not unpacked when all that tweets use is there', async () => {
    const archive = await zipOf(await nested({ [`${ONE}-a.jpg`]: FIRST, [`${TWO}-b.jpg`]: SECOND }));
    const settings = { media: 'photos', mediaFolder: join(tempFolder(), 'media') } as const;
    const db = database();
    await importInto(db, archive, settings);
    const events: ImportEvent[] = [];
    const report = await importInto(db, archive, { ...settings, onEvent: (event) => events.push(event) });
    expect(events.map(({ type }) => type)).not.toContain('copying');
    expect(report.media).toEqual({ copied: 0, bytes: 0, present: 2, missing: 0 });
  });

  test.each([
    { what: 'cut off', damage: (zip: string) => truncateZip(zip, 150), why: 'it ends too early' },
    { what: 'climbing out', damage: (zip: string) => climbOut(zip, `${ONE}-a.jpg`), why: 'outside its folder' },
    {
      what: 'no zips',
      damage: (zip: string) => {
        writeFileSync(zip, 'this is a text');
        return zip;
      },
      why: 'it is not a zip',
    },
  ])('that are $what cost a warning, and the rest comes in', async ({ damage, why }) => {
    const inner = damage(await zipOf({ [`${ONE}-a.jpg`]: FIRST }));
    const others = { 'tweet_media/part1.zip': readFileSync(inner), [`tweet_media/${TWO}-b.jpg`]: SECOND };
    const { home, report, warnings } = await imported(await zipOf(filesOf(layout, others)));
    expect(warnings).toEqual([expect.stringMatching(/^warning: tweet_media\/part1\.zip can't be read: /)]);
    expect(warnings[0]).toContain(why);
    expect(warnings[0]).not.toContain('memories-media');
    expect(copiesIn(home)).toEqual({ [`${TWO}-b.jpg`]: SECOND });
    expect(report.complete).toBe(false);
    expect(readdirSync(home).toSorted()).toEqual(['config.yaml', 'memories-media', 'memories.db']);
  });

  test('with a damaged photo cost that photo', async () => {
    const inner = breakCrc(await zipOf({ [`${ONE}-a.jpg`]: FIRST, [`${TWO}-b.jpg`]: SECOND }), `${ONE}-a.jpg`);
    const archive = await zipOf(filesOf(layout, { 'tweet_media/part1.zip': readFileSync(inner) }));
    const { home, warnings } = await imported(archive);
    expect(warnings).toEqual([`warning: tweet_media/part1.zip/${ONE}-a.jpg can't be read: its checksum is wrong`]);
    expect(copiesIn(home)).toEqual({ [`${TWO}-b.jpg`]: SECOND });
  });
});

describe('a damaged medium', () => {
  const ids = Array.from({ length: 8 }, (_, index) => `13304899437718446${70 + index}`);
  const path = (id: string): string => `data/tweets_media/${id}-a.jpg`;
  const files = filesOf(
    { tweets: ids.map((id) => photoTweet(id, 'a.jpg')) },
    Object.fromEntries(ids.map((id) => [path(id), `${WHOLE} of ${id} `.repeat(50)])),
  );

  test.each([
    { what: 'checksum', damage: breakCrc, why: 'its checksum is wrong' },
    { what: 'data', damage: damageData, why: expect.any(String) as string },
  ])('with wrong $what is named in a warning, and the others are copied', async ({ damage, why }) => {
    const good = await zipOf(files);
    const [bad = ''] = ids;
    const { home, report, warnings } = await imported(damage(await zipOf(files), path(bad)));
    expect(warnings).toEqual([expect.stringContaining(`warning: ${path(bad)} can't be read: `)]);
    expect(warnings[0]?.replace(/.*read: /, '')).toEqual(why);
    expect(Object.keys(copiesIn(home))).toEqual(ids.slice(1).map((id) => `${id}-a.jpg`));
    expect(report).toMatchObject({ complete: false, media: { copied: 7, missing: 0 } });
    expect(report.posts.read).toBe(8);

    const again = await importedInto(home, good);
    expect(again.report).toMatchObject({ complete: true, media: { copied: 1, present: 7 } });
    expect(Object.keys(copiesIn(home))).toHaveLength(8);
  });

  test('never takes the place of one that is whole', async () => {
    const [bad = ''] = ids;
    const { home } = await imported(await zipOf(files));
    const longer = { ...files, [path(bad)]: `${WHOLE} again `.repeat(99) };
    await importedInto(home, breakCrc(await zipOf(longer), path(bad)));
    expect(copiesIn(home)[`${bad}-a.jpg`]).toBe(files[path(bad)]);
  });

  test('is told by name five times, and then by number', async () => {
    const zip = await zipOf(files);
    for (const id of ids) breakCrc(zip, path(id));
    const { warnings } = await imported(zip);
    expect(warnings).toHaveLength(6);
    expect(warnings.at(-1)).toBe('warning: 3 more media could not be read');
  });

  test('fails the import with --strict', async () => {
    const zip = breakCrc(await zipOf(files), path(ids[0] ?? ''));
    expect((await runMain(['import', zip, '--strict'])).code).toBe(1);
  });
});

describe('a photo that the archive itself has damaged', () => {
  const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 0xff, 0xd9]);
  const PNG = Buffer.from('\u0089PNG\r\n\u001a\n....IHDR....IEND....', 'latin1');
  const archiveWithPhoto = async (content: string | Buffer, name = 'a.jpg'): Promise<string> =>
    folderOf(filesOf({ tweets: [photoTweet(ONE, name)] }, { [`data/tweets_media/${ONE}-${name}`]: content }));

  test.each<[string, Buffer, string, string]>([
    ['a JPEG without its end', JPEG.subarray(0, -2), 'a.jpg', 'it ends too early'],
    ['a PNG without its end', PNG.subarray(0, 20), 'a.png', 'it ends too early'],
    ['zeros', Buffer.alloc(5000), 'a.jpg', 'it is no photo'],
    ['a page', Buffer.from('<html></html>'), 'a.jpg', 'it is no photo'],
    ['nothing', Buffer.alloc(0), 'a.jpg', 'it is empty'],
  ])('as %s is named in a warning at each import, and costs only itself', async (_what, content, name, fault) => {
    const archive = await archiveWithPhoto(content, name);
    const { home, report, warnings } = await imported(archive);
    const warning = `data/tweets_media/${ONE}-${name} is damaged in the archive: ${fault}`;
    expect(warnings).toEqual([`warning: ${warning}`]);
    const isCopied = content.length > 0;
    expect(report).toMatchObject({ complete: true, media: { copied: isCopied ? 1 : 0, missing: isCopied ? 0 : 1 } });
    expect(copiesIn(home)).toEqual(isCopied ? { [`${ONE}-${name}`]: content.toString('latin1') } : {});
    const again = await importedInto(home, archive);
    expect(again.warnings).toEqual([`warning: ${warning}`]);
    expect(again.report.media).toMatchObject({ copied: 0, present: isCopied ? 1 : 0 });
    const doctor = await runMain(['doctor'], { home });
    expect(doctor.code).toBe(0);
    expect(doctor.stdout).not.toContain('import the archive again');
    if (isCopied) expect(doctor.stdout).toContain(`1 file is damaged in the archive itself: ${ONE}-${name}\n`);
  });

  test.each<[string, Buffer, string]>([
    ['a JPEG', JPEG, 'a.jpg'],
    ['a JPEG with something after its end', Buffer.concat([JPEG, Buffer.alloc(500)]), 'a.jpg'],
    ['a PNG', PNG, 'a.png'],
    ['a PNG under the name of a JPEG', PNG, 'a.jpg'],
    ['a WebP under the name of a JPEG', Buffer.from('RIFF....WEBP'), 'a.jpg'],
  ])('is none where it is %s', async (_what, content, name) => {
    expect((await imported(await archiveWithPhoto(content, name))).warnings).toEqual([]);
  });

  test('is mended by an archive that has it whole, and takes the place of none that is', async () => {
    const [cut, whole] = [await archiveWithPhoto(JPEG.subarray(0, -2)), await archiveWithPhoto(JPEG)];
    const { home } = await imported(cut);
    expect((await importedInto(home, whole)).report.media).toMatchObject({ copied: 1, present: 0 });
    const after = await importedInto(home, cut);
    expect(after.report.media).toMatchObject({ copied: 0, present: 1 });
    expect(after.warnings).toEqual([]);
    expect(copiesIn(home)).toEqual({ [`${ONE}-a.jpg`]: JPEG.toString('latin1') });
  });

  test('is told from a copy of that size that a disk has filled with zeros: importing again mends that', async () => {
    const archive = await archiveWithPhoto(JPEG);
    const { home } = await imported(archive);
    writeFileSync(join(mediaFolderIn(home), `${ONE}-a.jpg`), Buffer.alloc(JPEG.length));
    const doctor = await runMain(['doctor'], { home });
    expect(doctor.code).toBe(1);
    expect(doctor.stdout).toContain('import the archive again');
    expect((await importedInto(home, archive)).report.media).toMatchObject({ copied: 1 });
    expect((await runMain(['doctor'], { home })).code).toBe(0);
  });

  test('is told by name five times, and then by number', async () => {
    const ids = Array.from({ length: 8 }, (_, index) => `13304899437718446${70 + index}`);
    const tweets = ids.map((id) => photoTweet(id, 'a.jpg'));
    const media = ids.map((id) => [`data/tweets_media/${id}-a.jpg`, 'a page'] as const);
    const { warnings } = await imported(await zipOf(filesOf({ tweets }, Object.fromEntries(media))));
    expect(warnings).toHaveLength(6);
    expect(warnings.at(-1)).toBe('warning: 3 more media are damaged in the archive');
  });
});

describe('hostile names write nothing outside the media folder:', () => {
  const long = 'a'.repeat(300);

  test.each([
    { what: 'an address that climbs', address: '../../../evil.jpg', file: `${ONE}-evil.jpg`, copies: true },
    { what: 'an encoded address that climbs', address: '..%2f..%2fevil.jpg', file: `${ONE}-..%2f..%2fevil.jpg` },
    { what: 'an address with backslashes', address: '..\\..\\evil.jpg', file: `${ONE}-..\\..\\evil.jpg` },
    { what: 'two dots', address: '..', file: `${ONE}-..` },
    { what: 'a hidden file', address: '.bashrc', file: `${ONE}-.bashrc` },
    { what: 'an escape sequence', address: 'a\u001b[2J.jpg', file: `${ONE}-a\u001b[2J.jpg` },
    { what: 'a page', address: 'x.html', file: `${ONE}-x.html` },
    { what: 'an image that is a page', address: 'x.svg', file: `${ONE}-x.svg` },
    { what: 'a device of Windows', address: 'con', file: `${ONE}-con` },
    { what: 'a program behind a photo', address: 'x.jpg.exe', file: `${ONE}-x.jpg.exe` },
    { what: '230 letters', address: `${'a'.repeat(230)}.jpg`, file: `${ONE}-${'a'.repeat(230)}.jpg` },
  ])('$what makes no file elsewhere', async ({ address, file, copies = false }) => {
    const files = filesOf({ tweets: [photoTweet(ONE, address)] }, { [`data/tweets_media/${file}`]: 'x' });
    const { home } = await imported(await folderOf(files));
    expect(copiesIn(home)).toEqual(copies ? { [file]: 'x' } : {});
    expect(readdirSync(home).toSorted()).toEqual(
      copies ? ['config.yaml', 'memories-media', 'memories.db'] : ['config.yaml', 'memories.db'],
    );
  });

  test('a name of 300 letters in a zip', async () => {
    const files = filesOf(
      { tweets: [photoTweet(ONE, `${long}.jpg`)] },
      { [`data/tweets_media/${ONE}-${long}.jpg`]: 'x' },
    );
    expect(copiesIn((await imported(await zipOf(files))).home)).toEqual({});
  });

  test.each([
    { what: 'an absolute path', name: '/tmp/evil/evil-media/1234-evil.jpg' },
    { what: 'a path that climbs', name: '../../../../../../../tmp/1-evil.jpg' },
  ])('$what in a zip', async ({ name }) => {
    const place = `data/tweets_media/${'x'.repeat(name.length - 18)}`;
    const zip = renameEntry(
      await zipOf(filesOf({ tweets: [photoTweet('1', 'evil.jpg')] }, { [place]: 'x' })),
      place,
      name,
    );
    const home = tempFolder();
    expect((await runMain(['import', zip], { home })).code).toBe(1);
    expect(existsSync(name)).toBe(false);
    expect(copiesIn(home)).toEqual({});
  });

  test('the path of a zip of media, in the warning about it', async () => {
    const files = filesOf({ tweets: [photoTweet(ONE, 'a.jpg')] }, { 'data/tweet_media/\u001b[2J.zip': 'x' });
    const { warnings } = await imported(await folderOf(files));
    expect(warnings).toEqual([expect.stringContaining("[2J.zip can't be read")]);
    expect(warnings[0]).not.toContain('\u001b');
  });
});

describe('without enough room', () => {
  const SPARE = 100_000_000;
  const mediaFolder = (): string => join(tempFolder(), 'memories-media');

  test('nothing is copied, and that is said with numbers; the tweets stay', async () => {
    const folder = mediaFolder();
    const db = database();
    const events: ImportEvent[] = [];
    const report = await importInto(db, await zipFixture('data-2024'), {
      media: 'photos',
      mediaFolder: folder,
      freeSpace: () => Promise.resolve(20_100_000),
      onEvent: (event) => events.push(event),
    });
    expect(report.warnings).toEqual([
      `NO MEDIA WERE COPIED: 4 photos need 1 kB, but the disk of ${folder} has 20.1 MB free, 100.0 MB of which stay free. ` +
        'Make room and import again',
    ]);
    expect(report).toMatchObject({ incomplete: true, media: { copied: 0, bytes: 0, present: 0, missing: 0 } });
    expect(report.tweets.added).toBe(22);
    expect(readdirSync(folder)).toEqual([]);
    expect(events.map(({ type }) => type)).not.toContain('copying');
  });

  test('means a hundred megabytes beside the media, to the byte', async () => {
    const archive = await folderOf(
      filesOf({ tweets: [photoTweet(ONE, 'a.jpg')] }, { [`data/tweets_media/${ONE}-a.jpg`]: 'photo' }),
    );
    const copiedWith = async (free: number): Promise<number> => {
      const settings = { media: 'photos', mediaFolder: mediaFolder(), freeSpace: () => Promise.resolve(free) } as const;
      return (await importInto(database(), archive, settings)).media.copied;
    };
    expect(await copiedWith(SPARE + 4)).toBe(0);
    expect(await copiedWith(SPARE + 5)).toBe(1);
  });

  test('only what is not there yet counts', async () => {
    const settings = { media: 'photos', mediaFolder: mediaFolder() } as const;
    const archive = await zipFixture('data-2020');
    const db = database();
    await importInto(db, archive, settings);
    const report = await importInto(db, archive, { ...settings, freeSpace: () => Promise.resolve(0) });
    expect(report).toMatchObject({ incomplete: false, media: { present: 2 } });
  });

  test('to look into zips of media, these stay closed', async () => {
    const inner = { 'tweet_media/part1.zip': await zipBytes({ [`${ONE}-a.jpg`]: 'photo' }) };
    const archive = await zipOf(filesOf({ tweets: [photoTweet(ONE, 'a.jpg')], folder: '', file: 'tweet' }, inner));
    const folder = mediaFolder();
    const settings = { media: 'photos', mediaFolder: folder, freeSpace: () => Promise.resolve(SPARE) } as const;
    const report = await importInto(database(), archive, settings);
    expect(report.warnings).toEqual([expect.stringMatching(/^NO MEDIA WERE COPIED: 1 zip of media needs 1 kB, /)]);
    expect(report).toMatchObject({ incomplete: true, media: { copied: 0, missing: 0 } });
    expect(readdirSync(folder)).toEqual([]);
  });
});

test('a media folder that is a file is an error in words, and the tweets are in', async () => {
  const home = tempFolder();
  writeFileSync(mediaFolderIn(home), '');
  const { code, stderr } = await runMain(['import', await zipFixture('data-2020')], { home });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^error: the media could not be copied to .*memories-media.*\nhint: .*--media none\n$/);
  expect(idsOf(database(databaseOf(home)))).toHaveLength(16);
});

describe('an import that is cut off', () => {
  const COUNT = 24;
  const SIZE = 8_000_000;
  const ids = Array.from({ length: COUNT }, (_, index) => String(2000 + index));
  let archive: string;

  beforeAll(async () => {
    const media = Object.fromEntries(
      ids.map((id) => [`data/tweets_media/${id}-a.jpg`, Buffer.alloc(SIZE, `photo of ${id}; `)]),
    );
    archive = await zipOf(filesOf({ tweets: ids.map((id) => photoTweet(id, 'a.jpg')) }, media), { store: true });
    return () => {
      rmSync(archive);
    };
  });

  test('between two files copies no further', async () => {
    const files = Object.fromEntries(ids.map((id) => [`data/tweets_media/${id}-a.jpg`, `photo of ${id}`]));
    const small = await zipOf(filesOf({ tweets: ids.map((id) => photoTweet(id, 'a.jpg')) }, files));
    const mediaFolder = join(tempFolder(), 'media');
    const controller = new AbortController();
    const onEvent = (event: ImportEvent): void => {
      if (event.type === 'copied' && event.files === 2) controller.abort('SIGINT');
    };
    const running = importInto(database(), small, { media: 'photos', mediaFolder, signal: controller.signal, onEvent });
    await expect(running).rejects.toBeDefined();
    expect(readdirSync(mediaFolder).length).toBeLessThanOrEqual(3);
    expect(readdirSync(mediaFolder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('while it unpacks a zip of media removes that too', async () => {
    const inner = await zipBytes({ [`${ONE}-a.jpg`]: Buffer.alloc(5_000_000, 'photo') });
    const layout = { tweets: [photoTweet(ONE, 'a.jpg')], folder: '', file: 'tweet' };
    const nested = await zipOf(filesOf(layout, { 'tweet_media/part1.zip': inner }));
    const mediaFolder = join(tempFolder(), 'media');
    for (const what of ['zips', 'photos'] as const) {
      const controller = new AbortController();
      const onEvent = (event: ImportEvent): void => {
        if (event.type === 'copying' && event.what === what) controller.abort('SIGINT');
      };
      const settings = { media: 'photos', mediaFolder, signal: controller.signal, onEvent } as const;
      await expect(importInto(database(), nested, settings)).rejects.toBeDefined();
      expect(readdirSync(mediaFolder)).toEqual([]);
    }
  });
});

test('two imports at once copy everything once and whole', async () => {
  const home = tempFolder();
  const archive = await zipFixture('data-2024');
  const runs = await Promise.all([importedInto(home, archive), importedInto(home, archive)]);
  for (const { report, warnings } of runs) {
    expect(warnings).toEqual([]);
    expect(report.media.copied + report.media.present).toBe(4);
  }
  expect(Object.keys(copiesIn(home))).toHaveLength(4);
});

describe('what is shown', () => {
  test('how many photos there are and how large, before the first is copied', async () => {
    const events: ImportEvent[] = [];
    const { media } = await importInto(database(), await zipFixture('data-2024'), {
      media: 'photos',
      mediaFolder: join(tempFolder(), 'media'),
      onEvent: (event) => events.push(event),
    });
    const copying = events.filter((event): event is MediaEvent => event.type === 'copying' || event.type === 'copied');
    expect(copying[0]).toEqual({ type: 'copying', what: 'photos', files: 4, bytes: media.bytes });
    expect(copying.at(-1)).toEqual({ type: 'copied', files: 3, bytes: media.bytes });
  });

  test('that on a terminal too, and a line in the summary', async () => {
    const { stdout, stderr } = await runMain(['import', await zipFixture('data-2024')], { stderr: TERMINAL });
    expect(stderr).toMatch(/0 of 4 photos \(1 kB\)/);
    expect(stdout).toContain('\n  4 photos copied (1 kB)\n');
  });

  test('that of all media, and of zips of them', async () => {
    const inner = await zipBytes({ [`${ONE}-a.jpg`]: 'photo' });
    const layout = { tweets: [photoTweet(ONE, 'a.jpg')], folder: '', file: 'tweet' };
    const archive = await zipOf(filesOf(layout, { 'tweet_media/part1.zip': inner }));
    const { stdout, stderr } = await runMain(['import', archive, '--media', 'all'], { stderr: TERMINAL });
    expect(stderr).toContain('unpacking media (1 kB)');
    expect(stderr).toContain('0 of 1 media (1 kB)');
    expect(stdout).toContain('\n  1 photo or video copied (1 kB)\n');
  });

  const REPORT: ImportReport = {
    source: 'twitter.zip',
    account: 'wren_writes',
    accountId: '4242',
    format: '2022',
    generatedAt: null,
    tweets: { read: 1, expected: 1, added: 1, updated: 0, unchanged: 0, unreadable: 0 },
    longTweets: { joined: 0, unmatched: 0 },
    media: { copied: 0, bytes: 0, present: 0, missing: 0 },
    firstYear: 2019,
    lastYear: 2019,
    warnings: [],
    incomplete: false,
  };

  test.each([
    {
      media: { copied: 214, bytes: 38_200_000, missing: 3 },
      line: '214 photos copied (38.2 MB), 3 not in the archive',
    },
    { media: { copied: 1, bytes: 900 }, line: '1 photo copied (1 kB)' },
    { media: { copied: 2, bytes: 1_250_000_000, present: 1 }, line: '2 photos copied (1.3 GB), 1 already there' },
    { media: { present: 1214 }, line: '1,214 photos already there' },
    { media: { missing: 1 }, line: '1 photo not in the archive' },
    { media: { copied: 2, bytes: 1e6 }, mode: 'all', line: '2 photos and videos copied (1.0 MB)' },
  ] as const)('as "$line"', ({ media, line, ...rest }) => {
    const mode = 'mode' in rest ? rest.mode : 'photos';
    const report = { ...REPORT, media: { ...REPORT.media, ...media } };
    expect(formatImportSummary(report, mode).split('\n')).toContain(`  ${line}`);
  });

  test('no word of media where there are none', () => {
    expect(formatImportSummary(REPORT)).not.toMatch(/photo|copied|archive\b/);
  });

  test('the database that a report was kept in has the media too', async () => {
    const { home } = await imported(await zipFixture('data-2020'));
    const db = database(databaseOf(home));
    const kept = db.prepare<[], string>('SELECT report FROM imports').pluck().get() ?? '';
    expect((JSON.parse(kept) as ImportReport).media.copied).toBe(2);
  });
});
