// The archive that `memories demo` imports: what Twitter has written since October 2022, with tweets on today's date.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DEMO, timelineAround, type Day, type Post, type Timeline } from './timeline.ts';
import { headerRecord, mediaFiles, noteRecord, tweetRecord } from './records.ts';
import { isLong } from './written-text.ts';

interface DataFile {
  /** Its key in the manifest. */
  readonly type: string;
  readonly path: string;
  readonly globalName: string;
  readonly records: readonly object[];
  readonly mediaDirectory?: string;
}

interface ArchiveFile {
  readonly path: string;
  readonly content: string | Buffer;
}

export async function writeDemoArchive(folder: string, today: Day): Promise<void> {
  const timeline = await timelineAround(today);
  const data = dataFiles(timeline);
  const files = [...data.map(scriptOf), ...(await mediaOf(timeline))];
  for (const { path, content } of [...files, manifestOf(timeline, data, files)]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

function dataFiles(timeline: Timeline): DataFile[] {
  const open = timeline.posts.filter((post) => !isCircle(post));
  const circle = timeline.posts.filter(isCircle);
  const record = (post: Post): object => tweetRecord(post, timeline);
  return [
    dataFile('account', 'account', [accountRecord(timeline)]),
    { ...dataFile('profile', 'profile', [profileRecord(timeline)]), mediaDirectory: 'data/profile_media' },
    { ...dataFile('tweets', 'tweets', open.map(record)), mediaDirectory: 'data/tweets_media' },
    dataFile(
      'tweetHeaders',
      'tweet-headers',
      open.map((post) => headerRecord(post, timeline)),
    ),
    dataFile('noteTweet', 'note-tweet', timeline.posts.filter(isLong).map(noteRecord)),
    {
      ...dataFile('twitterCircleTweet', 'twitter-circle-tweet', circle.map(record)),
      mediaDirectory: 'data/twitter_circle_tweet_media',
    },
  ];
}

function isCircle({ circle }: Post): boolean {
  return circle === true;
}

function dataFile(type: string, name: string, records: readonly object[]): DataFile {
  return { type, path: `data/${name}.js`, globalName: `YTD.${name.replaceAll('-', '_')}.part0`, records };
}

function scriptOf({ path, globalName, records }: DataFile): ArchiveFile {
  return { path, content: `window.${globalName} = ${JSON.stringify(records, null, 2)}` };
}

async function mediaOf({ account, posts }: Timeline): Promise<ArchiveFile[]> {
  const files = posts.flatMap((post) => {
    const directory = isCircle(post) ? 'data/twitter_circle_tweet_media' : 'data/tweets_media';
    return mediaFiles(post).map(({ source, name }) => ({ source, path: `${directory}/${name}` }));
  });
  files.push({ source: `photos/${account.avatar}`, path: `data/profile_media/${account.id}-${account.avatar}` });
  return Promise.all(files.map(async ({ source, path }) => ({ path, content: await readFile(join(DEMO, source)) })));
}

function accountRecord({ account, joinedAt }: Timeline): object {
  return {
    account: {
      email: 'wren@example.com',
      createdVia: 'web',
      username: account.handle,
      accountId: account.id,
      createdAt: new Date(joinedAt).toISOString(),
      accountDisplayName: account.name,
    },
  };
}

function profileRecord({ account: { id, bio, website, location, avatar } }: Timeline): object {
  const avatarMediaUrl = `https://pbs.twimg.com/profile_images/${id}/${avatar}`;
  return { profile: { description: { bio, website, location }, avatarMediaUrl } };
}

function manifestOf(
  { account, madeAt }: Timeline,
  data: readonly DataFile[],
  files: readonly ArchiveFile[],
): ArchiveFile {
  const manifest = {
    userInfo: { accountId: account.id, userName: account.handle, displayName: account.name },
    archiveInfo: {
      sizeBytes: String(files.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0)),
      generationDate: new Date(madeAt).toISOString(),
      isPartialArchive: false,
      maxPartSizeBytes: '53687091200',
    },
    dataTypes: Object.fromEntries(data.map((file) => [file.type, dataType(file)])),
  };
  return { path: 'data/manifest.js', content: `window.__THAR_CONFIG = ${JSON.stringify(manifest, null, 2)}` };
}

function dataType({ mediaDirectory, path, globalName, records }: DataFile): object {
  const files = [{ fileName: path, globalName, count: String(records.length) }];
  return mediaDirectory === undefined ? { files } : { mediaDirectory, files };
}
