// Signing in with an access token in place of a password.

import { describe, expect, test } from 'vitest';
import { delivered, failure, settingsFor, told } from '../support/deliver.ts';
import { polite, startRude, startSmtp } from '../support/smtp-server.ts';

const USER = 'wren@example.org';
const TOKEN = 'ya29.plums-and-pears';
const SETTINGS = { user: USER, token: TOKEN };

async function serverWith(password = TOKEN): ReturnType<typeof startSmtp> {
  return startSmtp({ security: 'tls', auth: { user: USER, password, methods: ['PLAIN', 'LOGIN', 'XOAUTH2'] } });
}

/** A server that offers these methods, and says `answer` to whoever signs in. */
async function rude(methods: string, answer: string): Promise<{ port: number; lines: string[] }> {
  const lines: string[] = [];
  const { port } = await startRude((line) => {
    lines.push(line);
    if (/^EHLO/.test(line)) return `250-rude.example\r\n250-AUTH ${methods}\r\n250 SIZE 1000000\r\n`;
    if (/^AUTH/.test(line)) return `${answer}\r\n`;
    return line === '' && lines.length > 1 ? '535 5.7.8 no\r\n' : line === 'AQ==' ? '535 5.7.8 no\r\n' : polite(line);
  });
  return { port, lines };
}

describe('a token', () => {
  test('signs in by XOAUTH2, also where passwords are taken', async () => {
    const server = await serverWith();
    await delivered(settingsFor(server, { security: 'tls', ...SETTINGS }));
    expect(server.received).toMatchObject([{ user: USER, secure: true }]);
  });

  test('signs in by OAUTHBEARER where that is all there is', async () => {
    const server = await rude('PLAIN OAUTHBEARER', '235 welcome');
    await delivered(settingsFor(server, { ...SETTINGS, user: 'wren=1,x' }));
    const words = server.lines.find((line) => line.startsWith('AUTH'))?.split(' ') ?? [];
    expect(words[1]).toBe('OAUTHBEARER');
    expect(Buffer.from(words[2] ?? '', 'base64').toString()).toBe(
      `n,a=wren=3D1=2Cx,\x01host=127.0.0.1\x01port=${server.port}\x01auth=Bearer ${TOKEN}\x01\x01`,
    );
  });

  test('that is refused is told with the reason in plain words, and tried hourly', async () => {
    const server = await serverWith('another');
    expect(told(await failure(settingsFor(server, { security: 'tls', ...SETTINGS })), server)).toMatchInlineSnapshot(`
      "127.0.0.1:PORT did not take the token: it is no longer valid, or never was (400); it must be for https://mail.google.com/
      try smtp.token_command yourself: the token must be fresh, for this user, and may be used to send mail by SMTP
      (may pass, hourly)"
    `);
  });

  test('is never repeated, whatever a server says that refuses it', async () => {
    const plainly = await rude('XOAUTH2', `535 5.7.3 Authentication unsuccessful ${TOKEN}`);
    const error = await failure(settingsFor(plainly, SETTINGS));
    expect(told(error, plainly)).toMatchInlineSnapshot(`
      "127.0.0.1:PORT did not let us sign in: 535 (its words are left out: they repeat the password)
      try smtp.token_command yourself: the token must be fresh, for this user, and may be used to send mail by SMTP
      (may pass, hourly)"
    `);
    const repeating = Buffer.from(JSON.stringify({ status: TOKEN })).toString('base64');
    const server = await rude('OAUTHBEARER', `334 ${repeating}`);
    expect(told(await failure(settingsFor(server, SETTINGS)), server)).not.toContain(TOKEN);
    expect(server.lines).toContain('AQ==');
    const nonsense = await rude('XOAUTH2', '334 plums');
    expect(told(await failure(settingsFor(nonsense, SETTINGS)), nonsense)).toMatch(
      /^127.0.0.1:PORT did not take the token\n/,
    );
  });

  test('is not sent to a server that takes none, nor unencrypted to another machine', async () => {
    const server = await rude('PLAIN LOGIN', '235 welcome');
    expect(told(await failure(settingsFor(server, SETTINGS)), server)).toMatchInlineSnapshot(`
      "127.0.0.1:PORT takes no access tokens
      set a password instead: memories config unset smtp.token_command, then smtp.password_command
      (may pass)"
    `);
    expect(server.lines.join('\n')).not.toContain('AUTH');
    const elsewhere = await failure(settingsFor({ port: 25 }, { ...SETTINGS, host: 'mail.example.org' }));
    expect(elsewhere.message).toBe(
      'the password is not sent to mail.example.org: the connection would not be encrypted',
    );
  });
});
