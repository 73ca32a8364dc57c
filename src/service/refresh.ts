// Keeps an installed timer at the hours of the settings when these change. What it starts reads the settings by itself.

import { loadConfig, type Config, type Flags } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { UserError } from '../platform/errors.ts';
import { formatTimeOfDay } from '../time/recurrence.ts';
import type { ServiceHost, UnitFile } from './host.ts';
import { installedService, registerService, serviceHost, writeUnitFile, type Installed } from './install.ts';
import { serviceLaunch } from './launch.ts';
import { installCommand, OUTDATED, timerTimes, whyOutdated } from './timer-times.ts';
import type { TimerTime } from './units.ts';

/**
 * Of a timer: it is as it would be installed from here, or is so now; or it has other hours, or differs in something else, and
 * would have to be installed again.
 */
type TimerState = 'fresh' | 'updated' | 'outdated' | 'different';

/**
 * Installs a timer again whose hours are not those of the settings, and prints what it did. It is left alone, with a warning,
 * where installing it from here would change more than its hours, such as its database or its configuration file. Null without
 * a timer of ours, or with nothing to send.
 */
export async function refreshTimer(context: Context, flags: Flags): Promise<TimerState | null> {
  try {
    const found = await findTimer(context, await loadConfig(context, flags), flags);
    if (found === null) return null;
    const { host, installed, files, times } = found;
    const isTimely = host.read(files).times === installed.times;
    if (isTimely) return areSameButTimes(host, files, installed.files) ? 'fresh' : 'different';
    if (!areSameButTimes(host, files, installed.files) || (await host.unavailable()) !== null) return outdated(context);
    await registerOrRestore(host, files, installed);
    context.stdout.write(`The timer is updated: it starts at ${times.map(formatTime).join(' and ')} now.\n`);
    return 'updated';
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return outdated(context, error.message);
  }
}

/** What did not become a timer must not look as if it had. */
async function registerOrRestore(host: ServiceHost, files: readonly UnitFile[], before: Installed): Promise<void> {
  try {
    await registerService(host, files);
  } catch (error) {
    for (const file of before.files) await writeUnitFile(file);
    throw error;
  }
}

/** Warns of a service or timer that doesn't suit the settings. */
export async function warnOfOutdatedService(context: Context, flags: Flags): Promise<void> {
  try {
    const config = await loadConfig(context, flags);
    const host = await serviceHost(context);
    const installed = host && (await installedService(host));
    const why = installed && whyOutdated(installed, { context, config, host });
    if (why) context.stderr.write(`warning: ${why.problem}: ${why.hint}\n`);
  } catch (error) {
    // Whoever asks of the mails has not asked of the service.
    if (!(error instanceof UserError)) throw error;
  }
}

interface Timer {
  readonly host: ServiceHost;
  readonly installed: Installed;
  /** As it would be installed from here. */
  readonly files: readonly UnitFile[];
  readonly times: readonly TimerTime[];
}

async function findTimer(context: Context, config: Config, flags: Flags): Promise<Timer | null> {
  const host = await serviceHost(context);
  const installed = host && (await installedService(host).catch(() => null));
  if (!host || installed?.kind !== 'timer') return null;
  const times = timesOrNone(context, config, host);
  return times && { host, installed, times, files: host.files(serviceLaunch(context, config, flags), times) };
}

function timesOrNone(context: Context, config: Config, host: ServiceHost): readonly TimerTime[] | null {
  try {
    return timerTimes(context, config, host);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

function areSameButTimes(host: ServiceHost, some: readonly UnitFile[], others: readonly UnitFile[]): boolean {
  const [first, second] = [some, others].map((files) => {
    const { times } = host.read(files);
    return JSON.stringify(files.map(({ path, text }) => [path, text.replace(times, '')]));
  });
  return first === second;
}

function formatTime(time: TimerTime): string {
  return [formatTimeOfDay(time), time.timeZone].filter((part) => part !== null).join(' ');
}

function outdated(context: Context, why: string | null = null): 'outdated' {
  context.stderr.write(
    `warning: ${[OUTDATED, why, installCommand('timer')].filter((part) => part !== null).join(': ')}\n`,
  );
  return 'outdated';
}
