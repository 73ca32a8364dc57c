// Every generation of Twitter's export, newest first.

import type { Format } from './generation.ts';
import { grailbird } from './grailbird.ts';
import { ytd2018, ytd2020, ytd2022 } from './ytd.ts';

const FORMATS = [ytd2022, ytd2018, ytd2020, grailbird] as const satisfies readonly Format[];

/** Throws when there is no format of this name. */
export function formatNamed(name: string): Format {
  const found = FORMATS.find((format) => format.name === name);
  if (!found) throw new Error(`there is no format ${name}`);
  return found;
}

/** The format of an archive with these paths. */
export function formatOf(paths: readonly string[]): Format | undefined {
  return FORMATS.find((format) => format.recognises(paths));
}
