// `memories` alone: this day in earlier years, or how to begin.

import type { Context } from '../platform/context.ts';
import { loadConfig } from '../config/config.ts';
import { accountsIn } from '../library/accounts.ts';
import { settingFlags } from './flags.ts';
import { openingNotices } from './notices.ts';
import { showDay, type DayFlags } from './show-day.ts';

const HOW_TO_BEGIN = `Nothing has been imported yet.
  memories demo                    see how it looks, with made-up posts
  memories import <the zip>        take in what Twitter or X sent you
  memories --help                  everything else
`;

export async function welcome(context: Context, flags: DayFlags): Promise<void> {
  const { databasePath } = await loadConfig(context, settingFlags(flags));
  if (accountsIn(databasePath, openingNotices(context)).length > 0) await showDay(context, flags, 'today');
  else context.stdout.write(HOW_TO_BEGIN);
}
