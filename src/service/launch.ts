// What the service is started with: the program as it was started now, and what of this environment it needs. No secrets.

import { resolve } from 'node:path';
import { configPath, fullPath, overridingVariable, type Config, type Flags } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import type { Launch } from './units.ts';
import { SETTINGS, type Setting, type SettingValue } from '../config/settings.ts';

/** Where files are, whose days count, and whom to trust. */
const OTHERS = ['TZ', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'NODE_EXTRA_CA_CERTS'];

/** Paths are whole in it: a service has no current folder. */
export function serviceLaunch(context: Context, config: Config, { db }: Flags): Launch {
  const { env, cwd, program } = context;
  const environment: Record<string, string> = {};
  for (const { variable, value, isPath, isSecret } of variablesIn(context)) {
    if (!isSecret) environment[variable] = isPath ? fullPath(cwd, value, context) : value;
  }
  if (db !== undefined) environment['MEMORIES_DB'] = config.databasePath;
  if (env['MEMORIES_CONFIG']) environment['MEMORIES_CONFIG'] = configPath(context);
  for (const name of OTHERS) if (env[name]) environment[name] = env[name];
  if (env['NODE_EXTRA_CA_CERTS']) environment['NODE_EXTRA_CA_CERTS'] = resolve(cwd, env['NODE_EXTRA_CA_CERTS']);
  // A service's own PATH has little in it.
  if (config.get('smtp.password_command') !== null && env['PATH']) environment['PATH'] = env['PATH'];
  return { ...program, environment };
}

/** The variables of this environment that hold a secret, which no file of the service gets. */
export function secretVariables(context: Context): string[] {
  return variablesIn(context).flatMap(({ variable, isSecret }) => (isSecret ? [variable] : []));
}

interface Variable {
  readonly variable: string;
  readonly value: string;
  readonly isPath: boolean;
  readonly isSecret: boolean;
}

function variablesIn(context: Context): Variable[] {
  return Object.entries<Setting<SettingValue>>(SETTINGS as object as Record<string, Setting<SettingValue>>).flatMap(
    ([key, { isPath = false, shown }]) => {
      const variable = overridingVariable(key, context);
      const value = variable === undefined ? undefined : context.env[variable];
      if (variable === undefined || value === undefined) return [];
      return [{ variable, value, isPath, isSecret: shown !== undefined && shown(value) !== value }];
    },
  );
}
