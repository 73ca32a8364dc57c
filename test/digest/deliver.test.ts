import Database from 'better-sqlite3';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Temporal, type PlainDate } from '../../src/time/calendar.ts';
import type { Channel, Message } from '../../src/mail/channel.ts';
import { DeliveryError } from '../../src/mail/delivery-error.ts';
import type { Digest } from '../../src/digest/config.ts';
import { parseSchedule } from '../support/schedule.ts';
import {
  missedMails,
  deliverDigest,
  type DigestJob,
  type Outcome,
  type SendSettings,
} from '../../src/digest/deliver.ts';
import { openDatabase, type Db } from '../../src/library/database.ts';
import { ownerId } from '../../src/digest/delivery-state.ts';
import { deliveriesOf } from '../../src/digest/delivery-store.ts';
import { withYearDigests } from '../../src/digest/year-digest.ts';
import { tempFolder } from '../support/temp.ts';

const WREN = { name: null, address: 'wren@example.org' };
const MINUTE = 60_000;

/** Of the digest's mail of 22 November 2026 to Wren: on every machine, whatever is known there of earlier ones. */
const FIRST_ID = 'd6fc53df293b1b490fdd637aa4708ccb5c4db20a@example.org';

let db: Db;
let clock = 0;
let taken: Message[] = [];
let asked: readonly PlainDate[] = [];
const alive = new Set<number>();

beforeEach(() => {
  db = openDatabase(join(tempFolder(), 'memories.db'), { create: true });
  clock = Date.parse('2026-11-22T08:00:00Z');
  taken = [];
  alive.clear();
});

function jobOn(date: string, changes: Partial<Digest> = {}): DigestJob {
  const digest: Digest = {
    name: 'digest',
    to: WREN,
    from: WREN,
    replyTo: null,
    by: 'mail',
    schedule: parseSchedule('08:00', 'UTC', 'day'),
    timeZone: 'UTC',
    accounts: [],
    empty: 'skip',
    every: 'day',
    maxPhotos: 0,
    yearReview: null,
    isForOne: true,
    ...changes,
  };
  return { digest, to: digest.to, date: Temporal.PlainDate.from(date) };
}

/** Takes every mail, or does with it what a test wants. */
function channelThat(act: () => void = () => undefined): Channel {
  return {
    name: 'test',
    verify: () => Promise.resolve(),
    deliver: (message) => {
      act();
      taken.push(message);
      return Promise.resolve({ response: 'taken' });
    },
  };
}

function send(
  job: DigestJob,
  changes: Partial<SendSettings> & { channelOf?: Channel; memories?: number } = {},
): Promise<Outcome> {
  const { channelOf = channelThat(), memories = 3, ...others } = changes;
  return deliverDigest(db, job, {
    asked: 'schedule',
    owner: 100,
    isAlive: (pid) => alive.has(pid),
    now: () => clock,
    write: (_job, missed) => {
      asked = missed;
      const message = {
        subject: 's',
        text: 't',
        html: 'h',
        photos: [],
        list: { id: 'i', name: 'n' },
        unsubscribe: null,
      };
      return Promise.resolve({ memories, message: memories === 0 ? null : message });
    },
    channel: () => Promise.resolve(channelOf),
    signal: new AbortController().signal,
    ...others,
  });
}

function refuse(permanent: boolean): Channel {
  return channelThat(() => {
    throw new DeliveryError('the server said no', { hint: 'ask it', permanent });
  });
}

function states(): string[] {
  return deliveriesOf(db, 'digest', 'wren@example.org').map(({ date, state }) => `${date} ${state}`);
}

describe('a mail', () => {
  test('is sent once for a digest, a recipient and a date', async () => {
    expect(await send(jobOn('2026-11-22'))).toMatchObject({
      state: 'sent',
      memories: 3,
      messageId: FIRST_ID,
    });
    expect(await send(jobOn('2026-11-22'))).toMatchObject({ state: 'left', because: 'sent' });
    expect(await send(jobOn('2026-11-22'), { asked: 'manual' })).toMatchObject({ state: 'left', because: 'sent' });
    const shouted = jobOn('2026-11-22', { to: { name: 'W', address: 'WREN@example.org' } });
    expect(await send(shouted)).toMatchObject({ state: 'left', because: 'sent' });
    expect(taken).toHaveLength(1);
    const others = [jobOn('2026-11-23'), jobOn('2026-11-22', { name: 'family' })];
    const another = jobOn('2026-11-22', { to: { name: null, address: 'jack@example.org' } });
    for (const job of [...others, another]) expect(await send(job)).toMatchObject({ state: 'sent' });
    expect(new Set(taken.map(({ messageId }) => messageId)).size).toBe(4);
  });

  test('is sent once more, as another mail, by force alone', async () => {
    await send(jobOn('2026-11-22'));
    expect(await send(jobOn('2026-11-22'), { asked: 'force' })).toMatchObject({ state: 'sent' });
    const [first, second] = taken.map(({ messageId }) => messageId);
    expect(first).toBe(FIRST_ID);
    expect(second).toMatch(/^[\da-f]{40}@example\.org$/);
    expect(second).not.toBe(FIRST_ID);
  });

  test('stays sent when it could not be sent once more', async () => {
    await send(jobOn('2026-11-22'));
    for (const permanent of [true, false]) {
      const again = await send(jobOn('2026-11-22'), { asked: 'force', channelOf: refuse(permanent) });
      expect(again).toMatchObject({ state: 'failed', error: { message: 'the server said no' } });
      expect(deliveriesOf(db, 'digest', 'wren@example.org')).toMatchObject([
        { state: 'sent', messageId: FIRST_ID, attempts: 1, memories: 3, nextAttemptAt: null },
      ]);
    }
    expect(await send(jobOn('2026-11-22'))).toMatchObject({ state: 'left', because: 'sent' });
  });

  test('of an empty day is none, but for a person who asks again', async () => {
    expect(await send(jobOn('2026-11-22'), { memories: 0 })).toEqual({ state: 'skipped' });
    expect(await send(jobOn('2026-11-22'))).toMatchObject({ state: 'left', because: 'skipped' });
    expect(await send(jobOn('2026-11-22'), { asked: 'manual' })).toMatchObject({ state: 'sent' });
  });
});

describe('a Message-ID', () => {
  const idOf = async (job: DigestJob, asked: 'schedule' | 'force' = 'schedule'): Promise<string | undefined> => {
    db = openDatabase(join(tempFolder(), 'memories.db'), { create: true });
    await send(job, { asked });
    return taken.at(-1)?.messageId;
  };

  test('is the same when all is lost, or another machine sends the mail', async () => {
    expect(await idOf(jobOn('2026-11-22'))).toBe(FIRST_ID);
    clock += 3 * 60 * MINUTE;
    const shouted = { name: 'W', address: 'Wren@Example.org' };
    expect((await idOf(jobOn('2026-11-22', { to: shouted, from: WREN })))?.split('@')[0]).toBe(FIRST_ID.split('@')[0]);
  });

  test('is another one for another digest, recipient, sender, date or year', async () => {
    const robin = { name: null, address: 'robin@example.org' };
    const ids = [
      FIRST_ID,
      await idOf(jobOn('2026-11-22', { name: 'family' })),
      await idOf(jobOn('2026-11-22', { to: robin })),
      await idOf(jobOn('2026-11-22', { from: robin })),
      await idOf(jobOn('2026-11-23')),
      await idOf(jobOn('2026-11-22', { every: 'year' })),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('is a new one for whoever forces the mail, also where nothing is known of the first', async () => {
    const ids = [await idOf(jobOn('2026-11-22'), 'force')];
    clock += MINUTE;
    ids.push(await idOf(jobOn('2026-11-22'), 'force'));
    expect(new Set([FIRST_ID, ...ids]).size).toBe(3);
  });

  test('is kept where an older version has tried the mail', async () => {
    db.prepare(
      `INSERT INTO deliveries (digest, recipient, date, state, message_id, attempts, pid, claimed_at, next_attempt_at)
       VALUES ('digest', 'wren@example.org', '2026-11-22', 'waiting', 'older@example.org', 1, 7, ?, ?)`,
    ).run(clock, clock);
    expect(await send(jobOn('2026-11-22'))).toMatchObject({ state: 'sent', messageId: 'older@example.org' });
  });
});

describe('what may pass', () => {
  test('is tried again under the same Message-ID, with growing waits', async () => {
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 9; attempt += 1) {
      const outcome = await send(jobOn('2026-11-22'), { channelOf: refuse(false) });
      if (outcome.state !== 'waiting') throw new Error(outcome.state);
      waits.push((outcome.nextAttemptAt - clock) / MINUTE);
      clock = outcome.nextAttemptAt - 1;
      expect(await send(jobOn('2026-11-22'))).toMatchObject({ state: 'left', because: 'waiting' });
      clock += 1;
    }
    expect(waits).toEqual([1, 2, 5, 10, 20, 30, 60, 60, 60]);
    expect(await send(jobOn('2026-11-22'))).toMatchObject({ state: 'sent', messageId: FIRST_ID });
    expect(taken.map(({ messageId }) => messageId)).toEqual([FIRST_ID]);
  });

  test('is tried at once when a person asks, or when the clock was set back', async () => {
    await send(jobOn('2026-11-22'), { channelOf: refuse(false) });
    expect(await send(jobOn('2026-11-22'), { asked: 'manual', channelOf: refuse(false) })).toMatchObject({
      state: 'waiting',
    });
    clock -= 24 * 60 * MINUTE;
    expect(await send(jobOn('2026-11-22'))).toMatchObject({ state: 'sent' });
  });
});

test('a server that may lock us out is asked each hour', async () => {
  const locking = channelThat(() => {
    throw new DeliveryError('wrong password', { hint: 'ask', retryHourly: true });
  });
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const outcome = await send(jobOn('2026-11-22'), { channelOf: locking });
    if (outcome.state !== 'waiting') throw new Error(outcome.state);
    expect((outcome.nextAttemptAt - clock) / MINUTE).toBe(60);
    clock = outcome.nextAttemptAt;
  }
  expect(await send(jobOn('2026-11-22'))).toMatchObject({ state: 'sent' });
});

test('the next try is at a full minute, when the service wakes, and told so', async () => {
  clock += 27_500;
  expect(await send(jobOn('2026-11-22'), { channelOf: refuse(false) })).toMatchObject({
    nextAttemptAt: Date.parse('2026-11-22T08:02:00Z'),
  });
});

test("what won't pass is not tried again for that date, unless a person asks", async () => {
  expect(await send(jobOn('2026-11-22'), { channelOf: refuse(true) })).toMatchObject({ state: 'failed' });
  clock += 600 * MINUTE;
  expect(await send(jobOn('2026-11-22'))).toMatchObject({ state: 'left', because: 'failed' });
  expect(await send(jobOn('2026-11-22'), { asked: 'manual' })).toMatchObject({ state: 'sent' });
  expect(states()).toEqual(['2026-11-22 sent']);
});

test('an error that nobody expects is thrown, and the mail is to be tried again', async () => {
  const broken = channelThat(() => {
    throw new TypeError('a bug');
  });
  await expect(send(jobOn('2026-11-22'), { channelOf: broken })).rejects.toThrow('a bug');
  expect(states()).toEqual(['2026-11-22 waiting']);
});

describe('a process that died while it sent', () => {
  /** Leaves a claim as a process killed in the middle does. */
  function abandoned(pid: number): void {
    db.prepare(
      `INSERT INTO deliveries (digest, recipient, date, state, message_id, attempts, pid, claimed_at)
       VALUES ('digest', 'wren@example.org', '2026-11-22', 'sending', 'first@example.org', 1, ?, ?)`,
    ).run(pid, clock);
  }

  test('leaves its mail to the next one, under the same Message-ID', async () => {
    abandoned(99);
    expect(await send(jobOn('2026-11-22'))).toMatchObject({ state: 'sent', messageId: 'first@example.org' });
  });

  test('is waited for while it lives', async () => {
    alive.add(99);
    abandoned(99);
    for (const asked of ['schedule', 'manual', 'force'] as const) {
      expect(await send(jobOn('2026-11-22'), { asked })).toMatchObject({ state: 'left', because: 'sending' });
    }
  });

  test('is not waited for when its number has long been given to another', async () => {
    alive.add(99);
    abandoned(99);
    clock += 16 * MINUTE;
    expect(await send(jobOn('2026-11-22'))).toMatchObject({ state: 'sent' });
  });

  test('is not taken for oneself, as in a container where all have the same number', async () => {
    alive.add(100);
    abandoned(100);
    expect(await send(jobOn('2026-11-22'))).toMatchObject({ state: 'sent', messageId: 'first@example.org' });
  });

  test('in another container, whose process 1 is not ours, is waited for until it no longer renews its claim', async () => {
    alive.add(1);
    abandoned(ownerId('00001267', 1));
    const ours = { owner: ownerId('00001268', 1) };
    expect(await send(jobOn('2026-11-22'), ours)).toMatchObject({ state: 'left', because: 'sending' });
    clock += 4 * MINUTE;
    expect(await send(jobOn('2026-11-22'), ours)).toMatchObject({ state: 'left', because: 'sending' });
    clock += MINUTE;
    expect(await send(jobOn('2026-11-22'), ours)).toMatchObject({ state: 'sent', messageId: 'first@example.org' });
  });
});

test('a mail that is given up because the program ends is tried at once by the next one', async () => {
  const stop = new AbortController();
  const stopping = channelThat(() => {
    stop.abort('SIGTERM');
    throw new Error('aborted');
  });
  await expect(send(jobOn('2026-11-22'), { channelOf: stopping, signal: stop.signal })).rejects.toThrow();
  expect(deliveriesOf(db, 'digest', 'wren@example.org')[0]?.problem).toBe('it was interrupted');
  expect(await send(jobOn('2026-11-22'))).toMatchObject({ state: 'sent', messageId: FIRST_ID });
});

describe('a claim', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('is renewed while the mail is under way, however slow the line, and no longer', async () => {
    const claimed: number[] = [];
    const slow = channelThat(() => undefined);
    const path = (db.prepare('PRAGMA database_list').get() as { file: string }).file;
    const start = clock;
    const channelOf: Channel = {
      ...slow,
      deliver: async (message, signal) => {
        for (let minute = 1; minute <= 40; minute += 1) {
          clock += MINUTE;
          await vi.advanceTimersByTimeAsync(MINUTE);
          claimed.push((db.prepare('SELECT claimed_at FROM deliveries').pluck().get() as number) - clock);
        }
        const mine = db;
        db = new Database(path);
        const elsewhere = { owner: ownerId('00000063', 1) };
        expect(await send(jobOn('2026-11-22'), elsewhere)).toMatchObject({ state: 'left', because: 'sending' });
        db.close();
        db = mine;
        return slow.deliver(message, signal);
      },
    };
    expect(await send(jobOn('2026-11-22'), { channelOf })).toMatchObject({ state: 'sent' });
    expect(claimed).toEqual(Array.from({ length: 40 }, () => 0));
    expect(clock - start).toBe(40 * MINUTE);
    expect(vi.getTimerCount()).toBe(0);
  });
});

test('of two processes that want one mail at once, one sends it', async () => {
  const path = (db.prepare('PRAGMA database_list').get() as { file: string }).file;
  const other = new Database(path);
  let asked: Outcome | undefined;
  const meanwhile = channelThat();
  const slow: Channel = {
    ...meanwhile,
    deliver: async (message, signal) => {
      alive.add(100);
      const first = db;
      db = other;
      asked = await send(jobOn('2026-11-22'), { owner: 200 });
      db = first;
      return meanwhile.deliver(message, signal);
    },
  };
  expect(await send(jobOn('2026-11-22'), { channelOf: slow })).toMatchObject({ state: 'sent' });
  expect(asked).toMatchObject({ state: 'left', because: 'sending' });
  expect(taken).toHaveLength(1);
  other.close();
});

describe('the dates that were missed', () => {
  /** In time. */
  const sendOn = (date: string, changes: Parameters<typeof send>[1] = {}): Promise<Outcome> => {
    clock = Date.parse(`${date}T08:00:00Z`);
    return send(jobOn(date), changes);
  };

  /** As they are when a mail is due. */
  const missedBefore = (job: DigestJob): readonly PlainDate[] =>
    missedMails(db, job, Date.parse(`${job.date.toString()}T08:00:00Z`));

  test('are those since the last mail that went out, without those on which there was nothing', async () => {
    await sendOn('2026-11-15');
    await sendOn('2026-11-17', { memories: 0 });
    await sendOn('2026-11-18', { channelOf: refuse(true) });
    await sendOn('2026-11-20', { channelOf: refuse(false) });
    const expected = ['2026-11-16', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21'];
    expect(missedBefore(jobOn('2026-11-22')).map(String)).toEqual(expected);
    await sendOn('2026-11-22');
    expect(asked.map(String)).toEqual(expected);
    expect(missedBefore(jobOn('2026-11-23'))).toEqual([]);
  });

  test('are no week that is still to be tried, as when the next is sent by hand before its time', async () => {
    const weekly = { every: 'week', schedule: parseSchedule('08:00', 'UTC', 'week') } as const;
    clock = Date.parse('2026-11-15T08:00:00Z');
    await send(jobOn('2026-11-15', weekly));
    clock = Date.parse('2026-11-28T23:05:00Z');
    expect(await send(jobOn('2026-11-22', weekly), { channelOf: refuse(false) })).toMatchObject({ state: 'waiting' });
    await send(jobOn('2026-11-29', weekly), { asked: 'manual' });
    expect(asked).toEqual([]);
    clock = Date.parse('2026-11-29T08:00:00Z');
    await send(jobOn('2026-11-29', weekly), { asked: 'force' });
    expect(asked.map(String)).toEqual(['2026-11-22']);
  });

  test('are none for a digest that begins', () => {
    expect(missedBefore(jobOn('2026-11-22'))).toEqual([]);
  });

  test('begin with the first one that was tried, if nothing has gone out yet', async () => {
    await sendOn('2026-11-20', { channelOf: refuse(true) });
    expect(missedBefore(jobOn('2026-11-22')).map(String)).toEqual(['2026-11-20', '2026-11-21']);
  });

  test('are only those that the schedule has', async () => {
    const weekdays = { schedule: parseSchedule('0 8 * * 1-5', 'UTC', 'day') };
    clock = Date.parse('2026-11-19T08:00:00Z');
    await send(jobOn('2026-11-19', weekdays));
    expect(missedBefore(jobOn('2026-11-24', weekdays)).map(String)).toEqual(['2026-11-20', '2026-11-23']);
  });

  test('are none because of a mail of an old day that somebody sent by hand', async () => {
    for (const date of ['2019-11-22', '2026-10-01', '2026-11-20'])
      await send(jobOn(date), { asked: 'manual', ...(date === '2026-10-01' && { memories: 0 }) });
    expect(missedBefore(jobOn('2026-11-22'))).toEqual([]);
    await send(jobOn('2026-11-22'), { asked: 'manual' });
    expect(asked).toEqual([]);
    expect(missedBefore(jobOn('2026-11-24')).map(String)).toEqual(['2026-11-23']);
  });

  test('of years are none because of an old one that somebody sent by hand', async () => {
    const yearly = (year: number): DigestJob => {
      const [digest] = withYearDigests([jobOn('2026-11-22', { yearReview: { month: 12, day: 31 } }).digest]).slice(-1);
      if (!digest) throw new Error('no digest of the year');
      return { ...jobOn(`${year}-12-31`), digest };
    };
    await send(yearly(2019), { asked: 'manual' });
    expect(missedBefore(yearly(2026))).toEqual([]);
    clock = Date.parse('2026-12-31T08:00:00Z');
    await send(yearly(2026));
    expect(missedBefore(yearly(2028)).map(String)).toEqual(['2027-12-31']);
  });

  test('go back a year at most', async () => {
    await sendOn('2020-01-01');
    expect(missedBefore(jobOn('2026-11-22'))).toHaveLength(365);
  });
});
