// Ids that were made of another network's stay within the program: exports have the network's own, or none.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { beforeAll, expect, test } from 'vitest';
import { FIRST_MADE_ID } from '../../../src/post/id.ts';
import { folderOf } from '../../support/archives.ts';
import { exported } from '../../support/exports.ts';
import { homeWith } from '../../support/main.ts';
import { addressOf, mastodonFiles, created, statusId } from '../../support/mastodon.ts';
import { tempFolder } from '../../support/temp.ts';

const PARENT = '2023-11-22T08:00:00Z';
/** Deleted before the archive was made. */
const GONE = '2023-11-22T07:00:00Z';

let home = '';

beforeAll(async () => {
  const items = [
    created({ at: PARENT, content: '<p>the weir</p>' }),
    created({
      ...{ at: '2023-11-22T08:05:00Z', content: '<p>both are here</p>' },
      fields: { inReplyTo: addressOf({ at: PARENT }), quote: addressOf({ at: PARENT }) },
    }),
    created({
      ...{ at: '2023-11-22T08:06:00Z', content: '<p>both are gone</p>' },
      fields: { inReplyTo: addressOf({ at: GONE }), quote: addressOf({ at: GONE }) },
    }),
  ];
  home = await homeWith(await folderOf(mastodonFiles(items)));
});

test('the table and the JSON have the same ids of what is replied to and quoted', async () => {
  const table = parseCsv<Record<string, string>>(await exported(['--format', 'csv'], { home }), {
    bom: true,
    columns: true,
  });
  const id = statusId(PARENT);
  expect(table.map(({ text, reply_to, quoted }) => [text, reply_to, quoted])).toEqual([
    ['the weir', '', ''],
    ['both are here', `'${id}`, `'${id}`],
    ['both are gone', '', ''],
  ]);
  const { posts } = JSON.parse(await exported(['--format', 'json'], { home })) as { posts: object[] };
  expect(posts).toMatchObject([
    { replyTo: null, quoted: null },
    { replyTo: { id }, quoted: { id } },
    { replyTo: { id: null, url: addressOf({ at: GONE }) }, quoted: { id: null, url: addressOf({ at: GONE }) } },
  ]);
});

test.each(['json', 'jsonl', 'csv', 'markdown', 'atom', 'ics'])('%s has no made id', async (format) => {
  const out = join(tempFolder(), 'out');
  await exported(['--format', format, '--out', out], { home });
  const files = statSync(out).isFile() ? [out] : readdirSync(out).map((name) => join(out, name));
  const texts = files.filter((path) => statSync(path).isFile()).map((path) => readFileSync(path, 'utf8'));
  expect(texts.join()).toContain(format === 'ics' ? 'memories' : 'both are gone');
  const ids = texts.join().match(/\d{19}/g) ?? [];
  expect(ids.filter((id) => BigInt(id) >= FIRST_MADE_ID)).toEqual([]);
});
