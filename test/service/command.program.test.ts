// `memories service`, with files in a home of its own. The real systemctl and launchctl need a session that no test has:
// programs of their names, in the PATH, note what they are asked to do.

import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { archiveWith, homeWith, runMain, writeConfig, type MainResult } from '../support/main.ts';
import { RUNNING, STOPPED, systemd, timerState, tools } from '../support/service-tools.ts';
import { tempFolder } from '../support/temp.ts';

const UNIT = '.config/systemd/user/memories-digest.service';
const TIMER = '.config/systemd/user/memories-digest.timer';
const AGENT = 'Library/LaunchAgents/memories.digest.plist';
type Env = Record<string, string | undefined>;

/** A home with a memory and a digest, whose mail server does not exist. */
async function home(): Promise<string> {
  const made = await homeWith(await archiveWith([{ at: '2019-11-22T12:00:00Z', text: 'plums' }]));
  writeConfig(made, 'digest: { to: wren@example.org, schedule: "07:30" }\nsmtp: { host: localhost, port: 9 }\n');
  return made;
}

function calls(place: string): string[] {
  return readFileSync(join(place, 'calls'), 'utf8').trimEnd().split('\n');
}

function service(place: string, words: readonly string[], env: Env = {}, platform = 'linux'): Promise<MainResult> {
  return runMain(['service', ...words], {
    home: place,
    platform,
    env: { PATH: join(place, 'bin'), USER: 'wren', ...env },
  });
}

describe('with systemd, service', () => {
  test('install writes the unit, enables and starts it, and says what is left to do', async () => {
    const place = await home();
    systemd(place, RUNNING);
    const { code, stdout, stderr } = await service(place, ['install'], { TZ: 'Europe/Paris' });
    expect([code, stderr]).toEqual([0, '']);
    const unit = readFileSync(join(place, UNIT), 'utf8');
    expect(unit).toContain(`Environment=MEMORIES_DB=${place}/memories.db\n`);
    expect(unit).toContain(`Environment=MEMORIES_CONFIG=${place}/config.yaml\n`);
    expect(unit).toContain('Environment=TZ=Europe/Paris\n');
    expect(unit).toContain(`ExecStart=${process.execPath} `);
    expect(statSync(join(place, UNIT)).mode & 0o777).toBe(0o644);
    expect(stdout).toContain(unit.split('\n')[1] ?? 'nothing');
    expect(stdout).toContain('The service runs, and starts at every log-in.\n');
    expect(stdout).toContain('loginctl enable-linger wren');
    const asked = calls(place).filter((call) => !call.includes(' show') && !call.startsWith('journalctl'));
    expect(asked).toEqual([
      'systemctl --user daemon-reload',
      'systemctl --user enable memories-digest.service',
      'systemctl --user restart memories-digest.service',
    ]);
  });

  test('install again updates it, and reports a service that stops at once', async () => {
    const place = await home();
    systemd(place, RUNNING);
    await service(place, ['install']);
    const again = await service(place, ['install'], { TZ: 'Asia/Tokyo' });
    expect(again.stdout).toContain('The service is updated and runs');
    expect(readFileSync(join(place, UNIT), 'utf8')).toContain('TZ=Asia/Tokyo');
    systemd(place, STOPPED);
    const stopped = await service(place, ['install']);
    expect(stopped.code).toBe(1);
    expect(stopped.stdout).toContain('now        stopped, since Sun 2026-11-22 08:00:01 UTC, exit code 1\n');
    expect(stopped.stderr).toContain('the service stopped at once');
  });

  test('status says whether it runs, and shows its last log lines', async () => {
    const place = await home();
    systemd(place, RUNNING);
    const before = await service(place, ['status']);
    expect([before.code, before.stderr]).toEqual([
      1,
      'error: the service is not installed\nhint: memories service install\n',
    ]);
    await service(place, ['install']);
    const { code, stdout } = await service(place, ['status']);
    expect(code).toBe(0);
    expect(stdout).toBe(`installed  ${place}/${UNIT}
at log-in  starts
now        running, since Sun 2026-11-22 08:00:00 UTC
log        journalctl --user -u memories-digest -n 20
  digest: sent, 3 memories
`);
    systemd(place, STOPPED);
    expect((await service(place, ['status'])).code).toBe(1);
  });

  test('uninstall stops it and removes the file, but leaves a file that is not ours', async () => {
    const place = await home();
    systemd(place, RUNNING);
    expect((await service(place, ['uninstall'])).stdout).toBe('There is no service.\n');
    await service(place, ['install']);
    const { code, stdout } = await service(place, ['uninstall']);
    expect(code).toBe(0);
    expect(stdout).toContain('The service is stopped');
    expect(existsSync(join(place, UNIT))).toBe(false);
    expect(calls(place).slice(-2)).toEqual([
      'systemctl --user disable --now memories-digest.service',
      'systemctl --user daemon-reload',
    ]);
    writeFileSync(join(place, UNIT), '[Service]\nExecStart=/usr/bin/mine\n');
    for (const word of ['uninstall', 'install', 'status']) {
      const { code: refused, stderr } = await service(place, [word]);
      expect(refused).toBe(1);
      expect(stderr).toContain('was not written by memories');
    }
    expect(readFileSync(join(place, UNIT), 'utf8')).toContain('mine');
  });

  test('keeps secrets out of the file and warns of them; carries over the rest', async () => {
    const place = await home();
    systemd(place, RUNNING);
    const env = {
      MEMORIES_SMTP_PASSWORD: 'plums',
      MEMORIES_SMTP_URL: 'smtp://wren:plums@localhost:9',
      MEMORIES_DIGEST_TO: 'other@example.org',
      MEMORIES_DB: 'memories.db',
      XDG_CONFIG_HOME: join(place, 'x'),
    };
    const { code, stdout, stderr } = await service(place, ['install'], env);
    expect(code).toBe(0);
    expect(stderr.match(/^warning: MEMORIES_SMTP_\w+/gm)).toEqual([
      'warning: MEMORIES_SMTP_URL',
      'warning: MEMORIES_SMTP_PASSWORD',
    ]);
    const unit = readFileSync(join(place, 'x/systemd/user/memories-digest.service'), 'utf8');
    expect(unit + stdout + stderr).not.toContain('plums');
    expect(unit).toContain('Environment=MEMORIES_DIGEST_TO=other@example.org\n');
    expect(unit).toContain(`Environment=MEMORIES_DB=${place}/memories.db\n`);
    expect(unit).not.toContain('PATH=');
  });

  test('gives a password command the variables it needs, and passes on --db', async () => {
    const place = await home();
    writeConfig(
      place,
      'digest: { to: w@example.org }\nsmtp: { host: localhost, user: w, password_command: pass show }\n',
    );
    const env = {
      GNUPGHOME: '/keys',
      PASSWORD_STORE_DIR: '/store',
      SSH_AUTH_SOCK: '/run/agent',
      SSL_CERT_FILE: '/ca.pem',
    };
    const { stdout } = await service(place, ['install', '--print', '--db', 'other.db'], env);
    for (const [name, value] of Object.entries(env)) expect(stdout).toContain(`Environment=${name}=${value}\n`);
    expect(stdout).toContain(`Environment=PATH=${place}/bin\n`);
    expect(stdout).toContain(`Environment=MEMORIES_DB=${place}/other.db\n`);
  });

  test('writes nothing where there is nothing to send', async () => {
    const place = tempFolder();
    systemd(place, RUNNING);
    const none = await service(place, ['install']);
    expect([none.code, none.stderr.split('\n')[0]]).toEqual([1, 'error: no digest is set up']);
    writeConfig(place, 'digest: { to: wren@example.org }\n');
    expect((await service(place, ['install'])).stderr).toContain('nothing has been imported yet');
    expect(existsSync(join(place, UNIT))).toBe(false);
  });
});

describe('with a timer of systemd, service', () => {
  const asked = (place: string): string[] => calls(place).filter((call) => !/ show|journalctl|loginctl/.test(call));
  const timer = (place: string): string => readFileSync(join(place, TIMER), 'utf8');

  async function homeOfTimer(code = 0): Promise<string> {
    const place = await home();
    systemd(place, RUNNING);
    timerState(place, code);
    return place;
  }

  test('install --timer has it started at the hour, made up for when that was missed, and once at once', async () => {
    const place = await homeOfTimer();
    const { code, stdout, stderr } = await service(place, ['install', '--timer'], { TZ: 'Europe/Paris' });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('The timer is set: the mail is sent at its hour, or as soon as this machine is back.\n');
    expect(timer(place)).toContain('\nOnCalendar=*-*-* 07:30:00 UTC\n');
    expect(timer(place)).toContain('\nPersistent=true\n');
    const unit = readFileSync(join(place, UNIT), 'utf8');
    expect(unit).toMatch(/^Type=oneshot\nExecStart=.* --no-input serve-digest --once$/m);
    expect(unit).toContain('Environment=TZ=Europe/Paris\n');
    expect(unit).not.toMatch(/^(?:WantedBy|Restart)=/m);
    expect(asked(place)).toEqual([
      'systemctl --user daemon-reload',
      'systemctl --user enable memories-digest.timer',
      'systemctl --user restart memories-digest.timer',
      'systemctl --user start --no-block memories-digest.service',
    ]);
  });

  test.each([
    // The machine's zone is named by nothing, so that the timer follows it.
    ['digest: { to: w@example.org, schedule: 0 8 1 * 1#2 }', ['08:00:00']],
    ['digest: { to: w@example.org, time_zone: Asia/Tokyo, year_review: 12-31 }', ['08:00:00 Asia/Tokyo']],
    ['time_zone: Asia/Tokyo\ndigest: { feed: f.atom, schedule: 08:15 }', ['08:15:00 Asia/Tokyo']],
    // Where clocks skip the hour, the mail is due an hour later, and systemd would skip the day.
    [
      'digest: { to: w@example.org, time_zone: Europe/Paris, schedule: 02:30 }',
      ['02:30:00 Europe/Paris', '03:30:00 Europe/Paris'],
    ],
    [
      'digest: { to: w@example.org }\ndigests: { b: { schedule: 20:00 }, c: { every: week } }',
      ['08:00:00', '20:00:00'],
    ],
  ])('install --timer has every hour at which something may be due: %s', async (settings, times) => {
    const place = await homeOfTimer();
    writeConfig(place, `${settings.replace(/(b|c): \{/g, '$1: { to: $1@example.org,')}\nsmtp: { host: localhost }\n`);
    const { stdout, stderr } = await service(place, ['install', '--timer', '--print']);
    expect(stdout.match(/(?<=^OnCalendar=\*-\*-\* ).*$/gm)).toEqual(times);
    expect(stdout).toContain(`# ${place}/${UNIT}\n# Written by memories`);
    expect(stderr).toBe(`These belong in ${place}/${UNIT} and ${place}/${TIMER}\n`);
    expect(existsSync(join(place, TIMER))).toBe(false);
  });

  test('install of one kind replaces the other, and uninstall removes either', async () => {
    const place = await homeOfTimer();
    await service(place, ['install']);
    await service(place, ['install', '--timer']);
    expect(asked(place).slice(3, 6)).toEqual([
      'systemctl --user disable --now memories-digest.service',
      'systemctl --user daemon-reload',
      'systemctl --user daemon-reload',
    ]);
    const before = asked(place).length;
    await service(place, ['install']);
    expect(asked(place).slice(before)).toEqual([
      'systemctl --user disable --now memories-digest.timer',
      'systemctl --user stop memories-digest.service',
      'systemctl --user daemon-reload',
      'systemctl --user daemon-reload',
      'systemctl --user enable memories-digest.service',
      'systemctl --user restart memories-digest.service',
    ]);
    expect(existsSync(join(place, TIMER))).toBe(false);
    expect(readFileSync(join(place, UNIT), 'utf8')).toContain('WantedBy=default.target');
    await service(place, ['install', '--timer']);
    expect((await service(place, ['uninstall'])).stdout).toBe(
      `The timer is stopped, and ${place}/${UNIT} and ${place}/${TIMER} removed.\n`,
    );
    expect([UNIT, TIMER].filter((path) => existsSync(join(place, path)))).toEqual([]);
  });

  test('status says when it comes next, how its last run ended, and that the hours have changed; so does doctor', async () => {
    const place = await homeOfTimer();
    await service(place, ['install', '--timer']);
    expect(await service(place, ['status'])).toEqual({
      code: 0,
      stderr: '',
      stdout: `installed  ${place}/${TIMER}
at log-in  starts
now        waiting, next Mon 2026-11-23 07:30:00 UTC
last run   Sun 2026-11-22 08:00:02 UTC
log        journalctl --user -u memories-digest -n 20
  digest: sent, 3 memories
`,
    });
    const doctor = async (): Promise<string> => {
      const env = { PATH: join(place, 'bin') };
      return (await runMain(['doctor', '--offline'], { home: place, platform: 'linux', env })).stdout;
    };
    expect(await doctor()).toContain('its timer is set');
    timerState(place, 1);
    expect((await service(place, ['status'])).stdout).toContain(
      'last run   Sun 2026-11-22 08:00:02 UTC, exit code 1\n',
    );
    writeConfig(place, 'digest: { to: wren@example.org, schedule: "06:30" }\nsmtp: { host: localhost }\n');
    expect((await service(place, ['status'])).stderr).toBe(
      "warning: the timer's hours are not those of the settings: memories service install --timer\n",
    );
    expect(await doctor()).toContain("the timer's hours are not those of the settings");
    writeFileSync(join(place, 'timer'), 'ActiveState=inactive\nUnitFileState=disabled\n');
    const stopped = await service(place, ['status']);
    expect([stopped.code, stopped.stderr.includes('error: the timer is not running\n')]).toEqual([1, true]);
    expect(await doctor()).toContain('its timer is installed but not running');
  });

  test('install --timer does not wait for a first run that takes longer', async () => {
    const place = await homeOfTimer();
    writeFileSync(join(place, 'state'), 'ActiveState=activating\nUnitFileState=static\nExecMainStatus=0\n');
    const { code, stderr } = await service(place, ['install', '--timer']);
    expect([code, stderr]).toEqual([0, '']);
    expect((await service(place, ['status'])).stdout).toContain(
      'last run   Sun 2026-11-22 08:00:01 UTC, running still\n',
    );
  });

  test('install --timer reports a first run that fails at once', async () => {
    const place = await homeOfTimer(78);
    const { code, stderr } = await service(place, ['install', '--timer']);
    expect(code).toBe(1);
    expect(stderr).toContain(
      'error: the timer is set, but its first run failed\nhint: its last words say why; then: memories service install --timer\n',
    );
  });
});

describe.each([
  { kind: 'service', words: ['install'] },
  { kind: 'timer', words: ['install', '--timer'] },
])('a $kind that was installed before the settings named a command', ({ kind, words }) => {
  test('lacks its PATH: config, digest status, service status and doctor say so, until it is installed again', async () => {
    const place = await home();
    systemd(place, RUNNING);
    if (kind === 'timer') timerState(place, 0);
    await service(place, words);
    const run = (...asked: string[]): Promise<MainResult> =>
      runMain(asked, { home: place, platform: 'linux', env: { PATH: join(place, 'bin') } });
    expect((await run('config', 'set', 'smtp.helo', 'nest')).stderr).toBe('');
    const problem = `the ${kind} lacks the PATH for the commands in the settings`;
    const warning = `warning: ${problem}: memories service ${words.join(' ')}\n`;
    expect((await run('config', 'set', 'smtp.password_command', 'pass show mail')).stderr).toBe(warning);
    expect((await run('digest', 'status')).stderr).toBe(warning);
    expect((await service(place, ['status'])).stderr).toBe(warning);
    expect((await run('doctor', '--offline')).stdout).toContain(problem);
    await service(place, words);
    expect((await service(place, ['status'])).stderr).toBe('');
    expect((await run('config', 'set', 'smtp.token_command', 'token')).stderr).toBe('');
  });
});

describe('when settings change, an installed timer', () => {
  const timer = (place: string): string => readFileSync(join(place, TIMER), 'utf8');
  const config = (place: string, words: readonly string[], env: Env = {}): Promise<MainResult> =>
    runMain(['config', ...words], { home: place, platform: 'linux', env: { PATH: join(place, 'bin'), ...env } });

  async function homeOfTimer(): Promise<string> {
    const place = await home();
    systemd(place, RUNNING);
    timerState(place, 0);
    const { code } = await service(place, ['install', '--timer']);
    expect(code).toBe(0);
    writeFileSync(join(place, 'calls'), '');
    return place;
  }

  test('gets their hours by config set and unset, and says so', async () => {
    const place = await homeOfTimer();
    const set = await config(place, ['set', 'digest.schedule', '06:30']);
    expect([set.code, set.stderr]).toEqual([0, '']);
    expect(set.stdout).toMatch(/^digest\.schedule is now .*\nThe timer is updated: it starts at 06:30 now\.\n$/);
    expect(timer(place)).toContain('\nOnCalendar=*-*-* 06:30:00\n');
    expect(calls(place).filter((call) => !call.includes(' show'))).toEqual([
      'systemctl --user daemon-reload',
      'systemctl --user enable memories-digest.timer',
      'systemctl --user restart memories-digest.timer',
      'systemctl --user start --no-block memories-digest.service',
    ]);
    expect((await service(place, ['status'])).stderr).toBe('');
    const zone = await config(place, ['set', 'time_zone', 'Asia/Tokyo']);
    expect(zone.stdout).toContain('The timer is updated: it starts at 06:30 Asia/Tokyo now.\n');
    const unset = await config(place, ['unset', 'digest.schedule']);
    expect(unset.stdout).toContain('The timer is updated: it starts at 08:00 Asia/Tokyo now.\n');
  });

  test('is left alone by other settings, and where nothing changes', async () => {
    const place = await homeOfTimer();
    const before = timer(place);
    for (const words of [
      ['set', 'color', 'never'],
      ['set', 'digest.schedule', '07:30'],
      ['set', 'digest.empty', 'send'],
      // Nothing is left to be sent: what a timer has to say then is told by its own run.
      ['unset', 'digest.to'],
    ]) {
      const { code, stdout, stderr } = await config(place, words);
      expect([code, stderr, stdout.includes('timer')]).toEqual([0, '', false]);
    }
    expect(timer(place)).toBe(before);
    expect(calls(place)).toEqual(['']);
  });

  test.each([
    ['has another database', { MEMORIES_DB: '/elsewhere.db' }],
    ['has another zone', { TZ: 'Asia/Tokyo' }],
  ])('is only warned of where the one that would be installed %s', async (_, env) => {
    const place = await homeOfTimer();
    const before = timer(place);
    const { code, stderr } = await config(place, ['set', 'digest.schedule', '06:30'], env);
    expect([code, stderr]).toEqual([
      0,
      "warning: the timer's hours are not those of the settings: memories service install --timer\n",
    ]);
    expect(timer(place)).toBe(before);
    const status = await runMain(['digest', 'status'], { home: place, platform: 'linux' });
    expect(status.stderr).toBe(stderr);
    expect(status.code).toBe(0);
  });

  test('is warned of where systemd refuses it; the setting is kept', async () => {
    const place = await homeOfTimer();
    tools(place, { systemctl: 'case "$*" in *show*) :;; *) echo "Access denied" >&2; exit 1;; esac' });
    const { code, stdout, stderr } = await config(place, ['set', 'digest.schedule', '06:30']);
    expect([code, stdout.includes('digest.schedule is now')]).toEqual([0, true]);
    expect(stderr).toBe(
      "warning: the timer's hours are not those of the settings: systemctl --user daemon-reload: Access denied: memories service install --timer\n",
    );
    // It says so again until it is mended.
    expect(timer(place)).toContain('07:30:00');
  });

  test('of launchd gets them too; a service needs none', async () => {
    const place = await home();
    tools(place, { launchctl: 'echo "state = waiting"' });
    const mac = (words: readonly string[]): Promise<MainResult> =>
      runMain(words, { home: place, platform: 'darwin', env: { PATH: join(place, 'bin') } });
    await mac(['service', 'install', '--timer']);
    const { stdout } = await mac(['config', 'set', 'digest.schedule', '06:30']);
    expect(stdout).toContain('The timer is updated: it starts at 06:30 now.\n');
    const agent = readFileSync(join(place, AGENT), 'utf8');
    expect(agent).toMatch(/<key>Hour<\/key>\s*<integer>6<\/integer>\s*<key>Minute<\/key>\s*<integer>30<\/integer>/);
    systemd(place, RUNNING);
    await service(place, ['install']);
    expect((await config(place, ['set', 'digest.schedule', '05:30'])).stdout).not.toContain('timer');
  });
});

describe('without systemd and launchd, service', () => {
  test('install writes nothing and prints the line for cron', async () => {
    const place = await home();
    tools(place, { systemctl: 'echo "Failed to connect to bus: No medium found" >&2; exit 1' });
    const { code, stdout, stderr } = await service(place, ['install']);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(
      'error: systemd runs no services for this user (Failed to connect to bus: No medium found)\n',
    );
    expect(stderr).toContain(`hint: let cron send it (crontab -e): 30 7 * * * MEMORIES_DB=${place}/memories.db `);
    expect(existsSync(join(place, UNIT))).toBe(false);
    const without = await service(place, ['status'], { PATH: join(place, 'none') });
    expect(without.stderr).toContain('there is no systemd on this machine');
  });

  test.each([
    // New York is five hours behind, Kolkata five and a half ahead, Auckland thirteen.
    ['schedule: 08:00, time_zone: America/New_York', ['0 13 * * *']],
    ['schedule: 08:00, time_zone: Asia/Kolkata, every: week', ['30 2 * * 0']],
    ['schedule: 21:00, time_zone: America/New_York, every: week', ['0 2 * * 1']],
    ['schedule: 0 21 * * mon-fri, time_zone: America/New_York', ['0 2 * * 2,3,4,5,6']],
    ['schedule: 08:00, time_zone: Pacific/Auckland, every: week', ['0 19 * * 6']],
    ['schedule: 0 8 * * 1-5, time_zone: Pacific/Auckland', ['0 19 * * 0,1,2,3,4']],
    ['schedule: 08:00, time_zone: Pacific/Auckland, year_review: 01-01', ['0 19 * * *', '0 19 31 12 *']],
    ['schedule: 0 8 1 * *, time_zone: Europe/Berlin', ['0 7 1 * *']],
  ])("install converts hours to the machine's zone: %s", async (settings, expected) => {
    const place = await home();
    writeConfig(place, `digest: { to: wren@example.org, ${settings} }\nsmtp: { host: localhost }\n`);
    const { stderr } = await service(place, ['install'], { PATH: join(place, 'none') });
    const lines = stderr.split('\n').filter((line) => line.includes('MEMORIES_DB='));
    expect(lines.map((line) => /[*\d][-*\d,/ ]+(?= MEMORIES_DB=)/.exec(line)?.[0])).toEqual(expected);
  });

  test('install prints a line for each digest, with its name', async () => {
    const place = await home();
    writeConfig(
      place,
      `digest: { to: wren@example.org, year_review: 12-31 }
digests: { far: { to: a@example.org, schedule: 09:30, time_zone: Asia/Tokyo, year_review: never } }
smtp: { host: localhost }
`,
    );
    const { stderr } = await service(place, ['install'], { PATH: join(place, 'none') });
    const [hint, ...lines] = stderr.trimEnd().split('\n').slice(1);
    expect(hint).toBe('hint: let cron send them (crontab -e):');
    expect(lines.map((line) => line.replace(/ MEMORIES_DB=.* digest send -q/, ' …'))).toEqual([
      '0 8 * * * … digest',
      '0 8 31 12 * … digest --year',
      '30 0 * * * … far',
    ]);
  });

  test.each(['0 8 L * *', '0 8 15W * *', '0 8 * * 1#2', '0 8 ? * 1', '0 8 * * monday'])(
    'install prints no line for cron if cron can not express the schedule: %s',
    async (schedule) => {
      const place = await home();
      writeConfig(place, `digest: { to: wren@example.org, schedule: '${schedule}' }\nsmtp: { host: localhost }\n`);
      const { stderr } = await service(place, ['install'], { PATH: join(place, 'none') });
      expect(stderr).toContain(
        `hint: cron knows no "${schedule}": keep memories serve-digest running, or set another schedule\n`,
      );
    },
  );

  test('install names what sends the mail in a container', async () => {
    const env = { container: 'docker', PATH: join(tempFolder(), 'none') };
    const { code, stdout, stderr } = await service(await home(), ['install'], env);
    expect([code, stdout, stderr]).toEqual([
      1,
      '',
      'error: nothing starts services in a container\nhint: its own command, memories serve-digest, sends the mail: docker compose up -d\n',
    ]);
  });

  test('install --print still prints the unit, and nothing else', async () => {
    const place = tempFolder();
    const { code, stdout, stderr } = await service(place, ['install', '--print']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^# Written by memories[^]*WantedBy=default\.target\n$/);
    expect(stderr).toBe(`This belongs in ${place}/${UNIT}\n`);
    expect(existsSync(join(place, UNIT))).toBe(false);
  });
});

describe('with launchd, service', () => {
  const PRINTED = 'memories.digest = {\n\tstate = running\n\n\tpid = 4242\n\tlast exit code = (never exited)\n}';

  /** A launchd that knows the agent once it is loaded, and loads it at the second attempt only. */
  function launchd(place: string): void {
    writeFileSync(join(place, 'printed'), PRINTED);
    tools(place, {
      launchctl: `case "$1 $2" in
        bootstrap*) [ -e '${place}/tried' ] || { : > '${place}/tried'; echo "Bootstrap failed: 5: Input/output error" >&2; exit 5; };;
        print*memories.digest) while read -r line; do echo "$line"; done < '${place}/printed';;
      esac`,
      ps: 'echo "Sun Nov 22 08:00:00 2026"',
    });
  }

  test('install writes the agent and loads it, status shows it, uninstall removes it', async () => {
    const place = await home();
    launchd(place);
    mkdirSync(join(place, 'Library/Logs'), { recursive: true });
    writeFileSync(join(place, 'Library/Logs/memories-digest.log'), 'one\ntwo\n');
    const installed = await service(place, ['install'], {}, 'darwin');
    expect([installed.code, installed.stderr]).toEqual([0, '']);
    expect(readFileSync(join(place, AGENT), 'utf8')).toContain(`<string>${place}/memories.db</string>`);
    const domain = `gui/${process.getuid?.() ?? ''}`;
    expect(calls(place).filter((call) => /boot|enable/.test(call))).toEqual([
      `launchctl bootout ${domain}/memories.digest`,
      `launchctl enable ${domain}/memories.digest`,
      `launchctl bootstrap ${domain} ${place}/${AGENT}`,
      `launchctl bootstrap ${domain} ${place}/${AGENT}`,
    ]);
    const { code, stdout } = await service(place, ['status'], {}, 'darwin');
    expect(code).toBe(0);
    expect(stdout).toContain('now        running, since Sun Nov 22 08:00:00 2026\n');
    expect(stdout).toContain('  one\n  two\n');
    writeFileSync(join(place, 'printed'), 'memories.digest = {\n\tstate = not running\n\tlast exit code = 1\n}');
    const stopped = await service(place, ['status'], {}, 'darwin');
    expect([stopped.code, stopped.stdout.includes('now        stopped, exit code 1\n')]).toEqual([1, true]);
    expect((await service(place, ['uninstall'], {}, 'darwin')).code).toBe(0);
    expect(existsSync(join(place, AGENT))).toBe(false);
    expect(existsSync(dirname(join(place, AGENT)))).toBe(true);
  });

  test("install --timer has it started at every hour of the machine's that may be the digest's", async () => {
    const place = await home();
    launchd(place);
    writeFileSync(join(place, 'printed'), 'memories.digest = {\n\tstate = not running\n\tlast exit code = 0\n}');
    // Clocks change on other days in New York than in Berlin.
    writeConfig(
      place,
      'digest: { to: w@example.org, schedule: 08:00, time_zone: America/New_York }\nsmtp: { host: localhost }\n',
    );
    const berlin = (words: readonly string[]): Promise<MainResult> =>
      runMain(['service', ...words], {
        home: place,
        platform: 'darwin',
        systemTimeZone: 'Europe/Berlin',
        env: { PATH: join(place, 'bin') },
      });
    const { code, stdout } = await berlin(['install', '--timer']);
    expect(code).toBe(0);
    expect(stdout).toContain('The timer is set');
    const agent = readFileSync(join(place, AGENT), 'utf8');
    expect(agent.match(/(?<=<key>Hour<\/key>\s*<integer>)\d+/g)).toEqual(['13', '14']);
    expect(agent).toContain('<string>--once</string>');
    expect(agent).toContain('<key>RunAtLoad</key>');
    expect(agent).not.toContain('KeepAlive');
    const status = await berlin(['status']);
    expect([status.code, status.stdout.includes('now        waiting\n'), status.stderr]).toEqual([0, true, '']);
    await berlin(['install']);
    expect(readFileSync(join(place, AGENT), 'utf8')).toContain('KeepAlive');
  });
});
