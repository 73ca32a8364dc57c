// How the service is doing, and what it is told by.

import type { ServiceHost, ServiceState } from '../service/host.ts';
import { harmless } from '../text/sanitize.ts';

/** A file as it is written. Ends with an empty line. */
export function fileLines(path: string, text: string): string {
  const lines = harmless(text).trimEnd().split('\n');
  return `${harmless(path)}:\n\n${lines.map((line) => `  ${line}`.trimEnd()).join('\n')}\n\n`;
}

/** Ends with a new line. */
export function statusLines(
  { path, logCommand }: Pick<ServiceHost, 'path' | 'logCommand'>,
  { enabled, running, since, ending, log }: ServiceState,
): string {
  const ended = [since === null ? null : `since ${since}`, ending].filter((part) => part !== null).join(', ');
  const rows = [
    ['installed', path],
    ['at log-in', enabled ? 'starts' : 'does not start'],
    ['now', `${running ? 'running' : 'stopped'}${ended === '' ? '' : `, ${ended}`}`],
    ['log', logCommand],
  ] as const;
  return [...rows.map(([name, value]) => `${name.padEnd(9)}  ${value}`), ...log.map((line) => `  ${line}`)]
    .map((line) => `${harmless(line)}\n`)
    .join('');
}
