// What V8 has made of the program, kept for the next start, which then takes two thirds of the time. V8 looks for little before
// it runs such code: that of another build of the same V8 ends the process with a segmentation fault, and a stranger's code
// is run like one's own. So it is made where it is used, for just this program and just this Node.js, in files that nobody
// else can have written; and wherever anything is in doubt, none is kept, and V8 compiles the program anew.

import { lstatSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { dirname, isAbsolute, join } from 'node:path';
import { Script } from 'node:vm';
import { mustBeAllOf, privateFolder, readPrivate, type Owner } from './private-files.ts';
import { userFolder, type User } from './folders.ts';

/** What is to be known of the machine. Without a home, which is then empty, nothing is kept. */
export interface Host extends User {
  readonly arch: string;
  /** Node.js's. */
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
  /** Of its content, by the build. */
  readonly digest: string;
  /** A script that is run by Node.js 20's `vm` can't import() by itself. */
  readonly importPackage: (name: string) => Promise<unknown>;
}

export interface Loaded {
  readonly exports: unknown;
  /**
   * Keeps what was compiled, if that is not kept yet. For when a command has done its work, and done it well; never
   * throws. @param isUsual whether that was what the program is mostly started for: later starts find just what they need
   */
  readonly keep: (isUsual: boolean) => Promise<void>;
}

/** Where something is kept, and for what. */
interface Place {
  readonly folder: string;
  readonly path: string;
  readonly identity: string;
  readonly owner: Owner;
}

/** A cache for Node.js 20 is one line of these as JSON, and then what V8 made. */
interface Header {
  readonly identity: string;
  readonly isUsual: boolean;
  readonly bytes: number;
  readonly crc: number;
}

/** Those of so many programs and versions of Node.js are left beside each other. */
const KEPT = 4;

/** Loads the program, by what is kept of it if there is such. */
export function loadProgram(file: ProgramFile, host: Host): Loaded {
  const place = orNull(() => placeFor(file, host));
  if (place === null) return { exports: createRequire(file.path)(file.path), keep: () => Promise.resolve() };
  return 'enableCompileCache' in module ? loadByNode(file, place) : loadByScript(file, place);
}

/** From 22.1 on Node.js keeps and checks such files itself, in whatever folder it is given. */
function loadByNode({ path }: ProgramFile, place: Place): Loaded {
  const newer = module as unknown as { enableCompileCache(folder: string): unknown };
  orNull(() => {
    const folder = privateFolder(place.path, place.owner);
    mustBeAllOf(place.owner, folder);
    newer.enableCompileCache(folder);
  });
  return {
    exports: createRequire(path)(path),
    keep: () => {
      orNull(() => {
        removeOldest(place);
      });
      return Promise.resolve();
    },
  };
}

function loadByScript({ path, importPackage }: ProgramFile, place: Place): Loaded {
  const kept = orNull(() => readKept(place));
  const script = new Script(module.wrap(readFileSync(path, 'latin1')), {
    filename: path,
    ...(kept && { cachedData: kept.data }),
  });
  const loaded = { exports: {} as unknown };
  const load = Object.assign(createRequire(path), { outside: importPackage });
  const run = script.runInThisContext() as (...values: unknown[]) => void;
  run(loaded.exports, load, loaded, path, dirname(path));
  const isKept = kept !== null && script.cachedDataRejected !== true;
  return {
    exports: loaded.exports,
    keep: async (isUsual) => {
      if (isKept && (kept.isUsual || !isUsual)) return;
      try {
        await write(place, script.createCachedData(), isUsual);
      } catch {
        // A full disk, or one that can only be read, is no trouble of the command that was run.
      }
    },
  };
}

/** Null, or an error, when nothing can be kept. */
function placeFor(file: ProgramFile, host: Host): Place | null {
  const { env, owner } = host;
  const parent = userFolder('cache', host);
  // The first variable is Node.js's own. What is compiled for a measurement of coverage is not what a start needs.
  if (!isAbsolute(parent) || env['NODE_DISABLE_COMPILE_CACHE'] || env['NODE_V8_COVERAGE']) return null;
  // V8 is then in another file than the one that is looked at below.
  const { node_shared: isShared, node_shared_v8: isV8Shared } = host.config.variables as Record<string, unknown>;
  if (isShared === true || isV8Shared === true) return null;
  const folder = privateFolder(join(parent, 'compiled'), owner);
  const { version, versions, platform, arch, execPath } = host;
  const program = JSON.stringify([file.version, file.digest, file.path, ...marksOf(file.path)]);
  const node = JSON.stringify([version, versions.v8, platform, arch, execPath, ...marksOf(execPath)]);
  const name = `memories-${file.version}-${hashOf(program)}-node-${version}-${platform}-${arch}-${hashOf(node)}`;
  return { folder, path: join(folder, name), identity: `memories ${program}, Node.js ${node}`, owner };
}

/** What changes when a file is another one, though its name and even its size may be the same. */
function marksOf(path: string): readonly number[] {
  const { size, mtimeMs, ctimeMs } = statSync(path);
  return [size, mtimeMs, ctimeMs];
}

/** FNV-1a in 64 bits: short, and quicker there than a library that has better ones. */
function hashOf(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}

/** Loads zlib here, which is needed for Node.js 20 alone. */
function checksumOf(data: Buffer): number {
  return process.getBuiltinModule('node:zlib').crc32(data);
}

/** Throws when there is nothing, or something that is not to be used. */
function readKept({ path, identity, owner }: Place): Header & { readonly data: Buffer } {
  const content = readPrivate(path, owner);
  const end = content.indexOf('\n');
  const header = JSON.parse(content.toString('utf8', 0, end)) as Header;
  const data = content.subarray(end + 1);
  // After a power cut a file can be shorter than it was, or partly zeros.
  if (header.identity !== identity || header.bytes !== data.length || header.crc !== checksumOf(data))
    throw new Error(`${path} is damaged, or of another program`);
  return { ...header, data };
}

async function write(place: Place, data: Buffer, isUsual: boolean): Promise<void> {
  const header: Header = { identity: place.identity, isUsual, bytes: data.length, crc: checksumOf(data) };
  const { writeFileAtomic } = await import('./atomic-write.ts');
  await writeFileAtomic(place.path, Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), data]), 0o600);
  removeOldest(place);
}

/** Never the place's own. */
function removeOldest({ folder, path: own }: Place): void {
  const paths = readdirSync(folder).map((name) => join(folder, name));
  const others = paths.filter((path) => path !== own).map((path) => ({ path, time: lstatSync(path).mtimeMs }));
  const byAge = others.sort((a, b) => b.time - a.time);
  for (const { path } of byAge.slice(KEPT - 1)) rmSync(path, { recursive: true, force: true });
}

/** What it gives, or null when that fails for whatever reason. */
function orNull<Result>(get: () => Result): Result | null {
  try {
    return get();
  } catch {
    return null;
  }
}
