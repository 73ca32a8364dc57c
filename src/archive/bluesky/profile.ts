// Whose repository it is. What says so may be anywhere in the file, so all of it is read for that; but not its tree, since there is
// only one profile.

import { UserError } from '../../platform/errors.ts';
import type { Entry } from '../files/container.ts';
import { fieldsOf, textOf } from '../network/fields.ts';
import { asBuffer } from '../files/chunks.ts';
import { BlockCutter, type Block } from './blocks.ts';
import { loadCbor, type Cbor } from './cbor.ts';
import { isCommit, typeField } from './tree.ts';

export interface Profile {
  readonly did: string;
  /** When the last commit was made, as a TID; empty if it doesn't say. */
  readonly rev: string;
  readonly name: string | null;
}

const TYPE = typeField('app.bsky.actor.profile');
const HINT = "get it again: in Bluesky's app, Settings, Account, Export my data";

/** Throws a UserError for a file that is no repository. */
export async function readProfile(path: string, entry: Entry): Promise<Profile> {
  const cutter = new BlockCutter();
  const search = new ProfileSearch(await loadCbor());
  for await (const chunk of bytesOf(entry)) search.look(cutter.cut(chunk));
  search.look(cutter.end());
  if (cutter.header === null) throw new UserError(`${path} is not a CAR file, as Bluesky makes them`, { hint: HINT });
  const { did, rev, name } = search;
  if (did !== null) return { did, rev, name };
  const what = 'has nothing in it that says whose posts these are: it is damaged, or not from Bluesky';
  throw new UserError(`${path} ${what}`, { hint: HINT });
}

class ProfileSearch {
  did: string | null = null;
  rev = '';
  name: string | null = null;
  readonly #cbor: Cbor;

  constructor(cbor: Cbor) {
    this.#cbor = cbor;
  }

  look(blocks: readonly Block[]): void {
    for (const { bytes } of blocks) {
      if (isCommit(bytes)) this.#takeCommit(fieldsOf(this.#cbor.decode(bytes)));
      // Of several the first is the newest, in the order that servers write.
      else if (asBuffer(bytes).includes(TYPE)) this.name ??= textOf(fieldsOf(this.#cbor.decode(bytes))['displayName']);
    }
  }

  /** The last commit counts, where earlier ones are there too. */
  #takeCommit(commit: Readonly<Record<string, unknown>>): void {
    const [did, rev] = [textOf(commit['did']), textOf(commit['rev']) ?? ''];
    if (did === null || (this.did !== null && rev < this.rev)) return;
    this.did = did;
    this.rev = rev;
  }
}

/** What comes before damage. The import says later how the file ends. */
async function* bytesOf(entry: Entry): AsyncGenerator<Buffer> {
  try {
    yield* entry.read();
  } catch (error) {
    if (error instanceof UserError) throw error;
  }
}
