// `memories doctor` where the service is installed.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runMain, writeConfig } from '../support/main.ts';
import { RUNNING, STOPPED, systemd, tools } from '../support/service-tools.ts';
import { soundHome, type Found, troubles } from './findings.ts';

test.skipIf(process.platform !== 'linux')('says whether an installed service runs', async () => {
  const home = await soundHome();
  const env = { PATH: systemd(home, RUNNING), USER: 'wren' };
  const service = async (): Promise<unknown> => {
    const { code, stdout } = await runMain(['doctor', '--json'], { home, env });
    const { findings } = JSON.parse(stdout) as { findings: Found[] };
    return { code, found: findings.filter(({ check }) => check === 'service') };
  };
  expect(await service()).toEqual({ code: 0, found: [] });
  writeConfig(home, 'digest: { to: wren@example.org }\n');
  expect((await runMain(['service', 'install'], { home, env })).stderr).toBe('');
  expect(await service()).toEqual({
    code: 0,
    found: [{ check: 'service', verdict: 'ok', says: 'it runs', todo: null }],
  });
  systemd(home, STOPPED);
  const says = 'it is installed but not running';
  const todo = 'memories service status says why';
  expect(await service()).toEqual({ code: 1, found: [{ check: 'service', verdict: 'wrong', says, todo }] });
  // Nobody is asked to start or to stop anything.
  const asked = readFileSync(join(home, 'calls'), 'utf8').split('\n').slice(-4).join('\n');
  expect(asked).not.toMatch(/enable|restart|disable|daemon-reload/);
  const unit = join(home, '.config/systemd/user/memories-digest.service');
  writeFileSync(unit, '[Service]\nExecStart=/usr/bin/mine\n');
  expect(await service()).toMatchObject({
    code: 0,
    found: [{ verdict: 'warning', says: expect.stringContaining(unit) as string }],
  });
});

test.skipIf(process.platform !== 'linux')('takes the service for stopped if systemd does not answer', async () => {
  const home = await soundHome();
  const env = { PATH: systemd(home, RUNNING), USER: 'wren' };
  writeConfig(home, 'digest: { to: wren@example.org }\n');
  await runMain(['service', 'install'], { home, env });
  tools(home, { systemctl: 'echo "Failed to connect to bus" >&2; exit 1' });
  expect(await troubles({ home, env })).toMatchObject({ code: 1, found: [{ check: 'service', verdict: 'wrong' }] });
});
