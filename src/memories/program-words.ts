// Posts written by a program: check-ins, and what services post by themselves. Only clear cases, since a post that
// is mistaken for one comes last: nothing that people write by hand may be among them.

import type { WrittenText } from './own-words.ts';

export interface SentPost extends WrittenText {
  /** The name of the program that sent it. */
  readonly client: string | null;
}

/** Services for check-ins. */
const CHECK_IN_CLIENTS = /^(?:foursquare|swarm|gowalla)\b/i;
const CHECK_IN_SITES =
  /^https?:\/\/(?:www\.)?(?:4sq\.com|foursquare\.com|swarmapp\.com|gowal\.la|gowalla\.com)(?:\/|$)/i;
/** `I'm at Tate Modern (Bankside, London)`, and sentences about badges and mayors. */
const CHECK_IN_SENTENCE =
  /^I(?:['’]m at |['’]m now the mayor of | just (?:became the mayor of|ousted|unlocked|checked in) )/i;
/** `(@ Tate Modern w/ 2 others)`, after the author's own words. */
const CHECK_IN_PLACE = /[([]@ /;

/** Where the program's words begin in a check-in, as an offset into the text; null if it isn't a check-in. */
export function checkInOffset(post: SentPost): number | null {
  const isFromClient = post.client !== null && CHECK_IN_CLIENTS.test(post.client);
  if (!isFromClient && !linksTo(post, CHECK_IN_SITES)) return null;
  if (CHECK_IN_SENTENCE.test(post.text)) return 0;
  const place = post.text.search(CHECK_IN_PLACE);
  if (place >= 0) return place;
  // A link to a place may stand in any sentence; what such a program sends is about the place anyway.
  return isFromClient ? post.text.length : null;
}

function linksTo({ text, spans }: WrittenText, sites: RegExp): boolean {
  return spans.some(({ type, start, end }) => type === 'link' && sites.test(text.slice(start, end)));
}

/** Programs that repost from elsewhere, or post what they count. People write with Buffer and Hootsuite, so these aren't here. */
const FEEDING_CLIENTS =
  /^(?:twitterfeed|dlvr\.it|IFTTT|Paper\.li|FriendFeed|Twittascope|fllwrs|unfollowers(?:\.com|\.me)?|JustUnfollow|Crowdfire App|SumAll|Who Unfollowed Me|Tweetbot for Last\.fm|Tweekly\.fm)$/i;

/** Whether a program posts what its user didn't write. */
export function isFed({ client }: Pick<SentPost, 'client'>): boolean {
  return client !== null && FEEDING_CLIENTS.test(client);
}

/** Sentences that services write, specific enough not to match what people write themselves. */
const SENTENCES: readonly RegExp[] = [
  /^I (?:liked|favou?rited) an? @?YouTube (?:video|playlist)\b/i,
  /^I added a video to an? @?YouTube playlist\b/i,
  /動画を高く評価しました|動画をお気に入りに登録しました/,
  /^My (?:week|day|month) on Twitter\W*:\s*\d/i,
  /^How I did on Twitter this week: \d/i,
  /^My top \d+ #lastfm artists\b/i,
  /\bautomatically checked by\b/i,
  /\bfollowed me and .{1,20} unfollowed me\b/i,
  /^(?:today|daily|weekly) (?:twitter )?stats: .*\bunfollowers?\b/i,
  /^I posted (?:\d+ (?:photos|videos)|an? (?:new )?(?:photo|video|album)) (?:to|on) Facebook\b/i,
  /^Just posted an? (?:photo|video)(?: @ | *https?:)/i,
  / is out! https?:\/\/paper\.li\//i,
];

/** Whether a service wrote the text. */
export function isServiceSentence({ text }: Pick<WrittenText, 'text'>): boolean {
  return SENTENCES.some((sentence) => sentence.test(text));
}
