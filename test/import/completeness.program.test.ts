// What the real program says and exits with when an archive is incomplete.

import { describe, expect, test } from 'vitest';
import { zipFixture, zipOf, type Files } from '../support/archives.ts';
import { runMemories } from '../support/run.ts';
import { tempFolder } from '../support/temp.ts';
import { ytdFile, ytdTweet } from '../support/tweets.ts';

const TWEETS = Array.from({ length: 10 }, (_, index) =>
  ytdTweet({ at: `2019-11-22T08:0${index}:00Z`, text: `number ${index}` }),
);
const OWNER: Files = { 'data/account.js': ytdFile('account', [{ account: { accountId: '7', username: 'a_a' } }]) };

function part(number: number, records: readonly unknown[]): Files {
  return { [`data/tweets${number === 0 ? '' : `-part${number}`}.js`]: ytdFile('tweets', records, number) };
}

describe('the program', () => {
  test('exits with 0 on a shortfall, with 1 under --strict, and keeps what it read either way', async () => {
    const zip = await zipFixture('data-2024', { name: 'x.zip', without: /tweets-part1\.js$/ });
    const loose = await runMemories(['import', zip]);
    expect(loose).toMatchObject({ code: 0, stdout: expect.stringContaining('INCOMPLETE') as string });
    expect(loose.stderr).toContain('warning: data/tweets-part1.js is missing: the archive counts 7 posts in it\n');
    const home = tempFolder();
    const strict = await runMemories(['import', '--strict', '--json', zip], { home });
    expect(strict.code).toBe(1);
    expect(strict.stderr).toContain('error: something is missing or unreadable, and --strict was asked for\n');
    expect(JSON.parse(strict.stdout)).toMatchObject({
      imports: [{ posts: { read: 15, expected: 22 }, complete: false }],
    });
    const accounts = JSON.parse((await runMemories(['accounts', '--json'], { home })).stdout) as object;
    expect(accounts).toMatchObject({ accounts: [{ posts: 15 }], imports: [{ state: 'done' }] });
  });

  test.each<[string, Files]>([
    ['an unreadable record', { ...OWNER, ...part(0, [...TWEETS, {}]) }],
    ['a gap between its parts', { ...OWNER, ...part(0, TWEETS), ...part(2, []) }],
  ])('exits with 1 under --strict for %s', async (_, files) => {
    expect((await runMemories(['import', '--strict', await zipOf(files)])).code).toBe(1);
  });

  test('exits with 0 under --strict where nothing is missing', async () => {
    expect((await runMemories(['import', '--strict', await zipFixture('data-2024')])).code).toBe(0);
  });
});
