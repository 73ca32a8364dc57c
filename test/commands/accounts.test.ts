// `memories accounts`: whose tweets there are, and what became of every import.

import Database from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { folderOf, zipFixture } from '../support/archives.ts';
import { archiveWith, databaseOf, homeWith, jsonOf, runMain, writeConfig } from '../support/main.ts';
import { encryptEntry } from '../support/damage.ts';
import { tempFolder } from '../support/temp.ts';
import { ytdFile, ytdTweet } from '../support/tweets.ts';

let home: string;

beforeAll(async () => {
  home = tempFolder();
  const pond = await archiveWith(
    [
      { at: '2019-11-22T08:00:00Z', text: 'one' },
      { at: '2021-11-22T08:00:00Z', text: 'two' },
    ],
    { id: '77', handle: 'PondNews' },
  );
  const bad = encryptEntry(await zipFixture('data-2024', { name: 'locked.zip' }), 'data/tweets.js');
  const at = (now: string, ...args: string[]) => runMain(['import', ...args], { home, now });
  await at('2026-11-20T10:00:00Z', await zipFixture('data-2024'));
  await at('2026-11-21T10:00:00Z', pond);
  await at('2026-11-22T10:00:00Z', bad);
});

describe('memories accounts', () => {
  test('lists the accounts with their tweets and years, and the imports newest first', async () => {
    const { code, stdout, stderr } = await runMain(['accounts'], { home });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatchInlineSnapshot(`
      "@PondNews (PondNews): 2 posts, 2019 to 2021
      @wren_writes (Wren Writes): 22 posts, 2007 to 2024

      Imports, newest first:
        2026-11-22 10:00  failed       locked.zip
        2026-11-21 10:00  done         archive (@PondNews, 2 posts, 2 added)
        2026-11-20 10:00  done         data-2024.zip (@wren_writes, 22 posts, 22 added)
      "
    `);
  });

  test('says which import was incomplete, and what was missing first', async () => {
    const manifest = { dataTypes: { tweets: { files: [{ fileName: 'data/tweets-part1.js', count: '3' }] } } };
    const archive = await folderOf({
      'data/account.js': ytdFile('account', [{ account: { username: 'wren_writes', accountId: '4242' } }]),
      'data/manifest.js': `window.__THAR_CONFIG = ${JSON.stringify(manifest)}`,
      'data/tweets.js': ytdFile('tweets', [ytdTweet({ at: '2019-11-22T08:00:00Z', text: 'one' })]),
    });
    const own = await homeWith(archive);
    const { stdout } = await runMain(['accounts'], { home: own });
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      '(@wren_writes, 1 post, 1 added; incomplete: data/tweets-part1.js is missing: the archive counts 3 posts in it)',
    );
    expect(await jsonOf(['accounts'], { home: own })).toMatchObject({ imports: [{ complete: false }] });
  });

  test('counts a single tweet as one', async () => {
    const own = await homeWith(await archiveWith([{ at: '2019-11-22T08:00:00Z', text: 'one' }]));
    const shown = await Promise.all(
      [['accounts'], ['doctor', '--offline']].map((args) => runMain(args, { home: own })),
    );
    for (const { stdout } of shown) {
      expect(stdout).toContain('1 post,');
      expect(stdout).not.toContain('1 posts');
    }
  });

  test('shows times in the zone that was asked for', async () => {
    const env = { MEMORIES_TIME_ZONE: 'Asia/Tokyo' };
    expect((await runMain(['accounts'], { home, env })).stdout).toContain('2026-11-20 19:00');
    expect((await runMain(['accounts'], { home, systemTimeZone: 'America/New_York' })).stdout).toContain(
      '2026-11-20 05:00',
    );
  });

  test('prints the same as JSON', async () => {
    expect(await jsonOf(['accounts'], { home })).toMatchInlineSnapshot(`
      {
        "accounts": [
          {
            "account": "PondNews",
            "accountId": "77",
            "first": "2019-11-22T08:00:00.000Z",
            "last": "2021-11-22T08:00:00.000Z",
            "name": "PondNews",
            "network": "twitter",
            "posts": 2,
          },
          {
            "account": "wren_writes",
            "accountId": "4242",
            "first": "2007-11-22T08:15:42.000Z",
            "last": "2024-11-22T21:15:00.000Z",
            "name": "Wren Writes",
            "network": "twitter",
            "posts": 22,
          },
        ],
        "imports": [
          {
            "account": "wren_writes",
            "complete": null,
            "finishedAt": "2026-11-22T10:00:00.000Z",
            "posts": null,
            "source": "locked.zip",
            "startedAt": "2026-11-22T10:00:00.000Z",
            "state": "failed",
          },
          {
            "account": "PondNews",
            "complete": true,
            "finishedAt": "2026-11-21T10:00:00.000Z",
            "posts": {
              "added": 2,
              "expected": null,
              "read": 2,
              "unchanged": 0,
              "unreadable": 0,
              "updated": 0,
            },
            "source": "archive",
            "startedAt": "2026-11-21T10:00:00.000Z",
            "state": "done",
          },
          {
            "account": "wren_writes",
            "complete": true,
            "finishedAt": "2026-11-20T10:00:00.000Z",
            "posts": {
              "added": 22,
              "expected": 22,
              "read": 22,
              "unchanged": 0,
              "unreadable": 0,
              "updated": 0,
            },
            "source": "data-2024.zip",
            "startedAt": "2026-11-20T10:00:00.000Z",
            "state": "done",
          },
        ],
      }
    `);
  });

  test('takes two lines an import where the terminal is too narrow for one', async () => {
    const narrow = await runMain(['accounts'], { home, stdout: { isTTY: true, columns: 40 } });
    expect(narrow.stdout).toMatchInlineSnapshot(`
      "@PondNews (PondNews): 2 posts, 2019 to
        2021
      @wren_writes (Wren Writes): 22 posts,
        2007 to 2024

      Imports, newest first:
        2026-11-22 10:00  failed
          locked.zip
        2026-11-21 10:00  done
          archive (@PondNews, 2 posts, 2
          added)
        2026-11-20 10:00  done
          data-2024.zip (@wren_writes, 22
          posts, 22 added)
      "
    `);
  });

  test('also lists them where the configuration names one that is not there', async () => {
    const other = await homeWith(await zipFixture('root-2018'));
    writeConfig(other, 'accounts: nobody_here\n');
    expect((await runMain(['accounts'], { home: other })).stdout).toContain('@wren_writes');
  });

  test('keeps a hostile name from driving the terminal', async () => {
    const other = tempFolder();
    await runMain(['import', await zipFixture('root-2018')], { home: other });
    const db = new Database(databaseOf(other));
    const escape = String.fromCodePoint(0x1b);
    db.prepare('UPDATE accounts SET name = ?').run(`Wren${escape}[2J\nWrites`);
    db.close();
    const { stdout } = await runMain(['accounts'], { home: other });
    expect(stdout).toContain('(Wren[2J Writes)');
    expect(stdout).not.toContain(escape);
  });
});

describe('an account that is not there', () => {
  test('is named with the flag that asks for it', async () => {
    const { code, stderr } = await runMain(['today', '-a', 'wren_writes', '-a', '@nobody_here'], { home });
    expect(code).toBe(1);
    expect(stderr).toBe(
      'error: --account: there is no account @nobody_here in the database\nhint: there are: @PondNews, @wren_writes\n',
    );
  });

  test('is named with the line of the configuration, unless a flag overrides it', async () => {
    const other = await homeWith(await zipFixture('root-2018'));
    writeConfig(other, '# mine\naccounts: [wren_writes, nobody_here]\n');
    for (const command of ['today', 'random']) {
      const { code, stderr } = await runMain([command], { home: other });
      expect(code).toBe(1);
      expect(stderr).toBe(
        `error: ${other}/config.yaml, line 2: there is no account @nobody_here in the database\nhint: there is: @wren_writes; memories config set accounts <handle>, or memories config unset accounts\n`,
      );
    }
    expect((await runMain(['today', '-a', 'WREN_WRITES'], { home: other })).code).toBe(0);
  });
});
