// A mail server's password is in the configuration and on its way to that server, and nowhere else: not in words, logs,
// files or backups, nor in the words or the environment of another process.

import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { archiveWith, runMain } from '../support/main.ts';
import { runMemories, spawnMemories, type RunOptions } from '../support/run.ts';
import { startSmtp, type TestSmtp } from '../support/smtp-server.ts';
import { tempFolder } from '../support/temp.ts';

const SECRET = 'hush-7312-hush';
const USER = 'wren';
/** As SMTP sends it, too. */
const FORMS = [SECRET, Buffer.from(SECRET), Buffer.from(`\0${USER}\0${SECRET}`)].map((form) =>
  typeof form === 'string' ? form : form.toString('base64'),
);
const NOW = '2026-11-22T09:00:00Z';

let home: string;
let smtp: TestSmtp;

beforeAll(async () => {
  home = tempFolder();
  smtp = await startSmtp({ auth: { user: USER, password: SECRET } });
  await runMain(['import', await archiveWith([{ at: '2019-11-22T10:00:00Z', text: 'plums' }])], { home });
  recordingTools();
});

/** Systemd's programs and a browser, which note what they were given: their words and their environment. */
function recordingTools(): void {
  mkdirSync(join(home, 'bin'));
  for (const name of ['systemctl', 'journalctl', 'loginctl', 'browser', 'pass']) {
    const note = `for part in cmdline environ; do tr '\\0' '\\n' < /proc/$$/$part >> '${home}/given-to-${name}'; done`;
    const answer = name === 'pass' ? `cat '${home}/kept'` : 'echo ActiveState=active';
    writeFileSync(join(home, 'bin', name), `#!/bin/sh\n${note}\n${answer}\n`, { mode: 0o755 });
  }
  writeFileSync(join(home, 'kept'), `${SECRET}\n`);
}

function configure(smtpLines: string): void {
  const path = join(home, 'config.yaml');
  writeFileSync(path, `digest:\n  to: wren@example.org\nsmtp:\n  security: none\n${smtpLines}`);
  chmodSync(path, 0o600);
}

function options(more: Record<string, string> = {}): RunOptions {
  const files = { MEMORIES_DB: join(home, 'memories.db'), MEMORIES_CONFIG: join(home, 'config.yaml') };
  const PATH = `${join(home, 'bin')}:${process.env['PATH'] ?? ''}`;
  return {
    home,
    now: NOW,
    env: { ...files, PATH, MEMORIES_DIGEST_SCHEDULE: '00:00', BROWSER: join(home, 'bin/browser'), ...more },
  };
}

const LINES = [
  'config',
  'config --json',
  'config get smtp.password',
  'config get smtp.url',
  'config set digest.max_photos 3',
  'setup',
  'setup --test',
  'digest send',
  'digest send --force --json',
  'digest status',
  'digest status --json',
  'digest preview --eml mail.eml',
  'doctor',
  'doctor --json',
  'backup copy.db --force',
  'export --format json --out all.json --force',
  'service install',
  'service install --print',
  'service status',
  'on 11-22 --open',
];

/** Where the secret is in the home, but for where somebody put it. */
function tellingFiles(): string[] {
  return readdirSync(home, { recursive: true, withFileTypes: true })
    .filter((found) => found.isFile())
    .map((found) => join(found.parentPath, found.name))
    .filter((path) => FORMS.some((form) => readFileSync(path).includes(form)))
    .map((path) => path.slice(home.length + 1))
    .filter((name) => name !== 'config.yaml' && name !== 'kept');
}

const PLACES: Record<string, (port: number) => string> = {
  'in a setting': (port) => `  host: 127.0.0.1\n  port: ${port}\n  user: ${USER}\n  password: ${SECRET}\n`,
  'in an address': (port) => `  url: smtp://${USER}:${SECRET}@127.0.0.1:${port}\n`,
  'with a command': (port) =>
    `  host: 127.0.0.1\n  port: ${port}\n  user: ${USER}\n  password_command: pass show mail\n`,
  'in the environment': (port) => `  host: 127.0.0.1\n  port: ${port}\n  user: ${USER}\n`,
};

describe.skipIf(process.platform !== 'linux')('a password', () => {
  test.each(Object.entries(PLACES))(
    '%s is in no output, file or other process, whether the mail goes out or not',
    async (place, lines) => {
      const telling: string[] = [];
      const variables = place === 'in the environment' ? { MEMORIES_SMTP_PASSWORD: SECRET } : undefined;
      for (const [state, answer] of [
        ['right', undefined],
        ['refused', `535 5.7.8 no: ${SECRET}`],
      ] as const) {
        configure(lines(smtp.port));
        if (answer === undefined) Reflect.deleteProperty(smtp.answers, 'auth');
        else smtp.answers.auth = answer;
        for (const line of LINES) {
          const { code, stdout, stderr } = await runMemories(line.split(' '), options(variables));
          expect([0, 1, 2], `${line}: ${stderr}`).toContain(code);
          if (FORMS.some((form) => (stdout + stderr).includes(form))) telling.push(`${state}: ${line}`);
        }
      }
      // The browser is left to itself.
      await vi.waitUntil(() => existsSync(join(home, 'given-to-browser')), 10_000);
      expect(existsSync(join(home, 'given-to-systemctl'))).toBe(true);
      expect(existsSync(join(home, 'copy.db'))).toBe(true);
      expect({ telling, files: tellingFiles() }).toEqual({ telling: [], files: [] });
    },
    120_000,
  );

  test('is in no process of a service that is sending, and in none of its words', async () => {
    Reflect.deleteProperty(smtp.answers, 'auth');
    smtp.behaviour.hang = 'data';
    configure((PLACES['in a setting'] ?? String)(smtp.port));
    const taken = smtp.received.length;
    // Another date than those that were sent.
    const service = spawnMemories(['serve-digest'], { ...options(), now: '2027-11-22T09:00:00Z' });
    const [stdout, stderr, closed] = [text(service.stdout), text(service.stderr), once(service, 'close')];
    await smtp.taken(taken + 1);
    const of = (what: string): string => readFileSync(`/proc/${service.pid ?? ''}/${what}`, 'latin1');
    expect(of('cmdline')).toContain('serve-digest');
    for (const form of FORMS) expect(of('cmdline') + of('environ')).not.toContain(form);
    // What SQLite keeps beside the database while it is open.
    for (const name of ['memories.db', 'memories.db-wal', 'memories.db-shm']) {
      expect(statSync(join(home, name)).mode & 0o077, name).toBe(0);
    }
    service.kill('SIGTERM');
    Reflect.deleteProperty(smtp.behaviour, 'hang');
    await closed;
    const said = (await stdout) + (await stderr);
    for (const form of FORMS) expect(said).not.toContain(form);
    expect(tellingFiles()).toEqual([]);
  }, 60_000);
});
