// Archives that came in several files, recognised by their names: `twitter-…-part1.zip` as Twitter splits large ones, and
// `twitter-…-20221120T101010Z-001.zip` as Google Drive packs a folder. Browsers add ` (1)` to a second download.

import { basename, resolve } from 'node:path';

interface PartName {
  /** What the names of all parts have in common. */
  readonly stem: string;
  readonly number: number;
  /** Only parts have such a name; others may just happen to look like one. */
  readonly isCertain: boolean;
}

const COPY = String.raw`(?: ?\(\d{1,3}\)| \d{1,3})?`;
const PART = new RegExp(String.raw`-part(\d{1,4})${COPY}(?:\.zip)?$`, 'i');
const DRIVE = new RegExp(String.raw`(-\d{8}T\d{6}Z)(?:-\d{1,3})?-(\d{3})${COPY}(?:\.zip)?$`, 'i');
const NUMBERED = new RegExp(String.raw`()-(\d{3})${COPY}\.zip$`, 'i');

function partName(path: string): PartName | null {
  const name = path.replace(/[/\\]+$/, '');
  const part = PART.exec(name);
  if (part) return { stem: name.slice(0, part.index), number: Number(part[1]), isCertain: true };
  const drive = DRIVE.exec(name) ?? NUMBERED.exec(name);
  if (!drive) return null;
  const [, stamp = ''] = drive;
  return { stem: name.slice(0, drive.index) + stamp, number: Number(drive[2]), isCertain: stamp !== '' };
}

/** A part's name without its number, to show. */
export function withoutPartNumber(path: string): string {
  const part = partName(path);
  return part === null ? path : part.stem + (/\.zip$/i.exec(path)?.[0] ?? '');
}

/** Groups the paths of archives that came in parts, also in several folders. Each path counts once. */
export function groupByArchive(paths: readonly string[]): string[][] {
  const places = paths.map((path) => resolve(path));
  const single = paths.filter((_, index) => places.indexOf(places[index] ?? '') === index);
  const groups = groupedBy(single, (path) => partName(path)?.stem ?? path.replace(/[/\\]+$/, ''));
  return groupedBy(groups, (group) => joinedBy(group, groups)).map((joined) => joined.flat());
}

function groupedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()];
}

/** Parts of one name in several folders belong together where each number is there once; else each folder has its own. */
function joinedBy(group: readonly string[], all: readonly (readonly string[])[]): string {
  const [first = ''] = group;
  const part = partName(first);
  if (part?.isCertain !== true) return first;
  const name = basename(part.stem);
  const numbers = all
    .flat()
    .map(partName)
    .filter((one) => one?.isCertain === true && basename(one.stem) === name)
    .map((one) => one?.number);
  return new Set(numbers).size === numbers.length ? `/${name}` : first;
}

/** Whether these are parts of an archive, of which there may be more. */
export function areParts(paths: readonly string[]): boolean {
  return certainParts(paths).length > 0;
}

/** A name that may only look like a part's counts if there are several. */
function certainParts(paths: readonly string[]): PartName[] {
  const parts = paths.map(partName).filter((part) => part !== null);
  return parts.length === 1 && parts[0]?.isCertain === false ? [] : parts;
}

/** The numbers of parts that must exist, since later ones do. */
export function missingPartNumbers(paths: readonly string[]): number[] {
  const parts = certainParts(paths);
  if (parts.length === 0) return [];
  const numbers = new Set(parts.map(({ number }) => number));
  const missing: number[] = [];
  for (let number = 1; number < Math.max(...numbers); number += 1) if (!numbers.has(number)) missing.push(number);
  return missing;
}
