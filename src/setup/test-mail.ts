// Tries the mail server with the settings: signs in, or sends a test mail.

import { Temporal } from '../time/calendar.ts';
import { formatTimeOfDay } from '../time/recurrence.ts';
import type { Config } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { openChannel } from '../digest/channels.ts';
import { findDigest } from '../digest/config.ts';
import { mailChannel } from '../config/mail-channel.ts';
import { nextOf } from '../digest/schedule.ts';
import { mailingList } from '../digest/wording.ts';
import { newMessageId } from '../mail/mime.ts';
import { jsonText } from '../text/json.ts';
import { markup } from '../text/html.ts';

/** Sends a short mail. Throws a UserError that says why it can't. */
export async function sendTestMail(context: Context, config: Config, name: string): Promise<void> {
  const digest = findDigest(config, name);
  const channel = await openChannel(context, config, digest);
  const now = context.now();
  const next = nextOf(digest, now);
  const words = testMail(next === null ? null : formatNext(next, digest.timeZone));
  await channel.deliver(
    {
      ...words,
      messageId: newMessageId(digest.from),
      from: digest.from,
      to: digest.to,
      date: now,
      photos: [],
      list: mailingList(digest),
      unsubscribe: null,
      json: () => jsonText({ test: true }),
    },
    context.signal,
  );
}

function formatNext(next: number, timeZone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(next).toZonedDateTimeISO(timeZone);
  return `on ${local.toPlainDate().toString()} at ${formatTimeOfDay(local)}`;
}

/** Signs in and sends nothing; gives the server's name. Throws a UserError that says why it can't. */
export async function verifyServer(context: Context, config: Config): Promise<string> {
  const channel = await mailChannel(context, config);
  await channel.verify(context.signal);
  return channel.name;
}

interface TestMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** `next` is when the first mail is due, in words; null when none ever is. */
function testMail(next: string | null): TestMail {
  const lines = [
    'This is the test mail of memories: it works.',
    next === null ? 'Its schedule never comes, though.' : `The next mail is due ${next}.`,
  ];
  const paragraphs = lines.map((line) => markup`<p>${line}</p>\n`);
  return {
    subject: 'memories: the mail works',
    text: `${lines.join('\n\n')}\n`,
    html: markup`<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>memories</title></head>\n<body style="font:16px/1.5 sans-serif">\n${paragraphs}</body>\n</html>\n`.toString(),
  };
}
