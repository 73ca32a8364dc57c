// What the service is started with: the program as it was started now, and what of this environment it needs. No secrets.

import { configPath, pathFromHere, type Config, type Flags } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import type { Launch } from './units.ts';

/** Where files are, whose days count, whom to trust, and how Node is run. */
const OTHERS = [
  'TZ',
  'XDG_CONFIG_HOME',
  'XDG_DATA_HOME',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'NODE_OPTIONS',
];

/** What programs that print passwords go by; a service's own PATH has little in it. */
const FOR_PASSWORDS = ['PATH', 'PASSWORD_STORE_DIR', 'GNUPGHOME', 'SSH_AUTH_SOCK'];

/** Its paths are absolute: a service has no current folder. */
export function serviceLaunch(context: Context, config: Config, { db }: Flags): Launch {
  const { env, program } = context;
  const environment: Record<string, string> = {};
  for (const { variable, text, isSecret } of variablesOf(config)) if (!isSecret) environment[variable] = text;
  if (db !== undefined) environment['MEMORIES_DB'] = config.databasePath;
  if (env['MEMORIES_CONFIG']) environment['MEMORIES_CONFIG'] = configPath(context);
  for (const name of OTHERS) if (env[name]) environment[name] = env[name];
  const certificates = env['NODE_EXTRA_CA_CERTS'];
  if (certificates) environment['NODE_EXTRA_CA_CERTS'] = pathFromHere(certificates, context);
  if (config.get('smtp.password_command') !== null) {
    for (const name of FOR_PASSWORDS) if (env[name]) environment[name] = env[name];
  }
  return { ...program, environment };
}

/** The variables of this environment that hold a secret, which no file of the service gets. */
export function secretVariables(config: Config): string[] {
  return variablesOf(config).flatMap(({ variable, isSecret }) => (isSecret ? [variable] : []));
}

interface Variable {
  readonly variable: string;
  readonly text: string;
  readonly isSecret: boolean;
}

function variablesOf(config: Config): Variable[] {
  return config.settings().flatMap(({ written, shown, origin }) => {
    if (origin.source !== 'environment') return [];
    return [{ variable: origin.variable, text: String(written), isSecret: written !== shown }];
  });
}
