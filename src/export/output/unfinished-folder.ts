// A folder of an export in the making, under a name of its own. Where an earlier one is refreshed, what is the same is taken over.

import { appendFileSync, constants, mkdirSync } from 'node:fs';
import { chmod, copyFile, writeFile } from 'node:fs/promises';
import { renameWithRetrySync } from '../../platform/atomic-write.ts';
import { dirname, join } from 'node:path';
import { codeOf } from '../../platform/errors.ts';
import { sizedPhoto } from '../../views/photos.ts';
import { GrowingFiles } from './growing-files.ts';
import { digestOf, MANIFEST, manifestLine, newDigest, type Manifest } from './manifest.ts';
import { Gathered, type FolderOut, type ScaledCopy } from './output.ts';
import { hasSizeOf, isOlder, takeOver } from './take-over.ts';
import { unwritableError, withReadableErrors } from './target.ts';

/** An export that is to be refreshed, as far as nobody has edited it. */
export interface Earlier {
  readonly folder: string;
  readonly manifest: Manifest;
}

/**
 * What is in the making. Text is written at once, without leaving it to another thread: for the many small files of a site
 * that would take ten times as long.
 */
export class UnfinishedFolder implements FolderOut {
  readonly #folder: string;
  /** For people. */
  readonly #target: string;
  /** What is taken over where it is the same. */
  readonly #earlier: Earlier | null;
  readonly #madeFolders = new Set<string>();
  readonly #fresh = new Set<string>();
  /** Those that are added to; the others may be a million, and are known to the manifest alone. */
  readonly #growing = new GrowingFiles((path, bytes) => {
    this.#write(path, bytes);
  });
  readonly #manifest = new Gathered();

  constructor(folder: string, target: string, earlier: Earlier | null = null) {
    this.#folder = folder;
    this.#target = target;
    this.#earlier = earlier;
  }

  /** The files of a refreshed export that are not as they were, by their paths; of a new one, which may have a million, none. */
  get fresh(): ReadonlySet<string> {
    return this.#fresh;
  }

  /** The folders within, by their full paths. */
  get madeFolders(): ReadonlySet<string> {
    return this.#madeFolders;
  }

  append(path: string, content: string): void {
    this.#growing.append(path, content);
  }

  put(path: string, content: string | Uint8Array): void {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    const digest = newDigest().update(bytes).digest('hex');
    if (this.#keep(path, digest)) return;
    this.#note(path, digest);
    this.#write(path, bytes);
  }

  async copy(from: string, path: string): Promise<boolean> {
    const before = this.#earlier?.manifest.get(path);
    const isSame = before !== undefined && (await hasSizeOf(this.#earlierPlace(path), from));
    if (isSame && this.#keep(path, before)) return true;
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
  end(): void {
    for (const [path, digest] of this.#growing.end()) {
      this.#note(path, digest);
      if (this.#earlier?.manifest.get(path) === digest) this.#takeBack(path);
    }
    this.#writeManifest(this.#manifest.take());
  }

  /** Makes a file that may be there already; there may also be nothing any more to make it of. */
  async #made(path: string, make: (place: string) => Promise<void>): Promise<'made' | 'there' | 'gone'> {
    return await withReadableErrors(this.#target, async () => {
      const place = this.#placeOf(path);
      const made = await outcomeOf(make(place));
      if (made === 'made') {
        if (this.#earlier !== null) this.#fresh.add(path);
        this.#note(path, await digestOf(place));
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
    if (size === null || !this.#keep(name, earlier?.manifest.get(name) ?? '')) return null;
    return { path: name, width: size.width, height: size.height };
  }

  #earlierPlace(path: string): string {
    return join(this.#earlier?.folder ?? '', path);
  }

  /** Takes a file over from before if it is the same. */
  #keep(path: string, digest: string): boolean {
    if (this.#earlier?.manifest.get(path) !== digest) return false;
    try {
      takeOver(this.#earlierPlace(path), this.#placeOf(path));
    } catch (error) {
      // Another post has the same photo; or somebody has removed what was there.
      if (['EEXIST', 'ENOENT'].includes(codeOf(error) ?? '')) return codeOf(error) === 'EEXIST';
      throw error;
    }
    this.#note(path, digest);
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

  #note(path: string, digest: string): void {
    this.#writeManifest(this.#manifest.add(manifestLine(path, digest)));
  }

  #writeManifest(lines: string): void {
    if (lines !== '') this.#write(MANIFEST, lines);
  }

  #write(path: string, content: string | Uint8Array): void {
    if (this.#earlier !== null) this.#fresh.add(path);
    try {
      appendFileSync(this.#placeOf(path), content, { mode: 0o600 });
    } catch (error) {
      throw unwritableError(this.#target, error);
    }
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
