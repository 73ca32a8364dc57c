import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Channel } from '../../../src/mail/channel.ts';
import { DeliveryError } from '../../../src/mail/delivery-error.ts';
import type { Digest } from '../../../src/digest/config.ts';
import { dailyAt } from '../../../src/digest/schedule.ts';
import { parseSchedule } from '../../support/schedule.ts';
import { serveDigests, serveOnce } from '../../../src/digest/commands/service.ts';
import type { ServiceJobs } from '../../../src/digest/commands/service-jobs.ts';
import type { ServiceEvent } from '../../../src/digest/commands/service-events.ts';
import type { Feed } from '../../../src/digest/feed/config.ts';
import type { WriteFeed } from '../../../src/digest/feed/schedule.ts';
import { UserError } from '../../../src/platform/errors.ts';
import { openDatabase } from '../../../src/library/database.ts';
import { withYearDigests } from '../../../src/digest/year-digest.ts';
import { tempFolder } from '../../support/temp.ts';

const MINUTE = 60_000;

/** What has arrived: when, whose, and which date's. */
let arrived: string[] = [];
let events: ServiceEvent[] = [];
let path = '';
let stop = new AbortController();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  path = join(tempFolder(), 'memories.db');
  openDatabase(path, { create: true }).close();
  arrived = [];
  events = [];
  stop = new AbortController();
  feeds = { all: [], write: () => Promise.resolve(0) };
});

afterEach(() => {
  vi.useRealTimers();
});

function digest(words: string, timeZone: string, changes: Partial<Digest> = {}): Digest {
  const to = { name: null, address: 'wren@example.org' };
  const schedule = parseSchedule(words, timeZone, changes.every === 'week' ? 'week' : 'day');
  return {
    name: 'digest',
    to,
    from: to,
    replyTo: null,
    by: 'mail',
    schedule,
    timeZone,
    accounts: [],
    empty: 'skip',
    every: 'day',
    maxPhotos: 0,
    yearReview: null,
    isForOne: true,
    ...changes,
  };
}

const TAKES: Channel = {
  name: 'test',
  verify: () => Promise.resolve(),
  deliver: ({ subject }) => {
    arrived.push(`${new Date().toISOString().slice(0, 16)} ${subject}`);
    return Promise.resolve({ response: 'taken' });
  },
};

function refuses(permanent: boolean): Channel {
  const refuse = (): Promise<never> => Promise.reject(new DeliveryError('no', { hint: 'ask', permanent }));
  return { name: 'test', verify: refuse, deliver: refuse };
}

/** What the service writes besides its mails. */
let feeds: { readonly all: readonly Feed[]; readonly write: WriteFeed };

function serve(digests: readonly Digest[], channel: () => Channel = () => TAKES): Promise<void> {
  return serveWith(() => Promise.resolve(jobsWith(digests, channel)));
}

/** As the settings are when it asks. */
function serveWith(read: () => Promise<ServiceJobs>): Promise<void> {
  return serveDigests({
    read,
    owner: 1,
    isAlive: () => true,
    now: () => Date.now(),
    onEvent: (event) => events.push(event),
    signal: stop.signal,
  });
}

function jobsWith(digests: readonly Digest[], channel: () => Channel = () => TAKES): ServiceJobs {
  return {
    digests,
    feeds: feeds.all,
    writeFeed: feeds.write,
    write: ({ digest: { name, every }, date }, missed) => {
      const named = missed.length === 0 ? '' : ` (missed ${missed.map(String).join(' ')})`;
      const about = every === 'year' ? `year ${date.year}` : date.toString();
      const subject = `${name} ${about}${named}`;
      const message = { subject, text: 't', html: 'h', photos: [], list: { id: 'i', name: 'n' }, unsubscribe: null };
      return Promise.resolve({ memories: 1, message });
    },
    channel: () => Promise.resolve(channel()),
    withDatabase: async (use) => {
      const db = openDatabase(path, { create: true });
      try {
        return await use(db);
      } finally {
        db.close();
      }
    },
    checkDatabase: () => Promise.resolve(),
    watch: () => Promise.resolve(false),
    fingerprint: JSON.stringify(digests.map(({ schedule, to }) => [schedule.expression, to.address])),
  };
}

/** Serves from one instant to another, as time goes by. */
async function serveBetween(from: string, to: string, ...args: Parameters<typeof serve>): Promise<void> {
  vi.setSystemTime(Date.parse(from));
  const served = serve(...args);
  await passUntil(to);
  await stopped(served);
}

async function passUntil(to: string): Promise<void> {
  while (Date.now() < Date.parse(to)) await vi.advanceTimersByTimeAsync(Math.min(MINUTE, Date.parse(to) - Date.now()));
}

async function stopped(served: Promise<void>): Promise<void> {
  stop.abort('SIGTERM');
  await vi.advanceTimersByTimeAsync(0);
  await served;
}

describe('a digest goes out', () => {
  test('each day at its hour in its zone', async () => {
    await serveBetween('2026-11-21T06:00:00Z', '2026-11-22T08:00:00Z', [digest('08:00', 'Europe/Berlin')]);
    expect(arrived).toEqual(['2026-11-21T07:00 digest 2026-11-21', '2026-11-22T07:00 digest 2026-11-22']);
  });

  test('once a day across the hour that the clocks skip', async () => {
    await serveBetween('2026-03-29T00:00:00Z', '2026-03-30T01:00:00Z', [digest('02:30', 'Europe/Berlin')]);
    expect(arrived).toEqual(['2026-03-29T01:30 digest 2026-03-29', '2026-03-30T00:30 digest 2026-03-30']);
  });

  test('once a day across the hour that the clocks repeat', async () => {
    await serveBetween('2026-10-25T00:00:00Z', '2026-10-26T02:00:00Z', [digest('02:30', 'Europe/Berlin')]);
    expect(arrived).toEqual(['2026-10-25T00:30 digest 2026-10-25', '2026-10-26T01:30 digest 2026-10-26']);
  });

  test('as soon as the service is back, when it was away at the hour', async () => {
    await serveBetween('2026-11-22T15:20:00Z', '2026-11-22T15:25:00Z', [digest('08:00', 'UTC')]);
    expect(arrived).toEqual(['2026-11-22T15:20 digest 2026-11-22']);
  });

  test('soon after the machine wakes, and names the days that it slept through', async () => {
    vi.setSystemTime(Date.parse('2026-11-18T07:30:00Z'));
    const served = serve([digest('08:00', 'UTC')]);
    await passUntil('2026-11-18T09:00:00Z');
    // A machine asleep runs no timers, and then its clock is much later.
    vi.setSystemTime(Date.parse('2026-11-21T10:00:20Z'));
    await passUntil('2026-11-21T10:03:00Z');
    await stopped(served);
    expect(arrived).toHaveLength(2);
    expect(arrived[1]).toMatch(/^2026-11-21T10:0[012] digest 2026-11-21 \(missed 2026-11-19 2026-11-20\)$/);
  });

  test('once, when the clock is set back by a day and comes there again', async () => {
    vi.setSystemTime(Date.parse('2026-11-21T07:00:00Z'));
    const served = serve([digest('08:00', 'UTC')]);
    await passUntil('2026-11-21T09:00:00Z');
    vi.setSystemTime(Date.parse('2026-11-22T07:30:00Z'));
    await passUntil('2026-11-22T09:00:00Z');
    vi.setSystemTime(Date.parse('2026-11-21T07:00:00Z'));
    await passUntil('2026-11-21T09:00:00Z');
    vi.setSystemTime(Date.parse('2026-11-22T07:30:00Z'));
    await passUntil('2026-11-22T10:00:00Z');
    await stopped(served);
    expect(arrived.map((line) => line.slice(17))).toEqual(['digest 2026-11-21', 'digest 2026-11-22']);
  });

  test.each([
    ['a day ahead', '2026-11-23T07:10:30Z'],
    ['a year ahead', '2027-11-22T07:10:30Z'],
    ['seven years ahead', '2033-11-22T07:10:30Z'],
  ])('in time, when the clock was %s for a minute', async (_how, wrong) => {
    vi.setSystemTime(Date.parse('2026-11-22T07:00:30Z'));
    const served = serve([digest('08:00', 'UTC')]);
    await passUntil('2026-11-22T07:20:00Z');
    vi.setSystemTime(Date.parse(wrong));
    await vi.advanceTimersByTimeAsync(MINUTE);
    vi.setSystemTime(Date.parse('2026-11-22T07:59:30Z'));
    await passUntil('2026-11-22T08:05:00Z');
    await stopped(served);
    expect(arrived.filter((line) => line.endsWith('digest 2026-11-22'))).toHaveLength(1);
    expect(arrived.at(-1)).toMatch(/^2026-11-22T08:0[01] digest 2026-11-22/);
  });

  test('in time, when what failed was to be tried again by a clock that was a year ahead', async () => {
    const channel = (): Channel => (new Date().getUTCFullYear() === 2027 ? refuses(false) : TAKES);
    vi.setSystemTime(Date.parse('2027-11-22T08:00:30Z'));
    const served = serve([digest('08:00', 'UTC')], channel);
    await vi.advanceTimersByTimeAsync(20 * MINUTE);
    vi.setSystemTime(Date.parse('2026-11-22T08:10:30Z'));
    await passUntil('2026-11-22T08:13:00Z');
    await stopped(served);
    expect(arrived).toEqual([expect.stringMatching(/^2026-11-22T08:1[12] digest 2026-11-22$/)]);
  });

  test('once, however often the service starts', async () => {
    for (const minute of ['00', '01', '02']) {
      stop = new AbortController();
      await serveBetween(`2026-11-22T08:${minute}:10Z`, `2026-11-22T08:${minute}:50Z`, [digest('08:00', 'UTC')]);
    }
    expect(arrived).toHaveLength(1);
  });

  test('weekly, also days after its hour', async () => {
    const weekly = digest('08:00', 'UTC', { every: 'week' });
    await serveBetween('2026-11-27T12:00:00Z', '2026-11-29T08:30:00Z', [weekly]);
    expect(arrived).toEqual(['2026-11-27T12:00 digest 2026-11-22', '2026-11-29T08:00 digest 2026-11-29']);
  });
});

describe("a year's mail", () => {
  const yearly = (month: number, day: number): readonly Digest[] =>
    withYearDigests([digest('08:00', 'Europe/Berlin', { yearReview: { month, day } })]);
  const years = (): string[] => arrived.filter((line) => line.includes('year'));

  test("goes out on its day at the digest's hour, once, beside the day's", async () => {
    await serveBetween('2026-12-31T06:00:00Z', '2026-12-31T12:00:00Z', yearly(12, 31));
    expect(arrived.toSorted()).toEqual(['2026-12-31T07:00 digest 2026-12-31', '2026-12-31T07:00 digest year 2026']);
    stop = new AbortController();
    await serveBetween('2026-12-31T13:00:00Z', '2026-12-31T13:05:00Z', yearly(12, 31));
    expect(arrived).toHaveLength(2);
  });

  test('is about the year before in the first half of a year, about the running one in the second', async () => {
    await serveBetween('2027-06-30T05:59:00Z', '2027-06-30T06:01:00Z', yearly(6, 30));
    stop = new AbortController();
    await serveBetween('2027-07-01T05:59:00Z', '2027-07-01T06:01:00Z', yearly(7, 1));
    expect(years()).toEqual(['2027-06-30T06:00 digest year 2026', '2027-07-01T06:00 digest year 2027']);
  });

  test('is about the same year when the machine is back only after New Year, and not late by more than a month', async () => {
    await serveBetween('2027-01-20T10:00:00Z', '2027-01-20T10:02:00Z', yearly(12, 31));
    expect(years()).toEqual(['2027-01-20T10:00 digest year 2026']);
    stop = new AbortController();
    await serveBetween('2028-02-01T10:00:00Z', '2028-02-01T10:02:00Z', yearly(12, 31));
    expect(years()).toHaveLength(1);
    stop = new AbortController();
    await serveBetween('2028-12-31T10:00:00Z', '2028-12-31T10:02:00Z', yearly(12, 31));
    expect(years().at(-1)).toBe('2028-12-31T10:00 digest year 2028 (missed 2027-12-31)');
  });

  test('is not sent again when another day is chosen', async () => {
    await serveBetween('2026-12-31T08:00:00Z', '2026-12-31T08:02:00Z', yearly(12, 31));
    stop = new AbortController();
    await serveBetween('2027-01-02T08:00:00Z', '2027-01-02T08:02:00Z', yearly(1, 2));
    expect(years()).toEqual(['2026-12-31T08:00 digest year 2026']);
  });

  test('is tried again under the same Message-ID', async () => {
    const ids: string[] = [];
    const channel = (): Channel => ({
      ...TAKES,
      deliver: (message, signal) => {
        if (message.subject.includes('year')) ids.push(message.messageId);
        const isYet = !message.subject.includes('year') || ids.length > 2;
        return (isYet ? TAKES : refuses(false)).deliver(message, signal);
      },
    });
    await serveBetween('2026-12-31T06:59:00Z', '2026-12-31T09:00:00Z', yearly(12, 31), channel);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
    expect(years()).toHaveLength(1);
  });
});

describe('a feed', () => {
  const feed = (name = 'digest'): Feed => {
    const { schedule, timeZone } = digest('08:00', 'Europe/Berlin');
    return { kind: 'feed', name, path: `/feeds/${name}.atom`, schedule: dailyAt(schedule), timeZone, accounts: [] };
  };
  /** When each was written, and as of which day. */
  let written: string[] = [];
  const write: WriteFeed = ({ name }, date) => {
    written.push(`${new Date().toISOString().slice(0, 16)} ${name} ${date.toString()}`);
    return Promise.resolve(3);
  };

  beforeEach(() => {
    written = [];
  });

  test("is written when the service starts and at the digest's hour, without a mail or a mail server", async () => {
    feeds = { all: [feed()], write };
    const none = (): Channel => {
      throw new Error('nobody is to ask for the mail server');
    };
    await serveBetween('2026-11-22T03:00:00Z', '2026-11-23T12:00:00Z', [], none);
    expect(written).toEqual([
      '2026-11-22T03:00 digest 2026-11-21',
      '2026-11-22T07:00 digest 2026-11-22',
      '2026-11-23T07:00 digest 2026-11-23',
    ]);
    expect(events.map(({ type }) => type)).toEqual(['started', 'feed', 'feed', 'feed', 'stopping', 'stopped']);
  });

  test('that can not be written holds up no mail and no other feed, and is tried again with growing waits', async () => {
    const mendedAt = Date.parse('2026-11-22T08:00:00Z');
    const broken: WriteFeed = (each, date) =>
      each.name === 'broken' && Date.now() < mendedAt ? Promise.reject(new Error('no folder')) : write(each, date);
    feeds = { all: [feed('broken'), feed('sound')], write: broken };
    await serveBetween('2026-11-22T07:00:00Z', '2026-11-22T09:00:00Z', [digest('08:00', 'Europe/Berlin')]);
    expect(arrived).toEqual(['2026-11-22T07:00 digest 2026-11-22']);
    expect(written[0]).toBe('2026-11-22T07:00 sound 2026-11-22');
    expect(written[1]).toMatch(/^2026-11-22T08:\d\d broken 2026-11-22$/);
    const failures = events.filter((event) => event.type === 'feed' && event.outcome.state === 'waiting');
    expect(failures.length).toBeGreaterThan(3);
    expect(failures.length).toBeLessThan(8);
  });
});

test('a server that is away for hours delays the mail, and no longer than needed', async () => {
  const back = Date.parse('2026-11-22T11:00:00Z');
  const channel = (): Channel => (Date.now() < back ? refuses(false) : TAKES);
  await serveBetween('2026-11-22T07:59:00Z', '2026-11-22T13:00:00Z', [digest('08:00', 'UTC')], channel);
  expect(arrived).toHaveLength(1);
  expect(arrived[0]).toMatch(/^2026-11-22T1[12]:\d\d digest 2026-11-22$/);
  const waits = events.filter((event) => event.type === 'outcome' && event.outcome.state === 'waiting');
  expect(waits.length).toBeGreaterThan(5);
  expect(waits.length).toBeLessThan(12);
});

test('what fails for good is not tried again before the next day, which names it', async () => {
  let mended = false;
  const channel = (): Channel => (mended ? TAKES : { ...refuses(true), verify: () => Promise.resolve() });
  vi.setSystemTime(Date.parse('2026-11-21T07:00:00Z'));
  const served = serve([digest('08:00', 'UTC')], channel);
  await passUntil('2026-11-21T14:00:00Z');
  mended = true;
  vi.setSystemTime(Date.parse('2026-11-22T07:30:00Z'));
  await passUntil('2026-11-22T09:00:00Z');
  await stopped(served);
  expect(arrived).toEqual(['2026-11-22T08:00 digest 2026-11-22 (missed 2026-11-21)']);
  expect(events.filter(({ type }) => type === 'outcome')).toHaveLength(2);
});

test("one digest's failure holds up no other", async () => {
  const stuck: Channel = { ...TAKES, deliver: () => new Promise(() => undefined) };
  const channels = [TAKES, stuck, TAKES, TAKES];
  const channel = (): Channel => channels.shift() ?? TAKES;
  const digests = ['first', 'second', 'third'].map((name) => digest('08:00', 'UTC', { name }));
  vi.setSystemTime(Date.parse('2026-11-22T07:59:30Z'));
  void serve(digests, channel);
  await passUntil('2026-11-22T08:10:00Z');
  vi.setSystemTime(Date.parse('2026-11-23T07:59:30Z'));
  await passUntil('2026-11-23T08:02:00Z');
  expect(arrived.map((line) => line.slice(17))).toEqual([
    'second 2026-11-22',
    'third 2026-11-22',
    'second 2026-11-23',
    'third 2026-11-23',
  ]);
});

describe('at its start', () => {
  test('a server that is away is told, and the service goes on', async () => {
    let tries = 0;
    const channel = (): Channel => ((tries += 1) === 1 ? refuses(false) : TAKES);
    await serveBetween('2026-11-22T07:00:00Z', '2026-11-22T09:00:00Z', [digest('08:00', 'UTC')], channel);
    expect(events.map(({ type }) => type)).toContain('unreachable');
    expect(arrived).toHaveLength(1);
  });

  test.each([
    ['a password that can not be had', new UserError('smtp.password_command failed')],
    ['a certificate that nobody vouches for', new DeliveryError('untrusted', { hint: 'ask' })],
    ['a refused password', new DeliveryError('535', { hint: 'ask', retryHourly: true })],
    ['what nobody expects', new TypeError('a bug')],
  ])('%s does not end it: it is told, looked at again, and in time the mail goes out', async (_what, error) => {
    const mendedAt = Date.parse('2026-11-22T06:50:00Z');
    const channel = (): Channel => {
      if (Date.now() < mendedAt) throw error;
      return TAKES;
    };
    await serveBetween('2026-11-22T05:00:00Z', '2026-11-22T09:00:00Z', [digest('08:00', 'UTC')], channel);
    expect(arrived).toEqual(['2026-11-22T08:00 digest 2026-11-22']);
    const failures = events.filter(({ type }) => type === 'unreachable');
    expect(failures.length).toBeGreaterThan(1);
    expect(failures.length).toBeLessThan(9);
    expect(events.filter(({ type }) => type === 'server')).toHaveLength(1);
  });

  test('a database that is not there yet does not end it', async () => {
    let isThere = false;
    const jobs = jobsWith([digest('08:00', 'UTC')]);
    const open = <T>(use: () => Promise<T>): Promise<T> => (isThere ? use() : Promise.reject(new UserError('no disk')));
    vi.setSystemTime(Date.parse('2026-11-22T07:58:00Z'));
    const served = serveWith(() =>
      Promise.resolve({
        ...jobs,
        checkDatabase: () => open(() => Promise.resolve()),
        withDatabase: (use) => open(() => jobs.withDatabase(use)),
      }),
    );
    await passUntil('2026-11-22T08:04:00Z');
    isThere = true;
    await passUntil('2026-11-22T08:30:00Z');
    await stopped(served);
    expect(arrived).toHaveLength(1);
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['trouble', 'problem', 'recovered', 'outcome', 'stopped']),
    );
  });
});

describe('settings', () => {
  const robin = { name: null, address: 'robin@example.org' };

  test('are read again before each try', async () => {
    const recipients: string[] = [];
    const channel: Channel = {
      ...TAKES,
      deliver: (message, signal) => {
        recipients.push(message.to.address);
        return TAKES.deliver(message, signal);
      },
    };
    let now = jobsWith([digest('08:00', 'UTC')], () => channel);
    vi.setSystemTime(Date.parse('2026-11-22T07:00:00Z'));
    const served = serveWith(() => Promise.resolve(now));
    await passUntil('2026-11-22T07:30:00Z');
    now = jobsWith([digest('07:45', 'UTC', { to: robin })], () => channel);
    await passUntil('2026-11-22T09:00:00Z');
    now = jobsWith([digest('08:00', 'UTC'), digest('09:30', 'UTC', { name: 'new', to: robin })], () => channel);
    await passUntil('2026-11-22T10:00:00Z');
    now = jobsWith([]);
    await passUntil('2026-11-23T10:00:00Z');
    await stopped(served);
    expect(arrived).toEqual([
      '2026-11-22T07:45 digest 2026-11-22',
      '2026-11-22T09:01 digest 2026-11-22',
      '2026-11-22T09:30 new 2026-11-22',
    ]);
    expect(recipients).toEqual(['robin@example.org', 'wren@example.org', 'robin@example.org']);
    expect(events.filter(({ type }) => type === 'changed')).toHaveLength(3);
  });

  test('that can not be read are told once, and waited for', async () => {
    let wrong: string | null = null;
    const jobs = jobsWith([digest('08:00', 'UTC')]);
    vi.setSystemTime(Date.parse('2026-11-22T07:00:00Z'));
    const served = serveWith(() => (wrong === null ? Promise.resolve(jobs) : Promise.reject(new UserError(wrong))));
    await passUntil('2026-11-22T07:50:00Z');
    wrong = 'line 1 is wrong';
    await passUntil('2026-11-22T08:05:00Z');
    wrong = 'line 2 is wrong';
    await passUntil('2026-11-22T08:10:00Z');
    expect(arrived).toEqual([]);
    wrong = null;
    await passUntil('2026-11-22T08:20:00Z');
    await stopped(served);
    expect(arrived).toEqual(['2026-11-22T08:11 digest 2026-11-22']);
    expect(events.flatMap((event) => (event.type === 'trouble' ? [event.problem] : []))).toEqual([
      'line 1 is wrong',
      'line 2 is wrong',
    ]);
    expect(events.filter(({ type }) => type === 'recovered')).toHaveLength(1);
  });
});

describe('asked to stop', () => {
  test('it finishes the mail in flight', async () => {
    const slow: Channel = {
      ...TAKES,
      deliver: async (message, signal) => {
        await new Promise((resolve) => setTimeout(resolve, 5000));
        return TAKES.deliver(message, signal);
      },
    };
    vi.setSystemTime(Date.parse('2026-11-22T08:00:00Z'));
    const served = serve([digest('08:00', 'UTC')], () => slow);
    await vi.advanceTimersByTimeAsync(1000);
    stop.abort('SIGTERM');
    await vi.advanceTimersByTimeAsync(9000);
    await served;
    expect(arrived).toEqual(['2026-11-22T08:00 digest 2026-11-22']);
    expect(events.at(-1)?.type).toBe('stopped');
  });

  test('it gives up a mail that takes too long, and the next service sends it under the same Message-ID', async () => {
    const ids: string[] = [];
    const stuck: Channel = {
      ...TAKES,
      deliver: ({ messageId }, signal) => {
        ids.push(messageId);
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reject(new Error('given up'));
          });
        });
      },
    };
    vi.setSystemTime(Date.parse('2026-11-22T08:00:00Z'));
    const served = serve([digest('08:00', 'UTC')], () => stuck);
    await vi.advanceTimersByTimeAsync(1000);
    stop.abort('SIGTERM');
    await vi.advanceTimersByTimeAsync(11_000);
    await served;
    stop = new AbortController();
    const keeps: Channel = {
      ...TAKES,
      deliver: (message, signal) => {
        ids.push(message.messageId);
        return TAKES.deliver(message, signal);
      },
    };
    await serveBetween('2026-11-22T08:01:00Z', '2026-11-22T08:03:00Z', [digest('08:00', 'UTC')], () => keeps);
    expect(arrived).toHaveLength(1);
    expect(new Set(ids).size).toBe(1);
    expect(ids).toHaveLength(2);
  });
});

describe('once, for a timer,', () => {
  /** Serves once from an instant on and at most until another; whether all went out, and when it ended. */
  async function once(from: string, until: string, jobs: ServiceJobs): Promise<{ isAllOut: boolean; at: string }> {
    vi.setSystemTime(Date.parse(from));
    let ended: { isAllOut: boolean; at: string } | undefined;
    const settings = { owner: 1, isAlive: () => true, now: () => Date.now(), signal: stop.signal };
    void serveOnce({
      ...settings,
      read: () => Promise.resolve(jobs),
      onEvent: (event) => events.push(event),
    }).then((isAllOut) => {
      ended = { isAllOut, at: new Date().toISOString().slice(0, 16) };
    });
    for (let at = Date.now(); ended === undefined && at < Date.parse(until); at += MINUTE) {
      await vi.advanceTimersByTimeAsync(MINUTE);
    }
    if (ended === undefined) throw new Error('it has not ended');
    return ended;
  }

  const DAY = digest('08:00', 'UTC');
  const EVENING = digest('20:00', 'UTC', { name: 'evening' });

  test('what is due is sent, what is not yet due is left, and no server is asked where nothing is', async () => {
    const none = (): Channel => {
      throw new Error('nobody is to ask for the mail server');
    };
    expect((await once('2026-11-22T07:00:00Z', '2026-11-22T07:05:00Z', jobsWith([DAY, EVENING], none))).isAllOut).toBe(
      true,
    );
    expect(await once('2026-11-22T08:00:01Z', '2026-11-22T08:05:00Z', jobsWith([DAY, EVENING]))).toEqual({
      isAllOut: true,
      at: '2026-11-22T08:00',
    });
    await once('2026-11-22T09:00:00Z', '2026-11-22T09:05:00Z', jobsWith([DAY, EVENING]));
    expect(arrived).toEqual(['2026-11-22T08:00 digest 2026-11-22']);
    expect(events.map(({ type }) => type)).not.toContain('server');
  });

  test('a server that is away is tried again until the mail is out', async () => {
    const back = Date.parse('2026-11-22T11:00:00Z');
    const jobs = jobsWith([DAY], () => (Date.now() < back ? refuses(false) : TAKES));
    const { isAllOut, at } = await once('2026-11-22T08:00:01Z', '2026-11-22T13:00:00Z', jobs);
    expect([isAllOut, arrived.length]).toEqual([true, 1]);
    expect(at).toMatch(/^2026-11-22T1[12]:/);
  });

  test('what does not go out before its day ends, or is refused for good, is a failure', async () => {
    const late = await once(
      '2026-11-22T18:00:01Z',
      '2026-11-24T00:00:00Z',
      jobsWith([DAY], () => refuses(false)),
    );
    expect(late).toEqual({ isAllOut: false, at: '2026-11-23T00:00' });
    const refused = await once(
      '2026-11-23T08:00:01Z',
      '2026-11-23T08:05:00Z',
      jobsWith([DAY], () => refuses(true)),
    );
    expect(refused.isAllOut).toBe(false);
  });

  test('a week that can not be sent ends before the next turn of its timer, which tries again', async () => {
    const weekly = digest('08:00', 'UTC', { every: 'week' });
    const away = jobsWith([weekly], () => refuses(false));
    expect(await once('2026-11-22T08:00:01Z', '2026-11-24T00:00:00Z', away)).toEqual({
      isAllOut: false,
      at: '2026-11-23T04:01',
    });
    await once('2026-11-23T08:00:01Z', '2026-11-23T09:00:00Z', jobsWith([weekly]));
    expect(arrived).toEqual(['2026-11-23T08:00 digest 2026-11-22']);
  });

  test('what fails to be told is told by a later look, and is no failure of a mail', async () => {
    const looks = [true, true, false];
    const told: string[] = [];
    const watch = (): Promise<boolean> => {
      told.push(`${new Date().toISOString().slice(11, 16)} ${arrived.length}`);
      return Promise.resolve(looks.shift() ?? true);
    };
    const { isAllOut } = await once('2026-11-22T08:00:01Z', '2026-11-22T09:00:00Z', { ...jobsWith([DAY]), watch });
    expect(isAllOut).toBe(true);
    expect(told.slice(-1)).toEqual([expect.stringMatching(/^08:0[0-3] 1$/)]);
    expect(looks).toEqual([]);
  });
});
