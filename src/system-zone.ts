// What the environment says of the zone. Where TZ names none, Node counts in UTC without a word.

import { knownTimeZone } from './time/calendar.ts';
import type { Context } from './platform/context.ts';

/** What TZ says if that is no zone's name; else null. */
export function unknownZone({ env }: Pick<Context, 'env'>): string | null {
  const named = env['TZ'] ?? '';
  return named === '' || isZone(named) ? null : named;
}

/** What Node takes: `Europe/Paris`, as POSIX writes it too, and any way of saying UTC, but not `+05:30`. */
function isZone(named: string): boolean {
  const name = named.replace(/^:/, '').replace(/^posix\//, '');
  if (/^[+-]/.test(name)) return false;
  return knownTimeZone(name) !== null || /^(UTC|GMT|Z)[+-]?0*$/i.test(name);
}
