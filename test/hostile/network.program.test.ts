// Nothing leaves the machine but the mail that was asked for, and nothing lies open to others: the real program, with every
// connection and look-up recorded and refused, and with a umask that would let everybody in.

import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { zipFixture } from '../support/archives.ts';
import { tempFolder } from '../support/temp.ts';

const BINARY = join(import.meta.dirname, '../../bin/memories.js');
const ENTRY = /* js */ `
import net from 'node:net';
import dns from 'node:dns';
import dgram from 'node:dgram';
import { syncBuiltinESMExports } from 'node:module';
import { appendFileSync } from 'node:fs';
process.umask(0);
const refuse = (what) => { appendFileSync(process.env.RECORD, what + '\\n'); throw new Error('refused'); };
net.Socket.prototype.connect = function (...words) {
  const [first] = Array.isArray(words[0]) ? words[0] : words;
  appendFileSync(process.env.RECORD, 'connect ' + (first?.host ?? first?.path ?? '') + ':' + (first?.port ?? '') + '\\n');
  process.nextTick(() => this.destroy(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })));
  return this;
};
dgram.Socket.prototype.send = () => refuse('send');
for (const from of [dns, dns.promises]) {
  for (const name of Object.keys(from)) {
    if (/^(lookup|resolve)/.test(name)) from[name] = (host) => refuse('look up ' + host);
  }
}
syncBuiltinESMExports();
`;

let home: string;
let archive: string;
let recorder: string;
beforeAll(async () => {
  home = tempFolder();
  archive = await zipFixture('data-2024');
  recorder = join(home, 'recorder.mjs');
  writeFileSync(recorder, ENTRY);
});

/** Runs the program; gives its exit code and what it tried to reach. */
async function attempts(words: readonly string[]): Promise<{ code: number; reached: string[] }> {
  const record = join(home, 'record.txt');
  writeFileSync(record, '');
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    TZ: 'UTC',
    RECORD: record,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    MEMORIES_SMTP_URL: 'smtp://wren@192.0.2.25:587',
    MEMORIES_SMTP_PASSWORD: 'a-secret',
    MEMORIES_DIGEST_TO: 'wren@example.org',
    // Due at once, on whatever day the tests run.
    MEMORIES_DIGEST_SCHEDULE: '00:00',
    MEMORIES_DIGEST_EMPTY: 'send',
  };
  const reached = (): string[] => readFileSync(record, 'utf8').split('\n').filter(Boolean);
  const code = await new Promise<number>((resolve) => {
    const child = execFile(process.execPath, ['--import', recorder, BINARY, ...words], { cwd: home, env }, (error) => {
      clearInterval(watching);
      resolve(error ? Number(error.code) : 0);
    });
    // The service would go on: it has shown where it goes.
    const watching = setInterval(() => {
      if (words[0] === 'serve-digest' && reached().length > 0) child.kill('SIGTERM');
    }, 50);
  });
  return { code, reached: reached() };
}

const QUIET = [
  'on 11-22 --retweets',
  'on 11-22 --json',
  'on 11-22 --html page.html',
  'today',
  'week',
  'random',
  'search the',
  'stats',
  'calendar',
  'year 2012',
  'accounts',
  'hidden',
  'config',
  'config set retweets true',
  'digest preview --eml mail.eml',
  'digest preview --html mail.html',
  'digest status',
  'demo',
  'thread 1330489943771844675',
  'show 1330489943771844675',
  'year 2012 --html year.html',
  'search the --html found.html',
  'export --format html --out site',
  'export --format markdown --out notes',
  ...['json', 'jsonl', 'csv', 'atom', 'ics'].map((format) => `export --format ${format} --out tweets.${format}`),
  'hide --word ferry',
  'backup copy.db',
  'doctor --offline',
  'completions bash',
  'help',
];

test('nothing connects that no mail was asked of', async () => {
  expect(await attempts(['import', archive, '--media', 'all'])).toEqual({ code: 0, reached: [] });
  for (const line of QUIET)
    expect({ line, ...(await attempts(line.split(' '))) }).toEqual({ line, code: 0, reached: [] });
}, 180_000);

test.each([
  ['digest send --date 11-22', 1],
  ['digest send --date 11-22 --json --force', 1],
  ['setup --test', 1],
  ['setup', 1],
  ['doctor', 1],
  ['serve-digest', 0],
])('%s connects to the mail server alone', async (line, expected) => {
  const { code, reached } = await attempts(line.split(' '));
  expect(code).toBe(expected);
  expect(reached.length).toBeGreaterThan(0);
  expect(reached.filter((what) => what !== 'connect 192.0.2.25:587')).toEqual([]);
});

test.skipIf(process.platform === 'win32')(
  'what it writes is for its owner alone, whatever the umask, and holds no password',
  async () => {
    expect((await attempts(['import', archive])).code).toBe(0);
    const open: string[] = [];
    const telling: string[] = [];
    for (const found of readdirSync(home, { recursive: true, withFileTypes: true })) {
      const path = join(found.parentPath, found.name);
      const name = path.slice(home.length + 1);
      if (/^(recorder\.mjs|record\.txt|data|config|cache)$/.test(name)) continue;
      if ((statSync(path).mode & 0o077) !== 0) open.push(name);
      if (found.isFile() && readFileSync(path).includes('a-secret')) telling.push(name);
    }
    expect({ open, telling }).toEqual({ open: [], telling: [] });
    const names = readdirSync(home);
    for (const name of ['site', 'notes', 'tweets.csv', 'copy.db', 'mail.eml', 'year.html'])
      expect(names).toContain(name);
  },
);
