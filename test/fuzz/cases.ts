// Every seed is one damaged archive: a fixture, one kind of damage, one place.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CAR_DAMAGE, CARS } from './damaged-car.ts';
import { JSON_DAMAGE } from './damaged-json.ts';
import { TAR_DAMAGE, wholeTar } from './damaged-tar.ts';
import { whole, ZIP_DAMAGE, type Packed } from './damaged-zip.ts';
import { Random } from './random.ts';

const OUTBOX = 'outbox.json';
const FIXTURES = join(import.meta.dirname, '../fixtures/archives');

export interface FuzzCase {
  readonly seed: number;
  /** Such as `zip: truncated`. */
  readonly kind: string;
  /** Writes the archive into a folder; gives its path. */
  readonly write: (folder: string) => string;
  /** What the import has to be told besides. */
  readonly options?: readonly string[];
}

const fixtures = readdirSync(FIXTURES, { withFileTypes: true })
  .filter((found) => found.isDirectory())
  .map(({ name }) => filesOf(join(FIXTURES, name)));

function filesOf(top: string): Packed[] {
  return readdirSync(top, { withFileTypes: true, recursive: true })
    .filter((found) => found.isFile())
    .map((found) => join(found.parentPath, found.name))
    .sort()
    .map((path) => ({ path: path.slice(top.length + 1).replaceAll('\\', '/'), content: readFileSync(path) }));
}

export function fuzzCase(seed: number): FuzzCase {
  const random = new Random(seed);
  if (random.below(5) === 0) return carCase(seed, random);
  const files = random.one(fixtures);
  const options = isOutbox(files) ? random.one([[], ['--direct']]) : [];
  const cases = [jsonCase, jsonCase, isOutbox(files) ? tarCase : zipCase, zipCase];
  return { ...random.one(cases)(seed, random, files), options };
}

/** Whether it is one of Mastodon's, which were tars, and of which people keep the one file. */
function isOutbox(files: readonly Packed[]): boolean {
  return files.some(({ path }) => path === OUTBOX);
}

function carCase(seed: number, random: Random): FuzzCase {
  const how = random.one(Object.keys(CAR_DAMAGE));
  const whole = random.one(CARS);
  const bytes = CAR_DAMAGE[how]?.(whole, random) ?? whole;
  const write = (folder: string): string => written(join(folder, 'repo.car'), bytes);
  return { seed, kind: `CAR: ${how}`, write, options: ['--account', 'wren.example'] };
}

function zipCase(seed: number, random: Random, files: readonly Packed[]): FuzzCase {
  const how = random.one(Object.keys(ZIP_DAMAGE));
  const bytes = ZIP_DAMAGE[how]?.(files, random) ?? whole(files);
  return { seed, kind: `zip: ${how}`, write: (folder) => written(join(folder, 'archive.zip'), bytes) };
}

function tarCase(seed: number, random: Random, files: readonly Packed[]): FuzzCase {
  const how = random.one(Object.keys(TAR_DAMAGE));
  const bytes = TAR_DAMAGE[how]?.(files, random) ?? wholeTar(files);
  return { seed, kind: `tar: ${how}`, write: (folder) => written(join(folder, 'archive.tar.gz'), bytes) };
}

function jsonCase(seed: number, random: Random, files: readonly Packed[]): FuzzCase {
  const how = random.one(Object.keys(JSON_DAMAGE));
  const scripts = files.filter(({ path }) => /\.js(?:on)?$/.test(path));
  // Half of all goes where the posts are.
  const posts = scripts.filter(({ path }) => path === OUTBOX || /tweet[^/]*\.js$|\d{4}_\d\d\.js$/.test(path));
  const { path: victim } = random.one(random.below(2) === 0 ? posts : scripts);
  const damaged = files.map(({ path, content }) => {
    if (path !== victim) return { path, content };
    const text = JSON_DAMAGE[how]?.(content.toString(), random) ?? '';
    return { path, content: Buffer.from(text) };
  });
  const isFolder = random.below(4) === 0;
  const isAlone = isOutbox(files) && random.below(2) === 0;
  const write = (folder: string): string => {
    if (!isFolder) return written(join(folder, 'archive.zip'), whole(damaged));
    for (const { path, content } of damaged) written(join(folder, 'archive', path), content);
    return join(folder, 'archive', isAlone ? OUTBOX : '');
  };
  return { seed, kind: `JSON: ${how}`, write };
}

function written(path: string, bytes: Buffer): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return path;
}
