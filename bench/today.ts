// How fast `memories today` answers from a million tweets: as a whole process, compared with Node.js doing nothing, and the
// query alone.

import { constants } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { dateOf } from '../src/time/calendar.ts';
import { onThisDay } from '../src/memories/on-this-day.ts';
import { accounts } from '../src/library/accounts.ts';
import { openDatabase, type Db } from '../src/library/database.ts';
import { generateDatabase } from './database.ts';
import { pairs, run, type Sample } from './measure.ts';
import type { Row } from './table.ts';

const BINARY = join(import.meta.dirname, '../../../bin/memories.js');
const ZONE = 'UTC';
const ENV = { TZ: ZONE };

/** How many tweets a usual day has, all years together. The made-up account has 70 times as many on every day. */
const USUAL = 40;

/** More rounds than elsewhere: a process of a twentieth of a second varies more than one of ten seconds. */
const MORE = 4;

export async function* todayParts(rounds: number): AsyncGenerator<Row> {
  const full = await generateDatabase(1_000_000);
  const usual = `${full}-usual`;
  try {
    await copyFile(full, usual, constants.COPYFILE_FICLONE);
    thinToday(usual);
    yield await compareProcess(`memories today: ${USUAL} of 1,000,000 tweets`, usual, rounds * MORE, 1.5);
    yield await compareQuery(`its question to the database: ${USUAL} of 1,000,000 tweets`, usual, rounds * MORE, 1);
    yield await compareProcess('memories today, a very full day', full, rounds * MORE);
    yield await compareQuery('its question to the database, a very full day', full, rounds * MORE);
  } finally {
    await rm(usual, { force: true });
  }
}

/** Deletes tweets of today in earlier years until a usual day is left. */
function thinToday(path: string): void {
  withDatabase(path, (db) => {
    const day = dateOf(Date.now(), ZONE).toString().slice(5);
    const ofToday = `strftime('%m-%d', posted_at / 1000, 'unixepoch') = '${day}'`;
    db.exec(`DELETE FROM tweets WHERE ${ofToday} AND id NOT IN (
      SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS number, count(*) OVER () AS total
                      FROM tweets WHERE ${ofToday})
      WHERE number * ${USUAL} / total > (number - 1) * ${USUAL} / total)`);
  });
}

async function compareProcess(what: string, database: string, rounds: number, goal?: number): Promise<Row> {
  const today = (): Promise<Sample> => run([BINARY, 'today'], { env: { ...ENV, MEMORIES_DB: database } });
  const nothing = (): Promise<Sample> => run(['-e', '0'], { env: ENV });
  const measured = await pairs(rounds, today, nothing);
  return { what, against: '`node -e 0`', pairs: measured, ...(goal !== undefined && { goal }) };
}

async function compareQuery(what: string, database: string, rounds: number, goal?: number): Promise<Row> {
  const aim = { seconds: 0.002, peak: NaN, stdout: '' };
  const measured = await pairs(rounds, timeQuery(database), () => Promise.resolve(aim));
  return { what, against: 'the aim', pairs: measured, ...(goal !== undefined && { goal }) };
}

/** The query in a warmed-up process: everything but opening the file. */
function timeQuery(path: string): () => Promise<Sample> {
  return () =>
    Promise.resolve(
      withDatabase(path, (db) => {
        const library = { db, mediaFolder: `${path}-media` };
        const accountIds = accounts(db).map(({ id }) => id);
        const choice = { circle: true, timeZone: ZONE, retweets: false, replies: true, hidden: [] };
        const ask = (): unknown => onThisDay(library, { ...choice, date: dateOf(Date.now(), ZONE), accountIds });
        for (let time = 0; time < 20; time += 1) ask();
        const begin = performance.now();
        ask();
        return { seconds: (performance.now() - begin) / 1000, peak: NaN, stdout: '' };
      }),
    );
}

function withDatabase<Result>(path: string, use: (db: Db) => Result): Result {
  const db = openDatabase(path, { create: true });
  try {
    return use(db);
  } finally {
    db.close();
  }
}
