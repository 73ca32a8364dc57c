import { beforeAll, describe, expect, test } from 'vitest';
import { zipFixture } from '../../support/archives.ts';
import { expectedIn, SHORT, type Short } from './fixture-tweets.ts';
import { readArchive, WREN, type Reading } from './reading.ts';

/** The archive of early 2020 has no file of earlier names, and those before 2018 know of none. */
const RENAMED = [{ handle: 'wren_draws', until: Date.UTC(2009, 3, 3, 10) }];
const FORMER_HANDLES: Partial<Record<Short, typeof RENAMED>> = { Y1: RENAMED, Y2: [], Y3: RENAMED, Y4: RENAMED };

const ABOUT: Record<Short, { name: string; timeZone: string | null; generatedAt: string | null }> = {
  G1: { name: '2012', timeZone: null, generatedAt: '2013-03-05T06:07:08.000Z' },
  G2: { name: '2012', timeZone: null, generatedAt: '2016-12-02T06:07:08.000Z' },
  Y1: { name: '2018', timeZone: 'Bern', generatedAt: null },
  Y2: { name: '2018', timeZone: null, generatedAt: null },
  Y3: { name: '2020', timeZone: 'Bern', generatedAt: '2020-12-03T10:11:12.345Z' },
  Y4: { name: '2022', timeZone: null, generatedAt: '2024-12-05T09:08:07.654Z' },
};

describe.each(Object.keys(SHORT) as Short[])('the fixture %s', (short) => {
  let read: Reading;
  const expected = expectedIn(short);

  beforeAll(async () => {
    read = await readArchive(await zipFixture(SHORT[short]));
  });

  test('is known by its generation, its owner, its time zone and when it was made', () => {
    const { owner, timeZone, generatedAt } = read.about;
    expect(owner).toEqual({ ...WREN, formerHandles: FORMER_HANDLES[short] });
    expect({ name: read.format.name, timeZone, generatedAt: iso(generatedAt) }).toEqual(ABOUT[short]);
  });

  test('has exactly the tweets of the table, all readable', () => {
    expect([...read.tweets.keys()].sort()).toEqual([...expected.keys()].sort());
    expect([...read.problems, ...read.about.warnings]).toEqual([]);
  });

  test('has as many tweets as it says itself', () => {
    const counted = [...read.about.expected.values()].reduce((sum, count) => sum + count, 0);
    expect([0, expected.size]).toContain(counted);
    expect(counted === 0).toBe(short === 'Y1' || short === 'Y2');
    for (const path of read.about.expected.keys()) expect(read.contents.posts.map((file) => file.path)).toContain(path);
  });

  test.each([...expected])('has the tweet %s as the table says', (id, { tweet, spans }) => {
    const { spans: found = [], ...rest } = read.tweets.get(id) ?? {};
    expect(rest).toEqual(tweet);
    expect(found.map(({ start, end }) => tweet.text.slice(start, end))).toEqual(spans);
  });

  test('has spans that lead where their text says', () => {
    for (const { text, spans } of read.tweets.values()) {
      for (const { type, start, end, url } of spans) {
        const covered = text.slice(start, end);
        if (type === 'link') expect(url).toBe(covered);
        if (type === 'mention') expect(`@${url ?? ''}`).toBe(covered.replace('@', '@https://x.com/'));
        if (type === 'hashtag') expect([covered[0], url]).toEqual(['#', null]);
      }
    }
  });
});

function iso(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}

describe('the notes of Y4', () => {
  const LONG = 'the recipe for the soup: https://example.com/soup/recipe';

  test('are whole, unescaped, with their own links, names and tags', async () => {
    const { notes } = await readArchive(await zipFixture('data-2024'));
    expect(notes.map(({ id }) => id)).toEqual([
      '1860035539969773659',
      '1727326062402078273',
      '1763083202265616471',
      '1860069494903279713',
    ]);
    const [long, , bold] = notes;
    expect(long?.text).toContain('it was right to the minute. If wind < 3 you may walk to the second marker');
    expect(long?.text.endsWith(LONG)).toBe(true);
    expect(long?.spans.map(({ type, start, end }) => [type, long.text.slice(start, end)])).toEqual([
      ['mention', '@marsh_light'],
      ['link', 'https://example.org/tides/table?year=2024&page=11'],
      ['hashtag', '#tides'],
      ['link', 'https://example.com/soup/recipe'],
    ]);
    expect(bold?.text).toBe('Leap day: the boots are dry & I am happy #day29');
  });

  test('stand beside headers that list the ids of the two tweet files', async () => {
    const { headerIds } = await readArchive(await zipFixture('data-2024'));
    const ids = [...expectedIn('Y4').values()]
      .filter(({ tweet }) => tweet.audience === 'public' && tweet.communityId === null)
      .map(({ tweet }) => tweet.id);
    expect([...headerIds].sort()).toEqual(ids.sort());
  });
});
