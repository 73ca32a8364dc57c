// A digest for several people, where answers to it go, and mails that are too large for the server.

import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Digest } from '../../src/digest/config.ts';
import { deliverDigest, type Outcome } from '../../src/digest/deliver.ts';
import { openDatabase } from '../../src/library/database.ts';
import { smtpChannel } from '../../src/mail/smtp.ts';
import { Temporal } from '../../src/time/calendar.ts';
import { circleArchive } from '../support/circle.ts';
import { settingsFor } from '../support/deliver.ts';
import { archiveWith, runMain, writeConfig } from '../support/main.ts';
import { parseSchedule } from '../support/schedule.ts';
import { startSmtp, type TestSmtp } from '../support/smtp-server.ts';
import { tempFolder } from '../support/temp.ts';

let smtp: TestSmtp;
let home = '';

beforeEach(async () => {
  smtp = await startSmtp();
  home = tempFolder();
  await runMain(['import', await archiveWith([{ at: '2019-11-22T10:00:00Z', text: 'plums' }])], { home });
});

function configure(digest: string): void {
  writeConfig(home, `digest:\n${digest}smtp:\n  host: 127.0.0.1\n  port: ${smtp.port}\n`);
}

describe('what was for a few only', () => {
  const texts = (): string[] => smtp.received.map(({ parsed }) => String(parsed.text));

  beforeEach(async () => {
    await runMain(['import', await circleArchive({ at: '2020-11-22T10:00:00Z', text: 'only for friends' })], { home });
  });

  test('is in the mail to one address, and to nobody else by hand', async () => {
    configure('  to: wren@example.org\n');
    await runMain(['digest', 'send', '--to', 'robin@example.org'], { home });
    await runMain(['digest', 'send', '--to', 'Wren@example.org'], { home });
    expect(texts().map((text) => text.includes('only for friends'))).toEqual([false, true]);
  });

  test('is in no mail of a digest that several people get', async () => {
    configure('  to: [wren@example.org, robin@example.org]\n');
    await runMain(['digest', 'send'], { home });
    for (const text of texts()) expect(text).toContain('plums');
    expect(texts().map((text) => text.includes('only for friends'))).toEqual([false, false]);
  });
});

describe('several recipients', () => {
  test('get a mail each, once, from the same sender, and know nothing of each other', async () => {
    configure('  to: [Wren <wren@example.org>, robin@example.org]\n');
    const { stdout, code } = await runMain(['digest', 'send'], { home });
    expect(code).toBe(0);
    expect(stdout.match(/, to \S+: sent/g)).toEqual([', to wren@example.org: sent', ', to robin@example.org: sent']);
    expect(smtp.received.map(({ envelope }) => envelope.to)).toEqual([['wren@example.org'], ['robin@example.org']]);
    expect(new Set(smtp.received.map(({ messageId }) => messageId)).size).toBe(2);
    expect(smtp.received.map(({ parsed }) => parsed.from?.text)).toEqual(
      Array(2).fill('"memories" <wren@example.org>'),
    );
    expect(smtp.received[1]?.raw).not.toContain('To: Wren');
    const again = await runMain(['digest', 'send'], { home });
    expect(again.stdout.match(/sent already/g)).toHaveLength(2);
    expect(smtp.received).toHaveLength(2);
  });

  test('are tried again by themselves', async () => {
    configure('  to: [wren@example.org, robin@example.org]\n');
    smtp.answers.rcpt = '450 later';
    expect((await runMain(['digest', 'send'], { home })).stderr).toContain('2 of 2 mails were not sent');
    expect((await runMain(['digest', 'status', '--check'], { home, now: '2026-11-22T12:00:00Z' })).stderr).toMatch(
      /^error: digest, 2026-11-22, to wren@example\.org: not sent: .*450 later; digest, 2026-11-22, to robin@example\.org: not sent/,
    );
    delete smtp.answers.rcpt;
    await runMain(['digest', 'send', '--to', 'robin@example.org'], { home });
    expect(smtp.received.map(({ envelope }) => envelope.to)).toEqual([['robin@example.org']]);
    const { stdout } = await runMain(['digest', 'status', '--json'], { home });
    const { digests } = JSON.parse(stdout) as { digests: { to: string; deliveries: { state: string }[] }[] };
    expect(digests.map(({ to, deliveries }) => `${to} ${deliveries.map(({ state }) => state).join()}`)).toEqual([
      'wren@example.org waiting',
      'robin@example.org sent',
    ]);
  });

  test('may also come from a variable, and are one digest to those who name it', async () => {
    configure('  every: day\n');
    const env = { MEMORIES_DIGEST_TO: 'wren@example.org, robin@example.org' };
    const preview = await runMain(['digest', 'preview'], { home, env });
    expect(preview.stdout).toContain('To: wren@example.org\n');
    await runMain(['digest', 'send', '--to', 'jay@example.org'], { home, env });
    expect(smtp.received.map(({ envelope }) => envelope.to)).toEqual([['jay@example.org']]);
    const { stderr } = await runMain(['digest', 'send'], {
      home,
      env: { MEMORIES_DIGEST_TO: 'wren@example.org, robin' },
    });
    expect(stderr).toContain('it must be one address such as wren@example.org');
  });
});

test('answers go where digest.reply_to says', async () => {
  configure('  to: wren@example.org\n  reply_to: Robin <robin@example.org>\n');
  await runMain(['digest', 'send'], { home });
  expect(smtp.received[0]?.raw).toMatch(/^Reply-To: "?Robin"? <robin@example\.org>\r$/m);
});

describe('a mail that is too large', () => {
  const photo = (index: number): { cid: string; mimeType: string; data: Buffer } => ({
    cid: `photo-${index}`,
    mimeType: 'image/jpeg',
    data: Buffer.alloc(100_000, index),
  });

  /** Sends a mail of nine photos at most, and gives how many each attempt was written with. */
  async function send(server: TestSmtp): Promise<{ outcome: Outcome; written: number[] }> {
    const to = { name: null, address: 'wren@example.org' };
    const schedule = parseSchedule('08:00', 'UTC', 'day');
    const rest = { timeZone: 'UTC', accounts: [], empty: 'skip', every: 'day', yearReview: null } as const;
    const digest: Digest = {
      name: 'digest',
      to,
      from: to,
      replyTo: null,
      by: 'mail',
      isForOne: true,
      schedule,
      maxPhotos: 9,
      ...rest,
    };
    const written: number[] = [];
    const db = openDatabase(join(tempFolder(), 'memories.db'), { create: true });
    const date = Temporal.PlainDate.from('2026-11-22');
    const outcome = await deliverDigest(
      db,
      { digest, to, date },
      {
        asked: 'schedule',
        owner: 100,
        isAlive: () => false,
        now: () => Date.parse('2026-11-22T08:00:00Z'),
        signal: new AbortController().signal,
        channel: () => Promise.resolve(smtpChannel(settingsFor(server))),
        write: ({ digest: { maxPhotos } }) => {
          written.push(maxPhotos);
          const photos = Array.from({ length: maxPhotos }, (_, index) => photo(index));
          const list = { id: 'i', name: 'n' };
          const message = { subject: 's', text: 't', html: '<p>h</p>', photos, list, unsubscribe: null };
          return Promise.resolve({ memories: 3, message });
        },
      },
    );
    db.close();
    return { outcome, written };
  }

  test('by what the server announces is written again with fewer photos, and taken', async () => {
    const server = await startSmtp({ size: 400_000 });
    expect(await send(server)).toMatchObject({ outcome: { state: 'sent' }, written: [9, 4, 2] });
    expect(server.received[0]?.parsed.attachments).toHaveLength(2);
  });

  test('by its answer too, down to none, and has failed if that is not enough', async () => {
    const server = await startSmtp({ answers: { data: '552 5.3.4 message too large' } });
    expect(await send(server)).toMatchObject({ outcome: { state: 'failed' }, written: [9, 4, 2, 1, 0] });
  });

  test('is none where the mailbox is full', async () => {
    const server = await startSmtp({ answers: { data: '552 5.2.2 mailbox full' } });
    expect(await send(server)).toMatchObject({ outcome: { state: 'failed' }, written: [9] });
  });
});
