// `memories export`: where it writes, what it never overwrites, what it leaves out, and that it leaves nothing half-written.

import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { folderFixture } from '../support/archives.ts';
import { exported, homeToExport, namesBeside, tweetsFound } from '../support/exports.ts';
import { archiveWith, databaseOf, homeWith, runMain } from '../support/main.ts';
import { leftoverName } from '../support/leftovers.ts';
import { tempFolder } from '../support/temp.ts';
import { mediaFolderOf } from '../../src/library/media-folder.ts';

let home: string;

beforeAll(async () => {
  home = await homeToExport();
});

const idsIn = (jsonl: string): string[] =>
  jsonl
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { id: string }).id);

describe('the options that other programs have', () => {
  test.each([
    ['out.csv', ['-o', 'out.csv'], /^id,/],
    ['out.json', ['-f', 'json', '-o', 'out.json'], /^\{/],
    ['out.ndjson', ['--out=out.ndjson'], /^\{"id"/],
    ['out.ics', ['-oout.ics'], /^BEGIN:VCALENDAR/],
    ['out.ATOM', ['-o', 'out.ATOM'], /^<\?xml/],
    ['out.json', ['-fcsv', '-o', 'out.json'], /^id,/],
  ])('write %s with %j', async (name, flags, start) => {
    const cwd = tempFolder();
    const { code, stdout, stderr } = await runMain(['export', ...flags], { home, cwd });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain(`posts exported: ${name}\n`);
    expect(readFileSync(join(cwd, name), 'utf8').replace('\ufeff', '')).toMatch(start);
  });

  test.each([[[]], [['-o', 'out.html']], [['-o', 'folder']], [['-o', '-']]])(
    'say no format with %j: the formats are named',
    async (flags) => {
      expect(await runMain(['export', ...flags], { home })).toEqual({
        code: 2,
        stdout: '',
        stderr:
          'error: memories export needs a --format\n' +
          'hint: it can be html, json, jsonl, csv, markdown, atom, ics; or name a file such as --out posts.csv\n',
      });
    },
  );

  test.each([
    ['search', 'x'],
    ['search', 'V'],
    ['export', 'v'],
    ['export', 'i'],
  ])('of %s are never a word to leave out: -%s', async (command, letter) => {
    const args = [command, 'otter', `-${letter}`, ...(command === 'export' ? ['--format', 'json'] : [])];
    const { code, stdout, stderr } = await runMain(args, { home });
    if (letter === 'V') expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^\d/) as string });
    else {
      expect({ code, stdout, stderr }).toEqual({
        code: 2,
        stdout: '',
        stderr: `error: memories ${command} has no option -${letter}\nhint: to leave out the word "${letter}": '-"${letter}"'\n`,
      });
      const quoted = args.map((word) => (word === `-${letter}` ? `-"${letter}"` : word));
      expect((await runMain(quoted, { home })).code).toBe(0);
    }
  });

  test('leave words out that only begin like them', async () => {
    for (const word of ['-otter', '-fish', '-none', '-quail']) {
      const all = idsIn(await exported(['--format', 'jsonl'], { home })).length;
      const having = idsIn(await exported(['--format', 'jsonl', word.slice(1)], { home })).length;
      expect(idsIn(await exported(['--format', 'jsonl', word], { home }))).toHaveLength(all - having);
    }
  });

  test('with --quiet say nothing', async () => {
    const out = join(tempFolder(), 'tweets.csv');
    expect(await runMain(['export', '-q', '-o', out], { home })).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});

test('what finds nothing says so, also where it goes to a pipe', async () => {
  const nothing = await runMain(['export', '--format', 'csv', 'xyzzy'], { home });
  expect(nothing.stderr).toBe('0 posts exported\n');
  const found = await runMain(['export', '--format', 'csv'], { home });
  expect(found.stderr).not.toContain('exported');
});

test('a site names the page to open', async () => {
  const out = join(tempFolder(), 'my site');
  const { stderr } = await runMain(['export', '--format', 'html', '--out', out], { home });
  expect(stderr.split('\n').slice(0, 3)).toEqual([
    `22 posts exported: ${out}`,
    'left out: 1 retweet (--retweets)',
    `to look at it: open ${join(out, 'index.html')}`,
  ]);
  expect(existsSync(join(out, 'index.html'))).toBe(true);
});

describe('a file', () => {
  test('is written completely, readable by its owner alone, with nothing left beside it', async () => {
    const out = join(tempFolder(), 'tweets.jsonl');
    const { code, stdout, stderr } = await runMain(['export', '--format', 'jsonl', '--out', out], { home });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain(`22 posts exported: ${out}\nleft out: 1 retweet (--retweets)\n`);
    expect(readFileSync(out, 'utf8')).toBe(await exported(['--format', 'jsonl'], { home }));
    expect(statSync(out).mode & 0o777).toBe(0o600);
    expect(namesBeside(out)).toEqual(['tweets.jsonl']);
  });

  test.each([
    // Of the feed's thirty days only two have any.
    ['atom', 3],
    ['ics', 22],
  ])('in the format %s is reported with the number of its tweets', async (format, tweets) => {
    const out = join(tempFolder(), 'out');
    const { stderr } = await runMain(['export', '--format', format, '--out', out], {
      home,
      now: '2026-11-24T09:00:00Z',
    });
    expect(stderr).toContain(`${tweets} posts exported: ${out}\n`);
  });

  test('that exists is replaced only with --force', async () => {
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

  test.each(['/dev/null', '.'])('never replaces %s', async (out) => {
    const { code, stderr } = await runMain(['export', '--format', 'json', '--force', '--out', out], { home });
    expect(code).toBe(1);
    expect(stderr).toContain('is not a file');
  });

  test.each(['-wal', '-shm', '-journal'])('never replaces what a database keeps beside itself: %s', async (end) => {
    const other = join(tempFolder(), 'other.db');
    writeFileSync(other, readFileSync(databaseOf(home)));
    for (const content of [null, '', 'committed']) {
      if (content !== null) writeFileSync(`${other}${end}`, content);
      const args = ['export', '--format', 'csv', '--out', `${other}${end}`, '--force'];
      const { code, stderr } = await runMain(args, { home });
      expect({ code, stderr }).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('keeps what was written last') as string,
      });
      if (content !== null) expect(readFileSync(`${other}${end}`, 'utf8')).toBe(content);
    }
    const beside = join(tempFolder(), `notes${end}`);
    expect((await runMain(['export', '--format', 'csv', '--out', beside], { home })).code).toBe(0);
  });

  test('never replaces a database, its own or another, nor the configuration', async () => {
    const own = await homeWith(await archiveWith([{ at: '2019-01-01T10:00:00Z', text: 'open' }]));
    const other = join(own, 'other.db');
    writeFileSync(other, `SQLite format 3\0${'x'.repeat(100)}`);
    writeFileSync(join(own, 'config.yaml'), 'time_zone: UTC\n');
    for (const [path, what] of [
      [databaseOf(own), 'the database'],
      [other, 'is a database'],
      [join(own, 'config.yaml'), 'the configuration'],
    ] as const) {
      const before = readFileSync(path);
      const { code, stderr } = await runMain(['export', '--format', 'json', '--force', '--out', path], { home: own });
      expect(code).toBe(1);
      expect(stderr).toContain(what);
      // To look into a database brings its index up to date.
      const length = what === 'the database' ? 16 : before.length;
      expect(readFileSync(path).subarray(0, length)).toEqual(before.subarray(0, length));
    }
  });

  test('never goes to the place of the photos, not even before there are any', async () => {
    const own = await homeWith(await archiveWith([{ at: '2019-01-01T10:00:00Z', text: 'open' }]));
    const place = mediaFolderOf(databaseOf(own));
    for (const [format, out] of [
      ['html', place],
      ['csv', place],
    ] as const) {
      const { code, stderr } = await runMain(['export', '--format', format, '--out', out], { home: own });
      expect({ code, stderr }).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('is the folder of the photos') as string,
      });
    }
    expect(existsSync(place)).toBe(false);
  });

  test('needs an existing folder', async () => {
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

  test('from an export is replaced only with --force', async () => {
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

  test('with anything else in it is not replaced even with --force', async () => {
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

describe('edited notes', () => {
  const words = ['export', '--format', 'markdown', '--force', '--out'];

  /** The months of an archive with two of them, exported; and what exports the same account again with more tweets. */
  async function vault(): Promise<{
    notes: string;
    note: string;
    own: string;
    again: () => ReturnType<typeof runMain>;
  }> {
    const own = await homeWith(
      await archiveWith([
        { at: '2019-11-22T10:00:00Z', text: 'in November' },
        { at: '2020-03-01T10:00:00Z', text: 'in March' },
      ]),
    );
    const notes = join(own, 'notes');
    const again = (): ReturnType<typeof runMain> => runMain([...words, notes], { home: own });
    expect(await again()).toMatchObject({ code: 0, stderr: `2 posts exported: ${notes}\n` });
    return { notes, note: join(notes, '2019-11.md'), own, again };
  }

  async function addTweet(own: string, text: string): Promise<void> {
    const more = await archiveWith([{ at: `2019-11-2${text.length}T10:00:00Z`, text }]);
    expect(await runMain(['import', more], { home: own })).toMatchObject({ code: 0 });
  }

  test('are kept, and the command says so', async () => {
    const { notes, note, again } = await vault();
    appendFileSync(note, 'A line of my own.\n');
    const edited = readFileSync(note, 'utf8');
    utimesSync(note, 1_500_000_000, 1_500_000_000);
    for (let time = 0; time < 2; time += 1) {
      expect(await again()).toMatchObject({
        code: 0,
        stderr: `2 posts exported: ${notes}\nkept as you edited it: 2019-11.md\n`,
      });
      expect(readFileSync(note, 'utf8')).toBe(edited);
      expect(statSync(note).mtimeMs).toBe(1_500_000_000_000);
    }
    expect(readdirSync(notes).sort()).toEqual(['.memories-export', '2019-11.md', '2020-03.md']);
    expect(namesBeside(notes).filter((name) => name.includes('.part'))).toEqual([]);
  });

  test('get the new version beside them if there is one, until that is removed', async () => {
    const { notes, note, own, again } = await vault();
    appendFileSync(note, 'A line of my own.\n');
    await addTweet(own, 'new');
    const says = `kept as you edited it: 2019-11.md; the new version is 2019-11.new.md\n`;
    // What lies there is brought up to date.
    for (const text of [null, 'newer']) {
      if (text !== null) await addTweet(own, text);
      expect((await again()).stderr).toContain(says);
      expect(readFileSync(note, 'utf8')).toContain('A line of my own.');
      expect(readFileSync(note, 'utf8')).not.toContain('\nnew');
      expect(readFileSync(join(notes, '2019-11.new.md'), 'utf8')).toContain(`\n${text ?? 'new'}\n`);
    }
    rmSync(join(notes, '2019-11.new.md'));
    expect((await again()).stderr).toContain('kept as you edited it: 2019-11.md\n');
    expect(readdirSync(notes).sort()).toEqual(['.memories-export', '2019-11.md', '2020-03.md']);
  });

  test('are kept where the new export has no such file, and so are photos and new versions', async () => {
    const own = await homeWith(await folderFixture('data-2024'));
    const notes = join(own, 'notes');
    expect(await runMain([...words, notes], { home: own })).toMatchObject({ code: 0 });
    const [photo = ''] = readdirSync(join(notes, 'media'));
    const month = readdirSync(notes).find((name) => name.endsWith('.md')) ?? '';
    writeFileSync(join(notes, 'media', photo), 'turned');
    writeFileSync(join(notes, month), 'mine');
    const { code, stderr } = await runMain([...words, notes, 'nothing-has-this-word'], { home: own });
    expect({ code, stderr }).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(
        `^0 posts exported: .*(\n.*)*kept as you edited it: ${month}\n(.*\n)*kept as you edited it: media/${photo}\n|kept as you edited it: media/${photo}\n(.*\n)*kept as you edited it: ${month}\n`,
      ) as string,
    });
    expect(readFileSync(join(notes, 'media', photo), 'utf8')).toBe('turned');
    expect(readFileSync(join(notes, month), 'utf8')).toBe('mine');
    expect(readdirSync(notes).sort()).toEqual(['.memories-export', month, 'media'].sort());
  });

  test('are made again if deleted, and with a list of the first exports nothing counts as edited', async () => {
    const { notes, note, again } = await vault();
    rmSync(note);
    expect((await again()).stderr).toBe(`2 posts exported: ${notes}\n`);
    expect(existsSync(note)).toBe(true);
    const list = join(notes, '.memories-export');
    writeFileSync(list, readFileSync(list, 'utf8').replace(/^[0-9a-f]{64} {2}/gm, ''));
    appendFileSync(note, 'lost');
    expect((await again()).stderr).toBe(`2 posts exported: ${notes}\n`);
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

  test('has retweets, hidden and circle tweets only when asked for', async () => {
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
    db?.exec("UPDATE tweets SET audience = 'circle' WHERE text = 'open'");
    db?.close();
    const count = async (...flags: string[]): Promise<number> =>
      idsIn(await exported(['--format', 'jsonl', ...flags], { home: own })).length;
    expect(await count()).toBe(0);
    expect(await count('--circle')).toBe(1);
    expect(await count('--hidden')).toBe(1);
    expect(await count('--retweets')).toBe(1);
    expect(await count('--circle', '--hidden', '--retweets')).toBe(3);
    const { stderr } = await runMain(['export', '--format', 'json'], { home: own });
    expect(stderr).toBe(
      '0 posts exported\nleft out: 1 retweet (--retweets), 1 hidden memory (--hidden), 1 post for your circle or followers (--circle)\n',
    );
  });

  test('needs a known format and a valid query', async () => {
    for (const words of [[], ['--format', 'xml'], ['--format', 'json', 'since:never']]) {
      expect((await runMain(['export', ...words], { home })).code).toBe(2);
    }
  });
});

describe('an export that is cut off', () => {
  test('between two renames gives the previous folder its name back', async () => {
    const out = join(tempFolder(), 'notes');
    const words = ['export', '--format', 'markdown', '--out', out];
    await runMain(words, { home });
    renameSync(out, join(out, '..', `${leftoverName('notes')}.before`));
    mkdirSync(join(out, '..', leftoverName('notes')));
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

test('a slow reader is waited for', async () => {
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
