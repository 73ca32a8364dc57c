// The files of the service, read by the programs that they are for, or by the nearest there is.

import { describe, expect, test } from 'vitest';
import { isGeneratedByUs, systemdUnit, type Launch } from '../../src/service/units.ts';

describe("systemd's unit", () => {
  const launch: Launch = { node: '/usr/bin/node', script: '/opt/memories.js', environment: { TZ: 'Asia/Tokyo' } };

  test('runs the service again after a crash, and not with settings that can never work', () => {
    const unit = systemdUnit(launch);
    expect(unit).toContain(
      '\nExecStart=/usr/bin/node /opt/memories.js --no-input serve-digest\nEnvironment=TZ=Asia/Tokyo\n',
    );
    expect(unit).toContain('\nRestart=on-failure\n');
    expect(unit).toContain('\nRestartPreventExitStatus=78\n');
    expect(unit).toContain('\nWantedBy=default.target\n');
    expect(isGeneratedByUs(unit)).toBe(true);
    expect(isGeneratedByUs('[Service]\nExecStart=/usr/bin/node')).toBe(false);
  });

  test('escapes what systemd would interpret', () => {
    expect(
      systemdUnit({ node: '/a b/node', script: '/$c/50%.js', environment: { MEMORIES_DB: '/$d/50%\n"' } }),
    ).toContain(
      'ExecStart="/a b/node" "/$$c/50%%.js" --no-input serve-digest\nEnvironment="MEMORIES_DB=/$d/50%%\\n\\""\n',
    );
  });
});
