import { describe, expect, test } from 'vitest';
import { grailbird } from '../../../src/archive/twitter/grailbird.ts';
import { folderFixture, folderOf, type Files } from '../../support/archives.ts';
import { aboutAt, WREN } from './reading.ts';

const USER = 'data/js/user_details.js';

describe('what an archive of the oldest kind says of itself', () => {
  test('is nothing, and no warning, when only month files are left', async () => {
    const path = await folderFixture('grailbird-2013', { without: /^(?!data\/js\/tweets\/)/ });
    const nothing = {
      owner: null,
      generatedAt: null,
      timeZone: null,
      avatar: null,
      expected: new Map(),
      warnings: [],
      contradictions: [],
      isExact: false,
    };
    expect(await aboutAt(path)).toEqual(nothing);
  });

  test('is read with two spaces after the equals sign, or none', async () => {
    const user = { screen_name: 'wren_writes', full_name: 'Wren Writes', id: '4242' };
    for (const start of ['var user_details =  ', 'var user_details=', '']) {
      const path = await folderFixture('grailbird-2016', { replace: { [USER]: start + JSON.stringify(user) } });
      expect((await aboutAt(path)).owner).toEqual(WREN);
    }
  });

  test('is a warning for each file that is rubbish, and the rest stays', async () => {
    const replace: Files = { [USER]: 'var user_details = {', 'data/js/tweet_index.js': 'oops' };
    const found = await aboutAt(await folderFixture('grailbird-2013', { replace }));
    expect(found).toMatchObject({ owner: null, expected: new Map(), generatedAt: Date.parse('2013-03-05T06:07:08Z') });
    expect(found.warnings.map((warning) => warning.split(' ')[0])).toEqual([USER, 'data/js/tweet_index.js']);
  });

  test('prefers the time of an update to the time when it was made', async () => {
    const month = { 'data/js/tweets/2013_01.js': 'Grailbird.data.tweets_2013_01 = \n [ ]' };
    const payload = { created_at: '2013-01-02 03:04:05 +0000', updated_at: 'Fri Feb 01 00:00:00 +0000 2013' };
    const text = `var payload_details =  ${JSON.stringify(payload)}`;
    const { generatedAt } = await aboutAt(await folderOf({ ...month, 'data/js/payload_details.js': text }));
    expect(generatedAt).toBe(Date.UTC(2013, 1, 1));
  });
});

describe('whose tweets they are', () => {
  test.each([
    ['the user of a record', { user: { screen_name: 'wren_writes' } }, 'wren_writes'],
    [
      'a link to own media',
      { id_str: '17', entities: { media: [{ expanded_url: 'http://twitter.com/wren_writes/status/17/photo/1' }] } },
      'wren_writes',
    ],
    ['nothing else', { id_str: '17', text: '@somebody hello' }, null],
    ['nothing that is no record', null, null],
  ])('is told by %s', (_what, record, handle) => {
    expect(grailbird.ownHandle(record)).toBe(handle);
  });
});

test('they have no long tweets and no headers', () => {
  expect(grailbird.note({ noteTweet: { noteTweetId: '1', core: { text: 'x' } } }).ok).toBe(false);
  expect(grailbird.headerId({ tweet: { tweet_id: '17' } })).toBeNull();
});
