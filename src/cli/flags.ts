// The flags that many commands share, as Commander gives them.

import type { Network } from '../post/network.ts';
import type { Flags } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { shellWord } from '../text/shell-words.ts';
import type { NameCommand } from '../views/phrase.ts';
import type { ColorMode, ImageMode } from '../config/settings.ts';

/** Options that every command takes. */
export interface GlobalFlags {
  readonly db?: string;
  /** False for `--no-color`. */
  readonly color?: ColorMode | false;
  readonly input: boolean;
  /** False for `--no-pager`. */
  readonly pager: boolean;
}

/** Options of every command that shows posts. */
export interface ShowFlags extends GlobalFlags {
  readonly timeZone?: string;
  readonly account?: readonly string[];
  readonly network?: Network;
  /** Also posts for only the people they name. */
  readonly direct?: boolean;
  readonly retweets?: boolean;
  readonly replies?: boolean;
  readonly json?: boolean;
  readonly html?: string;
  readonly open?: boolean;
  readonly images?: ImageMode;
  readonly sensitive?: boolean;
  /** Not an option: `demo` removes its files as soon as they are shown. */
  readonly withoutFiles?: boolean;
}

/** Commands that take the zone, too. */
const BY_DAYS = /^memories (?:today|on|week|random|year|search|show|thread|calendar|stats)\b/;

/** How commands are named to be copied: with what this one was told of the database and the zone. */
export function commandNaming(
  { platform }: Pick<Context, 'platform'>,
  { db, timeZone }: { readonly db?: string | undefined; readonly timeZone?: string | undefined },
): NameCommand {
  const database = db === undefined ? '' : ` --db ${shellWord(db, platform)}`;
  const zone = timeZone === undefined ? '' : ` --time-zone ${timeZone}`;
  return (command) => command + database + (BY_DAYS.test(command) ? zone : '');
}

/** The flags that stand for settings. Commander has `--no-color` as false, which stands for `never`. */
export function settingFlags(flags: {
  readonly db?: string;
  readonly timeZone?: string;
  readonly color?: ColorMode | false;
}): Flags {
  const color = flags.color === false ? 'never' : flags.color;
  return {
    ...(flags.db === undefined ? {} : { db: flags.db }),
    ...(flags.timeZone === undefined ? {} : { timeZone: flags.timeZone }),
    ...(color === undefined ? {} : { color }),
  };
}
