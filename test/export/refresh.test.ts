// `digest.site`: a site that is kept fresh, written only where something has changed.

import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { archiveWith, addArchive, runMain, writeConfig, type MainResult } from '../support/main.ts';
import { exampleSite, filesOf, FIRST } from './example-site.ts';

let home = '';
let site = '';

beforeEach(async () => {
  home = (await exampleSite()).home;
  site = join(home, 'fresh');
  writeConfig(home, `digest: { site: ${site} }\n`);
});

function send(...words: string[]): Promise<MainResult> {
  return runMain(['digest', 'send', ...words], { home });
}

/** Sets every file's time back, and gives those that are new after something was done. */
async function freshAfter(act: () => Promise<unknown>): Promise<string[]> {
  for (const file of filesOf(site)) utimesSync(join(site, file), 1e9, 1e9);
  await act();
  return filesOf(site)
    .filter((file) => statSync(join(site, file)).mtimeMs !== 1e12)
    .sort();
}

test('it is the site of an export, but for the date of its making', async () => {
  const { stdout, stderr, code } = await send();
  expect({ stdout, stderr, code }).toEqual({
    stdout: expect.stringMatching(/^digest, site \S+\/fresh: written, \d+ changed files\n$/) as string,
    stderr: '',
    code: 0,
  });
  const exported = join(home, 'site');
  expect(filesOf(site)).toEqual(filesOf(exported));
  const text = (folder: string, file: string): string =>
    readFileSync(join(folder, file), 'utf8').replace(/Made on [^<]*2026 from/, 'Made from');
  const others = filesOf(site).filter(
    (file) => file !== '.memories-export' && text(site, file) !== text(exported, file),
  );
  expect(others).toEqual([]);
});

describe('written again', () => {
  beforeEach(async () => {
    await send();
  });

  test('without news it is left alone, file by file', async () => {
    const inode = statSync(site).ino;
    expect(await freshAfter(() => runMain(['digest', 'send'], { home, now: '2026-12-24T09:00:00Z' }))).toEqual([
      '.memories-export',
    ]);
    expect(statSync(site).ino).toBe(inode);
    expect((await send()).stdout).toContain('written, 0 changed files');
    expect(readdirSync(home).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('only what has changed is new, and its permissions stay', async () => {
    chmodSync(site, 0o755);
    chmodSync(join(site, 'days'), 0o755);
    chmodSync(join(site, 'days/11-22.html'), 0o644);
    const media = statSync(join(site, 'media')).mode & 0o777;
    await addArchive(home, await archiveWith([{ at: '2021-11-22T10:00:00Z', text: 'An otter, at last.' }]));
    const fresh = await freshAfter(() => send());
    expect(fresh).toContain('days/11-22.html');
    expect(fresh).toContain('years/2021.html');
    expect(fresh).not.toContain('days/02-29.html');
    expect(fresh).not.toContain('style.css');
    expect(fresh.filter((file) => file.startsWith('media/'))).toEqual([]);
    expect(readFileSync(join(site, 'days/11-22.html'), 'utf8')).toContain('An otter, at last.');
    expect(['', 'days', 'days/11-22.html'].map((path) => statSync(join(site, path)).mode & 0o777)).toEqual([
      0o755, 0o755, 0o644,
    ]);
    expect(statSync(join(site, 'media')).mode & 0o777).toBe(media);
    // As a whole it is again what an export would be.
    const again = join(home, 'again');
    await runMain(['export', '--format', 'html', '--out', again], { home });
    expect(filesOf(site)).toEqual(filesOf(again));
  });

  test('what is hidden since is gone from it, and so are its pages', async () => {
    await runMain(['hide', '--word', 'cello'], { home });
    const thread = join(site, `threads/${FIRST}.html`);
    expect(existsSync(thread)).toBe(true);
    await send();
    expect(existsSync(thread)).toBe(false);
    expect(readFileSync(join(site, 'days/11-22.html'), 'utf8')).not.toContain('Cello');
  });

  test('what somebody has edited stays, and what somebody has removed comes back', async () => {
    writeFileSync(join(site, 'style.css'), 'body { color: plum }\n');
    rmSync(join(site, 'days/02-29.html'));
    await send();
    await send();
    expect(readFileSync(join(site, 'style.css'), 'utf8')).toBe('body { color: plum }\n');
    expect(existsSync(join(site, 'days/02-29.html'))).toBe(true);
    expect(filesOf(site).filter((file) => file.includes('.new.'))).toEqual([]);
  });

  test('a foreign file in it is never removed: nothing is written, and status and doctor say why', async () => {
    writeFileSync(join(site, 'CNAME'), 'otters.example.org\n');
    await addArchive(home, await archiveWith([{ at: '2021-11-22T10:00:00Z', text: 'An otter, at last.' }]));
    const { code, stdout, stderr } = await send();
    expect(code).toBe(1);
    const why = `${site} has files that no export made, such as "CNAME"`;
    expect(stdout).toBe(`digest, site: not written: ${why}\n`);
    expect(stderr).toBe(`error: ${why}\nhint: fix that, or name another folder as digest.site\n`);
    expect(readFileSync(join(site, 'CNAME'), 'utf8')).toContain('otters');
    const status = await runMain(['digest', 'status', '--check'], { home });
    expect([status.code, status.stdout.includes('CNAME')]).toEqual([1, true]);
    expect((await runMain(['doctor', '--offline'], { home })).stdout).toMatch(
      /wrong {2}site .* can't be written: it has files/,
    );
  });
});

test('it never takes the place of the photos, and a folder that is not there is said', async () => {
  writeConfig(home, `digest: { site: ${join(home, 'memories-media')} }\n`);
  expect((await send()).stderr).toContain('is the folder of the photos');
  writeConfig(home, 'digest: { site: nowhere/site }\n');
  expect((await send()).stdout).toContain(`there is no folder ${join(home, 'nowhere')}`);
});

test('status and what a timer starts know it, beside the feed', async () => {
  writeConfig(home, `digest: { site: fresh, feed: feed.atom }\n`);
  const before = await runMain(['digest', 'status', '--json'], { home });
  expect(JSON.parse(before.stdout)).toMatchObject({
    feeds: [{ path: join(home, 'feed.atom'), writtenAt: null }],
    sites: [{ path: site, writtenAt: null, isLate: true, problem: null }],
  });
  const { code, stderr } = await runMain(['serve-digest', '--once', '--json'], { home });
  expect(code).toBe(0);
  expect(stderr).toMatch(/"event":"site","digest":"digest","path":"[^"]*fresh","state":"written","changedFiles":\d{3}/);
  expect(stderr).toMatch(/"event":"feed",[^\n]*"state":"written","days":\d/);
  const after = await runMain(['digest', 'status'], { home });
  expect(after.stdout).toMatch(/digest, site \S+fresh: written \d{4}-/);
  writeConfig(home, `digest: { site: fresh }\ndigests: { other: { site: fresh } }\n`);
  expect((await send()).stderr).toContain(
    `the digests "digest" and "other" have the same site, ${site}\nhint: set another: memories config set digests.other.site <folder>`,
  );
});
