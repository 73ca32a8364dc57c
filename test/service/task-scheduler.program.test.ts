// `memories service` on Windows, whose schtasks is a program of that name in the PATH that notes what it is asked to do. What
// the task starts is run by the real Node.js.

import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, test } from 'vitest';
import { endOf, taskStarter, taskXml, withoutEnds } from '../../src/service/task-files.ts';
import { archiveWith, homeWith, runMain, writeConfig, type MainOptions, type MainResult } from '../support/main.ts';
import { tools } from '../support/service-tools.ts';
import { tempFolder } from '../support/temp.ts';

const NODE = 'C:\\Program Files (x86)\\nodejs & co\\node.exe';
const SCRIPT = 'C:\\Users\\Zoë 100%\\npm\\memories.js';
const MARK = 'Written by memories service install; memories service uninstall removes it.';

let place: string;
let data: string;

beforeEach(async () => {
  place = await homeWith(await archiveWith([{ at: '2019-11-22T12:00:00Z', text: 'plums' }]));
  data = join(place, 'Local/memories/Data');
  writeConfig(place, 'digest: { to: wren@example.org, schedule: "07:30" }\nsmtp: { host: localhost, port: 9 }\n');
  schtasks();
  tell({ xml: '', row: '' });
});

/** A Task Scheduler that has the task that it was given, until that is deleted. */
function schtasks({ create = ':' } = {}): void {
  tools(place, {
    schtasks: `case "$1" in
      /Create) ${create}; while IFS= read -r line; do printf '%s\\n' "$line"; done < '${place}/told.xml' > '${place}/task.xml';;
      /Delete) : > '${place}/task.xml';;
      /Query)
        [ -s '${place}/task.xml' ] || { echo "ERROR: The system cannot find the file specified." >&2; exit 1; }
        case "$*" in
          *CSV*) while IFS= read -r line; do printf '%s\\n' "$line"; done < '${place}/row.csv';;
          *) while IFS= read -r line; do printf '%s\\n' "$line"; done < '${place}/task.xml';;
        esac;;
    esac`,
  });
}

/** What it answers of a task once there is one. */
function tell({ xml = '', row = '' }: { readonly xml?: string; readonly row?: string }): void {
  const usual = `<Task><RegistrationInfo><Description>${MARK}</Description></RegistrationInfo><Settings><Enabled>true</Enabled></Settings></Task>\n`;
  writeFileSync(join(place, 'told.xml'), xml || usual);
  writeFileSync(join(place, 'row.csv'), row || rowOf({ result: '0' }));
}

function rowOf({ result, next = '23.11.2026 07:30:00' }: { readonly result: string; readonly next?: string }): string {
  const last = '22.11.2026 07:30:01';
  return `"PC","\\memories-digest-Zoë","${next}","Bereit","Nur interaktiv","${last}","${result}","PC\\Zoë","conhost.exe"\n`;
}

const ON_WINDOWS = {
  platform: 'win32',
  program: { node: NODE, script: SCRIPT },
  systemTimeZone: 'Europe/Berlin',
} as const satisfies MainOptions;

function environment(more: MainOptions['env'] = {}): NonNullable<MainOptions['env']> {
  return {
    PATH: join(place, 'bin'),
    LOCALAPPDATA: join(place, 'Local'),
    APPDATA: join(place, 'Roaming'),
    USERNAME: 'Zoë',
    USERDOMAIN: 'PC',
    ...more,
  };
}

function service(words: readonly string[], more: MainOptions['env'] = {}): Promise<MainResult> {
  return runMain(['service', ...words], { home: place, ...ON_WINDOWS, env: environment(more) });
}

function calls(): string[] {
  return readFileSync(join(place, 'calls'), 'utf8').trimEnd().split('\n');
}

function task(): string {
  const bytes = readFileSync(join(data, 'memories-digest.xml'));
  expect([...bytes.subarray(0, 2)]).toEqual([0xff, 0xfe]);
  return bytes.subarray(2).toString('utf16le');
}

describe('with the Task Scheduler, service', () => {
  test('install makes a task of the user, and runs it at once', async () => {
    const { code, stdout, stderr } = await service(['install', '--timer'], { TZ: 'Europe/Berlin' });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('The timer is set: the mail is sent at its hour, or as soon as this machine is back.\n');
    const name = 'memories-digest-Zoë';
    expect(calls().filter((call) => !call.includes('/Query'))).toEqual([
      'schtasks /?',
      `schtasks /Create /XML ${data}/memories-digest.xml /TN ${name} /F`,
      `schtasks /Run /TN ${name}`,
    ]);
    expect(task()).toContain('<UserId>PC\\Zoë</UserId>');
    expect(task()).toContain('<StartBoundary>2026-01-01T07:30:00</StartBoundary>');
    expect(task()).toContain(
      `--headless "C:\\Program Files (x86)\\nodejs &amp; co\\node.exe" "${data}/memories-digest.mjs"`,
    );
    const starter = readFileSync(join(data, 'memories-digest.mjs'), 'utf8');
    expect(starter).toContain(JSON.stringify(SCRIPT));
    expect(starter).toContain('"--no-input", "serve-digest", "--once"');
    expect(starter).toContain(`"MEMORIES_DB":"${place}/memories.db"`);
    expect(starter).toContain('"TZ":"Europe/Berlin"');
  });

  test('install without --timer says that a timer is what Windows has, and makes it', async () => {
    const { code, stdout } = await service(['install']);
    expect(code).toBe(0);
    expect(stdout).toContain('On Windows no process runs all day: the Task Scheduler starts one when a mail is due');
    expect(task()).toContain('<CalendarTrigger>');
    const printed = await service(['install', '--print']);
    expect(printed.stdout).toContain('<CalendarTrigger>');
    expect(printed.stdout).not.toContain('On Windows');
  });

  test("the task starts at every hour of the machine's that may be the digest's", async () => {
    writeConfig(place, 'digest: { to: w@example.org, time_zone: America/New_York }\nsmtp: { host: localhost }\n');
    await service(['install']);
    expect(task().match(/(?<=<StartBoundary>2026-01-01T).*?(?=<)/g)).toEqual(['13:00:00', '14:00:00']);
    expect((await service(['status'])).stderr).toBe('');
    writeConfig(place, 'digest: { to: w@example.org, schedule: "06:30" }\nsmtp: { host: localhost }\n');
    expect((await service(['status'])).stderr).toBe(
      "warning: the timer's hours are not those of the settings: memories service install --timer\n",
    );
  });

  test('config set gives the task new hours', async () => {
    await service(['install']);
    const { code, stdout } = await runMain(['config', 'set', 'digest.schedule', '06:30'], {
      home: place,
      ...ON_WINDOWS,
      env: environment(),
    });
    expect([code, stdout.includes('The timer is updated: it starts at 06:30 now.\n')]).toEqual([0, true]);
    expect(task().match(/(?<=<StartBoundary>2026-01-01T).*?(?=<)/g)).toEqual(['06:30:00']);
    expect(calls().at(-1)).toBe('schtasks /Run /TN memories-digest-Zoë');
  });

  test('status says when it comes next, how its last run ended and what it said', async () => {
    expect((await service(['status'])).stderr).toContain('error: the service is not installed\n');
    await service(['install']);
    writeFileSync(
      join(data, 'memories-digest.log'),
      'digest: sent, 3 memories\nended 2026-11-22T06:30:04.000Z with 0\n',
    );
    const well = await service(['status']);
    expect(well).toEqual({
      code: 0,
      stderr: '',
      stdout: `installed  ${data}/memories-digest.xml
at log-in  starts
now        waiting, next 23.11.2026 07:30:00
last run   2026-11-22T06:30:04.000Z
log        type "${data}/memories-digest.log"
  digest: sent, 3 memories
`,
    });
    writeFileSync(join(data, 'memories-digest.log'), 'digest: refused\nended 2026-11-22T06:30:04.000Z with 1\n');
    expect((await service(['status'])).stdout).toContain('last run   2026-11-22T06:30:04.000Z, exit code 1\n');
    tell({ row: rowOf({ result: '267009' }) });
    expect((await service(['status'])).stdout).toContain('last run   22.11.2026 07:30:01, running still\n');
    // Node.js has moved; the number is that of Windows for a file that is not there.
    tell({ row: rowOf({ result: '-2147024894', next: 'Nicht zutreffend' }) });
    writeFileSync(join(data, 'memories-digest.log'), '');
    const moved = (await service(['status'])).stdout;
    expect(moved).toContain('last run   22.11.2026 07:30:01, result 0x80070002\n');
    expect(moved).toContain('now        waiting\n');
    // The user has logged off meanwhile.
    tell({ row: rowOf({ result: '0' }) });
    writeFileSync(join(data, 'memories-digest.log'), 'digest: trying\n');
    expect((await service(['status'])).stdout).toContain('last run   22.11.2026 07:30:01, ended too early\n');
  });

  test('status and doctor tell of a task that is gone or disabled', async () => {
    await service(['install']);
    writeFileSync(join(place, 'task.xml'), `<Task>${MARK}<Settings><Enabled>false</Enabled></Settings></Task>\n`);
    const disabled = await service(['status']);
    expect([disabled.code, disabled.stderr.includes('error: the timer is not running\n')]).toEqual([1, true]);
    writeFileSync(join(place, 'task.xml'), '');
    expect((await service(['status'])).code).toBe(1);
    const doctor = await runMain(['doctor', '--offline'], { home: place, ...ON_WINDOWS, env: environment() });
    expect(doctor.stdout).toContain('its timer is installed but not running');
    // It can be removed all the same.
    expect((await service(['uninstall'])).code).toBe(0);
    expect(existsSync(join(data, 'memories-digest.xml'))).toBe(false);
  });

  test('uninstall ends and removes the task and all its files', async () => {
    expect((await service(['uninstall'])).stdout).toBe('There is no service.\n');
    await service(['install']);
    writeFileSync(join(data, 'memories-digest.log'), 'digest: sent\n');
    expect((await service(['uninstall'])).stdout).toContain('The timer is stopped');
    expect(calls().slice(-2)).toEqual([
      'schtasks /End /TN memories-digest-Zoë',
      'schtasks /Delete /TN memories-digest-Zoë /F',
    ]);
    const names = ['memories-digest.xml', 'memories-digest.mjs', 'memories-digest.log'];
    expect(names.filter((name) => existsSync(join(data, name)))).toEqual([]);
  });

  test('install leaves a task of others alone, and says what to do where none may be made', async () => {
    writeFileSync(join(place, 'task.xml'), '<Task><Description>mine</Description></Task>\n');
    const others = await service(['install']);
    expect([others.code, others.stderr]).toEqual([
      1,
      'error: the task memories-digest-Zoë was not made by memories, and is left as it is\nhint: rename it in the Task Scheduler, or look after it yourself\n',
    ]);
    expect((await service(['status'])).stderr).toContain('error: the timer is not running\n');
    expect((await service(['uninstall'])).code).toBe(0);
    expect(readFileSync(join(place, 'task.xml'), 'utf8')).toContain('mine');
    writeFileSync(join(place, 'task.xml'), '');
    schtasks({ create: 'echo "ERROR: Access is denied." >&2; exit 1' });
    const denied = await service(['install']);
    expect(denied.stderr).toBe(
      `error: schtasks /Create: ERROR: Access is denied.\nhint: try it yourself: schtasks /Create /XML "${data}/memories-digest.xml" /TN "memories-digest-Zoë" /F\n`,
    );
    const none = await service(['install'], { PATH: join(place, 'none') });
    expect(none.stderr).toBe('error: there is no schtasks on this machine\nhint: keep memories serve-digest running\n');
  });

  test('install reports a first run that fails at once', async () => {
    tell({ row: rowOf({ result: '-2147024894' }) });
    const { code, stderr } = await service(['install']);
    expect([code, stderr.includes('error: the timer is set, but its first run failed\n')]).toEqual([1, true]);
  });
});

describe("the task's definition", () => {
  const python =
    'import json, sys, xml.etree.ElementTree as E\nn = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"\nprint(json.dumps({e.tag.replace(n, ""): (e.text or "").strip() for e in E.parse(sys.argv[1]).iter()}))';

  function hasPython(): boolean {
    try {
      return execFileSync('python3', ['-c', 'print(1)']).length > 0;
    } catch {
      return false;
    }
  }

  test.skipIf(!hasPython())('is XML that keeps every value', async () => {
    const path = join(tempFolder(), 'task.xml');
    const xml = taskXml({
      node: NODE,
      starter: 'C:\\a <b> & "c"\\s.mjs',
      user: 'R&D\\Zoë',
      times: [{ hour: 8, minute: 5 }],
    });
    writeFileSync(path, Buffer.from(`\uFEFF${xml}`, 'utf16le'));
    const { stdout } = await promisify(execFile)('python3', ['-c', python, path]);
    expect(JSON.parse(stdout)).toMatchObject({
      UserId: 'R&D\\Zoë',
      LogonType: 'InteractiveToken',
      RunLevel: 'LeastPrivilege',
      StartBoundary: '2026-01-01T08:05:00',
      StartWhenAvailable: 'true',
      StopIfGoingOnBatteries: 'false',
      DisallowStartIfOnBatteries: 'false',
      MultipleInstancesPolicy: 'IgnoreNew',
      ExecutionTimeLimit: 'PT23H',
      Command: '%SystemRoot%\\System32\\conhost.exe',
      Arguments: `--headless "${NODE}" "C:\\a <b> & "c"\\s.mjs"`,
    });
  });

  test('has no log-on trigger for everybody, which only an administrator may set', () => {
    const task = { node: NODE, starter: 's.mjs', times: [{ hour: 8, minute: 5 }] };
    expect(taskXml({ ...task, user: null })).not.toMatch(/LogonTrigger|UserId/);
    expect(taskXml({ ...task, user: 'PC\\w' })).toContain('<LogonTrigger><UserId>PC\\w</UserId>');
  });
});

describe('what the task starts', () => {
  /** A program with a bad name that says what it was given, and ends as it is told. */
  async function start(environment: Record<string, string>): Promise<{ code: number; lines: string[] }> {
    const folder = join(tempFolder(), 'a%b $c <&> "d" é');
    mkdirSync(folder);
    const [script, starter, log] = ['it\'s "q".mjs', 'start.mjs', 'l og.txt'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(
      script,
      'console.error(process.argv.slice(2).join(" "), process.env.MEMORIES_DB, process.env.SEEN); process.exit(Number(process.env.END))',
    );
    writeFileSync(starter, taskStarter({ node: process.execPath, script, environment }, log));
    const env = { ...process.env, SEEN: 'seen' };
    const code = await promisify(execFile)(process.execPath, [starter], { env }).then(
      () => 0,
      (error: unknown) => (error as { code: number }).code,
    );
    return { code, lines: readFileSync(log, 'utf8').trimEnd().split('\n') };
  }

  test('gets its variables and words, writes a log, and ends as the program did', async () => {
    const { code, lines } = await start({ MEMORIES_DB: 'D:\\My "é" %T%\\$m.db', END: '1' });
    expect(code).toBe(1);
    expect(withoutEnds(lines)).toEqual(['--no-input serve-digest --once D:\\My "é" %T%\\$m.db seen']);
    expect(endOf(lines)?.code).toBe(1);
    expect((await start({ END: '0' })).code).toBe(0);
    expect((await start({ END: '78' })).code).toBe(78);
  });

  test('says in the log when Node.js is not where it was', async () => {
    const folder = tempFolder();
    const [starter, log] = [join(folder, 's.mjs'), join(folder, 'log')];
    writeFileSync(log, 'x\n'.repeat(600_000));
    writeFileSync(starter, taskStarter({ node: '/nowhere/node', script: '/s.js', environment: {} }, log));
    await expect(promisify(execFile)(process.execPath, [starter])).rejects.toMatchObject({ code: 1 });
    // A log that has grown long began anew.
    const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('ENOENT');
    expect(endOf(lines)?.code).toBe(1);
  });
});
