// `memories export`: where it writes, what it never overwrites, what it leaves out, and that it leaves nothing half-written.

import { existsSync, mkdirSync, readFileSync, renameSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { exported, homeToExport, namesBeside, tweetsFound } from '../support/exports.ts';
import { archiveWith, databaseOf, homeWith, runMain } from '../support/main.ts';
import { tempFolder } from '../support/temp.ts';

let home: string;

beforeAll(async () => {
  home = await homeToExport();
});

const idsIn = (jsonl: string): string[] =>
  jsonl
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { id: string }).id);

describe('a file', () => {
  test('is written whole, for nobody else to read, and nothing is left beside it', async () => {
    const out = join(tempFolder(), 'tweets.jsonl');
    const { code, stdout, stderr } = await runMain(['export', '--format', 'jsonl', '--out', out], { home });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain(`22 tweets exported: ${out}\nleft out: 1 retweet (--retweets)\n`);
    expect(readFileSync(out, 'utf8')).toBe(await exported(['--format', 'jsonl'], { home }));
    expect(statSync(out).mode & 0o777).toBe(0o600);
    expect(namesBeside(out)).toEqual(['tweets.jsonl']);
  });

  test.each([
    // Of the feed's thirty days only two have any.
    ['atom', 3],
    ['ics', 22],
  ])('of the format %s is said to have as many tweets as it has', async (format, tweets) => {
    const out = join(tempFolder(), 'out');
    const { stderr } = await runMain(['export', '--format', format, '--out', out], {
      home,
      now: '2026-11-24T09:00:00Z',
    });
    expect(stderr).toContain(`${tweets} tweets exported: ${out}\n`);
  });

  test('that is there is replaced only when it is asked for', async () => {
    const out = join(tempFolder(), 'tweets.csv');
    writeFileSync(out, 'mine');
    const words = ['export', '--format', 'csv', '--out', out];
    const refused = await runMain(words, { home });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(`error: ${out} is there already\nhint:`);
    expect(readFileSync(out, 'utf8')).toBe('mine');
    expect((await runMain([...words, '--force'], { home })).code).toBe(0);
    expect(readFileSync(out, 'utf8')).toContain('wren_writes');
  });

  test('behind a link is replaced where it is', async () => {
    const folder = tempFolder();
    const [real, link] = [join(folder, 'real.ics'), join(folder, 'link.ics')];
    writeFileSync(real, 'old');
    symlinkSync(real, link);
    await exported(['--format', 'ics', '--out', link, '--force'], { home });
    expect(readFileSync(real, 'utf8')).toContain('BEGIN:VCALENDAR');
    expect(namesBeside(real)).toEqual(['link.ics', 'real.ics']);
  });

  test.each(['/dev/null', '.'])('never takes the place of %s', async (out) => {
    const { code, stderr } = await runMain(['export', '--format', 'json', '--force', '--out', out], { home });
    expect(code).toBe(1);
    expect(stderr).toContain('is no file');
  });

  test('needs its folder', async () => {
    const out = join(tempFolder(), 'nowhere', 'x.json');
    const { code, stderr } = await runMain(['export', '--format', 'json', '--out', out], { home });
    expect(code).toBe(1);
    expect(stderr).toContain('there is no folder');
  });
});

describe('a folder', () => {
  const words = ['export', '--format', 'markdown', '--out'];

  test('that is empty is filled', async () => {
    const out = join(tempFolder(), 'notes');
    mkdirSync(out);
    expect((await runMain([...words, out], { home })).code).toBe(0);
    expect(existsSync(join(out, '2019-11.md'))).toBe(true);
    expect(namesBeside(out)).toEqual(['notes']);
  });

  test('that was exported is replaced only when it is asked for', async () => {
    const out = join(tempFolder(), 'notes');
    await runMain([...words, out], { home });
    const refused = await runMain([...words, out], { home });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('is there already');
    expect((await runMain([...words, out, '--force', 'leap'], { home })).code).toBe(0);
    expect(existsSync(join(out, '2019-11.md'))).toBe(false);
    expect(existsSync(join(out, '2012-02.md'))).toBe(true);
    expect(namesBeside(out)).toEqual(['notes']);
  });

  test('with anything of somebody else stays, even so', async () => {
    const out = join(tempFolder(), 'vault');
    await runMain([...words, out], { home });
    writeFileSync(join(out, 'My diary.md'), 'mine');
    const { code, stderr } = await runMain([...words, out, '--force'], { home });
    expect(code).toBe(1);
    expect(stderr).toContain('has files that no export made, such as "My diary.md"');
    expect(readFileSync(join(out, 'My diary.md'), 'utf8')).toBe('mine');
    expect(existsSync(join(out, '2019-11.md'))).toBe(true);
    expect(namesBeside(out)).toEqual(['vault']);
  });
});

describe('what is exported', () => {
  test('is what the query finds, words with a minus too', async () => {
    const ids = async (...query: string[]): Promise<string[]> =>
      idsIn(await exported(['--format', 'jsonl', ...query], { home }));
    const found = async (...query: string[]): Promise<string[]> => (await tweetsFound(home, query)).map(({ id }) => id);
    expect(await ids('since:2019')).toEqual(await found('since:2019'));
    expect(await ids('day', '-later', '-leap')).toEqual(await found('day', '-later', '-leap'));
    expect(await ids('day', '-later', '-leap')).toHaveLength(1);
    expect(await ids('--no-replies', '--retweets', 'since:2020')).toEqual(
      await found('--no-replies', '--retweets', 'since:2020'),
    );
  });

  test('has retweets, hidden and circle tweets only when they are asked for by name', async () => {
    const own = await homeWith(
      await archiveWith([
        { at: '2019-01-01T10:00:00Z', text: 'open' },
        { at: '2019-01-02T10:00:00Z', text: 'secret' },
        { at: '2019-01-03T10:00:00Z', text: 'RT @otter_eats: fish' },
      ]),
    );
    const { openDatabase } = await import('../../src/library/database.ts');
    await runMain(['hide', '--word', 'secret'], { home: own });
    const db = openDatabase(databaseOf(own), { create: false });
    db?.exec("UPDATE tweets SET circle = 1 WHERE text = 'open'");
    db?.close();
    const count = async (...flags: string[]): Promise<number> =>
      idsIn(await exported(['--format', 'jsonl', ...flags], { home: own })).length;
    expect(await count()).toBe(0);
    expect(await count('--circle')).toBe(1);
    expect(await count('--hidden')).toBe(1);
    expect(await count('--retweets')).toBe(1);
    expect(await count('--circle', '--hidden', '--retweets')).toBe(3);
    const { stderr } = await runMain(['export', '--format', 'json'], { home: own });
    expect(stderr).toBe('left out: 1 retweet (--retweets), 1 hidden memory (--hidden), 1 circle tweet (--circle)\n');
  });

  test('must be named: a format there is, and a query that can be read', async () => {
    for (const words of [[], ['--format', 'xml'], ['--format', 'json', 'since:never']]) {
      expect((await runMain(['export', ...words], { home })).code).toBe(2);
    }
  });
});

describe('an export that is cut off', () => {
  test('between two renamings gives the folder that was there its name back', async () => {
    const out = join(tempFolder(), 'notes');
    const words = ['export', '--format', 'markdown', '--out', out];
    await runMain(words, { home });
    // No process has so high a number.
    renameSync(out, join(out, '..', '.notes.4194305.part.before'));
    mkdirSync(join(out, '..', '.notes.4194305.part'));
    const { code, stderr } = await runMain(words, { home });
    expect(code).toBe(1);
    expect(stderr).toContain('is there already');
    expect(existsSync(join(out, '2019-11.md'))).toBe(true);
    expect(namesBeside(out)).toEqual(['notes']);
  });

  test('keeps what was there before', async () => {
    const out = join(tempFolder(), 'export.csv');
    writeFileSync(out, 'before');
    const stop = new AbortController();
    stop.abort('SIGTERM');
    const words = ['export', '--format', 'csv', '--out', out, '--force'];
    expect((await runMain(words, { home, signal: stop.signal })).code).toBe(143);
    expect(readFileSync(out, 'utf8')).toBe('before');
    expect(namesBeside(out)).toEqual(['export.csv']);
  });
});

test('a reader that is slow is waited for', async () => {
  const waiting: (() => void)[] = [];
  const written: string[] = [];
  const stdout = {
    write: (text: string) => {
      written.push(text);
      return false;
    },
    once: (event: string, listener: () => void) => {
      if (event === 'drain') waiting.push(listener);
    },
  };
  const running = runMain(['export', '--format', 'jsonl'], { home, stdout });
  while (waiting.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  let isDone = false;
  void running.then(() => (isDone = true));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(isDone).toBe(false);
  for (const goOn of waiting) goOn();
  expect((await running).code).toBe(0);
  expect(idsIn(written.join(''))).toHaveLength(22);
});
