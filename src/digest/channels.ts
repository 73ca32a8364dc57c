// The ways in which a digest reaches people. Each has a name, a recipient as status and the database know it, and a channel; what
// is claimed, tried again and left out is the same for all. Another one is a file in mail/ and a line here.

import type { Config } from '../config/config.ts';
import { mailChannel } from '../config/mail-channel.ts';
import { appriseChannel } from '../mail/apprise.ts';
import type { Channel } from '../mail/channel.ts';
import type { Mailbox } from '../mail/mailbox.ts';
import { ntfyChannel } from '../mail/ntfy.ts';
import { webhookChannel } from '../mail/webhook.ts';
import type { Context } from '../platform/context.ts';

export type ChannelName = 'mail' | 'ntfy' | 'apprise' | 'webhook';

interface Way {
  readonly by: ChannelName;
  /** Whom a digest reaches this way; none where it is not set. */
  readonly recipients: (config: Config, digest: string) => readonly Mailbox[];
  /** Throws a UserError when it is not set up, or a password can't be had. */
  readonly open: (context: Context, config: Config, digest: string) => Promise<Channel>;
}

const WAYS: readonly Way[] = [
  {
    by: 'mail',
    recipients: (config, digest) => config.ofDigest(digest, 'digest.to') ?? [],
    open: mailChannel,
  },
  {
    by: 'ntfy',
    recipients: (config, digest) => hostOf('ntfy', config.ofDigest(digest, 'digest.ntfy')),
    open: (_, config, digest) => Promise.resolve(ntfyChannel(config.ofDigest(digest, 'digest.ntfy') ?? '')),
  },
  {
    by: 'apprise',
    recipients: (config, digest) => hostOf('apprise', config.ofDigest(digest, 'digest.apprise')),
    open: (_, config, digest) => Promise.resolve(appriseChannel(config.ofDigest(digest, 'digest.apprise') ?? '')),
  },
  {
    by: 'webhook',
    recipients: (config, digest) => hostOf('webhook', config.ofDigest(digest, 'digest.webhook')),
    open: (_, config, digest) => {
      const address = config.ofDigest(digest, 'digest.webhook') ?? '';
      return Promise.resolve(webhookChannel({ address, secret: config.ofDigest(digest, 'digest.webhook_secret') }));
    },
  },
];

/** The rest of an address may be a secret. */
function hostOf(by: ChannelName, address: string | null): readonly Mailbox[] {
  return address === null ? [] : [{ name: null, address: `${by}:${new URL(address).host}` }];
}

export interface Recipient {
  readonly by: ChannelName;
  readonly to: Mailbox;
}

/** Whom a digest reaches, those by mail first. */
export function recipientsOf(config: Config, digest: string): readonly Recipient[] {
  return WAYS.flatMap(({ by, recipients }) => recipients(config, digest).map((to) => ({ by, to })));
}

export async function openChannel(
  context: Context,
  config: Config,
  { by, name }: { readonly by: ChannelName; readonly name: string },
): Promise<Channel> {
  const way = WAYS.find((one) => one.by === by);
  if (way === undefined) throw new Error(`there is no channel ${by}`);
  return way.open(context, config, name);
}
