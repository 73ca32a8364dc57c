// The program as an install has it, and what is kept of it compiled.

import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { areNodesFetched, nodeOf } from './nodes.ts';
import { runMemories, type RunOptions, type RunResult } from './run.ts';
import { tempFolder } from './temp.ts';

const ROOT = join(import.meta.dirname, '../..');
const run = promisify(execFile);

/** The built program without what starts it. */
export const PROGRAM = join(ROOT, 'dist/memories.cjs');

/** A Node.js 20, for which the program keeps what is compiled by itself. */
export const NODE_20 = process.version.startsWith('v20.') ? process.execPath : nodeOf('20.20.1');
export const isNode20There = NODE_20 === process.execPath || areNodesFetched;

/** Elsewhere others are kept out by bits of the mode. */
export const isWindows = process.platform === 'win32';

/** Packs the program, and installs that in a new folder, but for the packages that it needs: those are this folder's own. */
export async function installProgram(): Promise<{ folder: string; binary: string }> {
  const folder = join(tempFolder(), 'node_modules/memories');
  const at = dirname(folder);
  mkdirSync(folder, { recursive: true });
  // Without scripts: a build would pull the program away from under the other tests.
  const args = ['pack', '--silent', '--ignore-scripts', '--offline', '--logs-max=0', '--pack-destination', at];
  const env = { PATH: process.env['PATH'], HOME: tempFolder() };
  const { stdout } = await run('npm', args, { cwd: ROOT, env });
  await run('tar', ['-xzf', join(at, stdout.trim()), '-C', folder, '--strip-components', '1']);
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return { folder, binary: join(folder, 'bin/memories.js') };
}

/** Where a home has what is compiled. */
export function compiledIn(home: string): string {
  return join(home, process.platform === 'darwin' ? 'Library/Caches' : '.cache', 'memories/compiled');
}

/** The paths of what a home has compiled: a file for Node.js 20, a folder for newer ones. */
export function keptIn(home: string): string[] {
  return readdirSync(compiledIn(home)).map((name) => join(compiledIn(home), name));
}

/** Reads what is kept for Node.js 20: there are two of it. */
export function readKept(path: string): { header: Record<string, unknown>; data: Buffer } {
  const content = readFileSync(path);
  const end = content.indexOf('\n');
  const header = JSON.parse(content.toString('utf8', 0, end)) as Record<string, unknown>;
  return { header, data: content.subarray(end + 1, end + 1 + Number(header['bytes'])) };
}

/** Writes what is kept for Node.js 20, whole and in order, over what is there. */
export function writeKept(path: string, header: Record<string, unknown>, data: Buffer): void {
  const line = JSON.stringify({ ...header, bytes: data.length });
  writeFileSync(path, Buffer.concat([Buffer.from(`${line}\n`), data, data]));
}

/** The exit code of the failing program. */
export const FAILED = 3;

/** The text of a program that fails. It is as long as the right one, which is all that V8 looks at. */
function failingText(text: string): string {
  return text.replace(/^.*/, (line) => `process.exit(${FAILED});`.padEnd(line.length));
}

/** The shortest command, which needs no database and so nothing that was compiled for one version of Node.js. */
export function printVersion(home: string, options: RunOptions = {}): Promise<RunResult> {
  return runMemories(['--version'], { home, node: NODE_20, ...options });
}

interface Kept {
  readonly name: string;
  readonly header: Record<string, unknown>;
  readonly failing: Buffer;
}

let kept: Promise<Kept> | undefined;

/** Puts what is kept of a failing program where a home would have that of the right one. @returns its path */
export async function plantFailing(home: string): Promise<string> {
  const { name, header, failing } = await (kept ??= keepFailing());
  mkdirSync(compiledIn(home), { recursive: true, mode: 0o700 });
  const path = join(compiledIn(home), name);
  writeFileSync(path, '', { mode: 0o600 });
  writeKept(path, header, failing);
  return path;
}

async function keepFailing(): Promise<Kept> {
  const home = tempFolder();
  await printVersion(home);
  const [path = ''] = keptIn(home);
  const code = `const [, path, line] = process.argv;
    const text = require('node:fs').readFileSync(path, 'latin1').replace(/^.*/, line);
    const script = new (require('node:vm').Script)(require('node:module').wrap(text), { filename: path });
    process.stdout.write(script.createCachedData().toString('base64'));`;
  const [line = ''] = failingText(readFileSync(PROGRAM, 'latin1')).split('\n');
  const { stdout } = await run(NODE_20, ['-e', code, PROGRAM, line], { maxBuffer: 1e7 });
  return { name: basename(path), header: readKept(path).header, failing: Buffer.from(stdout, 'base64') };
}

/** The same with a newer Node.js, and an install of its own. */
export async function plantFailingFor(node: string, home: string, binary: string): Promise<void> {
  const program = join(binary, '../../dist/memories.cjs');
  const right = readFileSync(program, 'latin1');
  const other = tempFolder();
  writeFileSync(program, failingText(right));
  await printVersion(other, { node, binary });
  writeFileSync(program, right);
  await printVersion(home, { node, binary });
  const forged = readFileSync(filesIn(other)[0] ?? '');
  // Node.js has a checksum of the program there, which anybody can make.
  forged.writeUInt32LE(crc32(right), 12);
  for (const path of filesIn(home)) writeFileSync(path, forged);
}

/** What Node.js itself has written. */
function filesIn(home: string): string[] {
  const paths = readdirSync(compiledIn(home), { recursive: true, encoding: 'utf8' });
  return paths.map((path) => join(compiledIn(home), path)).filter((path) => statSync(path).isFile());
}
