// Feeds of the real program: what it writes, when, and what it says.

import { parseAtomFeed } from 'feedsmith';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { circleArchive } from '../support/circle.ts';
import { exported, homeToExport } from '../support/exports.ts';
import { addArchive, archiveWith, jsonOf, runMain, writeConfig } from '../support/main.ts';
import { runMemories, spawnMemories, type RunResult } from '../support/run.ts';
import { startSmtp } from '../support/smtp-server.ts';
import { tempFolder } from '../support/temp.ts';
import { feedArchive } from './archives.ts';

const NOW = '2026-11-22T09:00:00Z';

let home = '';
let path = '';

beforeEach(async () => {
  home = tempFolder();
  path = join(home, 'feed.atom');
  await addArchive(home, await feedArchive());
  configure('feed: feed.atom');
});

function configure(settings: string, more = ''): void {
  writeConfig(home, `digest: { ${settings} }\n${more}`);
}

function environment(): Record<string, string> {
  return { MEMORIES_DB: join(home, 'memories.db'), MEMORIES_CONFIG: join(home, 'config.yaml') };
}

function memories(args: readonly string[], now = NOW): Promise<RunResult> {
  return runMemories(args, { home, now, env: environment() });
}

function entries(file = path): { id: string; title: string; updated: string }[] {
  const { entries: all = [] } = parseAtomFeed(readFileSync(file, 'utf8'));
  return all.map(({ id = '', title, updated = '' }) => ({ id, title: title?.value ?? '', updated }));
}

/** Serves until the log has something, and gives the log and the exit code. */
async function serve(until: RegExp, now: string): Promise<{ log: string; code: unknown }> {
  const service = spawnMemories(['serve-digest'], { home, now, env: environment() });
  let log = '';
  service.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const closed = new Promise((resolve) => service.once('close', resolve));
  await expect.poll(() => log, { timeout: 10_000 }).toMatch(until);
  service.kill('SIGTERM');
  return { code: await closed, log };
}

describe('serve-digest', () => {
  test('writes the feed without a recipient or a mail server: at its start, and at the hour', async () => {
    const { log, code } = await serve(/written[^]*written/, '2026-11-22T07:59:57Z');
    expect(code).toBe(0);
    expect(
      log
        .trimEnd()
        .split('\n')
        .map((line) => line.slice(26)),
    ).toEqual([
      `digest, feed ${path}: "08:00" in UTC`,
      `digest, feed ${path}: written, 1 day`,
      `digest, feed ${path}: written, 2 days`,
      'stopping',
      'stopped',
    ]);
    expect(entries().map(({ title, updated }) => [title, updated])).toEqual([
      ['22 November: 2 memories', '2026-11-22T00:00:00Z'],
      ['20 November: 1 memory', '2026-11-20T00:00:00Z'],
    ]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('mails all the same when the feed can not be written, and says so in a line', async () => {
    const smtp = await startSmtp();
    configure('to: wren@example.org, feed: nowhere/feed.atom', `smtp: { url: "smtp://127.0.0.1:${smtp.port}" }\n`);
    const { log } = await serve(/sent, 2 memories[^]*again at|again at[^]*sent, 2 memories/, NOW);
    const folder = join(home, 'nowhere');
    const told = log.split('\n').filter((line) => line.includes('feed:'));
    expect(told.map((line) => line.slice(26).replace(/at 2026.*/, 'at'))).toEqual([
      `digest, feed: the feed ${folder}/feed.atom can't be written: there is no folder ${folder}; again at`,
    ]);
    expect(smtp.received).toHaveLength(1);
  });
});

describe('digest send', () => {
  test('writes the feed as of today, after the mail, and needs no mail for it', async () => {
    expect(await memories(['digest', 'send'])).toMatchObject({
      code: 0,
      stdout: `digest, feed ${path}: written, 2 days\n`,
      stderr: '',
    });
    expect(await jsonOf(['digest', 'send'], { home })).toEqual({
      digests: [],
      feeds: [{ digest: 'digest', path, state: 'written', days: 2 }],
    });
  });

  test("ends the feed with the day that the service ends it with: yesterday's until the digest's hour", async () => {
    const newest = (): string | undefined => entries()[0]?.title;
    await memories(['digest', 'send'], '2026-11-22T06:30:00Z');
    expect(newest()).toBe('20 November: 1 memory');
    await serve(/written/, '2026-11-22T06:31:00Z');
    expect(newest()).toBe('20 November: 1 memory');
    await memories(['digest', 'send'], '2026-11-22T08:00:00Z');
    expect(newest()).toBe('22 November: 2 memories');
    await serve(/written/, '2026-11-22T08:01:00Z');
    expect(newest()).toBe('22 November: 2 memories');
  });

  test('says of each mail and each feed why it failed', async () => {
    configure(
      'to: wren@example.org, feed: nowhere/feed.atom',
      'digests:\n  robin: { to: robin@example.org, feed: gone/robin.atom }\nsmtp: { url: "smtp://127.0.0.1:1" }\n',
    );
    const { code, stdout, stderr } = await memories(['digest', 'send']);
    expect(code).toBe(1);
    expect(stdout.split('\n')).toEqual([
      'digest, 2026-11-22, to wren@example.org: not sent: 127.0.0.1:1 refused the connection',
      'robin, 2026-11-22, to robin@example.org: not sent: 127.0.0.1:1 refused the connection',
      `digest, feed: not written: the feed ${home}/nowhere/feed.atom can't be written: there is no folder ${home}/nowhere`,
      `robin, feed: not written: the feed ${home}/gone/robin.atom can't be written: there is no folder ${home}/gone`,
      '',
    ]);
    expect(stderr).toMatch(/^error: 2 of 2 mails were not sent, 2 of 2 feeds were not written\nhint: \S.*\n$/);
  });

  test.each([[['--date', '11-20']], [['--year']], [['--to', 'robin@example.org']]])(
    'leaves the feed alone with %j',
    async (args) => {
      const { code, stderr } = await memories(['digest', 'send', ...args]);
      expect({ code, stderr: stderr.split('\n')[0] }).toEqual({ code: 1, stderr: 'error: no digest is set up' });
      expect(existsSync(path)).toBe(false);
    },
  );

  test('ends with 1 when the feed can not be written, after the mails', async () => {
    const smtp = await startSmtp();
    configure('to: wren@example.org, feed: nowhere/feed.atom', `smtp: { url: "smtp://127.0.0.1:${smtp.port}" }\n`);
    const { code, stdout, stderr } = await memories(['digest', 'send']);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /: sent, 2 memories .*\ndigest, feed: not written: the feed .*nowhere\/feed\.atom can't be written: there is no folder .*\n$/,
    );
    expect(stderr).toMatch(/^error: the feed .* can't be written: there is no folder .*\nhint: fix that/);
    expect(smtp.received).toHaveLength(1);
  });

  test('writes each digest its own feed, whose accounts are its own', async () => {
    const robin = { at: '2017-11-22T10:00:00Z', text: 'Robin was here' };
    await addArchive(home, await archiveWith([robin], { id: '77', handle: 'robin_sings' }));
    const further = 'digests:\n  robin: { accounts: [robin_sings], feed: robin.atom }\n  none: { accounts: [] }\n';
    configure('to: wren@example.org, accounts: [wren_writes], feed: feed.atom', further);
    // There is no mail server.
    expect((await memories(['digest', 'send'])).stdout).toContain('robin.atom: written, 1 day');
    const [own, robins] = [path, join(home, 'robin.atom')].map((file) => readFileSync(file, 'utf8'));
    expect(own).not.toContain('Robin was here');
    expect(robins).toContain('Robin was here');
    expect(robins).not.toContain('heron');
    configure('feed: feed.atom', 'digests:\n  robin: { feed: feed.atom }\n');
    expect((await memories(['digest', 'send'])).stderr).toContain('"digest" and "robin" have the same feed');
  });
});

describe('the feed', () => {
  test('has the same entries as the export of that day, but for their ids', async () => {
    home = await homeToExport();
    path = join(home, 'feed.atom');
    configure('feed: feed.atom');
    for (const now of [NOW, '2026-03-20T09:00:00Z', '2028-03-01T09:00:00Z']) {
      await memories(['digest', 'send'], now);
      const text = await exported(['--format', 'atom'], { home, now });
      const withoutIds = (feed: string): string => feed.replace(/<id>.*<\/id>/g, '');
      expect(withoutIds(readFileSync(path, 'utf8'))).toBe(withoutIds(text));
      expect(entries().length).toBeGreaterThan(0);
    }
  });

  test('keeps its ids and those of its days, also when another account is imported', async () => {
    await memories(['digest', 'send']);
    const { id } = parseAtomFeed(readFileSync(path, 'utf8'));
    const before = new Map(entries().map((entry) => [entry.updated, entry.id]));
    await addArchive(
      home,
      await archiveWith([{ at: '2017-11-23T10:00:00Z', text: 'Robin' }], { id: '77', handle: 'a_robin_sings' }),
    );
    await memories(['digest', 'send'], '2026-11-23T09:00:00Z');
    expect(parseAtomFeed(readFileSync(path, 'utf8')).id).toBe(id);
    const after = new Map(entries().map((entry) => [entry.updated, entry.id]));
    expect(after.size).toBe(3);
    for (const [day, entry] of before) expect(after.get(day)).toBe(entry);
    expect(new Set(after.values()).size).toBe(3);
  });

  test('has nothing hidden, and nothing that only a circle saw, whosever feed it is', async () => {
    await addArchive(home, await circleArchive({ at: '2016-11-22T10:00:00Z', text: 'only for friends' }));
    await runMain(['hide', '--word', 'the old job'], { home });
    await memories(['digest', 'send']);
    const text = readFileSync(path, 'utf8');
    expect(text).not.toMatch(/only for friends|the old job/);
    expect(entries().map(({ title }) => title)).toEqual(['22 November: 2 memories']);
  });

  test('takes the place of one that is there, whose permissions, owner, group and link it keeps, and leaves nothing beside it', async () => {
    mkdirSync(join(home, 'public'));
    const target = join(home, 'public', 'memories.atom');
    writeFileSync(target, '');
    chmodSync(target, 0o644);
    const isRoot = process.getuid?.() === 0;
    if (isRoot) chownSync(target, 12_345, 54_321);
    symlinkSync(target, path);
    for (const now of [NOW, '2026-11-23T09:00:00Z']) await memories(['digest', 'send'], now);
    expect(entries(target)).toHaveLength(3);
    expect(statSync(target).mode & 0o777).toBe(0o644);
    if (isRoot) expect(statSync(target)).toMatchObject({ uid: 12_345, gid: 54_321 });
    expect(readFileSync(path, 'utf8')).toBe(readFileSync(target, 'utf8'));
    expect(readdirSync(join(home, 'public'))).toEqual(['memories.atom']);
  });

  test('takes the place of nothing else', async () => {
    for (const kind of ['file', 'folder']) {
      if (kind === 'file') writeFileSync(path, '<feed>of somebody else</feed>');
      else mkdirSync(path);
      const { code, stderr } = await memories(['digest', 'send']);
      expect(code).toBe(1);
      expect(stderr).toMatch(/can't be written: what is there is (another file|not a file)/);
      if (statSync(path).isFile()) expect(readFileSync(path, 'utf8')).toBe('<feed>of somebody else</feed>');
      path = join(home, 'other.atom');
      configure('feed: other.atom');
    }
  });
});

describe('digest status and doctor', () => {
  const statusLine = async (): Promise<string> => (await runMain(['digest', 'status'], { home })).stdout;

  test('tell when the feed was written, whether that is too long ago, and why it can not be', async () => {
    expect(await statusLine()).toBe(
      `digest, feed ${path}: not written yet; not up to date: is memories serve-digest running?\n`,
    );
    await memories(['digest', 'send']);
    const at = (time: string): void => {
      // Files have times finer than milliseconds.
      const seconds = Date.parse(time) / 1000 + 0.000_123;
      utimesSync(path, seconds, seconds);
    };
    at('2026-11-22T08:00:05Z');
    expect(await statusLine()).toBe(`digest, feed ${path}: written 2026-11-22 08:00 in UTC\n`);
    at('2026-11-21T08:00:05Z');
    expect(await statusLine()).toContain('written 2026-11-21 08:00 in UTC; not up to date');
    expect(await jsonOf(['digest', 'status'], { home })).toEqual({
      digests: [],
      feeds: [{ digest: 'digest', path, writtenAt: '2026-11-21T08:00:05.000Z', isLate: true, problem: null }],
      service: [],
    });
    writeFileSync(path, 'mine');
    expect(await statusLine()).toContain("; it can't be written: what is there is another file\n");
  });
});
