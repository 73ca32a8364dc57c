import { beforeAll, describe, expect, test } from 'vitest';
import { accountName } from '../../../src/views/page/byline.ts';
import { fixtureFiles, folderOf, zipFixture, zipOf } from '../../support/archives.ts';
import { homeWith, runMain } from '../../support/main.ts';
import { created, mastodonFiles } from '../../support/mastodon.ts';
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

  test('has pictures of two accounts without a comma between them', async () => {
    const { 'avatar.png': picture = '' } = await fixtureFiles('mastodon-2026');
    const posts = [created({ at: '2022-11-22T09:00:00Z', content: 'x' })];
    const own = await homeWith(
      await zipFixture('data-2024'),
      await zipOf(mastodonFiles(posts, { 'avatar.png': picture })),
    );
    const { stdout } = await runMain(['on', '11-22', '--html', '-'], { home: own });
    const [, line = ''] = /<p class="whose">(.*?)<\/p>/.exec(stdout) ?? [];
    expect(line.match(/<img class="avatar"/g)).toHaveLength(1);
    expect(line.replace(/<[^>]*>/g, '')).toBe('Finch :bird: @finch@example.socialWren Writes @wren_writes');
    expect(line.match(/<span class="pictured">/g)).toHaveLength(2);
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
