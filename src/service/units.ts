// The definition of the service, or of its timer, for systemd, launchd and cron: text with every path quoted.

import { WRONG_SETTINGS } from '../platform/errors.ts';
import { shellWord } from '../text/shell-words.ts';
import { formatTimeOfDay, type TimeOfDay } from '../time/recurrence.ts';

/** What to start, and in which environment. */
export interface Launch {
  /** Full paths. */
  readonly node: string;
  readonly script: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** When a timer starts it each day. */
export interface TimerTime extends TimeOfDay {
  /** An IANA name; null for the machine's zone. */
  readonly timeZone: string | null;
}

/** Marks the files that we wrote. */
export const MARK = 'Written by memories service install; memories service uninstall removes it.';

const ARGUMENTS = ['--no-input', 'serve-digest'];
export const ARGUMENTS_OF_TIMER = [...ARGUMENTS, '--once'];

/** Whether we wrote this unit, and so may replace and remove it. */
export function isGeneratedByUs(unit: string): boolean {
  return unit.includes(MARK);
}

/** A systemd user unit. It isn't shut off from /tmp, devices and the session, which programs that print passwords need. */
export function systemdUnit(launch: Launch): string {
  return `# ${MARK}
[Unit]
Description=The daily mail of memories
# A service that crashes is always started again: RestartSec keeps it slow.
StartLimitIntervalSec=0

[Service]
${startLines(launch, ARGUMENTS)}Restart=on-failure
RestartSec=60
# Settings with which nothing could ever be sent; everything else may pass.
RestartPreventExitStatus=${WRONG_SETTINGS}
${LIMITS}
[Install]
WantedBy=default.target
`;
}

/** The unit that a timer starts. It tries again by itself as long as a mail is due, and fails when that did not go out. */
export function systemdUnitOfTimer(launch: Launch): string {
  return `# ${MARK}
[Unit]
Description=The daily mail of memories

[Service]
Type=oneshot
${startLines(launch, ARGUMENTS_OF_TIMER)}${LIMITS}`;
}

export function systemdTimer(times: readonly TimerTime[]): string {
  const lines = times.map((time) => {
    const zone = time.timeZone === null ? '' : ` ${time.timeZone}`;
    return `OnCalendar=*-*-* ${formatTimeOfDay(time)}:00${zone}\n`;
  });
  return `# ${MARK}
[Unit]
Description=When the daily mail of memories is due

[Timer]
${lines.join('')}# What was missed while the machine was off is made up for.
Persistent=true

[Install]
WantedBy=timers.target
`;
}

function startLines({ node, script, environment }: Launch, words: readonly string[]): string {
  const variables = Object.entries(environment).map(([name, value]) => `Environment=${quote(`${name}=${value}`)}`);
  const start = `ExecStart=${[quote(node), ...[script, ...words].map(quoteArgument)].join(' ')}`;
  return [start, ...variables].map((line) => `${line}\n`).join('');
}

const LIMITS = `# A mail in flight has 10 seconds.
TimeoutStopSec=30
UMask=0077
NoNewPrivileges=true
LockPersonality=true
RestrictRealtime=true
SystemCallArchitectures=native
`;

/** Quoted where needed: systemd interprets C's escapes and `%`. */
function quote(text: string): string {
  if (/^[\w@+=:,./-]+$/.test(text)) return text;
  const escaped = text.replace(/[\\"]/g, '\\$&').replaceAll('%', '%%').replaceAll('\n', '\\n');
  return `"${escaped}"`;
}

/** The same for arguments, in which a `$` begins a variable. */
function quoteArgument(text: string): string {
  return quote(text.replaceAll('$', () => '$$'));
}

/** The service's name in launchd. */
export const LABEL = 'memories.digest';

/** A launchd agent; with times one that starts at these. `log` is the full path of the file for its output. */
export function launchdAgent(
  { node, script, environment }: Launch,
  log: string,
  times: readonly TimeOfDay[] | null = null,
): string {
  const words = times === null ? ARGUMENTS : ARGUMENTS_OF_TIMER;
  const strings = [node, script, ...words].map((text) => `    <string>${escapeXml(text)}</string>\n`);
  const variables = Object.entries(environment).map(
    ([name, value]) => `    <key>${escapeXml(name)}</key>\n    <string>${escapeXml(value)}</string>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<!-- ${MARK} -->
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>${LABEL}</string>
  <key>ProgramArguments</key>
  <array>
${strings.join('')}  </array>
  <key>EnvironmentVariables</key>
  <dict>
${variables.join('')}  </dict>
  <key>RunAtLoad</key>
  <true/>
${times === null ? KEPT_ALIVE : startIntervals(times)}  <key>ExitTimeOut</key>
  <integer>30</integer>
  <key>ProcessType</key>
  <string>Background</string>
  <!-- 077 in octal: for its owner alone. -->
  <key>Umask</key>
  <integer>63</integer>
  <key>StandardOutPath</key>
  <string>${escapeXml(log)}</string>
  <key>StandardErrorPath</key>
  <string>${escapeXml(log)}</string>
</dict>
</plist>
`;
}

const KEPT_ALIVE = `  <!-- Unless it was asked to stop. launchd can't tell wrong settings from any other end, but these reach no mail server. -->
  <key>KeepAlive</key>
  <dict>
    <key>SuccessfulExit</key>
    <false/>
  </dict>
  <key>ThrottleInterval</key>
  <integer>60</integer>
`;

/** launchd makes up for what a Mac slept through, and starting at log-in for what it was off at. */
function startIntervals(times: readonly TimeOfDay[]): string {
  const dicts = times.map(
    ({ hour, minute }) => `    <dict>
      <key>Hour</key>
      <integer>${hour}</integer>
      <key>Minute</key>
      <integer>${minute}</integer>
    </dict>
`,
  );
  return `  <key>StartCalendarInterval</key>
  <array>
${dicts.join('')}  </array>
`;
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A line for crontab that sends a mail; `words` select which one. Cron mails the user whatever is printed. */
export function cronLine({ node, script, environment }: Launch, when: string, words: readonly string[] = []): string {
  const word = (text: string): string => shellWord(text, 'posix');
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${word(value)}`);
  const command = [...variables, word(node), word(script), 'digest', 'send', '-q', ...words].join(' ');
  return `${when} ${command.replaceAll('%', '\\%')}`;
}
