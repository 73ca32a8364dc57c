import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Channel } from '../src/channels/channel.ts';
import { DeliveryError } from '../src/channels/delivery-error.ts';
import type { Digest } from '../src/digests.ts';
import { scheduleOf } from '../src/schedule.ts';
import { serveDigests, type ServiceEvent } from '../src/serve-digest.ts';
import { openDatabase } from '../src/store/database.ts';
import { tempFolder } from './support/temp.ts';

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
});

afterEach(() => {
  vi.useRealTimers();
});

function digest(words: string, timeZone: string, changes: Partial<Digest> = {}): Digest {
  const to = { name: null, address: 'wren@example.org' };
  const schedule = scheduleOf(words, timeZone, changes.every === 'week' ? 'week' : 'day');
  return {
    name: 'digest',
    to,
    from: to,
    schedule,
    timeZone,
    accounts: [],
    empty: 'skip',
    every: 'day',
    maxPhotos: 0,
    yearReview: null,
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

function refuses(lasting: boolean): Channel {
  const refuse = (): Promise<never> => Promise.reject(new DeliveryError('no', { hint: 'ask', lasting }));
  return { name: 'test', verify: refuse, deliver: refuse };
}

function serve(digests: readonly Digest[], channel: () => Channel = () => TAKES): Promise<void> {
  let numbered = 0;
  return serveDigests({
    digests,
    feeds: [],
    writeFeed: () => Promise.resolve(0),
    pid: 1,
    isAlive: () => true,
    now: () => Date.now(),
    newMessageId: () => `mail-${(numbered += 1)}@example.org`,
    write: ({ digest: { name }, date }, missed) => {
      const named = missed.length === 0 ? '' : ` (missed ${missed.map(String).join(' ')})`;
      const subject = `${name} ${date.toString()}${named}`;
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
    onEvent: (event) => events.push(event),
    signal: stop.signal,
  });
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

  test('a server that refuses us for good ends it', async () => {
    vi.setSystemTime(Date.parse('2026-11-22T07:00:00Z'));
    await expect(serve([digest('08:00', 'UTC')], () => refuses(true))).rejects.toThrow('no');
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
