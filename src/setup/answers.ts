// What setup has learned, as the settings that are to be written.

import { overridingVariable, type Config } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import type { KnownServer } from '../config/mail-server.ts';
import type { SecurityMode } from '../config/settings.ts';

/** `undefined` takes a setting out of the file. */
export type Changes = Map<string, unknown>;

export interface DigestAnswers {
  readonly to: string;
  readonly timeZone: string;
  readonly schedule: string;
  readonly empty: 'skip' | 'send';
}

export interface ServerAnswers {
  readonly host: string;
  readonly port: number;
  readonly security: SecurityMode;
  /** Null where nobody signs in. */
  readonly user: string | null;
  readonly password: PasswordAnswer;
}

export type PasswordAnswer =
  | { readonly is: 'kept' }
  | { readonly is: 'none' }
  | { readonly is: 'typed'; readonly password: string }
  | { readonly is: 'command'; readonly command: string };

/** The digest that the settings under `digest` are about. */
const DEFAULT_DIGEST = 'digest';

/** The key of a digest's setting: `digests.family.to` for `digest.to`. */
export function keyFor(name: string, key: `digest.${string}`): string {
  return name === DEFAULT_DIGEST ? key : key.replace('digest.', `digests.${name}.`);
}

/** Where the zone belongs: to everything, unless the digest has one of its own. */
export function zoneKey(name: string, config: Config): string {
  const own = keyFor(name, 'digest.time_zone');
  return name === DEFAULT_DIGEST && config.state(own).origin.source === 'default' ? 'time_zone' : own;
}

/** What a further digest has from the first one is not written again. */
export function digestChanges(answers: DigestAnswers, name: string, config: Config, context: Context): Changes {
  const zone = zoneKey(name, config);
  const zoneNow = config.state(zone).value ?? (zone === 'time_zone' ? null : config.timeZone);
  const all: [key: string, value: string, now: unknown][] = [
    [zone, answers.timeZone, zoneNow],
    ...(['to', 'schedule', 'empty'] as const).map((part): [string, string, unknown] => {
      const key = keyFor(name, `digest.${part}`);
      return [key, answers[part], config.state(key).value];
    }),
  ];
  const isNews = ([key, value, now]: (typeof all)[number]): boolean =>
    overridingVariable(key, context) === undefined && (name === DEFAULT_DIGEST || value !== now);
  return new Map(all.filter(isNews).map(([key, value]) => [key, value]));
}

/** An address of the server in the file gives way to settings of their own, and hands its password on. */
export function serverChanges({ password, ...server }: ServerAnswers, before: KnownServer | null): Changes {
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
  return changes;
}
