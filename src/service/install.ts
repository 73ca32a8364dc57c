// Use case: install, inspect and remove the service that the user's systemd or launchd keeps running, or its timer,
// which the Task Scheduler has too.

import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Context } from '../platform/context.ts';
import { codeOf, messageOf, UserError } from '../platform/errors.ts';
import type { ServiceHost, ServiceKind, UnitFile } from './host.ts';
import { isGeneratedByUs } from './units.ts';
import { writeFileAtomic } from '../platform/atomic-write.ts';

/** Null on platforms that have none. */
export async function serviceHost(context: Context): Promise<ServiceHost | null> {
  switch (context.platform) {
    case 'linux':
      return (await import('./systemd.ts')).systemd(context);
    case 'darwin':
      return (await import('./launchd.ts')).launchd(context);
    case 'win32':
      return (await import('./task-scheduler.ts')).taskScheduler(context);
    default:
      return null;
  }
}

/** What is installed. */
export interface Installed {
  readonly kind: ServiceKind;
  readonly files: readonly UnitFile[];
  /** Of a timer, the lines with its times. */
  readonly times: string;
}

/** Null if neither a service nor a timer is installed. Throws a UserError for a file that we didn't write. */
export async function installedService(host: ServiceHost): Promise<Installed | null> {
  const texts = await Promise.all(host.paths.map(ownFile));
  const files = host.paths.flatMap((path, index) => {
    const text = texts[index] ?? null;
    return text === null ? [] : [{ path, ...text }];
  });
  return files.length === 0 ? null : { files, ...host.read(files) };
}

/** Writes the files in place of what is installed, and starts what they define. Throws a UserError. */
export async function registerService(
  host: ServiceHost,
  files: readonly UnitFile[],
): Promise<{ readonly kind: ServiceKind; readonly updated: boolean }> {
  const before = await installedService(host);
  const { kind } = host.read(files);
  if (before !== null && before.kind !== kind) await unregisterService(host);
  for (const file of files) await writeUnitFile(file);
  await host.start(kind);
  return { kind, updated: before?.kind === kind };
}

/** Stops what is installed, removes its files and returns what it was; null if there is nothing. Throws a UserError. */
export async function unregisterService(host: ServiceHost): Promise<Installed | null> {
  const installed = await installedService(host);
  if (installed === null) return null;
  await host.stop(installed.kind);
  for (const { path } of installed.files) await rm(path);
  await host.forget();
  return installed;
}

async function ownFile(path: string): Promise<Omit<UnitFile, 'path'> | null> {
  const bytes = await readFile(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw new UserError(`${path} can't be read: ${messageOf(error)}`, { hint: 'check its permissions', cause: error });
  });
  if (bytes === null) return null;
  const unit = decodeUnit(bytes);
  if (isGeneratedByUs(unit.text)) return unit;
  throw new UserError(`${path} was not written by memories, and is left as it is`, {
    hint: 'move it away, or look after that service yourself',
  });
}

const BYTE_ORDER_MARK = '\uFEFF';

function decodeUnit(bytes: Buffer): Omit<UnitFile, 'path'> {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  if (!isWide) return { text: bytes.toString('utf8') };
  return { text: bytes.toString('utf16le').replace(BYTE_ORDER_MARK, ''), encoding: 'utf16le' };
}

/** Others may read it, because it holds no secrets. */
export async function writeUnitFile({ path, text, encoding }: UnitFile): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    const bytes = encoding === undefined ? text : Buffer.from(`${BYTE_ORDER_MARK}${text}`, encoding);
    await writeFileAtomic(path, bytes, 0o644);
  } catch (error) {
    throw new UserError(`${path} can't be written: ${messageOf(error)}`, {
      hint: 'check its permissions',
      cause: error,
    });
  }
}
