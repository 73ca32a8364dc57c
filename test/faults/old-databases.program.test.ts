// A database of an older version that several processes open at once.

import { describe, expect, test } from 'vitest';
import { runMemories } from '../support/run.ts';
import { LATEST, copyOf, NOTE, VERSIONS, versionOf } from './databases.ts';

describe.each(VERSIONS)('a database of version %i', (version) => {
  test('is brought up to date by one of several that come at once', async () => {
    const path = copyOf(version);
    const results = await Promise.all([0, 1, 2].map(() => runMemories(['--db', path, 'accounts'])));
    expect(results.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(results.map(({ stderr }) => stderr).filter((said) => said !== '')).toEqual([expect.stringMatching(NOTE)]);
    expect([versionOf(path), versionOf(`${path}.v${version}-backup`)]).toEqual([LATEST, version]);
  });
});
