// Posts whose words a program wrote: check-ins, and what services post by themselves. Only plain cases, since a post that
// is taken for one of these by mistake comes last: what people write by hand must never be among them.

import type { WrittenText } from './own-words.ts';

export interface SentPost extends WrittenText {
  /** The name of the program that sent it. */
  readonly client: string | null;
}

/** Where people tell where they are. */
const CHECK_IN_CLIENTS = /^(?:foursquare|swarm|gowalla)\b/i;
const CHECK_IN_SITES =
  /^https?:\/\/(?:www\.)?(?:4sq\.com|foursquare\.com|swarmapp\.com|gowal\.la|gowalla\.com)(?:\/|$)/i;
/** `I'm at Tate Modern (Bankside, London)`, and what is told of badges and mayors. */
const CHECK_IN_SENTENCE =
  /^I(?:['’]m at |['’]m now the mayor of | just (?:became the mayor of|ousted|unlocked|checked in) )/i;
/** `(@ Tate Modern w/ 2 others)`, after words of one's own. */
const CHECK_IN_PLACE = /[([]@ /;

/** Where a check-in's program begins to speak, as an offset into the text; null for what is no check-in. */
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

/** Programs that post what appeared elsewhere, or what they count. People write with Buffer and Hootsuite: these aren't here. */
const FEEDING_CLIENTS =
  /^(?:twitterfeed|dlvr\.it|IFTTT|Paper\.li|FriendFeed|Twittascope|fllwrs|unfollowers(?:\.com|\.me)?|JustUnfollow|Crowdfire App|SumAll|Who Unfollowed Me|Tweetbot for Last\.fm|Tweekly\.fm)$/i;

/** Whether a program posts by itself what its user did not write there. */
export function isFed({ client }: Pick<SentPost, 'client'>): boolean {
  return client !== null && FEEDING_CLIENTS.test(client);
}

/** Sentences that services write, with so much of what only they write that nobody's own sentence is among them. */
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
