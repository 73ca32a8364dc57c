// The fixture archives of Mastodon's versions, and of programs that write the same, by the real import.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  fixtureFiles,
  folderOf,
  MASTODON_FIXTURES,
  zipFixture,
  zipOf,
  type Files,
  type MastodonFixture,
} from '../../support/archives.ts';
import { carFile, carOf, postPath } from '../../support/bluesky.ts';
import { dayOf, homeWith, runMain } from '../../support/main.ts';
import { tarOf } from '../../support/tars.ts';
import { tempFolder } from '../../support/temp.ts';
import { accountRows, database, importInto, tweetsAlone } from '../importing.ts';
import { FIXTURE_POSTS } from './fixture-posts.ts';
import { byId, shownPosts } from './shown-posts.ts';

/** Whose each is, how many media its archive has and lacks, and what the import says about it. */
const ABOUT: Record<MastodonFixture, { account: string; name: string; media: object; warning?: string }> = {
  'mastodon-2018': { account: 'wren@reeds.example', name: 'Wren :heron:', media: { copied: 2, missing: 0 } },
  'mastodon-2022': { account: 'Wren@pool.example', name: 'Wren at the pool', media: { copied: 4, missing: 0 } },
  'mastodon-2024': {
    account: 'wren@heron.example',
    name: 'Wren (moved)',
    media: { copied: 0, missing: 0 },
    warning:
      'the account has moved to https://weir.example/ap/users/116000000000000042: what was written there is in an archive of its own',
  },
  'mastodon-2026': { account: 'wren@weir.example', name: 'Wren', media: { copied: 1, missing: 0 } },
  // Their media are on the server.
  'gotosocial-2025': { account: 'wren@goto.example', name: 'Wren & sloth', media: { copied: 0, missing: 1 } },
  'pleroma-2021': { account: 'wren@pleroma.example', name: 'wren', media: { copied: 0, missing: 1 } },
};

/** As servers packed them until 2023: with photos named by where they are on the server's disk. */
function onServer(files: Files): Files {
  return Object.fromEntries(
    Object.entries(files).map(([path, content]) => [path.replace(/^home\//, '/home/'), content]),
  );
}

const CONTAINERS: readonly [string, (files: Files) => Promise<string>][] = [
  ['a zip', (files) => zipOf(files, { name: 'archive-20260801000000-0123.zip' })],
  // As servers write them piece by piece since 2025.
  ['a zip64', (files) => zipOf(files, { name: 'archive-20260801000000-0123.zip', zip64: true, descriptors: true })],
  ['a tar.gz', (files) => tarOf(onServer(files), { name: 'archive-20260801000000-0123.tar.gz', gzip: true })],
  ['a folder', (files) => folderOf(files, { name: 'archive-20260801000000-0123' })],
];

describe.each(MASTODON_FIXTURES)('%s', (name) => {
  const { account, name: shownName, media, warning } = ABOUT[name];

  test.each(CONTAINERS)('from %s has exactly the posts of the table, and their media', async (_, pack) => {
    const db = database();
    const mediaFolder = join(tempFolder(), 'media');
    const path = await pack(await fixtureFiles(name));
    const report = await importInto(db, path, { direct: true, media: 'all', mediaFolder });
    const posts = FIXTURE_POSTS[name];
    expect(report).toMatchObject({
      ...{ network: 'mastodon', format: 'mastodon', account, incomplete: false, media },
      ...{ generatedAt: '2026-08-01T00:00:00.000Z', warnings: warning === undefined ? [] : [warning] },
      tweets: { read: posts.length, added: posts.length, unreadable: 0, expected: null },
    });
    expect(accountRows(db)).toMatchObject([{ handle: account, name: shownName, tweets: posts.length }]);
    expect(shownPosts(db)).toEqual(byId(posts));
    const copies = existsSync(mediaFolder) ? readdirSync(mediaFolder).filter((file) => /^\d/.test(file)) : [];
    expect(copies).toHaveLength(report.media.copied);
  });

  test('leaves direct posts out and counts them, unless they are asked for', async () => {
    const db = database();
    const report = await importInto(db, await zipOf(await fixtureFiles(name)));
    const open = FIXTURE_POSTS[name].filter(({ audience }) => audience !== 'direct');
    expect(Object.keys(shownPosts(db)).sort()).toEqual(open.map(({ id }) => id).sort());
    expect(report.leftOut?.direct ?? 0).toBe(FIXTURE_POSTS[name].length - open.length);
  });

  test('a second time adds nothing and leaves every byte', async () => {
    const db = database();
    const path = await zipOf(await fixtureFiles(name));
    await importInto(db, path);
    const before = tweetsAlone(db);
    expect((await importInto(db, path)).tweets).toMatchObject({ added: 0, updated: 0, unreadable: 0 });
    expect(tweetsAlone(db)).toEqual(before);
  });
});

test('archives of several accounts are kept apart, though numbers of their posts are the same', async () => {
  const db = database();
  for (const name of MASTODON_FIXTURES) await importInto(db, await zipOf(await fixtureFiles(name)));
  expect(accountRows(db)).toHaveLength(MASTODON_FIXTURES.length);
  const all = MASTODON_FIXTURES.flatMap((name) => FIXTURE_POSTS[name]).filter(({ audience }) => audience !== 'direct');
  expect(accountRows(db).reduce((sum, { tweets }) => sum + Number(tweets), 0)).toBe(all.length);
});

test('a day has what three networks have of it, and what was on all of them only once', async () => {
  const words = 'First ice of the winter on the ditch';
  const home = await homeWith(await zipFixture('data-2024'), await zipOf(await fixtureFiles('mastodon-2022')));
  const carried = { [postPath('2024-09-01T08:00:00Z')]: { text: words, createdAt: '2022-11-22T13:02:10.000Z' } };
  await runMain(['import', carFile(await carOf(carried)), '--account', 'wren.example'], { home });
  const { years } = await dayOf(['on', '11-22', '--replies'], { home });
  const posts = years.flatMap((year) => year.posts);
  const [ice, ...others] = posts.filter(({ text }) => text === words) as { network?: string; alsoAt?: object[] }[];
  expect(others).toEqual([]);
  expect(ice?.network).toBe('twitter');
  expect(ice?.alsoAt).toHaveLength(2);
  expect(ice?.alsoAt).toMatchObject([
    { network: 'bluesky', account: 'wren.example' },
    { network: 'mastodon', account: 'Wren@pool.example' },
  ]);
  expect(posts.map(({ text }) => text)).toContain('Which soup tonight?');
  const { stdout } = await runMain(['on', '11-22'], { home });
  expect(stdout).toContain('Which soup tonight?');
  expect(stdout).toContain('red" in beak & claw');
  expect(stdout).not.toContain('The heron ate the eel');
  expect(stdout).not.toContain('it is behind the mill');
});

test.each([
  'Not found',
  '{"type":"OrderedCollection","totalItems":5,"first":"https://example.social/users/wren/outbox?page=true"}',
])('an outbox that has no posts is refused for that, not for what nobody could say of it: %s', async (outbox) => {
  const folder = await folderOf({ 'outbox.json': outbox });
  await expect(importInto(database(), folder)).rejects.toThrow(
    'outbox.json has no posts that can be read: there is no list of records in it',
  );
  const empty = await folderOf({ 'outbox.json': '{"type":"OrderedCollection","orderedItems":[]}' });
  await expect(importInto(database(), empty)).rejects.toThrow("doesn't say whose posts these are");
});
