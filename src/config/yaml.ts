// Reads a configuration file's text: YAML, so that it can have comments. Every mistake in it is reported with its line.

import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  YAMLMap,
  type Document,
  type Pair,
} from 'yaml';
import { UserError } from '../platform/errors.ts';
import { suggestKey, type KnownSettings } from './keys.ts';
import type { Accepted } from './checks.ts';
import type { Setting } from './settings.ts';

/** Checked values, with their lines, by key. */
export type ConfigFile = ReadonlyMap<string, Accepted<unknown> & { readonly line: number }>;

/** What the file's text sets. A key with a dot is nested: `digest: { to: … }` sets `digest.to`. */
export function parseSettings(text: string, path: string, { keys, find, isGroup }: KnownSettings): ConfigFile {
  const { document, map, lineOf, wrong } = parseYaml(text, path);
  const values = new Map<string, Accepted<unknown> & { readonly line: number }>();
  for (const { key, pair, offset } of locateSettings(map, isGroup)) {
    const raw = valueOf(pair, document);
    const setting = find(key);
    if (raw === null && (setting || isGroup(key))) continue;
    if (!setting) throw wrong(offset, `there is no setting "${key}"`, suggestKey(key, keys));
    const before = values.get(key);
    if (before) throw wrong(offset, `${key} is set twice`, `line ${before.line} sets it too`);
    const checked = setting.check(raw);
    if (!checked.ok) {
      const at = wrongItem(pair, setting, document) ?? offset;
      const is = setting.isSecret ? 'is not valid' : `is ${JSON.stringify(raw)}`;
      throw wrong(at, `${key} ${is}`, `it must be ${checked.expected}`);
    }
    values.set(key, { ...checked, line: lineOf(offset) });
  }
  return values;
}

/** Where in a list the mistake is. */
function wrongItem({ value }: Pair, { check }: Setting, document: Document): number | undefined {
  const items = isSeq(value) ? value.items.filter(isNode) : [];
  return items.find((item) => !check([item.toJS(document)]).ok)?.range?.[0];
}

export interface ParsedYaml {
  readonly document: Document;
  readonly map: YAMLMap;
  readonly lineOf: (offset: number) => number;
  readonly wrong: (offset: number, what: string, hint: string) => UserError;
}

const HINT = 'the file is YAML: one "key: value" on a line';

/** What people get wrong most, in words for them; the rest is said as the library says it. */
const PROBLEMS: Readonly<Partial<Record<string, string>>> = {
  BLOCK_AS_IMPLICIT_KEY:
    'there are two ": " on one line, or the next line is indented: a value may need quotation marks',
  MULTILINE_IMPLICIT_KEY: 'a value or a colon is missing',
  TAB_AS_INDENT: 'it is indented with tabs: use spaces',
  MISSING_CHAR: 'a quotation mark, a bracket or a space is missing',
};

export function parseYaml(text: string, path: string): ParsedYaml {
  const lines = new LineCounter();
  // A key that stands twice is reported when settings are read, and repaired when one is set.
  const document: Document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const lineOf = (offset: number): number => lines.linePos(offset).line;
  const wrong = (offset: number, what: string, hint: string): UserError =>
    new UserError(`${path}, line ${lineOf(offset)}: ${what}`, { hint });
  const [error] = document.errors;
  if (error) throw wrong(error.pos[0], PROBLEMS[error.code] ?? error.message, HINT);
  visit(document, {
    Alias: (_key, { source, range }) => {
      throw wrong(range?.[0] ?? 0, `*${source} repeats another value`, 'write the value itself');
    },
  });
  const map = mapOf(document);
  if (!map) throw wrong(0, 'this is not a list of settings', 'write one "key: value" on a line');
  return { document, map, lineOf, wrong };
}

/** The document's map, a new one if the file sets nothing yet. */
function mapOf(document: Document): YAMLMap | null {
  const { contents } = document;
  if (isMap(contents)) return contents;
  if (contents !== null && !(isScalar(contents) && contents.value === null)) return null;
  const map = new YAMLMap(document.schema);
  map.commentBefore = joinKeys(contents?.commentBefore, contents?.comment);
  document.contents = map;
  return map;
}

/** A key's place in the file. */
export interface SettingLocation {
  readonly key: string;
  readonly offset: number;
  readonly map: YAMLMap;
  readonly pair: Pair;
  /** Where the map itself is. */
  readonly within?: SettingLocation | undefined;
}

export function locateSettings(
  map: YAMLMap,
  isGroup: (name: string) => boolean,
  within?: SettingLocation,
): SettingLocation[] {
  return map.items.flatMap((pair) => {
    const name = String(isScalar(pair.key) ? pair.key.value : pair.key);
    const key = within ? `${within.key}.${name}` : name;
    const offset = isNode(pair.key) ? (pair.key.range?.[0] ?? 0) : 0;
    const place: SettingLocation = { key, offset, map, pair, within };
    return isMap(pair.value) && isGroup(key) ? locateSettings(pair.value, isGroup, place) : [place];
  });
}

export function valueOf({ value }: Pair, document: Document): unknown {
  return isNode(value) ? (value.toJS(document) as unknown) : value;
}

/** Joins comments, one below the other. */
export function joinKeys(...comments: readonly (string | null | undefined)[]): string | null {
  return comments.filter((comment) => typeof comment === 'string').join('\n') || null;
}
