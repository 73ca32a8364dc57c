// Where an archive begins inside a zip or folder, or what it is if it is none of Twitter's.

import { UserError } from '../platform/errors.ts';

const TWEET_FILE = /(^|\/)(tweets?(-part\d+)?\.js|js\/tweets\/\d{4}_\d\d\.js)$/;

/** What may stand before a file's own name within an archive. */
const INNER_FOLDERS = /(?:(?<=^|\/)data\/)?(?:(?<=^|\/)js\/tweets\/)?[^/]+$/;

/**
 * The prefix (empty, or ending with `/`) of the shallowest post file's archive, without its `data/`. Throws a UserError
 * when there are two archives side by side, or no post file; a part of an archive need not have one.
 */
export function archiveRoot(paths: readonly string[], source: string, isPart: boolean): string {
  const roots = shallowest(paths.filter(isTweetFile).map((path) => path.replace(INNER_FOLDERS, '')));
  const [first, second] = roots;
  if (first === undefined && isPart) return shallowest(paths.flatMap(beforeData))[0] ?? '';
  if (first === undefined) throw noPostsError(paths, source);
  if (second !== undefined) {
    throw new UserError(`${source} holds more than one archive: ${roots.sort().join(', ')}`, {
      hint: 'pass each of these folders',
    });
  }
  return first;
}

/** Throws a UserError when there is no post file. */
export function assertHasPosts(paths: readonly string[], source: string): void {
  if (!paths.some(isTweetFile)) throw noPostsError(paths, source);
}

function isTweetFile(path: string): boolean {
  return TWEET_FILE.test(path);
}

function beforeData(path: string): string[] {
  const at = path.search(/(?<=^|\/)data\//);
  return at < 0 ? [] : [path.slice(0, at)];
}

/** Those of the folders that are nearest to the top, each once. */
function shallowest(folders: readonly string[]): string[] {
  const depth = (folder: string): number => folder.split('/').length;
  const all = [...new Set(folders)];
  const least = Math.min(...all.map(depth));
  return all.filter((folder) => depth(folder) === least);
}

/** Other services' exports, by files that only they have. */
const OTHERS: readonly { readonly name: string; readonly has: RegExp }[] = [
  { name: 'a Mastodon archive', has: /(^|\/)(outbox\.json|actor\.json)$/ },
  { name: 'an Instagram export', has: /(^|\/)(your_instagram_activity\/|content\/posts_1\.(json|html)$)/ },
  { name: 'a Facebook export', has: /(^|\/)(your_facebook_activity\/|posts\/your_posts)/ },
  { name: 'a Google Takeout export', has: /(^|\/)Takeout\// },
  { name: 'a Reddit export', has: /(^|\/)(comment_headers|post_headers)\.csv$/ },
  { name: 'a LinkedIn export', has: /(^|\/)Connections\.csv$/ },
  { name: 'a Tumblr export', has: /(^|\/)posts\/posts\.xml$/ },
  { name: 'a Bluesky repository', has: /\.car$/ },
];

function noPostsError(paths: readonly string[], source: string): UserError {
  const wrong = (what: string, hint: string): UserError => new UserError(`${source} ${what}`, { hint });
  const other = OTHERS.find(({ has }) => paths.some((path) => has.test(path)));
  if (other) {
    return wrong(`has no tweets in it: this looks like ${other.name}`, 'pass an archive from Twitter or X');
  }
  if (paths.some((path) => /(^|\/)(account|manifest|profile)\.js$/.test(path))) {
    return wrong(
      'is a Twitter archive without its tweet file (data/tweets.js)',
      'look for the rest of it: a large archive comes as several zips',
    );
  }
  if (paths.some((path) => /^(tweets\/)?\d{4}_\d\d\.js$/.test(path))) {
    return wrong('is a folder from within a Twitter archive', 'pass the folder that has "data" in it');
  }
  if (paths.some((path) => /(^|\/)tweets\.csv$/.test(path))) {
    return wrong('has only tweets.csv, not the data/js/tweets folder beside it', 'pass the whole archive');
  }
  const zips = paths.filter((path) => /^[^/]+\.zip$/.test(path));
  if (zips.length > 0) {
    return wrong(`has no tweets in it, but zips: ${zips.slice(0, 3).join(', ')}`, 'pass the zip itself');
  }
  const tops = [...new Set(paths.map((path) => path.replace(/\/.*/, '/')))];
  const seen =
    tops.length === 0 ? 'it is empty' : `found ${tops.slice(0, 5).join(', ')}${tops.length > 5 ? ', …' : ''}`;
  return wrong(`has no tweets in it (${seen})`, 'pass the zip from Twitter as it came, or the folder it unpacks to');
}
