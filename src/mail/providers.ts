// Where well-known providers take mail, and what they want as a password, so that nobody has to look it up.

import type { Security } from './smtp-settings.ts';

export interface Provider {
  readonly name: string;
  /** What addresses there end with; none where people bring their own. */
  readonly domains: readonly string[];
  readonly host: string;
  readonly port: number;
  readonly security: Security;
  /** `own`: what one signs in with; `app`: one made for a program; `token`: only access tokens; `none`: none is wanted. */
  readonly password: 'own' | 'app' | 'token' | 'none';
  /** One line: what to do to be let in. */
  readonly advice: string;
}

/** In the order to offer them in. */
export const PROVIDERS: readonly Provider[] = [
  {
    name: 'Gmail',
    domains: ['gmail.com', 'googlemail.com'],
    ...submission('smtp.gmail.com', 465),
    password: 'app',
    advice: 'Gmail wants an app password (with 2-step verification on): https://myaccount.google.com/apppasswords',
  },
  {
    name: 'Outlook.com, Hotmail',
    domains: ['outlook.com', 'hotmail.com', 'live.com', 'msn.com'],
    ...submission('smtp-mail.outlook.com', 587),
    password: 'token',
    advice:
      'Outlook.com takes no passwords from programs, only access tokens, which a command such as mutt_oauth2.py prints',
  },
  {
    name: 'Microsoft 365',
    domains: [],
    ...submission('smtp.office365.com', 587),
    password: 'token',
    advice:
      'Microsoft 365 takes access tokens, which a command such as mutt_oauth2.py prints, if the organisation allows SMTP',
  },
  {
    name: 'iCloud',
    domains: ['icloud.com', 'me.com', 'mac.com'],
    ...submission('smtp.mail.me.com', 587),
    password: 'app',
    advice: 'iCloud wants an app-specific password: https://account.apple.com, Sign-In and Security',
  },
  {
    name: 'Yahoo',
    domains: ['yahoo.com', 'ymail.com', 'rocketmail.com'],
    ...submission('smtp.mail.yahoo.com', 465),
    password: 'app',
    advice: 'Yahoo wants an app password: https://login.yahoo.com/account/security',
  },
  {
    name: 'Fastmail',
    domains: ['fastmail.com', 'fastmail.fm'],
    ...submission('smtp.fastmail.com', 465),
    password: 'app',
    advice: 'Fastmail wants an app password: https://app.fastmail.com/settings/security/apps',
  },
  {
    name: 'Proton Mail, with Bridge',
    domains: ['proton.me', 'protonmail.com', 'protonmail.ch', 'pm.me'],
    // Bridge's certificate is its own. Its connection never leaves the machine.
    ...submission('127.0.0.1', 1025, 'none'),
    password: 'app',
    advice:
      'Proton Mail Bridge must run on this machine; it shows the port and the password: https://proton.me/mail/bridge',
  },
  {
    name: 'Zoho',
    domains: ['zohomail.com', 'zoho.com'],
    ...submission('smtp.zoho.com', 465),
    password: 'app',
    advice:
      'Zoho wants an app password if two-factor is on (https://accounts.zoho.com), and smtp.zoho.eu for accounts in Europe',
  },
  {
    name: 'GMX (.net, .de, .at, .ch)',
    domains: ['gmx.net', 'gmx.de', 'gmx.at', 'gmx.ch'],
    ...submission('mail.gmx.net', 465),
    password: 'own',
    advice:
      'GMX must be told to let programs in (E-Mail, Einstellungen, POP3/IMAP), and wants an app password if two-factor is on',
  },
  {
    name: 'GMX (.com)',
    domains: ['gmx.com', 'gmx.us', 'gmx.co.uk'],
    ...submission('mail.gmx.com', 465),
    password: 'own',
    advice:
      'GMX must be told to let programs in (Settings, POP3 & IMAP), and wants an app password if two-factor is on',
  },
  {
    name: 'WEB.DE',
    domains: ['web.de'],
    ...submission('smtp.web.de', 587),
    password: 'own',
    advice:
      'WEB.DE must be told to let programs in (E-Mail, Einstellungen, POP3/IMAP), and wants an app password if two-factor is on',
  },
  {
    name: 'mailbox.org',
    domains: ['mailbox.org'],
    ...submission('smtp.mailbox.org', 465),
    password: 'own',
    advice: 'mailbox.org wants an application password if two-factor is on (All settings, Security)',
  },
  {
    name: 'Posteo',
    domains: ['posteo.de', 'posteo.net', 'posteo.org', 'posteo.eu'],
    ...submission('posteo.de', 465),
    password: 'own',
    advice: 'Posteo wants the password you sign in with, or an app password if its mailbox protection is on',
  },
  {
    name: 'Migadu',
    domains: [],
    ...submission('smtp.migadu.com', 465),
    password: 'own',
    advice: "Migadu wants the mailbox's whole address as the user and the mailbox's password: https://admin.migadu.com",
  },
  {
    name: 'Infomaniak',
    domains: ['ik.me', 'ikmail.com', 'etik.com'],
    ...submission('mail.infomaniak.com', 465),
    password: 'app',
    advice: 'Infomaniak wants a password made for the device: https://manager.infomaniak.com',
  },
  {
    name: 'a mail server on this machine',
    domains: ['localhost'],
    ...submission('localhost', 25, 'none'),
    password: 'none',
    advice: 'a mail server on this machine mostly wants no user and no password',
  },
];

/** The usual ways: 465 with TLS from the start, 587 with STARTTLS. */
function submission(
  host: string,
  port: number,
  security: Security = port === 465 ? 'tls' : 'starttls',
): Pick<Provider, 'host' | 'port' | 'security'> {
  return { host, port, security };
}

/** The provider whose server this is; those on this machine may be anything. */
export function providerOf(host: string): Provider | null {
  const name = host.toLowerCase();
  return PROVIDERS.find((provider) => provider.host === name && provider.security !== 'none') ?? null;
}

/** The provider of an address, by what comes after its `@`; null for a domain that may be anywhere. */
export function providerFor(address: string): Provider | null {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return PROVIDERS.find(({ domains }) => domains.includes(domain)) ?? null;
}
