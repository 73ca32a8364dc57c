// A folder of an export in the making, under a name of its own. Where an earlier one is refreshed, what is the same is taken over.

import { appendFileSync, constants, mkdirSync } from 'node:fs';
import { chmod, copyFile, writeFile } from 'node:fs/promises';
import { renameWithRetrySync } from '../../platform/atomic-write.ts';
import type { Hash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { codeOf } from '../../platform/errors.ts';
import { sizedPhoto } from '../../views/photos.ts';
import { digestOf, MANIFEST, manifestLine, newDigest, type Manifest } from './manifest.ts';
import { buffered, type FolderOut, type ScaledCopy } from './output.ts';
import { hasSizeOf, isOlder, takeOver } from './take-over.ts';
import { withReadableErrors } from './target.ts';

/** An export that is to be refreshed, as far as nobody has edited it. */
export interface Earlier {
  readonly folder: string;
  readonly manifest: Manifest;
}

/**
 * What is in the making. A file's pieces are gathered as long as no other file's come. Text is written at once, without
 * leaving it to another thread: for the many small files of a site that would take ten times as long.
 */
export class UnfinishedFolder implements FolderOut {
  readonly #folder: string;
  /** For people. */
  readonly #target: string;
  /** What is taken over where it is the same. */
  readonly #earlier: Earlier | null;
  readonly #madeFolders = new Set<string>();
  readonly #fresh = new Set<string>();
  /** The digests of those that are added to; the others may be a million, and are known to the manifest alone. */
  readonly #growing = new Map<string, Hash>();
  readonly #manifest = buffered((lines) => this.#write(MANIFEST, lines));
  #last = { path: '', out: buffered(() => Promise.resolve()) };

  constructor(folder: string, target: string, earlier: Earlier | null = null) {
    this.#folder = folder;
    this.#target = target;
    this.#earlier = earlier;
  }

  /** The files that are not as they were, by their paths; all of them where there was nothing. */
  get fresh(): ReadonlySet<string> {
    return this.#fresh;
  }

  /** The folders within, by their full paths. */
  get madeFolders(): ReadonlySet<string> {
    return this.#madeFolders;
  }

  async append(path: string, content: string): Promise<void> {
    if (this.#last.path !== path) {
      await this.#last.out.flush();
      const digest = this.#growing.get(path) ?? newDigest();
      this.#growing.set(path, digest);
      const add = async (text: string): Promise<void> => {
        const bytes = Buffer.from(text);
        digest.update(bytes);
        await this.#write(path, bytes);
      };
      this.#last = { path, out: buffered(add) };
    }
    await this.#last.out.write(content);
  }

  async put(path: string, content: string | Uint8Array): Promise<void> {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    const digest = newDigest().update(bytes).digest('hex');
    if (await this.#keep(path, digest)) return;
    await this.#note(path, digest);
    await this.#write(path, bytes);
  }

  async copy(from: string, path: string): Promise<boolean> {
    const before = this.#earlier?.manifest.get(path);
    const isSame = before !== undefined && (await hasSizeOf(this.#earlierPlace(path), from));
    if (isSame && (await this.#keep(path, before))) return true;
    const copied = async (place: string): Promise<void> => {
      await copyFile(from, place, constants.COPYFILE_EXCL);
      await chmod(place, 0o600);
    };
    return (await this.#made(path, copied)) !== 'gone';
  }

  async shrink(from: string, path: string, maxWidth: number): Promise<ScaledCopy | null> {
    const kept = await this.#keptCopy(from, path);
    if (kept !== null) return kept;
    const sized = await sizedPhoto(from, maxWidth);
    if (sized === null || sized.scaled === null) return sized && { ...sized, path: null };
    const { data, mimeType, width, height } = sized.scaled;
    const name = `${path}.${mimeType === 'image/png' ? 'png' : 'jpg'}`;
    if ((await this.#made(name, (place) => writeFile(place, data, { mode: 0o600, flag: 'wx' }))) === 'gone')
      return null;
    return { path: name, width, height };
  }

  /** Writes what is still gathered, and the rest of the manifest. */
  async end(): Promise<void> {
    await this.#last.out.flush();
    for (const [path, hash] of this.#growing) {
      const digest = hash.digest('hex');
      await this.#note(path, digest);
      if (this.#earlier?.manifest.get(path) === digest) this.#takeBack(path);
    }
    await this.#manifest.flush();
  }

  /** Makes a file that may be there already; there may also be nothing any more to make it of. */
  async #made(path: string, make: (place: string) => Promise<void>): Promise<'made' | 'there' | 'gone'> {
    return await withReadableErrors(this.#target, async () => {
      const place = this.#placeOf(path);
      const made = await outcomeOf(make(place));
      if (made === 'made') {
        this.#fresh.add(path);
        await this.#note(path, await digestOf(place));
      }
      return made;
    });
  }

  /** A smaller copy that was made before of what has not changed since. */
  async #keptCopy(from: string, path: string): Promise<ScaledCopy | null> {
    const earlier = this.#earlier;
    const name = [`${path}.jpg`, `${path}.png`].find((one) => earlier?.manifest.has(one));
    if (name === undefined || !(await isOlder(from, this.#earlierPlace(name)))) return null;
    const size = await sizedPhoto(this.#earlierPlace(name), Infinity);
    if (size === null || !(await this.#keep(name, earlier?.manifest.get(name) ?? ''))) return null;
    return { path: name, width: size.width, height: size.height };
  }

  #earlierPlace(path: string): string {
    return join(this.#earlier?.folder ?? '', path);
  }

  /** Takes a file over from before if it is the same. */
  async #keep(path: string, digest: string): Promise<boolean> {
    if (this.#earlier?.manifest.get(path) !== digest) return false;
    try {
      takeOver(this.#earlierPlace(path), this.#placeOf(path));
    } catch (error) {
      // Another post has the same photo; or somebody has removed what was there.
      if (['EEXIST', 'ENOENT'].includes(codeOf(error) ?? '')) return codeOf(error) === 'EEXIST';
      throw error;
    }
    await this.#note(path, digest);
    return true;
  }

  /** What has been written in pieces has turned out to be the same. */
  #takeBack(path: string): void {
    const place = this.#placeOf(path);
    const beside = `${place}.same`;
    try {
      takeOver(this.#earlierPlace(path), beside);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return;
      throw error;
    }
    renameWithRetrySync(beside, place);
    this.#fresh.delete(path);
  }

  async #note(path: string, digest: string): Promise<void> {
    await this.#manifest.write(manifestLine(path, digest));
  }

  async #write(path: string, content: string | Uint8Array): Promise<void> {
    this.#fresh.add(path);
    await withReadableErrors(this.#target, () => {
      appendFileSync(this.#placeOf(path), content, { mode: 0o600 });
      return Promise.resolve();
    });
  }

  /** In a folder that is there. */
  #placeOf(path: string): string {
    const place = join(this.#folder, path);
    const folder = dirname(place);
    if (!this.#madeFolders.has(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#madeFolders.add(folder);
    return place;
  }
}

async function outcomeOf(making: Promise<void>): Promise<'made' | 'there' | 'gone'> {
  try {
    await making;
    return 'made';
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return 'there';
    if (codeOf(error) === 'ENOENT') return 'gone';
    throw error;
  }
}
