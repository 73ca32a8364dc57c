// The service's definition for systemd, launchd, cron and the Task Scheduler: text with every path quoted.

import { WRONG_SETTINGS } from '../platform/errors.ts';
import { formatTimeOfDay, type TimeOfDay } from '../time/recurrence.ts';

/** What is started, and what of the environment it needs. */
export interface Launch {
  /** Full paths. */
  readonly node: string;
  readonly script: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Marks every file that is ours. */
const MARK = 'Written by memories service install; memories service uninstall removes it.';

const ARGUMENTS = ['--no-input', 'serve-digest'];

/** Whether a unit's text is one of ours, which may be replaced and removed. */
export function isGeneratedByUs(unit: string): boolean {
  return unit.includes(MARK);
}

/** A systemd unit for the user's own manager. What it leaves open, programs that print passwords need: /tmp, devices, the session. */
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

/** In quotes where it needs them: systemd reads C's escapes and its own `%`. */
function quote(text: string): string {
  if (/^[\w@+=:,./-]+$/.test(text)) return text;
  const escaped = text.replace(/[\\"]/g, '\\$&').replaceAll('%', '%%').replaceAll('\n', '\\n');
  return `"${escaped}"`;
}

/** The same for what comes after the program: there a `$` begins a variable. */
function quoteArgument(text: string): string {
  return quote(text.replaceAll('$', () => '$$'));
}

/** What launchd knows the service by. */
export const LABEL = 'memories.digest';

/** A launchd agent. `log` is the full path of the file that gets its output. */
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

/** A line for crontab that sends a mail at five fields of cron; `words` say which one. Cron mails whatever is printed. */
export function cronLine({ node, script, environment }: Launch, when: string, words: readonly string[] = []): string {
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${quoteForShell(value)}`);
  const command = [...variables, quoteForShell(node), quoteForShell(script), 'digest', 'send', '-q', ...words].join(
    ' ',
  );
  return `${when} ${command.replaceAll('%', '\\%')}`;
}

/** The command that makes Windows' Task Scheduler send the mail at a time. */
export function taskCommand({ node, script }: Launch, time: TimeOfDay): string {
  return `schtasks /Create /TN memories-digest /SC DAILY /ST ${formatTimeOfDay(time)} /TR "\\"${node}\\" \\"${script}\\" digest send"`;
}

function quoteForShell(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
