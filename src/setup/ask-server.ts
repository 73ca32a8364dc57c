// Setup's questions about the mail server and the way into it.

import { isLoopback, serverName, type Security } from '../mail/smtp-settings.ts';
import { PROVIDERS, providerFor, providerOf, type Provider } from '../mail/providers.ts';
import { existsSync } from 'node:fs';
import type { Config } from '../config/config.ts';
import { sendmailCommand } from '../config/mail-channel.ts';
import { knownServer, PORTS, type KnownServer } from '../config/mail-server.ts';
import type { Mailbox } from '../mail/mailbox.ts';
import { checkLine, wholeNumber, type CheckResult } from '../config/checks.ts';
import type { PasswordAnswer, SenderAnswers, SendmailAnswer, ServerAnswers } from './answers.ts';
import type { Prompter, Choice } from './prompts.ts';

interface Place {
  readonly host: string;
  readonly port: number;
  readonly security: Security;
  /** Whether one signs in there; null for what only the person knows. */
  readonly signsIn: boolean | null;
}

interface Circumstances {
  /** What is there did not work. */
  readonly isWrong: boolean;
  readonly platform: string;
}

/** Most people send from the address that the mail is for. */
export async function askForSender(
  prompter: Prompter,
  config: Config,
  to: Mailbox | null,
  { isWrong, platform }: Circumstances,
): Promise<SenderAnswers> {
  const before = knownServer(config);
  // Windows has none.
  const command = platform === 'win32' ? undefined : sendmailCommand(config);
  const found = await askForPlace(prompter, { before, isWrong }, command, to);
  if ('sendmail' in found) return found;
  const { signsIn, ...place } = found;
  const user = await askForUser(prompter, { ...place, signsIn }, before, to);
  if (user === null) return { ...place, user, password: { is: 'none' } };
  return { ...place, user, password: await askForPassword(prompter, config, before, place.host) };
}

/** The same server, with another user or password. */
export async function askForSignIn(prompter: Prompter, config: Config, before: KnownServer): Promise<ServerAnswers> {
  const { host, port, security } = before;
  const user = await askForUser(prompter, { host, signsIn: before.user === null ? null : true }, before, null);
  if (user === null) return { host, port, security, user, password: { is: 'none' } };
  return { host, port, security, user, password: await askForPassword(prompter, config, before, host) };
}

async function askForPlace(
  prompter: Prompter,
  { before, isWrong }: { readonly before: KnownServer | null; readonly isWrong: boolean },
  /** Null for none; undefined where there can't be one. */
  command: string | null | undefined,
  to: Mailbox | null,
): Promise<Place | SendmailAnswer> {
  const own = providerFor(to?.address ?? '');
  const proposed = command ? 'sendmail' : before ? 'kept' : (own ?? 'other');
  const places = [...placesFor(before), ...(command === undefined ? [] : [SENDMAIL])];
  const chosen = await prompter.choose('Which mail server sends it?', places, proposed);
  if (chosen === 'sendmail') return askForProgram(prompter, command ?? null);
  if (chosen === 'kept' && before !== null) {
    // A mistyped port is mended where the server is chosen, not at the end of the list.
    const port = isWrong ? await askForPort(prompter, before.port) : before.port;
    return { ...before, port, signsIn: before.user === null ? null : true };
  }
  if (chosen === 'kept' || chosen === 'other') return askForOther(prompter, before);
  prompter.print(`${chosen.advice}.`);
  const port = isLoopback(chosen.host) ? await askForPort(prompter, chosen.port) : chosen.port;
  return { ...chosen, port, signsIn: chosen.password === 'none' ? null : true };
}

const checkProgram = checkLine('a command such as /usr/sbin/sendmail');

async function askForProgram(prompter: Prompter, before: string | null): Promise<SendmailAnswer> {
  const found = SENDMAILS.find((path) => existsSync(path)) ?? '/usr/sbin/sendmail';
  const { value } = await prompter.text('Which command?', before ?? found, (raw) => checkProgram(raw.trim()));
  return { sendmail: value };
}

/** Where systems have it. */
const SENDMAILS = ['/usr/sbin/sendmail', '/usr/lib/sendmail', '/usr/bin/msmtp', '/opt/homebrew/bin/msmtp'];

type PlaceChoice = Choice<Provider | 'kept' | 'other' | 'sendmail'>;

const SENDMAIL: PlaceChoice = { value: 'sendmail', name: 'a program of this machine (sendmail, msmtp)' };

function placesFor(before: KnownServer | null): PlaceChoice[] {
  return [
    ...(before === null ? [] : [{ value: 'kept' as const, name: describeServer(before) }]),
    ...PROVIDERS.map((value) => ({ value, name: value.name })),
    { value: 'other', name: 'another mail server' },
  ];
}

/** Such as `smtp.example.org:465, as wren`. */
export function describeServer(server: KnownServer): string {
  return `${serverName(server)}${server.user === null ? '' : `, as ${server.user}`}`;
}

async function askForOther(prompter: Prompter, before: KnownServer | null): Promise<Place> {
  const { value: host } = await prompter.text('Its name?', before?.host ?? '', checkHost);
  const known = providerOf(host);
  const security = await prompter.choose<Security>(
    'How is the connection encrypted?',
    [
      { value: 'tls', name: 'TLS from the start (port 465)' },
      { value: 'starttls', name: 'STARTTLS (port 587)' },
      { value: 'none', name: 'not at all (only on this machine)' },
    ],
    known?.security ?? (before?.host === host ? before.security : isLoopback(host) ? 'none' : 'tls'),
  );
  const isAsBefore = before?.host === host && before.security === security;
  return {
    host,
    security,
    port: await askForPort(prompter, isAsBefore ? before.port : PORTS[security]),
    signsIn: null,
  };
}

async function askForPort(prompter: Prompter, initial: number): Promise<number> {
  return (await prompter.text('Which port?', String(initial), wholeNumber(1, 65_535))).value;
}

const checkName = checkLine('a name');

function checkHost(raw: string): CheckResult<string> {
  const host = raw.trim().replace(/^\[(.*)\]$/, '$1');
  return checkLine('a name such as smtp.example.org')(/^[\w.:-]+$/.test(host) ? host : '');
}

async function askForUser(
  prompter: Prompter,
  { host, signsIn }: Pick<Place, 'host' | 'signsIn'>,
  before: KnownServer | null,
  to: Mailbox | null,
): Promise<string | null> {
  const mostly = before?.host === host ? before.user !== null : !isLoopback(host);
  const does = signsIn ?? (await prompter.yes('Does it want a user and a password?', mostly));
  if (!does) return null;
  const initial = before?.user ?? to?.address ?? '';
  return (await prompter.text('As which user?', initial, (raw) => checkName(raw.trim()))).value;
}

async function askForPassword(
  prompter: Prompter,
  config: Config,
  before: KnownServer | null,
  host: string,
): Promise<PasswordAnswer> {
  if (config.state('smtp.password').origin.source === 'environment') {
    prompter.print('The password is that of MEMORIES_SMTP_PASSWORD.');
    return { is: 'kept' };
  }
  const command = config.get('smtp.token_command') ?? config.get('smtp.password_command');
  const isInFile = config.get('smtp.password') !== null || (before?.password ?? null) !== null;
  const isToken = config.get('smtp.token_command') !== null;
  const kept =
    isInFile && !isToken ? 'the one that is there' : command === null ? null : `what this prints: ${command}`;
  const how = await prompter.choose<'kept' | 'typed' | 'command' | 'token'>(
    'And the password?',
    [
      ...(kept === null ? [] : [{ value: 'kept' as const, name: `keep ${kept}` }]),
      { value: 'typed', name: 'type it now, kept in the file' },
      { value: 'command', name: 'a command prints it (pass show mail)' },
      { value: 'token', name: 'none: a command prints an access token (OAuth 2.0)' },
    ],
    kept === null && providerOf(host)?.password === 'token' ? 'token' : undefined,
  );
  if (how === 'kept') return { is: 'kept' };
  if (how === 'typed')
    return { is: 'typed', password: await prompter.secret('The password?', (raw) => checkPassword(raw, host)) };
  const initial = config.get(how === 'token' ? 'smtp.token_command' : 'smtp.password_command') ?? '';
  const typed = await prompter.text('Which command?', initial, (raw) => checkCommand(raw.trim()));
  return { is: how, command: typed.value };
}

const checkCommand = checkLine('a command such as "pass show mail"');

/** Google shows its app passwords in four groups of four letters. */
function checkPassword(raw: string, host: string): CheckResult<string> {
  const joined = raw.replace(/\s/g, '');
  const isInGroups = host === 'smtp.gmail.com' && /^[a-z]{16}$/.test(joined);
  return checkLine('the password')(isInGroups ? joined : raw);
}
