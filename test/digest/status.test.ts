// What `digest status` says of a digest that was set up a moment ago, and of mails about years that were sent by hand.

import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { addArchive, jsonOf, runMain, writeConfig, type MainResult } from '../support/main.ts';
import { startSmtp, type TestSmtp } from '../support/smtp-server.ts';
import { tempFolder } from '../support/temp.ts';
import { yearArchive } from './archives.ts';

const NOW = '2026-11-22T09:00:00Z';

let home = '';
let smtp: TestSmtp;

beforeEach(async () => {
  home = tempFolder();
  smtp = await startSmtp();
  await addArchive(home, await yearArchive());
  writeConfig(home, `digest: { to: wren@example.org, feed: a.atom }\nsmtp: { url: "smtp://127.0.0.1:${smtp.port}" }\n`);
});

async function status(...args: string[]): Promise<MainResult> {
  return runMain(['digest', 'status', ...args], { home, now: NOW });
}

function setUpAt(time: string): void {
  utimesSync(join(home, 'config.yaml'), new Date(time), new Date(time));
}

describe('a digest whose hour has passed today', () => {
  test('is not late where it was set up after it, and neither is its feed', async () => {
    setUpAt('2026-11-22T08:30:00Z');
    const { code, stdout, stderr } = await status('--check');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toMatch(/due|up to date/);
    expect(stdout).toContain('  nothing sent yet\n  next: 2026-11-23 08:00\n');
  });

  test('is late where it was set up before', async () => {
    setUpAt('2026-11-22T07:30:00Z');
    const { code, stdout } = await status('--check');
    expect(code).toBe(1);
    expect(stdout).toContain('  2026-11-22  due, not sent: is memories serve-digest running?');
    expect(stdout).toContain('not up to date');
  });

  test('is late once it has ever sent something, whenever the settings were changed', async () => {
    await runMain(['digest', 'send', '--date', '2026-11-20'], { home, now: '2026-11-20T09:00:00Z' });
    setUpAt('2026-11-22T08:30:00Z');
    expect((await status()).stdout).toContain('  2026-11-22  due, not sent');
  });
});

test('mails about years that were sent by hand are listed, without a next one', async () => {
  setUpAt('2026-11-22T08:30:00Z');
  await runMain(['digest', 'send', '--year', '2020'], { home, now: NOW });
  const { stdout } = await status();
  expect(stdout).toContain(
    'digest, the year: sent by hand to wren@example.org\n  2020  sent 2026-11-22 09:00, 2 posts\n\n',
  );
  expect(await jsonOf(['digest', 'status'], { home, now: NOW })).toMatchObject({
    digests: [{ every: 'day' }, { every: 'year', due: null, next: null, deliveries: [{ date: '2020-12-31' }] }],
  });
});
