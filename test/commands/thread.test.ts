// `memories thread <tweet>`: a whole thread, from any of its parts; and how days name threads.

import { beforeAll, describe, expect, test } from 'vitest';
import { zipFixture } from '../support/archives.ts';
import { archiveWith, homeWith, jsonOf, runMain } from '../support/main.ts';
import { snowflakeAt, type TweetDraft } from '../support/tweets.ts';

const OWN = { in_reply_to_user_id_str: '4242', in_reply_to_screen_name: 'wren_writes' };

/** Posts that each answer the one before. */
function thread(...parts: [at: string, text: string][]): TweetDraft[] {
  return parts.map(([at, text], index) => {
    const before = parts[index - 1];
    return { at, text, ...(before ? { ...OWN, in_reply_to_status_id_str: snowflakeAt(before[0]) } : {}) };
  });
}

const TIMES = ['2019-11-22T23:50:00Z', '2019-11-22T23:55:00Z', '2019-11-23T00:05:00Z', '2020-02-29T10:00:00Z'] as const;
const [FIRST = ''] = TIMES.map((at) => snowflakeAt(at));

interface ThreadJson {
  readonly posts: readonly { readonly text: string; readonly thread: unknown }[];
  readonly leftOut: unknown;
}

let home: string;

beforeAll(async () => {
  home = await homeWith(
    await archiveWith([
      ...thread(...TIMES.map((at, index): [string, string] => [at, `part ${index + 1}`])),
      { at: '2019-11-22T12:00:00Z', text: 'alone' },
      { at: '2018-11-22T12:00:00Z', text: 'RT @otter_eats: soup' },
    ]),
  );
});

async function textOf(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runMain(args, { home });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

describe('memories thread', () => {
  test('shows all parts under their dates, from whichever part', async () => {
    const whole = await textOf('thread', FIRST);
    expect(whole).toMatchInlineSnapshot(`
      "A thread
      4 parts

      7 years ago · Friday, 22 November 2019 ─────────────────────────────────────────

      23:50  part 1
        │    https://x.com/wren_writes/status/1198025868702646273
        │
      23:55  part 2
             https://x.com/wren_writes/status/1198027126993846273

      6 years ago · Saturday, 23 November 2019 ───────────────────────────────────────

      00:05  part 3
             https://x.com/wren_writes/status/1198029643576246273

      6 years ago · Saturday, 29 February 2020 ───────────────────────────────────────

      10:00  part 4
             https://x.com/wren_writes/status/1233693391057846273
      "
    `);
    for (const at of TIMES) expect(await textOf('thread', snowflakeAt(at))).toBe(whole);
    expect(await textOf('thread', `https://twitter.com/wren_writes/status/${FIRST}?s=20`)).toBe(whole);
  });

  test('has the dates and times of the zone', async () => {
    const output = await textOf('thread', FIRST, '--time-zone', 'Europe/Paris');
    expect(output.match(/^\d+ years ago .* \d{4}/gm)).toEqual([
      '6 years ago · Saturday, 23 November 2019',
      '6 years ago · Saturday, 29 February 2020',
    ]);
    expect(output.match(/^\d\d:\d\d/gm)).toEqual(['00:50', '00:55', '01:05', '11:00']);
  });

  test('of a tweet that is in none shows that one and says so', async () => {
    for (const at of ['2019-11-22T12:00:00Z', '2018-11-22T12:00:00Z']) {
      const output = await textOf('thread', snowflakeAt(at));
      expect(output.split('\n').slice(0, 2)).toEqual(['A thread', "one part: this post isn't a thread"]);
    }
  });

  test('leaves hidden parts out and counts them, also when all are', async () => {
    const hiding = await homeWith(
      await archiveWith(thread(...TIMES.map((at): [string, string] => [at, `part at ${at}`]))),
    );
    await runMain(['hide', snowflakeAt(TIMES[1])], { home: hiding });
    const { stdout } = await runMain(['thread', FIRST], { home: hiding });
    expect(stdout).toContain('4 parts\n');
    expect(stdout).not.toContain(TIMES[1]);
    expect(stdout).not.toContain('more part');
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('Left out: 1 hidden memory (see: memories hidden)');
    await runMain(['hide', '--word', 'part'], { home: hiding });
    const none = await runMain(['thread', FIRST], { home: hiding });
    expect(none.code).toBe(0);
    expect(none.stdout).toBe('A thread\n4 parts\n\nLeft out: 4 hidden memories (see: memories hidden)\n');
  });

  test('shows an edited part in its last version only', async () => {
    const db = await homeWith(await zipFixture('data-2024'));
    expect((await runMain(['thread', '1595039392089509963'], { home: db })).stdout).not.toContain('dithc');
  });

  test('in JSON is its tweets in order, and how many are hidden', async () => {
    const { posts: tweets, leftOut } = (await jsonOf(['thread', FIRST], { home })) as ThreadJson;
    expect(tweets.map(({ text }) => text)).toEqual(['part 1', 'part 2', 'part 3', 'part 4']);
    expect(tweets.map((tweet) => tweet.thread)).toEqual(Array(4).fill({ id: FIRST, size: 4 }));
    expect(leftOut).toEqual({ hidden: 0 });
  });
});

describe('a day', () => {
  test('has the parts that fell on it as one block, and names the command that shows the rest', async () => {
    const output = await textOf('today');
    expect(output.match(/^(\d\d:\d\d| {2}│).*|^ +(\d more part.*|memories thread.*)/gm)).toEqual([
      '12:00  alone',
      '23:50  part 1',
      `  │    https://x.com/wren_writes/status/${FIRST}`,
      '  │',
      '23:55  part 2',
      '       2 more parts of this thread on other days:',
      `       memories thread ${FIRST}`,
    ]);
  });

  test('without the first part still names the thread by that one', async () => {
    const output = await textOf('on', '11-23');
    expect(output).toContain('00:05  part 3');
    expect(output).toContain(`3 more parts of this thread on other days:\n       memories thread ${FIRST}`);
  });

  test('counts the parts that are hidden apart, whenever they were written', async () => {
    const hiding = await homeWith(
      await archiveWith(thread(...TIMES.map((at, index): [string, string] => [at, `part ${index + 1}`]))),
    );
    const wordsAfter = async (...args: string[]): Promise<string | undefined> => {
      await runMain(['hide', ...args], { home: hiding });
      return /^ +(.* of this thread[^:]*):/m.exec((await runMain(['today'], { home: hiding })).stdout)?.[1];
    };
    expect(await wordsAfter('--word', 'nowhere')).toBe('2 more parts of this thread on other days');
    expect(await wordsAfter('--word', 'part 2')).toBe('2 more parts of this thread on other days, 1 hidden');
    expect(await wordsAfter('--word', 'part 4')).toBe('1 more part of this thread on other days, 2 hidden');
    expect(await wordsAfter('--word', 'part 3')).toBe('3 hidden parts of this thread');
    const { years } = (await jsonOf(['today'], { home: hiding })) as { years: { posts: { thread: unknown }[] }[] };
    expect(years[0]?.posts[0]?.thread).toEqual({ id: FIRST, size: 4 });
  });

  test('keeps threads when replies are left out', async () => {
    expect(await textOf('today', '--no-replies')).toContain('part 2');
  });

  test('has a thread whole when all of it fell on the day', async () => {
    const paris = await textOf('on', '11-23', '--time-zone', 'Europe/Paris');
    expect(paris).toContain('1 more part of this thread');
    const fixture = await homeWith(await zipFixture('root-2020'));
    const { stdout } = await runMain(['today'], { home: fixture });
    expect(stdout).toContain('3/3 There is no 3.');
    expect(stdout).not.toContain('memories thread');
  });
});
