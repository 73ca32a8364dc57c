// The real service in trouble that passes, at its start and at the hour: it stays up, says so, and sends the mail in time.

import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { archiveWith, runMain, writeConfig } from '../../support/main.ts';
import { runMemories, spawnMemories, type RunResult } from '../../support/run.ts';
import { polite, startRude, startSmtp, type TestSmtp } from '../../support/smtp-server.ts';
import { tempFolder } from '../../support/temp.ts';
import { leaveFree, mountDisk, remount, whyNoDisks } from '../../faults/disks.ts';

/** How much faster time goes for the service. */
const HASTE = 20;

/** A module for `node --import`: its clock starts at a time, and clock and timers are in haste, but for connecting. */
function hastyClock(now: string): string {
  const code = `const Clock = Date; const [begin, start, wait] = [${Date.parse(now)}, Clock.now(), setTimeout];
    globalThis.Date = class Date extends Clock {
      constructor(...words) { if (words.length === 0) super(Date.now()); else super(...words); }
      static now() { return begin + (Clock.now() - start) * ${HASTE}; }
    };
    globalThis.setTimeout = (run, ms, ...words) => wait(run, ms === 30_000 ? ms : ms / ${HASTE}, ...words);`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

interface Service {
  /** What it has logged so far. */
  log(): string;
  /** Its exit code; null while it runs. */
  code(): number | null;
  status(...args: string[]): Promise<RunResult>;
}

function serve(home: string, now: string, env: Record<string, string> = {}): Service {
  const environment = { MEMORIES_DB: join(home, 'memories.db'), MEMORIES_CONFIG: join(home, 'config.yaml'), ...env };
  const options = { NODE_OPTIONS: `--import=${hastyClock(now)}` };
  const child = spawnMemories(['serve-digest'], { home: tempFolder(), env: { ...environment, ...options } });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const closed = new Promise((resolve) => child.once('close', resolve));
  stops.push(async () => {
    child.kill('SIGTERM');
    await closed;
  });
  return {
    log: () => log,
    code: () => child.exitCode,
    status: (...args) => runMemories(['digest', 'status', ...args], { home: tempFolder(), now, env: environment }),
  };
}

/** A memory of each of three days, in a new folder or this one. */
async function homeWithMemories(home = tempFolder()): Promise<string> {
  const archive = await archiveWith(['22', '23'].map((day) => ({ at: `2015-11-${day}T10:00:00Z`, text: 'A heron' })));
  const { code, stderr } = await runMain(['import', archive], { home });
  if (code !== 0) throw new Error(stderr);
  return home;
}

function configure(home: string, port: number, smtp = ''): void {
  writeConfig(home, `digest: { to: wren@example.org }\nsmtp:\n  host: 127.0.0.1\n  port: ${port}\n${smtp}`);
}

interface Trouble {
  readonly home: string;
  readonly problem: string;
  readonly arrived: () => number;
  readonly mend: () => void | Promise<void>;
  /** The status has no database to tell of either. */
  readonly isBlind?: boolean;
  /** It is not tried, only looked for. */
  readonly isToldOnce?: boolean;
}

/** Lets some minutes of the service's go by. */
async function pass(minutes: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, (minutes * 60_000) / HASTE));
}

function arrivedAt(smtp: TestSmtp): () => number {
  return () => smtp.received.length;
}

const TROUBLES: Record<string, () => Promise<Trouble>> = {
  'a password command that fails': async () => {
    const smtp = await startSmtp({ auth: { user: 'wren', password: 'plums' } });
    const home = await homeWithMemories();
    const secret = join(home, 'secret');
    configure(home, smtp.port, `  user: wren\n  password_command: cat ${secret}\n`);
    const mend = (): void => {
      writeFileSync(secret, 'plums\n');
    };
    return { home, problem: 'smtp.password_command failed', arrived: arrivedAt(smtp), mend };
  },
  'a certificate that nobody vouches for': async () => {
    const stranger = await startSmtp({ security: 'tls', certificate: 'self-signed' });
    const smtp = await startSmtp();
    const home = await homeWithMemories();
    configure(home, stranger.port, '  security: tls\n');
    const mend = (): void => {
      configure(home, smtp.port);
    };
    return { home, problem: 'DEPTH_ZERO_SELF_SIGNED_CERT', arrived: arrivedAt(smtp), mend };
  },
  'a portal in between': async () => {
    let arrived = 0;
    let isOpen = false;
    const server = await startRude((line) => {
      if (!isOpen) return line === '' ? 'HTTP/1.1 302 Found\r\nLocation: http://portal.example/\r\n\r\n' : null;
      if (line === '.') arrived += 1;
      return polite(line);
    });
    const home = await homeWithMemories();
    configure(home, server.port);
    const mend = (): void => {
      isOpen = true;
    };
    return { home, problem: 'does not speak as a mail server does', arrived: () => arrived, mend };
  },
  'a database on a disk that is not there yet': async () => {
    const smtp = await startSmtp();
    const home = await homeWithMemories();
    const [disk, away] = [join(home, 'disk'), join(home, 'away')];
    mkdirSync(away);
    renameSync(join(home, 'memories.db'), join(away, 'memories.db'));
    writeConfig(
      home,
      `database: ${join(disk, 'memories.db')}\ndigest: { to: wren@example.org }\nsmtp: { url: "smtp://127.0.0.1:${smtp.port}" }\n`,
    );
    const mend = (): void => {
      renameSync(away, disk);
    };
    return { home, problem: 'nothing has been imported yet', arrived: arrivedAt(smtp), mend, isBlind: true };
  },
  'settings on a disk that is not there yet': async () => {
    const smtp = await startSmtp();
    const home = await homeWithMemories();
    rmSync(join(home, 'config.yaml'));
    const mend = (): void => {
      configure(home, smtp.port);
    };
    return { home, problem: 'no digest is set up', arrived: arrivedAt(smtp), mend, isBlind: true, isToldOnce: true };
  },
};

const NO_DISKS = whyNoDisks();
if (NO_DISKS === null) {
  TROUBLES['a full disk'] = async () => {
    const smtp = await startSmtp();
    const disk = mountDisk(20_000_000);
    const home = await homeWithMemories(disk);
    configure(home, smtp.port);
    leaveFree(disk, 0);
    const mend = (): void => {
      remount(disk, 'size=20000000');
    };
    return { home, problem: 'the disk is full', arrived: arrivedAt(smtp), mend, isBlind: true };
  };
}

/** The database is where the settings say, unless they are those of the test's home. */
function environmentFor(home: string, problem: string): Record<string, string> {
  return problem === 'nothing has been imported yet' ? { MEMORIES_DB: '' } : { MEMORIES_DB: join(home, 'memories.db') };
}

test.each(Object.entries(TROUBLES))(
  '%s does not end the service, neither before the hour nor at it, and the mail goes out when it is over',
  async (_what, make) => {
    const { home, problem, arrived, mend, isBlind, isToldOnce } = await make();
    const service = serve(home, '2026-11-22T07:59:00Z', environmentFor(home, problem));
    await expect.poll(() => service.log(), { timeout: 20_000 }).toContain(problem);
    const early = await service.status();
    expect(early.stdout + early.stderr).toContain(problem);
    if (isBlind) expect(early.code).toBe(1);
    else {
      expect(early.code).toBe(0);
      // While a mail is on its way, which a slow machine may just see, there is no trouble to report.
      await expect
        .poll(() => service.status('--check'), { timeout: 20_000 })
        .toMatchObject({ code: 1, stderr: expect.stringContaining(problem) as string });
    }
    if (isToldOnce) await pass(2);
    else await expect.poll(() => service.log(), { timeout: 20_000 }).toMatch(/T08:0\d/);
    expect(service.code()).toBeNull();
    expect(arrived()).toBe(0);
    await mend();
    await expect.poll(arrived, { timeout: 60_000 }).toBe(1);
    await expect.poll(() => service.log(), { timeout: 20_000 }).toContain(': sent, ');
    expect(service.code()).toBeNull();
    const late = await service.status();
    expect(late.stdout).toMatch(/^ {2}2026-11-22 {2}sent /m);
    expect(late.stdout).not.toContain(problem);
  },
  120_000,
);

test('a refused password does not end the service, which asks no more than each hour', async () => {
  const smtp = await startSmtp({ auth: { user: 'wren', password: 'right' } });
  const home = await homeWithMemories();
  writeConfig(home, `digest: { to: wren@example.org }\nsmtp: { url: "smtp://wren@127.0.0.1:${smtp.port}" }\n`);
  const service = serve(home, '2026-11-22T11:00:00Z', { MEMORIES_SMTP_PASSWORD: 'wrong' });
  await expect
    .poll(() => service.log(), { timeout: 20_000 })
    .toMatch(/11:0\d.*did not let us sign in: 535.*again at .*T12:0/);
  await expect
    .poll(async () => (await service.status()).stdout, { timeout: 20_000 })
    .toMatch(/2026-11-22 {2}not sent yet: .*535.* \(again at 2026-11-22 12:0\d/);
  const { connections } = smtp;
  await pass(5);
  expect(smtp.connections).toBe(connections);
  expect(service.code()).toBeNull();
}, 90_000);

test('other settings are taken up while the service runs', async () => {
  const smtp = await startSmtp();
  const home = await homeWithMemories();
  writeConfig(home, `digest: { to: wren@example.org, schedule: '23:00' }\nsmtp: { url: "smtp://127.0.0.1:1" }\n`);
  const service = serve(home, '2026-11-22T11:00:00Z');
  await expect.poll(() => service.log(), { timeout: 20_000 }).toContain('refused the connection');
  writeConfig(home, 'digest: { to: }\n  wrong');
  await expect.poll(() => service.log(), { timeout: 20_000 }).toContain('settings: ');
  expect((await service.status()).code).toBe(1);
  const url = `smtp://127.0.0.1:${smtp.port}`;
  writeConfig(home, `digest: { to: robin@example.org, schedule: '10:00' }\nsmtp: { url: "${url}" }\n`);
  await expect
    .poll(() => smtp.received.map(({ envelope }) => envelope.to), { timeout: 30_000 })
    .toEqual([['robin@example.org']]);
  expect(service.log()).toContain('the settings have changed');
}, 90_000);
