// The files of the service, read by the programs that they are for, or by the nearest there is.

import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import {
  cronLine,
  launchdAgent,
  systemdTimer,
  systemdUnit,
  systemdUnitOfTimer,
  type Launch,
} from '../../src/service/units.ts';
import { tempFolder } from '../support/temp.ts';

/** Node in a folder whose name is as bad as systemd takes it, and a program with a worse one. */
function badLaunch(): Launch {
  const folder = join(tempFolder(), 'a%b $c <&> d');
  mkdirSync(folder);
  symlinkSync(process.execPath, join(folder, 'node'));
  const script = join(folder, '"q" it\'s \\x%n.js');
  writeFileSync(script, 'console.log(JSON.stringify([process.argv.slice(1), process.env.MEMORIES_DB]))');
  return { node: join(folder, 'node'), script, environment: { MEMORIES_DB: '/data/%h $HOME "a\'b" \\n.db' } };
}

function has(program: string, ...words: string[]): boolean {
  try {
    execFileSync(program, words, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe("systemd's unit", () => {
  // There is no systemd on macOS, nor in small containers.
  test.skipIf(!has('systemd-analyze', '--version'))('is accepted by systemd, whatever the paths contain', async () => {
    const folder = tempFolder();
    const path = join(folder, 'memories-digest.service');
    const bad = badLaunch();
    writeFileSync(path, systemdUnit(bad));
    const env = { ...process.env, XDG_RUNTIME_DIR: folder };
    const { stderr } = await promisify(execFile)('systemd-analyze', ['--user', 'verify', path], { env });
    expect(stderr).toBe('');
    writeFileSync(path, systemdUnit({ ...bad, node: '/nowhere/node' }));
    await expect(promisify(execFile)('systemd-analyze', ['--user', 'verify', path], { env })).rejects.toThrow(
      'not executable',
    );
  });

  test.skipIf(!has('systemd-analyze', '--version'))('and its timer are accepted too, with zones', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'memories-digest.service'), systemdUnitOfTimer(badLaunch()));
    const path = join(folder, 'memories-digest.timer');
    const times = [
      { hour: 8, minute: 5, timeZone: 'America/Argentina/Buenos_Aires' },
      { hour: 20, minute: 0, timeZone: null },
    ];
    writeFileSync(path, systemdTimer(times));
    const env = { ...process.env, XDG_RUNTIME_DIR: folder };
    const { stderr } = await promisify(execFile)('systemd-analyze', ['--user', 'verify', path], { env });
    expect(stderr).toBe('');
    writeFileSync(path, systemdTimer([{ hour: 8, minute: 5, timeZone: 'No/Where' }]));
    const wrong = await promisify(execFile)('systemd-analyze', ['--user', 'verify', path], { env }).catch(String);
    expect(JSON.stringify(wrong)).toContain('No/Where');
  });
});

describe("launchd's agent", () => {
  const read = 'import json, plistlib, sys; print(json.dumps(plistlib.loads(sys.stdin.buffer.read())))';

  test.skipIf(!has('python3', '-c', 'import plistlib'))('is a property list that keeps all values', async () => {
    const bad = badLaunch();
    const reading = promisify(execFile)('python3', ['-c', read]);
    reading.child.stdin?.end(launchdAgent(bad, '/Users/w & r/log'));
    expect(JSON.parse((await reading).stdout)).toEqual({
      Label: 'memories.digest',
      ProgramArguments: [bad.node, bad.script, '--no-input', 'serve-digest'],
      EnvironmentVariables: bad.environment,
      RunAtLoad: true,
      KeepAlive: { SuccessfulExit: false },
      ThrottleInterval: 60,
      ExitTimeOut: 30,
      ProcessType: 'Background',
      Umask: 0o077,
      StandardOutPath: '/Users/w & r/log',
      StandardErrorPath: '/Users/w & r/log',
    });
  });

  test.skipIf(!has('python3', '-c', 'import plistlib'))('with a timer has its times', async () => {
    const reading = promisify(execFile)('python3', ['-c', read]);
    const bad = badLaunch();
    reading.child.stdin?.end(launchdAgent(bad, '/log', [{ hour: 8, minute: 5 }]));
    expect(JSON.parse((await reading).stdout)).toMatchObject({
      ProgramArguments: [bad.node, bad.script, '--no-input', 'serve-digest', '--once'],
      RunAtLoad: true,
      StartCalendarInterval: [{ Hour: 8, Minute: 5 }],
    });
  });
});

test("cron's line runs the program, whatever the paths contain", async () => {
  const bad = badLaunch();
  const line = cronLine(bad, '5 8 * * *');
  expect(line.startsWith('5 8 * * * ')).toBe(true);
  expect(line.replaceAll('\\%', '')).not.toContain('%');
  const command = line.slice('5 8 * * * '.length).replaceAll('\\%', '%');
  const { stdout } = await promisify(execFile)('/bin/sh', ['-c', command]);
  expect(JSON.parse(stdout)).toEqual([[bad.script, 'digest', 'send', '-q'], bad.environment['MEMORIES_DB']]);
  expect(cronLine(bad, '0 8 * * 1-5').startsWith('0 8 * * 1-5 ')).toBe(true);
});
