// An archive whose tweet was for a Twitter Circle.

import { folderOf } from './archives.ts';
import { ytdFile, ytdTweet, type TweetDraft } from './tweets.ts';

/** Of @wren_writes, with no other tweet; gives its path. */
export async function circleArchive(tweet: TweetDraft): Promise<string> {
  const account = { username: 'wren_writes', accountId: '4242', accountDisplayName: 'Wren' };
  return folderOf({
    'data/account.js': ytdFile('account', [{ account }]),
    'data/tweets.js': ytdFile('tweets', []),
    'data/twitter-circle-tweet.js': ytdFile('twitter_circle_tweet', [ytdTweet(tweet)]),
  });
}
