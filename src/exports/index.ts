// Every format, by the name that `--format` takes, in the order of the help.

import type { Format } from './format.ts';
import { json } from './json.ts';
import { jsonl } from './jsonl.ts';

const FORMATS = { json, jsonl } as const satisfies Record<string, Format>;

export type FormatName = keyof typeof FORMATS;

export const FORMAT_NAMES = Object.keys(FORMATS) as FormatName[];

export function formatCalled(name: FormatName): Format {
  return FORMATS[name];
}
