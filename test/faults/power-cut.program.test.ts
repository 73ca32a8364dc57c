// What is on the disk when a mail leaves: a power cut must not lose that it was tried.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runMemories } from '../support/run.ts';
import { startSmtp } from '../support/smtp-server.ts';
import { tempFolder } from '../support/temp.ts';
import { digestHome, digestOptions } from './digest-homes.ts';

/** Not everywhere is there such a program, or may it look. */
function canTrace(): boolean {
  try {
    execFileSync('strace', ['-o', '/dev/null', '-e', 'trace=none', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

test.skipIf(!canTrace())('a mail leaves only when it is on the disk that it was tried', async () => {
  const smtp = await startSmtp();
  const home = await digestHome(smtp, 1);
  const log = join(tempFolder(), 'calls');
  const { code } = await runMemories(['digest', 'send'], {
    ...digestOptions(home, '2026-01-01'),
    under: ['strace', '-f', '-yy', '-o', log, '-e', 'trace=fsync,fdatasync,pwrite64,connect'],
  });
  expect(code).toBe(0);
  const calls = readFileSync(log, 'utf8').split('\n');
  const indexes = (pattern: RegExp): number[] => calls.flatMap((call, index) => (pattern.test(call) ? [index] : []));
  const written = indexes(/ pwrite64\(\d+<[^>]*memories\.db-wal>/);
  const synced = indexes(/ f(?:data)?sync\(\d+<[^>]*memories\.db-wal>/);
  const [connected = -1] = indexes(new RegExp(` connect\\(.*htons\\(${smtp.port}\\)`));
  expect(connected).toBeGreaterThan(0);
  const lastBefore = (all: readonly number[], index: number): number => all.filter((at) => at < index).at(-1) ?? -1;
  expect(lastBefore(written, connected)).toBeGreaterThan(-1);
  expect(lastBefore(synced, connected)).toBeGreaterThan(lastBefore(written, connected));
});
