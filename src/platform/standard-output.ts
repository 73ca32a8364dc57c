// Standard output that isn't a terminal. Node's own stream for it loads all of its networking, which takes longer than finding
// a day's posts.

import { fstatSync, writeSync } from 'node:fs';
import { codeOf, reasonOf, UserError } from './errors.ts';

interface FallbackStream extends Output {
  write(text: string | Uint8Array): unknown;
}

/**
 * Writes synchronously, and blocks as long as the system does. Node's own stream, from `whole`, takes over as soon as a
 * listener is added or the system doesn't block. Null for terminals and on Windows.
 */
export function synchronousOutput(fd: number, platform: string, whole: () => FallbackStream): Output | null {
  if (platform === 'win32' || !isPlain(fd)) return null;
  let successor: FallbackStream | null = null;
  let isClosed = false;
  const write = (text: string | Uint8Array): unknown => {
    if (successor) return successor.write(text);
    let rest = typeof text === 'string' ? Buffer.from(text) : text;
    try {
      while (!isClosed && rest.length > 0) rest = rest.subarray(writeSync(fd, rest));
    } catch (error) {
      if (codeOf(error) === 'EAGAIN') return (successor = whole()).write(rest);
      if (codeOf(error) !== 'EPIPE') throw unwritableError(error);
      // The reader has closed the pipe: it has seen enough.
      isClosed = true;
    }
    return true;
  };
  return { write, once: (event, listener) => (successor ??= whole()).once?.(event, listener) };
}

function unwritableError(error: unknown): UserError {
  return new UserError(`what is printed can't be written: ${reasonOf(error)}`, {
    hint: 'print it elsewhere',
    cause: error,
  });
}

function isPlain(fd: number): boolean {
  try {
    const about = fstatSync(fd);
    return about.isFIFO() || about.isSocket() || about.isFile();
  } catch {
    return false;
  }
}

/** A stream that may be a terminal. */
export interface Output {
  /** Returns false if its reader is behind: `drain` tells when it has caught up. */
  write(text: string): unknown;
  once?(event: 'drain' | 'error', listener: () => void): unknown;
  readonly isTTY?: boolean;
  /** In cells. */
  readonly columns?: number;
  readonly rows?: number;
  getColorDepth?(env?: object): number;
}
