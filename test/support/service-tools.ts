// Programs with the names of systemd's, in a home's own `bin`: the real ones need a session that no test has.

import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const RUNNING =
  'ActiveState=active\nUnitFileState=enabled\nActiveEnterTimestamp=Sun 2026-11-22 08:00:00 UTC\nExecMainStatus=0\n';
export const STOPPED =
  'ActiveState=failed\nUnitFileState=enabled\nInactiveEnterTimestamp=Sun 2026-11-22 08:00:01 UTC\nExecMainStatus=1\n';

const WAITING =
  'ActiveState=active\nUnitFileState=enabled\nNextElapseUSecRealtime=Mon 2026-11-23 07:30:00 UTC\nLastTriggerUSec=Sun 2026-11-22 08:00:01 UTC\n';

/** A timer, and how its last run ended: with this exit code. */
export function timerState(place: string, code: number): void {
  writeFileSync(join(place, 'timer'), WAITING);
  writeFileSync(
    join(place, 'state'),
    `ActiveState=inactive\nUnitFileState=static\nInactiveEnterTimestamp=Sun 2026-11-22 08:00:02 UTC\nExecMainStatus=${code}\n`,
  );
}

/** Programs that note their words in `calls`; each answers as its script does. Gives their folder. */
export function tools(place: string, scripts: Record<string, string>): string {
  const folder = join(place, 'bin');
  mkdirSync(folder, { recursive: true });
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(folder, name), `#!/bin/sh\necho "${name} $*" >> '${place}/calls'\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

/** A systemd whose service does as `state` says. */
export function systemd(place: string, state: string): string {
  writeFileSync(join(place, 'state'), state);
  return tools(place, {
    systemctl: `case "$*" in
      "--user show memories-digest.service"*) while read -r line; do echo "$line"; done < '${place}/state';;
      "--user show memories-digest.timer"*) while read -r line; do echo "$line"; done < '${place}/timer';;
    esac`,
    journalctl: 'echo "digest: sent, 3 memories"',
    loginctl: 'echo Linger=no',
  });
}
