// What is longer than the screen, at a real terminal: in a pager of the user's, in less, or in none.

import { execFileSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { archiveWith, databaseOf, homeWith, writeConfig } from '../support/main.ts';
import { runMemories } from '../support/run.ts';
import { atTerminal, hasTerminals, type Shown, type Step } from '../support/terminal.ts';

const HEADER = 'On this day, 22 November';
/** The last words of the day. */
const LAST = 'The end of the oldest year.';
const ASKED = 'pager: more?';

let home: string;
let pager: string;

beforeAll(async () => {
  const tweets = [2011, 2015, 2019].flatMap((year) =>
    Array.from({ length: 20 }, (_, index) => ({
      at: `${year}-11-22T08:${String(index).padStart(2, '0')}:00Z`,
      text: year === 2011 && index === 19 ? LAST : `Tide table ${index} of ${year}: the heron is back.`,
    })),
  );
  home = await homeWith(await archiveWith(tweets));
  pager = scriptCalled('my-pager', `echo "[my-pager $*]"; head -n 3; echo "${ASKED}"; read answer </dev/tty`);
});

/** A program of the home's. @returns its path */
function scriptCalled(name: string, commands: string): string {
  const path = join(home, name);
  writeFileSync(path, `#!/bin/sh\n${commands}\n`);
  chmodSync(path, 0o755);
  return path;
}

interface Place {
  readonly env?: Record<string, string>;
  readonly rows?: number;
}

function show(args: readonly string[], steps: readonly Step[], { env = {}, rows = 24 }: Place = {}): Promise<Shown> {
  const PATH = process.env['PATH'] ?? '';
  const own = { MEMORIES_DB: databaseOf(home), MEMORIES_CONFIG: join(home, 'config.yaml'), PATH };
  return atTerminal(args, steps, { home, rows, env: { ...own, PAGER: pager, ...env } });
}

/** All of the day, and not a word of a pager. */
function expectAllAtOnce({ code, screen }: Shown): void {
  expect(code).toBe(0);
  expect(screen).toContain(HEADER);
  expect(screen).toContain(LAST);
  expect(screen).not.toContain('pager');
}

describe.skipIf(!hasTerminals())('what is longer than the screen', () => {
  test.each([['on', '11-22'], ['search', 'heron', '--limit', '60'], ['stats'], ['calendar'], ['year', '2015']])(
    'is shown by PAGER: %s %s',
    async (...args) => {
      const { code, screen } = await show(args, [[ASKED, 'enter']], { rows: 10 });
      expect(code).toBe(0);
      expect(screen).toContain('[my-pager ]');
    },
  );

  test('begins with the date, and is left before its end without an error', async () => {
    const { code, screen } = await show(['on', '11-22'], [[ASKED, 'enter']]);
    expect(code).toBe(0);
    expect(screen.split('\n').slice(0, 2)).toEqual(['[my-pager ]', expect.stringContaining(HEADER)]);
    expect(screen).not.toContain(LAST);
  });

  test('may be shown by a command that needs a shell', async () => {
    const { code, screen } = await show(['on', '11-22'], [[ASKED, 'enter']], {
      env: { PAGER: `TIDE=low "${pager}" -x` },
    });
    expect(code).toBe(0);
    expect(screen).toContain('[my-pager -x]');
  });

  test('leaves Ctrl-C to the pager, however often', async () => {
    const commands = `cat >/dev/null; count=0; trap 'count=$((count + 1)); echo "interrupt $count"' INT
      echo "${ASKED}"; while [ $count -lt 2 ]; do sleep 0.1; done; echo "read to the end"`;
    const steps: Step[] = [
      [ASKED, 'ctrl-c'],
      ['interrupt 1', 'ctrl-c'],
    ];
    const { code, screen } = await show(['on', '11-22'], steps, {
      env: { PAGER: scriptCalled('patient-pager', commands) },
    });
    expect(screen).toContain('read to the end');
    expect(code).toBe(0);
  });

  test.each(['/nowhere/to/be-found', '"/nowhere/to be found"', 'no-such-pager -x'])(
    'is printed when there is no pager %s',
    async (PAGER) => {
      const { code, screen } = await show(['on', '11-22'], [], { env: { PAGER } });
      expect(code).toBe(0);
      expect(screen).toContain(HEADER);
      expect(screen).toContain(LAST);
    },
  );

  test.each([
    { where: 'with --no-pager', args: ['--no-pager'], place: {} },
    { where: 'with PAGER empty', args: [], place: { env: { PAGER: '' } } },
    { where: 'with PAGER=cat', args: [], place: { env: { PAGER: 'cat' } } },
    { where: 'in a dumb terminal', args: [], place: { env: { TERM: 'dumb' } } },
    { where: 'on a screen that is high enough', args: [], place: { rows: 500 } },
    { where: 'on a screen of unknown height', args: [], place: { rows: 0 } },
  ])('is printed at once $where', async ({ args, place }) => {
    expectAllAtOnce(await show(['on', '11-22', ...args], [], place));
  });

  test('is printed at once with the setting', async () => {
    writeConfig(home, 'pager: false\n');
    const shown = await show(['on', '11-22'], []);
    writeConfig(home, '');
    expectAllAtOnce(shown);
  });

  test('is printed at once as JSON, as a page, and by the demo', async () => {
    expectAllAtOnce(await show(['on', '11-22', '--html', '-'], []));
    expect((await show(['on', '11-22', '--json'], [])).screen).not.toContain('pager');
    const demo = await show(['demo'], [], { rows: 5 });
    expect(demo.code).toBe(0);
    expect(demo.screen).not.toContain('my-pager');
  });

  test('goes into a pipe as it is', async () => {
    const { code, stdout } = await runMemories(['on', '11-22', '--db', databaseOf(home)], { env: { PAGER: pager } });
    expect(code).toBe(0);
    expect(stdout).toContain(LAST);
    expect(stdout).not.toContain('pager');
  });

  test('passes no password on', async () => {
    const tells = scriptCalled('telling-pager', `cat >/dev/null; echo "[$MEMORIES_SMTP_PASSWORD]"`);
    const { screen } = await show(['on', '11-22'], [], { env: { PAGER: tells, MEMORIES_SMTP_PASSWORD: 'plums' } });
    expect(screen).toContain('[]');
    expect(screen).not.toContain('plums');
  });
});

describe.skipIf(!hasTerminals() || !isLessThere())('less', () => {
  test.each([
    { what: 'as it comes', env: {} },
    { what: 'with options of its own that know no colours', env: { LESS: '-M' } },
  ])('$what shows the date first, in colour, and goes with q', async ({ env }) => {
    const args = ['on', '11-22', '--color=always'];
    const { code, screen } = await show(args, [[HEADER], [':'], ['', 'q']], { env: { ...env, PAGER: 'less' } });
    expect(code).toBe(0);
    expect(screen).toContain(HEADER);
    expect(screen).not.toContain(LAST);
    expect(screen).not.toContain('ESC[');
  });
});

function isLessThere(): boolean {
  try {
    execFileSync('less', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
