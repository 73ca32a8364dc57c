// What the service is to do, as the settings have it, and what it does it with.

import type { Digest } from '../config.ts';
import type { SendSettings } from '../deliver.ts';
import type { Feed } from '../feed/config.ts';
import type { WriteFeed } from '../feed/schedule.ts';
import type { MailSettings } from './mail-round.ts';
import type { ServiceEvent } from './service-events.ts';
import type { Watch } from './watch-round.ts';

/** What the settings ask for. */
export interface ServiceJobs
  extends Pick<SendSettings, 'write' | 'channel' | 'onFirstTry'>, Pick<MailSettings, 'withDatabase'> {
  readonly digests: readonly Digest[];
  readonly feeds: readonly Feed[];
  readonly writeFeed: WriteFeed;
  /** Tells those who want to know how the mails stand. */
  readonly watch: Watch;
  /** Throws when the database is not there, or can't be used, or lacks an account. */
  readonly checkDatabase: () => Promise<void>;
  /** Another one for other settings. */
  readonly fingerprint: string;
}

export interface ServeSettings extends Pick<SendSettings, 'owner' | 'isAlive' | 'now' | 'signal'> {
  /** Reads the settings as they are now. Throws a UserError. */
  readonly read: () => Promise<ServiceJobs>;
  readonly onEvent: (event: ServiceEvent) => void;
  /** Whether the mail server is asked before a mail is due; true by default. */
  readonly verifiesServer?: boolean;
}
