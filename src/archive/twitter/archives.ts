// Twitter's archives as those of one network among others.

import type { FileSet } from '../files/container.ts';
import { idOf } from '../network/fields.ts';
import type { ArchiveFormat, Contents, NetworkArchives } from '../network/format.ts';
import { RecordReader } from '../network/record-reader.ts';
import { readRecords } from '../records/records.ts';
import type { Generation } from './generation.ts';
import { GENERATIONS } from './generations.ts';
import { describePiece, isTweetFile, mediumAt, ownPath, rootOf, rootOfOther } from './layout.ts';
import { idAfter } from './snowflake.ts';

function formatOf(generation: Generation): ArchiveFormat {
  const { name, until, isWithoutMedia = false, recognises, contents, about, note, articles, headerId } = generation;
  return {
    ...{ name, network: 'twitter', until, isWithoutMedia, recognises, contents, about },
    timeInName,
    findHandle: (archive, { posts }, signal) => findHandle(generation, archive, posts, signal),
    openReader: (file, owner) => new RecordReader((record) => generation.tweet(record, owner, file.as)),
    longTexts: { note, articles, headerId, idAfter },
  };
}

/** `twitter-2020-11-17-….zip`. */
function timeInName(name: string): number | null {
  const date = /^twitter-(\d{4}-\d\d-\d\d)-/.exec(name)?.[1];
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? null : time;
}

async function findHandle(
  generation: Generation,
  archive: FileSet,
  files: Contents['posts'],
  signal: AbortSignal,
): Promise<string | null> {
  for (const { path } of files) {
    const entry = archive.entries.get(path);
    if (!entry) continue;
    for await (const { records } of readRecords(entry)) {
      signal.throwIfAborted();
      for (const record of records) {
        const handle = record.ok ? generation.ownHandle(record.value) : null;
        if (handle !== null) return handle;
      }
    }
  }
  return null;
}

export const twitter: NetworkArchives = {
  network: 'twitter',
  formats: GENERATIONS.map(formatOf),
  isPostFile: isTweetFile,
  rootOf,
  rootOfOther,
  ownPath,
  describePiece,
  media: {
    mediumAt,
    postIdIn: (name) => idOf(/^(\d+)-/.exec(name)?.[1]),
  },
};
