// Several containers on one volume: in each the program is process 1.

import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { runMemories, spawnMemories, type RunResult } from '../support/run.ts';
import { startSmtp } from '../support/smtp-server.ts';
import { digestHome, digestOptions } from './digest-homes.ts';

const CONTAINER = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc'];

function canUnshare(): boolean {
  try {
    execFileSync(CONTAINER[0] ?? '', [...CONTAINER.slice(1), 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

test.skipIf(!canUnshare())('of three that want one mail at once, one sends it', async () => {
  const smtp = await startSmtp({ slow: 1500 });
  const home = await digestHome(smtp, 1);
  const send = (): Promise<RunResult> =>
    runMemories(['digest', 'send'], { ...digestOptions(home, '2026-01-01'), under: CONTAINER });
  const all = await Promise.all([send(), send(), send()]);
  expect(all.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(all.filter(({ stdout }) => stdout.includes('being sent by another process'))).toHaveLength(2);
  expect(smtp.received).toHaveLength(1);
});

test.skipIf(!canUnshare())('one that was killed is not waited for longer than its claim holds', async () => {
  const smtp = await startSmtp({ hang: 'data' });
  const home = await digestHome(smtp, 1);
  const killed = spawnMemories(['digest', 'send'], { ...digestOptions(home, '2026-01-01'), under: CONTAINER });
  await smtp.taken(1);
  const closed = new Promise((resolve) => killed.once('close', resolve));
  killed.kill('SIGKILL');
  await closed;
  Reflect.deleteProperty(smtp.behaviour, 'hang');
  const at = (minute: string): Promise<RunResult> =>
    runMemories(['digest', 'send'], {
      ...digestOptions(home, '2026-01-01'),
      now: `2026-01-01T08:${minute}:00Z`,
      under: CONTAINER,
    });
  expect((await at('03')).stdout).toContain('being sent by another process');
  expect((await at('07')).stdout).toContain(': sent, ');
  expect(new Set(smtp.received.map(({ messageId }) => messageId)).size).toBe(1);
});
