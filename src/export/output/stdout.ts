// Standard output, no faster than its reader takes it.

import type { Output } from '../../platform/standard-output.ts';
import { buffered, type TextOut } from './output.ts';

/** The reader has seen enough: no failure, but no reason to go on. */
class ReaderGone extends Error {}

/** Writes what `use` writes, until its reader closes the pipe. */
export async function withStandardOutput(stdout: Output, use: (out: TextOut) => Promise<void>): Promise<void> {
  let isGone = false;
  let goOn = (): void => undefined;
  stdout.once?.('error', () => {
    isGone = true;
    goOn();
  });
  const out = buffered(async (text) => {
    if (stdout.write(text) === false && !isGone && stdout.once) {
      await new Promise<void>((resolve) => {
        goOn = resolve;
        stdout.once?.('drain', resolve);
      });
    }
    if (isGone) throw new ReaderGone();
  });
  try {
    await use(out);
    await out.flush();
  } catch (error) {
    if (!(error instanceof ReaderGone)) throw error;
  }
}
