// Where an export goes: one text, or a folder of files.

/** One file, or standard output. */
export interface TextOut {
  write(text: string): Promise<void>;
}

/** A new folder. Paths are relative to it, with slashes; folders within it come as they are needed. */
export interface FolderOut {
  /** Adds to a file's end, which comes with its first piece. Each such file is remembered: not for a million of them. */
  append(path: string, content: string): void;
  /** A new file, whole. */
  put(path: string, content: string | Uint8Array): void;
  /** Copies a file of this machine; false when it is gone. What was copied to that path before stays. */
  copy(from: string, path: string): Promise<boolean>;
  /**
   * Makes a smaller copy of a photo of this machine at the path with an ending of its own, at most so many pixels wide,
   * if the photo is much larger than that. Null when it can't be read.
   */
  shrink(from: string, path: string, maxWidth: number): Promise<ScaledCopy | null>;
}

/** How a photo is shown. */
export interface ScaledCopy {
  /** Null where the photo itself does. */
  readonly path: string | null;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** What is written at once, in UTF-16 code units. */
const PIECE = 1 << 16;

/** Text that waits until there is enough of it. */
export class Gathered {
  #waiting: string[] = [];
  #length = 0;

  /** Returns all of it once that is enough to be written; until then nothing. */
  add(text: string): string {
    this.#waiting.push(text);
    this.#length += text.length;
    return this.#length < PIECE ? '' : this.take();
  }

  /** Returns what is left. */
  take(): string {
    const text = this.#waiting.join('');
    [this.#waiting, this.#length] = [[], 0];
    return text;
  }
}

/** Text gathered into larger pieces. */
export function buffered(write: (text: string) => Promise<void>): TextOut & { flush(): Promise<void> } {
  const gathered = new Gathered();
  const writeAny = async (text: string): Promise<void> => {
    if (text !== '') await write(text);
  };
  return {
    flush: async () => {
      await writeAny(gathered.take());
    },
    write: async (text) => {
      await writeAny(gathered.add(text));
    },
  };
}
