// The digests that a configuration has: the first one under `digest`, further ones under `digests.<name>`.

import type { Config } from '../config/config.ts';
import { UserError } from '../platform/errors.ts';
import { parseMailbox, type Mailbox } from '../mail/mailbox.ts';
import { parseSchedule, type Cadence, type Schedule } from './schedule.ts';
import { NEVER } from '../config/checks.ts';
import type { SettingKey, SettingValues } from '../config/settings.ts';

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
  readonly every: Cadence;
  readonly maxPhotos: number;
  /** The day of the year on which it also mails a year in review; null for never. */
  readonly yearReview: DayOfYear | null;
}

export interface DayOfYear {
  readonly month: number;
  readonly day: number;
}

/** The name of the digest that has the settings under `digest`. */
export const DEFAULT_DIGEST = 'digest';

export const NO_DIGEST = 'no digest is set up';
export const NO_DIGEST_HINT =
  'memories setup asks for everything; or: memories config set digest.to <address>, then smtp.host and the rest';

/** All digests that are mailed, the first one first. Throws a UserError when one lacks its recipient. */
export function digestsOf(config: Config): readonly Digest[] {
  // Without a recipient, a further one may be there for its feed.
  const further = config.furtherDigests.filter((name) => {
    const get = settingsOf(config, name);
    return get('digest.to') !== null || get('digest.feed') === null;
  });
  return [...(config.get('digest.to') === null ? [] : [DEFAULT_DIGEST]), ...further].map((name) =>
    digestOf(config, name),
  );
}

/** One digest by its name; without a name the only one. Throws a UserError when that is none. */
export function findDigest(config: Config, name: string | undefined): Digest {
  const digests = digestsOf(config);
  if (digests.length === 0) throw new UserError(NO_DIGEST, { hint: NO_DIGEST_HINT });
  const found = name === undefined ? digests : digests.filter((digest) => digest.name === name);
  const [digest, ...others] = found;
  const known = digests.map((one) => one.name).join(', ');
  if (!digest) throw new UserError(`there is no digest "${name ?? ''}"`, { hint: `there are: ${known}` });
  if (others.length > 0) throw new UserError('there are several digests', { hint: `name one of them: ${known}` });
  return digest;
}

/** A digest that is not sent, only looked at, needs no recipient. */
export function digestToPreview(config: Config): Digest {
  return digestOf(config, DEFAULT_DIGEST, { name: null, address: 'you@localhost' });
}

type DigestKey = Extract<SettingKey, `digest.${string}`>;

/** What a setting of a digest is called: `digests.family.to` for `digest.to`. */
export function settingKeyOf(name: string, key: DigestKey): string {
  return name === DEFAULT_DIGEST ? key : key.replace('digest.', `digests.${name}.`);
}

/** The settings of a digest, by the keys of the first one's. */
export function settingsOf(config: Config, name: string): <Key extends DigestKey>(key: Key) => SettingValues[Key] {
  return <Key extends DigestKey>(key: Key) => config.state(settingKeyOf(name, key)).value as SettingValues[Key];
}

function digestOf(config: Config, name: string, nobody?: Mailbox): Digest {
  const get = settingsOf(config, name);
  const to = parsedSetting(get('digest.to')) ?? nobody;
  if (!to) throw new UserError(`the digest "${name}" has no recipient`, { hint: `set digests.${name}.to` });
  const every = get('digest.every');
  return {
    ...originOf(config, name, every),
    to,
    from: parsedSetting(get('digest.from')) ?? parsedSetting(config.get('smtp.user')) ?? { ...to, name: 'memories' },
    empty: get('digest.empty'),
    every,
    maxPhotos: get('digest.max_photos'),
    yearReview: dayOfYear(get('digest.year_review')),
  };
}

/** What a digest's mail and its feed are made from, and when. */
export function originOf(
  config: Config,
  name: string,
  every: 'day' | 'week',
): Pick<Digest, 'name' | 'schedule' | 'timeZone' | 'accounts'> {
  const get = settingsOf(config, name);
  const timeZone = get('digest.time_zone') ?? config.timeZone;
  const accounts = get('digest.accounts');
  return {
    name,
    schedule: parseSchedule(get('digest.schedule'), timeZone, every),
    timeZone,
    accounts: accounts.length > 0 ? accounts : config.get('accounts'),
  };
}

function dayOfYear(text: string): DayOfYear | null {
  const [month = 0, day = 0] = text.split('-').map(Number);
  return text === NEVER ? null : { month, day };
}

function parsedSetting(text: string | null): Mailbox | null {
  return text === null ? null : parseMailbox(text);
}
