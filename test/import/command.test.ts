// `memories import`: what it says on which stream, and what it leaves in the database.

import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { fixtureFiles, fixturePath, folderOf, zipFixture, zipOf, type Files } from '../support/archives.ts';
import { damageData } from '../support/damage.ts';
import { archiveWith, dayOf, jsonOf, runMain, TERMINAL } from '../support/main.ts';
import { tempFolder } from '../support/temp.ts';
import { ytdFile, ytdTweet, type TweetDraft } from '../support/tweets.ts';

let archive: string;
let broken: string;
/** Lacks a file that its manifest counts. */
let short: string;

beforeAll(async () => {
  archive = await zipFixture('data-2024');
  broken = join(tempFolder(), 'broken.zip');
  await writeFile(broken, 'this is a text, no zip');
  short = await zipFixture('data-2024', { name: 'short.zip', without: /tweets-part1\.js/ });
});

/** A zip, `lost.zip`, with these tweets. */
async function archiveOf(tweets: readonly TweetDraft[], others: Files = {}): Promise<string> {
  const account = ytdFile('account', [{ account: { accountId: '7', username: 'a_a' } }]);
  const files = { 'data/account.js': account, 'data/tweets.js': ytdFile('tweets', tweets.map(ytdTweet)), ...others };
  return zipOf(files, { name: 'lost.zip' });
}

describe('without a path', () => {
  const TERMINALS = { stdin: { isTTY: true }, stderr: TERMINAL, stdout: TERMINAL };

  test.each([
    { what: 'without a terminal', args: [], streams: {} },
    { what: 'with stderr in a file', args: [], streams: { stdin: { isTTY: true }, stdout: TERMINAL } },
    { what: 'with stdin from a pipe', args: [], streams: { stderr: TERMINAL, stdout: TERMINAL } },
    { what: 'with --no-input', args: ['--no-input'], streams: TERMINALS },
  ])('$what exits with 1 and says what to pass', async ({ args, streams }) => {
    expect(await runMain(['import', ...args], streams)).toEqual({
      code: 1,
      stdout: '',
      stderr: 'error: no archive was named\nhint: memories import <the zip that Twitter or X sent you>\n',
    });
  });

  test('on a terminal where there is no archive it says where it looked and how to get one', async () => {
    const home = tempFolder();
    await mkdir(join(home, 'Downloads'));
    await writeFile(join(home, 'Downloads', 'holiday.zip'), 'PK nothing');
    const { code, stdout, stderr } = await runMain(['import'], { home, ...TERMINALS });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^error: .*Downloads.*\nhint: [^]*Download an archive of your data\n$/);
  });
});

describe('one archive', () => {
  test('is summed up on stdout, with nothing on stderr', async () => {
    const { code, stdout, stderr } = await runMain(['import', archive]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatchInlineSnapshot(`
      "@wren_writes, 2007 to 2024: data-2024.zip (made 2024-12-05)
        22 of 22 posts read
        22 added, 0 updated, 0 unchanged
        3 long posts joined to the full text
        1 long text kept whose post is not in the archive
        4 photos copied (1 kB)
        Complete. Now try: memories today
      "
    `);
  });

  test('shows progress on stderr where that is a terminal, and takes it away', async () => {
    const { code, stdout, stderr } = await runMain(['import', archive], { stderr: TERMINAL });
    expect(code).toBe(0);
    const escape = String.fromCodePoint(0x1b);
    expect(stderr).toMatch(/━ 100% {2}22 posts/);
    expect(stderr.lastIndexOf(`${escape}[?25h`), 'the cursor is shown again').toBeGreaterThan(
      stderr.indexOf(`${escape}[?25l`),
    );
    expect(stderr.endsWith(`${escape}[2K`), 'the line is cleared').toBe(true);
    expect(stdout).not.toContain('%');
  });

  test('with -q is silent', async () => {
    for (const flag of ['-q', '--quiet']) {
      const home = tempFolder();
      expect(await runMain(['import', flag, archive], { home, stderr: TERMINAL })).toEqual({
        code: 0,
        stdout: '',
        stderr: '',
      });
      expect((await dayOf(['on', '11-22'], { home })).shown).toBeGreaterThan(0);
    }
  });

  test('with --json is one object', async () => {
    expect(await jsonOf(['import', archive])).toMatchInlineSnapshot(`
      {
        "failed": [],
        "imports": [
          {
            "account": "wren_writes",
            "accountId": "4242",
            "complete": true,
            "firstYear": 2007,
            "format": "2022",
            "generatedAt": "2024-12-05T09:08:07.654Z",
            "lastYear": 2024,
            "longPosts": {
              "joined": 3,
              "unmatched": 1,
            },
            "media": {
              "bytes": 986,
              "copied": 4,
              "missing": 0,
              "present": 0,
            },
            "network": "twitter",
            "posts": {
              "added": 22,
              "expected": 22,
              "read": 22,
              "unchanged": 0,
              "unreadable": 0,
              "updated": 0,
            },
            "source": "data-2024.zip",
            "warnings": [],
          },
        ],
      }
    `);
  });

  test('with --json and -q is still an object', async () => {
    expect(await jsonOf(['import', '-q', archive])).toMatchObject({ imports: [{ complete: true }] });
  });

  test('a second time adds nothing', async () => {
    const home = tempFolder();
    await runMain(['import', archive], { home });
    const tweets = { read: 22, added: 0, updated: 0, unchanged: 22 };
    expect(await jsonOf(['import', archive], { home })).toMatchObject({ imports: [{ posts: tweets }] });
  });

  test('can be an unpacked folder', async () => {
    const { imports } = (await jsonOf(['import', fixturePath('data-2024')])) as { imports: { source: string }[] };
    expect(imports.map(({ source }) => source)).toEqual(['data-2024']);
  });
});

describe('an archive with something missing', () => {
  test('is loud about it, keeps what could be read, and exits with 0', async () => {
    const home = tempFolder();
    const { code, stdout, stderr } = await runMain(['import', short], { home });
    expect(code).toBe(0);
    expect(stderr).toMatch(/^warning: data\/tweets-part1\.js is missing: .*7 posts/m);
    expect(stdout).toContain('15 of 22 posts read');
    expect(stdout).toContain('INCOMPLETE');
    expect((await dayOf(['on', '11-22'], { home })).shown).toBeGreaterThan(0);
  });

  test('exits with 1 under --strict, and what could be read stays', async () => {
    const home = tempFolder();
    const { code, stderr } = await runMain(['import', '--strict', short], { home });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: .*--strict.*\nhint: .*\n$/m);
    expect((await dayOf(['on', '11-22'], { home })).shown).toBeGreaterThan(0);
  });

  test('warns also with -q', async () => {
    const { code, stdout, stderr } = await runMain(['import', '-q', short]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('warning: data/tweets-part1.js is missing');
  });

  test('has its warnings in the JSON, and says there that it is not complete', async () => {
    const { code, stdout } = await runMain(['import', '--json', short]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      imports: [
        {
          complete: false,
          posts: { read: 15, expected: 22 },
          warnings: expect.arrayContaining([expect.stringContaining('tweets-part1.js is missing')]) as string[],
        },
      ],
    });
  });

  test('of which not one tweet could be read exits with 1 and says so', async () => {
    const damaged = damageData(await archiveOf([{ at: '2020-11-22T08:00:00Z', text: 'lost' }]), 'data/tweets.js');
    const { code, stdout, stderr } = await runMain(['import', damaged]);
    expect(code).toBe(1);
    expect(stdout).toContain('INCOMPLETE');
    expect(stderr).toMatch(/^error: not one post of lost\.zip could be read\nhint: .*download the archive again/m);
    const json = await runMain(['import', '--json', archive, damaged]);
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({ imports: [{ complete: true }, { complete: false }], failed: [] });
  });

  test('of which it counts none has lost none, and exits with 0', async () => {
    const files = [{ fileName: 'data/tweets.js', count: '0' }];
    const manifest = `window.__THAR_CONFIG = ${JSON.stringify({ dataTypes: { tweets: { files } } })}`;
    const { code, stdout } = await runMain(['import', await archiveOf([], { 'data/manifest.js': manifest })]);
    expect(code).toBe(0);
    expect(stdout).toContain('0 of 0 posts read');
  });

  test('with an unreadable record names its file and place', async () => {
    const records = [ytdTweet({ at: '2020-11-22T08:00:00Z', text: 'good' }), { tweet: { id_str: '12' } }];
    const files = await fixtureFiles('data-2024', { without: /manifest|headers|part1|note|circle|community/ });
    const odd = await zipOf({ ...files, 'data/tweets.js': ytdFile('tweets', records) }, { name: 'odd.zip' });
    const { code, stdout, stderr } = await runMain(['import', odd]);
    expect(code).toBe(0);
    expect(stderr).toBe('warning: data/tweets.js, record 2: tweet 12 has no text\n');
    expect(stdout).toContain('1 record could not be read');
    expect((await runMain(['import', '--strict', odd])).code).toBe(1);
  });
});

describe('several archives', () => {
  test('come in one after the other, each with its summary', async () => {
    const home = tempFolder();
    const { code, stdout } = await runMain(['import', archive, await zipFixture('root-2018')], { home });
    expect(code).toBe(0);
    expect(stdout.match(/^@wren_writes.*: .*/gm)).toHaveLength(2);
  });

  test('of which one is bad: the good ones come in, the bad one is named, and it exits with 1', async () => {
    const home = tempFolder();
    const paths = [archive, broken, await zipFixture('root-2018')];
    const { code, stdout, stderr } = await runMain(['import', ...paths], { home });
    expect(code).toBe(1);
    expect(stdout.match(/^@wren_writes.*: .*/gm)).toHaveLength(2);
    expect(stderr).toContain(`error: ${broken} is not a zip\nhint: `);
    expect(stderr).toContain('error: 1 of 3 archives was not imported');
    const { imports } = (await jsonOf(['accounts'], { home })) as { imports: { source: string; state: string }[] };
    expect(imports.map(({ source, state }) => `${source} ${state}`)).toEqual([
      'root-2018.zip done',
      'data-2024.zip done',
    ]);
  });

  test('say of which one a warning is', async () => {
    const { code, stderr } = await runMain(['import', archive, short]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^warning: short\.zip: data\/tweets-part1\.js is missing: /);
  });

  test('with --json have the good ones in one object, though it exits with 1', async () => {
    const { code, stdout } = await runMain(['import', '--json', broken, archive]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      imports: [{ source: 'data-2024.zip' }],
      failed: [
        {
          source: 'broken.zip',
          error: `${broken} is not a zip`,
          hint: expect.stringContaining('as it came') as string,
        },
      ],
    });
  });

  test('with --json say on stdout what failed, also where there is only one', async () => {
    const { code, stdout, stderr } = await runMain(['import', '--json', broken]);
    expect(code).toBe(1);
    const { imports, failed } = JSON.parse(stdout) as { imports: unknown[]; failed: { error: string; hint: string }[] };
    expect({ imports, sources: failed.length }).toEqual({ imports: [], sources: 1 });
    expect(stderr).toBe(`error: ${failed[0]?.error ?? ''}\nhint: ${failed[0]?.hint ?? ''}\n`);
  });

  test('that are parts of one archive are one import', async () => {
    const files = await fixtureFiles('data-2024');
    const folder = tempFolder();
    const parts = [join(folder, 'twitter-part1.zip'), join(folder, 'twitter-part2.zip')] as const;
    const filesWhere = (isWanted: (path: string) => boolean): Files =>
      Object.fromEntries(Object.entries(files).filter(([path]) => isWanted(path)));
    await rename(await zipOf(filesWhere((path) => !path.includes('part1'))), parts[0]);
    await rename(await zipOf(filesWhere((path) => path.includes('part1'))), parts[1]);
    expect(await jsonOf(['import', ...parts])).toMatchObject({
      imports: [{ source: 'twitter-part1.zip, twitter-part2.zip', posts: { read: 22, expected: 22 }, complete: true }],
    });
  });
});

describe('whose archive it is', () => {
  const bare = async (): Promise<string> =>
    folderOf({ 'data/tweets.js': ytdFile('tweets', [ytdTweet({ at: '2020-11-22T08:00:00Z', text: 'mine' })]) });

  test('is asked for when nothing tells, with the option to use', async () => {
    const { code, stdout, stderr } = await runMain(['import', await bare()]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^error: .*whose.*\nhint: .*--account <handle>\n$/);
  });

  test('can be told with --account, with or without the @', async () => {
    for (const handle of ['@wren_writes', 'wren_writes']) {
      const home = tempFolder();
      expect((await runMain(['import', '--account', handle, await bare()], { home })).code).toBe(0);
      expect((await dayOf(['today'], { home })).years[0]?.posts[0]?.account).toBe('wren_writes');
    }
  });

  test('that the archive itself tells must be the one that is named, or nothing is imported', async () => {
    const home = tempFolder();
    const known = await archiveWith([{ at: '2020-11-22T08:00:00Z', text: 'mine' }]);
    const { code, stdout, stderr } = await runMain(['import', '-a', 'somebody', known], { home });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe(
      'error: archive says that it is the archive of @wren_writes, not of @somebody\nhint: if this is the right archive, leave --account out\n',
    );
    expect((await runMain(['today'], { home })).stderr).toContain('nothing has been imported yet');
    expect((await runMain(['import', '-a', '@Wren_Writes', known], { home })).code).toBe(0);
    expect((await dayOf(['today'], { home })).years[0]?.posts[0]?.account).toBe('wren_writes');
  });
});

test('a folder of archives brings them all', async () => {
  const folder = tempFolder();
  for (const name of ['data-2024', 'root-2018'] as const) {
    await rename(await zipFixture(name), join(folder, `${name}.zip`));
  }
  const { code, stdout, stderr } = await runMain(['import', '--json', folder]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { imports } = JSON.parse(stdout) as { imports: { source: string }[] };
  expect(imports.map(({ source }) => source).toSorted()).toEqual(['data-2024.zip', 'root-2018.zip']);
});

test.each(['archive.tar.gz', 'archive.7z', 'archive.rar'])('%s is to be unpacked first', async (name) => {
  const path = join(tempFolder(), name);
  await writeFile(path, 'something else');
  expect((await runMain(['import', path])).stderr).toBe(
    `error: ${path} is not a zip\nhint: unpack it, then pass the folder\n`,
  );
});

test('the summary breaks no words in a narrow terminal', async () => {
  const { stdout } = await runMain(['import', await zipFixture('data-2024')], {
    stdout: { isTTY: true, columns: 30 },
  });
  expect(stdout.split('\n').filter((line) => line.length > 30)).toEqual([]);
  expect(stdout).toContain('  22 added, 0 updated, 0\n  unchanged\n');
});
