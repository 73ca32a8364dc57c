// What the Task Scheduler of Windows is given: the task, and a small program that it starts. A task can set no variables and
// keeps no output, so that program does both, and without a shell no path needs more than quotation marks.

import { formatTimeOfDay, type TimeOfDay } from '../time/recurrence.ts';
import { ARGUMENTS_OF_TIMER, escapeXml, MARK, type Launch } from './units.ts';

interface Task {
  /** Full paths. */
  readonly node: string;
  readonly starter: string;
  /** `DOMAIN\name`; null for whoever makes the task. */
  readonly user: string | null;
  readonly times: readonly TimeOfDay[];
}

/**
 * The task starts at its times and when its user logs on, which makes up for what the machine was off at.
 *
 * `InteractiveToken` runs it in the user's own session and needs neither a password nor an administrator. `S4U` would also run
 * it while nobody is logged on, but only an administrator may make such a task, and it can't read what Windows encrypts for a
 * user, such as the passwords that a password command prints.
 */
export function taskXml({ node, starter, user, times }: Task): string {
  const userId = user === null ? '' : `<UserId>${escapeXml(user)}</UserId>`;
  return `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>The daily mail of memories. ${MARK}</Description>
  </RegistrationInfo>
  <Triggers>
    ${times.map(calendarTrigger).join('\n    ')}
    ${userId === '' ? '' : logonTrigger(userId)}
  </Triggers>
  <Principals>
    <Principal id="Author">
      ${userId}
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <!-- One run may try all day; another one beside it would have nothing to do. -->
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <!-- It ends by itself after 20 hours at most: this ends only what hangs. -->
    <ExecutionTimeLimit>PT23H</ExecutionTimeLimit>
    <!-- Of starting it: what it starts tries again by itself. -->
    <RestartOnFailure><Interval>PT15M</Interval><Count>4</Count></RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <!-- Without a window, which would stay open for as long as it tries, and end it when closed. -->
      <Command>%SystemRoot%\\System32\\conhost.exe</Command>
      <Arguments>--headless "${escapeXml(node)}" "${escapeXml(starter)}"</Arguments>
    </Exec>
  </Actions>
</Task>
`;
}

/** When others log on would be for an administrator to say. */
function logonTrigger(userId: string): string {
  return `<LogonTrigger>${userId}<Delay>PT1M</Delay></LogonTrigger>`;
}

/** Every day, by the machine's clock. The date is any that has passed. */
function calendarTrigger(time: TimeOfDay): string {
  const begin = `<StartBoundary>2026-01-01T${formatTimeOfDay(time)}:00</StartBoundary>`;
  return `<CalendarTrigger>${begin}<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay></CalendarTrigger>`;
}

/** In bytes. A log that has grown so long begins anew. */
const LONGEST_LOG = 1_000_000;

/**
 * An ES module that starts the program with its variables, its output in the log. Its last line there says how it ended, since
 * conhost ends with 0 whatever it ran.
 */
export function taskStarter({ node, script, environment }: Launch, log: string): string {
  const words = [script, ...ARGUMENTS_OF_TIMER].map((word) => JSON.stringify(word)).join(', ');
  return `// ${MARK}
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, statSync, writeSync } from 'node:fs';

const path = ${JSON.stringify(log)};
const isLong = (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > ${LONGEST_LOG};
const log = openSync(path, isLong ? 'w' : 'a', 0o600);
const { status, error } = spawnSync(${JSON.stringify(node)}, [${words}], {
  env: { ...process.env, ...${JSON.stringify(environment)} },
  stdio: ['ignore', log, log],
});
if (error) writeSync(log, \`\${error.message}\\n\`);
writeSync(log, \`ended \${new Date().toISOString()} with \${status ?? 1}\\n\`);
closeSync(log);
process.exitCode = status ?? 1;
`;
}

/** When and with which exit code the program ended that a starter has started last; null while it hasn't ended. */
export function endOf(lines: readonly string[]): { readonly at: string; readonly code: number } | null {
  const [, at, code] = ENDED.exec(lines.at(-1) ?? '') ?? [];
  return at === undefined ? null : { at, code: Number(code) };
}

/** What the program itself said. */
export function withoutEnds(lines: readonly string[]): string[] {
  return lines.filter((line) => !ENDED.test(line));
}

const ENDED = /^ended (\d{4}-\S+) with (\d+)$/;
