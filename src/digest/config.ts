// The digests that a configuration has: the first one under `digest`, further ones under `digests.<name>`.

import type { Config } from '../config/config.ts';
import { UserError } from '../platform/errors.ts';
import { parseMailbox, type Mailbox } from '../mail/mailbox.ts';
import { DEFAULT_DIGEST, digestKey } from '../config/keys.ts';
import type { DayOfYear } from '../time/recurrence.ts';
import { recipientsOf, type ChannelName, type Recipient } from './channels.ts';
import { createSchedule, type Cadence, type Schedule } from './schedule.ts';

export interface Digest {
  /** `digest` for the first one. */
  readonly name: string;
  /** For another channel than mail what stands for its recipient, such as `ntfy:ntfy.sh`. */
  readonly to: Mailbox;
  readonly by: ChannelName;
  /** A mail that nobody else gets: of one account it may be its author's own. */
  readonly isForOne: boolean;
  readonly from: Mailbox;
  /** Where answers go; null for the sender. */
  readonly replyTo: Mailbox | null;
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

export const NO_DIGEST = 'no digest is set up';
export const NO_DIGEST_HINT =
  'memories setup asks for everything; or: memories config set digest.to <address>, then smtp.host and the rest';

/** All digests that are mailed, the first one first, and each once for each of its recipients. Throws a UserError when one lacks its recipient. */
export function digestsOf(config: Config): readonly Digest[] {
  // Without a recipient, a further one may be there for its feed or site.
  const isMailed = (name: string): boolean =>
    recipientsOf(config, name).length > 0 ||
    (config.ofDigest(name, 'digest.feed') === null && config.ofDigest(name, 'digest.site') === null);
  const names = [
    ...(recipientsOf(config, DEFAULT_DIGEST).length > 0 ? [DEFAULT_DIGEST] : []),
    ...config.namedDigests.filter(isMailed),
  ];
  return names.flatMap((name) => digestsNamed(config, name));
}

/** One digest by its name, to its first recipient; without a name the only one. Throws a UserError when that is none. */
export function findDigest(config: Config, name: string | undefined): Digest {
  const digests = withOneRecipient(digestsOf(config));
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
  const [digest] = digestsNamed(config, DEFAULT_DIGEST, { name: null, address: 'you@localhost' });
  if (!digest) throw new Error('a digest with a recipient is none');
  return digest;
}

/** Each digest once, to its first recipient. */
export function withOneRecipient(digests: readonly Digest[]): readonly Digest[] {
  return digests.filter(({ name }, index) => digests.findIndex((one) => one.name === name) === index);
}

/** Whom what is no mail is from; it has no sender. */
const NOBODY: Mailbox = { name: null, address: 'memories@localhost' };

/** A digest for each of its recipients: each mail is claimed, sent and tried again by itself. */
function digestsNamed(config: Config, name: string, nobody?: Mailbox): readonly Digest[] {
  const known = recipientsOf(config, name);
  const recipients: readonly Recipient[] = known.length === 0 && nobody ? [{ by: 'mail', to: nobody }] : known;
  const [first] = recipients;
  if (!first)
    throw new UserError(`the digest "${name}" has no recipient`, { hint: `set ${digestKey(name, 'digest.to')}` });
  const every = config.ofDigest(name, 'digest.every');
  const user = config.get('smtp.user');
  const digest = {
    ...originOf(config, name, every),
    // Most people sign in with their address.
    from: config.ofDigest(name, 'digest.from') ??
      (user === null ? null : parseMailbox(user)) ?? { ...(first.by === 'mail' ? first.to : NOBODY), name: 'memories' },
    replyTo: config.ofDigest(name, 'digest.reply_to'),
    empty: config.ofDigest(name, 'digest.empty'),
    every,
    maxPhotos: config.ofDigest(name, 'digest.max_photos'),
    yearReview: config.ofDigest(name, 'digest.year_review'),
  };
  const isForOne = recipients.filter(({ by }) => by === 'mail').length === 1;
  return recipients.map((recipient) => ({ ...digest, ...recipient, isForOne: isForOne && recipient.by === 'mail' }));
}

/** What a digest's mail and its feed are made from, and when. */
export function originOf(
  config: Config,
  name: string,
  every: 'day' | 'week',
): Pick<Digest, 'name' | 'schedule' | 'timeZone' | 'accounts'> {
  const timeZone = config.ofDigest(name, 'digest.time_zone') ?? config.timeZone;
  const accounts = config.ofDigest(name, 'digest.accounts');
  return {
    name,
    schedule: createSchedule(config.ofDigest(name, 'digest.schedule'), timeZone, every),
    timeZone,
    accounts: accounts.length > 0 ? accounts : config.get('accounts'),
  };
}
