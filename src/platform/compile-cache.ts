// Keeps the bytecode that V8 compiled for the next start, which then takes two thirds of the time. V8 hardly checks bytecode
// before it runs it: that of another build of the same V8 ends the process with a segmentation fault, and whatever another
// user has put there runs as this user. So bytecode is made on the machine that uses it, for exactly this program and this
// Node.js, in files that no other user can have written. In any doubt none is used, and V8 compiles the program again.

import { lstatSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { Script } from 'node:vm';
import type { writeFileAtomic } from './atomic-write.ts';
import { mustBeAllOf, privateFolder, readPrivate, type Owner } from './private-files.ts';
import { userFolder, type User } from './folders.ts';

/** What has to be known about the machine. Without a home folder (an empty `home`) nothing is kept. */
export interface Host extends User {
  readonly arch: string;
  /** Of Node.js. */
  readonly version: string;
  readonly versions: { readonly v8: string };
  readonly config: { readonly variables: object };
  readonly execPath: string;
  readonly owner: Owner;
}

export interface ProgramFile {
  /** CommonJS, in ASCII. */
  readonly path: string;
  readonly version: string;
  /** Of its content, made by the build. */
  readonly digest: string;
  /** Those of a file in the same folder. Scripts that Node.js 20 runs with `vm` have no `import()`. */
  readonly require: NodeJS.Require;
  readonly importPackage: (name: string) => Promise<unknown>;
}

type WriteFile = typeof writeFileAtomic;

export interface Loaded {
  readonly exports: unknown;
  /**
   * Keeps what was compiled, unless it is kept already. To be called after a command has succeeded; never throws.
   * @param write of the loaded program: what loads it must be small
   * @param isUsual whether the command was one that the program is usually started for, which compiles what most starts need
   */
  readonly keep: (write: WriteFile, isUsual: boolean) => Promise<void>;
}

/** Where bytecode is kept, and for which program and Node.js. */
interface Place {
  readonly folder: string;
  readonly path: string;
  readonly identity: string;
  readonly owner: Owner;
}

/**
 * A cache file for Node.js 20 begins with this as a line of JSON; V8's data follows, twice. To compare them tells what is damaged
 * in a tenth of the time that loading zlib for a checksum takes.
 */
interface Header {
  readonly identity: string;
  readonly isUsual: boolean;
  readonly bytes: number;
}

/** How many caches are kept, of different programs and versions of Node.js; an install has two programs. */
const KEPT = 8;

/** Loads the program, from the cache if there is one. */
export function loadProgram(file: ProgramFile, host: Host): Loaded {
  const place = orNull(() => placeFor(file, host));
  if (place === null) return { exports: file.require(file.path), keep: () => Promise.resolve() };
  return host.version.startsWith('v20.') ? loadByScript(file, place) : loadByNode(file, place);
}

/** From version 22.1 on, Node.js keeps and checks such files itself, in the folder it is given. */
function loadByNode({ path, require }: ProgramFile, place: Place): Loaded {
  orNull(() => {
    const newer = require('node:module') as { enableCompileCache(folder: string): unknown };
    const folder = privateFolder(place.path, place.owner);
    mustBeAllOf(place.owner, folder);
    newer.enableCompileCache(folder);
  });
  return {
    exports: require(path),
    keep: () => {
      orNull(() => {
        removeOldest(place);
      });
      return Promise.resolve();
    },
  };
}

function loadByScript({ path, require, importPackage }: ProgramFile, place: Place): Loaded {
  const kept = orNull(() => readKept(place));
  // On the first line, so that the stack of a bug has the file's own lines.
  const text = `(function (exports, require, module, __filename, __dirname) { ${readFileSync(path, 'latin1')}\n});`;
  const script = new Script(text, { filename: path, ...(kept && { cachedData: kept.data }) });
  const loaded = { exports: {} as unknown };
  const run = script.runInThisContext() as (...values: unknown[]) => void;
  run(loaded.exports, Object.assign(require, { outside: importPackage }), loaded, path, dirname(path));
  const isKept = kept !== null && script.cachedDataRejected !== true;
  return {
    exports: loaded.exports,
    keep: async (write, isUsual) => {
      if (isKept && (kept.isUsual || !isUsual)) return;
      try {
        await writeKept(place, script.createCachedData(), write, isUsual);
      } catch {
        // A full or read-only disk must not make the command fail.
      }
    },
  };
}

/** Returns null or throws if nothing can be kept. */
function placeFor(file: ProgramFile, host: Host): Place | null {
  const { env, owner } = host;
  const parent = userFolder('cache', host);
  // The first variable is Node.js's own. With the second, V8 compiles for measuring coverage, which a start can't use.
  if (!isAbsolute(parent) || env['NODE_DISABLE_COMPILE_CACHE'] || env['NODE_V8_COVERAGE']) return null;
  // V8 is then in another file than the executable, which is all that is checked below.
  const { node_shared: isShared, node_shared_v8: isV8Shared } = host.config.variables as Record<string, unknown>;
  if (isShared === true || isV8Shared === true) return null;
  const folder = privateFolder(join(parent, 'compiled'), owner);
  const { version, versions, platform, arch, execPath } = host;
  const program = JSON.stringify([file.version, file.digest, file.path, ...marksOf(file.path)]);
  const node = JSON.stringify([version, versions.v8, platform, arch, execPath, ...marksOf(execPath)]);
  const name = `memories-${file.version}-${hashOf(program)}-node-${version}-${platform}-${arch}-${hashOf(node)}`;
  return { folder, path: join(folder, name), identity: `memories ${program}, Node.js ${node}`, owner };
}

/** What changes when a file is replaced, even by one of the same size. */
function marksOf(path: string): readonly number[] {
  const { size, mtimeMs, ctimeMs } = statSync(path);
  return [size, mtimeMs, ctimeMs];
}

/** FNV-1a by two primes: computed sooner than a module with a better hash would be loaded. */
function hashOf(text: string): string {
  let [one, other] = [0x811c9dc5, 0xcbf29ce4];
  for (let at = 0; at < text.length; at += 1) {
    one = Math.imul(one ^ text.charCodeAt(at), 0x01000193);
    other = Math.imul(other ^ text.charCodeAt(at), 0x5bd1e995);
  }
  return [one, other].map((hash) => (hash >>> 0).toString(16).padStart(8, '0')).join('');
}

/** Throws if there is no cache, or one that must not be used. */
function readKept({ path, identity, owner }: Place): Header & { readonly data: Buffer } {
  const content = readPrivate(path, owner);
  const end = content.indexOf('\n');
  const header = JSON.parse(content.toString('utf8', 0, end)) as Header;
  const twice = content.subarray(end + 1);
  const data = twice.subarray(0, header.bytes);
  // After a power cut a file can be truncated, or partly zeros.
  if (header.identity !== identity || twice.length !== 2 * header.bytes || !data.equals(twice.subarray(header.bytes)))
    throw new Error(`${path} is damaged, or of another program`);
  return { ...header, data };
}

async function writeKept(place: Place, data: Buffer, write: WriteFile, isUsual: boolean): Promise<void> {
  const header: Header = { identity: place.identity, isUsual, bytes: data.length };
  await write(place.path, Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), data, data]), 0o600);
  removeOldest(place);
}

/** Never removes the cache at `place`. */
function removeOldest({ folder, path: own }: Place): void {
  const paths = readdirSync(folder).map((name) => join(folder, name));
  const others = paths.filter((path) => path !== own).map((path) => ({ path, time: lstatSync(path).mtimeMs }));
  const byAge = others.sort((a, b) => b.time - a.time);
  for (const { path } of byAge.slice(KEPT - 1)) rmSync(path, { recursive: true, force: true });
}

/** The result, or null if `get` throws. */
function orNull<Result>(get: () => Result): Result | null {
  try {
    return get();
  } catch {
    return null;
  }
}
