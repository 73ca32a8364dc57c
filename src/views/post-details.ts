// Everything that is known of one post and that its own view does not say.

import { localTimeOf } from '../time/calendar.ts';
import type { FoundPost, Memory } from '../library/memory.ts';
import type { Reason } from '../memories/reasons.ts';
import { repliedUrl } from '../post/addresses.ts';
import { publicId } from '../post/id.ts';
import { sanitizeLine } from '../text/sanitize.ts';
import { formatNumber } from '../text/numbers-and-dates.ts';
import type { Note } from './album.ts';
import { openText } from './covered.ts';
import type { Phrase } from './phrase.ts';
import { reasonsWords } from './reason-words.ts';
import { wordsOfNetwork } from './network-words.ts';
import { circumstanceWords, threadCommand } from './post-words.ts';

/** Times in the zone; the reasons are those for which it comes before others. */
export function postDetails(
  post: Memory,
  versions: readonly FoundPost[],
  timeZone: string,
  reasons: readonly Reason[],
): Note[] {
  const words = wordsOfNetwork(post.network);
  const facts: [string, Phrase | string | null][] = [
    ['id', publicId(post)],
    ['account', `@${post.account}`],
    ['kind', post.kind === 'retweet' ? words.retweets[0] : post.kind],
    ['written', writtenAt(post, timeZone)],
    [words.likes[1], post.likes === null ? null : formatNumber(post.likes)],
    [words.retweets[1], post.retweets === null ? null : formatNumber(post.retweets)],
    ['replies to', repliedUrl(post)],
    ['thread', post.thread && [`${post.thread.size} parts: `, { command: threadCommand(post.thread.id) }]],
    ['language', post.lang],
    ['written with', post.client],
    ['place', placeWords(post)],
    ['community', post.communityId],
    ['circle', post.audience === 'circle' ? circumstanceWords({ type: 'circle' }) : null],
    ['audience', audienceWords(post)],
    ['sensitive', post.sensitive ? 'marked sensitive' : null],
    ['worth', reasonsWords(reasons, post.network)],
    ['edited', whichVersion(post, versions) ?? editedAtWords(post, timeZone)],
    ...otherVersions(post, versions),
  ];
  return facts.flatMap(([name, value]) => {
    if (value === null) return [];
    return [{ type: 'detail', name, value: typeof value === 'string' ? [sanitizeLine(value)] : value }];
  });
}

/** Of what isn't public, nor of a circle, which has a name of its own. */
function audienceWords({ audience }: FoundPost): string | null {
  if (audience === 'unlisted') return 'public, but in no list';
  return audience === 'followers' || audience === 'direct' ? circumstanceWords({ type: audience }) : null;
}

/** `Terschelling (53.3127, 5.4402)`, or as much of it as the archive has. */
function placeWords({ place, latitude, longitude }: FoundPost): string | null {
  const coordinates = latitude === null || longitude === null ? null : `${latitude}, ${longitude}`;
  return place === null || coordinates === null ? (place ?? coordinates) : `${place} (${coordinates})`;
}

function writtenAt(post: FoundPost, timeZone: string): string {
  if (post.dateOnly) return `${new Date(post.postedAt).toISOString().slice(0, 10)} (the archive lost the time)`;
  return `${localTimeOf(post.postedAt, timeZone).replace('T', ' ')} (${timeZone})`;
}

/** Of a post whose archive has only the last version. */
function editedAtWords({ editedAt }: FoundPost, timeZone: string): string | null {
  return editedAt === null
    ? null
    : `${localTimeOf(editedAt, timeZone).replace('T', ' ')} (${timeZone}), the last version`;
}

/** Says of an earlier version that it has been superseded. */
function whichVersion(post: Memory, versions: readonly FoundPost[]): string | null {
  const last = versions.at(-1);
  if (versions.length < 2 || last === undefined) return null;
  if (last.id === post.id) return `the last of ${versions.length} versions`;
  return `an earlier version; the last one is ${last.id}`;
}

function otherVersions(post: Memory, versions: readonly FoundPost[]): [string, string][] {
  return versions.flatMap((version, index) =>
    version.id === post.id ? [] : [[`version ${index + 1}`, `${version.id}: ${openText(version)}`] as [string, string]],
  );
}
