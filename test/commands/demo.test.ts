// `memories demo` has memories to show on any date, in any zone, and keeps nothing.

import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runMain, TERMINAL, writeConfig } from '../support/main.ts';
import { tempFolder } from '../support/temp.ts';

describe('memories demo', () => {
  test.each([
    { now: '2026-11-22T09:00:00Z', zone: 'UTC', day: '22 November' },
    { now: '2028-02-29T12:00:00Z', zone: 'UTC', day: '29 February' },
    { now: '2027-02-28T12:00:00Z', zone: 'UTC', day: '28 February' },
    { now: '2028-03-01T00:00:00Z', zone: 'UTC', day: '1 March' },
    { now: '2027-01-01T00:00:00Z', zone: 'UTC', day: '1 January' },
    { now: '2026-12-31T23:59:59Z', zone: 'UTC', day: '31 December' },
    { now: '2026-12-31T11:00:00Z', zone: 'Pacific/Kiritimati', day: '1 January' },
    { now: '2028-02-28T10:30:00Z', zone: 'Pacific/Kiritimati', day: '29 February' },
    { now: '2027-01-01T10:30:00Z', zone: 'Pacific/Pago_Pago', day: '31 December' },
    { now: '2028-03-01T10:30:00Z', zone: 'Pacific/Pago_Pago', day: '29 February' },
  ])('shows memories of $day at $now in $zone', async ({ now, zone, day }) => {
    const { code, stdout, stderr } = await runMain(['demo'], { now, systemTimeZone: zone });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`On this day, ${day}`);
    expect(stdout).not.toContain('No memories');
    expect(stdout.match(/\d+ years? ago/g)?.length).toBeGreaterThanOrEqual(3);
  });

  test('shows the commands it stands for, and how to go on', async () => {
    const { stdout } = await runMain(['demo']);
    expect(stdout).toContain('$ memories import');
    expect(stdout).toMatch(/(\d+) of \1 posts read/);
    expect(stdout).toContain('$ memories today');
    expect(stdout.trimEnd().split('\n').at(-1)).toContain('memories import');
  });

  test('runs other commands on it', async () => {
    const plums = await runMain(['demo', 'search', 'plums', '--json']);
    expect(JSON.parse(plums.stdout)).toMatchObject({ query: 'plums', total: 3 });
    const { code, stdout, stderr } = await runMain(['demo', 'today', '--limit', '1', '--no-color']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^On this day, 22 November\n/);
    expect((await runMain(['demo', '24', 'December'])).stdout).toMatch(/^No memories on 24 December/);
  });

  test('prints commands that run', async () => {
    const { stdout } = await runMain(['demo']);
    const today = await runMain(['demo', '12-24']);
    const all = `${stdout}${today.stdout}`;
    const printed = [...all.matchAll(/memories demo (?:[a-z]+(?: [\w-]+)*|--digest)/g)].map(([words]) => words);
    expect(printed).toEqual(
      expect.arrayContaining([
        'memories demo today',
        expect.stringMatching(/^memories demo thread \d+$/),
        expect.stringMatching(/^memories demo on \d\d-\d\d$/),
        'memories demo search plums',
        'memories demo stats',
        'memories demo year',
        'memories demo --digest',
      ]),
    );
    for (const words of new Set(printed)) {
      const run = await runMain(words.split(' ').slice(1));
      expect({ words, ...run }).toMatchObject({ code: 0, stderr: '' });
      expect(run.stdout, words).not.toMatch(/^No memories|Nothing found/);
    }
    // What would need the user's own database is not printed, but how to import is.
    expect(all.match(/(?<!No )memories (?:today|on \d|thread|show|stats|year)/g)).toEqual(['memories today']);
  });

  test('prints them in colours, too, and no line that breaks at 80', async () => {
    let shown = '';
    const write = (text: string): boolean => ((shown += text), true);
    await runMain(['demo', '--no-pager'], { stdout: { ...TERMINAL, write } });
    expect(shown).toContain('memories demo thread');
    expect(shown).not.toContain('memories thread');
    const end = shown.slice(shown.indexOf('Go on with it')).split('\n');
    expect(Math.max(...end.map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  test('has the help of other commands', async () => {
    const { code, stdout, stderr } = await runMain(['demo', 'help', 'search']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Find posts by their words/);
  });

  test('has a page with its photos, and its mail', async () => {
    const page = await runMain(['demo', 'today', '--html', '-']);
    expect(page.stdout.match(/<img[^>]* src="data:image/g)?.length).toBeGreaterThanOrEqual(4);
    const mail = await runMain(['demo', '--digest']);
    expect(mail.code).toBe(0);
    expect(mail.stdout).toMatch(/^Subject: 22 November 2026: .*\nFrom: /);
  });

  test.each([
    [['import', 'x.zip'], "memories demo can't import"],
    [['hide', '20'], "memories demo can't hide"],
    [['digest', 'send'], "memories demo can't send mails"],
    [['--nonsense'], 'memories demo has no option --nonsense'],
    [['serach', 'x'], 'there is no command "serach"'],
    [['today', '--nonsense'], 'memories today has no option --nonsense'],
  ])('refuses %j', async (words, error) => {
    const { code, stdout, stderr } = await runMain(['demo', ...words]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`error: ${error}\nhint: `);
  });

  test('sends nothing, whatever the environment says, and looks at no database that is named', async () => {
    const env = { MEMORIES_SMTP_URL: 'smtp://127.0.0.1:9', MEMORIES_DIGEST_TO: 'jack@example.org' };
    const { stdout } = await runMain(['demo', 'digest', 'preview', '--db', '/nowhere/x.db'], { env });
    expect(stdout).toContain('To: wren@example.org');
  });

  test('names no file that is gone soon after', async () => {
    const { stdout } = await runMain(['demo']);
    expect(stdout).toContain('▣ photo\n');
    expect(stdout).not.toMatch(/memories-demo-|memories-media/);
  });

  test('leaves nothing behind when it fails in the middle', async () => {
    const [home, temporary] = [tempFolder(), tempFolder()];
    const before = process.env['TMPDIR'];
    process.env['TMPDIR'] = temporary;
    try {
      const write = (text: string): boolean => {
        if (text.includes('posts read')) throw new Error('no paper in the printer');
        return true;
      };
      expect((await runMain(['demo'], { home, stdout: { write } })).code).toBe(70);
    } finally {
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
    }
    expect(readdirSync(temporary)).toEqual([]);
  });

  test.each([
    ['accounts: [jack]\n', 'accounts that are not its own'],
    ['time_zone: Pacific/Kiritimati\n', 'a zone'],
    ['replies: false\nretweets: true\n', 'other filters'],
    ['database: /nowhere/at/all.db\n', 'a database'],
  ])('works with a configuration of one that uses the program already (%j)', async (yaml) => {
    const home = tempFolder();
    writeConfig(home, yaml);
    const { code, stdout, stderr } = await runMain(['demo'], { home, env: { MEMORIES_DB: undefined } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('On this day');
  });

  test('does not even look at a database that is there', async () => {
    const home = tempFolder();
    const database = join(home, 'mine.db');
    writeFileSync(database, 'not a database at all');
    expect((await runMain(['demo', '--db', database], { home })).code).toBe(0);
    expect((await runMain(['demo', 'stats', `--db=${database}`], { home })).code).toBe(0);
  });

  test('has colours where the day has them', async () => {
    const escape = String.fromCodePoint(0x1b);
    expect((await runMain(['demo', '--color=always'])).stdout).toContain(`${escape}[`);
    expect((await runMain(['demo', '--no-color'], { stdout: TERMINAL })).stdout).not.toContain(`${escape}[`);
  });
});
