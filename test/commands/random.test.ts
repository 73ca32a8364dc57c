// `memories random`: one memory, as it is printed; which one it is, random-memory.test.ts shows.

import { beforeAll, describe, expect, test } from 'vitest';
import { ALL_COMMANDS } from '../../src/commands/index.ts';
import { main } from '../../src/main.ts';
import { archiveWith, contextFor, homeWith, jsonOf, replyDraft, runMain, type MainResult } from '../support/main.ts';
import { tempFolder } from '../support/temp.ts';
import { snowflakeAt } from '../support/tweets.ts';

let home: string;

beforeAll(async () => {
  const first = '2016-02-29T12:00:00Z';
  const own = {
    in_reply_to_user_id_str: '4242',
    in_reply_to_screen_name: 'wren_writes',
    in_reply_to_status_id_str: snowflakeAt(first),
  };
  home = await homeWith(
    await archiveWith([
      { at: first, text: 'a leap day' },
      { at: '2016-02-29T12:01:00Z', text: 'and more of it', ...own },
      { at: '2019-06-15T12:00:00Z', text: 'a summer day' },
      replyDraft('2020-01-01T12:00:00Z', '@otter_eats yes'),
      { at: '2021-01-01T12:00:00Z', text: 'RT @otter_eats: soup' },
    ]),
    await archiveWith([{ at: '2018-03-14T12:00:00Z', text: 'from the pond' }], { id: '77', handle: 'PondNews' }),
    await archiveWith([{ at: '2018-03-15T12:00:00Z', text: 'RT @otter_eats: an echo' }], { id: '78', handle: 'echo' }),
  );
});

/** One run for each number that chance may give. */
async function runs(args: readonly string[]): Promise<MainResult[]> {
  const results: MainResult[] = [];
  for (let number = 0; number < 1; number += 0.05) {
    const written = { stdout: '', stderr: '' };
    const context = contextFor(['random', ...args], {
      home,
      stdout: { write: (text) => (written.stdout += text) },
      stderr: { write: (text) => (written.stderr += text) },
    });
    const code = await main({ ...context, random: () => number }, ALL_COMMANDS);
    results.push({ code, ...written });
  }
  return results;
}

describe('memories random', () => {
  test('shows one tweet, with whose and when it is', async () => {
    const results = await runs([]);
    const shown = results.map(({ code, stdout, stderr }) => {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(
        /^A memory\nfrom @(wren_writes|PondNews)\n\n\d+ years ago · \w+, \d+ \w+ \d{4} ─+\n\n12:0\d {2}/,
      );
      expect(stdout.match(/\/status\/\d+/g)).toHaveLength(1);
      return /\/status\/\d+/.exec(stdout)?.[0];
    });
    expect(new Set(shown).size).toBeGreaterThan(3);
  });

  test('leaves out what the choice leaves out', async () => {
    for (const { stdout } of await runs(['--no-replies'])) expect(stdout).not.toMatch(/RT @|yes/);
    for (const { stdout } of await runs(['-a', 'echo'])) expect(stdout).toContain('There is no memory');
    for (const { stdout } of await runs(['-a', 'echo', '--retweets']))
      expect(stdout).toContain('RT @otter_eats: an echo');
    for (const { stdout } of await runs(['--account', 'pondnews'])) expect(stdout).toContain('from the pond');
  });

  test('has the time of the zone', async () => {
    for (const { stdout } of await runs(['--time-zone', 'Asia/Tokyo', '-a', 'PondNews']))
      expect(stdout).toContain('21:00  from the pond');
  });

  test('of a part of a thread names the command that shows all of it, and no other days', async () => {
    const part = (await runs(['-a', 'wren_writes'])).find(({ stdout }) => stdout.includes('a leap day'));
    expect(part?.stdout).toContain(
      `\nOne of the 2 parts of a thread: memories thread ${snowflakeAt('2016-02-29T12:00:00Z')}\n`,
    );
    expect(part?.stdout).not.toContain('other days');
  });

  test('in JSON is one tweet', async () => {
    expect(await jsonOf(['random', '-a', 'PondNews'], { home })).toMatchObject({
      post: { text: 'from the pond', account: 'PondNews', media: [] },
    });
  });
});

describe('where nothing may be shown', () => {
  let retweets: string;

  beforeAll(async () => {
    retweets = await homeWith(
      await archiveWith([
        { at: '2019-11-22T10:00:00Z', text: 'RT @a: soup' },
        { at: '2019-11-23T10:00:00Z', text: 'soup' },
      ]),
    );
    await runMain(['hide', '--word', 'soup'], { home: retweets });
  });

  test('it says so, and what is left out, and that is no failure', async () => {
    expect(await runMain(['random'], { home: retweets })).toEqual({
      code: 0,
      stdout:
        'There is no memory to show with these choices.\nLeft out: 1 retweet (--retweets shows it), 1 hidden memory (see: memories hidden)\n',
      stderr: '',
    });
  });

  test('JSON has no tweet', async () => {
    expect(await jsonOf(['random'], { home: retweets })).toEqual({ post: null });
  });

  test('before any import it exits with 1', async () => {
    const { code, stdout, stderr } = await runMain(['random'], { home: tempFolder() });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('nothing has been imported yet');
  });
});
