import { describe, expect, test } from 'vitest';
import { createServer } from 'node:tls';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { SmtpSettings } from '../../src/mail/smtp-settings.ts';
import { failure, settingsFor, told } from '../support/deliver.ts';
import { polite, startRude, startSmtp, type SmtpOptions } from '../support/smtp-server.ts';

const WREN = { user: 'wren', password: 'correct horse' };
const SOON_SILENT = { timeouts: { greeting: 500 } };

/** Why a delivery to such a server fails; nothing may have been sent, least of all the password. */
async function words(options: SmtpOptions, parts: Partial<SmtpSettings>): Promise<string> {
  const server = await startSmtp({ ...options, auth: WREN });
  const error = await failure(settingsFor(server, { ...WREN, ...parts }));
  expect(server.received).toEqual([]);
  return told(error, server);
}

describe.each(['tls', 'starttls'] as const)('with security %s', (security) => {
  test.each([
    ['expired', 'CERT_HAS_EXPIRED'],
    ['other', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ] as const)('a certificate that is %s is refused, and tried again', async (certificate, code) => {
    const said = await words({ security, certificate }, { security });
    expect(said).toContain(`(${code})`);
    // A hotel's network, or a clock that is not set yet.
    expect(said).toContain('(may pass)');
  });

  test('a certificate of an authority that nobody knows is refused, and tried again', async () => {
    const server = await startSmtp({ security });
    const settings = { ...settingsFor(server), security, ca: undefined };
    expect(told(await failure(settings), server)).toMatch(/UNABLE_TO_VERIFY_LEAF_SIGNATURE[^]*\(may pass\)/);
  });
});

test('trouble with certificates and encryption is told with what to do', async () => {
  const all = [
    await words({ security: 'tls', certificate: 'expired' }, { security: 'tls' }),
    await words({ security: 'tls', certificate: 'other' }, { security: 'tls' }),
    await words({ security: 'tls', certificate: 'self-signed' }, { security: 'tls' }),
    await words({ security: 'none' }, { security: 'starttls' }),
    await words({ security: 'starttls' }, { security: 'tls' }),
    await words({ security: 'none' }, { security: 'tls' }),
    await words({ security: 'tls' }, { security: 'starttls', ...SOON_SILENT }),
  ];
  expect(all.join('\n\n')).toMatchInlineSnapshot(`
    "the certificate of 127.0.0.1:PORT is out of date (CERT_HAS_EXPIRED)
    check this machine's clock, or ask whoever runs 127.0.0.1
    (may pass)

    the certificate of 127.0.0.1:PORT is for another name (ERR_TLS_CERT_ALTNAME_INVALID)
    use the name that the provider gives for the server, not 127.0.0.1
    (may pass)

    the certificate of 127.0.0.1:PORT is from nobody that this machine trusts (DEPTH_ZERO_SELF_SIGNED_CERT)
    for a server of your own, name its certificate file in NODE_EXTRA_CA_CERTS; else it may not be the server
    (may pass)

    127.0.0.1:PORT offers no encrypted connection: 500 Error: command not recognized
    check the port: 465 wants the security tls, 587 wants starttls
    (may pass)

    127.0.0.1:PORT does not speak TLS from the start
    port PORT probably wants the security starttls
    (may pass)

    127.0.0.1:PORT does not speak TLS from the start
    port PORT probably wants the security starttls
    (may pass)

    127.0.0.1:PORT said nothing
    try again later; if the port is for encrypted connections, set the security to tls
    (may pass)"
  `);
});

test('STARTTLS that is refused for now may pass', async () => {
  const server = await startRude((line) => (line === 'STARTTLS' ? '454 TLS not available\r\n' : polite(line)));
  expect(await failure(settingsFor(server, { security: 'starttls' }))).toMatchObject({ permanent: false });
});

test('nothing is said in the clear after STARTTLS was refused', async () => {
  const lines: string[] = [];
  const server = await startRude((line) => {
    lines.push(line);
    return line === 'STARTTLS' ? '502 no\r\n' : polite(line);
  });
  await failure(settingsFor(server, { security: 'starttls', ...WREN }));
  expect(lines).toEqual(['', 'EHLO [127.0.0.1]', 'STARTTLS']);
});

test('what was said before the handshake does not count after it', async () => {
  // Whoever sits in between may put words into the server's mouth.
  const server = await startRude((line) =>
    line === 'STARTTLS' ? '220 go\r\n235 signed in\r\n250 ok\r\n' : polite(line),
  );
  const error = await failure(settingsFor(server, { security: 'starttls', ...WREN, ...SOON_SILENT }));
  expect(error.message).toMatch(/did not answer in time|said nothing|dropped|stopped answering/);
});

test('TLS older than 1.2 is refused', async () => {
  const folder = join(import.meta.dirname, '../fixtures/tls');
  const file = (name: string): Buffer => readFileSync(join(folder, name));
  const server = createServer({
    cert: file('loopback.pem'),
    key: file('loopback-key.pem'),
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1.1',
    ciphers: 'ALL:@SECLEVEL=0',
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    expect(told(await failure(settingsFor({ port }, { security: 'tls' })), { port })).toMatchInlineSnapshot(`
      "127.0.0.1:PORT has no TLS that is safe today
      TLS 1.2 or later is needed: ask whoever runs the server
      (may pass)"
    `);
  } finally {
    server.close();
  }
});
