// The settings: what they are, where that comes from, what they are for.

import stringWidth from 'string-width';
import { SETTINGS, type Origin, type SettingKey, type SettingState, type SettingValue } from '../settings.ts';
import { harmlessLine } from './harmless.ts';
import { jsonText } from './json.ts';

export interface SettingList {
  /** The configuration file. */
  readonly path: string;
  /** Whether it is there. */
  readonly exists: boolean;
  readonly settings: readonly SettingState[];
}

/** A line a setting, or two where the terminal is too narrow for that. Ends with a new line. */
export function settingsText({ path, exists, settings }: SettingList, width: number): string {
  const rows = settings.map(({ key, value, origin }) => ({
    key,
    value: valueInWords(key, value),
    from: originInWords(origin),
    what: SETTINGS[key].what,
  }));
  const [keys, values, froms, whats] = (['key', 'value', 'from', 'what'] as const).map((column) =>
    Math.max(...rows.map((row) => stringWidth(row[column]))),
  ) as [number, number, number, number];
  const fits = keys + values + froms + whats + 6 <= width;
  const lines = rows.map(({ key, value, from, what }) =>
    fits
      ? `${padded(key, keys)}  ${padded(value, values)}  ${padded(from, froms)}  ${what}`
      : `${padded(key, keys)}  ${value}\n${' '.repeat(keys)}  ${from}: ${what}`,
  );
  const file = `${exists ? 'The file is' : 'There is no file yet; it would be'} ${harmlessLine(path)}`;
  return `${[...lines, '', file].join('\n')}\n`;
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(width - stringWidth(text));
}

/** As the file and the command line take it; nothing for no value. */
export function valueText(value: SettingValue): string {
  if (value === null) return '';
  return Array.isArray(value) ? value.join(',') : String(value);
}

/** For people, who are told what no value stands for. */
export function valueInWords(key: SettingKey, value: SettingValue): string {
  return harmlessLine(valueText(value).replaceAll(',', ', ')) || `(${SETTINGS[key].empty ?? 'nothing'})`;
}

function originInWords(origin: Origin): string {
  if (origin.source === 'environment') return origin.variable;
  return origin.source === 'file' ? `file, line ${origin.line}` : 'default';
}

/** The README documents this shape. Ends with a new line. */
export function settingsJson({ path, settings }: SettingList): string {
  return jsonText({ path, settings: settings.map(({ key, value, origin }) => ({ key, value, ...origin })) });
}
