// What bin/memories.js starts: the built program in dist/memories.cjs. It is a file of its own because it has to be there in
// no time, and decides by what the other one is loaded.

import { join } from 'node:path';
import type { processContext } from './platform/context.ts';
import type { main } from './main.ts';
import { loadProgram } from './platform/compile-cache.ts';
import { homeFolder } from './platform/folders.ts';

/** The build says so of dist/memories.cjs. */
declare const PROGRAM_VERSION: string;
declare const PROGRAM_DIGEST: string;
/** import(), which the build adds. */
declare const importPackage: (name: string) => Promise<unknown>;

/** What the program is mostly started for, and what such a command is told when it is to give something else than text. */
const USUAL = ['today', 'on', 'week'];
const OTHERWISE = ['--json', '--html', '--open', '--help', '-h'];

const { exports, keep } = loadProgram(
  { path: join(import.meta.dirname, 'memories.cjs'), version: PROGRAM_VERSION, digest: PROGRAM_DIGEST, importPackage },
  {
    platform: process.platform,
    arch: process.arch,
    version: process.version,
    versions: process.versions,
    config: process.config,
    execPath: process.execPath,
    env: process.env,
    home: homeFolder(),
    owner: process.getuid?.(),
  },
);
const program = exports as { readonly main: typeof main; readonly processContext: typeof processContext };

void run();

async function run(): Promise<void> {
  const context = program.processContext();
  const code = await program.main(context);
  process.exitCode = code;
  if (code === 0) await keep(isUsual(context.argv));
}

function isUsual([command = '', ...words]: readonly string[]): boolean {
  return USUAL.includes(command) && !words.some((word) => OTHERWISE.some((other) => word.startsWith(other)));
}
