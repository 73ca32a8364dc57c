import Database from 'better-sqlite3';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { Temporal, type PlainDate } from '../../src/time/calendar.ts';
import type { Channel, Message } from '../../src/mail/channel.ts';
import { DeliveryError } from '../../src/mail/delivery-error.ts';
import type { Digest } from '../../src/digest/config.ts';
import { parseSchedule } from '../support/schedule.ts';
import {
  missedDates,
  deliverDigest,
  type DigestJob,
  type Outcome,
  type SendSettings,
} from '../../src/digest/deliver.ts';
import { openDatabase, type Db } from '../../src/library/database.ts';
import { deliveriesOf } from '../../src/digest/delivery-store.ts';
import { withYearDigests } from '../../src/digest/year-digest.ts';
import { tempFolder } from '../support/temp.ts';

const WREN = { name: null, address: 'wren@example.org' };
const MINUTE = 60_000;

let db: Db;
let clock = 0;
let numbered = 0;
let taken: Message[] = [];
let asked: readonly PlainDate[] = [];
const alive = new Set<number>();

beforeEach(() => {
  db = openDatabase(join(tempFolder(), 'memories.db'), { create: true });
  clock = Date.parse('2026-11-22T08:00:00Z');
  numbered = 0;
  taken = [];
  alive.clear();
});

function jobOn(date: string, changes: Partial<Digest> = {}): DigestJob {
  const digest: Digest = {
    name: 'digest',
    to: WREN,
    from: WREN,
    schedule: parseSchedule('08:00', 'UTC', 'day'),
    timeZone: 'UTC',
    accounts: [],
    empty: 'skip',
    every: 'day',
    maxPhotos: 0,
    yearReview: null,
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
    pid: 100,
    isAlive: (pid) => alive.has(pid),
    now: () => clock,
    newMessageId: () => `mail-${(numbered += 1)}@example.org`,
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
      messageId: 'mail-1@example.org',
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
    expect(taken.map(({ messageId }) => messageId)).toEqual(['mail-1@example.org', 'mail-2@example.org']);
  });

  test('stays sent when it could not be sent once more', async () => {
    await send(jobOn('2026-11-22'));
    for (const permanent of [true, false]) {
      const again = await send(jobOn('2026-11-22'), { asked: 'force', channelOf: refuse(permanent) });
      expect(again).toMatchObject({ state: 'failed', error: { message: 'the server said no' } });
      expect(deliveriesOf(db, 'digest', 'wren@example.org')).toMatchObject([
        { state: 'sent', messageId: 'mail-1@example.org', attempts: 1, memories: 3, nextAttemptAt: null },
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
    expect(await send(jobOn('2026-11-22'))).toMatchObject({ state: 'sent', messageId: 'mail-1@example.org' });
    expect(taken.map(({ messageId }) => messageId)).toEqual(['mail-1@example.org']);
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
});

test('a mail that is given up because the program ends is tried at once by the next one', async () => {
  const stop = new AbortController();
  const stopping = channelThat(() => {
    stop.abort('SIGTERM');
    throw new Error('aborted');
  });
  await expect(send(jobOn('2026-11-22'), { channelOf: stopping, signal: stop.signal })).rejects.toThrow();
  expect(await send(jobOn('2026-11-22'))).toMatchObject({ state: 'sent', messageId: 'mail-1@example.org' });
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
      asked = await send(jobOn('2026-11-22'), { pid: 200 });
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

  test('are those since the last mail that went out, without those on which there was nothing', async () => {
    await sendOn('2026-11-15');
    await sendOn('2026-11-17', { memories: 0 });
    await sendOn('2026-11-18', { channelOf: refuse(true) });
    await sendOn('2026-11-20', { channelOf: refuse(false) });
    const expected = ['2026-11-16', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21'];
    expect(missedDates(db, jobOn('2026-11-22')).map(String)).toEqual(expected);
    await sendOn('2026-11-22');
    expect(asked.map(String)).toEqual(expected);
    expect(missedDates(db, jobOn('2026-11-23'))).toEqual([]);
  });

  test('are none for a digest that begins', () => {
    expect(missedDates(db, jobOn('2026-11-22'))).toEqual([]);
  });

  test('begin with the first one that was tried, if nothing has gone out yet', async () => {
    await sendOn('2026-11-20', { channelOf: refuse(true) });
    expect(missedDates(db, jobOn('2026-11-22')).map(String)).toEqual(['2026-11-20', '2026-11-21']);
  });

  test('are only those that the schedule has', async () => {
    const weekdays = { schedule: parseSchedule('0 8 * * 1-5', 'UTC', 'day') };
    clock = Date.parse('2026-11-19T08:00:00Z');
    await send(jobOn('2026-11-19', weekdays));
    expect(missedDates(db, jobOn('2026-11-24', weekdays)).map(String)).toEqual(['2026-11-20', '2026-11-23']);
  });

  test('are none because of a mail of an old day that somebody sent by hand', async () => {
    for (const date of ['2019-11-22', '2026-10-01', '2026-11-20'])
      await send(jobOn(date), { asked: 'manual', ...(date === '2026-10-01' && { memories: 0 }) });
    expect(missedDates(db, jobOn('2026-11-22'))).toEqual([]);
    await send(jobOn('2026-11-22'), { asked: 'manual' });
    expect(asked).toEqual([]);
    expect(missedDates(db, jobOn('2026-11-24')).map(String)).toEqual(['2026-11-23']);
  });

  test('of years are none because of an old one that somebody sent by hand', async () => {
    const yearly = (year: number): DigestJob => {
      const [digest] = withYearDigests([jobOn('2026-11-22', { yearReview: { month: 12, day: 31 } }).digest]).slice(-1);
      if (!digest) throw new Error('no digest of the year');
      return { ...jobOn(`${year}-12-31`), digest };
    };
    await send(yearly(2019), { asked: 'manual' });
    expect(missedDates(db, yearly(2026))).toEqual([]);
    clock = Date.parse('2026-12-31T08:00:00Z');
    await send(yearly(2026));
    expect(missedDates(db, yearly(2028)).map(String)).toEqual(['2027-12-31']);
  });

  test('go back a year at most', async () => {
    await sendOn('2020-01-01');
    expect(missedDates(db, jobOn('2026-11-22'))).toHaveLength(365);
  });
});
