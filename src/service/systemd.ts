// The service with systemd's manager for each user.

import { join } from 'node:path';
import type { Context } from '../platform/context.ts';
import { UserError } from '../platform/errors.ts';
import { xdgConfigFolder } from '../platform/folders.ts';
import { commandRunner, type RunCommand } from '../platform/subprocess.ts';
import { LOGGED, type ServiceHost, type ServiceState } from './host.ts';
import { systemdUnit } from './units.ts';

const UNIT = 'memories-digest.service';
const LOG = 'journalctl --user -u memories-digest';

export function systemd(context: Context): ServiceHost {
  const { env, signal } = context;
  const run = commandRunner(env, signal);
  const must = async (...words: string[]): Promise<void> => {
    const { code, stderr } = await run('systemctl', '--user', ...words);
    if (code !== 0) throw systemctlError(words, stderr);
  };
  return {
    name: 'systemd',
    path: join(xdgConfigFolder(context), 'systemd/user', UNIT),
    logCommand: `${LOG} -n 20`,
    unit: systemdUnit,
    unavailable: async () => {
      const { code, stderr } = await run('systemctl', '--user', 'show', '--property=Version');
      if (code === 0) return null;
      return code === null
        ? 'there is no systemd on this machine'
        : `systemd runs no services for this user (${firstLine(stderr)})`;
    },
    start: async () => {
      await must('daemon-reload');
      await must('enable', UNIT);
      // Not `start`, which would leave a running service as it was.
      await must('restart', UNIT);
    },
    stop: () => must('disable', '--now', UNIT),
    forget: () => must('daemon-reload'),
    state: () => stateOf(run),
    advice: () => adviceFor(run, env['USER'] ?? ''),
  };
}

function systemctlError(words: readonly string[], stderr: string): UserError {
  return new UserError(`systemctl --user ${words.join(' ')}: ${firstLine(stderr) || 'failed'}`, {
    hint: `what it said is in: ${LOG} -n 20`,
  });
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}

const PROPERTIES = 'ActiveState,UnitFileState,ActiveEnterTimestamp,InactiveEnterTimestamp,ExecMainStatus';

async function stateOf(run: RunCommand): Promise<ServiceState> {
  const { stdout } = await run('systemctl', '--user', 'show', UNIT, `--property=${PROPERTIES}`);
  const said = new Map(stdout.split('\n').map((line) => [line.split('=', 1)[0], line.slice(line.indexOf('=') + 1)]));
  const running = said.get('ActiveState') === 'active';
  const log = await run(
    'journalctl',
    '--user',
    '-u',
    'memories-digest',
    '-n',
    String(LOGGED),
    '--no-pager',
    '-o',
    'cat',
  );
  const status = said.get('ExecMainStatus');
  return {
    enabled: said.get('UnitFileState') === 'enabled',
    running,
    since: said.get(running ? 'ActiveEnterTimestamp' : 'InactiveEnterTimestamp') || null,
    ending: running || status === undefined || status === '0' ? null : `exit code ${status}`,
    log: log.code === 0 ? linesOf(log.stdout) : [],
  };
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
