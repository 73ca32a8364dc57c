// Files that only this user can have written. What they say is then believed.

import { closeSync, constants, existsSync, fstatSync, lstatSync, mkdirSync, openSync } from 'node:fs';
import { readdirSync, readFileSync, realpathSync, statSync, type Stats } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Whom files must belong to: a user's number, or undefined on Windows, where every user has folders of their own. */
export type Owner = number | undefined;

const EVERYONE_ELSE = 0o077;
const WRITABLE_BY_GROUP = 0o020;
const WRITABLE_BY_ALL = 0o002;
const STICKY = 0o1000;

/**
 * The folder by its real path, made (0700) if there is none. Throws when it is a link or no folder, when others own it or
 * may enter it, and when they could put another in its place.
 */
export function privateFolder(path: string, owner: Owner): string {
  if (owner === undefined) {
    mkdirSync(path, { recursive: true });
    return path;
  }
  if (!existsSync(path)) makeFolder(path, owner);
  const folder = join(realpathSync.native(dirname(path)), basename(path));
  const about = lstatSync(folder);
  if (!about.isDirectory() || !isPrivate(about, owner)) throw new Error(`${folder} is not private`);
  mustBeSafe(dirname(folder), owner);
  return folder;
}

/** Leaves another user's folders as they are, such as those at home of whoever runs this by sudo. */
function makeFolder(path: string, owner: number): void {
  let above = dirname(path);
  while (!existsSync(above)) above = dirname(above);
  mustBeSafe(realpathSync.native(above), owner);
  mkdirSync(path, { recursive: true, mode: 0o700 });
}

/** Throws when anything in a folder, which is private, is a link or another user's. */
export function mustBeAllOf(owner: Owner, folder: string): void {
  if (owner === undefined) return;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const about = lstatSync(path);
    if (about.uid !== owner || about.isSymbolicLink()) throw new Error(`${path} is not private`);
    if (about.isDirectory()) mustBeAllOf(owner, path);
  }
}

/** A private file's content. Throws when it is a link, no file, or open to others in any way. */
export function readPrivate(path: string, owner: Owner): Buffer {
  // Both flags are unknown on Windows. Without the second one a pipe of that name would be waited for.
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const about = fstatSync(file);
    if (!about.isFile() || !isPrivate(about, owner)) throw new Error(`${path} is not private`);
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

function isPrivate({ uid, mode }: Stats, owner: Owner): boolean {
  return owner === undefined || (uid === owner && (mode & EVERYONE_ELSE) === 0);
}

/** Throws when a user other than this one and root could exchange something in the folder or in one above it. */
function mustBeSafe(folder: string, owner: number): void {
  const { uid, gid, mode } = statSync(folder);
  // Many systems give users a group of their own, which has the user's number, and let it write what the user makes.
  const others = gid === owner ? WRITABLE_BY_ALL : WRITABLE_BY_ALL | WRITABLE_BY_GROUP;
  const isOpen = (mode & others) !== 0 && (mode & STICKY) === 0;
  if (isOpen || (uid !== owner && uid !== 0)) throw new Error(`others may write in ${folder}`);
  if (dirname(folder) !== folder) mustBeSafe(dirname(folder), owner);
}
