// Whose archive it is, where its own account file doesn't say.

import type { Archive } from './archive/archive.ts';
import { recordsOf } from './archive/records.ts';
import { UserError } from './platform/errors.ts';
import type { Contents, Format, Owner } from './archive/twitter/generation.ts';

/** Throws a UserError when neither a record nor the user names the account. */
export async function findOwner(
  archive: Archive,
  format: Format,
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
  format: Format,
  contents: Contents,
  signal: AbortSignal,
): Promise<string | undefined> {
  for (const { path } of contents.tweets) {
    const entry = archive.entries.get(path);
    if (!entry) continue;
    for await (const { records } of recordsOf(entry)) {
      signal.throwIfAborted();
      for (const record of records) {
        const handle = record.ok ? format.ownHandle(record.value) : null;
        if (handle !== null) return handle;
      }
    }
  }
  return undefined;
}
