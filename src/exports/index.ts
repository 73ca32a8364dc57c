// Every format, by the name that `--format` takes, in the order of the help.

import { atom } from './atom.ts';
import { csv } from './csv.ts';
import type { Format } from './format.ts';
import { ics } from './ics.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { jsonl } from './jsonl.ts';
import { markdown } from './markdown.ts';

const FORMATS = { html, json, jsonl, csv, markdown, atom, ics } as const satisfies Record<string, Format>;

export type FormatName = keyof typeof FORMATS;

export const FORMAT_NAMES = Object.keys(FORMATS) as FormatName[];

export function formatCalled(name: FormatName): Format {
  return FORMATS[name];
}
