// A photo that archives call by different names: the copy that was made of it stays with its tweet.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mediaFile } from '../../src/library/media-folder.ts';
import { findPost } from '../../src/library/posts.ts';
import { database, importInto } from '../archive/importing.ts';
import { folderOf } from '../support/archives.ts';
import { tempFolder } from '../support/temp.ts';
import { snowflakeAt, ytdFile, ytdTweet } from '../support/tweets.ts';

const AT = '2015-11-22T10:00:00Z';
const ID = snowflakeAt(AT);

function archive(year: number, name: string, hasFile: boolean): Promise<string> {
  const media = [{ url: 'https://t.co/p', media_url_https: `https://pbs.twimg.com/media/${name}`, type: 'photo' }];
  return folderOf({
    'data/account.js': ytdFile('account', [{ account: { accountId: '7', username: 'a_a' } }]),
    'data/manifest.js': `window.__THAR_CONFIG = {"archiveInfo":{"generationDate":"${year}-01-01T00:00:00.000Z"}}`,
    'data/tweets.js': ytdFile('tweets', [ytdTweet({ at: AT, text: 'look', entities: { media } })]),
    ...(hasFile && { [`data/tweets_media/${ID}-${name}`]: `the photo ${name}` }),
  });
}

describe('a photo with another name in a newer archive', () => {
  test.each<[string, boolean, readonly number[], string, readonly string[]]>([
    ['without its file keeps its copy', false, [2020, 2024], 'old.gif', ['old.gif']],
    ['without its file, imported first, gets its copy', false, [2024, 2020], 'old.gif', ['old.gif']],
    ['with its file is shown by that', true, [2020, 2024], 'new.png', ['new.png', 'old.gif']],
    ['with its file, imported first, needs no second copy', true, [2024, 2020], 'new.png', ['new.png']],
  ])('%s', async (_, hasFile, order, shown, names) => {
    const [db, mediaFolder] = [database(), join(tempFolder(), 'media')];
    for (const year of order) {
      const path = year === 2020 ? await archive(2020, 'old.gif', true) : await archive(2024, 'new.png', hasFile);
      await importInto(db, path, { media: 'photos', mediaFolder });
    }
    const [medium] = findPost(db, ID)?.media ?? [];
    expect(medium?.url).toBe('https://pbs.twimg.com/media/new.png');
    expect(medium && mediaFile(mediaFolder, ID, medium)).toBe(join(mediaFolder, `${ID}-${shown}`));
    expect(readdirSync(mediaFolder)).toEqual(names.map((name) => `${ID}-${name}`));
  });

  test('is reported as there', async () => {
    const [db, mediaFolder] = [database(), join(tempFolder(), 'media')];
    await importInto(db, await archive(2020, 'old.gif', true), { media: 'photos', mediaFolder });
    const newer = await importInto(db, await archive(2024, 'new.png', false), { media: 'photos', mediaFolder });
    expect(newer.media).toMatchObject({ copied: 0, present: 1, missing: 0 });
  });
});
