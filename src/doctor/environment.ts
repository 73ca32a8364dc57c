// Checks what else memories depends on: the time zone, the mail server, feeds and the service.

import type { Config } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { UserError } from '../platform/errors.ts';
import { FEED_HINT, feedProblem } from '../feed/file.ts';
import { SITE_HINT, siteProblem } from '../export/refresh.ts';
import { feedsOf } from '../digest/feed/config.ts';
import { hasMailChannel, mailChannel } from '../config/mail-channel.ts';
import { unknownZone } from '../platform/time-zone.ts';
import { installedService, serviceHost } from '../service/install.ts';
import { whyOutdated } from '../service/timer-times.ts';
import { fine, warning, wrong, type Finding } from './finding.ts';

export function zoneFinding(context: Context, config: Config): Finding {
  const named = unknownZone(context);
  const isChosen = config.get('time_zone') !== null;
  if (!isChosen && named !== null) {
    const message = `TZ is "${named}", which isn't the name of a zone: days are those of ${config.timeZone}`;
    return warning('zone', message, 'memories config set time_zone <zone>, such as Europe/Paris');
  }
  return fine('zone', `days are those of ${config.timeZone}${isChosen ? '' : ", the system's"}`);
}

/** Signs in and sends nothing. */
export async function mailFindings(context: Context, config: Config): Promise<Finding[]> {
  if (!hasMailChannel(config)) return [];
  try {
    const channel = await mailChannel(context, config);
    await channel.verify(context.signal);
    return [fine('mail', `${channel.name} takes mail`)];
  } catch (error) {
    if (!(error instanceof UserError) || context.signal.aborted) throw error;
    return [wrong('mail', error.message, error.hint ?? 'memories setup')];
  }
}

/** Whether each configured feed and site can be written. */
export async function feedFindings(config: Config): Promise<Finding[]> {
  try {
    const troubles = feedsOf(config).map(async (feed) => {
      const { kind, path } = feed;
      const trouble = await (kind === 'feed' ? feedProblem(path) : siteProblem(config, feed));
      if (trouble === null) return fine(kind, `${path} can be written`);
      return wrong(kind, `${path} can't be written: ${trouble}`, kind === 'feed' ? FEED_HINT : SITE_HINT);
    });
    return await Promise.all(troubles);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [wrong('feed', error.message, error.hint ?? 'memories digest status')];
  }
}

/** Only if the service, or its timer, is installed: there are other ways to send the mail. */
export async function serviceFindings(context: Context, config: Config): Promise<Finding[]> {
  try {
    const host = await serviceHost(context);
    const installed = host && (await installedService(host));
    if (!installed) return [];
    const { kind } = installed;
    const { running } = await host.state(kind);
    if (!running)
      return [
        wrong(
          'service',
          `${kind === 'timer' ? 'its timer' : 'it'} is installed but not running`,
          'memories service status says why',
        ),
      ];
    const why = whyOutdated(installed, { context, config, host });
    if (why !== null) return [warning('service', why.problem, why.hint)];
    return [fine('service', kind === 'timer' ? 'its timer is set' : 'it runs')];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [warning('service', error.message, error.hint ?? 'memories service status')];
  }
}
