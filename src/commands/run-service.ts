// The work of `memories serve-digest`: the service, with its log on standard error.

import { loadConfig, type Config } from '../config.ts';
import type { Context } from '../context.ts';
import { digestsOf } from '../digests.ts';
import type { DigestJob, WrittenMail } from '../send-digest.ts';
import { serveDigests } from '../serve-digest.ts';
import { logJson, logLines } from '../views/service-log.ts';
import { accountsOf, mailWriter } from './digest-mail.ts';
import { sendingSettings } from './digest-sending.ts';
import type { DigestFlags } from './digest.ts';
import { settingFlags } from './options.ts';
import { withLibrary } from './viewing.ts';

/** Ends well when it is asked to stop. Throws a UserError when it could never send anything. */
export async function runService(context: Context, flags: DigestFlags): Promise<void> {
  const config = await loadConfig(context, settingFlags(flags));
  const digests = digestsOf(config);
  await withLibrary(config, (library) => {
    for (const digest of digests) accountsOf(library, config, digest);
  });
  await serveDigests({
    ...sendingSettings(context, config),
    digests,
    withDatabase: (use) => withLibrary(config, ({ db }) => use(db)),
    write: (job, missed) => write(context, config, job, missed),
    onEvent: (event) => {
      const now = context.now();
      context.stderr.write(flags.json ? logJson(event, now) : logLines(event, now, config.timeZone));
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
