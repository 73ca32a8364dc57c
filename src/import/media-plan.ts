// Which of an archive's media files posts use and the media folder lacks.

import { join } from 'node:path';
import { idOf } from '../archive/twitter/fields.ts';
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

export class MediaPlan {
  readonly #wanted: WantedMedia;
  readonly #mediaOf: (id: string) => readonly Media[];
  /** Media that the archive has and posts use. */
  readonly #found = new Set<string>();
  /** Used media of which the archive has only an empty file. */
  readonly #empty = new Map<string, MediaEntry>();
  /** What is to be copied; also what is there but damaged, as the archive may have it whole. */
  readonly entries: MediaEntry[] = [];
  /** How many are there already. */
  present = 0;

  constructor(wanted: WantedMedia) {
    this.#wanted = wanted;
    this.#mediaOf = mediaByPost(wanted.db);
  }

  /** Plans to copy an entry if a post uses it and there is no copy yet under any name. */
  add(found: MediaEntry): void {
    const { name, entry } = found;
    const { folder } = this.#wanted;
    const id = idOf(/^(\d+)-/.exec(name)?.[1]);
    if (id === null) return;
    const medium = this.#used(id).find((media) => mediaFileNames(id, media).includes(name));
    if (!medium || this.#found.has(keyOf(id, medium))) return;
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
