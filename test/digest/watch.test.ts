// Alerts and pings, to a real server that keeps what it gets.

import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { TroubleAlert } from '../../src/digest/commands/trouble-alert.ts';
import { Config } from '../../src/config/config.ts';
import type { Notice } from '../../src/digest/watch.ts';
import { takesStarts } from '../../src/mail/alert.ts';
import { startHttp, type TestHttp } from '../support/http-server.ts';
import { archiveWith, contextFor, runMain, writeConfig, type MainResult } from '../support/main.ts';
import { startSmtp, type TestSmtp } from '../support/smtp-server.ts';
import { tempFolder } from '../support/temp.ts';

let http: TestHttp;
let smtp: TestSmtp;
let home = '';

beforeEach(async () => {
  http = await startHttp();
  smtp = await startSmtp();
  home = tempFolder();
  const days = ['20', '21', '22', '23', '24', '25'];
  await runMain(
    ['import', await archiveWith(days.map((day) => ({ at: `2019-11-${day}T10:00:00Z`, text: 'otters' })))],
    {
      home,
    },
  );
});

/** The digest's settings, and whether its mail server is there. */
function configure(lines: string, { away = false } = {}): void {
  writeConfig(
    home,
    `digest:\n  to: wren@example.org\n${lines}smtp: { host: 127.0.0.1, port: ${away ? 9 : smtp.port} }\n`,
  );
}

/** `digest send` at a time of November 2026. */
function send(time: string, ...words: string[]): Promise<MainResult> {
  return runMain(['digest', 'send', ...words], { home, now: `2026-11-${time}:05Z` });
}

const paths = (): string[] => http.received.map(({ method, path }) => `${method} ${path}`);
const titles = (): unknown[] => http.received.map(({ headers }) => headers['title']);

describe('digest.alert', () => {
  const alert = (): string => `  alert: ${http.origin.replace('//', '//:tk_plums@')}/otters\n`;

  test('tells of a day without a mail once, and once that it is well again, with nothing of the memories', async () => {
    configure(alert(), { away: true });
    for (const time of ['20T08:00', '20T08:02', '20T23:00', '21T07:59']) {
      expect([(await send(time)).code, http.received.length]).toEqual([1, 0]);
    }
    const { code, stderr } = await send('21T08:00');
    expect([code, stderr.includes('warning')]).toEqual([1, false]);
    await send('21T09:00');
    await send('22T08:00');
    const [told] = http.received;
    expect(paths()).toEqual(['POST /otters']);
    expect(told?.headers).toMatchObject({
      title: 'memories: nothing sent since 2026-11-20',
      authorization: 'Bearer tk_plums',
    });
    const text = told?.body.toString() ?? '';
    expect(text).toMatch(
      /^digest: nothing has gone out since that of 2026-11-20 was due\.\nWhat went wrong last: .*\nmemories digest status tells more\.$/,
    );
    configure(alert());
    for (const time of ['22T09:00', '22T09:10', '23T08:00']) expect((await send(time)).code).toBe(0);
    expect(titles().slice(1)).toEqual(['memories: sent again']);
    expect(http.received.map(({ body }) => body.toString()).join()).not.toMatch(/otters|@example/);
    // Another time is another trouble.
    configure(alert(), { away: true });
    await send('24T08:00');
    await send('25T08:00');
    expect(titles().slice(2)).toEqual(['memories: nothing sent since 2026-11-24']);
  });

  test('tells at once of what is refused for good, and of a further digest as well', async () => {
    const hook = `webhook: "${http.origin}/hook"`;
    writeConfig(home, `digest: { ${hook}, alert: "${http.origin}/a" }\ndigests: { sunday: { ${hook} } }\n`);
    const told = (): (string | undefined)[] =>
      http.received.filter(({ path }) => path === '/a').map(({ body }) => body.toString().split(':')[0]);
    http.answers.push(422, 422, 200, 200);
    await send('22T08:00');
    expect(told()).toEqual(['digest', 'sunday']);
    http.answers.push(422, 422);
    await send('22T08:10');
    http.answers.push(422, 422);
    await send('23T08:00');
    expect(told()).toHaveLength(2);
  });

  test('of one failure after a week without a try says nothing: the machine is just back', async () => {
    configure(alert());
    await send('14T08:00', '--force');
    configure(alert(), { away: true });
    await send('22T08:00');
    expect(http.received).toHaveLength(0);
    await send('22T08:10');
    expect(titles()).toEqual(['memories: nothing sent since 2026-11-15']);
  });

  test('that fails is a warning, changes nothing for the mail, and is tried again', async () => {
    configure(alert(), { away: true });
    await send('20T08:00');
    http.answers.push(503);
    const failed = await send('21T08:00');
    const { host } = new URL(http.origin);
    expect(failed.stderr).toContain(`warning: digest, alert: not sent: ${host} has trouble of its own: 503\n`);
    expect(failed.stderr + failed.stdout).not.toMatch(/plums|\/otters/);
    await send('21T08:10');
    expect(http.received).toHaveLength(2);
    expect((await runMain(['config'], { home })).stdout).toContain(`${http.origin}/…`);
  });
});

describe('digest.ping', () => {
  const ping = (): string => `  ping: ${http.origin}/a-uuid\n`;

  test('is called once for each date whose mails are out, empty or not, and says nothing', async () => {
    configure(ping());
    for (const time of ['22T08:00', '22T08:10', '23T08:00', '30T08:00']) await send(time);
    expect(paths()).toEqual(['GET /a-uuid', 'GET /a-uuid', 'GET /a-uuid']);
    expect(http.received.map(({ body, query }) => `${body.toString()}${query.toString()}`)).toEqual(['', '', '']);
    await send('22T12:00', '--date', '2026-11-21');
    await send('22T12:00', '--to', 'robin@example.org');
    expect(paths()).toHaveLength(3);
  });

  test('waits for all recipients, and is called with /fail when a day was without success', async () => {
    configure(`${ping()}  webhook: ${http.origin}/hook\n`, { away: true });
    await send('20T08:00');
    await send('21T08:00');
    await send('21T09:00');
    const pings = (): string[] => paths().filter((path) => path.includes('uuid'));
    expect(pings()).toEqual(['GET /a-uuid/fail']);
    configure(`${ping()}  webhook: ${http.origin}/hook\n`);
    await send('21T10:00');
    expect(pings()).toEqual(['GET /a-uuid/fail', 'GET /a-uuid']);
  });

  test('that fails is a warning, fails no mail, and is tried again; no other digest has it', async () => {
    writeConfig(
      home,
      `digest: { to: w@example.org, ping: "${http.origin}/p?x=1" }\ndigests: { b: { to: b@example.org } }\nsmtp: { host: 127.0.0.1, port: ${smtp.port} }\n`,
    );
    http.answers.push(404);
    const { code, stderr } = await send('22T08:00', '-q');
    const { host } = new URL(http.origin);
    expect([code, stderr]).toEqual([0, `warning: digest, ping: not sent: ${host} takes no messages there: 404\n`]);
    await send('22T10:00');
    await send('22T11:00');
    expect(paths()).toEqual(['GET /p', 'GET /p']);
    expect(http.received[1]?.query.get('x')).toBe('1');
  });

  describe('of Healthchecks', () => {
    const UUID = '/ping/01234567-89ab-cdef-0123-456789abcdef';
    const own = (): string => `  ping: ${http.origin}${UUID}?rid=1\n`;

    test('is called with /start before the end, once for each date and not for what is sent again', async () => {
      configure(`${own()}  webhook: ${http.origin}/hook\n`);
      for (const time of ['22T08:00', '22T08:10', '23T08:00']) await send(time);
      const each = [`GET ${UUID}/start`, 'POST /hook', `GET ${UUID}`];
      const day = (calls: readonly string[]): string[] => [...calls].sort();
      expect([day(paths().slice(0, 3)), day(paths().slice(3))]).toEqual([day(each), day(each)]);
      expect(paths().indexOf(`GET ${UUID}/start`)).toBeLessThan(paths().indexOf(`GET ${UUID}`));
      expect(http.received[0]?.query.get('rid')).toBe('1');
      const before = paths().length;
      await send('23T09:00', '--force');
      await send('23T10:00', '--date', '2026-11-21');
      await send('23T11:00', '--to', 'robin@example.org');
      await send('23T11:30', '--year', '2019');
      // Its end has been told already.
      configure(`${own()}  ntfy: ${http.origin}/topic\n`);
      await send('23T12:00');
      expect(
        paths()
          .slice(before)
          .filter((path) => path.startsWith('GET')),
      ).toEqual([]);
    });

    test('is called once however often a mail is tried, and with /fail as the end of it', async () => {
      configure(own(), { away: true });
      for (const time of ['20T08:00', '20T08:10', '21T08:00']) await send(time);
      expect(paths()).toEqual([`GET ${UUID}/start`, `GET ${UUID}/start`, `GET ${UUID}/fail`]);
    });

    test('that does not take it is a warning, and the mail goes out all the same', async () => {
      configure(own());
      http.answers.push(500);
      const { code, stderr } = await send('22T08:00', '-q');
      const { host } = new URL(http.origin);
      expect([code, stderr]).toEqual([
        0,
        `warning: digest, ping of the start: not sent: ${host} has trouble of its own: 500\n`,
      ]);
      expect(paths()).toEqual([`GET ${UUID}/start`, `GET ${UUID}`]);
    });

    test('is called by what a timer starts', async () => {
      configure(own());
      const { code, stderr } = await runMain(['serve-digest', '--once'], { home, now: '2026-11-22T09:00:00Z' });
      expect(code).toBe(0);
      expect(stderr).toContain('digest, ping of the start: sent\n');
      expect(paths()).toEqual([`GET ${UUID}/start`, `GET ${UUID}`]);
    });

    test.each([
      ['https://hc-ping.com/01234567-89ab-cdef-0123-456789abcdef', true],
      ['https://hc-ping.com/abcdefghij0123456789AB/otters', true],
      ['https://hc.example.org/ping/abcdefghij0123456789AB/otters', true],
      ['https://kuma.example.org/api/push/abcdefghij?status=up&msg=OK&ping=', false],
      ['https://example.org/heartbeat/01234567', false],
    ])('is known by its address: %s', (address, expected) => {
      expect(takesStarts(address)).toBe(expected);
    });
  });

  test('of Uptime Kuma is told of a failure in its own words', async () => {
    configure(`  ping: ${http.origin}/api/push/abc?status=up&msg=OK&ping=\n`, { away: true });
    for (const time of ['20T08:00', '21T08:00']) await send(time);
    configure(`  ping: ${http.origin}/api/push/abc?status=up&msg=OK&ping=\n`);
    await send('21T10:00');
    expect(paths()).toEqual(['GET /api/push/abc', 'GET /api/push/abc']);
    expect(http.received.map(({ query }) => query.toString())).toEqual([
      'status=down&msg=failed&ping=',
      'status=up&msg=OK&ping=',
    ]);
  });

  test('is called by what a timer starts, and its log says so', async () => {
    configure(ping());
    const { code, stderr } = await runMain(['serve-digest', '--once'], { home, now: '2026-11-22T09:00:00Z' });
    expect(code).toBe(0);
    expect(stderr).toContain('digest, ping: sent\n');
    expect(paths()).toEqual(['GET /a-uuid']);
    const again = await runMain(['serve-digest', '--once', '--json'], { home, now: '2026-11-23T09:00:00Z' });
    expect(again.stderr).toContain('"event":"notice","digest":"digest","about":"ping","problem":null');
  });
});

test('troubles that nothing can be claimed for are told of after a day, and when they are over', async () => {
  const clock = { now: Date.parse('2026-11-22T08:00:00Z') };
  const context = { ...contextFor([], { home }), now: () => clock.now };
  const config = new Config(context, {}, join(home, 'c.yaml'), new Map());
  const env = { ...context.env, MEMORIES_DIGEST_ALERT: `${http.origin}/otters` };
  const told = new Config({ ...context, env }, {}, config.path, new Map());
  const notices: Notice[] = [];
  const alert = new TroubleAlert(context, (notice) => notices.push(notice));
  const trouble = { about: 'database', problem: 'its disk is gone', since: clock.now };
  http.answers.push(500);
  for (const hours of [0, 23, 24, 24.5, 25, 48]) {
    clock.now = trouble.since + hours * 3_600_000;
    const before = notices.length;
    alert.look(told, [trouble, { ...trouble, about: 'mail server' }]);
    if (hours === 24 || hours === 24.5) await expect.poll(() => notices.length).toBe(before + 1);
  }
  alert.look(told, []);
  await expect
    .poll(() => titles())
    .toEqual(['memories: nothing can be sent', 'memories: nothing can be sent', 'memories: in order again']);
  expect(http.received[1]?.body.toString()).toContain('database: its disk is gone\n');
  alert.look(told, []);
  expect(notices.map(({ about, problem }) => `${about} ${problem === null ? 'sent' : 'not sent'}`)).toEqual([
    'alert not sent',
    'alert sent',
    'well sent',
  ]);
});
