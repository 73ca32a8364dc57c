// The work of `memories accounts remove`.

import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { isSameHandle, withoutServer } from '../post/handle.ts';
import { UserError } from '../platform/errors.ts';
import { isAlive } from '../platform/process.ts';
import { avatarName } from '../library/media-folder.ts';
import { accountSummaries, type AccountSummary } from '../library/accounts.ts';
import type { Db } from '../library/database.ts';
import {
  compact,
  contentsOf,
  importingProcesses,
  removeAccount,
  type AccountContents,
} from '../library/remove-account.ts';
import { formatBytes, formatYearSpan, pluralize } from '../text/numbers-and-dates.ts';
import { sanitizeLine } from '../text/sanitize.ts';
import type { NameCommand } from '../views/phrase.ts';
import { findAccounts } from './account-choice.ts';
import { isConfirmed, mayAsk } from './confirm.ts';
import { commandNaming, type GlobalFlags } from './flags.ts';
import { withOpenLibrary } from './session.ts';

export interface RemoveFlags extends GlobalFlags {
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** Throws a UserError for an account that is not there, and where nobody can be asked. */
export async function removeNamedAccount(context: Context, flags: RemoveFlags, handle: string): Promise<void> {
  await withOpenLibrary(context, flags, async ({ config, library: { db, mediaFolder } }) => {
    const account = accountCalled(db, handle);
    assertNoImport(db, account);
    const contents = contentsOf(db, account.id);
    const media = mediaOf(mediaFolder, account, contents.postIds);
    context.stderr.write(describe(account, contents, media));
    context.stderr.write(describeReferences(config, account, contents, commandNaming(context, flags)));
    if (flags.yes !== true && !(await isAgreed(context, flags, account))) {
      context.stderr.write('Nothing was removed.\n');
      return;
    }
    removeAccount(db, account.id);
    for (const { path } of media) rmSync(path, { force: true });
    const isSmaller = compact(db);
    context.stdout.write(`Removed: ${nameOf(account)}\n`);
    if (!isSmaller) context.stderr.write("note: the database file keeps its size: it couldn't be rewritten\n");
  });
}

function accountCalled(db: Db, handle: string): AccountSummary {
  const all = accountSummaries(db);
  const [{ id } = { id: null }] = findAccounts(all, [handle], { what: 'accounts remove', hint: null });
  const account = all.find((one) => one.id === id);
  if (account) return account;
  throw new Error(`there is no account ${handle}`);
}

function assertNoImport(db: Db, account: AccountSummary): void {
  if (!importingProcesses(db, account.id).some(isAlive)) return;
  throw new UserError(`an import of ${nameOf(account)} is running`, { hint: 'wait for its end, or stop it' });
}

interface MediaFile {
  readonly path: string;
  readonly bytes: number;
}

/**
 * Files have the id of the tweet that they belong to before their names, and no two accounts have the same tweet. The
 * account's own picture goes with them.
 */
function mediaOf(folder: string, { networkId }: AccountSummary, postIds: ReadonlySet<string>): MediaFile[] {
  const avatar = networkId === null ? null : avatarName(networkId);
  return namesIn(folder)
    .filter((name) => name === avatar || postIds.has(/^(\d+)-/.exec(name)?.[1] ?? ''))
    .map((name) => join(folder, name))
    .map((path) => ({ path, bytes: statSync(path, { throwIfNoEntry: false })?.size ?? 0 }));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function nameOf({ handle }: AccountSummary): string {
  return `@${sanitizeLine(handle)}`;
}

/** `@wren_writes: 22 posts of 2007 to 2024, 3 photos and videos (2 MB), 1 import`. */
function describe(account: AccountSummary, contents: AccountContents, media: readonly MediaFile[]): string {
  const yearOf = (time: number): number => new Date(time).getUTCFullYear();
  const { first, last } = account;
  const years = first === null || last === null ? '' : ` of ${formatYearSpan(yearOf(first), yearOf(last))}`;
  const bytes = media.reduce((sum, file) => sum + file.bytes, 0);
  const parts = [
    `${pluralize(contents.posts, 'post')}${years}`,
    ...(media.length === 0
      ? []
      : [
          `${pluralize(media.length, 'copy of a photo or video', 'copies of photos and videos')} (${formatBytes(bytes)})`,
        ]),
    pluralize(contents.imports, 'import'),
  ];
  return `${nameOf(account)}: ${parts.join(', ')}\n`;
}

/** What else speaks of the account, and stays. */
function describeReferences(
  config: Config,
  { handle }: AccountSummary,
  { hideRules }: AccountContents,
  nameCommand: NameCommand,
): string {
  const keys = config
    .settings()
    .filter(({ key, written }) => key.endsWith('accounts') && Array.isArray(written) && hasHandle(written, handle))
    .map(({ key }) => `the setting ${key} names it: memories config set or unset ${key}`);
  const rules = `${hideRules} of its posts ${hideRules === 1 ? 'is' : 'are'} hidden, and will be when they come back: ${nameCommand('memories hidden')}`;
  return [...keys, ...(hideRules === 0 ? [] : [rules])].map((line) => `note: ${line}\n`).join('');
}

function hasHandle(handles: readonly unknown[], handle: string): boolean {
  return handles.some(
    (one) => typeof one === 'string' && [handle, withoutServer(handle)].some((name) => isSameHandle(one, name)),
  );
}

async function isAgreed(context: Context, flags: RemoveFlags, account: AccountSummary): Promise<boolean> {
  if (!mayAsk(context, flags)) {
    throw new UserError('nothing was removed: there is nobody to ask', {
      hint: commandNaming(context, flags)(`memories accounts remove ${nameOf(account)} --yes`),
    });
  }
  return isConfirmed(context, 'Remove all of it? Only its archive brings it back.');
}
