// The system's zone. Its name mostly stands where anybody can read it: Intl takes 15 ms for its first answer.

import { existsSync, realpathSync } from 'node:fs';
import { useProcessZone, knownTimeZone } from '../time/zone.ts';

/** Its name, as TZ (what the environment says) or else the system has it. What TZ says can be none, such as `:/nowhere`; then UTC. */
export function systemTimeZone(tz: string | undefined): string {
  const name = nameInFiles(tz) ?? nameOfIntl();
  if (name === null) return 'UTC';
  useProcessZone(name);
  return name;
}

const CITY = /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/[\w/+-]+$/;

/** As most systems have it: a file per zone, and a link to one of them. Null where it is not as simple as that. */
function nameInFiles(tz: string | undefined): string | null {
  try {
    const path = tz === undefined ? realpathSync.native('/etc/localtime') : `/usr/share/zoneinfo/${tz}`;
    const name = path.split('/zoneinfo/').at(-1) ?? '';
    if (name === 'UTC' || name === 'Etc/UTC') return 'UTC';
    return CITY.test(name) && existsSync(path) ? name : null;
  } catch {
    return null;
  }
}

function nameOfIntl(): string | null {
  const name: unknown = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return typeof name === 'string' ? knownTimeZone(name) : null;
}

/** What TZ says if that is no zone's name; else null. */
export function unknownZone({ env }: { readonly env: Readonly<Record<string, string | undefined>> }): string | null {
  const named = env['TZ'] ?? '';
  return named === '' || isZone(named) ? null : named;
}

/** What Node takes: `Europe/Paris`, as POSIX writes it too, and any way of saying UTC, but not `+05:30`. */
function isZone(named: string): boolean {
  const name = named.replace(/^:/, '').replace(/^posix\//, '');
  if (/^[+-]/.test(name)) return false;
  return knownTimeZone(name) !== null || /^(UTC|GMT|Z)[+-]?0*$/i.test(name);
}
