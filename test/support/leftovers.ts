// What a program that was killed leaves behind.

import { processScope } from '../../src/platform/process.ts';

/** A number that no process has. */
export const NO_PROCESS = 4_194_305;

/** The name that a process of this machine gave to something it was making. */
export function leftoverName(name: string, pid = NO_PROCESS, scope = processScope()): string {
  return `.${name}.${scope}-${pid}-0123456789abcdef.part`;
}
