// The service, or its timer, with systemd's manager for each user.

import { join } from 'node:path';
import type { Context } from '../platform/context.ts';
import { UserError } from '../platform/errors.ts';
import { xdgConfigFolder } from '../platform/folders.ts';
import { commandRunner, type RunCommand } from '../platform/subprocess.ts';
import { LOGGED, type ServiceHost, type ServiceKind, type ServiceState, type UnitFile } from './host.ts';
import { systemdTimer, systemdUnit, systemdUnitOfTimer } from './units.ts';

const UNIT = 'memories-digest.service';
const TIMER = 'memories-digest.timer';
const LOG = 'journalctl --user -u memories-digest';

export function systemd(context: Context): ServiceHost {
  const { env, signal } = context;
  const run = commandRunner(env, signal);
  const must = async (...words: string[]): Promise<void> => {
    const { code, stderr } = await run('systemctl', '--user', ...words);
    if (code !== 0) throw systemctlError(words, stderr);
  };
  const [unit, timer] = [UNIT, TIMER].map((name) => join(xdgConfigFolder(context), 'systemd/user', name)) as [
    string,
    string,
  ];
  return {
    name: 'systemd',
    kinds: ['service', 'timer'],
    paths: [unit, timer],
    logCommand: `${LOG} -n 20`,
    knowsZones: true,
    files: (launch, times) =>
      times === null
        ? [{ path: unit, text: systemdUnit(launch) }]
        : [
            { path: unit, text: systemdUnitOfTimer(launch) },
            { path: timer, text: systemdTimer(times) },
          ],
    read: (files) => readFiles(files, timer),
    unavailable: async () => {
      const { code, stderr } = await run('systemctl', '--user', 'show', '--property=Version');
      if (code === 0) return null;
      return code === null
        ? 'there is no systemd on this machine'
        : `systemd runs no services for this user (${firstLine(stderr)})`;
    },
    start: async (kind) => {
      await must('daemon-reload');
      await must('enable', NAMES[kind]);
      // Not `start`, which would leave a running one as it was.
      await must('restart', NAMES[kind]);
      // What is due already is not left for tomorrow.
      if (kind === 'timer') await must('start', '--no-block', UNIT);
    },
    stop: async (kind) => {
      await must('disable', '--now', NAMES[kind]);
      if (kind === 'timer') await must('stop', UNIT);
    },
    forget: () => must('daemon-reload'),
    state: (kind) => (kind === 'timer' ? timerState(run) : stateOf(run)),
    advice: () => adviceFor(run, env['USER'] ?? ''),
  };
}

const NAMES = { service: UNIT, timer: TIMER } as const satisfies Record<ServiceKind, string>;

function readFiles(files: readonly UnitFile[], timer: string): ReturnType<ServiceHost['read']> {
  const text = files.find(({ path }) => path === timer)?.text;
  return { kind: text === undefined ? 'service' : 'timer', times: (text?.match(/^OnCalendar=.*$/gm) ?? []).join('\n') };
}

function systemctlError(words: readonly string[], stderr: string): UserError {
  return new UserError(`systemctl --user ${words.join(' ')}: ${firstLine(stderr) || 'failed'}`, {
    hint: `what it said is in: ${LOG} -n 20`,
  });
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}

async function stateOf(run: RunCommand): Promise<ServiceState> {
  const said = await show(run, UNIT, ['ActiveEnterTimestamp']);
  const running = said.get('ActiveState') === 'active';
  return {
    enabled: said.get('UnitFileState') === 'enabled',
    running,
    isAtWork: false,
    since: said.get(running ? 'ActiveEnterTimestamp' : 'InactiveEnterTimestamp') || null,
    ending: running ? null : endingIn(said),
    next: null,
    log: await lastLines(run),
  };
}

async function timerState(run: RunCommand): Promise<ServiceState> {
  const timer = await show(run, TIMER, ['NextElapseUSecRealtime', 'LastTriggerUSec']);
  const unit = await show(run, UNIT);
  const isAtWork = unit.get('ActiveState') === 'activating';
  return {
    enabled: timer.get('UnitFileState') === 'enabled',
    running: timer.get('ActiveState') === 'active',
    isAtWork,
    since: (isAtWork ? timer.get('LastTriggerUSec') : unit.get('InactiveEnterTimestamp')) || null,
    ending: isAtWork ? null : endingIn(unit),
    next: timer.get('NextElapseUSecRealtime') || null,
    log: await lastLines(run),
  };
}

/** What `systemctl show` says of a unit. */
async function show(run: RunCommand, unit: string, more: readonly string[] = []): Promise<ReadonlyMap<string, string>> {
  const names = ['ActiveState', 'UnitFileState', 'InactiveEnterTimestamp', 'ExecMainStatus', ...more];
  const { stdout } = await run('systemctl', '--user', 'show', unit, `--property=${names.join(',')}`);
  return new Map(stdout.split('\n').map((line) => [line.split('=', 1)[0] ?? '', line.slice(line.indexOf('=') + 1)]));
}

function endingIn(said: ReadonlyMap<string, string>): string | null {
  const status = said.get('ExecMainStatus');
  return status === undefined || status === '0' ? null : `exit code ${status}`;
}

async function lastLines(run: RunCommand): Promise<string[]> {
  const words = ['--user', '-u', 'memories-digest', '-n', String(LOGGED), '--no-pager', '-o', 'cat'];
  const { code, stdout } = await run('journalctl', ...words);
  return code === 0 ? linesOf(stdout) : [];
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('-- No entries'));
}

/** Without lingering, systemd stops a user's services when they log out. */
async function adviceFor(run: RunCommand, user: string): Promise<string | null> {
  const { stdout } = await run('loginctl', 'show-user', user, '--property=Linger');
  if (stdout.trim() === 'Linger=yes') return null;
  return `so that it also runs while you are not logged in: loginctl enable-linger ${user}`.trim();
}
