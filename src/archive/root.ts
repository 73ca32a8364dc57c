// Where an archive begins inside a zip or folder, or what it is if it is none of Twitter's.

import { UserError } from '../errors.ts';

const TWEET_FILE = /(^|\/)(tweets?(-part\d+)?\.js|js\/tweets\/\d{4}_\d\d\.js)$/;

/**
 * The prefix (empty, or ending with `/`) of the shallowest tweet file's archive, without its `data/`. Throws a UserError
 * when there are two archives side by side, or no tweet file; a part of an archive need not have one.
 */
export function rootOf(paths: readonly string[], source: string, isPart: boolean): string {
  const roots = new Set<string>();
  let least = Infinity;
  for (const path of paths) {
    if (!TWEET_FILE.test(path)) continue;
    const root = path.replace(/(data\/)?(js\/tweets\/)?[^/]+$/, '');
    const depth = root.split('/').length;
    if (depth < least) roots.clear();
    if (depth <= least) roots.add(root);
    least = Math.min(least, depth);
  }
  const [first, second] = roots;
  if (first === undefined && isPart) return '';
  if (first === undefined) throw noTweets(paths, source);
  if (second !== undefined) {
    throw new UserError(`${source} holds more than one archive: ${[...roots].sort().join(', ')}`, {
      hint: 'pass each of these folders',
    });
  }
  return first;
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

function noTweets(paths: readonly string[], source: string): UserError {
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
