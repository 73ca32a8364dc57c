// A page that has everything: the demo's days, imported from its archives with their photos, and what the demo has none of.

import { join } from 'node:path';
import { Temporal } from '../../../src/time/calendar.ts';
import { writeDemoArchive } from '../../../src/demo/archive.ts';
import { writeDemoOutbox } from '../../../src/demo/outbox.ts';
import { importArchive } from '../../../src/import/import-archive.ts';
import { mediaFolderOf } from '../../../src/library/media-folder.ts';
import { onThisDay } from '../../../src/memories/on-this-day.ts';
import { photosFor } from '../../../src/views/photos.ts';
import { accounts } from '../../../src/library/accounts.ts';
import { openDatabase } from '../../../src/library/database.ts';
import { postsOf, type Album } from '../../../src/views/album.ts';
import { pageView } from '../../../src/views/page/page.ts';
import { tempFolder } from '../../support/temp.ts';
import { albumOfDays } from '../../../src/views/make-album.ts';

const DATE = Temporal.PlainDate.from('2026-11-22');

export async function examplePage(): Promise<string> {
  const folder = tempFolder();
  await writeDemoArchive(join(folder, 'archive'), DATE);
  const path = join(folder, 'memories.db');
  const db = openDatabase(path, { create: true });
  const mediaFolder = mediaFolderOf(path);
  await writeDemoOutbox(join(folder, 'outbox'), DATE);
  for (const archive of ['archive', 'outbox']) {
    await importArchive(db, [join(folder, archive)], {
      account: undefined,
      media: 'photos',
      mediaFolder,
      pid: process.pid,
      now: () => Date.UTC(2026, 10, 22),
      signal: new AbortController().signal,
      onEvent: () => undefined,
    });
  }
  const days = [0, 1].map((offset) => {
    const query = {
      date: DATE.add({ days: offset }),
      circle: true,
      timeZone: 'UTC',
      accountIds: accounts(db).map(({ id }) => id),
      retweets: true,
      replies: true,
      hidden: [],
    };
    return onThisDay({ db, mediaFolder }, query);
  });
  db.close();
  const photos = await photosFor(days.flatMap(postsOf), 1280);
  return pageView(withMore(albumOfDays(days)), { photos, showSensitive: false });
}

/** Adds what the demo has none of on these days: media that are not in the page, a missing quote, a note, two accounts. */
function withMore(album: Album): Album {
  const [first, ...rest] = album.sections;
  const [block] = first?.blocks ?? [];
  const [tweet] = block ?? [];
  if (!first || !tweet) throw new Error('the demo has tweets');
  const media = (['video', 'photo'] as const).map((type) => {
    return { type, url: '', alt: 'The last ferry', width: null, height: null, duration: 6000, file: null };
  });
  const more = {
    ...tweet,
    id: '1',
    media,
    quotedId: '2',
    quotedHandle: 'otto_and_cello',
    thread: { id: '1', size: 2 },
  };
  const sections = [{ ...first, blocks: [...first.blocks, [more]] }, ...rest];
  return { ...album, sections, leftOut: { retweets: 3, replies: 0, hidden: 0 }, hasSeveralAccounts: true };
}
