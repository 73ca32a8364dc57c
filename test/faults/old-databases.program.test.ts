// A database of an older version that several processes open at once.

import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MIGRATIONS } from '../../src/library/migrations.ts';
import { runMemories } from '../support/run.ts';
import { tempFolder } from '../support/temp.ts';
import { lookInto, oldDatabase } from './databases.ts';

const LATEST = MIGRATIONS.length;
/** All before the latest need a fixture; those of the latest are there for the day when it is one of them. */
const VERSIONS = Array.from({ length: LATEST - 1 }, (_, index) => index + 1);

const NOTE = /^note: the database is brought up to date \(version \d to \d\); as it was, it is kept in (.*)\n$/;

const versionOf = (path: string): unknown => lookInto(path, (db) => db.pragma('user_version', { simple: true }));

function copyOf(version: number): string {
  const path = join(tempFolder(), 'memories.db');
  copyFileSync(oldDatabase(version), path);
  return path;
}

describe.each(VERSIONS)('a database of version %i', (version) => {
  test('is brought up to date by one of several that come at once', async () => {
    const path = copyOf(version);
    const results = await Promise.all([0, 1, 2].map(() => runMemories(['--db', path, 'accounts'])));
    expect(results.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(results.map(({ stderr }) => stderr).filter((said) => said !== '')).toEqual([expect.stringMatching(NOTE)]);
    expect([versionOf(path), versionOf(`${path}.v${version}-backup`)]).toEqual([LATEST, version]);
  });
});
