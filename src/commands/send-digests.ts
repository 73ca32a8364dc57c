// The work of `memories digest send`: each digest's mail of the day, once.

import type { Command } from 'commander';
import { loadConfig } from '../config.ts';
import type { Context } from '../context.ts';
import { digestCalled, digestsOf, type Digest } from '../digests.ts';
import { UserError } from '../errors.ts';
import { mailbox } from '../mailbox.ts';
import { sendDigest, type DigestJob, type Outcome } from '../send-digest.ts';
import { jsonText } from '../views/json.ts';
import { outcomeFields } from '../views/service-log.ts';
import { sendLines } from '../views/digest-status.ts';
import { mailWriter } from './digest-mail.ts';
import { dateAsked, sendingSettings } from './digest-sending.ts';
import type { DigestFlags } from './digest.ts';
import { settingFlags } from './options.ts';
import { withLibrary } from './viewing.ts';

/** Throws a UserError when a mail could not be sent; the others are sent all the same. */
export async function sendDigests(
  context: Context,
  flags: DigestFlags,
  name: string | undefined,
  command: Command,
): Promise<void> {
  const config = await loadConfig(context, settingFlags(flags));
  const digests = name === undefined && flags.to === undefined ? digestsOf(config) : [digestCalled(config, name)];
  const jobs = digests.map((digest) => jobOf(digest, flags, context, command));
  const done: { job: DigestJob; outcome: Outcome }[] = [];
  await withLibrary(config, async (library) => {
    const settings = {
      ...sendingSettings(context, config),
      asked: flags.force ? ('force' as const) : ('hand' as const),
      write: mailWriter(context, config, library),
    };
    for (const job of jobs) {
      const outcome = await sendDigest(library.db, job, settings);
      done.push({ job, outcome });
      if (!flags.json) context.stdout.write(sendLines(job, outcome, config.timeZone));
    }
  });
  if (flags.json) context.stdout.write(jsonText({ digests: done.map(({ job, outcome }) => shapeOf(job, outcome)) }));
  mustBeSent(done.map(({ outcome }) => outcome));
}

function shapeOf({ digest, to, date }: DigestJob, outcome: Outcome): object {
  return { digest: digest.name, to: to.address, date: date.toString(), ...outcomeFields(outcome) };
}

function jobOf(digest: Digest, flags: DigestFlags, context: Context, command: Command): DigestJob {
  const date = dateAsked(context, digest, flags.date, command);
  const to = flags.to === undefined ? digest.to : mailbox(flags.to);
  if (to === null) command.error(`error: "${flags.to ?? ''}" is no address\nhint: write --to wren@example.org`);
  return { digest, to, date };
}

/** What went wrong with each mail is on standard output; one error ends it. */
function mustBeSent(outcomes: readonly Outcome[]): void {
  const failures = outcomes.flatMap((outcome) =>
    outcome.state === 'waiting' || outcome.state === 'failed' ? [outcome.error] : [],
  );
  const [first, ...others] = failures;
  if (!first) return;
  if (outcomes.length === 1) throw first;
  const hint = first instanceof UserError ? first.hint : undefined;
  throw new UserError(
    `${failures.length} of ${outcomes.length} mails were not sent: ${first.message}${others.length > 0 ? ' (and others)' : ''}`,
    hint === undefined ? {} : { hint },
  );
}
