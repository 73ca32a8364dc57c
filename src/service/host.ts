// What keeps a service running for its user: systemd or launchd.

import type { Launch } from './units.ts';

export interface ServiceHost {
  readonly name: 'systemd' | 'launchd';
  /** The file that tells it of the service. */
  readonly path: string;
  /** Shows what the service said. */
  readonly logCommand: string;
  unit(launch: Launch): string;
  /** Why it can't be used here, in a line; null if it can. */
  unavailable(): Promise<string | null>;
  /** Runs what the file says from now on and at every log-in. Throws a UserError. */
  start(): Promise<void>;
  /** Stops it, now and for good. */
  stop(): Promise<void>;
  /** Takes note that the file is gone. */
  forget(): Promise<void>;
  state(): Promise<ServiceState>;
  /** What is still to be done by hand, in a line; null for nothing. */
  advice(): Promise<string | null>;
}

export interface ServiceState {
  /** Whether it starts at log-in. */
  readonly enabled: boolean;
  readonly running: boolean;
  /** When it began or ended, and how, in the host's own words; null when unknown. */
  readonly since: string | null;
  readonly ending: string | null;
  /** The last lines of its log. */
  readonly log: readonly string[];
}

/** How many lines of the log are shown. */
export const LOGGED = 5;
