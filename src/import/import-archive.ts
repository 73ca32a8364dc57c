// One archive into the database: whose it is, what its files hold, the proof that all came in, and then its media into
// their folder.

import { openArchive, type Archive } from '../archive/archive.ts';
import { copyMedia, type MediaEvent, type MediaJob } from './copy-media.ts';
import { UserError } from '../platform/errors.ts';
import type { Contents, Generation, Owner } from '../archive/twitter/generation.ts';
import { detectGeneration } from '../archive/twitter/generations.ts';
import { readFiles, type FileEvent } from './read-files.ts';
import type { ImportReport } from '../library/import-report.ts';
import { ImportTally } from './tally.ts';
import type { MediaMode } from '../config/settings.ts';
import { saveAccount } from '../library/accounts.ts';
import type { Db } from '../library/database.ts';
import { finishImport, startImport } from '../library/imports.ts';
import { readRecords } from '../archive/records.ts';

export type ImportEvent = FileEvent | MediaEvent;

export interface ImportSettings {
  /** The handle of the account, for an archive that doesn't tell; one that does must tell the same. */
  readonly account: string | undefined;
  /** Which media are copied, and where to. */
  readonly media: MediaMode;
  readonly mediaFolder: string;
  readonly freeSpace?: MediaJob['freeSpace'];
  readonly pid: number;
  /** The program's. */
  readonly version?: string;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly onEvent: (event: ImportEvent) => void;
}

/**
 * Imports an archive (a zip, a folder, or the parts of one). Every batch that was written stays, whatever happens after
 * it. Throws a UserError when there is no archive, or it doesn't say whose it is, or says another account than was named.
 */
export async function importArchive(db: Db, paths: readonly string[], settings: ImportSettings): Promise<ImportReport> {
  await using archive = await openArchive(paths);
  const found = [...archive.entries.keys()];
  const format = detectGeneration(found);
  if (!format) throw new UserError(`${archive.name} has tweet files of no known kind`);
  const contents = format.contents(found);
  const about = await format.about(archive);
  const owner = about.owner ?? (await findOwner(archive, format, contents, settings));
  assertOwnedBy(owner, settings.account, archive.name);
  const generatedAt = about.generatedAt ?? dateInName(archive.name);
  const asOf = generatedAt ?? Math.min(format.until, lastChange(archive, contents));
  const accountId = saveAccount(db, { ...owner, timeZone: about.timeZone }, asOf);
  const importId = startImport(db, { source: archive.name, accountId, pid: settings.pid, now: settings.now() });
  const tally = new ImportTally();
  try {
    const known = { db, archive, format, contents, owner, accountId, asOf, tally };
    await readFiles({ version: '', ...settings, ...known });
    const media = { mode: settings.media, folder: settings.mediaFolder, postIds: tally.withMedia() };
    tally.media = await copyMedia({ ...settings, db, archive, ...media });
  } catch (error) {
    if (!settings.signal.aborted) {
      finishImport(db, importId, { state: 'failed', accountId, report: null, now: settings.now() });
    }
    throw error;
  }
  const report: ImportReport = {
    source: archive.name,
    account: owner.handle,
    accountId: owner.id,
    format: format.name,
    generatedAt: generatedAt === null ? null : new Date(generatedAt).toISOString(),
    ...tally.report(about),
  };
  finishImport(db, importId, { state: 'done', accountId, report, now: settings.now() });
  return report;
}

/** Whoever names another account than the archive does is about to mix two people's posts. */
function assertOwnedBy({ handle }: Owner, named: string | undefined, archive: string): void {
  if (named === undefined || named.toLowerCase() === handle.toLowerCase()) return;
  throw new UserError(`${archive} says that it is the archive of @${handle}, not of @${named}`, {
    hint: 'if this is the right archive, leave --account out',
  });
}

/** `twitter-2020-11-17-….zip`, in milliseconds since 1970 UTC. */
function dateInName(name: string): number | null {
  const date = /^twitter-(\d{4}-\d\d-\d\d)-/.exec(name)?.[1];
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? null : time;
}

function lastChange(archive: Archive, contents: Contents): number {
  return Math.max(...contents.tweets.map(({ path }) => archive.entries.get(path)?.modifiedAt ?? 0));
}

/** Throws a UserError when neither a record nor the user names the account. */
async function findOwner(
  archive: Archive,
  format: Generation,
  contents: Contents,
  settings: { readonly account: string | undefined; readonly signal: AbortSignal },
): Promise<Owner> {
  const handle = (await handleInRecords(archive, format, contents, settings.signal)) ?? settings.account;
  if (handle !== undefined) return { id: null, handle, name: null };
  throw new UserError(`${archive.name} doesn't say whose tweets these are`, {
    hint: `name the account: memories import ${archive.name} --account <handle>`,
  });
}

async function handleInRecords(
  archive: Archive,
  format: Generation,
  contents: Contents,
  signal: AbortSignal,
): Promise<string | undefined> {
  for (const { path } of contents.tweets) {
    const entry = archive.entries.get(path);
    if (!entry) continue;
    for await (const { records } of readRecords(entry)) {
      signal.throwIfAborted();
      for (const record of records) {
        const handle = record.ok ? format.ownHandle(record.value) : null;
        if (handle !== null) return handle;
      }
    }
  }
  return undefined;
}
