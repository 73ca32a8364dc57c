// What is said of a wrong command line: what is wrong, and what to do, in one voice.

import { describe, expect, test } from 'vitest';
import { fixturePath } from '../support/archives.ts';
import { homeWith, runMain } from '../support/main.ts';
import { tempFolder } from '../support/temp.ts';

describe('a wrong command line gets an error and a hint', () => {
  test.each<[args: string[], error: string, hint: string]>([
    [['tody'], 'there is no command "tody"', 'did you mean memories today?'],
    [['serach', 'otter'], 'there is no command "serach"', 'did you mean memories search?'],
    [['help', 'tody'], 'there is no command "tody"', 'did you mean memories today?'],
    [['xyzzy'], 'there is no command "xyzzy"', 'memories --help shows every command'],
    [
      ['list'],
      'there is no command "list"',
      'memories accounts lists what was imported, memories --help every command',
    ],
    [['digest', 'sned'], 'there is no command "digest sned"', 'there are: preview, send, status'],
    [['today', '12-24'], '"12-24" is a word too many for memories today', 'another day: memories on 12-24'],
    [
      ['week', 'one', 'two'],
      '"one two" are words too many for memories week',
      'memories week --help shows what it takes',
    ],
    [['today', '--acount', 'jack'], 'memories today has no option --acount', 'did you mean --account?'],
    [['today', '--acount=jack'], 'memories today has no option --acount', 'did you mean --account?'],
    [['today', '--colour', 'never'], 'memories today has no option --colour', 'did you mean --color?'],
    [['today', '-x'], 'memories today has no option -x', 'memories today --help shows what it takes'],
    [
      ['today', '--time-zone'],
      '--time-zone needs a <zone>',
      '--time-zone <zone>: the zone whose days count, such as Europe/Paris',
    ],
    [['digest', 'send', '--to'], '--to needs an <address>', '--to <address>: to somebody else'],
    [
      ['today', '--time-zone', 'Europe/Pariss'],
      '--time-zone can\'t be "Europe/Pariss"',
      'it must be a time zone; did you mean Europe/Paris?',
    ],
    [['today', '--color', 'alway'], '--color can\'t be "alway"', 'did you mean always?'],
    [['today', '--color', 'mauve'], '--color can\'t be "mauve"', 'it can be auto, always or never'],
    [['show'], 'memories show needs a <post>', 'for example: memories show 801153652801671215'],
    [['show', "it's"], `<post> can't be "it's"`, 'it must be the id of a post or its address'],
    [['config', 'set'], 'memories config set needs a <key>', 'for example: memories config set time_zone Europe/Paris'],
    [['completions', 'bsh'], '<shell> can\'t be "bsh"', 'did you mean bash or zsh?'],
    [['today', '--json', '--html', 'x'], "--json can't be used with --html", 'leave one of them out'],
    [['hide', '@jack'], `"@jack" isn't the id or address of a post`, 'did you mean memories hide --user @jack?'],
    [
      ['hide', 'https://x.com/jack'],
      `"https://x.com/jack" isn't the id or address of a post`,
      'did you mean memories hide --user jack?',
    ],
    [
      ['hide', 'old job'],
      `"old job" isn't the id or address of a post`,
      'did you mean memories hide --word "old job"?',
    ],
    [['completions', 'tcsh'], `<shell> can't be "tcsh"`, 'it can be bash, zsh or fish'],
    [
      ['hide', '--date', '2013-02-30'],
      'there is no 30 February',
      'write 2015-03-14, or 03-14 for every year; "14 March" will do',
    ],
    [
      ['today', '--time-zone', '+02:00'],
      `--time-zone can't be "+02:00"`,
      'it must be the zone of a place, such as Europe/Paris, not an offset; +2 hours all year round is Etc/GMT-2',
    ],
    [
      ['today', '--time-zone', 'GMT-5'],
      `--time-zone can't be "GMT-5"`,
      'it must be the zone of a place, such as Europe/Paris, not an offset; -5 hours all year round is Etc/GMT+5',
    ],
    [
      ['today', '--time-zone', 'UTC+5:30'],
      `--time-zone can't be "UTC+5:30"`,
      'it must be the zone of a place, such as Europe/Paris, not an offset',
    ],
    [
      ['demo', '--limit', '3'],
      'memories demo has no option --limit',
      'options of another command come after its name: memories demo today --limit 3',
    ],
    [['unhide', '03-14'], `"03-14" isn't the id or address of a post`, 'did you mean memories unhide --date 03-14?'],
  ])('%j', async (args, error, hint) => {
    expect(await runMain(args)).toEqual({ code: 2, stdout: '', stderr: `error: ${error}\nhint: ${hint}\n` });
  });
});

test('a handle that is nearly one of those there are is suggested', async () => {
  const home = await homeWith(fixturePath('data-2024'));
  const { code, stderr } = await runMain(['today', '-a', 'wren_wrtes'], { home });
  expect(code).toBe(1);
  expect(stderr).toContain('hint: did you mean @wren_writes?\n');
});

test('a database that is not there is told alike, whatever names it', async () => {
  const home = tempFolder();
  const path = '/nowhere/memories.db';
  const byFlag = await runMain(['today', '--db', path], { home });
  const byVariable = await runMain(['today'], { home, env: { MEMORIES_DB: path } });
  expect(byFlag.stderr).toMatch(
    /^error: nothing has been imported yet: there is no database \/nowhere\/memories\.db\n/,
  );
  expect(byFlag.stderr).toContain('hint: --db names it; memories import');
  expect(byVariable).toEqual({ ...byFlag, stderr: byFlag.stderr.replace('--db', 'MEMORIES_DB') });
});
