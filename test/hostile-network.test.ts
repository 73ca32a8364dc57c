// Nothing leaves the machine but the mail that was asked for, and nothing lies open to others: the real program, with every
// connection and look-up recorded and refused, and with a umask that would let everybody in.

import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { zipFixture } from './support/archives.ts';
import { tempFolder } from './support/temp.ts';

const BINARY = join(import.meta.dirname, '../bin/memories.js');
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
  };
  const code = await promisify(execFile)(process.execPath, ['--import', recorder, BINARY, ...words], {
    cwd: home,
    env,
  }).then(
    () => 0,
    (error: unknown) => Number((error as { code: unknown }).code),
  );
  return { code, reached: readFileSync(record, 'utf8').split('\n').filter(Boolean) };
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
  'help',
];

test('only the mail that was asked for connects, and only to its server', async () => {
  expect(await attempts(['import', archive, '--media', 'all'])).toEqual({ code: 0, reached: [] });
  for (const line of QUIET)
    expect({ line, ...(await attempts(line.split(' '))) }).toEqual({ line, code: 0, reached: [] });
  const sent = await attempts(['digest', 'send', '--date', '11-22']);
  expect(sent.code).toBe(1);
  expect(sent.reached.length).toBeGreaterThan(0);
  expect(sent.reached.filter((what) => !what.includes('192.0.2.25'))).toEqual([]);
}, 180_000);

test.skipIf(process.platform === 'win32')(
  'what it writes is for its owner alone, whatever the umask, and holds no password',
  async () => {
    mkdirSync(join(home, 'x'), { recursive: true });
    expect((await attempts(['import', archive])).code).toBe(0);
    const open: string[] = [];
    const telling: string[] = [];
    for (const found of readdirSync(home, { recursive: true, withFileTypes: true })) {
      const path = join(found.parentPath, found.name);
      const name = path.slice(home.length + 1);
      if (/^(x|recorder\.mjs|record\.txt|data|config|cache)$/.test(name)) continue;
      if ((statSync(path).mode & 0o077) !== 0) open.push(name);
      if (found.isFile() && readFileSync(path).includes('a-secret')) telling.push(name);
    }
    expect({ open, telling }).toEqual({ open: [], telling: [] });
  },
);
