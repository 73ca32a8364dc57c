// The work of `memories service`.

import { setTimeout as sleep } from 'node:timers/promises';
import { loadConfig, type Config } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { UserError } from '../platform/errors.ts';
import { configuredJobs } from '../digest/feed/config.ts';
import type { ServiceHost, ServiceState } from './host.ts';
import { serviceLaunch, secretVariables } from './launch.ts';
import type { Launch } from './units.ts';
import { registerService, serviceHost, serviceState, unregisterService } from './install.ts';
import { settingFlags, type GlobalFlags } from '../cli/flags.ts';
import { digestAccounts } from '../digest/accounts.ts';
import { withLibrary } from '../cli/session.ts';
import { printCronFallback } from './cron-fallback.ts';
import { sanitize } from '../text/sanitize.ts';

/** Throws a UserError when there is nothing to send, when nothing here runs services, or when the service stops at once. */
export async function installService(context: Context, flags: ServiceFlags): Promise<void> {
  const config = await loadConfig(context, settingFlags(flags));
  const launch = serviceLaunch(context, config, settingFlags(flags));
  const host = await hostFor(context, config, launch, flags.print === true);
  if (flags.print) {
    context.stdout.write(host.unit(launch));
    context.stderr.write(`This belongs in ${host.path}\n`);
    return;
  }
  await assertHasWork(config);
  await installOnHost(context, config, host, launch);
}

/** Prints what it does. Throws a UserError when the service can't be started, or stops at once. */
export async function installOnHost(
  context: Context,
  config: Config,
  host: ServiceHost,
  launch: Launch,
): Promise<void> {
  warn(context, config, launch);
  context.stdout.write(fileLines(host.path, host.unit(launch)));
  const { updated } = await registerService(host, launch);
  await assertRunning(context, host);
  context.stdout.write(`The service ${updated ? 'is updated and runs' : 'runs'}, and starts at every log-in.\n`);
  const advice = await host.advice();
  if (advice !== null) context.stdout.write(`${advice.replace(/^s/, 'S')}\n`);
}

export async function uninstallService(context: Context, flags: ServiceFlags): Promise<void> {
  const config = await loadConfig(context, settingFlags(flags));
  const host = await hostFor(context, config, serviceLaunch(context, config, settingFlags(flags)), false);
  const removed = await unregisterService(host);
  context.stdout.write(removed ? `The service is stopped, and ${host.path} removed.\n` : 'There is no service.\n');
}

/** Throws a UserError when it isn't running. */
export async function showServiceStatus(context: Context, flags: ServiceFlags): Promise<void> {
  const config = await loadConfig(context, settingFlags(flags));
  const host = await hostFor(context, config, serviceLaunch(context, config, settingFlags(flags)), false);
  const state = await serviceState(host);
  if (state === null) throw new UserError('the service is not installed', { hint: 'memories service install' });
  context.stdout.write(statusLines(host, state));
  if (!state.running) {
    throw new UserError('the service is not running', { hint: 'memories service install starts it again' });
  }
}

/** Where there is neither systemd nor launchd, throws a UserError whose hint says what does the same. */
export async function hostFor(
  context: Context,
  config: Config,
  launch: Launch,
  onlyToPrint: boolean,
): Promise<ServiceHost> {
  const host = await serviceHost(context);
  const why =
    host === null ? 'this platform has neither systemd nor launchd' : await unavailableReason(host, onlyToPrint);
  if (host !== null && why === null) return host;
  throw new UserError(why ?? '', { hint: printCronFallback(context, config, launch) });
}

async function unavailableReason(host: ServiceHost, onlyToPrint: boolean): Promise<string | null> {
  return onlyToPrint ? null : host.unavailable();
}

/** Throws a UserError where the service would have nothing to do, and so would stop at once. */
async function assertHasWork(config: Config): Promise<void> {
  const { digests, feeds } = configuredJobs(config);
  await withLibrary(config, (library) => {
    for (const each of [...digests, ...feeds]) digestAccounts(library, config, each);
  });
}

function warn(context: Context, config: Config, { script }: Launch): void {
  for (const variable of secretVariables(config)) {
    context.stderr.write(
      `warning: ${variable} is set in this environment only, so the service won't have it: memories setup keeps the password in the configuration file, or takes a command that prints it\n`,
    );
  }
  if (/[/\\]_npx[/\\]/.test(script)) {
    context.stderr.write('warning: npx keeps this program in a cache; npm install -g puts it where it stays\n');
  }
}

/** In milliseconds. A service that can't work usually ends within that time. */
const STARTUP_CHECK_MS = 2000;

async function assertRunning(context: Context, host: ServiceHost): Promise<void> {
  await sleep(STARTUP_CHECK_MS, undefined, { signal: context.signal });
  const state: ServiceState = await host.state();
  if (state.running) return;
  context.stdout.write(statusLines(host, state));
  throw new UserError('the service stopped at once', {
    hint: 'its last words say why; then: memories service install',
  });
}

/** The file's path, and its text indented. Ends with an empty line. */
function fileLines(path: string, text: string): string {
  const lines = sanitize(text).trimEnd().split('\n');
  return `${sanitize(path)}:\n\n${lines.map((line) => `  ${line}`.trimEnd()).join('\n')}\n\n`;
}

/** Ends with a newline. */
function statusLines(
  { path, logCommand }: Pick<ServiceHost, 'path' | 'logCommand'>,
  { enabled, running, since, ending, log }: ServiceState,
): string {
  const ended = [since === null ? null : `since ${since}`, ending].filter((part) => part !== null).join(', ');
  const rows = [
    ['installed', path],
    ['at log-in', enabled ? 'starts' : 'does not start'],
    ['now', `${running ? 'running' : 'stopped'}${ended === '' ? '' : `, ${ended}`}`],
    ['log', logCommand],
  ] as const;
  return [...rows.map(([name, value]) => `${name.padEnd(9)}  ${value}`), ...log.map((line) => `  ${line}`)]
    .map((line) => `${sanitize(line)}\n`)
    .join('');
}

export interface ServiceFlags extends GlobalFlags {
  readonly print?: boolean;
}
