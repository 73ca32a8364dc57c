// Which of an archive's media files posts use and the media folder lacks.

import { join } from 'node:path';
import type { MediaLayout } from '../archive/network/format.ts';
import type { MediaEntry } from '../archive/media.ts';
import type { MediaMode } from '../config/settings.ts';
import type { Db } from '../library/database.ts';
import { mediaFault } from '../library/media-check.ts';
import { hasCopy, mediaFile, mediaFileName, mediaFileNames } from '../library/media-folder.ts';
import { mediaByPost } from '../library/posts.ts';
import type { Media } from '../post/post.ts';

export interface WantedMedia {
  readonly db: Db;
  /** Where the copies are. It needn't exist. */
  readonly folder: string;
  readonly mode: MediaMode;
  /** The archive's posts that have media. */
  readonly postIds: Iterable<string>;
}

/** A file that a post uses, and the name of its copy. */
interface Use {
  readonly name: string;
  readonly id: string;
  readonly medium: Media;
}

export class MediaPlan {
  readonly #wanted: WantedMedia;
  readonly #mediaOf: (id: string) => readonly Media[];
  readonly #layout: MediaLayout;
  /** Whose each file of the archive is, by its path, where names don't say that. */
  readonly #owners: ReadonlyMap<string, readonly Use[]>;
  /** Media that the archive has and posts use. */
  readonly #found = new Set<string>();
  /** Used media of which the archive has only an empty file. */
  readonly #empty = new Map<string, MediaEntry>();
  /** What is to be copied; also what is there but damaged, as the archive may have it whole. */
  readonly entries: MediaEntry[] = [];
  /** How many are there already. */
  present = 0;

  constructor(wanted: WantedMedia, layout: MediaLayout) {
    this.#wanted = wanted;
    this.#mediaOf = mediaByPost(wanted.db);
    this.#layout = layout;
    this.#owners = this.#usesByPath();
  }

  /** Plans to copy an entry for each post that uses it, where there is no copy yet under any name. */
  add(found: MediaEntry): void {
    for (const { name, id, medium } of this.#usesOf(found)) this.#addUse({ ...found, name }, id, medium);
  }

  #addUse(found: MediaEntry, id: string, medium: Media): void {
    const { name, entry } = found;
    const { folder } = this.#wanted;
    if (this.#found.has(keyOf(id, medium))) return;
    const copy = mediaFile(folder, id, medium);
    if (entry.size === 0) {
      if (copy === null) this.#empty.set(keyOf(id, medium), found);
      return;
    }
    this.#found.add(keyOf(id, medium));
    const otherName = mediaFileName(id, medium) !== name && copy !== null;
    const isThere = hasCopy(folder, name, entry.size) && mediaFault(join(folder, name), name) === null;
    if (otherName || isThere) this.present += 1;
    else this.entries.push(found);
  }

  /** The posts that use a file, each with the name that its copy gets. */
  #usesOf({ name, path }: MediaEntry): readonly Use[] {
    const id = this.#layout.postIdIn(name);
    if (id === null) return this.#owners.get(path) ?? [];
    const medium = this.#used(id).find((media) => mediaFileNames(id, media).includes(name));
    return medium ? [{ name, id, medium }] : [];
  }

  #usesByPath(): Map<string, Use[]> {
    const uses = new Map<string, Use[]>();
    const layout = this.#layout;
    if (!layout.pathOf) return uses;
    for (const id of this.#wanted.postIds) {
      for (const medium of this.#used(id)) {
        const [path, name] = [layout.pathOf(medium), mediaFileName(id, medium)];
        if (path !== null && name !== null) uses.set(path, [...(uses.get(path) ?? []), { name, id, medium }]);
      }
    }
    return uses;
  }

  get empty(): MediaEntry[] {
    return [...this.#empty].filter(([key]) => !this.#found.has(key)).map(([, found]) => found);
  }

  /** What the archive's posts use but the archive lacks: copied from another archive, or missing. */
  countAbsent(): { present: number; missing: number } {
    const count = { present: 0, missing: 0 };
    for (const id of this.#wanted.postIds) {
      for (const media of this.#used(id)) {
        if (mediaFileName(id, media) === null || this.#found.has(keyOf(id, media))) continue;
        count[mediaFile(this.#wanted.folder, id, media) === null ? 'missing' : 'present'] += 1;
      }
    }
    return count;
  }

  /** A post's media of the types that are asked for. */
  #used(id: string): readonly Media[] {
    const media = this.#mediaOf(id);
    return this.#wanted.mode === 'all' ? media : media.filter(({ type }) => type === 'photo');
  }
}

function keyOf(id: string, { url }: Media): string {
  return `${id} ${url}`;
}
