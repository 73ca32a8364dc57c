// The files of the service, read by the programs that they are for, or by the nearest there is.

import { describe, expect, test } from 'vitest';
import { isGeneratedByUs, systemdUnit, taskCommand, type Launch } from '../../src/service/units.ts';

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

test("the Task Scheduler's command quotes both paths", () => {
  const launch: Launch = { node: 'C:\\Program Files\\node.exe', script: 'C:\\m\\memories.js', environment: {} };
  expect(taskCommand(launch, { hour: 8, minute: 5 })).toBe(
    'schtasks /Create /TN memories-digest /SC DAILY /ST 08:05 /TR "\\"C:\\Program Files\\node.exe\\" \\"C:\\m\\memories.js\\" digest send"',
  );
});

test("the Task Scheduler's command keeps the environment but PATH, and cmd.exe leaves it to the task", () => {
  const environment = { MEMORIES_DB: 'D:\\My Files\\a & b.db', TZ: 'Asia/Tokyo', PATH: 'C:\\bin' };
  const command = taskCommand({ node: 'C:\\node.exe', script: 'C:\\m.js', environment }, { hour: 8, minute: 5 });
  const [, task = ''] = / \/TR "(.*)"$/.exec(command) ?? [];
  expect(task.replaceAll('\\"', '"')).toBe(
    'cmd /c set MEMORIES_DB=D:\\My Files\\a ^& b.db&& set TZ=Asia/Tokyo&& "C:\\node.exe" "C:\\m.js" digest send',
  );
  // cmd.exe reads every quotation mark as the beginning or end of a quotation, and obeys an & outside of them.
  const outside = command.split('"').filter((_, index) => index % 2 === 0);
  expect(outside.filter((part) => part.includes('&'))).toEqual([]);
});
