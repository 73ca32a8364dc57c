// Lines on standard error beside what a command prints: a database that was migrated, a time zone that doesn't exist.

import type { Context } from '../platform/context.ts';
import type { Migrated } from '../library/migrate.ts';
import { sanitizeLine } from '../text/sanitize.ts';
import type { Config } from '../config/config.ts';
import { unknownZone } from '../platform/time-zone.ts';

/** Says where the copy of the database before the migration is; one that was empty has none. */
export function migrationNotice(context: Context): (migrated: Migrated) => void {
  return ({ from, to, backup }) => {
    if (backup === null) return;
    const what = `the database is brought up to date (version ${from} to ${to})`;
    context.stderr.write(`note: ${what}; as it was, it is kept in ${sanitizeLine(backup)}\n`);
  };
}

/** Warns if only TZ says which zone's days count, and it names no zone. */
export function warnOfUnknownZone(context: Context, config: Config, flag: string | undefined): void {
  const named = unknownZone(context);
  if (config.get('time_zone', flag) !== null || named === null) return;
  const wrong = `TZ is "${sanitizeLine(named)}", which is no zone's name such as Europe/Paris`;
  context.stderr.write(
    `warning: ${wrong}: days are those of ${config.timeZone} (to choose: memories config set time_zone <zone>)\n`,
  );
}
