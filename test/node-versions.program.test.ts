// The packed program under several versions of Node.js, of which each keeps what it has compiled for itself alone.

import { chmodSync, chownSync, lstatSync, readdirSync, renameSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { zipFixture } from './support/archives.ts';
import { compiledIn, FAILED, installProgram, keptIn, plantFailingFor, printVersion } from './support/compiled.ts';
import { areNodesFetched, NODE_VERSIONS, nodeOf } from './support/nodes.ts';
import { runMemories } from './support/run.ts';
import { tempFolder } from './support/temp.ts';

const isRoot = process.getuid?.() === 0;
const STRANGER = 12_345;
const [OLD, NEWER] = NODE_VERSIONS;

const HOSTILE: Readonly<Record<string, (folder: string) => void>> = {
  'others may write in it': (folder) => {
    chmodSync(folder, 0o777);
  },
  'others may write in the folder above': (folder) => {
    chmodSync(dirname(folder), 0o777);
  },
  'it is a link': (folder) => {
    renameSync(folder, `${folder}-2`);
    symlinkSync(`${folder}-2`, folder);
  },
  ...(isRoot && {
    'another user owns it': (folder: string) => {
      chownSync(folder, STRANGER, STRANGER);
    },
    'another user owns what is in it': (folder: string) => {
      for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
        if (/[/\\][0-9a-f]{8}$/.test(path)) chownSync(join(folder, path), STRANGER, STRANGER);
    },
    'another user owns the folder above': (folder: string) => {
      chownSync(dirname(folder), STRANGER, STRANGER);
    },
  }),
};

// Without `npm run test:nodes` there are no other versions than the one that runs the tests.
describe.skipIf(!areNodesFetched)('the packed program', () => {
  let binary = '';

  beforeAll(async () => {
    ({ binary } = await installProgram());
  });

  describe.each(NODE_VERSIONS)('under Node.js %s', (version) => {
    const node = nodeOf(version);

    test.each(['--version', '--help'])('does the same each time: %s', async (option) => {
      const home = tempFolder();
      const temp = tempFolder();
      const first = await runMemories([option], { home, node, binary, env: { TMPDIR: temp } });
      expect(first).toMatchObject({ code: 0, stderr: '' });
      expect(first.stdout).not.toBe('');
      for (let time = 0; time < 2; time += 1)
        expect(await runMemories([option], { home, node, binary, env: { TMPDIR: temp } })).toEqual(first);
      expect(readdirSync(temp)).toEqual([]);
    });

    test('keeps what is compiled where nobody else can come', async () => {
      const home = tempFolder();
      const before = process.umask(0);
      try {
        await printVersion(home, { node, binary });
      } finally {
        process.umask(before);
      }
      expect(lstatSync(compiledIn(home)).mode & 0o777).toBe(0o700);
      const kept = readdirSync(compiledIn(home), { recursive: true, encoding: 'utf8' });
      expect(kept[0]).toContain(`-node-v${version}-${process.platform}-${process.arch}-`);
      const sizes = kept.map((name) => lstatSync(join(compiledIn(home), name)).size);
      expect(Math.max(...sizes)).toBeGreaterThan(100_000);
    });
  });

  test.each([OLD, NEWER])(
    'imports, shows a day and looks at itself under Node.js %s, also by what is kept',
    async (version) => {
      const home = tempFolder();
      const run = (...args: string[]) => runMemories(args, { home, node: nodeOf(version), binary });
      expect(await run('import', await zipFixture('data-2024'))).toMatchObject({ code: 0 });
      const first = await run('on', '11-22');
      expect(first).toMatchObject({ code: 0, stderr: '' });
      expect(first.stdout).toMatch(/^On this day, 22 November\n/);
      for (let time = 0; time < 2; time += 1) expect(await run('on', '11-22')).toEqual(first);
      expect(await run('doctor')).toMatchObject({ code: 0, stderr: '' });
      // What shows days is a program of its own.
      expect(keptIn(home)).toHaveLength(2);
    },
  );

  test('has something of its own for every version, in one home', async () => {
    const home = tempFolder();
    const all = [...NODE_VERSIONS.slice(0, 4), OLD, NEWER, OLD];
    for (const version of all)
      expect(await printVersion(home, { node: nodeOf(version), binary })).toMatchObject({ code: 0, signal: null });
    expect(keptIn(home)).toHaveLength(4);
  });

  // Those of Node.js 20 are in hostile-cache.program.test.ts.
  describe.each(NODE_VERSIONS.filter((version) => !version.startsWith('20.')))(
    'what Node.js %s compiled',
    (version) => {
      const node = nodeOf(version);
      let own = '';

      beforeAll(async () => {
        ({ binary: own } = await installProgram());
      });

      test('is used from the second start on', async () => {
        const home = tempFolder();
        await plantFailingFor(node, home, own);
        expect(await printVersion(home, { node, binary: own })).toMatchObject({ code: FAILED });
      });

      test.each(Object.entries(HOSTILE))('is not used when %s', async (_, spoil) => {
        const home = tempFolder();
        await plantFailingFor(node, home, own);
        spoil(compiledIn(home));
        expect(await printVersion(home, { node, binary: own })).toMatchObject({ code: 0, stderr: '' });
      });
    },
  );
});
