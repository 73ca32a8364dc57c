// The list of settings, for people and for programs: their values, where those come from, what they are for.

import { findSetting } from './keys.ts';
import type { Written } from './checks.ts';
import type { Origin, SettingState } from './settings.ts';
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

/** In cells: a narrower column of words is hard to read. */
const LEAST = 30;

/** In cells, of the column of values where the origins have no column of their own. */
const VALUE = 18;

const DEFAULT = 'default';

/** One line for each setting, more where the terminal is too narrow. Ends with a newline. */
export function settingsText({ path, exists, settings }: SettingList, width: number): string {
  const rows = settings.map(({ key, shown, origin }) => ({
    key,
    value: formatValue(key, shown),
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
    // That it is the default says little; in a narrow list it would only be in the way.
    const about = from === DEFAULT ? what : `${what} (${from})`;
    const line = `${padEnd(key, keys)}  ${padEnd(value, VALUE)}  ${about}`;
    if (displayWidth(value) <= VALUE && displayWidth(line) <= width) return line;
    const head = isBeside ? `${padEnd(key, keys)}  ` : `${key}\n${indent}`;
    return `${head}${wrapProse(value, width, indent)}\n${indent}${wrapProse(about, width, indent)}`;
  });
  const file = `${exists ? 'The file is' : 'There is no file yet; it would be'} ${sanitizeLine(path)}`;
  return `${[...lines, '', wrapProse(file, width)].join('\n')}\n`;
}

/** As the command line takes it; nothing for no value. */
export function valueText(written: Written): string {
  if (written === null) return '';
  return Array.isArray(written) ? written.join(',') : String(written);
}

/** For people; what no value stands for is in brackets. */
export function formatValue(key: string, shown: Written): string {
  const text = Array.isArray(shown) ? shown.join(', ') : valueText(shown);
  return sanitizeLine(text) || `(${findSetting(key).empty ?? 'nothing'})`;
}

function formatOrigin(origin: Origin): string {
  if (origin.source === 'environment') return origin.variable;
  return origin.source === 'file' ? `file, line ${origin.line}` : DEFAULT;
}

/** docs/json.md describes this shape. Ends with a newline. */
export function settingsJson({ path, settings }: SettingList): string {
  return jsonText({
    path,
    settings: settings.map(({ key, shown, origin }) => ({ key, value: shown, ...origin })),
  });
}
