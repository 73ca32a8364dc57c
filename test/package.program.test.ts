// What is there after `npm install -g`: the command and its manual page.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from './support/temp.ts';

const ROOT = join(import.meta.dirname, '..');

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
