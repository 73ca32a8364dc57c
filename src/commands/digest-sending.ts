// What sending by hand and the service share: the mail server, who is alive, and the names of new mails.

import type { Command } from 'commander';
import { randomUUID } from 'node:crypto';
import { dateFrom, dateOf, type PlainDate } from '../calendar.ts';
import { smtpChannel } from '../channels/smtp.ts';
import type { Config } from '../config.ts';
import type { Context } from '../context.ts';
import type { Digest } from '../digests.ts';
import { mailServer } from '../mail-server.ts';
import type { Mailbox } from '../mailbox.ts';
import { isAlive } from '../process-state.ts';
import type { SendSettings } from '../send-digest.ts';

export function sendingSettings(context: Context, config: Config): Omit<SendSettings, 'asked' | 'write'> {
  return {
    pid: context.pid,
    isAlive,
    now: () => context.now(),
    newMessageId,
    channel: async () => smtpChannel(await mailServer(config, context.signal)),
    signal: context.signal,
  };
}

/** Of the sender's domain, and nothing of this machine. */
export function newMessageId({ address }: Mailbox): string {
  return `${randomUUID()}@${address.slice(address.lastIndexOf('@') + 1)}`;
}

/** The date that the command line names, or else the digest's today. Ends the program with exit code 2 where it is none. */
export function dateAsked(
  context: Context,
  { timeZone }: Digest,
  words: string | undefined,
  command: Command,
): PlainDate {
  const today = dateOf(context.now(), timeZone);
  const date = words === undefined ? today : dateFrom(words, today);
  return date ?? command.error(`error: "${words ?? ''}" is no date\nhint: write 2026-11-22, 11-22 or yesterday`);
}
