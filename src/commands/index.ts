// Every command by its name, in the groups and the order of the help.

import { addAccounts } from './accounts.ts';
import { addBackup } from './backup.ts';
import type { CommandSet } from './command-set.ts';
import { addCompletions } from './completions.ts';
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

export const GROUPS: CommandSet['groups'] = {
  'Look back': { today: addToday, on: addOn, week: addWeek, random: addRandom, year: addYear },
  'Find and count': { search: addSearch, show: addShow, thread: addThread, calendar: addCalendar, stats: addStats },
  Keep: { import: addImport, export: addExport, backup: addBackup },
  Mail: { setup: addSetup, digest: addDigest, 'serve-digest': addServeDigest, service: addService },
  'Look after': {
    hide: addHide,
    hidden: addHidden,
    unhide: addUnhide,
    accounts: addAccounts,
    config: addConfig,
    doctor: addDoctor,
    demo: addDemo,
  },
};

/** The whole program. */
export const ALL_COMMANDS: CommandSet = { groups: GROUPS, aboutAll: addCompletions };
