// What sending by hand and the service share: the mail server, who is alive, and the names of new mails.

import { randomUUID } from 'node:crypto';
import { smtpChannel } from '../channels/smtp.ts';
import type { Config } from '../config.ts';
import type { Context } from '../context.ts';
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
