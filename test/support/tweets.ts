// Records and files in the form of today's archives, for cases that no fixture shows.

const EPOCH = 1_288_834_974_657n;

/** The id that a tweet of that moment has; `low` tells apart those of the same millisecond. */
export function snowflakeAt(iso: string, low = 1): string {
  const since = BigInt(Date.parse(iso)) - EPOCH;
  if (since < 0n) throw new Error(`${iso} is older than Snowflake ids`);
  return ((since << 22n) | BigInt(low)).toString();
}

export type Fields = Record<string, unknown>;

export interface TweetDraft {
  /** ISO 8601. */
  at: string;
  /** As archives write it: `&`, `<` and `>` escaped. */
  text: string;
  /** Else the Snowflake of `at`. */
  id?: string;
  /** Any field of the record; `undefined` removes it. */
  [field: string]: unknown;
}

/** A record of `tweets.js`, with its wrapper. */
export function ytdTweet({ at, text, id = snowflakeAt(at), ...fields }: TweetDraft): { tweet: Fields } {
  const editableUntil = new Date(Date.parse(at) + 3_600_000).toISOString();
  return {
    tweet: {
      edit_info: { initial: { editTweetIds: [id], editableUntil, editsRemaining: '5', isEditEligible: true } },
      retweeted: false,
      source: '<a href="https://mobile.twitter.com" rel="nofollow">Twitter Web App</a>',
      entities: { hashtags: [], symbols: [], user_mentions: [], urls: [] },
      display_text_range: ['0', String(Array.from(text).length)],
      favorite_count: '0',
      id_str: id,
      truncated: false,
      retweet_count: '0',
      id,
      created_at: createdAt(at),
      favorited: false,
      full_text: text,
      lang: 'en',
      ...fields,
    },
  };
}

/** `Fri Nov 22 09:53:27 +0000 2019`. */
export function createdAt(iso: string): string {
  const [weekday = '', day, month, year, time] = new Date(iso).toUTCString().split(' ');
  return [weekday.slice(0, 3), month, day, time, '+0000', year].join(' ');
}

/** A file as Twitter writes it since 2022; `name` is the one inside, such as `tweets` or `note_tweet`. */
export function ytdFile(name: string, records: readonly unknown[], part = 0): string {
  return `window.YTD.${name}.part${part} = ${pretty(records, '')}`;
}

function pretty(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const items = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => (Array.isArray(value) ? '' : `${JSON.stringify(key)} : `) + pretty(item, `${indent}  `));
  if (items.length === 0) return `${open} ${close}`;
  return `${open}\n${indent}  ${items.join(`,\n${indent}  `)}\n${indent}${close}`;
}

/** What only posts of other networks have. */
export const TWITTER_LACKS = {
  networkId: null,
  url: null,
  warning: null,
  poll: null,
  editedAt: null,
  replyToUrl: null,
  quotedUrl: null,
} as const;
