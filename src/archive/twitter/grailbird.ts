// December 2012 to mid 2019, "Grailbird": a file of tweets for every month, records as the API of the time gave them.

import type { FileSet } from '../files/container.ts';
import { readMetadata } from './metadata.ts';
import { fieldsOf, idOf, listOf, numberOf, textOf, type Fields } from '../network/fields.ts';
import type { ArchiveDetails, Contents } from '../network/format.ts';
import type { Generation } from './generation.ts';
import { timeOf } from './timestamps.ts';
import { handleInOwnMedia, parseTweet } from './tweet-record.ts';

const MONTH_FILE = /^data\/js\/tweets\/\d{4}_\d\d\.js$/;

export const grailbird: Generation = {
  name: '2012',
  until: Date.UTC(2019, 7, 1),
  isWithoutMedia: true,
  recognises: (paths) => paths.some((path) => MONTH_FILE.test(path)),
  contents,
  about,
  tweet: (raw, owner) => {
    const record = fieldsOf(raw);
    return parseTweet(record, owner, {
      circle: false,
      original: fieldsOf(record['retweeted_status']),
      lostTimes: true,
    });
  },
  note: () => ({ ok: false, problem: 'these archives have no long tweets' }),
  articles: () => Promise.resolve({ notes: [], problems: [] }),
  headerId: () => null,
  ownHandle: (raw) => {
    const record = fieldsOf(raw);
    // In a retweet added by a program, the user is the retweet's author.
    const handle = record['retweeted'] === true ? null : textOf(fieldsOf(record['user'])['screen_name']);
    return handle ?? handleInOwnMedia(record);
  },
};

function contents(paths: readonly string[]): Contents {
  const months = paths.filter((path) => MONTH_FILE.test(path)).sort();
  return { posts: months.map((path) => ({ path, as: 'tweets' })), notes: [], headers: [] };
}

async function about(archive: FileSet): Promise<ArchiveDetails> {
  const warnings: string[] = [];
  const file = async (path: string): Promise<unknown> => {
    const found = await readMetadata(archive, path);
    if (found.problem !== undefined) warnings.push(found.problem);
    return found.value;
  };
  const user = fieldsOf(await file('data/js/user_details.js'));
  const payload = fieldsOf(await file('data/js/payload_details.js'));
  const index = listOf(await file('data/js/tweet_index.js'));
  const handle = textOf(user['screen_name']);
  return {
    owner: handle === null ? null : { id: idOf(user['id']), handle, name: textOf(user['full_name']) },
    generatedAt: timeOf(payload['updated_at']) ?? timeOf(payload['created_at']),
    timeZone: null,
    // These archives have only its address, and nothing is fetched.
    avatar: null,
    expected: expectedOf(index),
    warnings,
    contradictions: [],
    // Programs that keep these archives up to date add tweets but don't update the counts.
    isExact: false,
  };
}

function expectedOf(index: readonly Fields[]): Map<string, number> {
  const expected = new Map<string, number>();
  for (const month of index) {
    const path = textOf(month['file_name']);
    const count = numberOf(month['tweet_count']);
    if (path !== null && MONTH_FILE.test(path) && count !== null) expected.set(path, count);
  }
  return expected;
}
