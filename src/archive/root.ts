// Where an archive begins inside a zip or folder, or what it is if it is none of a network that can be read.

import { UserError } from '../platform/errors.ts';
import { ARCHIVES } from './formats.ts';

/** A zip or folder with the names of its files. */
interface Listing {
  readonly path: string;
  readonly files: readonly string[];
}

/**
 * For each part of an archive the prefix (empty, or ending with `/`) before its files: that of the shallowest post file,
 * such as the one with `data/` in it. A part without post files has the other parts' prefix, or the one before what else archives have.
 * Throws a UserError when there are two archives side by side, or no post file in the only part.
 */
export function rootsOf(parts: readonly Listing[]): string[] {
  const roots = parts.map(({ path, files }) => {
    const [first, ...others] = shallowest(postFolders(files));
    if (first === undefined && parts.length === 1) throw noPostsError(files, path);
    if (others.length === 0) return first;
    throw new UserError(`${path} holds more than one archive: ${[first, ...others].sort().join(', ')}`, {
      hint: 'pass each of these folders',
    });
  });
  return parts.map(({ files }, index) => {
    const own = roots[index];
    if (own !== undefined) return own;
    const shared = roots.find((root) => root !== undefined && files.some((file) => file.startsWith(root)));
    return shared !== undefined && shared !== '' ? shared : (shallowest(rootsOfOthers(files))[0] ?? '');
  });
}

/** The folders of other archives beside the one at a prefix. */
export function otherRoots(files: readonly string[], root: string): string[] {
  return [...new Set(postFolders(files))].filter((folder) => folder !== root).sort();
}

/** The folders that archives with post files stand in. */
function postFolders(files: readonly string[]): string[] {
  return ARCHIVES.flatMap(({ isPostFile, rootOf }) => files.filter(isPostFile).map(rootOf));
}

/** What stands before other files that show where an archive is. */
function rootsOfOthers(files: readonly string[]): string[] {
  return ARCHIVES.flatMap(({ rootOfOther }) => files.map(rootOfOther)).filter((root) => root !== null);
}

/** A file's path within its archive. */
export function pathInArchive(path: string): string {
  return ARCHIVES.reduce((own, { ownPath }) => ownPath(own), path);
}

/** Throws a UserError when there is no post file. */
export function assertHasPosts(paths: readonly string[], source: string): void {
  if (!ARCHIVES.some(({ isPostFile }) => paths.some(isPostFile))) throw noPostsError(paths, source);
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
  { name: 'an Instagram export', has: /(^|\/)(your_instagram_activity\/|content\/posts_1\.(json|html)$)/ },
  { name: 'a Facebook export', has: /(^|\/)(your_facebook_activity\/|posts\/your_posts)/ },
  { name: 'a Google Takeout export', has: /(^|\/)Takeout\// },
  { name: 'a Reddit export', has: /(^|\/)(comment_headers|post_headers)\.csv$/ },
  { name: 'a LinkedIn export', has: /(^|\/)Connections\.csv$/ },
  { name: 'a Tumblr export', has: /(^|\/)posts\/posts\.xml$/ },
];

function noPostsError(paths: readonly string[], source: string): UserError {
  const wrong = (what: string, hint: string): UserError => new UserError(`${source} ${what}`, { hint });
  const other = OTHERS.find(({ has }) => paths.some((path) => has.test(path)));
  if (other) {
    return wrong(
      `has no posts in it: this looks like ${other.name}`,
      'pass an archive of Twitter (X), Mastodon or Bluesky',
    );
  }
  const piece = ARCHIVES.map(({ describePiece }) => describePiece(paths)).find((found) => found !== null);
  if (piece) return wrong(piece.what, piece.hint);
  const zips = paths.filter((path) => /^[^/]+\.zip$/.test(path));
  if (zips.length > 0) {
    return wrong(`has no posts in it, but zips: ${zips.slice(0, 3).join(', ')}`, 'pass the zip itself');
  }
  const tops = [...new Set(paths.map((path) => path.replace(/\/.*/, '/')))];
  const seen =
    tops.length === 0 ? 'it is empty' : `found ${tops.slice(0, 5).join(', ')}${tops.length > 5 ? ', …' : ''}`;
  return wrong(
    `has no posts in it (${seen})`,
    'pass the archive as it came from Twitter (X), Mastodon or Bluesky, or the folder it unpacks to',
  );
}
