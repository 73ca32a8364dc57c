// The work of `memories service`.

import { setTimeout as sleep } from 'node:timers/promises';
import { loadConfig, type Config } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { UserError } from '../platform/errors.ts';
import { configuredJobs } from '../digest/feed/config.ts';
import type { ServiceHost, ServiceKind, UnitFile } from './host.ts';
import { serviceLaunch, secretVariables } from './launch.ts';
import type { Launch } from './units.ts';
import { installedService, registerService, serviceHost, unregisterService } from './install.ts';
import { installCommand, timerTimes, whyOutdated } from './timer-times.ts';
import { settingFlags, type GlobalFlags } from '../cli/flags.ts';
import { digestAccounts } from '../digest/accounts.ts';
import { withLibrary } from '../cli/session.ts';
import { statusLines } from './status-lines.ts';
import { printCronFallback } from './cron-fallback.ts';
import { sanitize } from '../text/sanitize.ts';

/** Throws a UserError when there is nothing to send, when nothing here runs services, or when the service stops at once. */
export async function installService(context: Context, flags: ServiceFlags): Promise<void> {
  const config = await loadConfig(context, settingFlags(flags));
  const launch = serviceLaunch(context, config, settingFlags(flags));
  const host = await hostFor(context, config, launch, flags.print === true);
  const wanted = flags.timer === true ? 'timer' : 'service';
  if (flags.print) {
    printFiles(context, filesFor(kindFor(host, wanted), { context, config, host, launch }));
    return;
  }
  await assertHasWork(config);
  await installOnHost(wanted, { context, config, host, launch });
}

function kindFor({ kinds }: ServiceHost, wanted: ServiceKind): ServiceKind {
  return kinds.includes(wanted) ? wanted : (kinds[0] ?? wanted);
}

const ONLY_TIMERS =
  'On Windows no process runs all day: the Task Scheduler starts one when a mail is due and when you log on.';

interface Installation {
  readonly context: Context;
  readonly config: Config;
  readonly host: ServiceHost;
  readonly launch: Launch;
}

/** Throws a UserError for a timer that would have nothing to start. */
function filesFor(kind: ServiceKind, { context, config, host, launch }: Installation): readonly UnitFile[] {
  return host.files(launch, kind === 'timer' ? timerTimes(context, config, host) : null);
}

/** The files alone go to standard output, several with their paths above them. */
function printFiles(context: Context, files: readonly UnitFile[]): void {
  const texts = files.map(({ path, text }) => (files.length === 1 ? text : `# ${path}\n${text}`));
  context.stdout.write(texts.join('\n'));
  const where = files.map(({ path }) => path).join(' and ');
  context.stderr.write(`${files.length === 1 ? 'This belongs' : 'These belong'} in ${where}\n`);
}

/** Prints what it does. Throws a UserError when the service can't be started, or stops at once. */
export async function installOnHost(wanted: ServiceKind, installation: Installation): Promise<void> {
  const { context, config, host, launch } = installation;
  warn(context, config, launch);
  const kind = kindFor(host, wanted);
  if (kind !== wanted) context.stdout.write(`${ONLY_TIMERS}\n\n`);
  const files = filesFor(kind, installation);
  context.stdout.write(files.map(fileLines).join(''));
  const { updated } = await registerService(host, files);
  await assertRunning(context, host, kind);
  const done =
    kind === 'timer'
      ? `The timer is ${updated ? 'updated' : 'set'}: the mail is sent at its hour, or as soon as this machine is back.`
      : `The service ${updated ? 'is updated and runs' : 'runs'}, and starts at every log-in.`;
  context.stdout.write(`${done}\n`);
  const advice = await host.advice();
  if (advice !== null) context.stdout.write(`${advice.replace(/^s/, 'S')}\n`);
}

export async function uninstallService(context: Context, flags: ServiceFlags): Promise<void> {
  const config = await loadConfig(context, settingFlags(flags));
  const host = await hostFor(context, config, serviceLaunch(context, config, settingFlags(flags)), false);
  const removed = await unregisterService(host);
  if (removed === null) context.stdout.write('There is no service.\n');
  else {
    const paths = removed.files.map(({ path }) => path).join(' and ');
    context.stdout.write(`The ${removed.kind} is stopped, and ${paths} removed.\n`);
  }
}

/** Throws a UserError when it isn't running. */
export async function showServiceStatus(context: Context, flags: ServiceFlags): Promise<void> {
  const config = await loadConfig(context, settingFlags(flags));
  const launch = serviceLaunch(context, config, settingFlags(flags));
  const host = await hostFor(context, config, launch, false);
  const installed = await installedService(host);
  if (installed === null) throw new UserError('the service is not installed', { hint: 'memories service install' });
  const { kind } = installed;
  const state = await host.state(kind);
  context.stdout.write(statusLines(host, kind, state));
  const why = whyOutdated(installed, { context, config, host });
  if (why !== null) context.stderr.write(`warning: ${why.problem}: ${why.hint}\n`);
  if (!state.running) {
    throw new UserError(`the ${kind} is not running`, {
      hint: `${installCommand(kind)} starts it again`,
    });
  }
}

/** Where nothing runs services, throws a UserError whose hint says what does the same. */
export async function hostFor(
  context: Context,
  config: Config,
  launch: Launch,
  onlyToPrint: boolean,
): Promise<ServiceHost> {
  const host = await serviceHost(context);
  const why =
    host === null
      ? 'this platform has neither systemd nor launchd nor the Task Scheduler'
      : await unavailableReason(host, onlyToPrint);
  if (host !== null && why === null) return host;
  if (context.env['container'])
    throw new UserError('nothing starts services in a container', {
      hint: 'its own command, memories serve-digest, sends the mail: docker compose up -d',
    });
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

async function assertRunning(context: Context, host: ServiceHost, kind: ServiceKind): Promise<void> {
  await sleep(STARTUP_CHECK_MS, undefined, { signal: context.signal });
  const state = await host.state(kind);
  // A timer waits whatever becomes of what it starts.
  if (state.running && (kind === 'service' || state.isAtWork || state.ending === null)) return;
  context.stdout.write(statusLines(host, kind, state));
  throw new UserError(state.running ? 'the timer is set, but its first run failed' : `the ${kind} stopped at once`, {
    hint: `its last words say why; then: ${installCommand(kind)}`,
  });
}

/** The file's path, and its text indented. Ends with an empty line. */
function fileLines({ path, text }: UnitFile): string {
  const lines = sanitize(text).trimEnd().split('\n');
  return `${sanitize(path)}:\n\n${lines.map((line) => `  ${line}`.trimEnd()).join('\n')}\n\n`;
}

export interface ServiceFlags extends GlobalFlags {
  readonly print?: boolean;
  readonly timer?: boolean;
}
