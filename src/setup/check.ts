// Setup without a terminal: says what is missing, or tries what is set.

import type { Config } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { recipientsOf } from '../digest/channels.ts';
import { findDigest } from '../digest/config.ts';
import { UserError } from '../platform/errors.ts';
import { hasMailChannel, sendmailCommand } from '../config/mail-channel.ts';
import { knownServer } from '../config/mail-server.ts';
import { DEFAULT_DIGEST, digestKey } from '../config/keys.ts';
import { sendTestMail, verifyServer } from './test-mail.ts';
import type { GlobalFlags } from '../cli/flags.ts';

/** Throws a UserError when something is missing, or the mail server doesn't take it. */
export async function checkSetup(context: Context, flags: SetupFlags, config: Config, name: string): Promise<void> {
  const missing = missingFrom(config, name);
  for (const line of missing) context.stderr.write(`missing: ${line}\n`);
  if (missing.length > 0) {
    throw new UserError('the daily mail is not set up', {
      hint: 'set what is missing: memories config set <setting> <value>, or the variable; or run memories setup on a terminal',
    });
  }
  const { to, by, schedule, timeZone } = findDigest(config, name);
  context.stdout.write(`${name}: to ${to.address}, "${schedule.words}" in ${timeZone}\n`);
  if (flags.test) {
    await sendTestMail(context, config, name);
    context.stdout.write(`a test${by === 'mail' ? ' mail' : ''} was sent to ${to.address}\n`);
  } else if (by === 'mail') context.stdout.write(`mail server ${await verifyServer(context, config)}: ready\n`);
}

function missingFrom(config: Config, name: string): string[] {
  const recipients = recipientsOf(config, name);
  // What goes elsewhere needs neither an address nor a mail server.
  if (recipients.length > 0 && recipients.every(({ by }) => by !== 'mail')) return [];
  const to = digestKey(name, 'digest.to');
  const server = sendmailCommand(config) === null ? knownServer(config) : null;
  const keys = ['smtp.password', 'smtp.password_command', 'smtp.token_command'] as const;
  const passwords = [...keys.map((key) => config.get(key)), server?.password ?? null];
  const needsPassword = server !== null && server.user !== null && passwords.every((password) => password === null);
  const needsUser = server !== null && server.user === null && passwords.some((password) => password !== null);
  return [
    ...(config.hasDigest(name)
      ? []
      : [`${to}${name === DEFAULT_DIGEST ? ' (MEMORIES_DIGEST_TO)' : ''}, who gets the mail`]),
    ...(hasMailChannel(config) ? [] : ['smtp.host (MEMORIES_SMTP_URL), the mail server']),
    ...(needsUser ? ['smtp.user, whose password or token it is'] : []),
    ...(needsPassword ? ['smtp.password_command or smtp.password (MEMORIES_SMTP_PASSWORD), the password'] : []),
  ];
}

export interface SetupFlags extends GlobalFlags {
  /** Undefined: asks. */
  readonly test?: boolean;
}
