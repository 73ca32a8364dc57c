// Days are the system's zone's if nothing else is said. Where TZ names none, Node counts in UTC without a word.

import { knownTimeZone } from '../calendar.ts';
import type { Config } from '../config.ts';
import type { Context } from '../context.ts';
import { harmlessLine } from '../views/harmless.ts';

/** A warning line if nothing but a TZ that names no zone says whose days count; else nothing. */
export function zoneWarning({ env }: Context, config: Config, flag: string | undefined): string {
  const named = env['TZ'] ?? '';
  if (config.get('time_zone', flag) !== null || named === '' || isZone(named)) return '';
  const wrong = `TZ is "${harmlessLine(named)}", which is no zone's name such as Europe/Paris`;
  return `warning: ${wrong}: days are those of ${config.timeZone} (to choose: memories config set time_zone <zone>)\n`;
}

/** What Node takes: `Europe/Paris`, as POSIX writes it too, and any way of saying UTC, but not `+05:30`. */
function isZone(named: string): boolean {
  const name = named.replace(/^:/, '').replace(/^posix\//, '');
  if (/^[+-]/.test(name)) return false;
  return knownTimeZone(name) !== null || /^(UTC|GMT|Z)[+-]?0*$/i.test(name);
}
