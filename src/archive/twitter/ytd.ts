// The archives since August 2018: `window.YTD.<name>.part<N> = [ … ]`. Three generations share the records; what differs
// is where the files are and what they are called.

import type { FileSet } from '../files/container.ts';
import { readMetadata } from './metadata.ts';
import { parseNote, readArticles } from './long-texts.ts';
import { countOf, fieldsOf, idOf, listOf, numberOf, textOf, type Fields } from '../network/fields.ts';
import type { ArchiveDetails, Contents, PostFile } from '../network/format.ts';
import type { Generation } from './generation.ts';
import type { FormerHandle, Owner } from '../network/owner.ts';
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
    note: parseNote,
    articles: (archive) => readArticles(archive, folderOf(archive)),
    headerId,
    ownHandle: (record) => handleInOwnMedia(unwrapped(record)),
  };
}

function contents(paths: readonly string[]): Contents {
  const own = paths.filter((path) => /^(data\/)?[^/]+$/.test(path)).sort(byPart);
  const tweets = own.filter((path) => TWEETS.test(path)).map((path): PostFile => ({ path, as: 'tweets' }));
  const circle = own.filter((path) => CIRCLE.test(path)).map((path): PostFile => ({ path, as: 'circle' }));
  return {
    posts: [...tweets, ...circle],
    notes: own.filter((path) => NOTES.test(path)),
    headers: own.filter((path) => HEADERS.test(path)),
  };
}

/** `tweets.js`, `tweets-part1.js`, `tweets-part2.js`, `tweets-part10.js`. */
function byPart(a: string, b: string): number {
  return a.replace('.js', '').localeCompare(b.replace('.js', ''), 'en', { numeric: true });
}

async function about(archive: FileSet): Promise<ArchiveDetails> {
  const folder = folderOf(archive);
  const warnings: string[] = [];
  const file = async (name: string): Promise<unknown> => {
    const found = await readMetadata(archive, `${folder}${name}`);
    if (found.problem !== undefined) warnings.push(found.problem);
    return found.value;
  };
  const manifest = fieldsOf(await file('manifest.js'));
  const account = fieldsOf(listOf(await file('account.js'))[0]?.['account']);
  const zone = fieldsOf(listOf(await file('account-timezone.js'))[0]?.['accountTimezone']);
  const changes = listOf(await file('screen-name-change.js'));
  const owner = ownerOf(account, fieldsOf(manifest['userInfo']), changes);
  const told = manifestOf(manifest, account, folder);
  return {
    ...told,
    owner,
    timeZone: textOf(zone['timeZone']) ?? textOf(account['timeZone']),
    avatar: owner?.id ? await avatarOf(archive, folder, owner.id) : null,
    warnings,
    isExact: true,
  };
}

/** The account's picture, named in the same way as tweets' photos are. A profile that can't be read costs nothing else. */
async function avatarOf(archive: FileSet, folder: string, accountId: string): Promise<string | null> {
  const { value } = await readMetadata(archive, `${folder}profile.js`);
  const address = textOf(fieldsOf(listOf(value)[0]?.['profile'])['avatarMediaUrl']) ?? '';
  const name = /\/([^/?#]+)(?:[?#].*)?$/.exec(address)?.[1] ?? '';
  const path = `${folder}profile_media/${accountId}-${name}`;
  return archive.entries.has(path) ? path : null;
}

/** The folder of the files: `data/`, or the root. */
function folderOf(archive: FileSet): string {
  return [...archive.entries.keys()].some((path) => /^data\/[^/]+\.js$/.test(path)) ? 'data/' : '';
}

function ownerOf(account: Fields, userInfo: Fields, changes: readonly Fields[]): Owner | null {
  const handle = textOf(account['username']) ?? textOf(userInfo['userName']);
  if (handle === null) return null;
  const isSame = !isAnotherAccount(account, userInfo);
  return {
    id: idOf(account['accountId']) ?? (isSame ? idOf(userInfo['accountId']) : null),
    handle,
    name: textOf(account['accountDisplayName']) ?? (isSame ? textOf(userInfo['displayName']) : null),
    formerHandles: changes.flatMap(formerHandle),
  };
}

function formerHandle(record: Fields): FormerHandle[] {
  const outer = fieldsOf(record['screenNameChange']);
  const change = 'screenNameChange' in outer ? fieldsOf(outer['screenNameChange']) : outer;
  const handle = textOf(change['changedFrom'])?.replace(/^@/, '') ?? null;
  return handle === null ? [] : [{ handle, until: changeTime(change['changedAt']) }];
}

/** ISO 8601; in 2018 a number of seconds. */
function changeTime(written: unknown): number {
  const number = numberOf(written);
  if (number !== null) return number < 1e11 ? number * 1000 : number;
  const time = Date.parse(textOf(written) ?? '');
  return Number.isNaN(time) ? Number.MAX_SAFE_INTEGER : time;
}

/** People remove ids from these files, or change them: only two different handles prove two accounts. */
function isAnotherAccount(account: Fields, userInfo: Fields): boolean {
  const [id, other] = [idOf(account['accountId']), idOf(userInfo['accountId'])];
  if (id !== null && id === other) return false;
  const [handle, otherHandle] = [textOf(account['username']), textOf(userInfo['userName'])];
  return handle !== null && otherHandle !== null && handle.toLowerCase() !== otherHandle.toLowerCase();
}

type Manifest = Pick<ArchiveDetails, 'generatedAt' | 'expected' | 'contradictions'>;

/** What the manifest says, unless it belongs to somebody else's archive. */
function manifestOf(manifest: Fields, account: Fields, folder: string): Manifest {
  const userInfo = fieldsOf(manifest['userInfo']);
  if (isAnotherAccount(account, userInfo)) {
    const whose = textOf(userInfo['userName']) ?? idOf(userInfo['accountId']) ?? '';
    const line = `${folder}manifest.js is from the archive of @${whose}, so nothing tells whether all tweets are there: ${AS_IT_CAME}`;
    return { generatedAt: null, expected: new Map(), contradictions: [line] };
  }
  const made = Date.parse(textOf(fieldsOf(manifest['archiveInfo'])['generationDate']) ?? '');
  return { generatedAt: Number.isNaN(made) ? null : made, ...expectedOf(fieldsOf(manifest['dataTypes']), folder) };
}

const AS_IT_CAME = 'import the archive as it came from Twitter';

/** The manifest has all files where Twitter put them, in `data/`, wherever they are now. */
function expectedOf(dataTypes: Fields, folder: string): Pick<Manifest, 'expected' | 'contradictions'> {
  const expected = new Map<string, number>();
  const contradictions: string[] = [];
  for (const type of Object.values(dataTypes)) {
    for (const file of listOf(fieldsOf(type)['files'])) {
      const path = textOf(file['fileName'])?.replace(/^data\//, folder) ?? '';
      if (!TWEETS.test(path) && !CIRCLE.test(path)) continue;
      const [count, written] = [countOf(file['count']), numberOf(file['count'])];
      if (count !== null) expected.set(path, count);
      else if (written !== null)
        contradictions.push(`${folder}manifest.js counts ${written} tweets in ${path}, which can't be: ${AS_IT_CAME}`);
    }
  }
  return { expected, contradictions };
}

/** `{"tweet": {…}}` since January 2020, the tweet itself before. */
function unwrapped(record: unknown): Fields {
  const fields = fieldsOf(record);
  if ('id_str' in fields || 'id' in fields) return fields;
  const values = Object.values(fields);
  return values.length === 1 ? fieldsOf(values[0]) : fields;
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
