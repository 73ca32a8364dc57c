// Every setting there is: what it is called, which values it takes, and where else it can come from.

import {
  checkBoolean,
  checkDayOfYear,
  checkHandles,
  checkLine,
  checkMailbox,
  checkPath,
  checkSchedule,
  checkSmtpUrl,
  checkTimeZone,
  NEVER,
  oneOf,
  wholeNumber,
  type Check,
} from './checks.ts';

export interface Setting<Value> {
  /** The environment variable that overrides the configuration file. */
  readonly env?: string;
  readonly what: string;
  /** Without a flag, a variable or a line in the file. */
  readonly fallback: Value;
  /** What no value stands for: `null`, or an empty list. */
  readonly empty?: string;
  /** Relative to the file it stands in, else to the current folder. */
  readonly isPath?: true;
  /** A further digest does not have that of the first one. */
  readonly isOwn?: true;
  /** What may be shown of the value; all of it where this is not given. */
  readonly shown?: (value: string) => string;
  readonly check: Check<Value>;
}

export const COLOR_MODES = ['auto', 'always', 'never'] as const;
export type ColorMode = (typeof COLOR_MODES)[number];

export const IMAGE_MODES = ['auto', 'always', 'never'] as const;
export type ImageMode = (typeof IMAGE_MODES)[number];

export const MEDIA_MODES = ['photos', 'all', 'none'] as const;
export type MediaMode = (typeof MEDIA_MODES)[number];

/** `tls` from the first byte; `starttls` before anything else is said; `none` not at all. */
export const SECURITY_MODES = ['tls', 'starttls', 'none'] as const;
export type SecurityMode = (typeof SECURITY_MODES)[number];

/** `null` and an empty list mean: as the system has it, and all accounts. */
export interface SettingValues {
  readonly database: string | null;
  readonly time_zone: string | null;
  readonly accounts: readonly string[];
  readonly retweets: boolean;
  readonly replies: boolean;
  readonly color: ColorMode;
  readonly images: ImageMode;
  readonly sensitive: boolean;
  readonly media: MediaMode;
  readonly 'digest.to': string | null;
  readonly 'digest.from': string | null;
  readonly 'digest.schedule': string;
  readonly 'digest.time_zone': string | null;
  readonly 'digest.accounts': readonly string[];
  readonly 'digest.empty': 'skip' | 'send';
  readonly 'digest.every': 'day' | 'week';
  readonly 'digest.max_photos': number;
  readonly 'digest.year_review': string;
  readonly 'digest.feed': string | null;
  readonly 'smtp.url': string | null;
  readonly 'smtp.host': string | null;
  readonly 'smtp.port': number | null;
  readonly 'smtp.security': SecurityMode | null;
  readonly 'smtp.user': string | null;
  readonly 'smtp.password_command': string | null;
  readonly 'smtp.password': string | null;
}

export type SettingKey = keyof SettingValues;
export type SettingValue = SettingValues[SettingKey];

/** In the order in which they are listed. A key with a dot, `digest.to`, is nested in the file. */
export const SETTINGS: { readonly [Key in SettingKey]: Setting<SettingValues[Key]> } = {
  database: {
    env: 'MEMORIES_DB',
    what: 'the database file',
    fallback: null,
    empty: 'in the data folder',
    isPath: true,
    check: checkPath,
  },
  time_zone: {
    env: 'MEMORIES_TIME_ZONE',
    what: 'the zone whose days count',
    fallback: null,
    empty: "the system's",
    check: checkTimeZone,
  },
  accounts: { what: 'show only these accounts', fallback: [], empty: 'all', check: checkHandles },
  retweets: { what: 'show retweets', fallback: false, check: checkBoolean },
  replies: { what: 'show replies to others', fallback: true, check: checkBoolean },
  color: { what: 'use colours', fallback: 'auto', check: oneOf(COLOR_MODES) },
  images: { what: 'show photos in the terminal', fallback: 'auto', check: oneOf(IMAGE_MODES) },
  sensitive: { what: 'show media marked sensitive', fallback: false, check: checkBoolean },
  media: { what: 'which media import copies', fallback: 'photos', check: oneOf(MEDIA_MODES) },
  'digest.to': { env: 'MEMORIES_DIGEST_TO', what: 'who gets the mail', fallback: null, check: checkMailbox },
  'digest.from': {
    env: 'MEMORIES_DIGEST_FROM',
    what: 'whom the mail is from',
    fallback: null,
    empty: 'who gets it',
    check: checkMailbox,
  },
  'digest.schedule': {
    env: 'MEMORIES_DIGEST_SCHEDULE',
    what: 'when it is sent',
    fallback: '08:00',
    check: checkSchedule,
  },
  'digest.time_zone': { what: 'the zone of its days', fallback: null, empty: 'time_zone', check: checkTimeZone },
  'digest.accounts': { what: 'whose tweets it has', fallback: [], empty: 'accounts', check: checkHandles },
  'digest.empty': {
    env: 'MEMORIES_DIGEST_EMPTY',
    what: 'what to do on empty days',
    fallback: 'skip',
    check: oneOf(['skip', 'send']),
  },
  'digest.every': { what: 'daily or weekly mails', fallback: 'day', check: oneOf(['day', 'week']) },
  'digest.max_photos': { what: 'how many photos a mail has', fallback: 12, check: wholeNumber(0, 50) },
  'digest.year_review': { what: 'the day of its mail about the year', fallback: NEVER, check: checkDayOfYear },
  'digest.feed': {
    what: 'the feed file to keep fresh',
    fallback: null,
    isPath: true,
    isOwn: true,
    check: checkPath,
  },
  'smtp.url': {
    env: 'MEMORIES_SMTP_URL',
    what: 'the mail server, in one line',
    fallback: null,
    shown: withoutPassword,
    check: checkSmtpUrl,
  },
  'smtp.host': { what: 'the mail server', fallback: null, check: checkLine('a name such as smtp.example.org') },
  'smtp.port': { what: 'its port', fallback: null, empty: 'as security needs it', check: wholeNumber(1, 65_535) },
  'smtp.security': {
    what: 'how it is encrypted',
    fallback: null,
    empty: 'as the port has it',
    check: oneOf(SECURITY_MODES),
  },
  'smtp.user': { what: 'the name to log in with', fallback: null, check: checkLine('a name') },
  'smtp.password_command': {
    what: 'what prints the password',
    fallback: null,
    check: checkLine('a command such as "pass show mail"'),
  },
  'smtp.password': {
    env: 'MEMORIES_SMTP_PASSWORD',
    what: 'the password itself',
    fallback: null,
    shown: () => '(not shown)',
    check: checkLine('a password'),
  },
};

/** The address with its password left out; nothing of one that can't be read. */
function withoutPassword(address: string): string {
  if (!URL.canParse(address)) return '(not shown)';
  const url = new URL(address);
  if (url.password !== '') url.password = '***';
  return url.href;
}

export function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(SETTINGS, key);
}

/** Where a value comes from. */
export type Origin =
  | { readonly source: 'default' }
  | { readonly source: 'file'; readonly line: number }
  | { readonly source: 'environment'; readonly variable: string };

export interface SettingState {
  /** One of SETTINGS, or such as `digests.family.to`. */
  readonly key: string;
  readonly value: SettingValue;
  readonly origin: Origin;
}
