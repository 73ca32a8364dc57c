// Every command by its name, in the groups and the order of the help.

import type { Command } from 'commander';
import type { Context } from '../platform/context.ts';
import { addAccounts } from './accounts.ts';
import { addBackup } from './backup.ts';
import { addConfig } from './config.ts';
import { addOn, addToday, addWeek } from './day.ts';
import { addDemo, type Run } from './demo.ts';
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

type AddCommand = (program: Command, context: Context, run: Run) => void;

export const GROUPS: Readonly<Record<string, Readonly<Record<string, AddCommand>>>> = {
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

export const COMMANDS: Readonly<Record<string, AddCommand>> = Object.fromEntries(
  Object.values(GROUPS).flatMap((group) => Object.entries(group)),
);

/** Under which heading of the help a command stands. */
export function groupOf(name: string): string {
  return Object.keys(GROUPS).find((group) => Object.hasOwn(GROUPS[group] ?? {}, name)) ?? 'Look after';
}
