// The account's own picture: which one `import` takes, where it is shown, and what else knows that it is there.

import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { folderOf, zipOf, type Files } from '../support/archives.ts';
import { addArchive, homeWith, jsonOf, runMain, type Person } from '../support/main.ts';
import { tempFolder } from '../support/temp.ts';
import { ytdFile, ytdTweet } from '../support/tweets.ts';
import { mediaFolderIn } from './photo-archives.ts';

const WREN: Person = { id: '4242', handle: 'wren_writes' };
const OTTER: Person = { id: '33', handle: 'otter_eats' };

let blue: Buffer;
let red: Buffer;

beforeAll(async () => {
  blue = await picture('#3050a0');
  red = await picture('#a03050');
});

async function picture(background: string): Promise<Buffer> {
  return sharp({ create: { width: 400, height: 400, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

interface Drawn {
  readonly avatar: Buffer | string | null;
  readonly made?: string;
  readonly person?: Person;
  /** As profile.js has it. */
  readonly address?: string;
  readonly path?: string;
  readonly folder?: string;
  readonly tweets?: string;
}

/** An archive of one tweet, with a picture of its account. */
function filesWith({
  avatar,
  made = '2024-01-01T00:00:00.000Z',
  person = WREN,
  address = 'https://pbs.twimg.com/profile_images/1/face.jpg',
  folder = 'data/',
  path = `${folder}profile_media/${person.id}-face.jpg`,
  tweets = 'tweets',
}: Drawn): Files {
  const { id, handle } = person;
  const account = { username: handle, accountId: id, accountDisplayName: handle };
  const manifest = { userInfo: { accountId: id, userName: handle }, archiveInfo: { generationDate: made } };
  return {
    [`${folder}manifest.js`]: `window.__THAR_CONFIG = ${JSON.stringify(manifest)}`,
    [`${folder}account.js`]: ytdFile('account', [{ account }]),
    [`${folder}profile.js`]: ytdFile('profile', [{ profile: { description: {}, avatarMediaUrl: address } }]),
    [`${folder}${tweets}.js`]: ytdFile(tweets, [
      ytdTweet({ at: `2019-11-22T10:00:${id.slice(0, 2)}Z`, text: `Hello from ${handle}` }),
    ]),
    ...(avatar === null ? {} : { [path]: avatar }),
  };
}

async function archiveOf(drawn: Drawn): Promise<string> {
  return folderOf(filesWith(drawn));
}

function avatarIn(home: string, { id }: Person = WREN): Buffer | null {
  const path = join(mediaFolderIn(home), `avatar-${id}.jpg`);
  return existsSync(path) ? readFileSync(path) : null;
}

/** The colours in the middle of the pictures above the title, as `blue` or `red`. */
async function picturesIn(page: string): Promise<string[]> {
  const shown = page.matchAll(/<img class="avatar" src="data:image\/jpeg;base64,([^"]+)" alt="">/g);
  return Promise.all(Array.from(shown, async ([, data = '']) => colourOf(Buffer.from(data, 'base64'))));
}

async function colourOf(image: Buffer): Promise<string> {
  const [{ mean: redness } = { mean: 0 }, , { mean: blueness } = { mean: 0 }] = (await sharp(image).stats()).channels;
  return redness > blueness ? 'red' : 'blue';
}

async function pageOf(home: string): Promise<string> {
  const { code, stdout, stderr } = await runMain(['today', '--html', '-'], { home });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

describe('import takes it', () => {
  test.each([
    { from: 'a folder', make: (files: Files) => folderOf(files) },
    { from: 'a zip', make: (files: Files) => zipOf(files) },
  ])('from $from', async ({ make }) => {
    const home = await homeWith(await make(filesWith({ avatar: blue })));
    expect(avatarIn(home)).toEqual(blue);
  });

  test('from an archive of 2018, which has no data folder', async () => {
    const home = await homeWith(await archiveOf({ avatar: blue, folder: '', tweets: 'tweet' }));
    expect(avatarIn(home)).toEqual(blue);
  });

  test('without counting it as a photo of a tweet', async () => {
    const home = tempFolder();
    const told = await jsonOf(['import', await archiveOf({ avatar: blue })], { home });
    expect(told).toMatchObject({ imports: [{ media: { copied: 0, bytes: 0, present: 0, missing: 0 } }] });
  });

  test('with --media none not', async () => {
    const home = tempFolder();
    await runMain(['import', await archiveOf({ avatar: blue }), '--media', 'none'], { home });
    expect(avatarIn(home)).toBeNull();
  });

  test('from the newer archive, in whatever order they come', async () => {
    const older = await archiveOf({ avatar: red, made: '2022-01-01T00:00:00.000Z' });
    const newer = await archiveOf({ avatar: blue });
    const none = await archiveOf({ avatar: null, made: '2025-01-01T00:00:00.000Z' });
    for (const archives of [
      [older, newer],
      [newer, older],
      [none, older, newer, older],
    ]) {
      const home = tempFolder();
      for (const archive of archives) await addArchive(home, archive);
      expect(avatarIn(home)).toEqual(blue);
    }
  });

  test('again from an older archive where the copy is damaged', async () => {
    const home = await homeWith(await archiveOf({ avatar: blue }));
    writeFileSync(join(mediaFolderIn(home), 'avatar-4242.jpg'), '');
    await addArchive(home, await archiveOf({ avatar: red, made: '2022-01-01T00:00:00.000Z' }));
    expect(avatarIn(home)).toEqual(red);
  });
});

describe('no picture and no word of it where there is', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  test.each<{ what: string; drawn: Drawn }>([
    { what: 'no file', drawn: { avatar: null } },
    { what: 'an empty file', drawn: { avatar: '' } },
    { what: 'a page called .jpg', drawn: { avatar: '<!doctype html><script>alert(1)</script>' } },
    { what: 'a drawing called .jpg', drawn: { avatar: svg } },
    {
      what: 'a drawing',
      drawn: { avatar: svg, address: 'https://pbs.twimg.com/1/face.svg', path: 'data/profile_media/4242-face.svg' },
    },
    { what: 'no address', drawn: { avatar: 'x', address: '' } },
    {
      what: 'an address that climbs out',
      drawn: { avatar: 'x', address: 'https://x/../../face.jpg', path: 'face.jpg' },
    },
    { what: 'somebody else’s picture', drawn: { avatar: 'x', path: 'data/profile_media/33-face.jpg' } },
  ])('$what', async ({ drawn }) => {
    const home = tempFolder();
    const { code, stderr } = await runMain(['import', await archiveOf(drawn)], { home });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(existsSync(mediaFolderIn(home)) ? readdirSync(mediaFolderIn(home)) : []).toEqual([]);
    expect(await pageOf(home)).not.toContain('class="avatar"');
  });

  test('a picture that is cut off', async () => {
    const home = await homeWith(await archiveOf({ avatar: blue.subarray(0, blue.length / 2) }));
    expect(avatarIn(home)).toBeNull();
  });

  test('what only begins and ends like a picture', async () => {
    const bytes = Buffer.concat([blue.subarray(0, 20), Buffer.from('<script>'), blue.subarray(-4)]);
    const home = await homeWith(await archiveOf({ avatar: bytes }));
    expect(await pageOf(home)).not.toContain('class="avatar"');
    await runMain(['export', '--format', 'html', '--out', 'site'], { home });
    expect(readFileSync(join(home, 'site/index.html'), 'utf8')).not.toContain('class="avatar"');
  });
});

describe('it is shown', () => {
  test('above the title of a page, small', async () => {
    const page = await pageOf(await homeWith(await archiveOf({ avatar: blue })));
    expect(await picturesIn(page)).toEqual(['blue']);
    const [, data = ''] = /class="avatar" src="data:image\/jpeg;base64,([^"]+)"/.exec(page) ?? [];
    expect(await sharp(Buffer.from(data, 'base64')).metadata()).toMatchObject({ width: 144, height: 144 });
  });

  test('of each account its own', async () => {
    const home = await homeWith(await archiveOf({ avatar: blue }), await archiveOf({ avatar: red, person: OTTER }));
    // @otter_eats comes before @wren_writes.
    expect(await picturesIn(await pageOf(home))).toEqual(['red', 'blue']);
    const { stdout } = await runMain(['today', '--account', 'wren_writes', '--html', '-'], { home });
    expect(await picturesIn(stdout)).toEqual(['blue']);
  });

  test('above the title of a year', async () => {
    const home = await homeWith(await archiveOf({ avatar: blue }));
    const { stdout } = await runMain(['year', '2019', '--html', '-'], { home });
    expect(await picturesIn(stdout)).toEqual(['blue']);
  });

  test('on the front of a site, out of its own files', async () => {
    const home = await homeWith(await archiveOf({ avatar: blue }), await archiveOf({ avatar: red, person: OTTER }));
    await runMain(['export', '--format', 'html', '--out', 'site'], { home });
    const front = readFileSync(join(home, 'site/index.html'), 'utf8');
    const shown = Array.from(front.matchAll(/<img class="avatar" src="([^"]+)"/g), ([, address = '']) => address);
    expect(shown).toEqual(['media/avatar-33.jpg', 'media/avatar-4242.jpg']);
    const colours = await Promise.all(shown.map((address) => colourOf(readFileSync(join(home, 'site', address)))));
    expect(colours).toEqual(['red', 'blue']);
    expect(readFileSync(join(home, 'site/.memories-export'), 'utf8')).toContain('  media/avatar-33.jpg\n');
  });

  test('not on the site of another account', async () => {
    const home = await homeWith(await archiveOf({ avatar: blue }), await archiveOf({ avatar: red, person: OTTER }));
    await runMain(['export', '--format', 'html', '--out', 'site', '--account', 'wren_writes'], { home });
    expect(readdirSync(join(home, 'site/media'))).toEqual(['avatar-4242.jpg']);
  });
});

describe('it is known to', () => {
  test('accounts remove, which takes that of no other account', async () => {
    const home = await homeWith(await archiveOf({ avatar: blue }), await archiveOf({ avatar: red, person: OTTER }));
    const { stderr } = await runMain(['accounts', 'remove', 'wren_writes', '--yes'], { home });
    expect(stderr).toContain('1 copy of a photo or video');
    expect(readdirSync(mediaFolderIn(home))).toEqual(['avatar-33.jpg']);
  });

  test('doctor, which says so when it is damaged', async () => {
    const home = await homeWith(await archiveOf({ avatar: blue }));
    const examined = async (): Promise<string> => (await runMain(['doctor', '--offline'], { home })).stdout;
    expect(await examined()).toMatch(/media +.*: 1 file, all there and whole/);
    writeFileSync(join(mediaFolderIn(home), 'avatar-4242.jpg'), blue.subarray(0, 300));
    expect(await examined()).toContain('not whole: avatar-4242.jpg');
    rmSync(join(mediaFolderIn(home), 'avatar-4242.jpg'));
    expect(await examined()).not.toContain('avatar');
  });
});
