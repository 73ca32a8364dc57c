// A digest's mail as its day or year makes it: the same for the preview, for the service and for sending by hand.

import type { PlainDate } from '../../time/calendar.ts';
import type { Config } from '../../config/config.ts';
import type { Context } from '../../platform/context.ts';
import type { Library } from '../../library/database.ts';
import { photosWithin, type ScaledPhoto } from '../../views/photos.ts';
import type { DigestJob, WrittenMail } from '../deliver.ts';
import { dayMail } from './day-mail.ts';
import { digestAccounts } from '../accounts.ts';
import type { MailSource, MailText } from './draft.ts';
import { yearMail } from './year-mail.ts';
import { mailingList } from '../wording.ts';

/** Photos are attached at most this wide, in pixels: twice a mail's column, for sharp screens. */
const PHOTO_WIDTH = 1120;
/** For all photos of a mail together. */
const PHOTO_BYTES = 5_000_000;

/** Writes the mail of a job. Throws a UserError for an account that is not there. */
export function mailWriter(
  context: Context,
  config: Config,
  library: Library,
): (job: DigestJob, missed: readonly PlainDate[]) => Promise<WrittenMail> {
  return async (job, missed) => {
    const accounts = digestAccounts(library, config, job.digest);
    const source: MailSource = { config, library, accounts, now: context.now() };
    const { files, count, write, link, json } =
      job.digest.every === 'year' ? yearMail(source, job, missed) : dayMail(source, job, missed);
    if (count === 0 && job.digest.empty === 'skip') return { message: null, memories: 0 };
    const photos = await photosOf(files, job, context.signal);
    return { memories: count, message: { ...messageOf(write(photos), [...photos.values()], job), link, json } };
  };
}

type Mail = NonNullable<WrittenMail['message']>;
type Photo = ScaledPhoto & { readonly cid: string };

function messageOf(text: MailText, photos: readonly Photo[], { digest, to }: DigestJob): Mail {
  const { subject, email } = text;
  return {
    subject,
    text: email.text,
    html: email.html,
    photos: photos.filter(({ cid }) => email.cids.includes(cid)),
    list: mailingList(digest),
    // People who mail themselves know how to stop it; others write to the sender.
    unsubscribe: digest.from.address === to.address ? null : digest.from.address,
  };
}

/** Each with the name that the mail calls it by. */
async function photosOf(
  files: readonly string[],
  { digest }: DigestJob,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Photo>> {
  const limits = { maxWidth: PHOTO_WIDTH, most: digest.maxPhotos, totalBytes: PHOTO_BYTES };
  const photos = await photosWithin(files, { ...limits, signal });
  return new Map([...photos].map(([file, photo], index) => [file, { ...photo, cid: `photo-${index + 1}` }]));
}
