// Files that only this user can have written, and whose content can therefore be trusted.

import { closeSync, constants, existsSync, fstatSync, lstatSync, mkdirSync, openSync } from 'node:fs';
import { readdirSync, readFileSync, realpathSync, statSync, type Stats } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The user that files must belong to; undefined on Windows, where users' folders are private anyway. */
export type Owner = number | undefined;

const EVERYONE_ELSE = 0o077;
const WRITABLE_BY_GROUP = 0o020;
const WRITABLE_BY_ALL = 0o002;
const STICKY = 0o1000;

/**
 * Returns the folder's real path, and creates it (0700) if necessary. Throws if it is a link or not a folder, if another user
 * owns it or may enter it, or if another user could replace it.
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

/** Creates nothing in another user's folders, such as the home of the user who ran this with sudo. */
function makeFolder(path: string, owner: number): void {
  let above = dirname(path);
  while (!existsSync(above)) above = dirname(above);
  mustBeSafe(realpathSync.native(above), owner);
  mkdirSync(path, { recursive: true, mode: 0o700 });
}

/** Throws if anything in this private folder is a link or belongs to another user. */
export function mustBeAllOf(owner: Owner, folder: string): void {
  if (owner === undefined) return;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const about = lstatSync(path);
    if (about.uid !== owner || about.isSymbolicLink()) throw new Error(`${path} is not private`);
    if (about.isDirectory()) mustBeAllOf(owner, path);
  }
}

/** The content of a private file. Throws if it is a link, not a file, or open to others in any way. */
export function readPrivate(path: string, owner: Owner): Buffer {
  // Windows has neither of these two flags. Without O_NONBLOCK, opening a pipe would wait for its writer.
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

/** Throws if a user other than this one and root could replace something in the folder or in one above it. */
function mustBeSafe(folder: string, owner: number): void {
  const { uid, gid, mode } = statSync(folder);
  // Many systems give each user a group of the same number, which may write what the user creates.
  const others = gid === owner ? WRITABLE_BY_ALL : WRITABLE_BY_ALL | WRITABLE_BY_GROUP;
  const isOpen = (mode & others) !== 0 && (mode & STICKY) === 0;
  if (isOpen || (uid !== owner && uid !== 0)) throw new Error(`others may write in ${folder}`);
  if (dirname(folder) !== folder) mustBeSafe(dirname(folder), owner);
}

/**
 * Whether another user has put something there, or a link that leads to something of theirs: in a folder that several may
 * write to, they can prepare what is going to be filled. Neither root is one, nor the owner of what it belongs to.
 */
export function isOfAnotherUser(path: string, belongsTo: string | null = null): boolean {
  const own = process.getuid?.();
  if (own === undefined) return false;
  const owner = belongsTo === null ? undefined : found(statSync, belongsTo)?.uid;
  return [found(lstatSync, path), found(statSync, path)].some(
    (about) => about !== undefined && ![0, own, owner].includes(about.uid),
  );
}

/** What can't be looked at says so itself when it is used. */
function found(look: (path: string) => Stats, path: string): Stats | undefined {
  try {
    return look(path);
  } catch {
    return undefined;
  }
}
