// The service killed at any moment, again and again: no date without its mail, and none with two.

import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { archiveWith, runMain, writeConfig } from './support/main.ts';
import { runMemories, spawnMemories, type RunOptions } from './support/run.ts';
import { startSmtp, type TestSmtp } from './support/smtp-server.ts';
import { tempFolder } from './support/temp.ts';

/** More for a longer campaign: DIGEST_KILLS=200. */
const DATES = Math.ceil(Number(process.env['DIGEST_KILLS'] ?? '24') / 3);

async function homeFor(smtp: TestSmtp): Promise<string> {
  const home = tempFolder();
  const days = Array.from({ length: DATES }, (_, day) => new Date(Date.UTC(2015, 0, 1 + day)).toISOString());
  const archive = await archiveWith(days.map((at) => ({ at, text: `Written on ${at.slice(0, 10)}` })));
  await runMain(['import', archive], { home });
  writeConfig(home, `digest: { to: wren@example.org }\nsmtp: { url: "smtp://127.0.0.1:${smtp.port}" }\n`);
  return home;
}

function optionsOf(home: string, date: string): RunOptions {
  const env = { MEMORIES_DB: join(home, 'memories.db'), MEMORIES_CONFIG: join(home, 'config.yaml') };
  return { home, now: `${date}T08:00:00Z`, env };
}

function killed(service: ReturnType<typeof spawnMemories>): Promise<void> {
  const closed = new Promise<void>((resolve) =>
    service.once('close', () => {
      resolve();
    }),
  );
  service.kill('SIGKILL');
  return closed;
}

/** The Message-IDs that arrived for each subject. */
function arrivedIn(smtp: TestSmtp): Map<string, Set<string>> {
  const ids = new Map<string, Set<string>>();
  for (const { parsed, messageId } of smtp.received) {
    const of = ids.get(parsed.subject ?? '') ?? new Set();
    ids.set(parsed.subject ?? '', of.add(messageId));
  }
  return ids;
}

test(
  'killed at any moment the service leaves no date without its mail, and gives none two Message-IDs',
  async () => {
    const smtp = await startSmtp();
    const home = await homeFor(smtp);
    let kills = 0;
    for (let day = 0; day < DATES; day += 1) {
      const date = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
      for (let attempt = 0; attempt < 3; attempt += 1) {
        const service = spawnMemories(['serve-digest'], optionsOf(home, date));
        // From the start of the process to well behind the delivery.
        await wait(50 + (((day * 3 + attempt) * 137) % 900));
        await killed(service);
        kills += 1;
      }
      const { code, stderr } = await runMemories(['digest', 'send', '--date', date], optionsOf(home, date));
      expect(stderr).toBe('');
      expect(code).toBe(0);
    }
    const ids = arrivedIn(smtp);
    expect(kills).toBe(DATES * 3);
    expect([...ids.keys()]).toHaveLength(DATES);
    expect([...ids.values()].map(({ size }) => size)).toEqual(Array.from({ length: DATES }, () => 1));
  },
  DATES * 20_000,
);

test('killed after the server took the mail and before that was noted, it sends it again under the same Message-ID', async () => {
  const smtp = await startSmtp({ hang: 'data' });
  const home = await homeFor(smtp);
  const service = spawnMemories(['serve-digest'], optionsOf(home, '2026-01-01'));
  await smtp.taken(1);
  await killed(service);
  Reflect.deleteProperty(smtp.behaviour, 'hang');
  expect((await runMemories(['digest', 'send'], optionsOf(home, '2026-01-01'))).code).toBe(0);
  expect(smtp.received).toHaveLength(2);
  expect([...arrivedIn(smtp).values()].map(({ size }) => size)).toEqual([1]);
});

test.each(['hang', 'drop'] as const)(
  'a server that takes the mail and then says nothing (%s) gets it again under the same Message-ID',
  async (how) => {
    const smtp = await startSmtp({ [how]: 'data' });
    const home = await homeFor(smtp);
    const service = spawnMemories(['serve-digest'], optionsOf(home, '2026-01-01'));
    await smtp.taken(1);
    // Asked to stop, it gives the mail up after a while.
    service.kill('SIGTERM');
    expect(await new Promise((resolve) => service.once('close', resolve))).toBe(0);
    Reflect.deleteProperty(smtp.behaviour, how);
    expect((await runMemories(['digest', 'send'], optionsOf(home, '2026-01-01'))).code).toBe(0);
    expect(smtp.received).toHaveLength(2);
    expect([...arrivedIn(smtp).values()].map(({ size }) => size)).toEqual([1]);
  },
  40_000,
);
