// What takes the mails, as the settings have it: a program of this machine, or else a mail server.

import type { Channel } from '../mail/channel.ts';
import { sendmailChannel } from '../mail/sendmail.ts';
import { smtpChannel } from '../mail/smtp.ts';
import type { Context } from '../platform/context.ts';
import { UserError } from '../platform/errors.ts';
import type { Config } from './config.ts';
import { knownServer, mailServer } from './mail-server.ts';

/** Throws a UserError when neither is set, the password can't be had, or others can read the file that has it. */
export async function mailChannel(context: Context, config: Config): Promise<Channel> {
  const command = sendmailCommand(config);
  if (command === null) return smtpChannel(await mailServer(context, config));
  if (context.platform === 'win32') {
    throw new UserError('Windows has no sendmail', { hint: 'set a mail server instead: memories setup' });
  }
  return sendmailChannel({ command, env: context.env });
}

/** Whether anything is set that could take a mail. */
export function hasMailChannel(config: Config): boolean {
  return sendmailCommand(config) !== null || knownServer(config) !== null;
}

/** The program that sends mail; null for a mail server. As everywhere, a variable beats the file. */
export function sendmailCommand(config: Config): string | null {
  const isOverridden =
    config.state('smtp.url').origin.source === 'environment' &&
    config.state('smtp.sendmail').origin.source !== 'environment';
  return isOverridden ? null : config.get('smtp.sendmail');
}
