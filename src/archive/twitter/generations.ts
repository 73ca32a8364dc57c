// Every generation of Twitter's export, newest first.

import type { Generation } from './generation.ts';
import { grailbird } from './grailbird.ts';
import { ytd2018, ytd2020, ytd2022 } from './ytd.ts';

export const GENERATIONS = [ytd2022, ytd2018, ytd2020, grailbird] as const satisfies readonly Generation[];

/** The format of an archive with these paths. */
export function detectGeneration(paths: readonly string[]): Generation | undefined {
  return GENERATIONS.find((format) => format.recognises(paths));
}
