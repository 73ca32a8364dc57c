// Rows on their way into the database.

import { expect, test } from 'vitest';
import { COLUMN_NAMES, SELECTED, trimmed, untrimmed, type PostCells } from '../../src/library/post-row.ts';
import { PostWriter } from '../../src/library/post-writer.ts';
import { database, databaseWith } from '../archive/importing.ts';
import { zipFixture } from '../support/archives.ts';
import type { Db } from '../../src/library/database.ts';

function cellsIn(db: Db): PostCells[] {
  return db.prepare<[], PostCells>(`SELECT ${SELECTED} FROM tweets t ORDER BY id`).raw().all();
}

test('what most posts have is left out at the end of a row and comes back as it was', async () => {
  const all = cellsIn(await databaseWith(await zipFixture('data-2024'), await zipFixture('grailbird-2016')));
  expect(all.length).toBeGreaterThan(20);
  expect(all.map((cells) => untrimmed(trimmed(cells)))).toEqual(all);
  const kept = all.reduce((sum, cells) => sum + trimmed(cells).length, 0);
  expect(kept).toBeLessThan(all.length * COLUMN_NAMES.length * 0.7);
});

test('a post that the database does not take is an error, and not taken for one that is there', async () => {
  const [cells] = cellsIn(await databaseWith(await zipFixture('data-2024')));
  const db = database();
  db.exec("INSERT INTO accounts (id, handle, as_of) VALUES (1, 'wren', 0)");
  const writer = new PostWriter(db);
  const text = COLUMN_NAMES.indexOf('text');
  const broken = cells?.with(text, null) as unknown as PostCells;
  expect(() => writer.saveCells(broken, 1, 0)).toThrow('NOT NULL constraint failed: tweets.text');
  expect(() => writer.saveCells(cells as PostCells, 2, 0)).toThrow('FOREIGN KEY constraint failed');
  expect(cellsIn(db)).toEqual([]);
  expect(writer.saveCells(cells as PostCells, 1, 0)).toBe('added');
  expect(writer.saveCells(cells as PostCells, 1, 0)).toBe('unchanged');
});
