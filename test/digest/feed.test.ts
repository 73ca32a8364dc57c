// Where a digest's feed is, and what is said of it where it can't be.

import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { addArchive, runMain, writeConfig } from '../support/main.ts';
import { tempFolder } from '../support/temp.ts';
import { feedArchive } from './archives.ts';

let home = '';
let path = '';

beforeEach(async () => {
  home = tempFolder();
  path = join(home, 'feed.atom');
  await addArchive(home, await feedArchive());
  configure('feed: feed.atom');
});

function configure(settings: string, more = ''): void {
  writeConfig(home, `digest: { ${settings} }\n${more}`);
}

describe('digest status and doctor', () => {
  test('find a folder that is not there', async () => {
    const finding = async (): Promise<unknown> => {
      const { stdout } = await runMain(['doctor', '--offline', '--json'], { home });
      return (JSON.parse(stdout) as { findings: { check: string }[] }).findings.find(({ check }) => check === 'feed');
    };
    expect(await finding()).toMatchObject({ verdict: 'ok', says: `${path} can be written` });
    configure('feed: nowhere/feed.atom');
    expect(await finding()).toMatchObject({
      verdict: 'wrong',
      says: `${join(home, 'nowhere/feed.atom')} can't be written: there is no folder ${join(home, 'nowhere')}`,
    });
  });
});

test('the feed of a further digest is its own: it has not that of the first', async () => {
  configure(
    'feed: feed.atom',
    'digests:\n  sunday: { to: robin@example.org, feed: ~/sunday.atom }\n  other: { empty: send }\n',
  );
  const get = async (key: string): Promise<string> => (await runMain(['config', 'get', key], { home })).stdout.trim();
  expect(await get('digest.feed')).toBe(path);
  expect(await get('digests.sunday.feed')).toBe(join(home, 'sunday.atom'));
  expect(await get('digests.other.feed')).toBe('');
  const { stdout } = await runMain(['config', 'unset', 'digests.sunday.feed'], { home });
  expect(stdout).toContain('by default it is (nothing)');
});
