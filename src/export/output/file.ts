// An export that is one file: there whole or not at all.

import { makeFile } from '../../platform/atomic-write.ts';
import { buffered, type TextOut } from './output.ts';
import { replaceableFile, unwritableError, withReadableErrors, type Target } from './target.ts';

/** Makes the file with what `use` writes. Throws a UserError when it is there already or can't be written. */
export async function withNewFile(target: Target, use: (out: TextOut) => Promise<void>): Promise<void> {
  const path = await replaceableFile(target);
  let failure: unknown = null;
  try {
    await makeFile(path, async (file) => {
      try {
        const out = buffered((text) => withReadableErrors(target.path, () => file.writeFile(text)));
        await use(out);
        await out.flush();
        // It took a while, in which somebody may have made the file.
        await replaceableFile(target);
      } catch (error) {
        failure = error;
        throw error;
      }
    });
  } catch (error) {
    // What went wrong while posts were read says itself what it is.
    throw error === failure ? error : unwritableError(target.path, error);
  }
}
