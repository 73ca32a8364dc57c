// Where Twitter's archives, of all generations, have their files: by which of them an archive is known wherever it lies,
// where its media are, and what a folder seems to be that is only a piece of one.

const TWEET_FILE = /(^|\/)(tweets?(-part\d+)?\.js|js\/tweets\/\d{4}_\d\d\.js)$/;

/** What may stand before a file's own name within an archive. */
const INNER_FOLDERS = /(?:(?<=^|\/)data\/)?(?:(?<=^|\/)js\/tweets\/)?[^/]+$/;

const MEDIA_FOLDER = String.raw`(?:tweets?|community_tweet|twitter_circle_tweet)_media\/`;
const BEFORE_DATA = new RegExp(String.raw`(?<=^|\/)(?:data\/|${MEDIA_FOLDER})`);

/** Posts' media, but for those of posts that were deleted; without a folder, somebody dumped everything in one. */
const MEDIUM = new RegExp(String.raw`^(?:data\/)?(${MEDIA_FOLDER})?([^/]+)$`);

export function isTweetFile(path: string): boolean {
  return TWEET_FILE.test(path);
}

/** What stands before an archive's own files, from the path of one of its tweet files. */
export function rootOf(tweetFile: string): string {
  return tweetFile.replace(INNER_FOLDERS, '');
}

/** What stands before `data/`, or before a folder of media where archives have no `data/`; null for other files. */
export function rootOfOther(path: string): string | null {
  const at = path.search(BEFORE_DATA);
  return at < 0 ? null : path.slice(0, at);
}

/** Of the oldest kind somebody may pass the `data` folder itself; since 2018 nothing in it is called so. */
export function ownPath(path: string): string {
  return path.startsWith('js/') ? `data/${path}` : path;
}

/** The name of what may be a medium by its place, and whether it is in a folder of media; null for other files. */
export function mediumAt(path: string): { name: string; isInMediaFolder: boolean } | null {
  const [, folder, name] = MEDIUM.exec(path) ?? [];
  return name === undefined ? null : { name, isInMediaFolder: folder !== undefined };
}

/** What files without a tweet file among them are of an archive, and what to do; null when they are none of it. */
export function describePiece(paths: readonly string[]): { what: string; hint: string } | null {
  if (paths.some((path) => /(^|\/)(account|manifest|profile)\.js$/.test(path))) {
    return {
      what: 'is a Twitter archive without its tweet file (data/tweets.js)',
      hint: 'look for the rest of it: a large archive comes as several zips',
    };
  }
  if (paths.some((path) => /^(tweets\/)?\d{4}_\d\d\.js$/.test(path))) {
    return { what: 'is a folder from within a Twitter archive', hint: 'pass the folder that has "data" in it' };
  }
  if (paths.some((path) => /(^|\/)tweets\.csv$/.test(path))) {
    return { what: 'has only tweets.csv, not the data/js/tweets folder beside it', hint: 'pass the whole archive' };
  }
  return null;
}
