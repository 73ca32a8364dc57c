// The image can't be built everywhere: at least it copies what there is, names settings that there are, and runs commands that
// the program has.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { SETTINGS } from '../src/config/settings.ts';
import { archiveWith, runMain } from './support/main.ts';
import { tempFolder } from './support/temp.ts';

const ROOT = join(import.meta.dirname, '..');
const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8');
const [, build = '', image = ''] = read('Dockerfile').split(/^FROM .*$/m);
const ignored = read('.dockerignore').split('\n');

describe('the Dockerfile', () => {
  test('copies what a build makes, and what there is', () => {
    const copied = [...image.matchAll(/\/app\/([\w.-]+)(?= )/g)].map(([, name = '']) => name);
    expect(copied).toEqual(expect.arrayContaining(['package.json', 'bin', 'dist', 'node_modules']));
    const made = ['dist', 'node_modules'];
    for (const name of copied.filter((one) => !made.includes(one))) {
      expect(existsSync(join(ROOT, name))).toBe(true);
      expect(ignored).not.toContain(name);
    }
    const { files } = JSON.parse(read('package.json')) as { files: string[] };
    expect(copied).toEqual(expect.arrayContaining(files.filter((name) => !name.startsWith('docs'))));
  });

  test('leaves compilers behind, and runs nothing as root', () => {
    expect(build).toMatch(/apt-get install .*g\+\+/);
    expect(image).not.toMatch(/apt-get|npm /);
    expect(image).toMatch(/^USER 1000:1000$/m);
    expect(image.indexOf('USER')).toBeLessThan(image.indexOf('ENTRYPOINT'));
  });

  test('sets variables that the settings know', () => {
    const known = ['NODE_ENV', 'MEMORIES_CONFIG', ...Object.values(SETTINGS).map(({ env }) => env)];
    const set = [...image.matchAll(/\b([A-Z_]+)=/g)].map(([, name]) => name);
    expect(set).toContain('MEMORIES_DB');
    for (const name of set) expect(known).toContain(name);
  });

  test('lets the program know that it is in a container', () => {
    expect(image).toMatch(/^ENV container=docker /m);
  });

  test('asks for its health by a command that says whether all is well', async () => {
    const words = JSON.parse(/HEALTHCHECK .*CMD (\[.*\])/.exec(image)?.[1] ?? '[]') as string[];
    expect(words[0]).toBe('memories');
    const home = tempFolder();
    const env = { MEMORIES_DIGEST_TO: 'wren@example.org', MEMORIES_DIGEST_SCHEDULE: '00:00' };
    await runMain(['import', await archiveWith([{ at: '2019-11-22T10:00:00Z', text: 'plums' }])], { home });
    const late = await runMain(words.slice(1), { home, env });
    expect(late).toMatchObject({ code: 1, stderr: expect.stringContaining('due, not sent') as string });
    const early = await runMain(words.slice(1), { home, env: { ...env, MEMORIES_DIGEST_SCHEDULE: '0 0 1 1 *' } });
    expect(early.code).toBe(0);
  });
});

describe('compose.yaml', () => {
  const { services } = parse(read('compose.yaml')) as { services: { memories: Record<string, unknown> } };
  const { memories } = services;

  test('lets nothing be written but the volumes, and takes every right away', () => {
    expect(memories).toMatchObject({ read_only: true, cap_drop: ['ALL'], tmpfs: ['/tmp'] });
    expect(memories['security_opt']).toEqual(['no-new-privileges:true']);
    const volumes = memories['volumes'] as string[];
    expect(volumes.filter((volume) => !volume.endsWith(':ro'))).toEqual(['config:/config', 'data:/data']);
    expect(image).toContain('VOLUME ["/config", "/data"]');
  });
});
