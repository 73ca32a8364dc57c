// What is published and what is there after `npm install -g`: the tarball's files, the command and its manual page.

import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { tempFolder } from './support/temp.ts';

const ROOT = join(import.meta.dirname, '..');

function json(path: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
}

const own = json('package.json') as { bin: Record<string, string> };

describe('the tarball', () => {
  let files: { path: string; mode: number }[];

  beforeAll(async () => {
    // Without scripts: a build would pull the program away from under the other tests.
    const args = ['pack', '--dry-run', '--json', '--ignore-scripts', '--offline', '--logs-max=0'];
    const env = { PATH: process.env['PATH'], HOME: tempFolder() };
    const { stdout } = await promisify(execFile)('npm', args, { cwd: ROOT, env, shell: process.platform === 'win32' });
    files = (JSON.parse(stdout) as { files: typeof files }[])[0]?.files ?? [];
  }, 60_000);

  test.each([
    'bin/memories.js',
    'bin/package.json',
    'dist/start.cjs',
    'dist/memories.cjs',
    'dist/days.cjs',
    'dist/parser-worker.cjs',
    'dist/batch-worker.cjs',
    'dist/LICENSES',
    'dist/memories.1',
    'demo/day.json',
    'demo/fediverse.json',
    'docs/json.md',
    'README.md',
    'LICENSE',
    'CHANGELOG.md',
    'package.json',
  ])('has %s', (path) => {
    expect(files.map((file) => file.path)).toContain(path);
  });

  test("has every file that the demo's posts name", () => {
    const { items } = json('demo/day.json') as { items: { photos?: string[]; video?: { file: string } }[] };
    const others = json('demo/fediverse.json') as { items: { photos?: { file: string }[] }[] };
    const named = [
      ...items.flatMap(({ photos = [], video }) => [
        ...photos.map((name) => `demo/photos/${name}`),
        ...(video ? [`demo/videos/${video.file}`] : []),
      ]),
      ...others.items.flatMap(({ photos = [] }) => photos.map(({ file }) => `demo/photos/${file}`)),
    ];
    expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(named));
  });

  test('has neither tests nor sources nor anything of this machine', () => {
    const unwanted = files.filter(({ path }) => !/^(bin|dist|demo|docs)\/|^[\w.]+\.(md|json)$|^LICENSE$/.test(path));
    expect(unwanted).toEqual([]);
    expect(files.filter(({ path }) => /\.ts$|test|fixture|(^|\/)\./.test(path))).toEqual([]);
  });

  test('has nothing compiled: that would be for one build of one Node.js alone', () => {
    const programs = files.map(({ path }) => path).filter((path) => /^(bin|dist)\//.test(path));
    expect(
      programs.filter((path) => !/\.c?js$|^bin\/package\.json$|^dist\/(LICENSES|memories\.1)$/.test(path)),
    ).toEqual([]);
  });

  test('has a program that may be run', () => {
    expect(own.bin).toEqual({ memories: 'bin/memories.js' });
    const mode = files.find(({ path }) => path === 'bin/memories.js')?.mode ?? 0;
    expect(mode & 0o111).not.toBe(0);
    expect(readFileSync(join(ROOT, 'bin/memories.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });
});

test('an installed package has the command and its manual page', () => {
  const folder = tempFolder();
  const npm = (cwd: string, ...args: readonly string[]): string =>
    execFileSync('npm', [...args, '--offline', '--ignore-scripts', '--logs-max=0', '--no-audit', '--no-fund'], {
      cwd,
      env: { PATH: process.env['PATH'], HOME: folder },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const packed = (from: string): string => {
    const [file] = JSON.parse(npm(from, 'pack', '--json', '--pack-destination', folder)) as { filename: string }[];
    return join(folder, file?.filename ?? '');
  };
  execFileSync('tar', ['xzf', packed(ROOT), '-C', folder]);
  // What it depends on is not to be had without a network, and is no part of the question.
  const manifest = join(folder, 'package/package.json');
  const { dependencies, ...rest } = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, unknown>;
  expect(dependencies).toBeDefined();
  writeFileSync(manifest, JSON.stringify(rest));
  npm(folder, 'install', '--global', '--prefix', join(folder, 'prefix'), packed(join(folder, 'package')));
  expect(existsSync(join(folder, 'prefix/bin/memories'))).toBe(true);
  expect(readFileSync(join(folder, 'prefix/share/man/man1/memories.1'), 'utf8')).toContain('memories');
}, 120_000);
