// What bin/memories.js starts: the built program, in dist/memories.cjs or, for the commands that it is mostly started for,
// dist/days.cjs. It is a file of its own because it has to be there in no time, and decides by what the other one is loaded.

import { join } from 'node:path';
import type { CommandSet } from './commands/command-set.ts';
import type { writeFileAtomic } from './platform/atomic-write.ts';
import type { processContext } from './platform/context.ts';
import type { main } from './main.ts';
import { loadProgram } from './platform/compile-cache.ts';
import { homeFolder } from './platform/folders.ts';

/** The build says so. */
declare const PROGRAM_VERSION: string;
declare const ALL_DIGEST: string;
declare const DAYS_DIGEST: string;
/** What a file of CommonJS has, and import(), which the build adds. */
declare const require: NodeJS.Require;
declare const importPackage: (name: string) => Promise<unknown>;

/** What the program is mostly started for, and what such a command is told when it is to give something else than text. */
const USUAL = ['today', 'on', 'week'];
const OTHERWISE = ['--json', '--html', '--open', '--help', '-h'];

const [command = '', ...words] = process.argv.slice(2);
const [name, digest] = USUAL.includes(command) ? ['days.cjs', DAYS_DIGEST] : ['memories.cjs', ALL_DIGEST];
const { exports, keep } = loadProgram(
  { path: join(import.meta.dirname, name), version: PROGRAM_VERSION, digest, require, importPackage },
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
const program = exports as {
  readonly main: typeof main;
  readonly processContext: typeof processContext;
  readonly writeFileAtomic: typeof writeFileAtomic;
  readonly commands: CommandSet;
};

void run();

async function run(): Promise<void> {
  const code = await program.main(program.processContext(), program.commands);
  process.exitCode = code;
  if (code === 0) await keep(program.writeFileAtomic, isUsual());
}

function isUsual(): boolean {
  return USUAL.includes(command) && !words.some((word) => OTHERWISE.some((other) => word.startsWith(other)));
}
