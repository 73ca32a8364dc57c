// The work of `memories serve-digest`: the service, with its log on standard error.

import { existsSync } from 'node:fs';
import { configPath, loadConfig, type Config } from '../../config/config.ts';
import { hasMailChannel, mailChannel } from '../../config/mail-channel.ts';
import type { Context } from '../../platform/context.ts';
import { codeOf, SettingsError, UserError } from '../../platform/errors.ts';
import { configuredJobs, type DigestJobs } from '../feed/config.ts';
import { serveDigests, serveOnce } from './service.ts';
import type { ServiceJobs } from './service-jobs.ts';
import { troublesAfter, type ServiceEvent } from './service-events.ts';
import { logRecord } from './log-record.ts';
import { formatLogLines } from './service-log.ts';
import { withYearDigests } from '../year-digest.ts';
import { digestAccounts } from '../accounts.ts';
import { feedWriter, type SiteKeeper } from '../feed/write.ts';
import { mailWriter } from '../email/compose.ts';
import { removeServiceState, serviceStatePath, writeServiceState, type Trouble } from '../service-state.ts';
import { deliverySettings, processSettings, type DigestFlags } from './requested-mail.ts';
import { TroubleAlert } from './trouble-alert.ts';
import { isWatched, watchDigests, watcherFor } from './watchers.ts';
import { Beginnings } from '../beginnings.ts';
import type { Notice } from '../watch.ts';
import { settingFlags } from '../../cli/flags.ts';
import { withLibrary } from '../../cli/session.ts';
import type { Library } from '../../library/database.ts';

/**
 * Ends well when it is asked to stop. Throws a SettingsError when it could never send anything, and with `--once` a UserError
 * when something that was due did not go out.
 */
export async function runService(context: Context, flags: DigestFlags, sites: SiteKeeper): Promise<void> {
  await assertCanServe(context, flags);
  let config: Config | undefined;
  let troubles: readonly Trouble[] = [];
  const { owner, isAlive, now, signal } = processSettings(context);
  const onEvent = (event: ServiceEvent): void => {
    const timeZone = config?.timeZone ?? context.systemTimeZone();
    context.stderr.write(flags.json ? logRecord(event, now()) : formatLogLines(event, now(), timeZone));
    troubles = troublesAfter(troubles, event, now());
    if (config === undefined) return;
    const path = serviceStatePath(config.databasePath);
    if (event.type === 'stopped') removeServiceState(path);
    else writeServiceState(path, { owner, troubles });
  };
  const onNotice = (notice: Notice): void => {
    onEvent({ type: 'notice', notice });
  };
  const alert = new TroubleAlert(context, onNotice);
  const beginnings = new Beginnings(onNotice);
  const read = async (): Promise<ServiceJobs> => {
    // With the settings as they were, should they not be readable any more.
    if (config !== undefined) alert.look(config, troubles);
    const settings = await loadConfig(context, settingFlags(flags));
    const jobs = jobsOf({ context, config: settings, sites, beginnings }, onNotice);
    config = settings;
    return jobs;
  };
  const settings = { owner, isAlive, now, signal, read, onEvent };
  if (!flags.once) return serveDigests(settings);
  const isAllOut = await serveOnce(settings);
  if (!isAllOut && !signal.aborted)
    throw new UserError('not everything that was due went out', { hint: 'memories digest status tells more' });
}

interface Work {
  readonly context: Context;
  readonly config: Config;
  readonly sites: SiteKeeper;
  readonly beginnings: Beginnings;
}

function jobsOf({ context, config, sites, beginnings }: Work, onNotice: (notice: Notice) => void): ServiceJobs {
  const { digests, feeds } = configuredJobs(config);
  return {
    channel: deliverySettings(context, config).channel,
    digests: withYearDigests(digests),
    feeds,
    writeFeed: (feed, date) =>
      withLibrary(config, (library) => feedWriter(context, config, library, sites)(feed, date)),
    onFirstTry: (db, job) => {
      beginnings.begin(db, job, watcherFor(context, config, job.digest.name), context.signal);
    },
    watch: async () => {
      await beginnings.settled();
      if (!isWatched(config, digests)) return false;
      return withLibrary(config, ({ db }) => watchDigests(db, digests, { context, config }, onNotice));
    },
    withDatabase: (use) => withLibrary(config, ({ db }) => use(db)),
    checkDatabase: () =>
      withLibrary(config, (library) => {
        assertAccounts(library, config, { digests, feeds });
      }),
    write: (job, missed) => withLibrary(config, (library) => mailWriter(context, config, library)(job, missed)),
    fingerprint: JSON.stringify([config.databasePath, config.timeZone, config.settings()]),
  };
}

/** Throws a UserError for an account that is not there. */
function assertAccounts(library: Library, config: Config, { digests, feeds }: DigestJobs): void {
  for (const each of [...digests, ...feeds]) digestAccounts(library, config, each);
}

/**
 * Throws a SettingsError for settings that work only when somebody has mended them. Whoever starts the service learns of
 * them at once; later they are told in the log and waited for.
 */
async function assertCanServe(context: Context, flags: DigestFlags): Promise<void> {
  try {
    const config = await loadConfig(context, settingFlags(flags));
    const jobs = configuredJobs(config);
    // Throws what is wrong.
    if (jobs.digests.some(({ by }) => by === 'mail') && !hasMailChannel(config)) await mailChannel(context, config);
    await assertKnownAccounts(config, jobs);
  } catch (error) {
    if (!(error instanceof UserError) || mayPass(error, context)) return;
    throw new SettingsError(error);
  }
}

/** A file that can't be read, or one that is named and not there: its disk may come yet. */
function mayPass(error: UserError, context: Context): boolean {
  const isNamed = Boolean(context.env['MEMORIES_CONFIG']);
  return /^E[A-Z\d]+$/.test(codeOf(error.cause) ?? '') || (isNamed && !existsSync(configPath(context)));
}

/** A database that can't be opened, or is not there, may come yet. */
async function assertKnownAccounts(config: Config, jobs: DigestJobs): Promise<void> {
  const wrong = await withLibrary(config, (library) => unknownAccount(library, config, jobs)).catch(() => null);
  if (wrong !== null) throw wrong;
}

function unknownAccount(library: Library, config: Config, jobs: DigestJobs): UserError | null {
  try {
    assertAccounts(library, config, jobs);
    return null;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}
