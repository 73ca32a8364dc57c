// Every command, in the order of the help.

import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { addAccounts } from './accounts.ts';
import { addBackup } from './backup.ts';
import { addCalendar } from './calendar.ts';
import { addConfig } from './config.ts';
import { addOn, addToday, addWeek } from './day.ts';
import { addDemo } from './demo.ts';
import { addDigest, addServeDigest } from './digest.ts';
import { addExport } from './export.ts';
import { addDoctor } from './doctor.ts';
import { addHidden, addHide, addUnhide } from './hide.ts';
import { addImport } from './import.ts';
import { addRandom } from './random.ts';
import { addSearch } from './search.ts';
import { addService } from './service.ts';
import { addSetup } from './setup.ts';
import { addShow, addThread } from './show.ts';
import { addStats } from './stats.ts';
import { addYear } from './year.ts';

export const COMMANDS = [
  addImport,
  addToday,
  addOn,
  addWeek,
  addRandom,
  addSearch,
  addExport,
  addShow,
  addThread,
  addCalendar,
  addStats,
  addYear,
  addHide,
  addHidden,
  addUnhide,
  addSetup,
  addDigest,
  addServeDigest,
  addService,
  addAccounts,
  addConfig,
  addDoctor,
  addBackup,
  addDemo,
] as const satisfies readonly ((program: Command, context: Context) => void)[];
