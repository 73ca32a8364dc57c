// Use case: install, inspect and remove the service that the user's systemd or launchd keeps running.

import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Context } from '../platform/context.ts';
import { codeOf, messageOf, UserError } from '../platform/errors.ts';
import type { ServiceHost, ServiceState } from './host.ts';
import { isGeneratedByUs, type Launch } from './units.ts';
import { writeFileAtomic } from '../platform/atomic-write.ts';

/** Null on platforms that have neither. */
export async function serviceHost(context: Context): Promise<ServiceHost | null> {
  if (context.platform === 'linux') return (await import('./systemd.ts')).systemd(context);
  return context.platform === 'darwin' ? (await import('./launchd.ts')).launchd(context) : null;
}

/** Writes the file and starts the service, or restarts it. Throws a UserError. */
export async function registerService(host: ServiceHost, launch: Launch): Promise<{ readonly updated: boolean }> {
  const before = await ownFile(host);
  await writeUnitFile(host.path, host.unit(launch));
  await host.start();
  return { updated: before !== null };
}

/** Stops the service and removes its file. Returns false if there is none. Throws a UserError. */
export async function unregisterService(host: ServiceHost): Promise<boolean> {
  if ((await ownFile(host)) === null) return false;
  await host.stop();
  await rm(host.path);
  await host.forget();
  return true;
}

/** Null if it isn't installed. Throws a UserError for a file that we didn't write. */
export async function serviceState(host: ServiceHost): Promise<ServiceState | null> {
  return (await ownFile(host)) === null ? null : host.state();
}

async function ownFile({ path }: ServiceHost): Promise<string | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw new UserError(`${path} can't be read: ${messageOf(error)}`, { hint: 'check its permissions', cause: error });
  });
  if (text === null || isGeneratedByUs(text)) return text;
  throw new UserError(`${path} was not written by memories, and is left as it is`, {
    hint: 'move it away, or look after that service yourself',
  });
}

/** Others may read it, because it holds no secrets. */
async function writeUnitFile(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFileAtomic(path, text, 0o644);
  } catch (error) {
    throw new UserError(`${path} can't be written: ${messageOf(error)}`, {
      hint: 'check its permissions',
      cause: error,
    });
  }
}
