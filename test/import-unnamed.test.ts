// Two things that a new user ran into: a stored zip that names no owner, and a TZ that names no zone.

import { expect, test } from 'vitest';
import { zipFixture } from './support/archives.ts';
import { runMemories } from './support/run.ts';
import { tempFolder } from './support/temp.ts';

test('a stored zip without account and manifest is read to its end to learn whose it is', async () => {
  const zip = await zipFixture('data-2020', { store: true, without: /(account|manifest)\.js$/ });
  const { code, stdout } = await runMemories(['import', zip]);
  expect(code).toBe(0);
  expect(stdout).toContain('16 tweets read');
});

test.each([':/etc/localtime', '', 'Bogus/Zone'])('TZ=%j is no crash: the days are those of UTC', async (TZ) => {
  const home = tempFolder();
  await runMemories(['import', await zipFixture('data-2020')], { home });
  const { code, stdout } = await runMemories(['on', '11-22', '--json'], { home, env: { TZ } });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ timeZone: 'UTC' });
});
