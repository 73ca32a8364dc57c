// The real program with a real mail server beside it.

import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { beforeEach, describe, expect, test } from 'vitest';
import { fixturePath } from '../../support/archives.ts';
import { circleArchive } from '../../support/circle.ts';
import { archiveWith, jsonOf, runMain, writeConfig } from '../../support/main.ts';
import { runMemories, spawnMemories, type RunOptions, type RunResult } from '../../support/run.ts';
import { CA_FILE, startSmtp, type TestSmtp } from '../../support/smtp-server.ts';
import { tempFolder } from '../../support/temp.ts';

const NOW = '2026-11-22T09:00:00Z';

let home = '';
let smtp: TestSmtp;

beforeEach(async () => {
  home = tempFolder();
  smtp = await startSmtp();
  await imports(fixturePath('data-2024'));
  configure(`digest:\n  to: Wren <wren@example.org>\nsmtp:\n  url: smtp://127.0.0.1:${smtp.port}\n`);
});

function environment(): Record<string, string> {
  return { MEMORIES_DB: join(home, 'memories.db'), MEMORIES_CONFIG: join(home, 'config.yaml') };
}

function configure(yaml: string): void {
  writeConfig(home, yaml);
}

async function imports(...archives: string[]): Promise<void> {
  const { code, stderr } = await runMain(['import', ...archives], { home });
  if (code !== 0) throw new Error(stderr);
}

function memories(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return runMemories(args, { home, now: NOW, ...options, env: { ...environment(), ...options.env } });
}

function status(): Promise<unknown> {
  return jsonOf(['digest', 'status'], { home });
}

describe('digest send', () => {
  test("sends the day's memories once, and says so the second time", async () => {
    const first = await memories(['digest', 'send']);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/^digest, 2026-11-22, to wren@example\.org: sent, \d+ memories \(/);
    const second = await memories(['digest', 'send']);
    expect(second).toMatchObject({ code: 0, stderr: '' });
    expect(second.stdout).toBe('digest, 2026-11-22, to wren@example.org: sent already (--force sends it once more)\n');
    expect(smtp.received).toHaveLength(1);
    const [mail] = smtp.received;
    const { shown } = (await jsonOf(['today'], { home })) as { shown: number };
    expect(mail?.envelope).toEqual({ from: 'wren@example.org', to: ['wren@example.org'] });
    expect(mail?.parsed.subject).toMatch(
      new RegExp(`^22 November 2026: .{12,} \\(${shown} memories, \\d{4} to \\d{4}\\)$`),
    );
    expect(mail?.parsed.text).toContain('On this day, 22 November');
    expect(mail?.parsed.text).toMatch(/From the archive of @wren_writes, which ends on \d+ \w+ 2024\./);
    expect(mail?.parsed.html).toContain('22 November');
    expect(mail?.parsed.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail?.raw).toMatch(/^List-Id: "memories"\s+<digest\.memories\.[\da-f-]{36}\.localhost>/im);
    expect(mail?.raw).not.toMatch(/^List-Unsubscribe:/im);
  });

  test('says nothing with --quiet, but for what went wrong', async () => {
    const quiet = (): Promise<RunResult> => memories(['digest', 'send', '-q']);
    expect(await quiet()).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(await quiet()).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(smtp.received).toHaveLength(1);
    smtp.answers.rcpt = '550 5.1.1 no such user';
    const failed = await memories(['digest', 'send', '--quiet', '--date', '2026-11-21', '--force']);
    expect(failed).toMatchObject({ code: 0, stdout: '' });
    const { code, stdout, stderr } = await memories(['digest', 'send', '--quiet', '--date', '2025-11-22']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^digest, 2025-11-22, to wren@example\.org: not sent: .*550 5\.1\.1 no such user\n$/);
    expect(stderr).toContain('refused the recipient: 550 5.1.1 no such user');
  });

  test('sends it once more with --force, as another mail', async () => {
    await memories(['digest', 'send']);
    await memories(['digest', 'send', '--force']);
    expect(new Set(smtp.received.map(({ messageId }) => messageId)).size).toBe(2);
  });

  test('sends one mail when many ask for it at once', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => memories(['digest', 'send'])));
    expect(all.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0]);
    expect(smtp.received).toHaveLength(1);
  });

  test('sends the mail of another day, and to somebody else', async () => {
    await memories(['digest', 'send', '--date', '2027-11-22', '--to', 'Robin <robin@example.org>']);
    expect(smtp.received[0]?.envelope.to).toEqual(['robin@example.org']);
    expect(smtp.received[0]?.parsed.subject).toMatch(/^22 November/);
    expect(smtp.received[0]?.raw).toMatch(/^List-Unsubscribe: <mailto:wren@example\.org/im);
  });

  test('with nothing to send on an empty day sends nothing, unless it is to', async () => {
    const empty = ['digest', 'send', '--date', '02-03'];
    expect((await memories(empty)).stdout).toContain('no memories, no mail');
    configure(`digest:\n  to: wren@example.org\n  empty: send\nsmtp:\n  url: smtp://127.0.0.1:${smtp.port}\n`);
    await memories(empty);
    expect(smtp.received.map(({ parsed }) => parsed.subject)).toEqual(['3 February 2026: no memories today']);
  });

  test('prints what became of each as JSON', async () => {
    const { stdout } = await memories(['digest', 'send', '--json']);
    expect(JSON.parse(stdout)).toEqual({
      digests: [
        {
          digest: 'digest',
          every: 'day',
          to: 'wren@example.org',
          date: '2026-11-22',
          state: 'sent',
          memories: expect.any(Number) as number,
          messageId: smtp.received[0]?.messageId,
          response: expect.stringContaining('OK') as string,
        },
      ],
      feeds: [],
    });
  });

  test.each([
    ['rcpt', '550 5.1.1 no such user', 'failed'],
    ['data', '451 4.3.0 try again later', 'waiting'],
  ] as const)('ends with 1 when the server says no to %s with %s, and it is %s then', async (moment, answer, state) => {
    smtp.answers[moment] = answer;
    const { code, stderr } = await memories(['digest', 'send']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: .+\nhint: [^\n]+\n$/);
    expect(stderr).toContain(answer.slice(4));
    expect(await status()).toMatchObject({ digests: [{ deliveries: [{ date: '2026-11-22', state, attempts: 1 }] }] });
    Reflect.deleteProperty(smtp.answers, moment);
    expect((await memories(['digest', 'send'])).code).toBe(0);
    expect(smtp.received).toHaveLength(1);
  });

  test('sends every digest, each to its own, and those after one that fails', async () => {
    await imports(
      await archiveWith([{ at: '2015-11-22T10:00:00Z', text: 'Robin was here' }], { id: '77', handle: 'robin_sings' }),
    );
    configure(`
digest: { to: wren@example.org, accounts: [wren_writes] }
digests:
  broken: { to: nobody@example.org, accounts: [nobody_here] }
  sunday: { to: robin@example.org, accounts: [robin_sings], every: week }
smtp: { url: "smtp://127.0.0.1:${smtp.port}" }
`);
    const { code, stdout, stderr } = await memories(['digest', 'send']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: 1 of 3 mails was not sent: .*there is no account @nobody_here/);
    expect(stdout).toContain('to nobody@example.org: not sent: ');
    expect(stdout.split('\n').map((line) => line.split(':')[0])).toEqual([
      'digest, 2026-11-22, to wren@example.org',
      'broken, 2026-11-22, to nobody@example.org',
      'sunday, 2026-11-22, to robin@example.org',
      '',
    ]);
    expect(smtp.received.map(({ envelope }) => envelope.to[0])).toEqual(['wren@example.org', 'robin@example.org']);
    const [wrens, robins] = smtp.received.map(({ parsed }) => parsed);
    expect(wrens?.text).not.toContain('Robin was here');
    expect(robins?.text).toContain('Robin was here');
    expect(robins?.subject).toBe('Your week to 22 November 2026: Robin was here (1 memory of 2015)');
  });

  test.each([
    [['--date', '31-11'], 'there is no month 31'],
    [['--to', 'everybody'], '"everybody" is not an address'],
  ])('refuses %j as a wrong command line', async (args, message) => {
    const { code, stderr } = await memories(['digest', 'send', ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('a mail server', () => {
  const USER = { user: 'wren@example.org', password: 'sécret "pass word"' };

  async function sendThrough(
    security: 'starttls' | 'tls',
    yaml: string,
    env: Record<string, string> = {},
  ): Promise<RunResult> {
    smtp = await startSmtp({ security, auth: USER });
    configure(
      `digest:\n  to: wren@example.org\nsmtp:\n  host: localhost\n  port: ${smtp.port}\n  security: ${security}\n${yaml}`,
    );
    return memories(['digest', 'send'], { env: { NODE_EXTRA_CA_CERTS: CA_FILE, ...env } });
  }

  test.each(['starttls', 'tls'] as const)(
    'is spoken to by %s, with a password of the environment',
    async (security) => {
      const { code } = await sendThrough(security, '  user: wren@example.org\n', {
        MEMORIES_SMTP_PASSWORD: USER.password,
      });
      expect(code).toBe(0);
      expect(smtp.received[0]).toMatchObject({ user: USER.user, secure: true });
    },
  );

  test('gets the password that a command prints', async () => {
    const command = `printf '%s\\nsecond line' 'sécret "pass word"'`;
    const { code, stderr } = await sendThrough(
      'tls',
      `  user: wren@example.org\n  password_command: ${JSON.stringify(command)}\n`,
    );
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });

  test('gets the password of a file that only its owner can read', async () => {
    const yaml = `  user: wren@example.org\n  password: ${JSON.stringify(USER.password)}\n`;
    const open = await sendThrough('tls', yaml);
    expect(open.code).toBe(1);
    expect(open.stderr).toContain('others can read');
    expect(open.stderr).toContain(`chmod 600 ${join(home, 'config.yaml')}`);
    expect(smtp.connections).toBe(0);
    chmodSync(join(home, 'config.yaml'), 0o600);
    expect((await memories(['digest', 'send'], { env: { NODE_EXTRA_CA_CERTS: CA_FILE } })).code).toBe(0);
  });

  test('with a certificate that nobody vouches for gets nothing', async () => {
    const { code, stderr } = await sendThrough('tls', '  user: wren@example.org\n', {
      MEMORIES_SMTP_PASSWORD: USER.password,
      NODE_EXTRA_CA_CERTS: '',
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/certificate/);
    expect(smtp.received).toEqual([]);
  });

  test('is told in words when it is not set up, and when its password can not be had', async () => {
    configure('digest:\n  to: wren@example.org\n');
    expect((await memories(['digest', 'send'])).stderr).toMatch(
      /^error: no mail server is set up\nhint: memories setup/,
    );
    configure(
      'digest:\n  to: wren@example.org\nsmtp: { host: localhost, user: me, password_command: "echo hush; exit 3" }\n',
    );
    const { code, stderr } = await memories(['digest', 'send']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: smtp\.password_command failed\nhint: try it yourself: echo hush; exit 3\n$/);
  });
});

test("the environment's password is taken, in whatever way, and not the file's", async () => {
  const server = await startSmtp({ auth: { user: 'wren', password: 'plums' } });
  const url = (password: string): string => `smtp://wren:${password}@127.0.0.1:${server.port}`;
  const send = async (file: string, env: Record<string, string>): Promise<number | null> => {
    configure(`digest:\n  to: wren@example.org\nsmtp:\n${file}`);
    chmodSync(join(home, 'config.yaml'), 0o600);
    return (await memories(['digest', 'send', '--force'], { env })).code;
  };
  expect(await send('  password: wrong\n', { MEMORIES_SMTP_URL: url('plums') })).toBe(0);
  expect(await send('  password: plums\n', { MEMORIES_SMTP_URL: url('wrong') })).toBe(1);
  expect(await send(`  url: ${url('wrong')}\n`, { MEMORIES_SMTP_PASSWORD: 'plums' })).toBe(0);
  expect(await send(`  url: ${url('wrong')}\n  password: plums\n`, {})).toBe(0);
});

test('no password is shown by any command, in any error, or in the database', async () => {
  const secret = 'hush-hush-7312';
  configure(
    `digest:\n  to: wren@example.org\nsmtp:\n  url: smtps://wren:${secret}@127.0.0.1:${smtp.port}\n  password: ${secret}\n`,
  );
  chmodSync(join(home, 'config.yaml'), 0o600);
  const env = { MEMORIES_SMTP_PASSWORD: secret, MEMORIES_SMTP_URL: `smtps://wren:${secret}@127.0.0.1:${smtp.port}` };
  const runs = [
    ['config'],
    ['config', '--json'],
    ['config', 'get', 'smtp.password'],
    ['config', 'get', 'smtp.url'],
    ['digest', 'send'],
    ['digest', 'send', '--json'],
    ['digest', 'status', '--json'],
    ['digest', 'preview'],
  ];
  for (const args of runs) {
    for (const variables of [{}, env]) {
      const { stdout, stderr } = await memories(args, { env: variables });
      expect(stdout + stderr, args.join(' ')).not.toContain(secret);
      expect(stdout + stderr, args.join(' ')).not.toContain(Buffer.from(secret).toString('base64'));
    }
  }
  expect(readFileSync(join(home, 'memories.db')).includes(secret)).toBe(false);
  configure(`smtp:\n  port: ${secret}\n  password: { a: ${secret} }\n  url: ${secret}\n`);
  expect((await memories(['config'])).stderr).toMatch(/^error: .*smtp\.port is/);
  configure(`smtp:\n  password: { a: ${secret} }\n`);
  expect((await memories(['config'])).stderr).not.toContain(secret);
  configure(`smtp:\n  url: ${secret}\n`);
  expect((await memories(['config'])).stderr).not.toContain(secret);
  expect((await memories(['config'], { env: { MEMORIES_SMTP_URL: secret } })).stderr).not.toContain(secret);
});

test('an address that is as good as a password is none either, and the hint says where it may stand', async () => {
  for (const [key, hint] of [
    ['digest.ping', /^write it into the file yourself: \S+config\.yaml$/],
    ['digest.ntfy', /^memories setup asks for it; or write it into the file yourself: \S+config\.yaml$/],
    ['digests.b.webhook', /^memories setup asks for it; or write it into the file yourself: \S+config\.yaml$/],
  ] as const) {
    const { code, stderr } = await memories(['config', 'set', key, 'https://example.org/hush']);
    const [error = '', said = ''] = stderr.trimEnd().split('\n');
    expect([code, error]).toEqual([
      2,
      `error: ${key} is as good as a password, and others can read the words of a command`,
    ]);
    expect(said.replace('hint: ', '')).toMatch(hint);
  }
});

test('a password is no word of a command line', async () => {
  for (const args of [
    ['smtp.password', 'hush'],
    ['smtp.url', 'smtps://wren:hush@smtp.example.org'],
  ]) {
    const { code, stderr } = await memories(['config', 'set', ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain('others can read the words of a command');
    expect(stderr).not.toMatch(/\bhush\b/);
  }
});

describe('digest preview', () => {
  test('shows what the mail says, and sends nothing', async () => {
    const { code, stdout } = await memories(['digest', 'preview']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Subject: 22 November 2026: .{12,} \(\d+ memories/);
    expect(stdout).toMatch(/^To: Wren <wren@example\.org>$/m);
    await memories(['digest', 'send']);
    const text = smtp.received[0]?.parsed.text?.trim() ?? 'nothing';
    expect(stdout.replaceAll('\u00a0', ' ')).toContain(text.replaceAll('\r\n', '\n').replaceAll('\u00a0', ' '));
  });

  test('needs no mail server and no recipient', async () => {
    configure('');
    const { code, stdout } = await memories(['digest', 'preview']);
    expect({ code, subject: stdout.split('\n')[0] }).toMatchObject({
      code: 0,
      subject: expect.stringMatching(/^Subject: 22 November/) as string,
    });
  });

  test('writes its HTML with the photos inside, and the whole mail, both for its owner alone', async () => {
    const [html, eml] = [join(home, 'mail.html'), join(home, 'mail.eml')];
    const { code, stderr } = await memories(['digest', 'preview', '--html', html, '--eml', eml]);
    expect(code).toBe(0);
    expect(stderr).toContain(html);
    expect(stderr).toContain(eml);
    const page = readFileSync(html, 'utf8');
    const mail = await simpleParser(readFileSync(eml));
    expect(page).not.toContain('cid:');
    expect(page).toMatch(/To unsubscribe: <code[^>]*>memories config unset digest\.to<\/code>/);
    expect(page.match(/src="data:image\//g)?.length ?? 0).toBe(mail.attachments.length);
    expect(mail.attachments.length).toBeGreaterThan(0);
    for (const file of [html, eml]) expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(smtp.connections).toBe(0);
  });

  test('writes the whole mail to standard output, and nothing else, for a dash', async () => {
    const { code, stdout, stderr } = await memories(['digest', 'preview', '--eml', '-']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect((await simpleParser(stdout)).subject).toMatch(/^22 November 2026: /);
    expect(existsSync(join(home, '-'))).toBe(false);
    const both = await memories(['digest', 'preview', '--eml', '-', '--html', '-']);
    expect(both).toMatchObject({ code: 2, stdout: '' });
  });

  test('of an empty day shows the mail that would be sent if empty days were', async () => {
    expect((await memories(['digest', 'preview', '--date', '02-03'])).stdout).toContain(
      'Nothing was written on 3 February',
    );
  });
});

describe('digest status', () => {
  test('tells what was sent, what failed and why, and what comes next', async () => {
    await memories(['digest', 'send'], { now: '2026-11-20T09:00:00Z' });
    smtp.answers.rcpt = '550 5.1.1 no such user';
    await memories(['digest', 'send']);
    const { stdout } = await memories(['digest', 'status']);
    expect(stdout.replace(/\d+ memories/, 'N memories').replace(/127\.0\.0\.1:\d+/, 'SERVER')).toMatchInlineSnapshot(`
      "digest: daily to wren@example.org, "08:00" in UTC
        2026-11-22  failed: SERVER refused the recipient: 550 5.1.1 no such user
        2026-11-20  no memories, no mail
        missed: 2026-11-21, 2026-11-22 (the next mail names them)
        next: 2026-11-23 08:00
      "
    `);
  });

  test("tells times in the digest's own zone, which it names", async () => {
    configure(
      `time_zone: America/New_York\ndigest: { to: wren@example.org, time_zone: Asia/Tokyo }\nsmtp: { url: smtp://127.0.0.1:${smtp.port} }\n`,
    );
    smtp.answers.rcpt = '450 4.2.1 later';
    await memories(['digest', 'send']);
    const { stdout } = await memories(['digest', 'status']);
    expect(stdout).toContain('"08:00" in Asia/Tokyo\n');
    expect(stdout).toMatch(/^ {2}2026-11-22 {2}not sent yet: .* \(again at 2026-11-22 18:0[12]\)$/m);
    expect(stdout).toContain('  next: 2026-11-23 08:00\n');
  });

  test('names no missed days that the mail just sent has named', async () => {
    await memories(['digest', 'send'], { now: '2026-11-17T09:00:00Z' });
    await memories(['digest', 'send', '--date', '2026-11-17'], { now: '2026-11-17T09:00:00Z' });
    const missed = async (now: string): Promise<unknown> =>
      ((await memories(['digest', 'status', '--json'], { now })).stdout.match(/"missed": \[[^\]]*\]/) ??
        [])[0]?.replace(/\s+/g, ' ');
    expect(await missed('2026-11-20T07:00:00Z')).toContain('2026-11-18');
    await memories(['digest', 'send'], { now: NOW });
    expect(await missed('2026-11-22T10:00:00Z')).toBe('"missed": []');
    expect(await missed('2026-11-24T07:00:00Z')).toBe('"missed": [ "2026-11-23" ]');
  });

  describe('--check', () => {
    const check = (now = NOW): Promise<RunResult> => memories(['digest', 'status', '--check'], { now });

    test('ends with 0 while all is well, also in the first minutes after the hour', async () => {
      expect((await check('2026-11-22T08:10:00Z')).code).toBe(0);
      await memories(['digest', 'send']);
      expect(await check('2026-11-22T20:00:00Z')).toMatchObject({ code: 0, stderr: '' });
    });

    test('ends with 1 and says what was not even tried', async () => {
      const { code, stdout, stderr } = await check();
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: 'error: digest, 2026-11-22: due, not sent\nhint: memories digest status tells more\n',
      });
      expect(stdout).toContain('due, not sent: is memories serve-digest running?');
    });

    test.each([
      ['450 4.2.1 later', 'refused the recipient: 450 4.2.1 later'],
      ['550 5.1.1 no such user', 'refused the recipient: 550 5.1.1 no such user'],
    ])('ends with 1 and says why the server would not take it: %s', async (answer, why) => {
      smtp.answers.rcpt = answer;
      await memories(['digest', 'send']);
      const { code, stderr } = await check();
      expect(code).toBe(1);
      expect(stderr).toContain(`error: digest, 2026-11-22: not sent: 127.0.0.1:${smtp.port} ${why}\n`);
    });
  });

  test('says that the service may not be running when a mail is due and was not tried', async () => {
    expect((await memories(['digest', 'status'])).stdout).toContain('due, not sent: is memories serve-digest running?');
  });
});

describe('what is in a mail', () => {
  test('is nothing hidden, and nothing for a circle unless the digest is of that account alone', async () => {
    home = tempFolder();
    const circle = { at: '2016-11-22T10:00:00Z', text: 'only for friends' };
    const robin = { at: '2017-11-22T10:00:00Z', text: 'Robin was here' };
    await imports(
      await archiveWith([
        { at: '2015-11-22T10:00:00Z', text: 'for everybody' },
        { at: '2014-11-22T10:00:00Z', text: 'the old job' },
      ]),
    );
    await imports(await archiveWith([robin], { id: '77', handle: 'robin_sings' }));
    await imports(await circleArchive(circle));
    await runMain(['hide', '--word', 'the old job'], { home });
    configure(`
digest: { to: wren@example.org }
digests:
  own: { to: own@example.org, accounts: [wren_writes] }
smtp: { url: "smtp://127.0.0.1:${smtp.port}" }
`);
    await memories(['digest', 'send']);
    const [all, own] = smtp.received.map(({ parsed }) => `${parsed.subject}\n${parsed.text}\n${String(parsed.html)}`);
    for (const mail of [all, own]) {
      expect(mail).toContain('for everybody');
      expect(mail).not.toContain('the old job');
    }
    expect(all).toContain('Robin was here');
    expect(all).not.toContain('only for friends');
    expect(all).toMatch(/^22 November 2026: .+ \(2 memories/);
    expect(own).toContain('only for friends');
    expect(own).toMatch(/^22 November 2026: .+ \(2 memories/);
  });
});

describe('serve-digest', () => {
  test('mails at its hour, logs each event, and ends well when it is asked to stop', async () => {
    const service = spawnMemories(['serve-digest'], { home, now: '2026-11-22T07:59:57Z', env: environment() });
    let log = '';
    service.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
    await smtp.taken(1);
    await expect.poll(() => log).toContain('sent, ');
    service.kill('SIGTERM');
    const code = await new Promise((resolve) => service.once('close', resolve));
    expect(code).toBe(0);
    const lines = log.trimEnd().split('\n');
    for (const line of lines) expect(line).toMatch(/^2026-11-22T0[78]:\d\d:\d\d\+00:00 \S/);
    expect(lines.map((line) => line.slice(26)).map((line) => line.replace(/:\d+: ready/, ': ready'))).toEqual([
      'digest: to wren@example.org, "08:00" in UTC; next 2026-11-22T08:00:00+00:00',
      'mail server 127.0.0.1: ready',
      expect.stringMatching(
        /^digest, 2026-11-22: sent, \d+ memories \(.*\); next 2026-11-23T08:00:00\+00:00$/,
      ) as string,
      'stopping',
      'stopped',
    ]);
  });

  test('ends when it is asked to stop while a command for the password hangs, at its first look', async () => {
    const asked = join(home, 'asked');
    const command = `trap "" TERM; touch ${asked}; sleep 9; sleep 9; sleep 99`;
    configure(
      `digest: { to: wren@example.org }\nsmtp:\n  host: 127.0.0.1\n  user: wren\n  password_command: '${command}'\n`,
    );
    const service = spawnMemories(['serve-digest'], { home, now: NOW, env: environment() });
    let log = '';
    service.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
    await expect.poll(() => existsSync(asked), { timeout: 10_000 }).toBe(true);
    service.kill('SIGTERM');
    expect(await new Promise((resolve) => service.once('close', resolve))).toBe(0);
    expect(log).toMatch(/ stopping\n.* stopped\n$/);
  });

  test('logs JSON for programs', async () => {
    const service = spawnMemories(['serve-digest', '--json'], { home, now: NOW, env: environment() });
    let log = '';
    service.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
    await expect.poll(() => log, { timeout: 10_000 }).toContain('"outcome"');
    service.kill('SIGINT');
    await new Promise((resolve) => service.once('close', resolve));
    const events = log
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string; time: string });
    expect(events.map(({ event }) => event)).toEqual(['started', 'server', 'outcome', 'stopping', 'stopped']);
    expect(events[2]).toMatchObject({
      digest: 'digest',
      date: '2026-11-22',
      state: 'sent',
      messageId: smtp.received[0]?.messageId,
    });
  });

  test('--once sends what is due, once, and ends: with 0, or with 1 if it did not go out', async () => {
    const early = await memories(['serve-digest', '--once'], { now: '2026-11-22T07:30:00Z' });
    expect([early.code, smtp.received.length]).toEqual([0, 0]);
    for (const sent of ['sent, ', 'next 2026-11-23T08:00:00+00:00\n']) {
      const { code, stderr } = await memories(['serve-digest', '--once']);
      expect([code, smtp.received.length]).toEqual([0, 1]);
      expect(stderr).toContain(sent);
      expect(stderr).toMatch(/ stopped\n$/);
    }
    configure('digest: { to: wren@example.org, empty: send }\nsmtp:\n  sendmail: sh -c "exit 67"\n');
    const refused = await memories(['serve-digest', '--once'], { now: '2026-11-23T09:00:00Z' });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('not tried again for this day');
    expect(refused.stderr).toMatch(
      /error: not everything that was due went out\nhint: memories digest status tells more\n$/,
    );
  });

  test('--once that waits for a mail server ends well when it is asked to stop', async () => {
    configure('digest:\n  to: wren@example.org\nsmtp:\n  url: smtp://127.0.0.1:9\n');
    const service = spawnMemories(['serve-digest', '--once'], { home, now: NOW, env: environment() });
    let log = '';
    service.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
    await expect.poll(() => log, { timeout: 10_000 }).toContain('not sent');
    service.kill('SIGTERM');
    expect(await new Promise((resolve) => service.once('close', resolve))).toBe(0);
    expect(log).toMatch(/ stopped\n$/);
  });

  test.each([
    ['no digest', '', 'no digest is set up'],
    ['no server', 'digest:\n  to: wren@example.org\n', 'no mail server is set up'],
    [
      'a schedule that is none',
      'digest: { to: wren@example.org, schedule: "0 8 30 2 *" }\n',
      'config.yaml, line 1: digest.schedule is "0 8 30 2 *"\nhint: it must be a time',
    ],
    [
      'an account that is not there',
      'digest: { to: wren@example.org, accounts: [nobody] }\nsmtp: { host: localhost }\n',
      'there is no account @nobody',
    ],
  ])('ends with 78, which no unit restarts, and words when there is %s', async (_what, yaml, message) => {
    configure(yaml);
    const { code, stderr } = await memories(['serve-digest']);
    expect(code).toBe(78);
    expect(stderr).toContain(`error: `);
    expect(stderr).toContain(message);
  });
});
