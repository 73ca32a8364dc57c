// Archives of tweets with photos, and what an import of one says.

import { runMain } from '../support/main.ts';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ImportReport } from '../../src/library/import-report.ts';
import type { Files } from '../support/archives.ts';
import { type TweetDraft, ytdFile, ytdTweet } from '../support/tweets.ts';

/** A tweet with these photos; its number is its id. */
export function photoTweet(id: string, ...names: string[]): TweetDraft {
  return tweetWith(
    id,
    names.map((name) => ({ type: 'photo', media_url_https: `https://pbs.twimg.com/media/${name}` })),
  );
}

export function tweetWith(id: string, media: readonly object[], text = 'Look'): TweetDraft {
  return { id, at: '2019-11-22T10:00:00Z', text, extended_entities: { media } };
}

export interface Layout {
  readonly tweets: readonly TweetDraft[];
  /** Where the tweets' file and account.js are. */
  readonly folder?: string;
  readonly file?: string;
}

/** The scripts of an archive with these tweets, and other files beside them. */
export function filesOf({ tweets, folder = 'data/', file = 'tweets' }: Layout, others: Files = {}): Files {
  const account = { username: 'wren_writes', accountId: '4242', accountDisplayName: 'Wren' };
  return {
    [`${folder}account.js`]: ytdFile('account', [{ account }]),
    [`${folder}${file}.js`]: ytdFile(file, tweets.map(ytdTweet)),
    ...others,
  };
}

export function mediaFolderIn(home: string): string {
  return join(home, 'memories-media');
}

export interface Imported {
  readonly home: string;
  readonly report: Omit<ImportReport, 'tweets'> & {
    readonly posts: ImportReport['tweets'];
    readonly complete: boolean;
  };
  readonly warnings: string[];
}

export async function importedInto(home: string, archive: string, ...args: string[]): Promise<Imported> {
  const { code, stdout, stderr } = await runMain(['import', archive, '--json', ...args], { home });
  expect(code, stderr).toBe(0);
  const { imports } = JSON.parse(stdout) as { imports: Imported['report'][] };
  const [report] = imports;
  if (!report) throw new Error('nothing was imported');
  const warnings = stderr.split('\n').filter(Boolean);
  return { home, report, warnings };
}
