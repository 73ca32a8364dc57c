// The end of setup: what is still needed for the mail to come every day.

import type { Config, Flags } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { UserError } from '../platform/errors.ts';
import type { ServiceHost, ServiceKind } from '../service/host.ts';
import { serviceLaunch } from '../service/launch.ts';
import type { Launch } from '../service/units.ts';
import { installedService } from '../service/install.ts';
import { refreshTimer } from '../service/refresh.ts';
import { hostFor, installOnHost } from '../service/command.ts';
import type { Prompter } from './prompts.ts';
import { withLibrary } from '../cli/session.ts';

/** Offers the service where there is something to send and something to run it. Throws a UserError when it can't be started. */
export async function offerService(prompter: Prompter, context: Context, flags: Flags, config: Config): Promise<void> {
  const launch = serviceLaunch(context, config, flags);
  const found = await readyHost(context, config, launch);
  if (found instanceof UserError) {
    prompter.print(`The mail does not come by itself yet: ${found.message}.`);
    if (found.hint !== undefined)
      prompter.show(found.hint.replace(/^(?!memories )./, (letter) => letter.toUpperCase()));
    if (!(await hasDatabase(config))) prompter.print('After that: memories service install');
    return;
  }
  const { host, installed } = found;
  if (installed === 'timer' && (await isFresh(prompter, context, flags))) return;
  const question = installed
    ? `The ${installed} is installed already. Restart it with these settings?`
    : `Have ${host.name} send the mail every day from now on?`;
  if (await prompter.yes(question)) await installOnHost(installed ?? 'service', { context, config, host, launch });
  else prompter.print('Later: memories service install');
}

function hasDatabase(config: Config): Promise<boolean> {
  return withLibrary(config, () => true).catch(() => false);
}

/** Whether a timer has the settings' hours, perhaps only now; it needs nothing else of them. */
async function isFresh(prompter: Prompter, context: Context, flags: Flags): Promise<boolean> {
  const state = await refreshTimer(context, flags);
  if (state === 'fresh') prompter.print('The timer that is installed sends it.');
  return state === 'fresh' || state === 'updated';
}

/** What can run the service, or why there is nothing to offer. */
async function readyHost(
  context: Context,
  config: Config,
  launch: Launch,
): Promise<{ readonly host: ServiceHost; readonly installed: ServiceKind | null } | UserError> {
  try {
    await withLibrary(config, () => undefined);
    const host = await hostFor(context, config, launch, false);
    return { host, installed: (await installedService(host))?.kind ?? null };
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}
