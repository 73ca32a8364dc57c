// What every tweet of test/fixtures/archives means: the table of its README.md, for programs.

import type { Post } from '../../../src/post/post.ts';
import type { FixtureName } from '../../support/archives.ts';
import { TWITTER_LACKS } from '../../support/tweets.ts';

/** The README's short names. */
export const SHORT = {
  G1: 'grailbird-2013',
  G2: 'grailbird-2016',
  Y1: 'root-2018',
  Y2: 'root-2020',
  Y3: 'data-2020',
  Y4: 'data-2024',
} as const satisfies Record<string, FixtureName>;

export type Short = keyof typeof SHORT;

type ReplyTo = Pick<Post, 'replyToId' | 'replyToUserId' | 'replyToHandle'>;

interface Row {
  /** UTC; a bare date where the archive lost the time. */
  at: string;
  text: string;
  /** What the spans cover, in order. */
  spans?: readonly string[];
  kind?: Post['kind'];
  extent?: Post['extent'];
  reply?: ReplyTo;
  quoted?: Pick<Post, 'quotedId' | 'quotedHandle'>;
  media?: Post['media'];
  editOf?: string;
  circle?: true;
  communityId?: string;
  sensitive?: true;
  place?: Pick<Post, 'latitude' | 'longitude'>;
  /** Where the archive has languages at all: those since 2018. Else English. */
  lang?: string;
  client: string;
}

interface FixtureTweet extends Row {
  id: string;
  /** The archives that have it. */
  in: string;
  /** Likes and retweets, in the archives that count. */
  counts?: { readonly [S in Short]?: readonly [number, number] };
  /** What is different in some of the archives. */
  but?: { readonly [S in Short]?: Partial<Row> };
}

/** What an archive's tweets should be, by id, with the texts that their spans cover. */
export function expectedIn(short: Short): Map<string, { tweet: Omit<Post, 'spans'>; spans: readonly string[] }> {
  const own = TWEETS.filter((tweet) => tweet.in.split(' ').includes(short));
  return new Map(own.map((tweet) => [tweet.id, expected(tweet, short)]));
}

function expected(tweet: FixtureTweet, short: Short): { tweet: Omit<Post, 'spans'>; spans: readonly string[] } {
  const row: Row = { ...tweet, ...tweet.but?.[short] };
  const [likes, retweets] = tweet.counts?.[short] ?? [null, null];
  return {
    spans: row.spans ?? [],
    tweet: {
      id: tweet.id,
      postedAt: Date.parse(row.at.length === 10 ? row.at : `${row.at.replace(' ', 'T')}Z`),
      dateOnly: row.at.length === 10,
      kind: row.kind ?? 'post',
      text: row.text,
      extent: row.extent ?? 'whole',
      media: row.media ?? [],
      likes,
      retweets,
      ...(row.reply ?? replyTo(null, null, null)),
      ...(row.quoted ?? { quotedId: null, quotedHandle: null }),
      editOf: row.editOf ?? null,
      audience: row.circle === true ? 'circle' : 'public',
      ...TWITTER_LACKS,
      communityId: row.communityId ?? null,
      sensitive: row.sensitive ?? false,
      lang: short.startsWith('G') ? null : (row.lang ?? 'en'),
      client: row.client,
      ...(row.place ?? { latitude: null, longitude: null }),
      place: null,
      styles: [],
    },
  };
}

function replyTo(replyToId: string | null, replyToUserId: string | null, replyToHandle: string | null): ReplyTo {
  return { replyToId, replyToUserId, replyToHandle };
}

const TWEETS: readonly FixtureTweet[] = [
  {
    id: '435512032',
    in: 'G1 G2 Y4',
    at: '2007-11-22 08:15:42',
    text: 'First frost on the reeds. Nothing moves but the heron.',
    client: 'web',
    counts: { Y4: [0, 0] },
    but: { G2: { at: '2007-11-22' }, Y4: { client: 'Twitter Web Client' } },
  },
  {
    id: '766103221',
    in: 'G1 G2',
    at: '2008-02-29 14:30:05',
    text: 'Leap day walk, boots full of water.',
    client: 'web',
    but: { G2: { at: '2008-02-29' } },
  },
  {
    id: '1017204488',
    in: 'G1 G2 Y1 Y3 Y4',
    at: '2008-11-22 21:05:10',
    text: 'Reading http://example.com/tides/2008 again, thanks @marsh_light',
    spans: ['http://example.com/tides/2008', '@marsh_light'],
    client: 'Twitter Web Client',
    counts: { Y1: [1, 0], Y3: [1, 0], Y4: [2, 0] },
    but: { G1: { client: 'web' }, G2: { at: '2008-11-22', client: 'web' } },
  },
  {
    id: '5951207344',
    in: 'G1 G2',
    at: '2009-11-22 02:20:11',
    text: 'Grandma\'s "quick" pie: four hours … it’s worth it',
    client: 'Twitter Web Client',
    but: { G2: { at: '2009-11-22' } },
  },
  {
    id: '7231406655',
    in: 'G1 G2',
    at: '2009-12-31 23:58:30',
    text: 'Counting down with @otter_eats and far too much soup',
    spans: ['@otter_eats'],
    client: 'Twitter Web Client',
    but: { G2: { at: '2010-01-01' } },
  },
  {
    id: '9780115522',
    in: 'G1 G2',
    at: '2010-02-28 12:10:00',
    text: 'Feeding the ducks & the gulls <3\nBread is bad for them, peas are better.',
    client: 'Twitter Web Client',
    but: { G2: { at: '2010-02-28' } },
  },
  {
    id: '6614155867983887',
    in: 'G1 G2 Y1',
    at: '2010-11-22 07:45:12',
    text: 'RT @marsh_light: low tide at seven <- so good that I went twice',
    spans: ['@marsh_light'],
    kind: 'retweet',
    client: 'Twitter Web Client',
    counts: { Y1: [0, 0] },
  },
  {
    id: '138918001213706257',
    in: 'G1 G2 Y1 Y2 Y3',
    at: '2011-11-22 09:53:27',
    text: 'The marsh map is online: http://example.org/marsh/map/of/every/path thanks @otter_eats',
    spans: ['http://example.org/marsh/map/of/every/path', '@otter_eats'],
    client: 'Twitter Web Client',
    counts: { Y1: [3, 0], Y2: [4, 1], Y3: [5, 1] },
  },
  {
    id: '153261658637078547',
    in: 'G1',
    at: '2011-12-31 23:50:01',
    text: 'Fireworks over the mud flats, seen from here',
    place: { latitude: 53.3127, longitude: 5.4402 },
    client: 'Twitter for iPhone',
  },
  {
    id: '174647573062094869',
    in: 'G1 G2 Y1 Y2',
    at: '2012-02-29 00:10:00',
    text: '@otter_eats yes, leap day again',
    spans: ['@otter_eats'],
    kind: 'reply',
    reply: replyTo('174643836482486349', '5151', 'otter_eats'),
    client: 'Twitter for iPhone',
    counts: { Y1: [0, 0], Y2: [1, 0] },
  },
  {
    id: '271571522647232535',
    in: 'G1 Y1',
    at: '2012-11-22 11:11:11',
    text: 'Crème brûlée at the café — twice',
    lang: 'fr',
    client: 'Twitter for iPhone',
    counts: { Y1: [2, 0] },
  },
  {
    id: '271619179138781209',
    in: 'G1',
    at: '2012-11-22 14:20:33',
    text: 'Reed bunting on the fence, & not alone',
    media: [
      {
        type: 'photo',
        url: 'https://pbs.twimg.com/media/A1reedbunting.jpg',
        alt: null,
        width: 800,
        height: 600,
        duration: null,
      },
    ],
    client: 'Twitter for iPhone',
  },
  {
    id: '271748646809112603',
    in: 'G1',
    at: '2012-11-22 22:55:00',
    text: 'RT @marsh_light: Low water at noon, high water at six, and in between the whole bay is a street. Bring boots http://example.com/boots and be back by four',
    spans: ['@marsh_light', 'http://example.com/boots'],
    kind: 'retweet',
    client: 'Twitter Web Client',
  },
  {
    id: '285898088353107997',
    in: 'G1 G2 Y1',
    at: '2012-12-31 23:59:50',
    text: 'Last tweet of the year 😀 happy new year @otter_eats',
    spans: ['@otter_eats'],
    client: 'Twitter for iPhone',
    counts: { Y1: [1, 0] },
  },
  {
    id: '307067618781564959',
    in: 'G1 Y1',
    at: '2013-02-28 10:00:00',
    text: '@marsh_light morning! Is the path dry?',
    spans: ['@marsh_light'],
    kind: 'reply',
    reply: replyTo(null, '6262', 'marsh_light'),
    client: 'Twitter Web Client',
    counts: { Y1: [0, 0] },
  },
  {
    id: '403772333677875233',
    in: 'G2 Y3 Y4',
    at: '2013-11-22 06:30:00',
    text: 'Fog so thick that the ferry rang its bell',
    client: 'Twitter for Android',
    counts: { Y3: [4, 0], Y4: [4, 0] },
  },
  {
    id: '403947021083349027',
    in: 'G2 Y1 Y4',
    at: '2013-11-22 18:04:09',
    text: 'RT @marsh_light: Seven things from a year of counting birds http://example.org/birds/seven-things: start early, bring tea, write it down, never trust a gull…',
    spans: ['@marsh_light', 'http://example.org/birds/seven-things'],
    kind: 'retweet',
    extent: 'cut',
    client: 'Twitter for Android',
    counts: { Y1: [0, 0], Y4: [0, 0] },
    but: {
      G2: {
        text: 'RT @marsh_light: Seven things from a year of counting birds http://example.org/birds/seven-things: start early, bring tea, write it down, never trust a gull, then forgive it.',
        extent: 'whole',
      },
    },
  },
  {
    id: '668468987406848037',
    in: 'G2 Y1',
    at: '2015-11-22 16:40:00',
    text: 'This, every single autumn: https://twitter.com/marsh_light/status/668081431376822885',
    spans: ['https://twitter.com/marsh_light/status/668081431376822885'],
    kind: 'quote',
    quoted: { quotedId: '668081431376822885', quotedHandle: 'marsh_light' },
    client: 'Twitter for Android',
    counts: { Y1: [6, 2] },
  },
  {
    id: '668557253523017767',
    in: 'G2 Y1 Y3',
    at: '2015-11-22 22:30:45',
    text: '今日は霧の中を散歩した。静かでいい日 #霧 https://example.com/kiri',
    spans: ['#霧', 'https://example.com/kiri'],
    lang: 'ja',
    client: 'Twitter for Android',
    counts: { Y1: [2, 0], Y3: [3, 0] },
  },
  {
    id: '704293344531976233',
    in: 'G2',
    at: '2016-02-29 13:13:13',
    text: 'Second leap day here & still no boots that keep dry',
    client: 'Twitter for Android',
  },
  {
    id: '800928063440293931',
    in: 'G2',
    at: '2016-11-22 05:05:05',
    text: '{"birds": 3} is what my notebook <b> looks like today',
    client: 'Twitter Web Client',
  },
  {
    id: '801153274894880813',
    in: 'G2 Y1 Y2 Y3',
    at: '2016-11-22 20:00:00',
    text: '1/3 How to cross the bay without getting wet. Ask @tide_table first.',
    spans: ['@tide_table'],
    client: 'Twitter Web Client',
    counts: { Y1: [9, 3], Y2: [10, 3], Y3: [11, 3] },
  },
  {
    id: '801153652801671215',
    in: 'G2 Y1 Y2 Y3',
    at: '2016-11-22 20:01:30',
    text: '2/3 Leave two hours before low water. Not one hour. Two.',
    kind: 'thread',
    reply: replyTo('801153274894880813', '4242', 'wren_writes'),
    client: 'Twitter Web Client',
    counts: { Y1: [4, 0], Y2: [4, 0], Y3: [4, 0] },
  },
  {
    id: '801154072651501617',
    in: 'G2 Y1 Y2 Y3',
    at: '2016-11-22 20:03:10',
    text: '3/3 There is no 3. You will get wet. https://example.com/wet?boots=2&socks=0',
    spans: ['https://example.com/wet?boots=2&socks=0'],
    kind: 'thread',
    reply: replyTo('801153652801671215', '4242', 'wren_writes'),
    client: 'Twitter Web Client',
    counts: { Y1: [7, 1], Y2: [7, 1], Y3: [8, 1] },
  },
  {
    id: '933414610977951795',
    in: 'Y1 Y2 Y3 Y4',
    at: '2017-11-22 19:19:19',
    text: '@old_heron I still have the list you wrote for me: three places to sit, two to avoid after rain, and the one bench from which you can see the sea. @marsh_light asks whether the bench survived. I went to look, and it did, but somebody carved a gull into it.',
    spans: ['@old_heron', '@marsh_light'],
    kind: 'reply',
    reply: replyTo('933404712760247073', '8484', 'old_heron'),
    client: 'Twitter Web Client',
    counts: { Y1: [2, 0], Y2: [2, 0], Y3: [1, 0], Y4: [1, 0] },
    but: {
      Y3: { reply: replyTo('933404712760247073', '8484', null) },
      Y4: { reply: replyTo('933404712760247073', '8484', null) },
    },
  },
  {
    id: '968772763206553653',
    in: 'Y1 Y2',
    at: '2018-02-28 09:00:00',
    text: '007',
    lang: 'und',
    client: 'Twitter for Android',
    counts: { Y1: [1, 0], Y2: [1, 0] },
  },
  {
    id: '1065517272640000055',
    in: 'Y1 Y2 Y3 Y4',
    at: '2018-11-22 08:08:08',
    text: '🌊🌊 high tide & low light https://example.com/tides?day=22&month=11 #saltmarsh with @marsh_light 🦦',
    spans: ['https://example.com/tides?day=22&month=11', '#saltmarsh', '@marsh_light'],
    client: 'Twitter for Android',
    counts: { Y1: [5, 1], Y2: [6, 1], Y3: [7, 2], Y4: [7, 2] },
  },
  {
    id: '1139837492816515129',
    in: 'Y2 Y3',
    at: '2019-06-15 10:10:10',
    text: 'In HTML you write &lt; for < and &amp;lt; to talk about it. https://example.org/html',
    spans: ['https://example.org/html'],
    client: 'Twitter Web App',
    counts: { Y2: [0, 0], Y3: [1, 0] },
  },
  {
    id: '1197922773549191227',
    in: 'Y2 Y3',
    at: '2019-11-22 17:00:20',
    text: 'صباح الخير من المستنقع 🌾 #طيور https://example.org/birds/ar',
    spans: ['#طيور', 'https://example.org/birds/ar'],
    lang: 'ar',
    client: 'Twitter for Android',
    counts: { Y2: [2, 0], Y3: [2, 1] },
  },
  {
    id: '1197988460594466877',
    in: 'Y2 Y3',
    at: '2019-11-22 21:21:21',
    text: 'An address that nobody kept: https://t.co/N0b0dyKept',
    spans: ['https://t.co/N0b0dyKept'],
    client: 'Twitter for Android',
    counts: { Y2: [0, 0], Y3: [0, 0] },
  },
  {
    id: '1212161506087538751',
    in: 'Y2 Y3',
    at: '2019-12-31 23:59:58',
    text: 'RT @tide_table: Tomorrow is the first tide of the year, and it is a small one. Stay in bed, make soup, read the new table here: …',
    spans: ['@tide_table'],
    kind: 'retweet',
    extent: 'cut',
    client: 'Twitter for Android',
    counts: { Y2: [0, 0], Y3: [0, 0] },
  },
  {
    id: '1233901010993287233',
    in: 'Y2 Y3',
    at: '2020-02-29 23:45:00',
    text: 'Third leap day on this account. See you in 2024!',
    client: 'Twitter for Android',
    counts: { Y2: [3, 0], Y3: [3, 0] },
  },
  {
    id: '1330489943771844675',
    in: 'Y3 Y4',
    at: '2020-11-22 12:34:56',
    text: 'Morning and evening, same fence. No filter > all filters',
    media: [
      {
        type: 'photo',
        url: 'https://pbs.twimg.com/media/EnMorningFence01.jpg',
        alt: null,
        width: 1200,
        height: 900,
        duration: null,
      },
      {
        type: 'photo',
        url: 'https://pbs.twimg.com/media/EnEveningFence02.png',
        alt: null,
        width: 640,
        height: 640,
        duration: null,
      },
    ],
    client: 'Twitter for Android',
    counts: { Y3: [12, 1], Y4: [15, 1] },
  },
  {
    id: '1330530287083327557',
    in: 'Y3',
    at: '2020-11-22 15:15:15',
    text: 'Standing right here: <mud> up to the knee',
    place: { latitude: 53.3127, longitude: 5.4402 },
    client: 'Twitter for Android',
    counts: { Y3: [2, 0] },
  },
  {
    id: '1344795483561791559',
    in: 'Y4',
    at: '2021-01-01 00:00:03',
    text: 'Midnight, soup in the pot, 2021 can wait outside',
    client: 'Twitter for Android',
    counts: { Y4: [3, 0] },
  },
  {
    id: '1462707426435272777',
    in: 'Y4',
    at: '2021-11-22 09:00:00',
    text: 'A heron with its breakfast. Look away if you are the breakfast.',
    media: [
      {
        type: 'photo',
        url: 'https://pbs.twimg.com/media/FHeronBreakfast3.jpg',
        alt: null,
        width: 1600,
        height: 1200,
        duration: null,
      },
    ],
    sensitive: true,
    client: 'Twitter for Android',
    counts: { Y4: [8, 0] },
  },
  {
    id: '1594996651628433487',
    in: 'Y4',
    at: '2022-11-22 10:10:10',
    text: 'Does anyone here know this moss?',
    communityId: '1490000000000004242',
    client: 'Twitter Web App',
    counts: { Y4: [1, 0] },
  },
  {
    id: '1595039392089509963',
    in: 'Y4',
    at: '2022-11-22 13:00:00',
    text: 'First ice of the winter on the dithc',
    editOf: '1595039392089509963',
    client: 'Twitter Web App',
    counts: { Y4: [1, 0] },
  },
  {
    id: '1595039940956131405',
    in: 'Y4',
    at: '2022-11-22 13:02:10',
    text: 'First ice of the winter on the ditch',
    editOf: '1595039392089509963',
    client: 'Twitter Web App',
    counts: { Y4: [4, 0] },
  },
  {
    id: '1595150205139816529',
    in: 'Y4',
    at: '2022-11-22 20:20:20',
    text: 'Only for you: the soup was from a tin',
    circle: true,
    client: 'Twitter for iPhone',
    counts: { Y4: [2, 0] },
  },
  {
    id: '1727283534722240595',
    in: 'Y4',
    at: '2023-11-22 11:11:00',
    text: 'Worth your whole lunch break, with https://example.com/soup on the side https://x.com/otter_eats/status/1727265666102199285',
    spans: ['https://example.com/soup', 'https://x.com/otter_eats/status/1727265666102199285'],
    kind: 'quote',
    quoted: { quotedId: '1727265666102199285', quotedHandle: 'otter_eats' },
    client: 'Twitter Web App',
    counts: { Y4: [6, 1] },
  },
  {
    id: '1727326066386669653',
    in: 'Y4',
    at: '2023-11-22 14:00:01',
    text: 'Bread with &buttr; and salt & nothing else',
    client: 'Twitter Web App',
    counts: { Y4: [2, 0] },
  },
  {
    id: '1727394010756026455',
    in: 'Y4',
    at: '2023-11-22 18:30:00',
    text: 'The bay in twelve seconds',
    media: [
      {
        type: 'video',
        url: 'https://video.twimg.com/ext_tw_video/1727393985590202455/pu/vid/1280x720/best_bay.mp4?tag=12',
        alt: null,
        width: 1280,
        height: 720,
        duration: 12345,
      },
    ],
    client: 'Twitter for iPhone',
    counts: { Y4: [20, 4] },
  },
  {
    id: '1763083202353696857',
    in: 'Y4',
    at: '2024-02-29 06:06:06',
    text: 'Leap day: the boots are dry & I am happy #day29',
    spans: ['#day29'],
    client: 'Twitter for iPhone',
    counts: { Y4: [9, 0] },
  },
  {
    id: '1859854324625051739',
    in: 'Y4',
    at: '2024-11-22 07:00:00',
    text: 'Otter',
    media: [
      {
        type: 'gif',
        url: 'https://video.twimg.com/tweet_video/GOtterRolling01.mp4',
        alt: null,
        width: 498,
        height: 280,
        duration: null,
      },
    ],
    client: 'Twitter for iPhone',
    counts: { Y4: [31, 6] },
  },
  {
    id: '1860035540074631261',
    in: 'Y4',
    at: '2024-11-22 19:00:05',
    text: 'Notes from a day on the flats 🌾 with @marsh_light. The tide table https://example.org/tides/table?year=2024&page=11 says low water at 13:02 & it was right to the minute. If wind < 3 you may walk to the second marker; if wind > 5 stay home & read #tides. We saw nine…',
    spans: ['@marsh_light', 'https://example.org/tides/table?year=2024&page=11', '#tides'],
    media: [
      {
        type: 'photo',
        url: 'https://pbs.twimg.com/media/GNoteFlats000001.jpg',
        alt: null,
        width: 2048,
        height: 1536,
        duration: null,
      },
    ],
    client: 'Twitter for iPhone',
    counts: { Y4: [14, 2] },
  },
  {
    id: '1860035543010644063',
    in: 'Y4',
    at: '2024-11-22 19:00:05',
    text: 'The shoe is a left one, size 38, and it is not mine.',
    kind: 'thread',
    reply: replyTo('1860035540074631261', '4242', 'wren_writes'),
    client: 'Twitter for iPhone',
    counts: { Y4: [5, 0] },
  },
  {
    id: '1860035687714132065',
    in: 'Y4',
    at: '2024-11-22 19:00:40',
    text: 'It is mine.',
    kind: 'thread',
    reply: replyTo('1860035543010644063', '4242', 'wren_writes'),
    client: 'Twitter for iPhone',
    counts: { Y4: [17, 1] },
  },
  {
    id: '1860069495062663267',
    in: 'Y4',
    at: '2024-11-22 21:15:00',
    text: '@marsh_light @otter_eats You asked how we crossed without a boat. The short answer is that we did not, and the long answer is this: we started too late, took the wrong creek, met a man with a dog who said that he had never seen anyone there before, turned…',
    spans: ['@marsh_light', '@otter_eats'],
    kind: 'reply',
    reply: replyTo('1860065214355997873', '6262', 'marsh_light'),
    client: 'Twitter for iPhone',
    counts: { Y4: [3, 0] },
  },
];
