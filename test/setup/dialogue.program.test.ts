// `memories setup`: the dialogue at a real terminal, with a real mail server, and the check where nobody can be asked.

import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderOf } from '../support/archives.ts';
import { archiveWith, homeWith, runMain, writeConfig } from '../support/main.ts';
import { startHttp } from '../support/http-server.ts';
import { RUNNING, systemd, timerState } from '../support/service-tools.ts';
import { startSmtp } from '../support/smtp-server.ts';
import { tempFolder } from '../support/temp.ts';
import { atTerminal, hasTerminals, type Shown, type Step } from '../support/terminal.ts';
import { ytdFile, ytdTweet } from '../support/tweets.ts';

const AUTH = { user: 'wren@example.org', password: 'plums' };

const DIGEST: readonly Step[] = [
  ['mail for?', 'wren@example.org', 'enter'],
  ['Which time zone', 'enter'],
  ['At what time', '7.30', 'enter'],
  ['without memories?', 'down', 'enter'],
];

/** What stands at localhost, without encryption and at a port of its own. */
function serverAt(port: number): readonly Step[] {
  return [
    ['Which mail server', 'enter'],
    ['Its name?', 'localhost', 'enter'],
    ['encrypted?', 'enter'],
    ['Which port?', String(port), 'enter'],
  ];
}

const SIGN_IN: readonly Step[] = [
  ['a user and a password?', 'y', 'enter'],
  ['As which user?', 'enter'],
];

const TYPE_PASSWORD = (password: string): readonly Step[] => [
  ['And the password?', 'enter'],
  ['The password?', password, 'enter'],
];

function configOf(home: string): string {
  return join(home, 'config.yaml');
}

async function setUp(home: string, args: readonly string[], steps: readonly Step[]): Promise<Shown> {
  const env = { MEMORIES_CONFIG: configOf(home), MEMORIES_DB: join(home, 'memories.db') };
  return atTerminal(['setup', ...args], steps, { home, env });
}

/** A file of settings with a mail server that wants a password. */
function settingsFor(port: number, password = 'plums'): string {
  return `# mine
time_zone: Europe/Paris
digest:
  to: wren@example.org # me
smtp:
  host: localhost
  port: ${port}
  security: none
  user: wren@example.org
  password: ${password}
`;
}

describe.skipIf(!hasTerminals())('on a terminal, setup', { concurrent: true }, () => {
  test('asks for everything, keeps it where only its owner reads it, and sends a test mail', async () => {
    const server = await startSmtp({ auth: AUTH });
    const home = tempFolder();
    const { code, screen } = await atTerminal(
      ['setup'],
      [...DIGEST, ...serverAt(server.port), ...SIGN_IN, ...TYPE_PASSWORD('plums'), ['Send a test mail', 'enter']],
      { home, env: { MEMORIES_CONFIG: configOf(home) } },
    );
    expect(code).toBe(0);
    expect(screen).not.toContain('plums');
    expect(screen).toContain('The mail server took it');
    expect(screen).toContain('nothing has been imported yet.\nmemories import <the zip');
    expect(screen).toContain('After that: memories service install');
    expect(readFileSync(configOf(home), 'utf8')).toBe(`time_zone: UTC
digest:
  to: wren@example.org
  schedule: 07:30
  empty: send
smtp:
  host: localhost
  port: ${server.port}
  security: none
  user: wren@example.org
  password: plums
`);
    expect(statSync(configOf(home)).mode & 0o777).toBe(0o600);
    const [mail] = server.received;
    expect(mail?.envelope).toEqual({ from: 'wren@example.org', to: ['wren@example.org'] });
    expect(mail?.parsed.subject).toBe('memories: the mail works');
    expect(mail?.parsed.text).toMatch(/The next mail is due on \d{4}-\d\d-\d\d at 07:30\./);
  }, 60_000);

  test('takes the address of a topic or webhook for those who want no mail, and asks for no mail server', async () => {
    const http = await startHttp();
    const home = tempFolder();
    const topic = `${http.origin}/otters`;
    const steps: readonly Step[] = [
      ['mail for?', topic, 'enter'],
      ['What is it the address of?', 'enter'],
      ...DIGEST.slice(1),
      ['Send a test to ntfy:127.0.0.1', 'enter'],
    ];
    const { code, screen } = await setUp(home, [], steps);
    expect(code).toBe(0);
    expect(screen).toContain('Without mail: the address of a topic of ntfy');
    expect(screen).toContain('Its server took it: ntfy:127.0.0.1');
    expect(readFileSync(configOf(home), 'utf8')).toBe(
      `time_zone: UTC\ndigest:\n  schedule: 07:30\n  empty: send\n  ntfy: ${topic}\n`,
    );
    expect(statSync(configOf(home)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(http.received[0]?.body.toString() ?? '')).toMatchObject({
      topic: 'otters',
      title: 'memories: the mail works',
    });
    // What is there is shown without its topic, and stays.
    const again = await setUp(home, ['--no-test'], [['…)', 'enter'], ...DIGEST.slice(1)]);
    expect(again.code).toBe(0);
    expect(again.screen).toContain(`(${http.origin}/…)`);
    expect(readFileSync(configOf(home), 'utf8')).toContain(`  ntfy: ${topic}\n`);
  }, 60_000);

  test('starts from what is there, and keeps it, its comments and its password', async () => {
    const server = await startSmtp({ auth: AUTH });
    const home = tempFolder();
    writeConfig(home, settingsFor(server.port));
    chmodSync(configOf(home), 0o644);
    const { code, screen } = await setUp(
      home,
      ['--test'],
      [
        ['(wren@example.org)', 'enter'],
        ['(Europe/Paris)', 'enter'],
        ['(08:00)', 'enter'],
        ['without memories?', 'enter'],
        [`localhost:${server.port}, as wren@example.org`, 'enter'],
        ['As which user? (wren@example.org)', 'enter'],
        ['keep the one that is there', 'enter'],
      ],
    );
    expect(code).toBe(0);
    expect(screen).toContain('which only you can read now');
    expect(server.received).toHaveLength(1);
    expect(statSync(configOf(home)).mode & 0o777).toBe(0o600);
    expect(readFileSync(configOf(home), 'utf8')).toBe(
      settingsFor(server.port).replace('# me\n', '# me\n  schedule: 08:00\n  empty: skip\n'),
    );
  }, 60_000);

  test('says why the test mail failed, keeps the answers, and lets them be changed', async () => {
    const server = await startSmtp({ auth: AUTH });
    const home = tempFolder();
    const { code, screen } = await setUp(
      home,
      ['--test'],
      [
        ...DIGEST,
        ...serverAt(server.port),
        ...SIGN_IN,
        ...TYPE_PASSWORD('pears'),
        ['What now?', 'down', 'enter'],
        ['As which user?', 'enter'],
        ['And the password?', 'down', 'enter'],
        ['The password?', 'plums', 'enter'],
      ],
    );
    expect(code).toBe(0);
    expect(screen).toContain('did not let us sign in');
    expect(screen.indexOf('Saved in')).toBeLessThan(screen.indexOf('did not let us sign in'));
    expect(server.received).toHaveLength(1);
    expect(readFileSync(configOf(home), 'utf8')).toContain('password: plums');
  }, 60_000);

  test('asks for the port of a server again that did not work', async () => {
    const server = await startSmtp({ auth: AUTH });
    const home = tempFolder();
    writeConfig(home, settingsFor(9));
    const { code } = await setUp(
      home,
      ['--test'],
      [
        ['(wren@example.org)', 'enter'],
        ['(Europe/Paris)', 'enter'],
        ['(08:00)', 'enter'],
        ['without memories?', 'enter'],
        ['localhost:9, as wren@example.org', 'enter'],
        ['As which user? (wren@example.org)', 'enter'],
        ['keep the one that is there', 'enter'],
        ['What now?', 'down', 'down', 'enter'],
        ['localhost:9, as wren@example.org', 'enter'],
        ['Which port? (9)', String(server.port), 'enter'],
        ['As which user? (wren@example.org)', 'enter'],
        ['keep the one that is there', 'enter'],
      ],
    );
    expect(code).toBe(0);
    expect(server.received).toHaveLength(1);
    expect(readFileSync(configOf(home), 'utf8')).toContain(`port: ${server.port}\n`);
  }, 60_000);

  test('can be left with a mail server that does not work yet', async () => {
    const home = tempFolder();
    const { code } = await setUp(
      home,
      ['--test'],
      [
        ...DIGEST,
        ...serverAt(9),
        ['a user and a password?', 'n', 'enter'],
        ['What now?', 'down', 'down', 'down', 'down', 'enter'],
      ],
    );
    expect(code).toBe(0);
    expect(readFileSync(configOf(home), 'utf8')).toContain('port: 9');
  }, 60_000);

  test('takes a program of this machine in place of a mail server, whose settings it keeps', async () => {
    const home = tempFolder();
    const program = join(home, 'sendmail');
    writeFileSync(program, `#!/bin/sh\n/bin/cat > '${home}/mail'\n`, { mode: 0o755 });
    writeConfig(home, settingsFor(9));
    chmodSync(configOf(home), 0o600);
    const steps: readonly Step[] = [
      ['mail for?', 'enter'],
      ['(Europe/Paris)', 'enter'],
      ['(08:00)', 'enter'],
      ['without memories?', 'enter'],
    ];
    const { code } = await setUp(
      home,
      ['--test'],
      [
        ...steps,
        ['Which mail server', ...Array.from({ length: 20 }, () => 'down'), 'enter'],
        ['Which command?', ...Array.from({ length: 18 }, () => 'backspace'), program, 'enter'],
      ],
    );
    expect(code).toBe(0);
    expect(readFileSync(configOf(home), 'utf8')).toContain(`  password: plums\n  sendmail: ${program}\n`);
    expect(readFileSync(join(home, 'mail'), 'utf8')).toContain('Subject: memories: the mail works');
    const again = await setUp(
      home,
      ['--no-test'],
      [...steps, ['❯ a program of this machine', 'enter'], [program, 'enter']],
    );
    expect(again.code).toBe(0);
  }, 60_000);

  test('proposes an access token where a provider takes no passwords', async () => {
    const home = tempFolder();
    const { code, screen } = await setUp(
      home,
      ['--no-test'],
      [
        ['mail for?', 'wren@outlook.com', 'enter'],
        ...DIGEST.slice(1),
        ['❯ Outlook.com', 'enter'],
        ['(wren@outlook.com)', 'enter'],
        ['❯ none: a command prints an access token', 'enter'],
        ['Which command?', 'mutt_oauth2.py wren', 'enter'],
      ],
    );
    expect(code).toBe(0);
    expect(screen).toContain('takes no passwords from programs, only access tokens');
    expect(readFileSync(configOf(home), 'utf8')).toContain(
      '  host: smtp-mail.outlook.com\n  port: 587\n  security: starttls\n  user: wren@outlook.com\n  token_command: mutt_oauth2.py wren\n',
    );
  }, 60_000);

  test('ends with 130 on Ctrl-C and writes nothing', async () => {
    const home = tempFolder();
    const { code, screen } = await setUp(home, [], [...DIGEST.slice(0, 2), ['At what time', 'ctrl-c']]);
    expect(code).toBe(130);
    expect(screen).not.toMatch(/^\s+at /m);
    expect(existsSync(configOf(home))).toBe(false);
  }, 60_000);

  test("knows the provider of an address, and takes Google's groups of letters together", async () => {
    const home = tempFolder();
    const { code, screen } = await setUp(
      home,
      ['--no-test'],
      [
        ['mail for?', 'wren', 'enter'],
        ['It must be one address', '@gmail.com', 'enter'],
        ['Which time zone', 'backspace', 'Atlantis', 'enter'],
        ['It must be a time zone', ...Array.from({ length: 8 }, () => 'backspace'), 'tokyo', 'enter'],
        ['At what time', 'enter'],
        ['without memories?', 'enter'],
        ['❯ Gmail', 'enter'],
        ['(wren@gmail.com)', 'enter'],
        ['And the password?', 'enter'],
        ['The password?', 'abcd efgh ijkl mnop', 'enter'],
      ],
    );
    expect(code).toBe(0);
    expect(screen).toContain('https://myaccount.google.com/apppasswords');
    expect(readFileSync(configOf(home), 'utf8')).toBe(`time_zone: Asia/Tokyo
digest:
  to: wren@gmail.com
  schedule: 08:00
  empty: skip
smtp:
  host: smtp.gmail.com
  port: 465
  security: tls
  user: wren@gmail.com
  password: abcdefghijklmnop
`);
  }, 60_000);

  test('sets up a further digest beside the first one, with the same mail server', async () => {
    const home = tempFolder();
    writeConfig(home, settingsFor(2500));
    const { code } = await setUp(
      home,
      ['family', '--no-test'],
      [
        ['mail for?', 'ma@example.org', 'enter'],
        ['(Europe/Paris)', 'enter'],
        ['(08:00)', '9', 'enter'],
        ['without memories?', 'enter'],
        ['localhost:2500, as wren@example.org sends it. Change that?', 'enter'],
      ],
    );
    expect(code).toBe(0);
    expect(readFileSync(configOf(home), 'utf8')).toBe(
      `${settingsFor(2500)}digests:\n  family:\n    to: ma@example.org\n    schedule: 09:00\n`,
    );
  }, 60_000);

  test('proposes the zone that the archive names, and asks for a sender where the user is no address', async () => {
    const home = tempFolder();
    const archive = await folderOf({
      'data/account.js': ytdFile('account', [{ account: { username: 'wren_writes', accountId: '42' } }]),
      'data/account-timezone.js': ytdFile('account_timezone', [
        { accountTimezone: { accountId: '42', timeZone: 'Eastern Time (US & Canada)' } },
      ]),
      'data/tweets.js': ytdFile('tweets', [ytdTweet({ at: '2019-11-22T12:00:00Z', text: 'hello' })]),
    });
    await runMain(['import', archive], { home });
    const { code, screen } = await setUp(
      home,
      ['--no-test'],
      [
        ['mail for?', 'wren@example.org', 'enter'],
        ['America/New_York, as your archive says', 'enter'],
        ['At what time', 'enter'],
        ['without memories?', 'enter'],
        ...serverAt(25),
        ['a user and a password?', 'y', 'enter'],
        ['As which user?', 'AKIA', 'enter'],
        ['And the password?', 'down', 'enter'],
        ['Which command?', 'echo plums', 'enter'],
        ['From which address', 'enter'],
      ],
    );
    expect(code).toBe(0);
    // There is no systemd.
    expect(screen).toContain('The mail does not come by itself yet');
    expect(screen).toContain('\nLet cron send it (crontab -e): ');
    expect(screen).not.toContain('After that:');
    const text = readFileSync(configOf(home), 'utf8');
    expect(text).toContain('time_zone: America/New_York');
    expect(text).toContain('password_command: echo plums');
    expect(text).toContain('from: wren@example.org');
  }, 60_000);

  test('makes settings of an address of the server, and asks nothing that the environment says', async () => {
    const home = tempFolder();
    writeConfig(home, 'smtp:\n  url: smtp://wren:pl%20ums@localhost:2500\n');
    const env = {
      MEMORIES_CONFIG: configOf(home),
      MEMORIES_DIGEST_TO: 'wren@example.org',
      MEMORIES_TIME_ZONE: 'Asia/Tokyo',
    };
    const { code, screen } = await atTerminal(
      ['setup', '--no-test'],
      [
        ['At what time', 'enter'],
        ['without memories?', 'enter'],
        ['Which mail server', 'enter'],
        ['(wren)', 'enter'],
        ['And the password?', 'enter'],
        ['From which address', 'enter'],
      ],
      { home, env },
    );
    expect(code).toBe(0);
    expect(screen).toContain('MEMORIES_DIGEST_TO says: wren@example.org');
    const text = readFileSync(configOf(home), 'utf8');
    expect(text).toContain('password: pl ums');
    expect(text).not.toMatch(/url|Tokyo|to:/);
  }, 60_000);

  test.skipIf(process.platform !== 'linux')(
    'offers the service where there is something to send, and installs it',
    async () => {
      const home = await homeWith(await archiveWith([{ at: '2019-11-22T12:00:00Z', text: 'plums' }]));
      writeConfig(home, settingsFor(2500));
      const bin = join(home, 'bin');
      mkdirSync(bin);
      writeFileSync(join(bin, 'systemctl'), '#!/bin/sh\necho ActiveState=active\n', { mode: 0o755 });
      const { code, screen } = await setUp(
        home,
        ['family', '--no-test'],
        [
          ['mail for?', 'ma@example.org', 'enter'],
          ['Which time zone', 'enter'],
          ['At what time', 'enter'],
          ['without memories?', 'enter'],
          ['Change that?', 'enter'],
          ['Have systemd send the mail', 'enter'],
        ],
      );
      expect(code).toBe(0);
      expect(screen).toContain('The service runs, and starts at every log-in.');
      expect(existsSync(join(home, '.config/systemd/user/memories-digest.service'))).toBe(true);
    },
    60_000,
  );

  test.skipIf(process.platform !== 'linux')(
    'gives a timer that is installed its new hours without asking',
    async () => {
      const home = await homeWith(await archiveWith([{ at: '2019-11-22T12:00:00Z', text: 'plums' }]));
      writeConfig(home, settingsFor(2500));
      const env = { PATH: systemd(home, RUNNING), TZ: 'UTC' };
      timerState(home, 0);
      expect((await runMain(['service', 'install', '--timer'], { home, env, platform: 'linux' })).code).toBe(0);
      const again = (...time: readonly string[]): Promise<Shown> =>
        setUp(
          home,
          ['--no-test'],
          [
            ['mail for?', 'enter'],
            ['Which time zone', 'enter'],
            ['At what time', ...time, 'enter'],
            ['without memories?', 'enter'],
            ['Which mail server', 'enter'],
            ['As which user?', 'enter'],
            ['And the password?', 'enter'],
          ],
        );
      const changed = await again('6.15');
      expect(changed.code).toBe(0);
      expect(changed.screen).toContain('The timer is updated: it starts at 06:15 Europe/Paris now.');
      const timer = join(home, '.config/systemd/user/memories-digest.timer');
      expect(readFileSync(timer, 'utf8')).toContain('OnCalendar=*-*-* 06:15:00 Europe/Paris\n');
      const same = await again();
      expect(same.screen).toContain('The timer that is installed sends it.');
      expect(changed.screen + same.screen).not.toContain('Have systemd send');
    },
    60_000,
  );

  test('lets what could not be saved be saved again', async () => {
    const home = tempFolder();
    writeFileSync(join(home, 'file'), '');
    const { code, screen } = await atTerminal(
      ['setup', '--no-test'],
      [
        ...DIGEST,
        ...serverAt(25),
        ['a user and a password?', 'n', 'enter'],
        ['save it again?', 'y', 'enter'],
        ['save it again?', 'n', 'enter'],
      ],
      { home, env: { MEMORIES_CONFIG: join(home, 'file/config.yaml') }, columns: 60 },
    );
    expect(code).toBe(1);
    expect(screen.match(/^\? Try to save it again\? \(Y\/n\)/gm)).toHaveLength(2);
    expect(screen.replace(/\s+/g, ' ').match(/is a file, not a folder/g)).toHaveLength(3);
  }, 60_000);
});

describe('without a terminal, setup', () => {
  test('a digest that goes elsewhere than by mail misses nothing', async () => {
    const http = await startHttp();
    const home = tempFolder();
    writeConfig(home, `digest: { webhook: "${http.origin}/hook" }\n`);
    const { host } = new URL(http.origin);
    const words = `digest: to webhook:${host}, "08:00" in UTC\n`;
    expect(await runMain(['setup'], { home })).toEqual({ code: 0, stdout: words, stderr: '' });
    const tested = await runMain(['setup', '--test'], { home });
    expect(tested.stdout).toBe(`${words}a test was sent to webhook:${host}\n`);
    expect(http.received.map(({ body }) => body.toString())).toEqual(['{\n  "test": true\n}\n']);
    const status = await runMain(['digest', 'status'], { home });
    expect(status.stderr).toContain('nothing has been imported yet');
    expect((await runMain(['doctor', '--offline'], { home })).stdout).not.toContain('mail');
  });

  test('says what is missing, a line each', async () => {
    const { code, stdout, stderr } = await runMain(['setup']);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatchInlineSnapshot(`
      "missing: digest.to (MEMORIES_DIGEST_TO), who gets the mail
      missing: smtp.host (MEMORIES_SMTP_URL), the mail server
      error: the daily mail is not set up
      hint: set what is missing: memories config set <setting> <value>, or the variable; or run memories setup on a terminal
      "
    `);
  });

  test('wants a password where there is a user, and an address for a further digest', async () => {
    const home = tempFolder();
    writeConfig(home, 'digest: { to: wren@example.org }\nsmtp: { host: localhost, user: wren }\n');
    const { code, stderr } = await runMain(['setup', 'family'], { home });
    expect(code).toBe(1);
    expect(stderr).toContain('missing: digests.family.to, who gets the mail\n');
    expect(stderr).toContain(
      'missing: smtp.password_command or smtp.password (MEMORIES_SMTP_PASSWORD), the password\n',
    );
  });

  test('wants a user where there is a token', async () => {
    const home = tempFolder();
    writeConfig(home, 'digest: { to: wren@example.org }\nsmtp: { host: localhost, token_command: echo plums }\n');
    expect((await runMain(['setup'], { home })).stderr).toContain(
      'missing: smtp.user, whose password or token it is\n',
    );
  });

  test('tries the mail server, with everything from the environment, and sends nothing', async () => {
    const server = await startSmtp({ auth: AUTH });
    const env = {
      MEMORIES_DIGEST_TO: 'wren@example.org',
      MEMORIES_SMTP_URL: `smtp://wren%40example.org@localhost:${server.port}`,
      MEMORIES_SMTP_PASSWORD: 'plums',
    };
    const { code, stdout } = await runMain(['setup', '--no-input'], { env });
    expect(code).toBe(0);
    expect(stdout).toBe(`digest: to wren@example.org, "08:00" in UTC\nmail server localhost:${server.port}: ready\n`);
    expect(server.received).toHaveLength(0);
    const wrong = await runMain(['setup'], { env: { ...env, MEMORIES_SMTP_PASSWORD: 'pears' } });
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toContain('did not let us sign in');
    expect(wrong.stderr).not.toContain('pears');
  });

  test('sends a test mail with --test', async () => {
    const server = await startSmtp();
    const home = tempFolder();
    mkdirSync(dirname(configOf(home)), { recursive: true });
    writeFileSync(
      configOf(home),
      `digests: { family: { to: ma@example.org } }\nsmtp: { host: localhost, port: ${server.port} }\n`,
    );
    const { code, stdout } = await runMain(['setup', 'family', '--test'], { home });
    expect(code).toBe(0);
    expect(stdout).toContain('a test mail was sent to ma@example.org\n');
    expect(server.received.map(({ envelope }) => envelope.to)).toEqual([['ma@example.org']]);
  });

  test('takes no name that a digest cannot have', async () => {
    expect((await runMain(['setup', 'My Family'])).code).toBe(2);
  });
});
