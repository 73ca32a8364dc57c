// The moment at which nobody can know whether the mail was taken: it is sent again, under the same Message-ID.

import { once } from 'node:events';
import { expect, test } from 'vitest';
import { runMemories, spawnMemories } from '../support/run.ts';
import { startSmtp } from '../support/smtp-server.ts';
import { arrivedIn, digestHome, digestOptions } from './digest-homes.ts';

test('killed after the server took the mail and before that was noted, it sends it again under the same Message-ID', async () => {
  const smtp = await startSmtp({ hang: 'data' });
  const home = await digestHome(smtp, 1);
  const service = spawnMemories(['serve-digest'], digestOptions(home, '2026-01-01'));
  await smtp.taken(1);
  const closed = once(service, 'close');
  service.kill('SIGKILL');
  await closed;
  Reflect.deleteProperty(smtp.behaviour, 'hang');
  expect((await runMemories(['digest', 'send'], digestOptions(home, '2026-01-01'))).code).toBe(0);
  expect(smtp.received).toHaveLength(2);
  expect([...arrivedIn(smtp).values()].map(({ size }) => size)).toEqual([1]);
});

test.each(['hang', 'drop'] as const)(
  'a server that takes the mail and then says nothing (%s) gets it again under the same Message-ID',
  async (how) => {
    const smtp = await startSmtp({ [how]: 'data' });
    const home = await digestHome(smtp, 1);
    const service = spawnMemories(['serve-digest'], digestOptions(home, '2026-01-01'));
    await smtp.taken(1);
    // Asked to stop, it gives the mail up after a while.
    service.kill('SIGTERM');
    expect(await new Promise((resolve) => service.once('close', resolve))).toBe(0);
    Reflect.deleteProperty(smtp.behaviour, how);
    expect((await runMemories(['digest', 'send'], digestOptions(home, '2026-01-01'))).code).toBe(0);
    expect(smtp.received).toHaveLength(2);
    expect([...arrivedIn(smtp).values()].map(({ size }) => size)).toEqual([1]);
  },
  40_000,
);
