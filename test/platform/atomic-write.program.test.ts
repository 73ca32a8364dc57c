// What a process that was killed left of a file it was writing.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeFileAtomic } from '../../src/platform/atomic-write.ts';
import { leftoverName } from '../support/leftovers.ts';
import { tempFolder } from '../support/temp.ts';

describe('what killed processes left', () => {
  test('is removed by the next command that writes there', async () => {
    const folder = tempFolder();
    const dead = Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }));
    for (const name of [leftoverName('config.yaml', dead), leftoverName('b.db', process.pid)]) {
      for (const suffix of ['', '-journal', '-wal', '-shm']) writeFileSync(join(folder, name + suffix), 'secret');
    }
    mkdirSync(join(folder, leftoverName('site'), 'deep'), { recursive: true });
    await writeFileAtomic(join(folder, 'other.txt'), 'x', 0o600);
    expect(readdirSync(folder)).toEqual(['other.txt']);
  });
});
