// An alert by a command.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { archiveWith, homeWith, runMain, writeConfig, type MainResult } from '../support/main.ts';

async function homeWithDays(): Promise<string> {
  const days = ['20', '21', '22', '23'];
  return homeWith(await archiveWith(days.map((day) => ({ at: `2019-11-${day}T10:00:00Z`, text: 'otters' }))));
}

function configure(home: string, command: string): void {
  writeConfig(
    home,
    `digest: { to: wren@example.org, alert: '${command}' }\nsmtp: { host: 127.0.0.1, port: 9, user: w, password: figs }\n`,
  );
}

function send(home: string, day: string, env: Record<string, string> = {}): Promise<MainResult> {
  return runMain(['digest', 'send'], {
    home,
    env: { PATH: process.env['PATH'], ...env },
    now: `2026-11-${day}T08:00:05Z`,
  });
}

test('gives it the words on standard input, and no secrets', async () => {
  const home = await homeWithDays();
  const told = join(home, 'told');
  configure(home, `{ cat; echo "[$MEMORIES_SMTP_PASSWORD]"; } > ${told}`);
  await send(home, '20', { MEMORIES_SMTP_PASSWORD: 'plums' });
  expect(existsSync(told)).toBe(false);
  await send(home, '21', { MEMORIES_SMTP_PASSWORD: 'plums' });
  const words = readFileSync(told, 'utf8');
  expect(words).toMatch(/^memories: nothing sent since 2026-11-20\n\ndigest: nothing has gone out [^]*\n\[\]\n$/);
  expect(words).not.toContain('otters');
});

test('that fails, or reads nothing, is a warning at most', async () => {
  const home = await homeWithDays();
  configure(home, 'exit 3');
  await send(home, '20');
  const { code, stderr } = await send(home, '21');
  expect(code).toBe(1);
  expect(stderr).toContain('warning: digest, alert: not sent: digest.alert failed\n');
  configure(home, 'true');
  expect((await send(home, '22')).stderr).not.toContain('warning');
});
