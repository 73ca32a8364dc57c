// Days are the system's zone's if nothing else is said.

import type { Config } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { unknownZone } from '../system-zone.ts';
import { harmlessLine } from '../text/sanitize.ts';

/** Warns in a line if nothing but a TZ that names no zone says whose days count. */
export function warnOfZone(context: Context, config: Config, flag: string | undefined): void {
  const named = unknownZone(context);
  if (config.get('time_zone', flag) !== null || named === null) return;
  const wrong = `TZ is "${harmlessLine(named)}", which is no zone's name such as Europe/Paris`;
  context.stderr.write(
    `warning: ${wrong}: days are those of ${config.timeZone} (to choose: memories config set time_zone <zone>)\n`,
  );
}
