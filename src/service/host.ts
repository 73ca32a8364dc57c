// What runs a user's services: systemd, launchd or the Task Scheduler.

import type { Launch, TimerTime } from './units.ts';

/** A process all day, or one that a timer starts when mails are due. */
export type ServiceKind = 'service' | 'timer';

export interface UnitFile {
  readonly path: string;
  readonly text: string;
  /** UTF-8 unless it says otherwise. */
  readonly encoding?: 'utf16le';
}

export interface ServiceHost {
  readonly name: 'systemd' | 'launchd' | 'the Task Scheduler';
  /** Which kinds it has, the usual one first. */
  readonly kinds: readonly ServiceKind[];
  /** Every file that a service or a timer may have, what starts by itself last. */
  readonly paths: readonly string[];
  /** The command that shows the service's log. */
  readonly logCommand: string;
  /** Whether its timers know of other zones than the machine's. */
  readonly knowsZones: boolean;
  /** The files that define a service, or with times a timer. */
  files(launch: Launch, times: readonly TimerTime[] | null): readonly UnitFile[];
  /** What files define that are there, and for a timer the lines with its times. */
  read(files: readonly UnitFile[]): { readonly kind: ServiceKind; readonly times: string };
  /** Why it can't be used here, in one line; null if it can. */
  unavailable(): Promise<string | null>;
  /** Starts it now and at every log-in. Throws a UserError. */
  start(kind: ServiceKind): Promise<void>;
  /** Stops it, now and for good. */
  stop(kind: ServiceKind): Promise<void>;
  /** Makes the host notice that the files are gone. */
  forget(): Promise<void>;
  state(kind: ServiceKind): Promise<ServiceState>;
  /** What the user should still do by hand, in one line; null for nothing. */
  advice(): Promise<string | null>;
}

export interface ServiceState {
  /** Whether it starts at log-in. */
  readonly enabled: boolean;
  /** Of a timer, whether it waits for its next time or its work is being done. */
  readonly running: boolean;
  /** Of a timer, whether what it starts is still at work. */
  readonly isAtWork: boolean;
  /** When it started or ended, and how it ended if not well, in the host's own words; null if unknown. Of a timer, that of its last run. */
  readonly since: string | null;
  readonly ending: string | null;
  /** When a timer starts it next, in the host's own words; null if unknown. */
  readonly next: string | null;
  /** The last lines of its log. */
  readonly log: readonly string[];
}

/** How many log lines are shown. */
export const LOGGED = 5;
