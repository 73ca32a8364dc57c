// Every command by its name, in the order of the help.

import type { Command } from 'commander';
import type { Context } from '../platform/context.ts';
import { addAccounts } from './accounts.ts';
import { addBackup } from './backup.ts';
import { addConfig } from './config.ts';
import { addOn, addToday, addWeek } from './day.ts';
import { addDemo } from './demo.ts';
import { addDigest, addServeDigest } from './digest.ts';
import { addExport } from './export.ts';
import { addDoctor } from './doctor.ts';
import { addHidden, addHide, addUnhide } from './hide.ts';
import { addImport } from './import.ts';
import { addSearch } from './search.ts';
import { addService } from './service.ts';
import { addSetup } from './setup.ts';
import { addRandom, addShow, addThread } from './show.ts';
import { addCalendar, addStats, addYear } from './statistics.ts';

export const COMMANDS: Readonly<Record<string, (program: Command, context: Context) => void>> = {
  import: addImport,
  today: addToday,
  on: addOn,
  week: addWeek,
  random: addRandom,
  search: addSearch,
  export: addExport,
  show: addShow,
  thread: addThread,
  calendar: addCalendar,
  stats: addStats,
  year: addYear,
  hide: addHide,
  hidden: addHidden,
  unhide: addUnhide,
  setup: addSetup,
  digest: addDigest,
  'serve-digest': addServeDigest,
  service: addService,
  accounts: addAccounts,
  config: addConfig,
  doctor: addDoctor,
  backup: addBackup,
  demo: addDemo,
};
