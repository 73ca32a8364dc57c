// The service, or its timer, with launchd: an agent of the user's own session.

import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../platform/context.ts';
import { UserError } from '../platform/errors.ts';
import { commandRunner, type RunCommand } from '../platform/subprocess.ts';
import { LOGGED, type ServiceHost, type ServiceKind, type ServiceState } from './host.ts';
import { LABEL, launchdAgent } from './units.ts';

export function launchd({ env, home, signal }: Context): ServiceHost {
  const run = commandRunner(env, signal);
  const path = join(home, 'Library/LaunchAgents', `${LABEL}.plist`);
  const log = join(home, 'Library/Logs/memories-digest.log');
  const session = `gui/${userInfo().uid}`;
  const service = `${session}/${LABEL}`;
  return {
    name: 'launchd',
    kinds: ['service', 'timer'],
    paths: [path],
    logCommand: `tail -n 20 ${log}`,
    knowsZones: false,
    files: (launch, times) => [{ path, text: launchdAgent(launch, log, times) }],
    read: ([file]) => {
      const times = /<key>StartCalendarInterval<\/key>[^]*?<\/array>/.exec(file?.text ?? '')?.[0];
      return { kind: times === undefined ? 'service' : 'timer', times: times ?? '' };
    },
    unavailable: async () => {
      const { code } = await run('launchctl', 'print', session);
      if (code === 0) return null;
      return code === null
        ? 'there is no launchctl on this machine'
        : 'launchd runs no services for a user who is not logged in on the Mac itself';
    },
    start: async () => {
      await run('launchctl', 'bootout', service);
      await run('launchctl', 'enable', service);
      await bootstrap(run, session, path, signal);
    },
    stop: async () => {
      await run('launchctl', 'bootout', service);
    },
    forget: () => Promise.resolve(),
    state: (kind) => stateOf(run, service, log, kind),
    advice: () => Promise.resolve(null),
  };
}

/** In milliseconds. The previous agent is gone only when its process has ended, for which it may finish sending a mail. */
const PAUSE = 1000;
const ATTEMPTS = 30;

async function bootstrap(run: RunCommand, session: string, path: string, signal: AbortSignal): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const { code, stderr } = await run('launchctl', 'bootstrap', session, path);
    if (code === 0) return;
    if (attempt === ATTEMPTS || code === null) {
      throw new UserError(`launchctl bootstrap: ${stderr.trim().split('\n')[0] ?? 'failed'}`, {
        hint: `try it yourself: launchctl bootstrap ${session} ${path}`,
      });
    }
    await sleep(PAUSE, undefined, { signal });
  }
}

async function stateOf(run: RunCommand, service: string, log: string, kind: ServiceKind): Promise<ServiceState> {
  const { code, stdout } = await run('launchctl', 'print', service);
  const field = (name: string): string | undefined => new RegExp(`^\\s*${name} = (.*)$`, 'm').exec(stdout)?.[1];
  const pid = field('pid');
  const began = pid === undefined ? undefined : (await run('ps', '-o', 'lstart=', '-p', pid)).stdout.trim();
  const status = field('last exit code');
  return {
    enabled: code === 0,
    // An agent that is loaded waits for its time.
    running: kind === 'timer' ? code === 0 : pid !== undefined,
    isAtWork: kind === 'timer' && pid !== undefined,
    since: began || null,
    ending: pid !== undefined || status === undefined || !/^[1-9]/.test(status) ? null : `exit code ${status}`,
    next: null,
    log: (await readFile(log, 'utf8').catch(() => '')).trimEnd().split('\n').slice(-LOGGED).filter(Boolean),
  };
}
