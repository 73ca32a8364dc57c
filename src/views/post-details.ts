// Everything that is known of one post and that its own view does not say.

import { localTimeOf } from '../time/calendar.ts';
import type { FoundPost, Memory } from '../library/memory.ts';
import { postUrl } from '../post/post.ts';
import { sanitizeLine } from '../text/sanitize.ts';
import { formatNumber } from '../text/numbers-and-dates.ts';

/** A line for each fact, names aligned. Times in the zone. */
export function detailLines(post: Memory, versions: readonly FoundPost[], timeZone: string): string[] {
  const facts: [string, string | null][] = [
    ['id', post.id],
    ['account', `@${post.account}`],
    ['kind', post.kind],
    ['written', writtenAt(post, timeZone)],
    ['likes', post.likes === null ? null : formatNumber(post.likes)],
    ['retweets', post.retweets === null ? null : formatNumber(post.retweets)],
    ['replies to', post.replyToId === null ? null : postUrl(post.replyToHandle ?? 'i', post.replyToId)],
    ['thread', post.thread && `${post.thread.size} parts: memories thread ${post.thread.id}`],
    ['language', post.lang],
    ['written with', post.client],
    ['place', post.latitude === null || post.longitude === null ? null : `${post.latitude}, ${post.longitude}`],
    ['community', post.communityId],
    ['circle', post.circle ? 'only for your circle' : null],
    ['sensitive', post.sensitive ? 'marked sensitive' : null],
    ['edited', whichVersion(post, versions)],
    ...otherVersions(post, versions),
  ];
  const known = facts.filter((fact): fact is [string, string] => fact[1] !== null);
  const widest = Math.max(...known.map(([name]) => name.length));
  return known.map(([name, value]) => `${name.padEnd(widest)}  ${sanitizeLine(value)}`);
}

function writtenAt(post: FoundPost, timeZone: string): string {
  if (post.dateOnly) return `${new Date(post.postedAt).toISOString().slice(0, 10)} (the archive lost the time)`;
  return `${localTimeOf(post.postedAt, timeZone).replace('T', ' ')} (${timeZone})`;
}

/** Whoever looks at an earlier version must learn that it is not the one that stands. */
function whichVersion(post: Memory, versions: readonly FoundPost[]): string | null {
  const last = versions.at(-1);
  if (versions.length < 2 || last === undefined) return null;
  if (last.id === post.id) return `the last of ${versions.length} versions`;
  return `an earlier version; the last one is ${last.id}`;
}

function otherVersions(post: Memory, versions: readonly FoundPost[]): [string, string][] {
  return versions.flatMap((version, index) =>
    version.id === post.id ? [] : [[`version ${index + 1}`, `${version.id}: ${version.text}`] as [string, string]],
  );
}
