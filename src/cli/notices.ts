// A database that was brought up to date is no secret: where the copy of it is may be wanted.

import type { Context } from '../platform/context.ts';
import type { Migrated } from '../library/migrate.ts';
import { sanitizeLine } from '../text/sanitize.ts';
import type { Config } from '../config/config.ts';
import { unknownZone } from '../platform/time-zone.ts';

/** Says in one line where the copy is; a database that had nothing in it is not worth a word. */
export function migrationNotice(context: Context): (migrated: Migrated) => void {
  return ({ from, to, backup }) => {
    if (backup === null) return;
    const what = `the database is brought up to date (version ${from} to ${to})`;
    context.stderr.write(`note: ${what}; as it was, it is kept in ${sanitizeLine(backup)}\n`);
  };
}

/** Warns in a line if nothing but a TZ that names no zone says whose days count. */
export function warnOfUnknownZone(context: Context, config: Config, flag: string | undefined): void {
  const named = unknownZone(context);
  if (config.get('time_zone', flag) !== null || named === null) return;
  const wrong = `TZ is "${sanitizeLine(named)}", which is no zone's name such as Europe/Paris`;
  context.stderr.write(
    `warning: ${wrong}: days are those of ${config.timeZone} (to choose: memories config set time_zone <zone>)\n`,
  );
}
