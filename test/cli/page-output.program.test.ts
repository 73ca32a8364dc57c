// `--open` in the real program, with a browser that notes what it is given.

import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { zipFixture } from '../support/archives.ts';
import { databaseOf, homeWith } from '../support/main.ts';
import { runMemories, type RunResult } from '../support/run.ts';
import { tempFolder } from '../support/temp.ts';

let home: string;

beforeAll(async () => {
  home = await homeWith(await zipFixture('data-2024'));
});

describe.skipIf(process.platform !== 'linux')('--open', () => {
  /** Runs the real program with a browser that notes what it is given. */
  async function opened(...args: string[]): Promise<RunResult & { noted: string; caches: string }> {
    const folder = tempFolder();
    const [browser, note] = [join(folder, 'browser'), join(folder, 'note')];
    writeFileSync(browser, `#!/bin/sh\necho "$1" > "${note}.new" && mv "${note}.new" "${note}"\n`);
    chmodSync(browser, 0o700);
    const env = {
      MEMORIES_DB: databaseOf(home),
      BROWSER: browser,
      TMPDIR: folder,
      NODE_DISABLE_COMPILE_CACHE: '1',
    };
    const run = await runMemories(['today', ...args], { home, env });
    for (let waited = 0; !existsSync(note) && waited < 10_000; waited += 20) await wait(20);
    expect(readdirSync(folder).sort(), 'nothing is left in the temporary folder').toEqual(['browser', 'note']);
    return { ...run, noted: readFileSync(note, 'utf8').trim(), caches: join(home, '.cache/memories') };
  }

  test('shows a page that the next one replaces, in a folder for nobody else', async () => {
    const first = await opened('--open');
    const path = join(first.caches, 'memories.html');
    expect({ code: first.code, noted: first.noted }).toEqual({ code: 0, noted: path });
    expect(first.stderr).toContain(path);
    expect((await opened('--open', '--retweets')).noted).toBe(path);
    expect(readdirSync(first.caches)).toEqual(['memories.html']);
    expect([path, first.caches].map((one) => statSync(one).mode & 0o777)).toEqual([0o600, 0o700]);
  });

  test('with --html shows that file', async () => {
    const path = join(tempFolder(), 'day.html');
    expect((await opened('--open', '--html', path)).noted).toBe(path);
  });

  test('says what to do where there is no place for its page', async () => {
    const env = { MEMORIES_DB: databaseOf(home), XDG_CACHE_HOME: import.meta.filename };
    const { code, stderr } = await runMemories(['today', '--open'], { home, env });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: there is no place for the page: a part of its path is a file.*\nhint: .*--html\n$/);
  });
});
