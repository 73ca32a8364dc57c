// Lines on standard error beside what a command prints: a database that was migrated or is locked, a time zone that doesn't
// exist.

import { existsSync } from 'node:fs';
import type { Context } from '../platform/context.ts';
import type { OpeningNotices } from '../library/database.ts';
import { sanitizeLine } from '../text/sanitize.ts';
import type { Config } from '../config/config.ts';
import { unknownZone } from '../platform/time-zone.ts';

/** Says where the copy of a database is that was brought up to date, if it had anything in it, and what is waited for. */
export function openingNotices(context: Context): OpeningNotices {
  return {
    onMigrated: ({ from, to, backup }) => {
      if (backup === null) return;
      const what = `the database is brought up to date (version ${from} to ${to})`;
      context.stderr.write(`note: ${what}; as it was, it is kept in ${sanitizeLine(backup)}\n`);
    },
    onWaiting: (path) => {
      context.stderr.write(`note: waiting for another program that has locked ${sanitizeLine(path)}\n`);
    },
  };
}

/** Says so where the settings' file is named and not there: all settings are at their defaults then. */
export function noteMissingConfig(context: Context, { path }: Config): void {
  if (!context.env['MEMORIES_CONFIG'] || existsSync(path)) return;
  context.stderr.write(
    `note: there is no ${sanitizeLine(path)}, which MEMORIES_CONFIG names: all settings are at their defaults\n`,
  );
}

/** Warns if only TZ says which zone's days count, and it names no zone. */
export function warnOfUnknownZone(context: Context, config: Config, flag: string | undefined): void {
  const named = unknownZone(context);
  if (config.get('time_zone', flag) !== null || named === null) return;
  const wrong = `TZ is "${sanitizeLine(named)}", which isn't a time zone such as Europe/Paris`;
  context.stderr.write(
    `warning: ${wrong}: days are those of ${config.timeZone} (to choose: memories config set time_zone <zone>)\n`,
  );
}
