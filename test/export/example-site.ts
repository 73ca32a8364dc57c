// A site that `export --format html` makes, of an archive with one of everything: a leap day, a thread, a photo, a text that
// would be a script, and what must stay out of it.

import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import sharp from 'sharp';
import { folderOf } from '../support/archives.ts';
import { homeWith, runMain } from '../support/main.ts';
import { snowflakeAt, ytdFile, ytdTweet, type TweetDraft } from '../support/tweets.ts';

export const PHOTO = snowflakeAt('2019-11-22T11:00:00Z');
/** Where a thread of three parts begins. */
export const FIRST = snowflakeAt('2018-11-22T10:00:00Z');
const SECOND = snowflakeAt('2018-11-22T11:00:00Z');
const THIRD = snowflakeAt('2018-11-24T11:00:00Z');
const EVIL = '</script><script>document.title="evil"</script><img src=x onerror="document.title=1"> \u202e"\'&gt;';

/** A part of a thread. */
export function part(id: string, at: string, text: string, before: string): TweetDraft {
  const user = { in_reply_to_screen_name: 'wren_writes', in_reply_to_user_id: '4242', in_reply_to_user_id_str: '4242' };
  return { id, at, text, in_reply_to_status_id: before, in_reply_to_status_id_str: before, ...user };
}

const TWEETS: TweetDraft[] = [
  { at: '2015-11-22T10:00:00Z', text: 'The heron is back.' },
  { at: '2016-02-29T10:00:00Z', text: 'A leap day at the café, with crème brûlée.' },
  { at: '2016-11-22T08:00:00Z', text: 'Eight in the morning.' },
  { at: '2016-11-22T18:00:00Z', text: '図書館の猫に「おはよう」と言ったら、ちゃんと返事が来た。', lang: 'ja' },
  { at: '2017-03-01T10:00:00Z', text: EVIL },
  { id: FIRST, at: '2018-11-22T10:00:00Z', text: 'Cello, one.' },
  part(SECOND, '2018-11-22T11:00:00Z', 'Cello, two.', FIRST),
  part(THIRD, '2018-11-24T11:00:00Z', 'Cello, three.', SECOND),
  {
    id: PHOTO,
    at: '2019-11-22T11:00:00Z',
    text: 'Look: ＦＥＮＣＥ and concatenation',
    extended_entities: {
      media: [
        { type: 'photo', media_url_https: 'https://pbs.twimg.com/media/fence.jpg', sizes: { large: { w: 60, h: 40 } } },
      ],
    },
  },
  { at: '2020-05-05T10:00:00Z', text: 'Nobody shall see the secret ferry.' },
  { at: '2020-05-06T10:00:00Z', text: 'RT @otter_eats: fish' },
];

const CIRCLE = { at: '2022-11-22T10:00:00Z', text: 'Only for the circle.' };

/** The site's folder, and the home that it is of. */
export async function exampleSite(): Promise<{ home: string; site: string }> {
  const home = await homeWith(await archive());
  await runMain(['hide', '--word', 'ferry'], { home });
  const site = join(home, 'site');
  const { code, stderr } = await runMain(['export', '--format', 'html', '--out', site], { home });
  if (code !== 0) throw new Error(stderr);
  return { home, site };
}

async function archive(): Promise<string> {
  const account = { username: 'wren_writes', accountId: '4242', accountDisplayName: 'Wren' };
  const jpeg = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#357' } })
    .jpeg()
    .toBuffer();
  return folderOf({
    'data/account.js': ytdFile('account', [{ account }]),
    'data/tweets.js': ytdFile('tweets', TWEETS.map(ytdTweet)),
    'data/twitter-circle-tweet.js': ytdFile('twitter_circle_tweet', [ytdTweet(CIRCLE)]),
    [`data/tweets_media/${PHOTO}-fence.jpg`]: jpeg,
  });
}

/** Every file of a folder and those in it, by its path with `/`. */
export function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}
