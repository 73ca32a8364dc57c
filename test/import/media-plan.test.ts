// Media of archives in which a file's name doesn't say whose it is.

import { expect, test } from 'vitest';
import { internalId } from '../../src/archive/network/ids.ts';
import type { MediaLayout } from '../../src/archive/network/format.ts';
import type { MediaEntry } from '../../src/archive/media.ts';
import { MediaPlan } from '../../src/import/media-plan.ts';
import { filledLibrary } from '../support/filled.ts';
import { photo } from '../support/memory.ts';
import { tempFolder } from '../support/temp.ts';

const { library, fill } = filledLibrary();
const PATH = 'media_attachments/files/1/original/abc.jpeg';

const layout: MediaLayout = {
  mediumAt: () => null,
  postIdIn: () => null,
  pathOf: ({ url }) => /media_attachments\/.*/.exec(url)?.[0] ?? null,
};

function entry(path: string): MediaEntry {
  const read = async function* (): AsyncGenerator<Buffer> {
    yield await Promise.resolve(Buffer.from('photo'));
  };
  return { name: path.replace(/^.*\//, ''), path, entry: { size: 5, modifiedAt: 0, read } };
}

test('are copied once for each post that has them, under its id', () => {
  const [one, other] = ['1', '2'].map((id) => internalId('mastodon', 'wren@example.social', id)) as [string, string];
  const media = [photo({ url: `https://example.social/system/${PATH}` })];
  fill([one, other].map((id) => ({ id, networkId: id, at: '2023-11-22T08:00:00Z', by: 'wren@example.social', media })));
  const wanted = { db: library.db, folder: tempFolder(), mode: 'photos', postIds: [one, other] } as const;
  const plan = new MediaPlan(wanted, layout);
  plan.add(entry('media_attachments/files/2/original/abc.jpeg'));
  expect([plan.entries, plan.countAbsent()]).toEqual([[], { present: 0, missing: 2 }]);
  plan.add(entry(PATH));
  expect(plan.entries.map(({ name, path }) => [name, path])).toEqual([
    [`${one}-abc.jpeg`, PATH],
    [`${other}-abc.jpeg`, PATH],
  ]);
  expect(plan.countAbsent()).toEqual({ present: 0, missing: 0 });
});
