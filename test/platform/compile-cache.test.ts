import { readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeFileAtomic } from '../../src/platform/atomic-write.ts';
import { loadProgram, type Host } from '../../src/platform/compile-cache.ts';
import { tempFolder } from '../support/temp.ts';

/** Loads a program that is one line, keeps it, and says what there is then. */
async function kept(host: Partial<Host> = {}): Promise<string[]> {
  const [folder, caches] = [tempFolder(), tempFolder()];
  const path = join(folder, 'program.cjs');
  writeFileSync(path, 'exports.folder = __dirname;');
  const { platform, arch, version, versions, config, execPath } = process;
  const own = { platform, arch, version, versions, config, execPath, env: { XDG_CACHE_HOME: caches }, home: caches };
  const importPackage = (name: string): Promise<unknown> => import(name);
  const program = { path, version: '1.2.3', digest: 'abc', require: createRequire(path), importPackage };
  const { exports, keep } = loadProgram(program, { ...own, owner: process.getuid?.(), ...host });
  await keep(writeFileAtomic, true);
  expect(exports).toEqual({ folder });
  return readdirSync(caches, { recursive: true, encoding: 'utf8' });
}

// Newer versions would keep what is compiled of the test from there on.
test.skipIf(!process.version.startsWith('v20.') || process.platform !== 'linux')(
  'what was compiled is kept, but not where the executable does not tell which V8 it has',
  async () => {
    expect(await kept()).toHaveLength(3);
    expect(await kept({ config: { variables: { node_shared: true } } })).toEqual([]);
    expect(await kept({ config: { variables: { node_shared_v8: true } } })).toEqual([]);
    expect((await kept({ execPath: '/nowhere/node' })).length).toBeLessThan(3);
    expect(await kept({ env: {}, home: '' })).toEqual([]);
  },
);
