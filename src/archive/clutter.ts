// Files that macOS and file managers leave in folders and zips, some with the very names of the tweet files.

/** True for `__MACOSX/…`, `._tweets.js` and `.DS_Store`, at any depth. */
export function isClutter(path: string): boolean {
  return /(^|\/)(__MACOSX\/|__MACOSX$|\._|\.DS_Store$|Thumbs\.db$)/.test(path);
}
