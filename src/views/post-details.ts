// Everything that is known of one tweet and that its own view does not say.

import { localTimeOf } from '../time/calendar.ts';
import type { Memory } from '../library/memory.ts';
import { tweetUrl } from '../post/post.ts';
import { harmlessLine } from '../text/sanitize.ts';
import { grouped } from '../text/numbers-and-dates.ts';

/** A line for each fact, names aligned. Times in the zone. */
export function detailLines(tweet: Memory, versions: readonly Memory[], timeZone: string): string[] {
  const facts: [string, string | null][] = [
    ['id', tweet.id],
    ['account', `@${tweet.account}`],
    ['kind', tweet.kind],
    ['written', writtenAt(tweet, timeZone)],
    ['likes', tweet.likes === null ? null : grouped(tweet.likes)],
    ['retweets', tweet.retweets === null ? null : grouped(tweet.retweets)],
    ['replies to', tweet.replyToId === null ? null : tweetUrl(tweet.replyToHandle ?? 'i', tweet.replyToId)],
    ['thread', tweet.thread && `${tweet.thread.size} parts: memories thread ${tweet.thread.id}`],
    ['language', tweet.lang],
    ['written with', tweet.client],
    ['place', tweet.latitude === null || tweet.longitude === null ? null : `${tweet.latitude}, ${tweet.longitude}`],
    ['community', tweet.communityId],
    ['circle', tweet.circle ? 'only for your circle' : null],
    ['sensitive', tweet.sensitive ? 'marked sensitive' : null],
    ['edited', whichVersion(tweet, versions)],
    ...otherVersions(tweet, versions),
  ];
  const known = facts.filter((fact): fact is [string, string] => fact[1] !== null);
  const widest = Math.max(...known.map(([name]) => name.length));
  return known.map(([name, value]) => `${name.padEnd(widest)}  ${harmlessLine(value)}`);
}

function writtenAt(tweet: Memory, timeZone: string): string {
  if (tweet.dateOnly) return `${new Date(tweet.postedAt).toISOString().slice(0, 10)} (the archive lost the time)`;
  return `${localTimeOf(tweet.postedAt, timeZone).replace('T', ' ')} (${timeZone})`;
}

/** Whoever looks at an earlier version must learn that it is not the one that stands. */
function whichVersion(tweet: Memory, versions: readonly Memory[]): string | null {
  const last = versions.at(-1);
  if (versions.length < 2 || last === undefined) return null;
  if (last.id === tweet.id) return `the last of ${versions.length} versions`;
  return `an earlier version; the last one is ${last.id}`;
}

function otherVersions(tweet: Memory, versions: readonly Memory[]): [string, string][] {
  return versions.flatMap((version, index) =>
    version.id === tweet.id ? [] : [[`version ${index + 1}`, `${version.id}: ${version.text}`] as [string, string]],
  );
}
