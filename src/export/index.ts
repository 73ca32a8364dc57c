// Every format, by the name that `--format` takes, in the order of the help. Each is loaded when it is asked for.

import type { Format } from './formats/format.ts';

const FORMATS = {
  html: async () => (await import('./site/site.ts')).html,
  json: async () => (await import('./formats/json.ts')).json,
  jsonl: async () => (await import('./formats/json.ts')).jsonl,
  csv: async () => (await import('./formats/csv.ts')).csv,
  markdown: async () => (await import('./formats/markdown.ts')).markdown,
  atom: async () => (await import('./formats/atom.ts')).atom,
  ics: async () => (await import('./formats/ics.ts')).ics,
} as const satisfies Record<string, () => Promise<Format>>;

export type FormatName = keyof typeof FORMATS;

export const FORMAT_NAMES = Object.keys(FORMATS) as FormatName[];

/** What the name of a file says. A page and a note are in a folder with others, so their endings say nothing. */
const BY_ENDING: Readonly<Record<string, FormatName>> = {
  '.json': 'json',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.csv': 'csv',
  '.atom': 'atom',
  '.ics': 'ics',
};

/** The format that a file's name asks for; null if it says nothing. */
export function formatOfFile(path: string): FormatName | null {
  return BY_ENDING[/\.\w+$/.exec(path)?.[0].toLowerCase() ?? ''] ?? null;
}

export async function findFormat(name: FormatName): Promise<Format> {
  return await FORMATS[name]();
}
