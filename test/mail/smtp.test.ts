import { hostname, userInfo } from 'node:os';
import { describe, expect, test } from 'vitest';
import { buildMime } from '../../src/mail/mime.ts';
import { smtpChannel } from '../../src/mail/smtp.ts';
import { timeoutsFor } from '../../src/mail/smtp-settings.ts';
import { delivered, failure, settingsFor, told } from '../support/deliver.ts';
import { messageWith } from '../support/message.ts';
import { polite, startRude, startSmtp } from '../support/smtp-server.ts';

const WREN = { user: 'wren@example.org', password: 'pass wörd;"1' };

describe('a mail is delivered', () => {
  test.each(['none', 'starttls', 'tls'] as const)('with security %s, signed in, to the byte', async (security) => {
    const server = await startSmtp({ security, auth: WREN });
    expect(await delivered(settingsFor(server, { security, ...WREN }))).toBe('OK: queued as 42');
    const [mail] = server.received;
    expect(mail).toMatchObject({
      envelope: { from: 'memories@example.org', to: ['wren@example.org'] },
      messageId: messageWith().messageId,
      secure: security !== 'none',
      user: WREN.user,
    });
    expect(mail?.raw.trimEnd()).toBe((await buildMime(messageWith())).toString('latin1').trimEnd());
  });

  test.each(['PLAIN', 'LOGIN', 'CRAM-MD5'] as const)('to a server that knows only %s', async (method) => {
    const server = await startSmtp({ security: 'tls', auth: { ...WREN, methods: [method] } });
    await delivered(settingsFor(server, { security: 'tls', ...WREN }));
    expect(server.received).toHaveLength(1);
  });

  test('to a server by its name, which its certificate must have', async () => {
    const server = await startSmtp({ security: 'tls' });
    await delivered(settingsFor(server, { security: 'tls', host: 'localhost' }));
    expect(server.received).toHaveLength(1);
  });

  test('with dots at the start of its lines, and large', async () => {
    const server = await startSmtp();
    const text = '.\n..\n.\n'.repeat(50_000);
    await delivered(settingsFor(server), messageWith({ text }));
    expect(server.received[0]?.parsed.text).toBe(text);
  });

  test('to an address in another script', async () => {
    const server = await startSmtp();
    const to = { name: 'Zaunkönig', address: 'wren@xn--bcher-kva.example' };
    await delivered(settingsFor(server), messageWith({ to }));
    expect(server.received[0]?.raw).toMatch(/^To: .* <wren@xn--bcher-kva\.example>\r$/m);
    // The server turns it back.
    expect(server.received[0]?.envelope.to).toEqual(['wren@bücher.example']);
  });

  test('again after a failure with the same Message-ID', async () => {
    const server = await startSmtp({ answers: { data: '451 try later' } });
    await failure(settingsFor(server));
    delete server.answers.data;
    await delivered(settingsFor(server));
    expect(server.received.map(({ messageId }) => messageId)).toEqual([messageWith().messageId]);
  });
});

test('neither the name of this machine nor of its user is told to the server', async () => {
  const lines: string[] = [];
  const server = await startRude((line) => {
    lines.push(line);
    return polite(line);
  });
  await delivered(settingsFor(server));
  expect(lines[1]).toBe('EHLO [127.0.0.1]');
  const all = lines.join('\n');
  expect(all).not.toContain(hostname());
  expect(all).not.toMatch(new RegExp(`\\b${userInfo().username}\\b`));
  await expect.poll(() => lines.at(-1)).toBe('QUIT');
});

describe('the greeting', () => {
  const greetings = async (settings: { helo?: string }, greet = (): string => ''): Promise<string[]> => {
    const lines: string[] = [];
    const server = await startRude((line) => {
      lines.push(line);
      return (/^(?:EHLO|HELO)/.test(line) && greet()) || polite(line);
    });
    await delivered(settingsFor(server, settings)).catch(() => undefined);
    return lines.filter((line) => /^(?:EHLO|HELO)/.test(line));
  };

  test('has the name that the settings give', async () => {
    expect(await greetings({ helo: 'nest.example.org' })).toEqual(['EHLO nest.example.org']);
  });

  test.each(['421 4.7.0 Try again later, closing connection. (EHLO)', '550 5.7.1 go away'])(
    'refused with "%s" is told with what to do, and tried again',
    async (answer) => {
      const server = await startRude((line) => (/^(?:EHLO|HELO)/.test(line) ? `${answer}\r\n` : polite(line)));
      expect(told(await failure(settingsFor(server)), server)).toBe(
        `127.0.0.1:PORT refused the greeting: ${answer}\n` +
          'it wants to be greeted by a name: memories config set smtp.helo <the name of this machine>\n(may pass)',
      );
    },
  );
});

test.each(['XOAUTH2', 'OAUTHBEARER', 'SCRAM-SHA-256', ''])(
  'no password goes to a server that signs people in only by "%s"',
  async (methods) => {
    const lines: string[] = [];
    const server = await startRude((line) => {
      lines.push(line);
      return line.startsWith('EHLO') ? `250-rude.example\r\n250 AUTH ${methods}\r\n` : polite(line);
    });
    expect(told(await failure(settingsFor(server, WREN)), server)).toBe(
      '127.0.0.1:PORT takes no passwords, or none in a way that we know\n' +
        'ask the provider; else send from an account elsewhere\n(may pass)',
    );
    expect(lines.filter((line) => line.startsWith('AUTH'))).toEqual([]);
  },
);

test('a mail is delivered as soon as the server has taken it, whatever becomes of the goodbye', async () => {
  let hasLeft = false;
  const server = await startRude((line) => {
    if (line !== 'QUIT') return polite(line);
    hasLeft = true;
    return null;
  });
  await delivered(settingsFor(server));
  expect(hasLeft).toBe(false);
  await expect.poll(() => hasLeft).toBe(true);
  await expect.poll(() => server.open, { timeout: 5000 }).toBe(0);
});

describe('time enough', () => {
  test('as RFC 5321 (4.5.3.2) wants it, and for the slowest lines', () => {
    expect(timeoutsFor(0)).toEqual({ connect: 30_000, greeting: 300_000, idle: 600_000, whole: 2_400_000 });
    // Three kilobytes a second, and all of the mail in the system's hands at once.
    const size = 6_900_000;
    const { idle, whole } = timeoutsFor(size);
    expect(idle).toBeGreaterThan(size / 3);
    expect(whole).toBeGreaterThan(size / 3 + 600_000);
  });

  test.each([
    ['greets', '', 'greeting'],
    ['answers the end of the mail', '.', 'idle'],
  ] as const)('is left to a server that %s late', async (_what, slowLine, limit) => {
    const server = await startRude((line, connection) => {
      if (line !== slowLine) return polite(line);
      setTimeout(() => connection.write(polite(line)), 700);
      return null;
    });
    const impatient = settingsFor(server, { timeouts: { [limit]: 300 } });
    expect(await failure(impatient)).toMatchObject({ permanent: false });
    expect(await delivered(settingsFor(server))).toBe('ok');
  });
});

test('what the server says is one harmless line, not long', async () => {
  const noise = '\u001b[31mqueued\t\u009b2J \u202e ok '.repeat(100);
  const server = await startRude((line) => (line === '.' ? Buffer.from(`250-${noise}\r\n250 end\r\n`) : polite(line)));
  const response = await delivered(settingsFor(server));
  expect(response).toMatch(/^\[31mqueued 2J ok \[31mqueued/);
  expect(response.length).toBeLessThan(310);
  expect(response).not.toMatch(/[\p{Cc}\u202e]/u);
});

test('a delivery that was taken stands, whatever the server does at the goodbye', async () => {
  for (const rude of ['drop', 'silence', 'noise']) {
    const server = await startRude((line, connection) => {
      if (line !== 'QUIT') return polite(line);
      if (rude === 'drop') connection.resetAndDestroy();
      return rude === 'noise' ? '500 what?\r\n500 what?\r\n' : null;
    });
    expect(await delivered(settingsFor(server))).toBe('ok');
  }
});

describe('verify', () => {
  test('signs in and sends nothing', async () => {
    const server = await startSmtp({ security: 'starttls', auth: WREN });
    await smtpChannel(settingsFor(server, { security: 'starttls', ...WREN })).verify(new AbortController().signal);
    expect(server.connections).toBe(1);
    expect(server.received).toEqual([]);
  });

  test('fails as a delivery would', async () => {
    const server = await startSmtp({ auth: WREN });
    const channel = smtpChannel(settingsFor(server, { ...WREN, password: 'wrong' }));
    await expect(channel.verify(new AbortController().signal)).rejects.toMatchObject({ retryHourly: true });
  });
});

test('a channel is named by its server', () => {
  const name = (host: string): string => smtpChannel({ ...settingsFor({ port: 587 }), host, ...WREN }).name;
  expect(name('smtp.example.org')).toBe('smtp.example.org:587');
  expect(name('::1')).toBe('[::1]:587');
});

describe('when it is to end, a delivery ends at once and leaves no connection', () => {
  const hanging = {
    'before the greeting': () => startSmtp({ hang: 'greeting' }),
    'in a TLS handshake': () => startRude((line) => (line === '' ? '' : null)),
    'while signing in': () => startRude((line) => (line.startsWith('AUTH') ? null : polite(line))),
    'before an answer to the sender': () => startRude((line) => (line.startsWith('MAIL') ? null : polite(line))),
    'with all of the mail sent': () => startSmtp({ hang: 'data' }),
  };
  test.each(Object.entries(hanging))('a delivery that hangs %s is given up', async (when, start) => {
    const server = await start();
    const user = when === 'while signing in' ? WREN : {};
    const settings = settingsFor(server, { security: when === 'in a TLS handshake' ? 'tls' : 'none', ...user });
    const controller = new AbortController();
    const delivery = smtpChannel(settings).deliver(messageWith(), controller.signal);
    setTimeout(() => {
      controller.abort('SIGINT');
    }, 200);
    await expect(delivery).rejects.toBe('SIGINT');
    await expect.poll(() => server.open).toBe(0);
    expect(server.connections).toBe(1);
  });

  test('before it has begun', async () => {
    const server = await startSmtp();
    const delivery = smtpChannel(settingsFor(server)).deliver(messageWith(), AbortSignal.abort('SIGTERM'));
    await expect(delivery).rejects.toBe('SIGTERM');
    expect(server.connections).toBe(0);
  });

  test('in the middle of a large mail', async () => {
    const controller = new AbortController();
    const server = await startRude((line, connection) => {
      // It stops reading, so that the mail can't leave.
      if (line === 'DATA') {
        connection.pause();
        setTimeout(() => {
          controller.abort('SIGINT');
        }, 200);
      }
      return polite(line);
    });
    const message = messageWith({ text: 'feather\n'.repeat(1_000_000) });
    const delivery = smtpChannel(settingsFor(server)).deliver(message, controller.signal);
    await expect(delivery).rejects.toBe('SIGINT');
  });
});
