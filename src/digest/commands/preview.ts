// The work of `memories digest preview`: the mail as it would be sent, shown or written to a file.

import type { Message } from '../../mail/channel.ts';
import { buildMime, newMessageId } from '../../mail/mime.ts';
import { writeEmlFile } from '../../mail/eml-file.ts';
import { loadConfig, pathFromHere } from '../../config/config.ts';
import type { Context } from '../../platform/context.ts';
import { UsageError } from '../../platform/errors.ts';
import { DEFAULT_DIGEST } from '../../config/keys.ts';
import { recipientsOf } from '../channels.ts';
import { findDigest, digestToPreview, type Digest } from '../config.ts';
import { missedMails, type WrittenMail } from '../deliver.ts';
import { mailLines } from '../wording.ts';
import { mailWriter } from '../email/compose.ts';
import { requestedJob, type DigestFlags } from './requested-mail.ts';
import { settingFlags } from '../../cli/flags.ts';
import { outputPage } from '../../cli/page-output.ts';
import { withLibrary } from '../../cli/session.ts';

type Mail = NonNullable<WrittenMail['message']>;

/** Throws a UsageError for two files on standard output, or words that are no date. */
export async function previewDigest(context: Context, flags: DigestFlags, name: string | undefined): Promise<void> {
  if (flags.eml === '-' && flags.html === '-')
    throw new UsageError("--html - can't be used with --eml -", { hint: 'write one of them to a file' });
  const config = await loadConfig(context, settingFlags(flags));
  const isSetUp =
    name !== undefined || recipientsOf(config, DEFAULT_DIGEST).length > 0 || config.namedDigests.length > 0;
  const digest = isSetUp ? findDigest(config, name) : digestToPreview(config);
  const mail = await withLibrary(config, async (library) => {
    const asked = await requestedJob({ context, config, library }, digest, flags);
    const job = { ...asked, digest: { ...asked.digest, empty: 'send' as const } };
    const { message } = await mailWriter(context, config, library)(job, missedMails(library.db, job, context.now()));
    if (message === null) throw new Error('a digest that mails empty days has written none');
    return message;
  });
  await outputPreview(context, flags, digest, mail);
}

async function outputPreview(
  context: Context,
  flags: DigestFlags,
  { from, replyTo, to }: Digest,
  mail: Mail,
): Promise<void> {
  if (flags.eml !== undefined) {
    const message = { ...mail, from, replyTo, to, date: context.now(), messageId: newMessageId(from) };
    await outputEml(context, flags.eml, message);
  }
  if (flags.html !== undefined || flags.open) {
    const about = { what: mail.subject, name: 'memories-mail.html' };
    await outputPage(context, { html: flags.html, open: flags.open }, withPhotos(mail), about);
  }
  if (flags.eml === undefined && flags.html === undefined && !flags.open) {
    context.stdout.write(mailLines(mail, { from, to }));
  }
}

async function outputEml(context: Context, named: string, message: Message): Promise<void> {
  if (named === '-') {
    // Nothing in a mail is beyond ASCII as it travels.
    context.stdout.write((await buildMime(message)).toString('latin1'));
    return;
  }
  const path = pathFromHere(named, context);
  await writeEmlFile(path, message);
  context.stderr.write(`${message.subject}: ${path}\n`);
}

/** A browser knows nothing of attachments. */
function withPhotos({ html, photos }: Mail): string {
  const whole = new Map(
    photos.map(({ cid, mimeType, data }) => [cid, `data:${mimeType};base64,${data.toString('base64')}`]),
  );
  return html.replace(/cid:([\w@.-]+)/g, (all, cid: string) => whole.get(cid) ?? all);
}
