// Whose an archive is that doesn't say it: by its posts, by what the user says, or by what an earlier import was told.

import type { Archive } from '../archive/archive.ts';
import type { ArchiveFormat, Contents } from '../archive/network/format.ts';
import type { Owner } from '../archive/network/owner.ts';
import { missingPartNumbers } from '../archive/parts.ts';
import { accounts, type Account } from '../library/accounts.ts';
import type { Db } from '../library/database.ts';
import { UserError } from '../platform/errors.ts';
import { EXAMPLE_HANDLES, isSameHandle, networkOfHandle } from '../post/handle.ts';
import { NETWORK_NAMES, type Network } from '../post/network.ts';
import { asItIs, type NameCommand } from '../views/phrase.ts';
import { quoted } from './evidence.ts';

interface Unnamed {
  readonly archive: Archive;
  readonly format: ArchiveFormat;
  readonly contents: Contents;
  /** What the network calls the owner, if the archive has that. */
  readonly ownerId: string | null;
  readonly ownerName: string | null;
}

/** What the user says of an import. */
interface Naming {
  readonly account: string | undefined;
  readonly signal: AbortSignal;
  readonly nameCommand?: NameCommand;
}

/** The account that an earlier import has brought. */
export function accountKnownFor(db: Db, network: Network, ownerId: string | null): Account | undefined {
  if (ownerId === null) return undefined;
  return accounts(db).find((account) => account.network === network && account.networkId === ownerId);
}

/** A line where the user has named an account otherwise than an earlier import was told. @param before as it was then */
export function renamingLines(db: Db, before: Account | undefined, named: string): string[] {
  if (before === undefined || isSameHandle(before.handle, named)) return [];
  const now = accounts(db).find(({ id }) => id === before.id)?.handle ?? named;
  return isSameHandle(now, named)
    ? [`@${before.handle} is now called @${now}`]
    : [`@${named} is taken for what @${now} was called before: a newer archive has that name`];
}

/** Throws a UserError where another account has the handle: two people's posts would be shown under one name. */
function assertFree(db: Db, network: Network, handle: string, ownerId: string | null): void {
  const other = accounts(db).find((account) => account.network === network && isSameHandle(account.handle, handle));
  if (ownerId === null || other === undefined || other.networkId === null || other.networkId === ownerId) return;
  throw new UserError(`@${handle} is another account here, ${other.networkId}, and this is an archive of ${ownerId}`, {
    hint: 'name the handle of this one; if that one gave it up, import its archive with its new handle first',
  });
}

/** Throws a UserError when neither a record nor the user names the account. */
export async function findOwner(
  db: Db,
  { archive, format, contents, ownerId, ownerName }: Unnamed,
  settings: Naming,
): Promise<Owner> {
  const { account, signal, nameCommand = asItIs } = settings;
  const inPosts = await format.findHandle(archive, contents, signal);
  const handle = inPosts ?? account ?? accountKnownFor(db, format.network, ownerId)?.handle;
  if (handle !== undefined) {
    assertFits(handle, format.network);
    assertFree(db, format.network, handle, ownerId);
    return { id: ownerId, handle, name: ownerName };
  }
  const paths = archive.parts.map(({ path }) => path);
  const [missing] = missingPartNumbers(paths);
  const what =
    ownerId === null ? "doesn't say whose posts these are" : `says only that it is the archive of ${ownerId}`;
  const option = `--account ${ownerId === null ? '<handle>' : EXAMPLE_HANDLES[format.network]}`;
  throw new UserError(`${archive.name} ${what}`, {
    hint:
      missing === undefined
        ? `name the account: ${nameCommand(`memories import ${paths.map(quoted).join(' ')} ${option}`)}`
        : `part ${missing} is missing, which may say it: pass all parts at once, or name the account with --account`,
  });
}

/** Another network's handle would be a slip that nothing else shows. */
function assertFits(handle: string, network: Network): void {
  if (networkOfHandle(handle) === network) return;
  throw new UserError(`@${handle} can't be a handle on ${NETWORK_NAMES[network]}`, {
    hint: `pass one such as --account ${EXAMPLE_HANDLES[network]}`,
  });
}
