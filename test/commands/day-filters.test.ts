// Accounts, retweets and replies: what is shown, and that the rest is counted.

import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { archiveWith, dayOf, homeWith, replyDraft, runMain, textsOf, writeConfig } from '../support/main.ts';

const OWN_REPLY = {
  in_reply_to_screen_name: 'wren_writes',
  in_reply_to_user_id: '4242',
  in_reply_to_user_id_str: '4242',
};

let home: string;

beforeAll(async () => {
  home = await homeWith(
    await archiveWith([
      { at: '2020-11-22T08:00:00Z', text: 'a post' },
      replyDraft('2020-11-22T09:00:00Z', '@otter_eats a reply'),
      { at: '2020-11-22T10:00:00Z', text: 'a thread', ...OWN_REPLY },
      { at: '2020-11-22T11:00:00Z', text: 'RT @otter_eats: a retweet' },
      { at: '2019-11-22T11:00:00Z', text: 'RT @otter_eats: another' },
    ]),
    await archiveWith([{ at: '2020-11-22T08:30:00Z', text: 'from the pond' }], { id: '77', handle: 'PondNews' }),
    await archiveWith([{ at: '2020-11-22T08:40:00Z', text: 'from the sea' }], { id: '88', handle: 'sea_news' }),
  );
});

beforeEach(() => {
  writeConfig(home, '');
});

const POSTS = ['a post', 'from the pond', 'from the sea', '@otter_eats a reply', 'a thread'];
const RETWEETS = ['RT @otter_eats: a retweet', 'RT @otter_eats: another'];

describe('retweets and replies', () => {
  test.each([
    { flags: [], file: '', shown: POSTS, what: 'by default replies are in and retweets out' },
    { flags: ['--retweets'], file: '', shown: [...POSTS, ...RETWEETS], what: '--retweets shows retweets' },
    { flags: [], file: 'retweets: true\n', shown: [...POSTS, ...RETWEETS], what: 'the file can ask for retweets' },
    { flags: ['--no-retweets'], file: 'retweets: true\n', shown: POSTS, what: '--no-retweets beats the file' },
    {
      flags: ['--no-replies'],
      file: '',
      shown: without('reply'),
      what: '--no-replies leaves replies to others out, not threads',
    },
    { flags: [], file: 'replies: false\n', shown: without('reply'), what: 'the file can leave replies out' },
    { flags: ['--replies'], file: 'replies: false\n', shown: POSTS, what: '--replies beats the file' },
  ])('the right kinds of tweets are shown: $what', async ({ flags, file, shown }) => {
    writeConfig(home, file);
    expect((await textsOf(['today', ...flags], { home })).toSorted()).toEqual(shown.toSorted());
  });

  test('what was left out is counted', async () => {
    expect((await dayOf(['today'], { home })).leftOut).toMatchObject({ retweets: 2, replies: 0 });
    expect((await dayOf(['today', '--no-replies'], { home })).leftOut).toMatchObject({ retweets: 2, replies: 1 });
    expect((await dayOf(['today', '--retweets'], { home })).leftOut).toMatchObject({ retweets: 0, replies: 0 });
  });

  test('what was left out stands in the last line, with the way to see it', async () => {
    const lastLine = async (...flags: string[]): Promise<string | undefined> =>
      (await runMain(['today', ...flags], { home })).stdout.trimEnd().split('\n').at(-1);
    expect(await lastLine()).toMatch(/2 retweets.*--retweets/);
    expect(await lastLine()).not.toMatch(/repl/);
    expect(await lastLine('--no-replies')).toMatch(/2 retweets.*1 reply .*--replies/);
    expect(await lastLine('--retweets')).not.toMatch(/retweets/);
  });

  test('a day of nothing but what is left out has that line too', async () => {
    const { code, stdout } = await runMain(['on', '2020-11-22'], { home });
    expect(code).toBe(0);
    expect(stdout).not.toContain('another');
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/1 retweet.*--retweets/);
  });
});

describe('accounts', () => {
  test.each([
    { flags: ['--account', 'PondNews'], shown: ['from the pond'], what: '--account shows only that one' },
    { flags: ['-a', '@PondNews'], shown: ['from the pond'], what: 'an @ before the handle does no harm' },
    { flags: ['--account', 'pondnews'], shown: ['from the pond'], what: 'the case of the handle does not matter' },
    {
      flags: ['-a', 'PondNews', '-a', '@sea_news'],
      shown: ['from the pond', 'from the sea'],
      what: '--account can be repeated',
    },
    { flags: ['-a', 'PondNews', '-a', 'pondnews'], shown: ['from the pond'], what: 'the same one twice counts once' },
  ])('the right accounts are shown: $what', async ({ flags, shown }) => {
    expect(await textsOf(['today', ...flags], { home })).toEqual(shown);
  });

  test('the file can narrow to some, and --account beats it', async () => {
    writeConfig(home, 'accounts: [PondNews, "@sea_news"]\n');
    expect(await textsOf(['today'], { home })).toEqual(['from the pond', 'from the sea']);
    expect(await textsOf(['today', '--account', 'sea_news'], { home })).toEqual(['from the sea']);
  });

  test('only the retweets of the accounts asked for are counted', async () => {
    expect((await dayOf(['today', '-a', 'PondNews'], { home })).leftOut.retweets).toBe(0);
  });

  test('an unknown one exits with 1 and names those there are', async () => {
    const { code, stdout, stderr } = await runMain(['today', '--account', '@nobody'], { home });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^error: --account: .*@nobody in the database\nhint: .*\n$/);
    for (const known of ['@PondNews', '@sea_news', '@wren_writes']) expect(stderr).toContain(known);
  });

  test('one that cannot be a handle exits with 2', async () => {
    const { code, stdout, stderr } = await runMain(['today', '--account', 'not a handle'], { home });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('@jack');
  });

  test('with several, each tweet says whose it is', async () => {
    const several = await runMain(['today'], { home });
    expect(several.stdout).toContain('@PondNews');
    expect(several.stdout).toContain('@sea_news');
  });
});

function without(word: string): string[] {
  return POSTS.filter((text) => !text.includes(word));
}
