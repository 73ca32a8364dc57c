// One made-up tweet, in the form that archives have had since 2022.

import { randomFrom } from './random.ts';
import { TweetText } from './tweet-text.ts';

const EPOCH = 1_288_834_974_657;
const FIRST = Date.UTC(2011, 0, 1);
const LAST = Date.UTC(2026, 9, 1);
export const OWNER_ID = '4242';

/** What determines all tweets of an archive. */
export interface Timeline {
  readonly tweets: number;
  readonly seed: number;
}

/** When the tweet at a place in time was written, in milliseconds since 1970 UTC. */
function timeAt({ tweets, seed }: Timeline, place: number): number {
  const within = 0.5 + randomFrom(seed + 1, place)() * 0.4;
  return FIRST + Math.floor(((place + within) / tweets) * (LAST - FIRST));
}

function idAt(timeline: Timeline, place: number): string {
  return ((BigInt(timeAt(timeline, place) - EPOCH) << 22n) | BigInt(place % 4096)).toString();
}

/** Two in a hundred are too long for the tweets' file. */
function isLong({ seed }: Timeline, place: number): boolean {
  return randomFrom(seed + 2, place)() < 0.02;
}

/** A record of the tweets' file. */
export function tweetRecord(timeline: Timeline, place: number): object {
  const random = randomFrom(timeline.seed, place);
  const id = idAt(timeline, place);
  const text = new TweetText(random);
  const answers = random() < 0.4 ? (random() < 0.2 ? 'self' : 'friend') : null;
  if (answers === null && random() < 0.2) text.add('RT');
  if (answers === 'friend' || text.length > 0) text.mention();
  text.words(8 + Math.floor(random() * 18));
  if (random() < 0.3) text.mention();
  if (random() < 0.25) text.hashtag();
  if (random() < 0.3) text.link();
  if (isLong(timeline, place)) text.add('…');
  const media = random() < 0.2 ? { media: [text.photo(id)] } : null;
  const time = timeAt(timeline, place);
  const tweet = {
    edit_info: { initial: editable(id, time) },
    retweeted: false,
    source: '<a href="https://mobile.twitter.com" rel="nofollow">Twitter Web App</a>',
    entities: { ...text.entities, ...media },
    display_text_range: ['0', String(text.length)],
    favorite_count: String(Math.floor(random() ** 4 * 200)),
    ...(answers === 'self' ? replyTo(idAt(timeline, Math.max(0, place - 1)), OWNER_ID, 'bench') : null),
    ...(answers === 'friend' ? replyTo(String(BigInt(id) - 4_194_304_000n), '1000010', 'friend_10') : null),
    id_str: id,
    truncated: false,
    retweet_count: String(Math.floor(random() ** 6 * 50)),
    id,
    ...(media && { possibly_sensitive: false }),
    created_at: apiDate(time),
    favorited: false,
    full_text: text.text,
    lang: text.lang,
    ...(media && { extended_entities: media }),
  };
  return { tweet };
}

/** A record of the headers' file. */
export function headerRecord(timeline: Timeline, place: number): object {
  const created_at = apiDate(timeAt(timeline, place));
  return { tweet: { tweet_id: idAt(timeline, place), user_id: OWNER_ID, created_at } };
}

/** A record of the long tweets' file, if the tweet has one. Its text is not escaped. */
export function noteRecord(timeline: Timeline, place: number): object | null {
  if (!isLong(timeline, place)) return null;
  const time = timeAt(timeline, place);
  const { tweet } = tweetRecord(timeline, place) as { tweet: { full_text: string } };
  const beginning = tweet.full_text.replace(/ ….*$/, '').replace(/ https:\S+/g, '');
  const text = beginning.replaceAll('&lt;', '<').replaceAll('&amp;', '&');
  const date = new Date(time).toISOString();
  return {
    noteTweet: {
      noteTweetId: (BigInt(time - 25 - EPOCH) << 22n).toString(),
      updatedAt: date,
      lifecycle: { value: '1', name: 'Active', originalName: 'Active', annotations: {} },
      createdAt: date,
      core: {
        styletags: [],
        urls: [],
        text: `${text} ${'and so it went on. '.repeat(20)}`,
        mentions: [],
        cashtags: [],
        hashtags: [],
      },
    },
  };
}

function editable(id: string, time: number): object {
  const editableUntil = new Date(time + 3_600_000).toISOString();
  return { editTweetIds: [id], editableUntil, editsRemaining: '5', isEditEligible: true };
}

function replyTo(id: string, userId: string, handle: string): object {
  return {
    in_reply_to_status_id_str: id,
    in_reply_to_user_id: userId,
    in_reply_to_status_id: id,
    in_reply_to_screen_name: handle,
    in_reply_to_user_id_str: userId,
  };
}

/** `Wed Nov 22 10:53:01 +0000 2012` */
function apiDate(time: number): string {
  const [weekday = '', day = '', month = '', year = '', clock = ''] = new Date(time).toUTCString().split(' ');
  return `${weekday.slice(0, 3)} ${month} ${day} ${clock} +0000 ${year}`;
}
