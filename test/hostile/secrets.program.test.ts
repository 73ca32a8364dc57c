// A mail server's password is in the configuration and on its way to that server, and nowhere else: not in words, logs,
// files or backups, nor in the words or the environment of another process.

import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test, vi } from 'vitest';
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

interface Setting {
  readonly home: string;
  readonly smtp: TestSmtp;
}

/** A home with a memory to send and a server to send it to, so that several can be tried at the same time. */
async function setting(): Promise<Setting> {
  const home = tempFolder();
  const smtp = await startSmtp({ auth: { user: USER, password: SECRET } });
  await runMain(['import', await archiveWith([{ at: '2019-11-22T10:00:00Z', text: 'plums' }])], { home });
  recordingTools(home);
  return { home, smtp };
}

/** Systemd's programs and a browser, which note what they were given: their words and their environment. */
function recordingTools(home: string): void {
  mkdirSync(join(home, 'bin'));
  for (const name of ['systemctl', 'journalctl', 'loginctl', 'browser', 'pass']) {
    const note = `for part in cmdline environ; do tr '\\0' '\\n' < /proc/$$/$part >> '${home}/given-to-${name}'; done`;
    const answer = name === 'pass' ? `cat '${home}/kept'` : 'echo ActiveState=active';
    writeFileSync(join(home, 'bin', name), `#!/bin/sh\n${note}\n${answer}\n`, { mode: 0o755 });
  }
  writeFileSync(join(home, 'kept'), `${SECRET}\n`);
}

function configure(home: string, smtpLines: string): void {
  const path = join(home, 'config.yaml');
  writeFileSync(path, `digest:\n  to: wren@example.org\nsmtp:\n  security: none\n${smtpLines}`);
  chmodSync(path, 0o600);
}

function options(home: string, more: Record<string, string> = {}): RunOptions & { home: string } {
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
function tellingFiles(home: string): string[] {
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

const CASES = Object.entries(PLACES).flatMap(([place, lines]) => [
  [place, 'goes out', lines, undefined] as const,
  [place, 'is refused', lines, `535 5.7.8 no: ${SECRET}`] as const,
]);

/** In a process of its own: what opens a browser goes by the environment of its process. */
const SPAWNED = 'on 11-22 --open';

describe.skipIf(process.platform !== 'linux')('a password', () => {
  test.concurrent.each(CASES)(
    '%s is in no output, file or other process where the mail %s',
    async (place, _state, lines, answer) => {
      const { home, smtp } = await setting();
      const isInEnvironment = place === 'in the environment';
      const all = options(home, isInEnvironment ? { MEMORIES_SMTP_PASSWORD: SECRET } : undefined);
      configure(home, lines(smtp.port));
      if (answer !== undefined) smtp.answers.auth = answer;
      const telling: string[] = [];
      for (const line of LINES) {
        // The real program where its own environment has the password; elsewhere its sources do the same sooner.
        const run = line === SPAWNED || (isInEnvironment && answer === undefined) ? runMemories : runMain;
        const { code, stdout, stderr } = await run(line.split(' '), all);
        expect([0, 1, 2], `${line}: ${stderr}`).toContain(code);
        if (FORMS.some((form) => (stdout + stderr).includes(form))) telling.push(line);
      }
      // The browser is left to itself.
      await vi.waitUntil(() => existsSync(join(home, 'given-to-browser')), 10_000);
      expect(existsSync(join(home, 'given-to-systemctl'))).toBe(true);
      expect(existsSync(join(home, 'copy.db'))).toBe(true);
      expect({ telling, files: tellingFiles(home) }).toEqual({ telling: [], files: [] });
    },
    120_000,
  );

  test('is in no process of a service that is sending, and in none of its words', async () => {
    const { home, smtp } = await setting();
    smtp.behaviour.hang = 'data';
    configure(home, (PLACES['in a setting'] ?? String)(smtp.port));
    const service = spawnMemories(['serve-digest'], options(home));
    const [stdout, stderr, closed] = [text(service.stdout), text(service.stderr), once(service, 'close')];
    await smtp.taken(1);
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
    expect(tellingFiles(home)).toEqual([]);
  }, 60_000);
});
