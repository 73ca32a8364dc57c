// Changes to a configuration file's text that leave the rest of it, comments included, as it is.

import { isNode, isScalar, isSeq, visit, YAMLMap, type Document, type Pair } from 'yaml';
import { joinKeys, parseYaml, locateSettings, valueOf, type ParsedYaml, type SettingLocation } from './yaml.ts';

/** The text with a setting in it, once. Comments and the order of the rest stay as they are. */
export function setSetting(text: string, path: string, key: string, value: unknown): string {
  const file = editable(text, path);
  const [place, ...others] = findPlaces(key, file.map);
  if (place) replaceValue(place.pair, value, file.document);
  else {
    openGroups(key, file);
    file.document.setIn(key.split('.'), file.document.createNode(value, { flow: true }));
  }
  for (const other of others) removePair(other);
  return formatDocument(file.document, text);
}

/** The text without a setting; null if it isn't there. Comments above it stay: they may be settings put aside. */
export function unsetSetting(text: string, path: string, key: string): string | null {
  const { document, map } = editable(text, path);
  const places = findPlaces(key, map);
  if (places.length === 0) return null;
  for (const place of places) removePair(place);
  if (map.items.length === 0) {
    document.commentBefore = joinKeys(document.commentBefore, map.commentBefore, map.comment, document.comment);
    document.comment = null;
    document.contents = null;
  }
  return formatDocument(document, text);
}

/** Writes out empty values while the text is edited: yaml would take the comments below an empty value for its own. */
function editable(text: string, path: string): ParsedYaml {
  const file = parseYaml(withNulls(text, parseYaml(text, path).document), path);
  visit(file.document, {
    Scalar: (_key, node) => {
      if (node.source === NULL) node.source = '';
    },
  });
  return file;
}

/** YAML takes this spelling, and no one else uses it. */
const NULL = 'NULL';

function withNulls(text: string, document: Document): string {
  const places: number[] = [];
  visit(document, {
    Scalar: (_key, { value, source, range }) => {
      if (value === null && source === '' && range) places.push(range[0]);
    },
  });
  return places.reduceRight((spelled, at) => `${spelled.slice(0, at)} ${NULL} ${spelled.slice(at)}`, text);
}

/** There are several only by mistake. */
function findPlaces(key: string, map: YAMLMap): SettingLocation[] {
  return locateSettings(map, (name) => key.startsWith(`${name}.`)).filter((place) => place.key === key);
}

/** Makes a map of `digest:` with nothing in it. Throws a UserError where there is a value instead. */
function openGroups(key: string, { document, map, wrong }: ParsedYaml): void {
  const group = locateSettings(map, (name) => key.startsWith(`${name}.`)).find(({ key: name }) =>
    key.startsWith(`${name}.`),
  );
  if (!group) return;
  const value = valueOf(group.pair, document);
  if (value !== null) throw wrong(group.offset, `${group.key} is ${JSON.stringify(value)}`, `it must hold ${key}`);
  group.pair.value = new YAMLMap(document.schema);
}

/** Items that stay in a list keep their comments. */
function replaceValue(pair: Pair, value: unknown, document: Document): void {
  const before = pair.value;
  if (isSeq(before) && Array.isArray(value) && value.length > 0) {
    const kept = (item: unknown): unknown => before.items.find((node) => isScalar(node) && node.value === item);
    before.items = value.map((item: unknown) => kept(item) ?? document.createNode(item));
    return;
  }
  const node = document.createNode(value, { flow: true });
  if (isNode(before)) node.comment = before.comment ?? null;
  pair.value = node;
}

/** Takes a pair out, and the groups that this leaves empty. Comments above it move to what comes next. */
function removePair({ map, pair, within }: SettingLocation, inside?: string | null): void {
  const at = map.items.indexOf(pair);
  map.items.splice(at, 1);
  const key = isNode(pair.key) ? pair.key : undefined;
  const comments = joinKeys(key?.commentBefore, inside);
  const next = map.items[at]?.key;
  if (!isNode(next)) map.comment = joinKeys(comments, map.comment);
  else if (comments === null) next.spaceBefore = key?.spaceBefore === true || (at > 0 && next.spaceBefore === true);
  else {
    next.commentBefore = joinKeys(comments, next.spaceBefore ? '' : null, next.commentBefore);
    next.spaceBefore = key?.spaceBefore ?? false;
  }
  if (within && map.items.length === 0) removePair(within, joinKeys(map.commentBefore, map.comment));
}

function formatDocument(document: Document, before: string): string {
  const text = document.toString({ lineWidth: 0, flowCollectionPadding: false, nullStr: '' });
  const trimmed = document.contents === null ? `${text.trim()}\n` : text;
  return before.includes('\r\n') ? trimmed.replaceAll('\n', '\r\n') : trimmed;
}
