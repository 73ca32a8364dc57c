// The service's definition for systemd, launchd, cron and the Task Scheduler, as text with every path quoted.

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

/** Marks the files that we wrote. */
const MARK = 'Written by memories service install; memories service uninstall removes it.';

const ARGUMENTS = ['--no-input', 'serve-digest'];

/** Whether we wrote this unit, and so may replace and remove it. */
export function isGeneratedByUs(unit: string): boolean {
  return unit.includes(MARK);
}

/** A systemd user unit. It isn't shut off from /tmp, devices and the session, which programs that print passwords need. */
export function systemdUnit({ node, script, environment }: Launch): string {
  const variables = Object.entries(environment).map(([name, value]) => `Environment=${quote(`${name}=${value}`)}`);
  return `# ${MARK}
[Unit]
Description=The daily mail of memories
# A service that crashes is always started again: RestartSec keeps it slow.
StartLimitIntervalSec=0

[Service]
ExecStart=${[quote(node), ...[script, ...ARGUMENTS].map(quoteArgument)].join(' ')}
${variables.map((line) => `${line}\n`).join('')}Restart=on-failure
RestartSec=60
# Settings with which nothing could ever be sent; everything else may pass.
RestartPreventExitStatus=${WRONG_SETTINGS}
# A mail in flight has 10 seconds.
TimeoutStopSec=30
UMask=0077
NoNewPrivileges=true
LockPersonality=true
RestrictRealtime=true
SystemCallArchitectures=native

[Install]
WantedBy=default.target
`;
}

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

/** A launchd agent. `log` is the full path of the file for its output. */
export function launchdAgent({ node, script, environment }: Launch, log: string): string {
  const strings = [node, script, ...ARGUMENTS].map((text) => `    <string>${escapeXml(text)}</string>\n`);
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
  <!-- Unless it was asked to stop. launchd can't tell wrong settings from any other end, but these reach no mail server. -->
  <key>KeepAlive</key>
  <dict>
    <key>SuccessfulExit</key>
    <false/>
  </dict>
  <key>ThrottleInterval</key>
  <integer>60</integer>
  <key>ExitTimeOut</key>
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

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A line for crontab that sends a mail; `words` select which one. Cron mails the user whatever is printed. */
export function cronLine({ node, script, environment }: Launch, when: string, words: readonly string[] = []): string {
  const word = (text: string): string => shellWord(text, 'posix');
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${word(value)}`);
  const command = [...variables, word(node), word(script), 'digest', 'send', '-q', ...words].join(' ');
  return `${when} ${command.replaceAll('%', '\\%')}`;
}

/** The command that makes Windows' Task Scheduler send the mail at a time. It is for cmd.exe, which has no line for each. */
export function taskCommand({ node, script, environment }: Launch, time: TimeOfDay): string {
  // A task has the PATH of its user. The rest is set without quotes: what stands between these, cmd.exe leaves alone.
  const variables = Object.entries(environment).filter(([name]) => name !== 'PATH');
  const set = variables.map(([name, value]) => `set ${name}=${value.replace(/[&|<>^()]/g, '^$&')}&& `);
  const shell = set.length > 0 ? `cmd /c ${set.join('')}` : '';
  return `schtasks /Create /TN memories-digest /SC DAILY /ST ${formatTimeOfDay(time)} /TR "${shell}\\"${node}\\" \\"${script}\\" digest send"`;
}
