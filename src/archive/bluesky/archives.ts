// Bluesky's archives: `repo.car`, a repository as every server gives it to its owner. It has all that was written, but no pictures,
// and says whose it is only by the DID, which no handle can be made of.

import { UserError } from '../../platform/errors.ts';
import type { FileSet } from '../files/container.ts';
import type {
  ArchiveDetails,
  ArchiveFormat,
  NetworkArchives,
  Owner,
  PostReader,
  PostRecord,
} from '../network/format.ts';
import { beginsAsCar } from './blocks.ts';
import { loadCbor } from './cbor.ts';
import { parseRecord, POSTS, REPOSTS, type Author } from './post-record.ts';
import { readProfile, type Profile } from './profile.ts';
import { Repository, type Found } from './repository.ts';
import { tidTime } from './times.ts';

class RepositoryReader implements PostReader {
  readonly #author: Author;
  #repository: Repository | undefined;

  constructor({ id, handle }: Owner) {
    if (id === null) throw new Error('the owner of a repository has a DID');
    this.#author = { id, handle };
  }

  async read(chunk: Uint8Array): Promise<Iterable<PostRecord>> {
    return this.#posts((await this.#open()).read(chunk));
  }

  async end(): Promise<Iterable<PostRecord>> {
    return this.#posts((await this.#open()).end());
  }

  async #open(): Promise<Repository> {
    return (this.#repository ??= new Repository(await loadCbor(), [POSTS, REPOSTS]));
  }

  *#posts(found: Iterable<Found>): Generator<PostRecord> {
    for (const one of found) yield one.ok ? parseRecord(one.path, one.record, this.#author) : one;
  }
}

/** Throws a UserError for a file that is no repository, and for repositories of several accounts. */
async function about({ entries }: FileSet): Promise<ArchiveDetails> {
  const found: Profile[] = [];
  for (const [path, entry] of entries) if (isRepository(path)) found.push(await readProfile(path, entry));
  const [latest, ...others] = found.sort((a, b) => (a.rev < b.rev ? 1 : -1));
  if (!latest) throw new Error('there is no repository');
  const other = others.find(({ did }) => did !== latest.did);
  if (other) {
    throw new UserError(`these are repositories of several accounts: ${latest.did}, ${other.did}`, {
      hint: 'pass one after the other',
    });
  }
  return {
    owner: null,
    ownerId: latest.did,
    ownerName: latest.name,
    generatedAt: tidTime(latest.rev),
    timeZone: null,
    avatar: null,
    expected: new Map(),
    warnings: [],
    contradictions: [],
    isExact: true,
  };
}

function isRepository(path: string): boolean {
  return /\.car$/i.test(path);
}

const repository: ArchiveFormat = {
  name: 'bluesky',
  network: 'bluesky',
  until: Infinity,
  isWithoutMedia: true,
  mayBeEmpty: true,
  recognises: (paths) => paths.some(isRepository),
  contents: (paths) => ({
    posts: paths.filter(isRepository).map((path) => ({ path, as: 'repository' })),
    notes: [],
    headers: [],
  }),
  about,
  timeInName: () => null,
  findHandle: () => Promise.resolve(null),
  openReader: (_file, owner) => new RepositoryReader(owner),
};

export const bluesky: NetworkArchives = {
  network: 'bluesky',
  formats: [repository],
  isPostFile: isRepository,
  rootOf: (path) => path.replace(/[^/]*$/, ''),
  rootOfOther: () => null,
  ownPath: (path) => path,
  describePiece: () => null,
  media: { mediumAt: () => null, postIdIn: () => null },
  nameOfWhole: (name, start) => (!beginsAsCar(start) ? null : isRepository(name) ? name : `${name}.car`),
};
