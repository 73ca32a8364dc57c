// What an archive says about itself, besides its posts: whether its parts belong together, when it was made, and what is
// missing or doubtful.

import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import type { Archive, ArchivePart } from '../archive/archive.ts';
import { postFilesOfOthers } from '../archive/formats.ts';
import type { Entry } from '../archive/files/container.ts';
import { areParts, missingPartNumbers } from '../archive/parts.ts';
import type { ArchiveDetails, ArchiveFormat, Contents } from '../archive/network/format.ts';
import type { Owner } from '../archive/network/owner.ts';
import { NETWORK_NAMES, type Network } from '../post/network.ts';
import { UserError } from '../platform/errors.ts';
import { asItIs, type NameCommand } from '../views/phrase.ts';
import { shellWord } from '../text/shell-words.ts';

const DAY = 86_400_000;

/** Throws a UserError when parts belong to two accounts, or have the same file with different contents. */
export async function assertPartsFit(
  archive: Archive,
  format: ArchiveFormat,
  contents: Contents,
  nameCommand = asItIs,
): Promise<void> {
  const { parts } = archive;
  if (parts.length === 1) return;
  let first: { part: ArchivePart; owner: Owner } | undefined;
  for (const part of parts) {
    const { owner } = await format.about(part);
    if (first && owner && !isSameAccount(first.owner, owner)) {
      const [one, other] = [`${basename(first.part.path)} is of @${first.owner.handle}`, basename(part.path)];
      throw misfit(`${one} and ${other} of @${owner.handle}`, parts, nameCommand);
    }
    if (owner) first ??= { part, owner };
  }
  for (const path of filesOf(contents)) {
    const having = parts.filter(({ entries }) => entries.has(path));
    const hashes = having.length < 2 ? [] : await Promise.all(having.map(({ entries }) => hashOf(entries.get(path))));
    const other = having[hashes.findIndex((hash) => hash !== hashes[0])];
    if (other) {
      const names = `${basename(having[0]?.path ?? '')} and ${basename(other.path)}`;
      throw misfit(`${names} both have ${path}, but not the same`, parts, nameCommand);
    }
  }
}

function misfit(why: string, parts: readonly ArchivePart[], nameCommand: NameCommand): UserError {
  return new UserError(`${why}: they are not parts of one archive`, {
    hint: `import each by itself: ${parts.map(({ path }) => nameCommand(`memories import ${quoted(path)}`)).join('; ')}`,
  });
}

function isSameAccount(one: Owner, other: Owner): boolean {
  if (one.id !== null && other.id !== null) return one.id === other.id;
  return one.handle.toLowerCase() === other.handle.toLowerCase();
}

function filesOf({ posts, notes, headers }: Contents): string[] {
  return [...posts.map(({ path }) => path), ...notes, ...headers];
}

/** Null for a file that can't be read, which is reported later, when the archive's files are read. */
async function hashOf(entry: Entry | undefined): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const bytes of entry?.read() ?? []) hash.update(bytes);
    return hash.digest('hex');
  } catch (error) {
    if (error instanceof UserError) throw error;
    return null;
  }
}

interface TimeMade {
  /** What the archive says, in milliseconds since 1970 UTC; null when it doesn't, or can't be right. */
  readonly generatedAt: number | null;
  /** The best guess. */
  readonly asOf: number;
  readonly contradictions: readonly string[];
}

/** When an archive was made. One from the future would keep later archives from changing anything. */
export function timeMade(
  archive: Archive,
  about: ArchiveDetails,
  contents: Contents,
  { format, now }: { format: ArchiveFormat; now: number },
): TimeMade {
  const isPossible = (time: number | null): time is number => time !== null && time <= now + DAY;
  const times = [about.generatedAt, format.timeInName(archive.name)];
  const generatedAt = times.find(isPossible) ?? null;
  const lastChange = Math.max(...contents.posts.map(({ path }) => archive.entries.get(path)?.modifiedAt ?? 0));
  const contradictions = [...about.contradictions];
  if (about.generatedAt !== null && !isPossible(about.generatedAt)) {
    const day = new Date(about.generatedAt).toISOString().slice(0, 10);
    contradictions.push(
      `the archive says that it was made on ${day}, which is still to come: check this computer's clock, or import the archive as it came from ${NETWORK_NAMES[format.network]}`,
    );
  }
  return { generatedAt, asOf: generatedAt ?? Math.min(format.until, lastChange, now + DAY), contradictions };
}

/** A line for each missing part, for each that is damaged, and for each file that a part has twice. */
export function gapsIn({ parts }: Archive, contents: Contents): string[] {
  const missing = missingPartNumbers(parts.map(({ path }) => path)).map(
    (number) => `part ${number} of the archive is missing: pass all parts at once`,
  );
  const damaged = parts.flatMap(({ path, damage }) =>
    damage === null ? [] : `${basename(path)} ${damage}, and files of it may be missing: download it again`,
  );
  const files = new Set(filesOf(contents));
  const doubtful = parts.flatMap(({ path, ambiguous }) =>
    ambiguous
      .filter((file) => files.has(file))
      .map((file) => `${basename(path)} has two files ${file}, of which only the last was read: download it again`),
  );
  return [...missing, ...damaged, ...doubtful];
}

/** A line where the archive counts files that no part has, and the parts' own numbers have no gap that would explain it. */
export function laterParts({ parts, entries }: Archive, { expected }: ArchiveDetails): string[] {
  const paths = parts.map(({ path }) => path);
  const isShort = [...expected].some(([file, count]) => count > 0 && !entries.has(file));
  if (!isShort || !areParts(paths) || missingPartNumbers(paths).length > 0) return [];
  return ['a later part of the archive seems to be missing: pass all parts at once'];
}

/** A line for each other archive inside the same zip or folder. */
export function otherArchives({ parts }: Archive, nameCommand = asItIs): string[] {
  return parts.flatMap(({ path, others }) =>
    others.map((folder) => {
      const what = `another archive is in ${folder} and was not read`;
      if (isPacked(path)) return `${what}: unpack ${basename(path)} and import that folder`;
      return `${what}: ${nameCommand(`memories import ${quoted(join(path, folder))}`)}`;
    }),
  );
}

/** A line for each archive of another network, such as `repo.car`, that stands among the files of this one. */
export function strangersAmong({ parts }: Archive, network: Network, nameCommand = asItIs): string[] {
  return parts.flatMap(({ path, root, entries }) =>
    postFilesOfOthers([...entries.keys()], network).map((file) => {
      const what = `${file} is another archive and was not read`;
      if (isPacked(path)) return `${what}: unpack ${basename(path)} and import that file`;
      return `${what}: ${nameCommand(`memories import ${quoted(join(path, root, file))}`)}`;
    }),
  );
}

function isPacked(path: string): boolean {
  return /\.(?:zip|tar|tgz|gz)$/i.test(path);
}

/** A path, quoted if need be for a shell: Windows' own for a Windows path. */
export function quoted(path: string): string {
  return shellWord(path, path.includes('\\') ? 'win32' : 'posix');
}
