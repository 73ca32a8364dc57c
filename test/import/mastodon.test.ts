// Mastodon's archives by the real import, from each kind of container.

import { existsSync, readdirSync, truncateSync } from 'node:fs';
import { rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findArchives } from '../../src/import/find-archives.ts';
import { internalId } from '../../src/archive/network/ids.ts';
import { database, importInto, idsOf, tweetRow, tweetRows } from '../archive/importing.ts';
import { folderOf, zipOf, type Files } from '../support/archives.ts';
import {
  actorFile,
  addressOf,
  boosted,
  created,
  FINCH,
  mastodonFiles,
  outboxFile,
  statusId,
} from '../support/mastodon.ts';
import { homeWith, jsonOf, runMain } from '../support/main.ts';
import { tarOf } from '../support/tars.ts';
import { tempFolder } from '../support/temp.ts';

const AT = '2023-03-04T05:06:07Z';
const PHOTO = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');
const PATH = 'media_attachments/files/109/333/835/161/429/021/original/3381f6f615f26246.jpeg';

function idOf(networkId: string): string {
  return internalId('mastodon', FINCH.handle, networkId);
}

function photo(url: string): object {
  return { type: 'Document', mediaType: 'image/jpeg', url, name: 'A cat', width: 1440, height: 1081 };
}

const POST = created({
  at: AT,
  content: '<p>Good morning <b>all</b></p>',
  fields: { attachment: [photo(`/${PATH}`)] },
});
const FILES: Files = mastodonFiles([POST], { [PATH]: PHOTO, 'avatar.png': PHOTO });

describe('an archive', () => {
  test.each<[string, (files: Files) => Promise<string>]>([
    ['a zip', (files) => zipOf(files, { name: 'archive-20240723183906-0123456789abcdef.zip' })],
    ['a tar.gz', (files) => tarOf(files, { name: 'archive-20221120101010-0123456789abcdef.tar.gz', gzip: true })],
    ['a tar', (files) => tarOf(files, { root: '.' })],
    ['a folder', (files) => folderOf(files, { root: 'deep/down' })],
    [
      'its outbox.json',
      async (files) => join(await folderOf({ ...files, 'x/outbox.json': '{}', 'notes.txt': '' }), 'outbox.json'),
    ],
  ])('is read from %s, with its photos', async (_, make) => {
    const db = database();
    const mediaFolder = join(tempFolder(), 'media');
    const report = await importInto(db, await make(FILES), { media: 'all', mediaFolder });
    expect(report).toMatchObject({
      ...{ account: FINCH.handle, accountId: FINCH.id, format: 'mastodon', incomplete: false },
      ...{ warnings: [], tweets: { read: 1, expected: null, added: 1 }, media: { copied: 1, missing: 0 } },
    });
    const id = idOf(statusId(AT));
    expect(tweetRow(db, id)).toMatchObject({
      ...{
        network_id: statusId(AT),
        text: 'Good morning all',
        posted_at: Date.parse(AT),
        kind: 'post',
        audience: 'public',
      },
      ...{ url: `${FINCH.page}/${statusId(AT)}`, lang: 'en' },
    });
    expect(readdirSync(mediaFolder)).toContain(`${id}-3381f6f615f26246.jpeg`);
  });

  test('says when it was made by its name', async () => {
    const path = await zipOf(FILES, { name: 'archive-20240723183906-0123456789abcdef.zip' });
    expect((await importInto(database(), path)).generatedAt).toBe('2024-07-23T18:39:06.000Z');
  });

  test('may have its photos behind any folder or bucket', async () => {
    for (const url of [PATH, `/system/${PATH}`, `/a-bucket/${PATH}`, `https://files.example.social/${PATH}`]) {
      const mediaFolder = join(tempFolder(), 'media');
      const post = created({ at: AT, fields: { attachment: [photo(url)] } });
      const zip = await zipOf(mastodonFiles([post], { [PATH]: PHOTO }));
      const { media } = await importInto(database(), zip, { media: 'all', mediaFolder });
      expect({ url, media }).toMatchObject({ media: { copied: 1, missing: 0 } });
    }
  });

  test('may have its photos in one folder, as the first archives had, also where only outbox.json is named', async () => {
    const post = created({ at: AT, fields: { attachment: [photo('media/4e539dc35ec21a5a.jpg')] } });
    const folder = await folderOf(mastodonFiles([post], { 'media/4e539dc35ec21a5a.jpg': PHOTO }));
    for (const path of [folder, join(folder, 'outbox.json')]) {
      const mediaFolder = join(tempFolder(), 'media');
      const { media } = await importInto(database(), path, { media: 'all', mediaFolder });
      expect(media).toMatchObject({ copied: 1, missing: 0 });
    }
  });

  test('that was imported before brings nothing new', async () => {
    const db = database();
    const path = await tarOf(FILES, { gzip: true });
    await importInto(db, path);
    const before = tweetRows(db);
    const again = await importInto(db, path);
    expect(again.tweets).toMatchObject({ read: 1, added: 0, updated: 0, unchanged: 1 });
    expect(tweetRows(db)).toEqual(before);
  });

  test('with a repository of Bluesky beside it says that it was not read', async () => {
    const files = { ...FILES, 'repo.car': Buffer.from('car'), 'deep/repo.car': Buffer.from('car') };
    const folder = await folderOf(files);
    const path = await tarOf(files, { name: 'a.tar.gz', gzip: true });
    expect((await importInto(database(), folder)).warnings).toEqual([
      `another archive is in deep/ and was not read: memories import ${folder}/deep/`,
      `repo.car is another archive and was not read: memories import ${folder}/repo.car`,
    ]);
    expect((await importInto(database(), path)).warnings).toEqual([
      'another archive is in deep/ and was not read: unpack a.tar.gz and import that folder',
      'repo.car is another archive and was not read: unpack a.tar.gz and import that file',
    ]);
  });

  test('of somebody who never wrote is complete', async () => {
    for (const items of [[], [{ type: 'Like', id: `${FINCH.id}#likes/1`, object: 'https://far.example/1' }]]) {
      const folder = await folderOf(mastodonFiles(items));
      const report = await importInto(database(), folder);
      expect(report).toMatchObject({ tweets: { read: 0 }, incomplete: false, warnings: [] });
      const { code, stdout } = await runMain(['import', '--strict', folder], { home: tempFolder() });
      expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('0 posts read') as unknown });
    }
  });

  test('without actor.json is whose its posts are', async () => {
    const db = database();
    const report = await importInto(
      db,
      await folderOf({ 'outbox.json': outboxFile([boosted(AT, 'https://far.example/users/otter/statuses/1'), POST]) }),
    );
    expect(report).toMatchObject({ account: FINCH.handle, tweets: { read: 2 } });
    const other = join(await folderOf({ 'outbox.json': outboxFile([]) }), 'outbox.json');
    await expect(importInto(db, other)).rejects.toMatchObject({ name: 'UserError' });
  });

  test('of an account that moved says where to', async () => {
    const files = { ...FILES, 'actor.json': actorFile({ movedTo: 'https://new.example/users/finch' }) };
    const { warnings } = await importInto(database(), await zipOf(files));
    expect(warnings.join()).toContain('moved to https://new.example/users/finch');
  });
});

test('direct posts are left out and counted, unless they are asked for', async () => {
  const path = await zipOf(
    mastodonFiles([POST, created({ at: '2023-03-05T00:00:00Z', content: 'psst', audience: 'direct' })]),
  );
  const db = database();
  expect(await importInto(db, path)).toMatchObject({ tweets: { read: 1 }, leftOut: { direct: 1 }, incomplete: false });
  expect(idsOf(db)).toHaveLength(1);
  expect((await importInto(db, path, { direct: true })).tweets).toMatchObject({ read: 2, added: 1 });
  expect(tweetRow(db, idOf(statusId('2023-03-05T00:00:00Z')))).toMatchObject({ audience: 'direct', text: 'psst' });
});

test('an edit replaces what was there', async () => {
  const db = database();
  await importInto(db, await zipOf(FILES, { name: 'archive-20230401000000-0.zip' }));
  const edited = created({ at: AT, content: '<p>Good evening</p>', fields: { updated: '2023-05-01T00:00:00Z' } });
  const { tweets } = await importInto(
    db,
    await zipOf(mastodonFiles([edited]), { name: 'archive-20240401000000-0.zip' }),
  );
  expect(tweets).toMatchObject({ added: 0, updated: 1 });
  expect(tweetRow(db, idOf(statusId(AT)))).toMatchObject({ text: 'Good evening', posted_at: Date.parse(AT) });
});

test('an edit stays, whichever archive is imported last, and whenever that was made', async () => {
  const edit = (text: string, updated: string): object =>
    created({ at: AT, content: `<p>${text}</p>`, fields: updated === '' ? {} : { updated } });
  const versions = [
    edit('Good morning', ''),
    edit('Good day', '2023-05-01T00:00:00Z'),
    edit('Good evening', '2023-06-01T00:00:00Z'),
  ];
  for (const names of [
    Array(3).fill('archive.zip'),
    ['2025', '2024', '2023'].map((year) => `archive-${year}0401000000-0.zip`),
  ]) {
    const archives = await Promise.all(
      versions.map((item, index) => zipOf(mastodonFiles([item]), { name: String(names[index]) })),
    );
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
    ]) {
      const db = database();
      for (const index of order) await importInto(db, archives[index] ?? '');
      expect(tweetRow(db, idOf(statusId(AT)))).toMatchObject({
        ...{ text: 'Good evening', posted_at: Date.parse(AT), edited_at: Date.parse('2023-06-01T00:00:00Z') },
      });
    }
  }
});

test('an edit is said to be one', async () => {
  const items = ['2023-03-04T05:06:07Z', '2023-03-04T05:08:00Z'].map((updated, day) =>
    created({ at: AT, id: statusId(AT, day), content: `<p>number ${day}</p>`, fields: { updated } }),
  );
  const home = await homeWith(await folderOf(mastodonFiles(items)));
  const { posts } = (await jsonOf(['search', 'number', '--sort', 'oldest'], { home })) as { posts: object[] };
  expect(posts).toMatchObject([{ edited: false }, { edited: true }]);
  const { stdout } = await runMain(['show', statusId(AT, 1)], { home });
  expect(stdout).toContain('edited');
  expect(stdout).toContain('2023-03-04 05:08:00');
});

test('a post whose made number is that of another is not merged with it, but reported', async () => {
  const db = database();
  await importInto(db, await folderOf(FILES));
  db.exec("UPDATE tweets SET network_id = '77', text = 'Another'");
  const later = created({ at: '2023-04-04T05:06:07Z', content: '<p>Later</p>' });
  const report = await importInto(db, await folderOf(mastodonFiles([POST, later])));
  expect(report).toMatchObject({ tweets: { read: 2, added: 1, updated: 0, unchanged: 0 }, incomplete: true });
  expect(report.warnings).toEqual([
    `post ${statusId(AT)} was not saved: another post has the number that was made for it`,
  ]);
  expect(tweetRow(db, idOf(statusId(AT)))).toMatchObject({ text: 'Another', network_id: '77' });
});

describe('damage', () => {
  const posts = Array.from({ length: 20 }, (_, index) =>
    created({ at: new Date(Date.parse(AT) + index * 1e6).toISOString(), content: `n${index}` }),
  );

  test('costs the record it is in', async () => {
    const damaged = outboxFile(posts).replace('"content":"n7"', '"content":"n7');
    const db = database();
    const report = await importInto(db, await folderOf({ ...FILES, 'outbox.json': damaged }));
    expect(report).toMatchObject({ incomplete: true, tweets: { read: 19, unreadable: 1 } });
    expect(report.warnings.join()).toContain('outbox.json, record 8: it has no end');
  });

  test('of bytes that are no text is told of the record, whose text stays, but not of such a sign in a text', async () => {
    const items = Array.from({ length: 9 }, (_, index) =>
      created({
        at: `2023-03-0${index + 1}T10:00:00Z`,
        content: `<p>${'Möwe '.repeat(9000)}number ${index}</p>`,
      }),
    );
    const bytes = Buffer.from(outboxFile(items));
    const at = bytes.indexOf('number 4');
    for (const place of [at, bytes.lastIndexOf('ö', at)]) {
      const damaged = Buffer.from(bytes);
      damaged.writeUInt8(0xff, place);
      const db = database();
      const report = await importInto(db, await folderOf({ ...FILES, 'outbox.json': damaged }));
      expect(report).toMatchObject({ tweets: { read: 9, unreadable: 1 }, incomplete: true });
      expect(report.warnings).toEqual(['outbox.json, record 5: bytes in it are no text: \ufffd stands for them']);
    }
    const whole = outboxFile([created({ at: AT, content: '<p>\ufffd</p>' })]);
    expect((await importInto(database(), await folderOf({ ...FILES, 'outbox.json': whole }))).incomplete).toBe(false);
  });

  test('is told where the file, or the tar around it, is cut off', async () => {
    const half = outboxFile(posts).slice(0, 9000);
    const cut = await importInto(database(), await folderOf({ ...FILES, 'outbox.json': half }));
    expect(cut.incomplete).toBe(true);
    expect(cut.warnings.join()).toContain('the file ends in the middle of its list');
    const path = await tarOf({ 'actor.json': actorFile(), 'outbox.json': outboxFile(posts), [PATH]: PHOTO });
    truncateSync(path, (await stat(path)).size - 1300);
    const tar = await importInto(database(), path);
    expect(tar).toMatchObject({ incomplete: true, tweets: { read: 20 } });
    expect(tar.warnings.join()).toContain('archive.tar ends too early, and files of it may be missing');
  });

  test('of what an archive is: only pieces of one', async () => {
    const folder = await folderOf({ 'actor.json': actorFile(), [PATH]: PHOTO });
    await expect(importInto(database(), folder)).rejects.toMatchObject({
      message: `${folder} is a Mastodon archive without its posts (outbox.json)`,
    });
    expect(existsSync(folder)).toBe(true);
  });
});

test('threads find their own posts', async () => {
  const first = created({ at: AT, content: 'one' });
  const second = created({ at: '2023-03-04T05:10:00Z', content: 'two', fields: { inReplyTo: addressOf({ at: AT }) } });
  const db = database();
  await importInto(db, await zipOf(mastodonFiles([first, second])));
  const rows = tweetRows(db).map(({ text, kind, reply_to_id: parent }) => [text, kind, parent]);
  expect(rows).toContainEqual(['two', 'thread', BigInt(idOf(statusId(AT)))]);
});

test('a tar in a folder of downloads is found by what it is called', async () => {
  const folder = await folderOf({});
  for (const name of ['archive-20221120101010-0123456789abcdef.tar.gz', 'source.tar.gz']) {
    await rename(await tarOf(FILES, { name, gzip: true }), join(folder, name));
  }
  const found = await findArchives([folder]);
  expect(found.flatMap(({ paths }) => paths)).toEqual([join(folder, 'archive-20221120101010-0123456789abcdef.tar.gz')]);
});
