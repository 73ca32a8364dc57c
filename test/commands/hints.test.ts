// Commands that are shown to be copied find the same database and the same days as the one that shows them.

import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { replyDraft, archiveWith, runMain, TERMINAL, type MainResult } from '../support/main.ts';
import { tempFolder } from '../support/temp.ts';
import { ytdFile, ytdTweet, type TweetDraft } from '../support/tweets.ts';
import { folderOf } from '../support/archives.ts';

let home: string;
let archive: string;
const NOW = '2026-11-22T09:00:00Z';

beforeAll(async () => {
  home = tempFolder();
  const texts = ['heron', 'soup', 'a longer one about the lake at night, and what was in it'];
  const tweets = texts.map((text, index): TweetDraft => ({ at: `2019-11-22T1${index}:00:00Z`, text }));
  archive = await archiveWith([...tweets, replyDraft('2018-03-01T10:00:00Z', 'Yes')]);
  await runMain(['import', archive, '--db', 'my other.db'], { home });
});

/** In the home, where `--db` is a name. */
async function run(...args: string[]): Promise<MainResult> {
  return runMain(args, { home, now: NOW });
}

const OTHER = ['--db', 'my other.db'];
const ZONE = ['--time-zone', 'Asia/Tokyo'];

describe('a command to be copied has --db and --time-zone', () => {
  test('after an import', async () => {
    const { stdout } = await run('import', archive, ...OTHER);
    expect(stdout).toContain("Complete. Now try: memories today --db 'my other.db'\n");
  });

  test('on a day without memories, whole on a line of its own', async () => {
    const { stdout } = await run('on', '2026-06-01', ...OTHER, ...ZONE);
    expect(stdout).toContain(": memories on 03-01 --db 'my other.db' --time-zone Asia/Tokyo\n");
  });

  test('below the memories that were chosen', async () => {
    const { stdout } = await run('today', '--limit', '1', ...OTHER);
    expect(stdout).toContain("and 2 more from 2019: memories on 11-22 --year 2019 --db 'my other.db'\n");
    const copied = /memories (on .*?) --db/.exec(stdout)?.[1]?.split(' ') ?? [];
    expect((await run(...copied, ...OTHER)).stdout).toContain('soup');
  });

  test('whole where it has no room beside its words', async () => {
    const narrow = { ...TERMINAL, columns: 60 };
    const { stdout } = await runMain(['today', '--limit', '1', ...OTHER, ...ZONE, '--no-color'], {
      home,
      now: NOW,
      stdout: { ...narrow, write: (text: string) => ((written += text), true) },
    });
    expect(stdout).toBe('');
    const line = "memories on 11-22 --year 2019 --db 'my other.db' --time-zone Asia/Tokyo";
    expect(written).toContain(`and 2 more from 2019:\n${line}\n`);
  });
  let written = '';

  test('in a page', async () => {
    const { stdout } = await run('today', '--limit', '1', '--html', '-', ...OTHER);
    expect(stdout).toContain('<code>memories on 11-22 --year 2019 --db &#39;my other.db&#39;</code>');
  });

  test('and only those options that it takes', async () => {
    await run('hide', '--word', 'soup', ...OTHER);
    const { stdout } = await run('stats', ...OTHER, ...ZONE);
    expect(stdout).toContain("memories hidden --db 'my other.db'");
    expect(stdout).not.toContain('memories hidden --time-zone');
    expect((await run('hidden', ...OTHER)).code).toBe(0);
    await run('unhide', '--word', 'soup', ...OTHER);
  });

  test('to import an archive that does not say whose it is', async () => {
    const unnamed = await folderOf({
      'data/tweets.js': ytdFile('tweets', [ytdTweet({ at: '2019-11-22T10:00:00Z', text: 'Who am I?' })]),
    });
    const { stderr } = await run('import', unnamed, ...OTHER);
    expect(stderr.replace(/\s+/g, ' ')).toContain(`memories import ${unnamed} --account <handle> --db 'my other.db'`);
  });

  test('to remove an account where nobody can be asked', async () => {
    const { stderr } = await run('accounts', 'remove', 'wren_writes', ...OTHER);
    expect(stderr).toContain("hint: memories accounts remove @wren_writes --yes --db 'my other.db'");
  });
});

test('a command has none where none was given', async () => {
  const { stdout } = await runMain(['today', '--limit', '1'], {
    home,
    now: NOW,
    env: { MEMORIES_DB: join(home, 'my other.db') },
  });
  expect(stdout).toContain('memories on 11-22 --year 2019\n');
});

test('the demo has a database of its own, which no command names', async () => {
  const { stdout } = await run('demo', ...OTHER);
  expect(stdout).toContain('Now try: memories demo today\n');
  expect(stdout).not.toContain('--db');
});
