// What runs a user's services: systemd or launchd.

import type { Launch } from './units.ts';

export interface ServiceHost {
  readonly name: 'systemd' | 'launchd';
  /** The file that defines the service. */
  readonly path: string;
  /** The command that shows the service's log. */
  readonly logCommand: string;
  unit(launch: Launch): string;
  /** Why it can't be used here, in one line; null if it can. */
  unavailable(): Promise<string | null>;
  /** Starts the service now and at every log-in. Throws a UserError. */
  start(): Promise<void>;
  /** Stops it, now and for good. */
  stop(): Promise<void>;
  /** Makes the host notice that the file is gone. */
  forget(): Promise<void>;
  state(): Promise<ServiceState>;
  /** What the user should still do by hand, in one line; null for nothing. */
  advice(): Promise<string | null>;
}

export interface ServiceState {
  /** Whether it starts at log-in. */
  readonly enabled: boolean;
  readonly running: boolean;
  /** When it started or ended, and how it ended, in the host's own words; null if unknown. */
  readonly since: string | null;
  readonly ending: string | null;
  /** The last lines of its log. */
  readonly log: readonly string[];
}

/** How many log lines are shown. */
export const LOGGED = 5;
