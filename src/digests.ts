// The digests that a configuration has: the first one under `digest`, further ones under `digests.<name>`.

import type { Config } from './config.ts';
import { UserError } from './errors.ts';
import { mailbox, type Mailbox } from './mailbox.ts';
import { scheduleOf, type Schedule } from './schedule.ts';
import type { SettingKey, SettingValues } from './settings.ts';

export interface Digest {
  /** `digest` for the first one. */
  readonly name: string;
  readonly to: Mailbox;
  readonly from: Mailbox;
  readonly schedule: Schedule;
  /** An IANA name: whose days count. */
  readonly timeZone: string;
  /** Handles; empty for all. */
  readonly accounts: readonly string[];
  readonly empty: 'skip' | 'send';
  readonly every: 'day' | 'week';
  readonly maxPhotos: number;
}

const FIRST = 'digest';

const NONE_HINT =
  'memories setup asks for everything; or: memories config set digest.to <address>, then smtp.host and the rest';

/** All digests, the first one first. Throws a UserError when there is none, or one lacks its recipient. */
export function digestsOf(config: Config): readonly Digest[] {
  const names = [...(config.get('digest.to') === null ? [] : [FIRST]), ...config.furtherDigests];
  if (names.length === 0) throw new UserError('no digest is set up', { hint: NONE_HINT });
  return names.map((name) => digestOf(config, name));
}

/** One digest by its name; without a name the only one. Throws a UserError when that is none. */
export function digestCalled(config: Config, name: string | undefined): Digest {
  const digests = digestsOf(config);
  const found = name === undefined ? digests : digests.filter((digest) => digest.name === name);
  const [digest, ...others] = found;
  const known = digests.map((one) => one.name).join(', ');
  if (!digest) throw new UserError(`there is no digest "${name ?? ''}"`, { hint: `there are: ${known}` });
  if (others.length > 0) throw new UserError('there are several digests', { hint: `name one of them: ${known}` });
  return digest;
}

/** A digest that is not sent, only looked at, needs no recipient. */
export function digestToLookAt(config: Config): Digest {
  return digestOf(config, FIRST, { name: null, address: 'you@localhost' });
}

function digestOf(config: Config, name: string, nobody?: Mailbox): Digest {
  const get = <Key extends Extract<SettingKey, `digest.${string}`>>(key: Key): SettingValues[Key] =>
    config.state(name === FIRST ? key : key.replace('digest.', `digests.${name}.`)).value as SettingValues[Key];
  const to = parsed(get('digest.to')) ?? nobody;
  if (!to) throw new UserError(`the digest "${name}" has no recipient`, { hint: `set digests.${name}.to` });
  const timeZone = get('digest.time_zone') ?? config.timeZone;
  const every = get('digest.every');
  const accounts = get('digest.accounts');
  return {
    name,
    to,
    from: parsed(get('digest.from')) ?? parsed(config.get('smtp.user')) ?? { ...to, name: 'memories' },
    schedule: scheduleOf(get('digest.schedule'), timeZone, every),
    timeZone,
    accounts: accounts.length > 0 ? accounts : config.get('accounts'),
    empty: get('digest.empty'),
    every,
    maxPhotos: get('digest.max_photos'),
  };
}

function parsed(text: string | null): Mailbox | null {
  return text === null ? null : mailbox(text);
}
