// The settings: what they are, where that comes from, what they are for.

import { findSetting } from './keys.ts';
import type { Origin, SettingState, SettingValue } from './settings.ts';
import { padEnd, displayWidth } from '../text/display-width.ts';
import { wrapProse } from '../text/wrap.ts';
import { sanitizeLine } from '../text/sanitize.ts';
import { jsonText } from '../text/json.ts';

export interface SettingList {
  /** The configuration file. */
  readonly path: string;
  /** Whether it is there. */
  readonly exists: boolean;
  readonly settings: readonly SettingState[];
}

/** What a column of words must have, in cells, to be read with ease. */
const LEAST = 30;

/** A line a setting, or more where the terminal is too narrow for that. Ends with a new line. */
export function settingsText({ path, exists, settings }: SettingList, width: number): string {
  const rows = settings.map(({ key, value, origin }) => ({
    key,
    value: formatValue(key, value),
    from: formatOrigin(origin),
    what: findSetting(key).what,
  }));
  const [keys, values, froms, whats] = (['key', 'value', 'from', 'what'] as const).map((column) =>
    Math.max(...rows.map((row) => displayWidth(row[column]))),
  ) as [number, number, number, number];
  const isTable = keys + values + froms + whats + 6 <= width;
  const isBeside = keys + values + 2 <= width && keys + LEAST + 2 <= width;
  const indent = ' '.repeat(isBeside ? keys + 2 : 2);
  const lines = rows.map(({ key, value, from, what }) => {
    if (isTable) return `${padEnd(key, keys)}  ${padEnd(value, values)}  ${padEnd(from, froms)}  ${what}`;
    const head = isBeside ? `${padEnd(key, keys)}  ` : `${key}\n${indent}`;
    return `${head}${wrapProse(value, width, indent)}\n${indent}${wrapProse(`${from}: ${what}`, width, indent)}`;
  });
  const file = `${exists ? 'The file is' : 'There is no file yet; it would be'} ${sanitizeLine(path)}`;
  return `${[...lines, '', wrapProse(file, width)].join('\n')}\n`;
}

/** As the file and the command line take it; nothing for no value. */
export function valueText(value: SettingValue): string {
  if (value === null) return '';
  return Array.isArray(value) ? value.join(',') : String(value);
}

/** The same without what nobody is to see, such as a password. */
export function shownText(key: string, value: SettingValue): string {
  const text = valueText(value);
  return text === '' ? '' : (findSetting(key).shown?.(text) ?? text);
}

/** For people, who are told what no value stands for. */
export function formatValue(key: string, value: SettingValue): string {
  const text = shownText(key, value);
  const spaced = Array.isArray(value) ? text.replaceAll(',', ', ') : text;
  return sanitizeLine(spaced) || `(${findSetting(key).empty ?? 'nothing'})`;
}

function formatOrigin(origin: Origin): string {
  if (origin.source === 'environment') return origin.variable;
  return origin.source === 'file' ? `file, line ${origin.line}` : 'default';
}

/** The README documents this shape. Ends with a new line. */
export function settingsJson({ path, settings }: SettingList): string {
  const shown = (key: string, value: SettingValue): SettingValue =>
    findSetting(key).shown && value !== null ? shownText(key, value) : value;
  return jsonText({
    path,
    settings: settings.map(({ key, value, origin }) => ({ key, value: shown(key, value), ...origin })),
  });
}
