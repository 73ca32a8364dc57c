// One archive into the database: whose it is, what its files hold, the proof that all came in, and then its media into
// their folder.

import { openArchive } from '../archive/archive.ts';
import { copyAvatar } from './copy-avatar.ts';
import { copyMedia, type MediaEvent, type MediaJob } from './copy-media.ts';
import { UserError } from '../platform/errors.ts';
import { detectFormat, mediaLayoutOf } from '../archive/formats.ts';
import { isOwnHandle, type Owner } from '../archive/network/owner.ts';
import { isSameHandle, withoutServer } from '../post/handle.ts';
import type { Network } from '../post/network.ts';
import { assertPartsFit, gapsIn, laterParts, otherArchives, strangersAmong, timeMade } from './evidence.ts';
import { accountKnownFor, findOwner, renamingLines } from './named-owner.ts';
import { readFiles, type FileEvent } from './read-files.ts';
import type { ImportReport } from '../library/import-report.ts';
import { ImportTally } from './tally.ts';
import type { MediaMode } from '../config/settings.ts';
import { claimThreads, formerHandlesOf, saveAccount } from '../library/accounts.ts';
import type { Db } from '../library/database.ts';
import { finishImport, startImport } from '../library/imports.ts';
import type { NameCommand } from '../views/phrase.ts';

export type ImportEvent = FileEvent | MediaEvent;

export interface ImportSettings {
  /** The account's handle, for an archive that doesn't have it. If the archive does, it must be the same. */
  readonly account: string | undefined;
  /** Also posts for only the people they name. */
  readonly direct?: boolean;
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
  /** How commands are named in hints, if not as they are. */
  readonly nameCommand?: NameCommand;
}

/**
 * Imports an archive (a zip, a folder, or its parts). Every batch that was written stays, whatever happens after
 * that. Throws a UserError when there is no archive, when it doesn't say whose it is, or when it isn't the named account's.
 */
export async function importArchive(db: Db, paths: readonly string[], settings: ImportSettings): Promise<ImportReport> {
  await using archive = await openArchive(paths, settings.signal);
  const found = [...archive.entries.keys()];
  const format = detectFormat(found);
  if (!format) throw new UserError(`${archive.name} has post files of no known kind`);
  const contents = format.contents(found);
  await assertPartsFit(archive, format, contents, settings.nameCommand);
  const about = await format.about(archive);
  const { ownerId = null, ownerName = null } = about;
  const named = about.owner ?? (await findOwner(db, { archive, format, contents, ownerId, ownerName }, settings));
  assertOwnedBy(named, settings.account, archive.name);
  const made = timeMade(archive, about, contents, { format, now: settings.now() });
  const before = about.owner === null ? accountKnownFor(db, format.network, named.id) : undefined;
  const { accountId, owner } = rememberOwner(db, format.network, { ...named, timeZone: about.timeZone }, made.asOf);
  const importId = startImport(db, { source: archive.name, accountId, pid: settings.pid, now: settings.now() });
  const tally = new ImportTally();
  for (const line of [...made.contradictions, ...gapsIn(archive, contents)]) tally.lost(line);
  try {
    const options = { direct: settings.direct === true };
    const known = { db, archive, format, contents, owner, options, accountId, asOf: made.asOf, tally };
    await readFiles({ version: '', ...settings, ...known });
    const media = { mode: settings.media, folder: settings.mediaFolder, postIds: tally.withMedia() };
    const layout = mediaLayoutOf(format);
    tally.media = await copyMedia({ ...settings, db, archive, layout, ...media });
    if (tally.media.shortage === null) {
      const avatar = { path: about.avatar, networkId: owner.id, asOf: made.asOf };
      await copyAvatar({ db, archive, ...media, ...avatar, signal: settings.signal });
    }
  } catch (error) {
    if (!settings.signal.aborted) {
      finishImport(db, importId, { state: 'failed', accountId, report: null, now: settings.now() });
    }
    throw error;
  }
  const report: ImportReport = {
    source: archive.name,
    network: format.network,
    account: owner.handle,
    accountId: owner.id,
    format: format.name,
    generatedAt: made.generatedAt === null ? null : new Date(made.generatedAt).toISOString(),
    ...tally.report({
      ...about,
      network: format.network,
      warnings: [
        ...laterParts(archive, about),
        ...about.warnings,
        ...renamingLines(db, before, owner.handle),
        ...otherArchives(archive, settings.nameCommand),
        ...strangersAmong(archive, format.network, settings.nameCommand),
      ],
    }),
  };
  finishImport(db, importId, { state: 'done', accountId, report, now: settings.now() });
  return report;
}

/** Saves the account with all its handles, so that those from other archives are known too. */
function rememberOwner(
  db: Db,
  network: Network,
  { timeZone, ...named }: Owner & { readonly timeZone: string | null },
  asOf: number,
): { accountId: number; owner: Owner } {
  const accountId = saveAccount(db, { network, ...named, timeZone }, asOf);
  const formerHandles = formerHandlesOf(db, accountId);
  if (formerHandles.length > 0) claimThreads(db, accountId);
  return { accountId, owner: { ...named, formerHandles } };
}

/** Importing under another account would mix two people's posts. */
function assertOwnedBy(owner: Owner, named: string | undefined, archive: string): void {
  if (named === undefined || isOwnHandle(named, null, owner) || isSameHandle(named, withoutServer(owner.handle)))
    return;
  throw new UserError(`${archive} says that it is the archive of @${owner.handle}, not of @${named}`, {
    hint: 'if this is the right archive, leave --account out',
  });
}
