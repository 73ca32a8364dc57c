// Which commands a program has: all of them, or the few that it is mostly started for, which are a program of their own.

import type { Command } from 'commander';
import type { Context } from '../platform/context.ts';
import type { Run } from './demo.ts';

type AddCommand = (program: Command, context: Context, run: Run) => void;

export interface CommandSet {
  /** Each by its name, in the groups and the order of the help. */
  readonly groups: Readonly<Record<string, Readonly<Record<string, AddCommand>>>>;
  /** What is about all the others, and so comes only with them. */
  readonly aboutAll?: AddCommand;
}

/** Only the command that is the first word, as it mostly is: making them all takes longer than opening the database. */
export function commandsFor([first = '']: readonly string[], { groups, aboutAll }: CommandSet): readonly AddCommand[] {
  const all = Object.values(groups).flatMap((group) => Object.entries(group));
  const named = all.find(([name]) => name === first);
  if (named) return [named[1]];
  return [...all.map(([, add]) => add), ...(aboutAll ? [aboutAll] : [])];
}

/** Under which heading of the help a command stands. */
export function groupOf(name: string, { groups }: CommandSet): string {
  return Object.keys(groups).find((group) => Object.hasOwn(groups[group] ?? {}, name)) ?? 'Look after';
}
