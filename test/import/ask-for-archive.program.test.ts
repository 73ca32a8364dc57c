// The question that `memories import` asks, at a real terminal: python3 has one to lend.

import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { zipFixture } from '../support/archives.ts';
import { databaseOf, jsonOf } from '../support/main.ts';
import { tempFolder } from '../support/temp.ts';

const BINARY = join(import.meta.dirname, '../../bin/memories.js');

/** Runs a program at a terminal, presses keys when it asks, and prints what the terminal showed and the exit code. */
const AT_TERMINAL = `
import os, pty, select, sys, time
question, keys, command = sys.argv[1].encode(), sys.argv[2].encode(), sys.argv[3:]
pid, terminal = pty.fork()
if pid == 0:
    os.execv(command[0], command)
shown, asked, until = b'', False, time.time() + 40
while time.time() < until:
    if select.select([terminal], [], [], 0.5)[0]:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            part = b''
        if not part:
            break
        shown += part
    if not asked and question in shown:
        asked = True
        for key in keys.split(b' '):
            time.sleep(0.3)
            os.write(terminal, {b'enter': b'\\r', b'down': b'\\x1b[B', b'ctrl-c': b'\\x03', b'space': b' '}[key])
else:
    os.kill(pid, 9)
_, status = os.waitpid(pid, 0)
sys.stdout.buffer.write(shown + b'\\nexit code %d\\n' % os.waitstatus_to_exitcode(status))
`;

function hasTerminals(): boolean {
  if (process.platform === 'win32') return false;
  try {
    execFileSync('python3', ['-c', 'import os, pty; os.waitstatus_to_exitcode'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function atTerminal(home: string, keys: string): Promise<string> {
  const args = ['-c', AT_TERMINAL, 'Which archives?', keys, process.execPath, BINARY, 'import'];
  const env = { PATH: process.env['PATH'], HOME: home, MEMORIES_DB: databaseOf(home), TERM: 'xterm', TZ: 'UTC' };
  return (await promisify(execFile)('python3', args, { env, cwd: home })).stdout;
}

/** A home with two archives: the newer one in Downloads, the older one in the home folder itself. */
async function homeWithTwo(): Promise<string> {
  const home = tempFolder();
  mkdirSync(join(home, 'Downloads'));
  for (const [name, place, year] of [
    ['data-2024', join(home, 'Downloads', 'newer.zip'), 2024],
    ['root-2018', join(home, 'older.zip'), 2018],
  ] as const) {
    renameSync(await zipFixture(name), place);
    utimesSync(place, new Date(Date.UTC(year, 0, 1)), new Date(Date.UTC(year, 0, 1)));
  }
  return home;
}

async function imported(home: string): Promise<string[]> {
  const { imports } = (await jsonOf(['accounts'], { home })) as { imports: { source: string }[] };
  return imports.map(({ source }) => source);
}

describe.skipIf(!hasTerminals())('on a terminal, import without a path', () => {
  test('lists the archives found, newest first, and imports the one that is chosen', async () => {
    const home = await homeWithTwo();
    const shown = await atTerminal(home, 'enter');
    expect(shown.indexOf('newer.zip')).toBeGreaterThan(-1);
    expect(shown.indexOf('newer.zip')).toBeLessThan(shown.indexOf('older.zip'));
    expect(shown).toContain('22 of 22 posts read');
    expect(shown).toContain('exit code 0');
    expect(await imported(home)).toEqual(['newer.zip']);
  });

  test('imports another one, or several, as chosen', async () => {
    const home = await homeWithTwo();
    expect(await atTerminal(home, 'space down space enter')).toContain('exit code 0');
    expect(await imported(home)).toEqual(['older.zip']);
    const other = await homeWithTwo();
    expect(await atTerminal(other, 'down space enter')).toContain('exit code 0');
    expect((await imported(other)).toSorted()).toEqual(['newer.zip', 'older.zip']);
  });

  test('tells of half downloads', async () => {
    const home = await homeWithTwo();
    writeFileSync(join(home, 'Downloads', 'twitter-2026.zip.crdownload'), 'PK');
    expect(await atTerminal(home, 'enter')).toContain('twitter-2026.zip.crdownload is half a download: wait');
    const bare = tempFolder();
    writeFileSync(join(bare, 'twitter-2026.zip.part'), 'PK');
    const shown = await atTerminal(bare, 'enter');
    expect(shown).toContain('error: there is only half a download of an archive:');
    expect(shown).toContain('exit code 1');
  });

  test('ends with 130 on Ctrl-C and imports nothing', async () => {
    const home = await homeWithTwo();
    const shown = await atTerminal(home, 'ctrl-c');
    expect(shown).toContain('exit code 130');
    expect(shown).not.toMatch(/^\s+at /m);
    await expect(imported(home)).rejects.toThrow('nothing has been imported yet');
  });
});
