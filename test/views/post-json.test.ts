// The shape of `today --json` is a promise: each kind of tweet once, exactly as the README documents it.

import { beforeAll, describe, expect, test } from 'vitest';
import { FIXTURES, zipFixture } from '../support/archives.ts';
import { homeWith, jsonOf } from '../support/main.ts';

interface Day {
  years: { posts: { id: string }[] }[];
}

let day: Day;
let dateOnly: Day;

/** As people would look at it, and in a zone whose dates are not UTC's. */
const OPTIONS = ['on', '2026-11-22', '--retweets', '--time-zone', 'Europe/Paris'];

beforeAll(async () => {
  day = await dayIn(await homeWith(...(await Promise.all(FIXTURES.map((name) => zipFixture(name))))));
  dateOnly = await dayIn(await homeWith(await zipFixture('grailbird-2016')));
});

/** With `<home>` for the home folder, in which the photos' files are. */
async function dayIn(home: string): Promise<Day> {
  const printed = JSON.stringify(await jsonOf(OPTIONS, { home }));
  return JSON.parse(printed.replaceAll(home, '<home>')) as Day;
}

function tweet(id: string, from = day): unknown {
  const found = from.years.flatMap(({ posts: tweets }) => tweets).find((candidate) => candidate.id === id);
  if (!found) throw new Error(`tweet ${id} is not in the day`);
  return found;
}

describe('a tweet in JSON', () => {
  test('is a post with its photos', () => {
    expect(tweet('1330489943771844675')).toMatchInlineSnapshot(`
      {
        "account": "wren_writes",
        "audience": "public",
        "circle": false,
        "client": "Twitter for Android",
        "dateOnly": false,
        "edited": false,
        "id": "1330489943771844675",
        "kind": "post",
        "lang": "en",
        "likes": 15,
        "localTime": "2020-11-22T13:34:56+01:00",
        "media": [
          {
            "alt": null,
            "duration": null,
            "file": "<home>/memories-media/1330489943771844675-EnMorningFence01.jpg",
            "height": 900,
            "type": "photo",
            "url": "https://pbs.twimg.com/media/EnMorningFence01.jpg",
            "width": 1200,
          },
          {
            "alt": null,
            "duration": null,
            "file": "<home>/memories-media/1330489943771844675-EnEveningFence02.png",
            "height": 640,
            "type": "photo",
            "url": "https://pbs.twimg.com/media/EnEveningFence02.png",
            "width": 640,
          },
        ],
        "network": "twitter",
        "place": null,
        "poll": null,
        "postedAt": "2020-11-22T12:34:56.000Z",
        "quoted": null,
        "replyTo": null,
        "retweets": 1,
        "sensitive": false,
        "spans": [],
        "styles": [],
        "text": "Morning and evening, same fence. No filter > all filters",
        "thread": null,
        "truncated": false,
        "url": "https://x.com/wren_writes/status/1330489943771844675",
        "warning": null,
      }
    `);
  });

  test('is a reply', () => {
    expect(tweet('933414610977951795')).toMatchInlineSnapshot(`
      {
        "account": "wren_writes",
        "audience": "public",
        "circle": false,
        "client": "Twitter Web Client",
        "dateOnly": false,
        "edited": false,
        "id": "933414610977951795",
        "kind": "reply",
        "lang": "en",
        "likes": 1,
        "localTime": "2017-11-22T20:19:19+01:00",
        "media": [],
        "network": "twitter",
        "place": null,
        "poll": null,
        "postedAt": "2017-11-22T19:19:19.000Z",
        "quoted": null,
        "replyTo": {
          "account": "old_heron",
          "id": "933404712760247073",
          "url": "https://x.com/old_heron/status/933404712760247073",
        },
        "retweets": 0,
        "sensitive": false,
        "spans": [
          {
            "end": 10,
            "start": 0,
            "type": "mention",
            "url": "https://x.com/old_heron",
          },
          {
            "end": 159,
            "start": 147,
            "type": "mention",
            "url": "https://x.com/marsh_light",
          },
        ],
        "styles": [],
        "text": "@old_heron I still have the list you wrote for me: three places to sit, two to avoid after rain, and the one bench from which you can see the sea. @marsh_light asks whether the bench survived. I went to look, and it did, but somebody carved a gull into it.",
        "thread": null,
        "truncated": false,
        "url": "https://x.com/wren_writes/status/933414610977951795",
        "warning": null,
      }
    `);
  });

  test('is a part of a thread', () => {
    expect(tweet('801154072651501617')).toMatchInlineSnapshot(`
      {
        "account": "wren_writes",
        "audience": "public",
        "circle": false,
        "client": "Twitter Web Client",
        "dateOnly": false,
        "edited": false,
        "id": "801154072651501617",
        "kind": "thread",
        "lang": "en",
        "likes": 8,
        "localTime": "2016-11-22T21:03:10+01:00",
        "media": [],
        "network": "twitter",
        "place": null,
        "poll": null,
        "postedAt": "2016-11-22T20:03:10.000Z",
        "quoted": null,
        "replyTo": {
          "account": "wren_writes",
          "id": "801153652801671215",
          "url": "https://x.com/wren_writes/status/801153652801671215",
        },
        "retweets": 1,
        "sensitive": false,
        "spans": [
          {
            "end": 76,
            "start": 37,
            "type": "link",
            "url": "https://example.com/wet?boots=2&socks=0",
          },
        ],
        "styles": [],
        "text": "3/3 There is no 3. You will get wet. https://example.com/wet?boots=2&socks=0",
        "thread": {
          "id": "801153274894880813",
          "size": 3,
        },
        "truncated": false,
        "url": "https://x.com/wren_writes/status/801154072651501617",
        "warning": null,
      }
    `);
  });

  test('is a quote', () => {
    expect(tweet('1727283534722240595')).toMatchInlineSnapshot(`
      {
        "account": "wren_writes",
        "audience": "public",
        "circle": false,
        "client": "Twitter Web App",
        "dateOnly": false,
        "edited": false,
        "id": "1727283534722240595",
        "kind": "quote",
        "lang": "en",
        "likes": 6,
        "localTime": "2023-11-22T12:11:00+01:00",
        "media": [],
        "network": "twitter",
        "place": null,
        "poll": null,
        "postedAt": "2023-11-22T11:11:00.000Z",
        "quoted": {
          "account": "otter_eats",
          "id": "1727265666102199285",
          "url": "https://x.com/otter_eats/status/1727265666102199285",
        },
        "replyTo": null,
        "retweets": 1,
        "sensitive": false,
        "spans": [
          {
            "end": 59,
            "start": 35,
            "type": "link",
            "url": "https://example.com/soup",
          },
          {
            "end": 123,
            "start": 72,
            "type": "link",
            "url": "https://x.com/otter_eats/status/1727265666102199285",
          },
        ],
        "styles": [],
        "text": "Worth your whole lunch break, with https://example.com/soup on the side https://x.com/otter_eats/status/1727265666102199285",
        "thread": null,
        "truncated": false,
        "url": "https://x.com/wren_writes/status/1727283534722240595",
        "warning": null,
      }
    `);
  });

  test('is a retweet', () => {
    expect(tweet('6614155867983887')).toMatchInlineSnapshot(`
      {
        "account": "wren_writes",
        "audience": "public",
        "circle": false,
        "client": "Twitter Web Client",
        "dateOnly": false,
        "edited": false,
        "id": "6614155867983887",
        "kind": "retweet",
        "lang": "en",
        "likes": 0,
        "localTime": "2010-11-22T08:45:12+01:00",
        "media": [],
        "network": "twitter",
        "place": null,
        "poll": null,
        "postedAt": "2010-11-22T07:45:12.000Z",
        "quoted": null,
        "replyTo": null,
        "retweets": 0,
        "sensitive": false,
        "spans": [
          {
            "end": 15,
            "start": 3,
            "type": "mention",
            "url": "https://x.com/marsh_light",
          },
        ],
        "styles": [],
        "text": "RT @marsh_light: low tide at seven <- so good that I went twice",
        "thread": null,
        "truncated": false,
        "url": "https://x.com/wren_writes/status/6614155867983887",
        "warning": null,
      }
    `);
  });

  test('has a bare date where the time is not known', () => {
    expect(tweet('5951207344', dateOnly)).toMatchInlineSnapshot(`
      {
        "account": "wren_writes",
        "audience": "public",
        "circle": false,
        "client": "Twitter Web Client",
        "dateOnly": true,
        "edited": false,
        "id": "5951207344",
        "kind": "post",
        "lang": null,
        "likes": null,
        "localTime": "2009-11-22",
        "media": [],
        "network": "twitter",
        "place": null,
        "poll": null,
        "postedAt": "2009-11-22",
        "quoted": null,
        "replyTo": null,
        "retweets": null,
        "sensitive": false,
        "spans": [],
        "styles": [],
        "text": "Grandma's "quick" pie: four hours … it’s worth it",
        "thread": null,
        "truncated": false,
        "url": "https://x.com/wren_writes/status/5951207344",
        "warning": null,
      }
    `);
  });

  test('says that it was edited', () => {
    expect(tweet('1595039940956131405')).toMatchObject({ edited: true });
    expect(tweet('1595150205139816529')).toMatchObject({ edited: false });
  });

  test('says that only the circle saw it', () => {
    expect(tweet('1595150205139816529')).toMatchObject({ circle: true });
    expect(tweet('1595039940956131405')).toMatchObject({ circle: false });
  });

  test('says that its media are sensitive', () => {
    expect(tweet('1462707426435272777')).toMatchObject({ sensitive: true, media: [{ type: 'photo' }] });
  });

  test('names the best file of a video', () => {
    expect(tweet('1727394010756026455')).toMatchObject({
      media: [{ type: 'video', url: expect.stringContaining('/best_bay.mp4') as string, duration: 12_345 }],
    });
  });
});

test('a retweet that the archive cut says so', async () => {
  const cut = await dayIn(await homeWith(await zipFixture('data-2024')));
  expect(tweet('403947021083349027', cut)).toMatchObject({
    kind: 'retweet',
    truncated: true,
    text: expect.stringMatching(/…$/) as string,
  });
  expect(tweet('403947021083349027')).toMatchObject({ kind: 'retweet', truncated: false });
});

test('a long tweet is whole', () => {
  expect(tweet('1860035540074631261')).toMatchObject({
    truncated: false,
    text: expect.stringMatching(/recipe$/) as string,
  });
});

test('offsets of spans count UTF-16 code units, also behind emoji', () => {
  const found = tweet('1065517272640000055') as { text: string; spans: { type: string; start: number; end: number }[] };
  expect(found.spans.map(({ type, start, end }) => [type, found.text.slice(start, end)])).toEqual([
    ['link', 'https://example.com/tides?day=22&month=11'],
    ['hashtag', '#saltmarsh'],
    ['mention', '@marsh_light'],
  ]);
});

test('around the tweets stand the date, the zone, the years and what was left out', async () => {
  const home = await homeWith(await zipFixture('data-2024'));
  const whole = (await jsonOf(['on', '2009-11-22'], { home, systemTimeZone: 'Europe/Paris' })) as Day;
  const years = whole.years.map((year) => ({ ...year, posts: year.posts.map(({ id }) => id) }));
  expect({ ...whole, years }).toMatchInlineSnapshot(`
    {
      "date": "2009-11-22",
      "leftOut": {
        "hidden": 0,
        "replies": 0,
        "retweets": 0,
      },
      "shown": 2,
      "timeZone": "Europe/Paris",
      "years": [
        {
          "posts": [
            "1017204488",
          ],
          "year": 2008,
          "yearsAgo": 1,
        },
        {
          "posts": [
            "435512032",
          ],
          "year": 2007,
          "yearsAgo": 2,
        },
      ],
    }
  `);
});

test('local times carry the offset that the zone had then', async () => {
  const home = await homeWith(await zipFixture('data-2024'), await zipFixture('root-2020'));
  const june = (await jsonOf(['on', '2026-06-15', '--time-zone', 'Europe/Paris'], { home })) as Day;
  expect(tweet('1139837492816515129', june)).toMatchObject({
    postedAt: '2019-06-15T10:10:10.000Z',
    localTime: '2019-06-15T12:10:10+02:00',
  });
});
