// Where tweets were written: to be searched for, shown and exported.

import { describe, expect, test } from 'vitest';
import { archiveWith, homeWith, jsonOf, runMain, type MainOptions } from '../support/main.ts';

const AT = ['2019-11-22T08:00:00Z', '2019-11-22T09:00:00Z', '2019-11-22T10:00:00Z', '2019-11-22T11:00:00Z'];
const geo = { coordinates: ['53.3127', '5.4402'] };
const place = { full_name: 'Terschelling, Fryslân', country: 'The Netherlands' };

interface Found {
  readonly posts: readonly { readonly id: string; readonly text: string }[];
}

async function found(args: readonly string[], options: MainOptions): Promise<string[]> {
  const { posts: tweets } = (await jsonOf(['search', ...args], options)) as Found;
  return tweets.map(({ text }) => text);
}

async function exported(options: MainOptions): Promise<Found> {
  return JSON.parse((await runMain(['export', '--format', 'json'], options)).stdout) as Found;
}

async function home(): Promise<string> {
  const [first = '', second = '', third = '', fourth = ''] = AT;
  return homeWith(
    await archiveWith([
      { at: first, text: 'nowhere' },
      { at: second, text: 'at a point', geo },
      { at: third, text: 'in a place', place },
      { at: fourth, text: 'at both', geo, place },
    ]),
  );
}

describe('the place of a tweet', () => {
  test('is searched for with has:place', async () => {
    const options = { home: await home() };
    expect(await found(['has:place', '--sort', 'oldest'], options)).toEqual(['at a point', 'in a place', 'at both']);
    expect(await found(['-has:place'], options)).toEqual(['nowhere']);
  });

  test('is in JSON and in a table', async () => {
    const options = { home: await home() };
    const name = 'Terschelling, Fryslân';
    const [latitude, longitude] = [53.3127, 5.4402];
    expect(await exported(options)).toMatchObject({
      posts: [
        { place: null },
        { place: { name: null, latitude, longitude } },
        { place: { name, latitude: null, longitude: null } },
        { place: { name, latitude, longitude } },
      ],
    });
    const { stdout } = await runMain(['export', '--format', 'csv'], options);
    const [head = '', ...rows] = stdout.split('\r\n');
    expect(head).toContain('client,place,latitude,longitude,url');
    expect(rows[3]).toContain('"Terschelling, Fryslân",53.3127,5.4402,https://x.com/');
  });

  test('is shown with all that is known of a tweet', async () => {
    const options = { home: await home() };
    const { posts: tweets } = await exported(options);
    const shown = await Promise.all(tweets.map(async ({ id }) => (await runMain(['show', id], options)).stdout));
    expect(shown.map((text) => /^place +(.*)$/m.exec(text)?.[1])).toEqual([
      undefined,
      '53.3127, 5.4402',
      'Terschelling, Fryslân',
      'Terschelling, Fryslân (53.3127, 5.4402)',
    ]);
  });
});

test('what is only the beginning of a name or tag, or stands in an address, is not found by its sign', async () => {
  const drafts = [
    { at: AT[0] ?? '', text: 'RT @otter_eats: found by @kh…' },
    { at: AT[1] ?? '', text: 'RT @otter_eats: all of #Au ...' },
    { at: AT[2] ?? '', text: 'see http://example.com/#soup' },
    { at: AT[3] ?? '', text: 'soup with @kh and #Au, at length, in #soup ...' },
  ];
  const options = { home: await homeWith(await archiveWith(drafts)) };
  for (const word of ['@kh', '#Au', '#soup']) {
    expect(await found([word, '--retweets'], options), word).toEqual([drafts[3]?.text]);
  }
  await runMain(['hide', '--user', 'kh'], options);
  expect(await found(['found', '--retweets'], options)).toEqual(['RT @otter_eats: found by @kh…']);
});
