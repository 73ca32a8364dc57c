// Archives read as the import reads them, without a database.

import { openArchive, type Archive } from '../../../src/archive/archive.ts';
import { readRecords } from '../../../src/archive/records/records.ts';
import type { ArchiveDetails, Contents, Owner } from '../../../src/archive/network/format.ts';
import type { Generation } from '../../../src/archive/twitter/generation.ts';
import { detectGeneration } from '../../../src/archive/twitter/generations.ts';
import type { Note, Parsed, Post } from '../../../src/post/post.ts';

export const WREN: Owner = { id: '4242', handle: 'wren_writes', name: 'Wren Writes' };

export interface Reading {
  readonly format: Generation;
  readonly contents: Contents;
  readonly about: ArchiveDetails;
  readonly tweets: ReadonlyMap<string, Post>;
  readonly notes: readonly Note[];
  readonly headerIds: readonly (string | null)[];
  readonly problems: readonly string[];
}

/** Reads everything; tweets are by id, and of an id that comes twice the last. */
export async function readArchive(path: string): Promise<Reading> {
  await using archive = await openArchive([path]);
  const { format, contents, about } = await aboutOf(archive);
  const tweets = new Map<string, Post>();
  const notes: Note[] = [];
  const problems: string[] = [];
  const keep = <Value>(parsed: Parsed<Value>, add: (value: Value) => void): void => {
    if (parsed.ok) add(parsed.value);
    else problems.push(parsed.problem);
  };
  for (const { path: file, as } of contents.posts) {
    for (const value of await values(archive, file)) {
      keep(format.tweet(value, about.owner ?? WREN, as), (tweet) => tweets.set(tweet.id, tweet));
    }
  }
  for (const file of contents.notes) {
    for (const value of await values(archive, file)) keep(format.note(value), (note) => notes.push(note));
  }
  const headers = await Promise.all(contents.headers.map((file) => values(archive, file)));
  return {
    format,
    contents,
    about,
    tweets,
    notes,
    problems,
    headerIds: headers.flat().map((header) => format.headerId(header)),
  };
}

/** What the archive at a path says of itself. */
export async function aboutAt(path: string): Promise<ArchiveDetails> {
  await using archive = await openArchive([path]);
  return (await aboutOf(archive)).about;
}

async function aboutOf(archive: Archive): Promise<Pick<Reading, 'format' | 'contents' | 'about'>> {
  const paths = [...archive.entries.keys()];
  const format = detectGeneration(paths);
  if (!format) throw new Error(`no format for ${paths.join(', ')}`);
  return { format, contents: format.contents(paths), about: await format.about(archive) };
}

/** The values of a file's records, all of which must be whole. */
export async function values(archive: Archive, path: string): Promise<unknown[]> {
  const entry = archive.entries.get(path);
  if (!entry) throw new Error(`there is no ${path}`);
  const found: unknown[] = [];
  for await (const { records } of readRecords(entry)) {
    for (const record of records) {
      if (!record.ok) throw new Error(`${path}: ${record.problem}`);
      found.push(record.value);
    }
  }
  return found;
}
