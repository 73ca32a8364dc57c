// Every setting there is: what it is called, which values it takes, and where else it can come from.

import type { Security } from '../mail/smtp-settings.ts';
import { DIGEST_SETTINGS } from './digest-settings.ts';
import {
  checkBoolean,
  checkHandles,
  checkHelo,
  checkLine,
  checkPath,
  checkSecret,
  checkTimeZone,
  oneOf,
  wholeNumber,
  type Check,
  type Written,
} from './checks.ts';
import { checkSmtpUrl } from './smtp-url.ts';

export interface Setting<Value = unknown> {
  /** The environment variable that overrides the configuration file. */
  readonly env?: string;
  readonly what: string;
  /** Without a flag, a variable or a line in the file; null for no value. */
  readonly fallback: Written;
  /** What no value stands for: `null`, or an empty list. */
  readonly empty?: string;
  /** Relative to the file it stands in, else to the current folder. */
  readonly isPath?: true;
  /** A further digest does not have that of the first one. */
  readonly notInherited?: true;
  /** May hold a password: what doesn't fit is not repeated. */
  readonly isSecret?: true;
  readonly check: Check<Value>;
}

export const COLOR_MODES = ['auto', 'always', 'never'] as const;
export type ColorMode = (typeof COLOR_MODES)[number];

export const IMAGE_MODES = ['auto', 'always', 'never'] as const;
export type ImageMode = (typeof IMAGE_MODES)[number];

export const MEDIA_MODES = ['photos', 'all', 'none'] as const;
export type MediaMode = (typeof MEDIA_MODES)[number];

const SECURITIES = ['tls', 'starttls', 'none'] as const satisfies readonly Security[];

/** In the order in which they are listed. A key with a dot, `digest.to`, is nested in the file. */
const TABLE = {
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
  retweets: { what: 'show retweets, boosts and reposts', fallback: false, check: checkBoolean },
  replies: { what: 'show replies to others', fallback: true, check: checkBoolean },
  color: { what: 'use colours', fallback: 'auto', check: oneOf(COLOR_MODES) },
  images: { what: 'show photos in the terminal', fallback: 'auto', check: oneOf(IMAGE_MODES) },
  sensitive: { what: 'show sensitive posts and media', fallback: false, check: checkBoolean },
  limit: {
    what: 'how many posts a day shows',
    fallback: null,
    empty: 'all',
    check: wholeNumber(1, 100_000),
  },
  pager: { what: 'page what is longer than the screen', fallback: true, check: checkBoolean },
  media: { what: 'which media import copies', fallback: 'photos', check: oneOf(MEDIA_MODES) },
  ...DIGEST_SETTINGS,
  'smtp.url': {
    env: 'MEMORIES_SMTP_URL',
    what: 'the mail server, in one line',
    fallback: null,
    isSecret: true,
    check: checkSmtpUrl,
  },
  'smtp.sendmail': {
    env: 'MEMORIES_SENDMAIL',
    what: 'a program that sends mail',
    fallback: null,
    check: checkLine('a command such as /usr/sbin/sendmail'),
  },
  'smtp.host': { what: 'the mail server', fallback: null, check: checkLine('a name such as smtp.example.org') },
  'smtp.port': { what: 'its port', fallback: null, empty: 'as security needs it', check: wholeNumber(1, 65_535) },
  'smtp.security': {
    what: 'how it is encrypted',
    fallback: null,
    empty: 'as the port has it',
    check: oneOf(SECURITIES),
  },
  'smtp.helo': {
    what: 'the name it is greeted by',
    fallback: null,
    empty: 'none',
    check: checkHelo,
  },
  'smtp.user': { what: 'the name to log in with', fallback: null, check: checkLine('a name') },
  'smtp.password_command': {
    what: 'what prints the password',
    fallback: null,
    check: checkLine('a command such as "pass show mail"'),
  },
  'smtp.token_command': {
    what: 'what prints an access token',
    fallback: null,
    check: checkLine('a command such as "oauth2-token wren@example.org"'),
  },
  'smtp.password': {
    env: 'MEMORIES_SMTP_PASSWORD',
    what: 'the password itself',
    fallback: null,
    isSecret: true,
    check: checkSecret('a password'),
  },
} as const satisfies Readonly<Record<string, Setting>>;

export type SettingKey = keyof typeof TABLE;

type ValueOf<S> = S extends { readonly check: Check<infer Value>; readonly fallback: infer Fallback }
  ? Value | Extract<Fallback, null>
  : never;

/** As the program uses them. */
export type SettingValues = { readonly [Key in SettingKey]: ValueOf<(typeof TABLE)[Key]> };

export const SETTINGS: Readonly<Record<SettingKey, Setting>> = TABLE;

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
  /** As the program uses it: that of the setting's key in SettingValues. */
  readonly value: unknown;
  readonly written: Written;
  /** What may be shown of what is written. */
  readonly shown: Written;
  readonly origin: Origin;
}
