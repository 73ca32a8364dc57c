// The mail about a year, sent by the real program.

import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { circleArchive } from '../support/circle.ts';
import { addArchive, archiveWith, jsonOf, runMain, writeConfig } from '../support/main.ts';
import { runMemories, spawnMemories, type RunResult } from '../support/run.ts';
import { startSmtp, type TestSmtp } from '../support/smtp-server.ts';
import { tempFolder } from '../support/temp.ts';
import { yearArchive } from './archives.ts';

let home = '';
let smtp: TestSmtp;

beforeEach(async () => {
  home = tempFolder();
  smtp = await startSmtp();
  await addArchive(home, await yearArchive());
  configure('year_review: 12-31');
});

function configure(settings: string, more = ''): void {
  const server = `smtp: { url: "smtp://127.0.0.1:${smtp.port}" }`;
  writeConfig(home, `digest: { to: wren@example.org, ${settings} }\n${server}\n${more}`);
}

function environment(): Record<string, string> {
  return { MEMORIES_DB: join(home, 'memories.db'), MEMORIES_CONFIG: join(home, 'config.yaml') };
}

function memories(args: readonly string[], now = '2026-12-31T09:00:00Z'): Promise<RunResult> {
  return runMemories(args, { home, now, env: environment() });
}

function mails(): string[] {
  return smtp.received.map(({ parsed }) => `${parsed.subject}\n${parsed.text}\n${String(parsed.html)}`);
}

describe('digest preview --year', () => {
  test('shows the mail about a year, whose text is what memories year prints', async () => {
    const { code, stdout } = await memories(['digest', 'preview', '--year', '2020']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Subject: 2020 in review: 2 posts on 2 days, as many as in 2019$/m);
    const printed = await runMain(['year', '2020'], { home });
    const lines = printed.stdout.split('\n').filter((line) => !line.includes('──') && line !== '');
    // A mail is narrower than a terminal, so what fills its width is another.
    for (const line of lines.filter((each) => !/[░▒▓█]|^Mon|Jan|Months|Weekdays|Sun|https/.test(each)))
      expect(stdout).toContain(line);
    expect(stdout).toContain('The first words · 1 May');
    expect(stdout).toContain('plums for everybody');
    expect(stdout).toContain('To unsubscribe: memories config set digest.year_review never');
    expect(smtp.connections).toBe(0);
  });

  test.each([
    ['2026-11-22T09:00:00Z', 'Subject: 2020 in review'],
    ['2026-12-31T09:00:00Z', 'Subject: 2026 in review'],
    ['2027-01-02T09:00:00Z', 'Subject: 2026 in review'],
  ])('without a year is, at %s, about the one that memories year takes', async (now, subject) => {
    expect((await memories(['digest', 'preview', '--year'], now)).stdout).toContain(subject);
  });

  test('of a year without tweets shows what there is not', async () => {
    expect((await memories(['digest', 'preview', '--year', '2001'])).stdout).toMatch(/^Subject: No posts in 2001$/m);
  });

  test.each([
    [['--year', '20'], 'it must be a year such as 2015'],
    [['--year', '--date', '11-22'], "--year can't be used with --date"],
  ])('refuses %j as a wrong command line', async (args, message) => {
    const { code, stderr } = await memories(['digest', 'preview', ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('digest send --year', () => {
  test('sends the mail about a year once, and says so the second time', async () => {
    const first = await memories(['digest', 'send', '--year', '2020']);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/^digest, the year 2020, to wren@example\.org: sent, 2 posts \(/);
    const second = await memories(['digest', 'send', '--year', '2020']);
    expect(second.stdout).toBe(
      'digest, the year 2020, to wren@example.org: sent already (--force sends it once more)\n',
    );
    expect(smtp.received).toHaveLength(1);
    expect(smtp.received[0]?.raw).toMatch(/^List-Id: "memories"\s+<digest\.memories\.[\da-f-]{36}\.localhost>/im);
    await memories(['digest', 'send', '--year', '2019']);
    expect(smtp.received.map(({ parsed }) => parsed.subject?.slice(0, 14))).toEqual([
      '2020 in review',
      '2019 in review',
    ]);
  });

  test('sends none about a year without tweets, whatever is done on empty days', async () => {
    configure('empty: send');
    expect((await memories(['digest', 'send', '--year', '2001'])).stdout).toContain('no posts, no mail');
    expect(smtp.received).toEqual([]);
  });

  test("is no matter of the day's mail, not even on the last day of the year", async () => {
    await addArchive(home, await archiveWith([{ at: '2021-12-31T10:00:00Z', text: 'fireworks' }]));
    for (const args of [['--year', '2026'], []]) expect((await memories(['digest', 'send', ...args])).code).toBe(0);
    expect(smtp.received.map(({ parsed }) => parsed.subject)).toEqual([
      '2026 in review: 1 post on 1 day',
      '31 December 2026: 1 memory of 2021',
    ]);
  });

  test('leaves out what is hidden, and what was for a circle unless the digest is of that account alone', async () => {
    const robin = { at: '2019-05-05T10:00:00Z', text: 'Robin was here' };
    await addArchive(home, await archiveWith([robin], { id: '77', handle: 'robin_sings' }));
    await addArchive(
      home,
      await circleArchive({ at: '2019-12-24T10:00:00Z', text: 'only for friends', favorite_count: '99' }),
    );
    await runMain(['hide', '--word', 'the old job'], { home });
    configure('year_review: 12-31', 'digests:\n  own: { to: own@example.org, accounts: [wren_writes] }\n');
    expect((await memories(['digest', 'send', '--year', '2019'])).code).toBe(0);
    const [all, own] = mails();
    for (const mail of [all, own]) expect(mail).not.toContain('the old job');
    expect(all).toMatch(/^2019 in review: 2 posts on 2 days/);
    expect(all).not.toContain('only for friends');
    expect(all).toContain('Received     3 likes');
    expect(all).toContain('Robin was here');
    expect(own).toMatch(/^2019 in review: 2 posts on 2 days/);
    expect(own).toContain('only for friends');
    expect(own).toContain('memories config set digests.own.year_review never');
  });

  test('names the year before when that was never mailed', async () => {
    await addArchive(
      home,
      await archiveWith([
        { at: '2027-05-05T10:00:00Z', text: 'a year later' },
        { at: '2028-05-05T10:00:00Z', text: 'two years later' },
      ]),
    );
    // An old one that somebody wants to have says nothing of what was due.
    await memories(['digest', 'send', '--year', '2020']);
    await memories(['digest', 'send', '--year', '2026']);
    expect(smtp.received[1]?.parsed.text).not.toContain('not mailed');
    await memories(['digest', 'send', '--year', '2028'], '2028-12-31T09:00:00Z');
    expect(smtp.received[2]?.parsed.text?.replace(/\s+/g, ' ')).toContain(
      'The review of 2027 was not mailed, because it could not be sent in time: memories year 2027',
    );
  });
});

describe('digest.year_review', () => {
  test('makes digest status tell what became of it and when the next comes', async () => {
    await memories(['digest', 'send', '--year', '2020']);
    const before = await memories(['digest', 'status'], '2026-11-22T09:00:00Z');
    const [, year = ''] = before.stdout.split('\n\n');
    expect(year.replace(/2026-12-31 \d\d:\d\d, 2/, 'THEN, 2')).toBe(
      [
        'digest, the year: yearly to wren@example.org, "12-31 08:00" in UTC',
        '  2020  sent THEN, 2 posts',
        '  next: 2026-12-31 08:00',
        '',
      ].join('\n'),
    );
    expect((await memories(['digest', 'status'])).stdout).toContain('  2026  due, not sent: is memories serve-digest');
    const { digests } = (await jsonOf(['digest', 'status'], { home })) as { digests: object[] };
    expect(digests).toMatchObject([
      { digest: 'digest', every: 'day' },
      { digest: 'digest', every: 'year', next: '2026-12-31T08:00:00.000Z', deliveries: [{ date: '2020-12-31' }] },
    ]);
  });

  test('has serve-digest mail it on its day, once, whatever happens to the service', async () => {
    const serve = async (): Promise<string> => {
      const service = spawnMemories(['serve-digest'], { home, now: '2026-12-31T07:59:58Z', env: environment() });
      let log = '';
      service.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
      await smtp.taken(1);
      await expect.poll(() => log, { timeout: 10_000 }).toMatch(/digest, 2026-12-31: /);
      service.kill('SIGTERM');
      await new Promise((resolve) => service.once('close', resolve));
      return log;
    };
    const log = await serve();
    expect(log).toContain(
      'digest, the year: to wren@example.org, "12-31 08:00" in UTC; next 2026-12-31T08:00:00+00:00',
    );
    expect(log).toMatch(/ digest, the year 2026: sent, 1 post \(.*\); next 2027-12-31T08:00:00\+00:00\n/);
    expect(smtp.received.map(({ parsed }) => parsed.subject)).toEqual(['2026 in review: 1 post on 1 day']);
    const again = await memories(['digest', 'send', '--year', '2026']);
    expect(again.stdout).toContain('sent already');
  });

  test('that is no day is refused with the line and what would do', async () => {
    writeConfig(home, 'digest:\n  to: wren@example.org\n  year_review: 02-30\n');
    const { code, stderr } = await memories(['digest', 'status']);
    expect(code).toBe(1);
    expect(stderr).toContain('line 3: digest.year_review is "02-30"');
    expect(stderr).toContain('it must be a day of the year such as 12-31, or never');
  });
});
