// The program as a package manager may leave it, or an update of Node.js: without a native part of SQLite that it can load.

import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { beforeAll, expect, test } from 'vitest';
import { tempFolder } from '../support/temp.ts';

const TOP = join(import.meta.dirname, '../..');

let installed = '';
let binding = '';

/** A copy of the package, whose better-sqlite3 is its own. */
beforeAll(() => {
  installed = join(tempFolder(), 'memories');
  binding = join(installed, 'node_modules/better-sqlite3/build/Release/better_sqlite3.node');
  mkdirSync(join(installed, 'node_modules'), { recursive: true });
  for (const name of ['bin', 'dist', 'package.json'])
    cpSync(join(TOP, name), join(installed, name), { recursive: true });
  for (const name of readdirSync(join(TOP, 'node_modules'))) {
    const [from, to] = [join(TOP, 'node_modules', name), join(installed, 'node_modules', name)];
    if (name !== 'better-sqlite3') symlinkSync(from, to);
    else for (const part of ['package.json', 'lib']) cpSync(join(from, part), join(to, part), { recursive: true });
  }
});

/** The same native part, as it says it were if it had been built for a Node.js of that version of its interface. */
function builtFor(modules: number): Buffer {
  const own = Number(process.versions.modules);
  const built = readFileSync(join(TOP, 'node_modules/better-sqlite3/build/Release/better_sqlite3.node'));
  const text = built.toString('latin1').replaceAll(`node_register_module_v${own}`, `node_register_module_v${modules}`);
  const bytes = Buffer.from(text, 'latin1');
  // A module's description begins with this number, and flags that are 0.
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    if (bytes.readUInt32LE(at) === own && bytes.readUInt32LE(at + 4) === 0) bytes.writeUInt32LE(modules, at);
  }
  return bytes;
}

test.skipIf(process.platform !== 'linux').each([
  ['is not built', null, "isn't built: its install script was not run"],
  [
    'was built for another Node.js',
    () => builtFor(Number(process.versions.modules) + 12),
    'was built for another Node.js than this one',
  ],
  ['is no library', () => Buffer.from('text'), "can't be loaded: "],
])('a native part that %s is told in words, with what to do, and exit code 1', (_what, content, why) => {
  rmSync(binding, { force: true });
  mkdirSync(dirname(binding), { recursive: true });
  if (content) writeFileSync(binding, content());
  const home = tempFolder();
  writeFileSync(join(home, 'memories.db'), '');
  const words = [join(installed, 'bin/memories.js'), '--db', join(home, 'memories.db'), 'today'];
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, TZ: 'UTC' };
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', env, cwd: home });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  const [said = '', hint = ''] = stderr.replaceAll('\n  ', ' ').split('\nhint: ');
  expect(said).toMatch(/^error: the database can't be opened: the native part of better-sqlite3 /);
  expect(said).toContain(why);
  const { name } = JSON.parse(readFileSync(join(TOP, 'package.json'), 'utf8')) as { name: string };
  expect(hint.split('\n').slice(1)).toEqual([
    `cd ${installed} && npm rebuild better-sqlite3`,
    `npm install -g --allow-scripts=better-sqlite3 ${name}`,
    '',
  ]);
});
