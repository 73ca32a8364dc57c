// How the service is started: with the program that is running now, and what it needs of this environment. No secrets.

import { configPath, pathFromHere, type Config, type Flags } from '../config/config.ts';
import { isWebAddress } from '../config/address-checks.ts';
import type { Context } from '../platform/context.ts';
import type { SettingKey } from '../config/settings.ts';
import type { UnitFile } from './host.ts';
import type { Launch } from './units.ts';

/** Variables for the time zone, the places of files, certificates and Node.js itself. */
const OTHERS = [
  'TZ',
  'XDG_CONFIG_HOME',
  'XDG_DATA_HOME',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'NODE_OPTIONS',
];

/** What programs that print passwords, send mail or tell of trouble may need. A service's own PATH is short. */
const FOR_PROGRAMS = ['PATH', 'PASSWORD_STORE_DIR', 'GNUPGHOME', 'SSH_AUTH_SOCK'];

const PROGRAMS = [
  'smtp.password_command',
  'smtp.token_command',
  'smtp.sendmail',
] as const satisfies readonly SettingKey[];

/** All paths are absolute, because a service has no current folder. */
export function serviceLaunch(context: Context, config: Config, { db }: Flags): Launch {
  const { env, program } = context;
  const environment: Record<string, string> = {};
  for (const { variable, text, isSecret } of variablesOf(config)) if (!isSecret) environment[variable] = text;
  if (db !== undefined) environment['MEMORIES_DB'] = config.databasePath;
  if (env['MEMORIES_CONFIG']) environment['MEMORIES_CONFIG'] = configPath(context);
  for (const name of OTHERS) if (env[name]) environment[name] = env[name];
  const certificates = env['NODE_EXTRA_CA_CERTS'];
  if (certificates) environment['NODE_EXTRA_CA_CERTS'] = pathFromHere(certificates, context);
  if (runsPrograms(config)) {
    for (const name of FOR_PROGRAMS) if (env[name]) environment[name] = env[name];
  }
  return { ...program, environment };
}

function runsPrograms(config: Config): boolean {
  const alert = config.get('digest.alert');
  return PROGRAMS.some((key) => config.get(key) !== null) || (alert !== null && !isWebAddress(alert));
}

/** Whether the settings name a command, and the installed files were written before they did, without this PATH or any. */
export function lacksPath(files: readonly UnitFile[], { env }: Context, config: Config): boolean {
  return (
    Boolean(env['PATH']) && runsPrograms(config) && !files.some(({ text }) => /(?<![A-Z_])PATH(?![A-Z_])/.test(text))
  );
}

/** The variables of this environment that hold a secret, and so don't go into the service's file. */
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
