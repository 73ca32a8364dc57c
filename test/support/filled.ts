// A real database with just these tweets, as they are rather than as an archive has them.

import { join } from 'node:path';
import { openDatabase, type Library } from '../../src/library/database.ts';
import { saveAccount } from '../../src/library/accounts.ts';
import { networkOfHandle } from '../../src/post/handle.ts';
import { PostWriter } from '../../src/library/post-writer.ts';
import { afterFile } from './after-file.ts';
import { memory, type MemoryDraft } from './memory.ts';
import { tempFolder } from './temp.ts';

export interface FilledDraft extends MemoryDraft {
  /** Whose it is; else `wren_writes`. */
  readonly by?: string;
}

export interface Filled {
  readonly library: Library;
  /** Makes the database hold these tweets and no others; tells each account's id. A date alone is a tweet without a time. */
  readonly fill: (drafts: readonly FilledDraft[]) => Record<string, number>;
}

export function filledLibrary(): Filled {
  const folder = tempFolder();
  const db = openDatabase(join(folder, 'memories.db'), { create: true });
  afterFile(() => db.close());
  const fill = db.transaction((drafts: readonly FilledDraft[]): Record<string, number> => {
    db.exec('DELETE FROM tweets; DELETE FROM accounts; DELETE FROM hidden');
    const ids: Record<string, number> = {};
    const writer = new PostWriter(db);
    for (const [index, { by = 'wren_writes', ...draft }] of drafts.entries()) {
      ids[by] ??= saveAccount(
        db,
        { network: networkOfHandle(by), id: null, handle: by, name: null, timeZone: null },
        0,
      );
      const dateOnly = draft.at?.length === 10;
      writer.save(memory({ id: String(index + 1), dateOnly, ...draft }), ids[by], 0);
    }
    return ids;
  });
  return { library: { db, mediaFolder: join(folder, 'media') }, fill };
}
