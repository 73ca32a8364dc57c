// What `memories service status` prints.

import { sanitize } from '../text/sanitize.ts';
import type { ServiceHost, ServiceKind, ServiceState } from './host.ts';

/** Ends with a newline. */
export function statusLines(
  { paths, logCommand }: Pick<ServiceHost, 'paths' | 'logCommand'>,
  kind: ServiceKind,
  state: ServiceState,
): string {
  const { enabled, log } = state;
  const rows = [
    ['installed', (kind === 'timer' ? paths.at(-1) : paths[0]) ?? ''],
    ['at log-in', enabled ? 'starts' : 'does not start'],
    ...(kind === 'timer' ? timerRows(state) : serviceRows(state)),
    ['log', logCommand],
  ] as const;
  return [...rows.map(([name, value]) => `${name.padEnd(9)}  ${value}`), ...log.map((line) => `  ${line}`)]
    .map((line) => `${sanitize(line)}\n`)
    .join('');
}

type Row = readonly [name: string, value: string];

function serviceRows({ running, since, ending }: ServiceState): Row[] {
  const ended = [since === null ? null : `since ${since}`, ending];
  return [['now', [running ? 'running' : 'stopped', ...ended].filter((part) => part !== null).join(', ')]];
}

function timerRows({ running, isAtWork, since, ending, next }: ServiceState): Row[] {
  const last = [since, isAtWork ? 'running still' : ending].filter((part) => part !== null).join(', ');
  return [
    ['now', running ? `waiting${next === null ? '' : `, next ${next}`}` : 'stopped'],
    ...(last === '' ? [] : [['last run', last] as const]),
  ];
}
