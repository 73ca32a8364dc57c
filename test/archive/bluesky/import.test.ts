// Repositories of Bluesky from the file to the database, and to what a day shows.

import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { internalId } from '../../../src/archive/network/ids.ts';
import { blobOf, carFile, carOf, postPath, tidAt, WREN_DID, type Records } from '../../support/bluesky.ts';
import { folderOf, zipOf } from '../../support/archives.ts';
import { archiveWith, dayOf, homeWith, runMain, textsOf } from '../../support/main.ts';
import { tempFolder } from '../../support/temp.ts';
import { accountRows, database, importInto, tweetRow, tweetRows } from '../importing.ts';

const HANDLE = 'wren.example';
const FIRST = '2023-11-22T10:53:27.123Z';
const SECOND = '2023-11-22T10:55:00.000Z';
const MAP = 'https://example.com/a-long-name/map';

function idOf(key: string): string {
  return internalId('bluesky', WREN_DID, key);
}

/** A day at the weir: a thread of two with a photo, a reply, a quote, a repost, a tweet that was carried over, and what is none of it. */
async function day(): Promise<Records> {
  const first = { uri: `at://${WREN_DID}/${postPath(FIRST)}`, cid: 'bafyreia' };
  const other = { uri: 'at://did:plc:otter/app.bsky.feed.post/3bbb', cid: 'bafyreib' };
  const text = '🦆 Genève: example.com/a-long-na... #reiger';
  const at = (part: string): object => {
    const byteStart = Buffer.byteLength(text.slice(0, text.indexOf(part)));
    return { byteStart, byteEnd: byteStart + Buffer.byteLength(part) };
  };
  const facet = (part: string, feature: object): object => ({ index: at(part), features: [feature] });
  const facets = [
    facet('example.com/a-long-na...', { $type: 'app.bsky.richtext.facet#link', uri: MAP }),
    facet('#reiger', { $type: 'app.bsky.richtext.facet#tag', tag: 'reiger' }),
  ];
  const images = [
    { image: await blobOf('heron'), alt: 'A heron on a post', aspectRatio: { width: 1200, height: 900 } },
  ];
  const embed = { $type: 'app.bsky.embed.images', images };
  return {
    'app.bsky.actor.profile/self': { displayName: 'Wren' },
    [postPath(FIRST)]: { text, facets, createdAt: FIRST, langs: ['nl'], embed },
    [postPath(SECOND)]: { text: 'And it stayed.', createdAt: SECOND, reply: { root: first, parent: first } },
    [postPath('2023-11-22T11:00:00Z')]: {
      text: 'Me too!',
      createdAt: '2023-11-22T20:00:00+09:00',
      reply: { root: other, parent: other },
    },
    [postPath('2023-11-22T12:00:00Z')]: {
      text: 'What the otter said',
      createdAt: '2023-11-22T12:00:00Z',
      embed: { $type: 'app.bsky.embed.record', record: other },
    },
    [postPath('2024-09-01T08:00:00Z')]: { text: 'My first tweet, carried over', createdAt: '2012-11-22T07:08:09Z' },
    [`app.bsky.feed.repost/${tidAt('2023-11-22T13:00:00Z')}`]: { subject: other, createdAt: '2023-11-22T13:00:00Z' },
    [`app.bsky.feed.like/${tidAt('2023-11-22T14:00:00Z')}`]: { subject: other, createdAt: '2023-11-22T14:00:00Z' },
  };
}

const bytes = await carOf(await day());

describe('a repository', () => {
  test('is imported, with all that its records say', async () => {
    const db = database();
    const report = await importInto(db, carFile(bytes), { account: HANDLE });
    expect(report).toMatchObject({
      account: HANDLE,
      accountId: WREN_DID,
      format: 'bluesky',
      tweets: { read: 6, added: 6, unreadable: 0, expected: null },
      firstYear: 2012,
      lastYear: 2023,
      warnings: [],
      incomplete: false,
    });
    expect(accountRows(db)).toMatchObject([{ handle: HANDLE, name: 'Wren', tweets: 6 }]);
    const rows = tweetRows(db);
    expect(rows.map(({ kind }) => kind).sort()).toEqual(['post', 'post', 'quote', 'reply', 'retweet', 'thread']);
    expect(rows.every(({ audience }) => audience === 'public')).toBe(true);
  });

  test('has readable texts, spans and pictures', async () => {
    const db = database();
    await importInto(db, carFile(bytes), { account: HANDLE });
    const key = tidAt(FIRST);
    const row = tweetRow(db, idOf(key));
    const text = `🦆 Genève: ${MAP} #reiger`;
    expect(row).toMatchObject({
      text,
      lang: 'nl',
      network_id: key,
      url: `https://bsky.app/profile/${WREN_DID}/post/${key}`,
    });
    const spans = JSON.parse(String(row['spans'])) as { start: number; end: number; url: string | null }[];
    expect(spans.map(({ start, end, url }) => [text.slice(start, end), url])).toEqual([
      [MAP, MAP],
      ['#reiger', 'https://bsky.app/hashtag/reiger'],
    ]);
    expect(JSON.parse(String(row['media']))).toMatchObject([{ type: 'photo', alt: 'A heron on a post', width: 1200 }]);
    const second = tweetRows(db).find(({ network_id: id }) => id === tidAt(SECOND));
    expect(second).toMatchObject({ kind: 'thread', reply_to_id: BigInt(idOf(key)) });
  });

  test.each(['tree', 'oldest first'] as const)('is the same in whatever order its blocks are (%s)', async (order) => {
    const [db, other] = [database(), database()];
    await importInto(db, carFile(bytes), { account: HANDLE });
    await importInto(other, carFile(await carOf(await day(), { order })), { account: HANDLE });
    const alone = (one: typeof db): object[] => tweetRows(one).map((row) => ({ ...row, as_of: null }));
    expect(alone(other)).toEqual(alone(db));
  });

  test('is known by what is in it, whatever it is called, and in a zip or a folder too', async () => {
    const files = { 'backups/of bluesky.car': bytes };
    const paths = [carFile(bytes, 'export'), carFile(bytes, 'a.zip'), await zipOf(files), await folderOf(files)];
    for (const path of paths) {
      const report = await importInto(database(), path, { account: HANDLE });
      expect(report.tweets, path).toMatchObject({ read: 6, added: 6 });
    }
  });

  test('is passed over when it was read before, and brings what is new in a later one', async () => {
    const db = database();
    const path = carFile(bytes);
    await importInto(db, path, { account: HANDLE });
    expect((await importInto(db, path)).tweets).toMatchObject({ read: 6, added: 0, updated: 0, unchanged: 6 });
    const more = { [postPath('2024-11-22T09:00:00Z')]: { text: 'A year later', createdAt: '2024-11-22T09:00:00Z' } };
    const later = carFile(await carOf({ ...(await day()), ...more }), 'later.car');
    expect((await importInto(db, later)).tweets).toMatchObject({ read: 7, added: 1, updated: 0, unchanged: 6 });
    expect(accountRows(db)).toMatchObject([{ handle: HANDLE, tweets: 7 }]);
  });
});

describe('whose it is', () => {
  test('has to be said once', async () => {
    const db = database();
    const path = carFile(bytes);
    await expect(importInto(db, path)).rejects.toMatchObject({
      message: `repo.car says only that it is the archive of ${WREN_DID}`,
      hint: expect.stringMatching(
        /^name the account: memories import .*repo\.car --account name\.bsky\.social$/,
      ) as string,
    });
    await importInto(db, path, { account: HANDLE });
    expect((await importInto(db, path)).account).toBe(HANDLE);
  });

  test('can change its handle', async () => {
    const db = database();
    await importInto(db, carFile(bytes), { account: HANDLE });
    await importInto(db, carFile(await carOf(await day()), 'later.car'), { account: 'wren.bsky.social' });
    expect(accountRows(db)).toMatchObject([{ handle: 'wren.bsky.social', tweets: 6 }]);
  });

  test('is said where it is named otherwise than before', async () => {
    const db = database();
    const path = carFile(bytes);
    await importInto(db, path, { account: HANDLE });
    const named = await importInto(db, path, { account: 'wren.bsky.social' });
    expect(named).toMatchObject({ warnings: [`@${HANDLE} is now called @wren.bsky.social`], incomplete: false });
    expect((await importInto(db, path)).warnings).toEqual([]);
    db.exec('UPDATE accounts SET as_of = as_of + 1000');
    expect((await importInto(db, path, { account: 'old.example.org' })).warnings).toEqual([
      '@old.example.org is taken for what @wren.bsky.social was called before: a newer archive has that name',
    ]);
  });

  test('is never that of another account here', async () => {
    const db = database();
    await importInto(db, carFile(bytes), { account: HANDLE });
    db.exec("UPDATE accounts SET network_id = 'did:plc:other'");
    await expect(importInto(db, carFile(bytes), { account: HANDLE.toUpperCase() })).rejects.toMatchObject({
      message: `@${HANDLE.toUpperCase()} is another account here, did:plc:other, and this is an archive of ${WREN_DID}`,
      hint: 'name the handle of this one; if that one gave it up, import its archive with its new handle first',
    });
  });

  test("is nobody of another network's", async () => {
    await expect(importInto(database(), carFile(bytes), { account: 'wren_writes' })).rejects.toMatchObject({
      message: "@wren_writes can't be a handle on Bluesky",
      hint: 'pass one such as --account name.bsky.social',
    });
  });

  test('is one account: two in one folder are refused', async () => {
    const other = await carOf(await day(), { did: 'did:plc:otter' });
    const folder = await folderOf({ 'a.car': bytes, 'b.car': other });
    await expect(importInto(database(), folder, { account: HANDLE })).rejects.toMatchObject({
      message: expect.stringContaining('repositories of several accounts') as string,
    });
  });
});

describe('damage', () => {
  test('costs the post that it is in, and is told', async () => {
    const path = carFile(Buffer.from(bytes));
    const file = readFileSync(path);
    file.write('!', file.indexOf('What the otter said'));
    writeFileSync(path, file);
    const report = await importInto(database(), path, { account: HANDLE });
    expect(report).toMatchObject({ tweets: { read: 5, added: 5, unreadable: 1 }, incomplete: true });
    const lost = postPath('2023-11-22T12:00:00Z');
    expect(report.warnings).toEqual([`repo.car, record ${report.tweets.read + 1}: ${lost} is missing or damaged`]);
  });

  test('that cut it off leaves what came before, and a command with --strict fails', async () => {
    const path = carFile(await carOf(await day(), { order: 'tree' }));
    truncateSync(path, readFileSync(path).length - 200);
    const home = tempFolder();
    const { code, stderr } = await runMain(['import', path, '--account', HANDLE, '--strict'], { home });
    expect(code).toBe(1);
    expect(stderr).toContain('the file ends too early');
    expect((await textsOf(['on', '11-22'], { home })).length).toBeGreaterThan(0);
  });

  test('that cut it off is told before all that is missing for it', async () => {
    const cut = (await carOf(await day(), { order: 'tree' })).subarray(0, -900);
    const { warnings } = await importInto(database(), carFile(cut), { account: HANDLE });
    expect(warnings.length).toBeGreaterThan(2);
    expect(warnings[0]).toMatch(/the file ends too early$/);
  });

  test('is told by the name of its file once, also among several archives', async () => {
    const cut = (await carOf(await day(), { order: 'tree' })).subarray(0, -900);
    const paths = [carFile(cut, 'cut.car'), carFile(bytes, 'whole.car')];
    const { stderr } = await runMain(['import', ...paths, '--account', HANDLE], { home: tempFolder() });
    expect(stderr).toMatch(/^warning: cut\.car, record \d+: the file ends too early$/m);
  });

  test('is not read as a post twice', async () => {
    const path = carFile(bytes);
    truncateSync(path, bytes.length - 300);
    const db = database();
    await importInto(db, path, { account: HANDLE });
    await importInto(db, carFile(bytes), { account: HANDLE });
    expect(tweetRows(db).length).toBe(6);
  });

  test.each([
    ['an empty file', Buffer.alloc(0), 'is not a CAR file, as Bluesky makes them'],
    ['a text', Buffer.from('This is not a repository of Bluesky.'), 'is not a CAR file, as Bluesky makes them'],
    ['the header alone', bytes.subarray(0, 59), 'has nothing in it that says whose posts these are'],
  ])('that leaves nothing is one line: %s', async (_, content, words) => {
    const folder = await folderOf({ 'repo.car': content });
    await expect(importInto(database(), folder, { account: HANDLE })).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringContaining(`repo.car ${words}`) as string,
    });
  });
});

test('a day has the posts of Bluesky beside those of Twitter', async () => {
  const home = await homeWith(await archiveWith([{ at: '2021-11-22T10:00:00Z', text: 'The heron, long ago.' }]));
  const { code, stdout } = await runMain(['import', carFile(bytes), '--account', `@${HANDLE}`], { home });
  expect(code).toBe(0);
  expect(stdout).toContain(`@${HANDLE}`);
  const shown = await textsOf(['on', '11-22', '--replies', '--retweets'], { home });
  expect(shown).toEqual(
    expect.arrayContaining(['The heron, long ago.', 'My first tweet, carried over', `🦆 Genève: ${MAP} #reiger`]),
  );
  const { years } = await dayOf(['on', '11-22'], { home });
  expect(years.map(({ year }) => year)).toEqual([2023, 2021, 2012]);
});
