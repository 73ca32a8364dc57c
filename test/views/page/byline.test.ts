import { beforeAll, describe, expect, test } from 'vitest';
import { accountName } from '../../../src/views/page/byline.ts';
import { folderOf } from '../../support/archives.ts';
import { homeWith, runMain } from '../../support/main.ts';
import { ytdFile, ytdTweet } from '../../support/tweets.ts';

function archiveOf(handle: string, accountId: string, accountDisplayName: string): Promise<string> {
  const account = { username: handle, accountId, accountDisplayName };
  return folderOf({
    'data/account.js': ytdFile('account', [{ account }]),
    'data/tweets.js': ytdFile('tweets', [
      ytdTweet({ at: `2019-11-22T10:0${accountId}:00Z`, text: `Hello from ${handle}` }),
    ]),
  });
}

describe('the head of a page', () => {
  let home: string;

  beforeAll(async () => {
    home = await homeWith(await archiveOf('wren_writes', '1', 'Wren & <Co>'));
  });

  /** The line above the heading, without its markup. */
  async function bylineOf(...words: string[]): Promise<string | undefined> {
    const { code, stdout } = await runMain([...words, '--html', '-'], { home });
    expect(code).toBe(0);
    return /<p class="whose">(.*?)<\/p>/.exec(stdout)?.[1]?.replace(/<\/?bdi.*?>/g, '');
  }

  test.each([
    ['a day', ['on', '11-22']],
    ['a year', ['year', '2019']],
    ['a search', ['search', 'hello']],
  ])('of %s says whose it is', async (_, words) => {
    expect(await bylineOf(...words)).toBe('Wren &#38; &#60;Co&#62; @wren_writes');
  });

  test('says so of two accounts, and of more leaves it to the cards', async () => {
    await runMain(['import', await archiveOf('otter_eats', '2', '')], { home });
    expect(await bylineOf('on', '11-22')).toBe('@otter_eats, Wren &#38; &#60;Co&#62; @wren_writes');
    await runMain(['import', await archiveOf('heron_waits', '3', 'Heron')], { home });
    expect(await bylineOf('on', '11-22')).toBeUndefined();
  });

  test('of an empty day says nothing of whose it is', async () => {
    expect(await bylineOf('on', '03-03')).toBeUndefined();
  });
});

test.each([
  ['Wren', 'Wren'],
  ['  Wren\u202e\n Writes ', 'Wren Writes'],
  ['🦉', '🦉'],
  ['🦉'.repeat(51), '🦉'.repeat(50)],
  ['\u200b …', '@wren_writes'],
  [undefined, '@wren_writes'],
])('an account named %j is called %j', (name, called) => {
  expect(accountName('wren_writes', new Map(name === undefined ? [] : [['wren_writes', name]]))).toBe(called);
});
