// The work of `memories serve-digest`: the service, with its log on standard error.

import { loadConfig, type Config } from '../../config/config.ts';
import type { Context } from '../../platform/context.ts';
import { configuredJobs } from '../feed/config.ts';
import type { DigestJob, WrittenMail } from '../deliver.ts';
import { serveDigests } from './service.ts';
import { logRecord, formatLogLines } from './service-log.ts';
import { withYearDigests } from '../year-digest.ts';
import { digestAccounts } from '../accounts.ts';
import { feedWriter } from '../feed/write.ts';
import { mailWriter } from '../email/compose.ts';
import { deliverySettings, type DigestFlags } from './requested-mail.ts';
import { settingFlags } from '../../cli/flags.ts';
import { withLibrary } from '../../cli/session.ts';

/** Ends well when it is asked to stop. Throws a UserError when it could never send anything. */
export async function runService(context: Context, flags: DigestFlags): Promise<void> {
  const config = await loadConfig(context, settingFlags(flags));
  const { digests, feeds } = configuredJobs(config);
  await withLibrary(config, (library) => {
    for (const each of [...digests, ...feeds]) digestAccounts(library, config, each);
  });
  await serveDigests({
    ...deliverySettings(context, config),
    digests: withYearDigests(digests),
    feeds,
    writeFeed: (feed, date) => withLibrary(config, (library) => feedWriter(context, config, library)(feed, date)),
    withDatabase: (use) => withLibrary(config, ({ db }) => use(db)),
    write: (job, missed) => write(context, config, job, missed),
    onEvent: (event) => {
      const now = context.now();
      context.stderr.write(flags.json ? logRecord(event, now) : formatLogLines(event, now, config.timeZone));
    },
  });
}

function write(
  context: Context,
  config: Config,
  job: DigestJob,
  missed: Parameters<ReturnType<typeof mailWriter>>[1],
): Promise<WrittenMail> {
  return withLibrary(config, (library) => mailWriter(context, config, library)(job, missed));
}
