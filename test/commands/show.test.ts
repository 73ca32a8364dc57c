// `memories show <tweet>`: one tweet with all that is known of it.

import { beforeAll, describe, expect, test } from 'vitest';
import { FIXTURES, zipFixture } from '../support/archives.ts';
import { archiveWith, homeWith, jsonOf, runMain } from '../support/main.ts';
import { tempFolder } from '../support/temp.ts';
import { snowflakeAt } from '../support/tweets.ts';

let home: string;

beforeAll(async () => {
  home = await homeWith(...(await Promise.all(FIXTURES.map((name) => zipFixture(name)))));
});

async function show(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runMain(['show', ...args], { home });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

/** What stands after a name in the list of facts. */
function fact(output: string, name: string): string | undefined {
  return new RegExp(`^${name} {2,}(.*)$`, 'm').exec(output)?.[1];
}

describe('a tweet', () => {
  test('is shown with its year, text and numbers, and all other facts below', async () => {
    expect(await show('801153652801671215', '--time-zone', 'Europe/Paris')).toMatchInlineSnapshot(`
      "A tweet
      from @wren_writes

      10 years ago · Tuesday, 22 November 2016 ───────────────────────────────────────

      21:01  2/3 Leave two hours before low water. Not one hour. Two.
             ♥ 4  https://x.com/wren_writes/status/801153652801671215

      id            801153652801671215
      account       @wren_writes
      kind          thread
      written       2016-11-22 21:01:30+01:00 (Europe/Paris)
      likes         4
      retweets      0
      replies to    https://x.com/wren_writes/status/801153274894880813
      thread        3 parts:
                    memories thread 801153274894880813 --time-zone Europe/Paris
      language      en
      written with  Twitter Web Client
      worth         42 letters (+15), part of a thread (+2)
      "
    `);
  });

  test('of which much is known names all of it', async () => {
    const id = snowflakeAt('2019-11-22T10:00:00Z');
    const everything = await homeWith(
      await archiveWith([
        {
          at: '2019-11-22T10:00:00Z',
          text: '@otter_eats moss?',
          in_reply_to_status_id_str: '20',
          in_reply_to_user_id_str: '7',
          in_reply_to_screen_name: 'otter_eats',
          favorite_count: '1223',
          retweet_count: '2',
          community_id_str: '1493446837214187523',
          possibly_sensitive: true,
          lang: 'cy',
          coordinates: { type: 'Point', coordinates: ['-4.05', '52.4'] },
        },
      ]),
    );
    const { stdout } = await runMain(['show', id], { home: everything });
    expect(stdout.slice(stdout.indexOf('\nid '))).toMatchInlineSnapshot(`
      "
      id            1197816992363446273
      account       @wren_writes
      kind          reply
      written       2019-11-22 10:00:00+00:00 (UTC)
      likes         1,223
      retweets      2
      replies to    https://x.com/otter_eats/status/20
      language      cy
      written with  Twitter Web App
      place         52.4, -4.05
      community     1493446837214187523
      sensitive     marked sensitive
      worth         4 letters (+5), a reply to somebody (−17), hardly more than a name
                    (−8)
      "
    `);
  });

  test('of a circle says so', async () => {
    expect(fact(await show('1595150205139816529'), 'circle')).toBe('only for your circle');
  });

  test('without a time says that the archive lost it', async () => {
    const dateOnly = await homeWith(await zipFixture('grailbird-2016'));
    const { stdout } = await runMain(['show', '5951207344'], { home: dateOnly });
    expect(fact(stdout, 'written')).toBe('2009-11-22 (the archive lost the time)');
  });

  test('says nothing of what is not known', async () => {
    const output = await show('435512032');
    for (const name of ['replies to', 'thread', 'place', 'community', 'circle', 'sensitive', 'version']) {
      expect(output).not.toMatch(new RegExp(`^${name} `, 'm'));
    }
  });

  test('in a thread names the command that shows all of it', async () => {
    expect(fact(await show('801154072651501617'), 'thread')).toBe('3 parts: memories thread 801153274894880813');
  });

  test('that was edited names its other versions, whichever is shown', async () => {
    const [first, last] = ['1595039392089509963', '1595039940956131405'];
    const old = await show(first);
    expect(old).toContain('13:00  First ice of the winter on the dithc\n');
    expect(fact(old, 'version 2')).toBe(`${last}: First ice of the winter on the ditch`);
    expect(fact(old, 'edited')).toBe(`an earlier version; the last one is ${last}`);
    const newer = await show(last);
    expect(fact(newer, 'edited')).toBe('the last of 2 versions');
    expect(newer).toContain('13:02  First ice of the winter on the ditch\n');
    expect(fact(newer, 'version 1')).toBe(`${first}: First ice of the winter on the dithc`);
  });

  test('is shown whatever its kind, also what days leave out', async () => {
    expect(await show('403947021083349027')).toContain('RT @marsh_light: Seven things');
    expect(await show('174647573062094869')).toContain('yes, leap day again');
  });

  test('marked sensitive stays covered unless asked for', async () => {
    expect(await show('1462707426435272777')).toContain('▨ photo marked sensitive');
    expect(await show('1462707426435272777', '--sensitive')).toContain('▣ photo\n');
  });

  test('has its long facts under each other, within 80 cells', async () => {
    const text = `${'A long earlier version, '.repeat(10)}end`;
    const times = ['2019-11-22T10:00:00Z', '2019-11-22T10:10:00Z'];
    const edit_info = { initial: { editTweetIds: times.map((at) => snowflakeAt(at)) } };
    const edited = await homeWith(
      await archiveWith(times.map((at, index) => ({ at, text: index === 0 ? text : 'short', edit_info }))),
    );
    const { stdout } = await runMain(['show', snowflakeAt('2019-11-22T10:10:00Z')], { home: edited });
    const lines = stdout.slice(stdout.indexOf('version 1')).trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines.slice(1)) expect(line).toMatch(/^ {14}\S.{0,65}$/);
  });
});

describe('a tweet can be named', () => {
  test.each([
    'https://x.com/wren_writes/status/801153652801671215',
    'https://twitter.com/anybody/status/801153652801671215?s=20',
    'https://mobile.twitter.com/wren_writes/status/801153652801671215/photo/1',
  ])('by its address: %s', async (address) => {
    expect(await show(address)).toContain('2/3 Leave two hours');
  });

  test.each(['soup', '', 'https://example.com/status/1', '99999999999999999999'])(
    'not as "%s": exit code 2',
    async (word) => {
      for (const command of ['show', 'thread']) {
        const { code, stdout, stderr } = await runMain([command, word], { home });
        expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
        expect(stderr).toContain('it must be the id of a post or its address');
      }
    },
  );

  test('only one at a time, and it must be named', async () => {
    for (const args of [['show'], ['show', '1', '2'], ['thread']]) expect((await runMain(args, { home })).code).toBe(2);
  });

  test('only if an archive has brought it: else exit code 1', async () => {
    for (const command of ['show', 'thread']) {
      const { code, stdout, stderr } = await runMain([command, '20'], { home });
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toBe(
        'error: there is no post 20 in the database\nhint: only posts of imported archives are there: memories accounts\n',
      );
    }
  });

  test('only after an import', async () => {
    const { code, stderr } = await runMain(['show', '20'], { home: tempFolder() });
    expect(code).toBe(1);
    expect(stderr).toContain('nothing has been imported yet');
  });
});

describe('in JSON', () => {
  interface Shown {
    readonly post: { readonly id: string; readonly thread: unknown; readonly localTime: string };
    readonly reasons: readonly object[];
    readonly versions: readonly { readonly id: string; readonly text: string; readonly edited: boolean }[];
  }

  test('a tweet has the shape that it has in a day, and its versions', async () => {
    const id = '801153652801671215';
    const {
      post: tweet,
      versions,
      reasons,
    } = (await jsonOf(['show', id, '--time-zone', 'Europe/Paris'], { home })) as Shown;
    const day = (await jsonOf(['today', '--time-zone', 'Europe/Paris'], { home })) as {
      years: { posts: { id: string }[] }[];
    };
    expect(tweet).toEqual(day.years.flatMap(({ posts }) => posts).find((one) => one.id === id));
    expect(tweet.thread).toEqual({ id: '801153274894880813', size: 3 });
    expect(versions).toEqual([tweet]);
    expect(reasons[0]).toEqual({ kind: 'words', length: 42, points: 15 });
  });

  test('a tweet says whether it is hidden', async () => {
    const hiding = await homeWith(await zipFixture('data-2024'));
    const id = '1595039940956131405';
    const hiddenOf = async (): Promise<unknown> =>
      ((await jsonOf(['show', id], { home: hiding })) as { hidden: unknown }).hidden;
    expect(await hiddenOf()).toBe(false);
    await runMain(['hide', id], { home: hiding });
    expect(await hiddenOf()).toBe(true);
  });

  test('an edited tweet has all its versions, the oldest first', async () => {
    const { post: tweet, versions } = (await jsonOf(['show', '1595039940956131405'], { home })) as Shown;
    expect(tweet.id).toBe('1595039940956131405');
    expect(versions.map(({ id, text, edited }) => [id, text, edited])).toEqual([
      ['1595039392089509963', 'First ice of the winter on the dithc', true],
      ['1595039940956131405', 'First ice of the winter on the ditch', true],
    ]);
  });
});
