// Zips that are made to do harm: to fill disks and memories, to crash, to write elsewhere.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { runMain } from '../support/main.ts';
import { localHeader, rawZip, type RawEntry } from '../support/raw-zip.ts';
import { tempFolder } from '../support/temp.ts';
import { ytdFile, ytdTweet } from '../support/tweets.ts';

const account = { username: 'wren_writes', accountId: '4242', accountDisplayName: 'Wren' };
const media = [{ type: 'photo', media_url_https: 'https://pbs.twimg.com/media/a.jpg', url: 'https://t.co/a' }];
const tweet = ytdTweet({
  at: '2019-11-22T10:00:00Z',
  id: '1197826413213077504',
  text: 'Hi',
  extended_entities: { media },
});

const FILES: readonly RawEntry[] = [
  { name: 'data/account.js', data: Buffer.from(ytdFile('account', [{ account }])) },
  { name: 'data/tweets.js', data: Buffer.from(ytdFile('tweets', [tweet])) },
];

const PHOTO = 'data/tweets_media/1197826413213077504-a.jpg';

interface Imported {
  readonly code: number;
  readonly words: string;
  /** What the home has afterwards, but for the database. */
  readonly files: readonly string[];
}

async function imported(bytes: Buffer): Promise<Imported> {
  const home = tempFolder();
  const zip = join(tempFolder(), 'a.zip');
  writeFileSync(zip, bytes);
  const { code, stdout, stderr } = await runMain(['import', zip, '--media', 'all'], { home });
  const files = readdirSync(home, { recursive: true, encoding: 'utf8' });
  const own = files.filter((name) => !/^(?:memories\.db(?:-\w+)?|config\.yaml|memories-media)$/.test(name));
  return { code, words: (stderr + stdout).replaceAll(zip, 'a.zip'), files: own };
}

/** Zeros, already deflated: a thousandth of their size. */
function zeros(megabytes: number): Pick<RawEntry, 'packed' | 'size'> {
  const packed = deflateRawSync(Buffer.alloc(megabytes * 1e6), { level: 9 });
  return { packed, size: megabytes * 1e6 };
}

test('a file that would grow a thousandfold beyond 100 MB is not opened', async () => {
  const { code, words, files } = await imported(rawZip([...FILES, { name: PHOTO, ...zeros(120) }]));
  expect({ code, files }).toEqual({ code: 1, files: [] });
  expect(words).toContain(`a.zip is not opened: ${PHOTO} would grow from 1 MB to 120 MB`);
});

test('one that is larger than it says is cut off there, and costs only itself', async () => {
  const { code, words, files } = await imported(rawZip([...FILES, { name: PHOTO, ...zeros(120), size: 5000 }]));
  expect({ code, files }).toEqual({ code: 0, files: [] });
  expect(words).toMatch(/1 of 1|1 post/);
  expect(words).toContain(`${PHOTO} can't be read`);
});

test('files that share their bytes, so that kilobytes become terabytes, are not opened', async () => {
  const kernel = { name: PHOTO, ...zeros(20) };
  const same = { packedSize: kernel.packed?.length ?? 0, offset: 0 };
  const more = Array.from({ length: 100 }, (_, index) => ({
    name: `data/tweets_media/${index}-a.jpg`,
    size: 2e7,
    ...same,
  }));
  const { code, words } = await imported(rawZip([kernel, ...more, ...FILES]));
  expect(code).toBe(1);
  expect(words).toMatch(/a\.zip is not opened: data\/tweets_media\/\S+ and data\/tweets_media\/\S+ share their bytes/);
});

test('files within the header of another, as in the better zip bomb, are not opened', async () => {
  const inner = { name: 'data/b.js', data: Buffer.from('x = [ ]') };
  const header = localHeader(inner, deflateRawSync(inner.data).length);
  const quoted = { name: 'data/a.js', stored: true, data: Buffer.concat([header, deflateRawSync(inner.data)]) };
  const { words } = await imported(rawZip([quoted, { ...inner, offset: 39 }, ...FILES]));
  expect(words).toContain('a.zip is not opened: data/a.js and data/b.js share their bytes');
});

test('more files than any archive has are not listed', async () => {
  const bytes = rawZip(FILES);
  const end = bytes.length - 22;
  const { code, words } = await imported(
    withZip64(bytes, { count: 5_000_001n, offset: BigInt(bytes.readUInt32LE(end + 16)) }),
  );
  expect(code).toBe(1);
  expect(words).toContain('a.zip is not opened: it lists 5,000,001 files');
});

test.each([2n ** 40n, 2n ** 53n, 2n ** 64n - 1n])('a place beyond the file (%d) is no crash', async (offset) => {
  const { code, words } = await imported(withZip64(rawZip(FILES), { count: 2n, offset }));
  expect(code).toBe(1);
  expect(words).toMatch(/^error: a\.zip is a damaged zip: /m);
});

const TWEET = '1197826413213077504';
const PHOTO_NAMES = [
  '../escaped.jpg',
  '../../../../../../../../tmp/escaped.jpg',
  '/escaped.jpg',
  '..\\escaped.jpg',
  'C:\\escaped.jpg',
  'n\0l.jpg',
  'line\nbreak.jpg',
  'red\u001b[31m.jpg',
  '\u202egpj.exe',
  'CON',
  'aux.jpg',
  '..',
  '.',
  '.hidden',
  '-rf',
  ' ',
  'dot.',
  'a:stream.jpg',
  '%2e%2e%2fescaped.jpg',
  '$(id).jpg',
  "'; rm -rf ~; '.jpg",
  'x'.repeat(300),
  'é.jpg',
] as const;

test.each(PHOTO_NAMES)('a photo called %j is a file with a plain name in the media folder, or none', async (name) => {
  const photos = [{ ...media[0], media_url_https: `https://pbs.twimg.com/media/${name}` }];
  const own = ytdTweet({ at: '2019-11-22T10:00:00Z', id: TWEET, text: 'Hi', extended_entities: { media: photos } });
  const { code, words, files } = await imported(
    rawZip([
      ...FILES.slice(0, 1),
      { name: 'data/tweets.js', data: Buffer.from(ytdFile('tweets', [own])) },
      // As Twitter would name it, and as somebody else might.
      { name: `data/tweets_media/${TWEET}-${name}`, data: Buffer.from('a photo') },
      { name: `data/tweets_media/${name}`, data: Buffer.from('a photo') },
    ]),
  );
  expect([0, 1]).toContain(code);
  expect(files.filter((file) => !/^memories-media[/\\]\d+-[\w-][\w.-]{0,150}$/.test(file))).toEqual([]);
  // eslint-disable-next-line no-control-regex -- these are looked for
  expect(words).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]|^\s+at .*:\d+:\d+/m);
  expect(existsSync('/tmp/escaped.jpg')).toBe(false);
});

test('zips within zips are opened one deep and no further', async () => {
  let nested = rawZip([{ name: '1197826413213077504-a.jpg', data: Buffer.from('photo') }]);
  for (let depth = 0; depth < 5; depth += 1) nested = rawZip([{ name: 'tweet_media/x.zip', data: nested }]);
  const { code, files } = await imported(rawZip([...FILES, { name: 'data/tweets_media/x.zip', data: nested }]));
  expect({ code, files }).toEqual({ code: 0, files: [] });
});

test('a link in a zip is taken for the file that it would be, and followed nowhere', async () => {
  const link = { name: PHOTO, mode: 0o120777, data: Buffer.from('/etc/passwd') };
  const home = tempFolder();
  const zip = join(tempFolder(), 'a.zip');
  writeFileSync(zip, rawZip([...FILES, link]));
  await runMain(['import', zip], { home });
  expect(readFileSync(join(home, 'memories-media/1197826413213077504-a.jpg'), 'utf8')).toBe('/etc/passwd');
});

test.each(['../../a.js', '/tmp/a.js', 'C:\\a.js', 'data/../../a.js', '..\\a.js'])(
  'nothing is written to %s',
  async (name) => {
    const { code, words, files } = await imported(rawZip([...FILES, { name, data: Buffer.from('x') }]));
    expect({ code, files }).toEqual({ code: 1, files: [] });
    expect(words).toContain('a.zip has an entry that would land outside its folder');
  },
);

test('an account file that patterns might look through again and again takes no time', async () => {
  for (const text of [`${' '.repeat(7e6)}x`, `x = ["${'\\"'.repeat(3e6)}`, `x = [${',   '.repeat(1e6)}`]) {
    const folder = join(tempFolder(), 'a');
    mkdirSync(join(folder, 'data'), { recursive: true });
    writeFileSync(join(folder, 'data/account.js'), text);
    writeFileSync(join(folder, 'data/tweets.js'), ytdFile('tweets', [tweet]));
    const { code, stderr } = await runMain(['import', folder, '--account', 'wren_writes']);
    expect(code).toBe(0);
    expect(stderr).toContain("account.js can't be read");
  }
});

test('texts of half a million characters are read and shown all the same', async () => {
  const long = '한'.repeat(25_000);
  const rows = [
    ytdTweet({ at: '2019-11-22T10:00:00Z', text: `${'<'.repeat(400_000)} end`, source: '<'.repeat(400_000) }),
    ytdTweet({ at: '2018-11-22T10:00:00Z', text: long }),
    ytdTweet({ at: '2017-11-22T10:00:00Z', text: `https://${'1'.repeat(400_000)}` }),
  ];
  const home = tempFolder();
  const folder = join(tempFolder(), 'a');
  mkdirSync(join(folder, 'data'), { recursive: true });
  writeFileSync(join(folder, 'data/tweets.js'), ytdFile('tweets', rows));
  expect((await runMain(['import', folder, '--account', 'wren_writes'], { home })).code).toBe(0);
  const { code, stdout } = await runMain(['on', '11-22'], { home });
  expect(code).toBe(0);
  expect(stdout.match(/한/g)).toHaveLength(25_000);
  expect(stdout.match(/</g)).toHaveLength(400_000);
});

/** The zip with a record of its end in 64 bits, which is believed rather than the one of 32. */
function withZip64(bytes: Buffer, { count, offset }: { count: bigint; offset: bigint }): Buffer {
  const end = bytes.length - 22;
  const record = Buffer.alloc(76);
  record.write('PK\x06\x06', 'latin1');
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(count, 24);
  record.writeBigUInt64LE(count, 32);
  record.writeBigUInt64LE(offset, 48);
  record.write('PK\x06\x07', 56, 'latin1');
  record.writeBigUInt64LE(BigInt(end), 64);
  record.writeUInt32LE(1, 72);
  return Buffer.concat([bytes.subarray(0, end), record, bytes.subarray(end)]);
}
