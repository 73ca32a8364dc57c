import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { SmtpSettings } from '../../src/mail/smtp-settings.ts';
import { toDeliveryError } from '../../src/mail/smtp-errors.ts';
import { smtpChannel } from '../../src/mail/smtp.ts';
import { UserError } from '../../src/platform/errors.ts';
import { delivered, failure, settingsFor, told } from '../support/deliver.ts';
import { messageWith } from '../support/message.ts';
import { polite, startRude, startSmtp, type SmtpOptions, type TestServer } from '../support/smtp-server.ts';

const WREN = { user: 'wren@example.org', password: 'correct horse' };
const SOON_SILENT = { timeouts: { greeting: 400 } };
const SOON_IDLE = { timeouts: { idle: 400 } };

async function words(server: TestServer, parts: Partial<SmtpSettings> = {}): Promise<string> {
  return told(await failure(settingsFor(server, parts)), server);
}

/** Port that nobody listens at. */
async function closedPort(): Promise<{ port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return { port };
}

describe('what a server refuses', () => {
  const refusals: [SmtpOptions['answers'] & object, 'permanent' | 'may pass' | 'hourly'][] = [
    [{ greeting: '421 too busy' }, 'may pass'],
    [{ greeting: '450 too many connections' }, 'may pass'],
    [{ greeting: '554 no service for you' }, 'may pass'],
    [{ auth: '421 too busy' }, 'may pass'],
    [{ auth: '454 4.7.0 temporary authentication failure' }, 'may pass'],
    [{ auth: '530 5.7.0 must issue STARTTLS first' }, 'hourly'],
    [{ auth: '534 5.7.9 application-specific password required' }, 'hourly'],
    [{ auth: '535 5.7.8 bad credentials' }, 'hourly'],
    [{ mail: '421 too busy' }, 'may pass'],
    [{ mail: '451 local error' }, 'may pass'],
    [{ mail: '530 authentication required' }, 'permanent'],
    [{ mail: '553 sender not owned by you' }, 'permanent'],
    [{ rcpt: '421 too busy' }, 'may pass'],
    [{ rcpt: '450 greylisted' }, 'may pass'],
    [{ rcpt: '451 greylisted' }, 'may pass'],
    [{ rcpt: '452 mailbox full' }, 'may pass'],
    [{ rcpt: '550 no such user' }, 'permanent'],
    [{ rcpt: '551 not here' }, 'permanent'],
    [{ rcpt: '550 5.4.5 Daily user sending limit exceeded' }, 'hourly'],
    [{ data: '554 5.7.0 Too many messages from you today' }, 'hourly'],
    [{ data: '421 too busy' }, 'may pass'],
    [{ data: '451 try later' }, 'may pass'],
    [{ data: '552 message too large' }, 'permanent'],
    [{ data: '550 looks like spam' }, 'permanent'],
    [{ data: '554 looks like spam' }, 'permanent'],
  ];
  test.each(refusals)('%j is %s, and told in its words', async (answers, kind) => {
    const server = await startSmtp({ answers, auth: WREN });
    const error = await failure(settingsFor(server, WREN));
    const [answer = ''] = Object.values(answers);
    expect(error.message).toContain(`127.0.0.1:${server.port} `);
    expect(error.message).toContain(answer);
    expect(error.message).not.toContain('\n');
    expect(error).toMatchObject({
      permanent: kind === 'permanent',
      retryHourly: kind === 'hourly',
      mayHaveBeenDelivered: false,
    });
    expect(error).toBeInstanceOf(UserError);
    expect(server.received).toEqual([]);
    await expect.poll(() => server.open).toBe(0);
  });

  test('is told with what to do', async () => {
    const said = async (options: SmtpOptions, parts: Partial<SmtpSettings> = {}): Promise<string> =>
      words(await startSmtp(options), parts);
    const all = await Promise.all([
      said({ auth: WREN }, { ...WREN, password: 'wrong' }),
      said({ auth: WREN }),
      said({ answers: { greeting: '554 no' } }),
      said({ answers: { mail: '553 not yours' } }),
      said({ answers: { rcpt: '550 no such user' } }),
      said({ answers: { rcpt: '450 greylisted' } }),
      said({ answers: { data: '550 spam' } }),
      said({ answers: { data: '552 too large' } }),
      said({ size: 100 }),
      said({}, WREN),
      said({ answers: { rcpt: '550 5.4.5 Daily user sending limit exceeded' } }),
      said({ answers: { auth: '535 5.7.139 basic authentication is disabled' }, auth: WREN }, WREN),
      said({ answers: { rcpt: '504 5.5.2 <[127.0.0.1]>: Helo command rejected: need fully-qualified hostname' } }),
    ]);
    expect(all.join('\n\n')).toMatchInlineSnapshot(`
      "127.0.0.1:PORT did not let us sign in: 535 5.7.8 Username and password not accepted
      check the user and the password; many providers want an app password made for this
      (may pass, hourly)

      127.0.0.1:PORT wants a sign-in or encryption first: 530 Error: authentication Required
      set a user and a password, and set the security to starttls
      (permanent)

      127.0.0.1:PORT turned us away: 554 no
      check the server and the port; port 25 is often closed to home connections
      (may pass)

      127.0.0.1:PORT refused the sender: 553 not yours
      send from the address that you sign in with, or one that is allowed there
      (permanent)

      127.0.0.1:PORT refused the recipient: 550 no such user
      check the address that the mail goes to
      (permanent)

      127.0.0.1:PORT refused the recipient: 450 greylisted
      try again later
      (may pass)

      127.0.0.1:PORT refused the mail: 550 spam
      its words say why; else ask the provider
      (permanent)

      127.0.0.1:PORT found the mail too large, or the mailbox full: 552 too large
      make room there, or send fewer photos
      (permanent)

      127.0.0.1:PORT takes no mail as large as this
      send fewer photos
      (permanent)

      127.0.0.1:PORT lets nobody sign in
      ports 465 (tls) and 587 (starttls) are for signing in; a server that wants no password needs no user
      (may pass)

      127.0.0.1:PORT takes no more mails for now: 550 5.4.5 Daily user sending limit exceeded
      its limit passes by itself, mostly within a day
      (may pass, hourly)

      127.0.0.1:PORT did not let us sign in: 535 5.7.139 basic authentication is disabled
      it takes no passwords from programs, but access tokens: set smtp.token_command
      (may pass, hourly)

      127.0.0.1:PORT refused the greeting: 504 5.5.2 <[127.0.0.1]>: Helo command rejected: need fully-qualified hostname
      it wants to be greeted by a name: memories config set smtp.helo <the name of this machine>
      (may pass)"
    `);
  });

  test("is told with the provider's own advice where it is known", () => {
    const answer = Object.assign(new Error('no'), { code: 'EAUTH', command: 'AUTH PLAIN', response: '535 no' });
    const error = toDeliveryError(answer, settingsFor({ port: 465 }, { host: 'smtp.gmail.com', ...WREN }), false);
    expect(error).toMatchObject({
      hint: expect.stringContaining('https://myaccount.google.com/apppasswords') as string,
    });
  });

  test('is no mistake of ours, which keeps its stack', () => {
    for (const fields of [{}, { code: 'ERR_SOCKET_BAD_PORT' }]) {
      const mistake = Object.assign(new TypeError('no'), fields);
      expect(toDeliveryError(mistake, settingsFor({ port: 465 }), false)).toBe(mistake);
    }
  });
});

describe('trouble on the way', () => {
  test('is told with what to do, and may pass', async () => {
    const refused = await closedPort();
    const silent = await startSmtp({ hang: 'greeting' });
    const dropping = await startSmtp({ drop: 'greeting' });
    const stopping = await startRude((line) => (line.startsWith('MAIL') ? null : polite(line)));
    const slow = await startRude((line) => (line.startsWith('MAIL') ? '250-wait\r\n' : polite(line)));
    const nowhere = { host: 'smtp.example.invalid', port: 587 };
    const all = [
      told(await failure(settingsFor(refused)), refused),
      told(await failure(settingsFor(nowhere, nowhere)), nowhere).replace(
        /could not be looked up\n.*/,
        'was not found\n…',
      ),
      await words(silent, SOON_SILENT),
      await words(dropping),
      await words(stopping, SOON_IDLE),
      await words(slow, { timeouts: { whole: 300 } }),
    ];
    expect(all.join('\n\n')).toMatchInlineSnapshot(`
      "127.0.0.1:PORT refused the connection
      check the port, and that the server is running
      (may pass)

      smtp.example.invalid:PORT was not found
      check the name of the server, and that this machine is online
      (may pass)

      127.0.0.1:PORT said nothing
      try again later; if the port is for encrypted connections, set the security to tls
      (may pass)

      127.0.0.1:PORT dropped the connection
      try again later
      (may pass)

      127.0.0.1:PORT stopped answering
      try again later
      (may pass)

      127.0.0.1:PORT was not done in 0 minutes
      try again later
      (may pass)"
    `);
  });

  test('after all of the mail was sent leaves it open whether it was taken', async () => {
    const all = [
      await words(await startSmtp({ drop: 'data' })),
      await words(await startSmtp({ hang: 'data' }), SOON_IDLE),
      await words(await startSmtp({ hang: 'data' }), { timeouts: { whole: 1000 } }),
    ];
    expect(all.join('\n\n')).toMatchInlineSnapshot(`
      "127.0.0.1:PORT dropped the connection, after all of the mail was sent
      it may have arrived: look before sending it again
      (may pass, mayHaveBeenDelivered)

      127.0.0.1:PORT stopped answering, after all of the mail was sent
      it may have arrived: look before sending it again
      (may pass, mayHaveBeenDelivered)

      127.0.0.1:PORT was not done in 0 minutes, after all of the mail was sent
      it may have arrived: look before sending it again
      (may pass, mayHaveBeenDelivered)"
    `);
  });

  test('in the middle of the mail leaves nothing open', async () => {
    const server = await startRude((line, connection) => {
      if (line === 'DATA') connection.pause();
      if (line === 'DATA') setTimeout(() => connection.resetAndDestroy(), 200);
      return polite(line);
    });
    const error = await failure(settingsFor(server), messageWith({ text: 'feather\n'.repeat(1_000_000) }));
    expect(error).toMatchObject({ permanent: false, mayHaveBeenDelivered: false });
  });

  test('hints at TLS where the port is known for it', () => {
    const closed = { code: 'ETIMEDOUT', timeoutType: 'GREETING_TIMEOUT' };
    const settings = settingsFor({ port: 465 }, { security: 'starttls' });
    const error = toDeliveryError(Object.assign(new Error('silence'), closed), settings, false);
    expect(error).toMatchObject({ hint: 'port 465 wants the security tls', permanent: false });
  });

  test.each([
    ['another protocol', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['noise', Buffer.from(Array.from({ length: 2000 }, (_, at) => (at * 7) % 256))],
    ['an endless line', 'x'.repeat(200_000)],
    ['an endless answer', '220-hello\r\n'.repeat(20_000)],
  ])('by a server that speaks %s is no bug', async (_what, answer) => {
    const server = await startRude((line) => (line === '' ? answer : null));
    const error = await failure(settingsFor(server, SOON_SILENT));
    expect(error.message).toMatch(/does not speak as a mail server does$/);
    await expect.poll(() => server.open).toBe(0);
  });
});

describe('the password', () => {
  const secret = 'Tr0ub4dor & 3';
  const settings = { user: 'wren', password: secret };
  const base64 = (text: string): string => Buffer.from(text).toString('base64');

  /** Everything that a log or a bug report could show. */
  function allOf(error: unknown): string {
    const seen: string[] = [];
    for (let at = error; at instanceof Error; at = at.cause) {
      seen.push(at.message, at.stack ?? '', JSON.stringify(at, Object.getOwnPropertyNames(at)));
    }
    return seen.join('\n');
  }

  test.each([
    ['as it is', secret],
    ['in capitals', secret.toUpperCase()],
    ['spread over lines', 'Tr0ub4dor\r\n535-& 3'],
    ['between colours', 'Tr0ub\u001b4d\u0000or & 3'],
    ['in base64', base64(secret)],
    ['in base64 over two lines', base64(secret).replace(/^.{8}/, '$&\r\n535-')],
    ['as it was sent', base64(`\0wren\0${secret}`)],
    ['in the middle of base64', base64(`x${secret}xx`)],
  ])('is in no error, though the server repeats it %s', async (_how, echo) => {
    const server = await startRude((line) =>
      line.startsWith('AUTH') ? `535-no ${echo}\r\n535 is wrong\r\n` : polite(line),
    );
    const error = await failure(settingsFor(server, settings));
    expect(error.message).toMatch(/did not let us sign in: 535 \(its words are left out/);
    const all = allOf(error);
    for (const form of [secret, secret.toUpperCase(), base64(secret), base64(`\0wren\0${secret}`), '4dor']) {
      expect(all).not.toContain(form);
    }
    expect(error.cause).toBeUndefined();
  });

  test('is in no receipt either', async () => {
    const server = await startRude((line) => (line === '.' ? `250 taken with ${secret}\r\n` : polite(line)));
    expect(await delivered(settingsFor(server, settings))).not.toContain(secret);
  });

  test.each(['192.0.2.1', 'smtp.example.org', 'localhost.example.org', '127.example.org', '::2', '2001:db8::1'])(
    'is not sent to %s without encryption, nor is a connection made',
    async (host) => {
      const error = await failure(settingsFor({ port: 9 }, { ...settings, host }));
      expect(error.message).toBe(`the password is not sent to ${host}: the connection would not be encrypted`);
      expect(error).toMatchObject({ permanent: false, hint: expect.stringContaining('starttls') as string });
    },
  );

  test('is sent to this machine without encryption', async () => {
    const server = await startSmtp({ auth: { ...settings, user: 'wren' } });
    for (const host of ['127.0.0.1', 'localhost']) await delivered(settingsFor(server, { ...settings, host }));
    expect(server.received).toHaveLength(2);
  });

  test('must be there if there is a user', async () => {
    const channel = smtpChannel(settingsFor({ port: 9 }, { user: 'wren', password: null }));
    await expect(channel.verify(new AbortController().signal)).rejects.toMatchObject({
      permanent: false,
      message: 'there is no password for wren at 127.0.0.1',
    });
  });
});
