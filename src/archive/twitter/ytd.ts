// The archives since August 2018: `window.YTD.<name>.part<N> = [ … ]`. Three generations share the records; what differs
// is where the files are and what they are called.

import type { Archive } from '../archive.ts';
import { readMetadata } from '../metadata.ts';
import type { Note, Parsed } from '../../post/post.ts';
import { toReadableText, type Mark } from './readable-text.ts';
import { fieldsOf, idOf, listOf, numberOf, textOf, type Fields } from './fields.ts';
import type { ArchiveDetails, Contents, Generation, Owner, TweetFile } from './generation.ts';
import { handleInOwnMedia, tweetId, parseTweet } from './tweet-record.ts';

const TWEETS = /(^|\/)(tweets?|community-tweets?)(-part\d+)?\.js$/;
const CIRCLE = /(^|\/)twitter-circle-tweets?(-part\d+)?\.js$/;
const NOTES = /(^|\/)note-tweets?(-part\d+)?\.js$/;
const HEADERS = /(^|\/)tweet-headers(-part\d+)?\.js$/;

/** A generation of these archives. */
function ytdFormat(generation: Pick<Generation, 'name' | 'until' | 'recognises'>): Generation {
  return {
    ...generation,
    contents,
    about,
    tweet: (record, owner, as) =>
      parseTweet(unwrapped(record), owner, { circle: as === 'circle', original: {}, lostTimes: false }),
    note,
    headerId,
    ownHandle: (record) => handleInOwnMedia(unwrapped(record)),
  };
}

function contents(paths: readonly string[]): Contents {
  const own = paths.filter((path) => /^(data\/)?[^/]+$/.test(path)).sort(byPart);
  const tweets = own.filter((path) => TWEETS.test(path)).map((path): TweetFile => ({ path, as: 'tweets' }));
  const circle = own.filter((path) => CIRCLE.test(path)).map((path): TweetFile => ({ path, as: 'circle' }));
  return {
    tweets: [...tweets, ...circle],
    notes: own.filter((path) => NOTES.test(path)),
    headers: own.filter((path) => HEADERS.test(path)),
  };
}

/** `tweets.js`, `tweets-part1.js`, `tweets-part2.js`, `tweets-part10.js`. */
function byPart(a: string, b: string): number {
  return a.replace('.js', '').localeCompare(b.replace('.js', ''), 'en', { numeric: true });
}

async function about(archive: Archive): Promise<ArchiveDetails> {
  const folder = [...archive.entries.keys()].some((path) => /^data\/[^/]+\.js$/.test(path)) ? 'data/' : '';
  const warnings: string[] = [];
  const file = async (name: string): Promise<unknown> => {
    const found = await readMetadata(archive, `${folder}${name}`);
    if (found.problem !== undefined) warnings.push(found.problem);
    return found.value;
  };
  const manifest = fieldsOf(await file('manifest.js'));
  const account = fieldsOf(listOf(await file('account.js'))[0]?.['account']);
  const zone = fieldsOf(listOf(await file('account-timezone.js'))[0]?.['accountTimezone']);
  const made = Date.parse(textOf(fieldsOf(manifest['archiveInfo'])['generationDate']) ?? '');
  return {
    owner: ownerOf(account, fieldsOf(manifest['userInfo'])),
    generatedAt: Number.isNaN(made) ? null : made,
    timeZone: textOf(zone['timeZone']) ?? textOf(account['timeZone']),
    expected: expectedOf(fieldsOf(manifest['dataTypes']), folder),
    warnings,
  };
}

function ownerOf(account: Fields, userInfo: Fields): Owner | null {
  const handle = textOf(account['username']) ?? textOf(userInfo['userName']);
  if (handle === null) return null;
  return {
    id: idOf(account['accountId']) ?? idOf(userInfo['accountId']),
    handle,
    name: textOf(account['accountDisplayName']) ?? textOf(userInfo['displayName']),
  };
}

/** The manifest names all files as Twitter laid them out, in `data/`, wherever they are now. */
function expectedOf(dataTypes: Fields, folder: string): Map<string, number> {
  const expected = new Map<string, number>();
  for (const type of Object.values(dataTypes)) {
    for (const file of listOf(fieldsOf(type)['files'])) {
      const path = textOf(file['fileName'])?.replace(/^data\//, folder) ?? '';
      const count = numberOf(file['count']);
      if (count !== null && (TWEETS.test(path) || CIRCLE.test(path))) expected.set(path, count);
    }
  }
  return expected;
}

/** `{"tweet": {…}}` since January 2020, the tweet itself before. */
function unwrapped(record: unknown): Fields {
  const fields = fieldsOf(record);
  if ('id_str' in fields || 'id' in fields) return fields;
  const values = Object.values(fields);
  return values.length === 1 ? fieldsOf(values[0]) : fields;
}

function note(record: unknown): Parsed<Note> {
  const fields = fieldsOf(fieldsOf(record)['noteTweet']);
  const id = idOf(fields['noteTweetId']);
  const core = fieldsOf(fields['core']);
  const text = textOf(core['text']);
  if (id === null || text === null) return { ok: false, problem: 'a long tweet without id or text' };
  return { ok: true, value: { id, ...toReadableText(text, noteMarks(core), false) } };
}

function noteMarks(core: Fields): Mark[] {
  const of = (key: string, mark: (entity: Fields) => Omit<Mark, 'start' | 'end'>): Mark[] =>
    listOf(core[key]).map((entity) => ({
      start: numberOf(entity['fromIndex']) ?? -1,
      end: numberOf(entity['toIndex']) ?? -1,
      ...mark(entity),
    }));
  return [
    ...of('urls', (url) => ({
      type: 'link',
      written: textOf(url['shortUrl']) ?? '',
      expanded: textOf(url['expandedUrl']) ?? undefined,
    })),
    ...of('mentions', (user) => ({ type: 'mention', written: `@${textOf(user['screenName']) ?? ''}` })),
    ...of('hashtags', (tag) => ({ type: 'hashtag', written: `#${textOf(tag['text']) ?? ''}` })),
    ...of('cashtags', (tag) => ({ type: 'cashtag', written: `$${textOf(tag['text']) ?? ''}` })),
  ];
}

function headerId(record: unknown): string | null {
  const header = unwrapped(record);
  return idOf(header['tweet_id']) ?? tweetId(header);
}

export const ytd2018 = ytdFormat({
  name: '2018',
  until: Date.UTC(2020, 2, 13),
  recognises: (paths) => !paths.includes('manifest.js') && paths.some((path) => /^tweet(-part\d+)?\.js$/.test(path)),
});

export const ytd2020 = ytdFormat({
  name: '2020',
  until: Date.UTC(2022, 9, 10),
  recognises: (paths) => paths.some((path) => /^(data\/)?tweet(-part\d+)?\.js$/.test(path)),
});

export const ytd2022 = ytdFormat({
  name: '2022',
  until: Infinity,
  recognises: (paths) => paths.some((path) => /^(data\/)?tweets(-part\d+)?\.js$/.test(path)),
});
