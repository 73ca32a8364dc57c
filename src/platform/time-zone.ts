// The system's time zone, from its files where possible: Intl takes 15 ms for its first answer.

import { existsSync, realpathSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { useProcessZone, knownTimeZone } from '../time/zone.ts';

/** The zone's name, by TZ or else by the system. UTC if TZ isn't a zone, such as `:/nowhere`. */
export function systemTimeZone(tz: string | undefined): string {
  // `Date` takes such a file's offset, but not its summer time: it can't count for it.
  const ofFile = zoneOfFile(tz ?? '');
  if (ofFile !== null) return ofFile;
  const name = nameInFiles(tz) ?? nameOfIntl();
  if (name === null) return 'UTC';
  useProcessZone(name);
  return name;
}

/** The zone that `TZ=:/etc/localtime` means, by the file that it leads to; null for a name. */
function zoneOfFile(tz: string): string | null {
  const path = tz.replace(/^:/, '');
  if (!isAbsolute(path)) return null;
  try {
    const [, name = ''] = realpathSync.native(path).split('/zoneinfo/');
    return name === 'Etc/UTC' ? 'UTC' : knownTimeZone(name.replace(/^posix\//, ''));
  } catch {
    return null;
  }
}

const CITY = /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/[\w/+-]+$/;

/** By the files that most systems have: one for each zone, and a link to one of these. Null where it isn't that simple. */
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

/** The value of TZ if that isn't the name of a zone; else null. */
export function unknownZone({ env }: { readonly env: Readonly<Record<string, string | undefined>> }): string | null {
  const named = env['TZ'] ?? '';
  return named === '' || isZone(named) || zoneOfFile(named) !== null ? null : named;
}

/** What Node accepts: `Europe/Paris`, also as POSIX writes it, and UTC in any form, but not `+05:30`. */
function isZone(named: string): boolean {
  const name = named.replace(/^:/, '').replace(/^posix\//, '');
  if (/^[+-]/.test(name)) return false;
  return knownTimeZone(name) !== null || /^(UTC|GMT|Z)[+-]?0*$/i.test(name);
}
