// What vitest runs before each fast test file: a test that starts a process is none of them. It would need a build or a
// program that not every machine has, and most of the time that all of them take together.

import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';

const STARTING = ['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync'] as const;

for (const name of STARTING) {
  Object.assign(childProcess, {
    [name]: (command: string) => {
      throw new Error(`a fast test would start ${command}: call its file *.program.test.ts`);
    },
  });
}
syncBuiltinESMExports();
