import { describe, expect, test } from 'vitest';
import { PROVIDERS, providerFor, providerOf } from '../../src/mail/providers.ts';
import { isLoopback } from '../../src/mail/smtp-settings.ts';

test.each([
  ['wren@gmail.com', 'smtp.gmail.com'],
  ['Wren@GoogleMail.com', 'smtp.gmail.com'],
  ['wren@hotmail.com', 'smtp-mail.outlook.com'],
  ['wren@me.com', 'smtp.mail.me.com'],
  ['wren@web.de', 'smtp.web.de'],
  ['wren@gmx.de', 'mail.gmx.net'],
  ['wren@proton.me', '127.0.0.1'],
  ['wren@notgmail.com', undefined],
  ['wren@mail.gmail.com', undefined],
  ['wren@example.org', undefined],
])('an address such as %s is at %s', (address, host) => {
  expect(providerFor(address)?.host).toBe(host);
});

test('a provider is known by its server, but not one on this machine', () => {
  expect(providerOf('SMTP.gmail.com')?.name).toBe('Gmail');
  expect(providerOf('smtp.example.org')).toBeNull();
  expect(providerOf('127.0.0.1')).toBeNull();
  expect(providerOf('localhost')).toBeNull();
});

describe.each(PROVIDERS)('$name', ({ host, port, security, advice, domains }) => {
  test('is reached encrypted, unless it is on this machine', () => {
    expect(security === 'none').toBe(isLoopback(host));
    if (port === 465) expect(security).toBe('tls');
    if (port === 587) expect(security).toBe('starttls');
  });

  test('has one line of advice, and domains as they are in addresses', () => {
    expect(advice).not.toMatch(/\n|\.$/);
    expect(domains).toEqual(domains.map((domain) => domain.toLowerCase()));
  });
});

test('no domain is at two providers, and only Microsoft takes no passwords at all', () => {
  const domains = PROVIDERS.flatMap((provider) => provider.domains);
  expect(new Set(domains).size).toBe(domains.length);
  const tokens = PROVIDERS.filter(({ password }) => password === 'token');
  expect(tokens.map(({ name }) => name)).toEqual(['Outlook.com, Hotmail', 'Microsoft 365']);
});
