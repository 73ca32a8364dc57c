// The answers to setup's questions, and the settings to be written because of them.

import type { Accepted, Written } from '../config/checks.ts';
import { overridingVariable, type Config } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import type { Recurrence } from '../time/recurrence.ts';
import type { KnownServer } from '../config/mail-server.ts';
import { DEFAULT_DIGEST, digestKey } from '../config/keys.ts';
import type { Mailbox } from '../mail/mailbox.ts';
import type { Security } from '../mail/smtp-settings.ts';

/** What the file is to have; `undefined` takes a setting out. */
export type Changes = Map<string, unknown>;

/** What was answered, as the program uses it and as the file has it. */
export type Answer<Value> = Pick<Accepted<Value>, 'value' | 'written'>;

type NotificationKey = 'digest.ntfy' | 'digest.apprise' | 'digest.webhook';

/** Where it goes instead of a mail. */
export type NotificationAnswer =
  { readonly kept: true } | { readonly kept?: undefined; readonly key: NotificationKey; readonly address: string };

export interface DigestAnswers {
  readonly to: Answer<readonly Mailbox[] | null>;
  /** Null for a mail. */
  readonly notified: NotificationAnswer | null;
  readonly timeZone: Answer<string | null>;
  readonly schedule: Answer<Recurrence>;
  readonly empty: Answer<'skip' | 'send'>;
}

/** What is to send the mail: a program of this machine, or a mail server. */
export type SenderAnswers = SendmailAnswer | ServerAnswers;

export interface SendmailAnswer {
  readonly sendmail: string;
}

export interface ServerAnswers {
  readonly host: string;
  readonly port: number;
  readonly security: Security;
  /** Null for a server without sign-in. */
  readonly user: string | null;
  readonly password: PasswordAnswer;
}

export type PasswordAnswer =
  | { readonly is: 'kept' }
  | { readonly is: 'none' }
  | { readonly is: 'typed'; readonly password: string }
  /** A command prints the password, or an access token. */
  | { readonly is: 'command' | 'token'; readonly command: string };

/** The setting that has the zone: everybody's, unless the digest has one of its own. */
export function zoneKey(name: string, config: Config): string {
  const own = digestKey(name, 'digest.time_zone');
  return name === DEFAULT_DIGEST && config.state(own).origin.source === 'default' ? 'time_zone' : own;
}

/** A further digest inherits from the first one: only what differs is written. */
export function digestChanges(answers: DigestAnswers, name: string, config: Config, context: Context): Changes {
  const zone = zoneKey(name, config);
  const zoneNow = config.state(zone).written ?? (zone === 'time_zone' ? null : config.timeZone);
  const all: [key: string, written: Written, now: Written][] = [
    [zone, answers.timeZone.written, zoneNow],
    ...(['to', 'schedule', 'empty'] as const).map((part): [string, Written, Written] => {
      const key = digestKey(name, `digest.${part}`);
      return [key, answers[part].written, config.state(key).written];
    }),
  ];
  const isNews = ([key, written, now]: (typeof all)[number]): boolean =>
    overridingVariable(key, context) === undefined && (name === DEFAULT_DIGEST || String(written) !== String(now));
  const changes: Changes = new Map(all.filter(isNews).map(([key, written]) => [key, written]));
  if (answers.notified) changes.set('digest.to', undefined);
  if (answers.notified && !answers.notified.kept) changes.set(answers.notified.key, answers.notified.address);
  return changes;
}

/** A program takes the place of the mail server, whose settings stay for those who come back to it. */
export function senderChanges(answers: SenderAnswers, before: KnownServer | null): Changes {
  if ('sendmail' in answers) return new Map([['smtp.sendmail', answers.sendmail]]);
  return serverChanges(answers, before).set('smtp.sendmail', undefined);
}

/** Replaces `smtp.url` in the file by settings of their own, which keep its password. */
function serverChanges({ password, ...server }: ServerAnswers, before: KnownServer | null): Changes {
  const changes: Changes = new Map<string, unknown>([
    ['smtp.url', undefined],
    ['smtp.host', server.host],
    ['smtp.port', server.port],
    ['smtp.security', server.security],
    ['smtp.user', server.user ?? undefined],
  ]);
  if (password.is === 'kept') {
    if (before?.password) changes.set('smtp.password', before.password);
    return changes;
  }
  changes.set('smtp.password', password.is === 'typed' ? password.password : undefined);
  changes.set('smtp.password_command', password.is === 'command' ? password.command : undefined);
  changes.set('smtp.token_command', password.is === 'token' ? password.command : undefined);
  return changes;
}
