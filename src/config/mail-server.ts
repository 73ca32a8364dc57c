// Which mail server the settings name, and its password, wherever that is kept. Nothing of it is ever shown.

import { statSync } from 'node:fs';
import { isLoopback, type Security, type SmtpSettings } from '../mail/smtp-settings.ts';
import type { Context } from '../platform/context.ts';
import { UserError } from '../platform/errors.ts';
import { runCommandLine } from '../platform/subprocess.ts';
import type { Config } from './config.ts';
import type { ServerAddress } from './smtp-url.ts';

/** The default port of each kind of connection. */
export const PORTS = { tls: 465, starttls: 587, none: 25 } as const satisfies Record<Security, number>;

interface Server {
  readonly host: string;
  readonly port: number | null;
  readonly security: Security | null;
  readonly user: string | null;
  readonly password: string | null;
}

/** A server as the settings have it; `password` is the one in `smtp.url`. */
export interface KnownServer extends Server {
  readonly port: number;
  readonly security: Security;
}

/** Null when no server is set. */
export function knownServer(config: Config): KnownServer | null {
  const isSet = config.get('smtp.url') !== null || config.get('smtp.host') !== null;
  return isSet ? completeServer(readServer(config)) : null;
}

function completeServer(server: Server): KnownServer {
  const security = server.security ?? defaultSecurity(server.port, server.host);
  return { ...server, security, port: server.port ?? PORTS[security] };
}

/** Throws a UserError when no server is set, its password can't be had, or others can read the file that has it. */
export async function mailServer(context: Context, config: Config): Promise<SmtpSettings> {
  // Permissions are no bits on Windows.
  if (context.platform !== 'win32') assertPrivate(config);
  const { host, user, security, port, password: own } = completeServer(readServer(config));
  const first = isFromEnvironment(config, 'smtp.url') && !isFromEnvironment(config, 'smtp.password') ? own : null;
  const place = { host, user, security, port, helo: config.get('smtp.helo') };
  if (user === null && config.get('smtp.token_command') !== null)
    throw new UserError('smtp.token_command is set, but not whose token it prints', {
      hint: 'memories config set smtp.user <the address that signs in>',
    });
  if (user === null) return { ...place, password: null };
  const isPasswordFirst = first !== null || isFromEnvironment(config, 'smtp.password');
  const token = isPasswordFirst ? null : await printedBy(context, config, 'smtp.token_command');
  if (token !== null) return { ...place, password: null, token };
  const kept = first ?? config.get('smtp.password') ?? own;
  return { ...place, password: kept ?? (await printedBy(context, config, 'smtp.password_command')) };
}

/** As everywhere, a variable beats the file. */
function isFromEnvironment(config: Config, key: 'smtp.url' | 'smtp.password'): boolean {
  return config.state(key).origin.source === 'environment';
}

/** As the port has it, else STARTTLS; a server on this machine is spoken to unencrypted by default. */
function defaultSecurity(port: number | null, host: string): Security {
  if (port === PORTS.tls) return 'tls';
  return isLoopback(host) ? 'none' : 'starttls';
}

function readServer(config: Config): Server {
  const own = {
    port: config.get('smtp.port'),
    security: config.get('smtp.security'),
    user: config.get('smtp.user'),
    password: null,
  };
  const address = config.get('smtp.url');
  if (address !== null) return completeAddress(address, own);
  const host = config.get('smtp.host');
  if (host !== null) return { ...own, host };
  throw new UserError('no mail server is set up', {
    hint: 'memories setup asks for it; or: memories config set smtp.host <name>, then smtp.user',
  });
}

/** What `smtp.url` says beats the other settings. */
function completeAddress({ host, port, security, user, password }: ServerAddress, own: Omit<Server, 'host'>): Server {
  return { host, port: port ?? own.port, security: security ?? own.security, user: user ?? own.user, password };
}

/** A password in the configuration file is for its owner's eyes. */
function assertPrivate(config: Config): void {
  if (!hasPasswordInFile(config) || (statSync(config.path).mode & 0o077) === 0) return;
  throw new UserError(`others can read ${config.path}, and it holds a password`, {
    hint: `chmod 600 ${config.path}`,
  });
}

export function hasPasswordInFile(config: Config): boolean {
  return (['smtp.password', 'smtp.url'] as const).some((key) => {
    const { origin, written, shown } = config.state(key);
    return origin.source === 'file' && written !== shown;
  });
}

/** The first line that the command prints; null if no command is set. No error repeats what it prints. */
async function printedBy(
  { env, signal }: Pick<Context, 'env' | 'signal'>,
  config: Config,
  key: 'smtp.password_command' | 'smtp.token_command',
): Promise<string | null> {
  const command = config.get(key);
  if (command === null) return null;
  const { problem, stdout } = await runCommandLine(command, { env, signal });
  const [secret = ''] = problem === null ? stdout.split(/\r?\n/) : [];
  if (secret !== '') return secret;
  throw new UserError(`${key} ${problem ?? 'printed nothing'}`, { hint: `try it yourself: ${command}` });
}
