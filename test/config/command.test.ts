// The settings as `memories config` shows and changes them: real files, and the real program for modes and exit codes.

import fc from 'fast-check';
import { chownSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { unsetSetting, setSetting } from '../../src/config/edit.ts';
import { parseSettings } from '../../src/config/yaml.ts';
import { suggestKey, type KnownSettings } from '../../src/config/keys.ts';
import { SETTINGS, type Setting } from '../../src/config/settings.ts';
import { zipFixture } from '../support/archives.ts';
import {
  databaseOf,
  homeWith,
  runMain,
  TERMINAL,
  writeConfig,
  type MainOptions,
  type MainResult,
} from '../support/main.ts';
import { leftoverName } from '../support/leftovers.ts';
import { tempFolder } from '../support/temp.ts';

/** A home with that configuration, and `memories config` on it without variables. */
function homeWithConfig(yaml: string): {
  home: string;
  path: string;
  text: () => string;
  config: (args: readonly string[], options?: MainOptions) => Promise<MainResult>;
} {
  const home = tempFolder();
  const path = join(home, 'config.yaml');
  writeConfig(home, yaml);
  return {
    home,
    path,
    text: () => readFileSync(path, 'utf8'),
    config: (args, { env, ...options } = {}) =>
      runMain(['config', ...args], { home, env: { MEMORIES_DB: undefined, ...env }, ...options }),
  };
}

const MIXED = '# mine\ntime_zone: europe/paris\n\naccounts: [wren_writes, "@PondNews"]\nmedia: all\n';

describe('memories config', () => {
  test('lists every setting with its value, where that comes from and what it is for', async () => {
    const { config, home } = homeWithConfig(MIXED);
    const { code, stdout, stderr } = await config([], { stdout: TERMINAL, env: { MEMORIES_DB: '/data/mine.db' } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.replace(home, '~')).toMatchInlineSnapshot(`
      "database               /data/mine.db       the database file (MEMORIES_DB)
      time_zone              Europe/Paris
                             the zone whose days count (file, line 2)
      accounts               wren_writes, PondNews
                             show only these accounts (file, line 4)
      retweets               false               show retweets, boosts and reposts
      replies                true                show replies to others
      color                  auto                use colours
      images                 auto                show photos in the terminal
      sensitive              false               show sensitive posts and media
      limit                  (all)               how many posts a day shows
      pager                  true                page what is longer than the screen
      media                  all
                             which media import copies (file, line 5)
      digest.to              (nothing)           who gets the mail
      digest.from            (who gets it)       whom the mail is from
      digest.reply_to        (whom it is from)   where answers to it go
      digest.schedule        08:00               when it is sent
      digest.time_zone       (time_zone)         the zone of its days
      digest.accounts        (accounts)          whose posts it has
      digest.empty           skip                what to do on empty days
      digest.every           day                 daily or weekly mails
      digest.max_photos      12                  how many photos a mail has
      digest.year_review     never               the day of its mail about the year
      digest.feed            (nothing)           the feed file to keep fresh
      digest.site            (nothing)           the folder of the site to keep fresh
      digest.ntfy            (nothing)           the topic of ntfy it goes to
      digest.apprise         (nothing)           the Apprise that passes it on
      digest.webhook         (nothing)           the address its JSON is posted to
      digest.webhook_secret  (nothing)           what that is signed with
      digest.alert           (nothing)           what hears of a day without it
      digest.ping            (nothing)           the address called when it is out
      smtp.url               (nothing)           the mail server, in one line
      smtp.sendmail          (nothing)           a program that sends mail
      smtp.host              (nothing)           the mail server
      smtp.port              (as security needs it)
                             its port
      smtp.security          (as the port has it)
                             how it is encrypted
      smtp.helo              (none)              the name it is greeted by
      smtp.user              (nothing)           the name to log in with
      smtp.password_command  (nothing)           what prints the password
      smtp.token_command     (nothing)           what prints an access token
      smtp.password          (nothing)           the password itself

      The file is ~/config.yaml
      "
    `);
  });

  test('takes two lines a setting where one is too long', async () => {
    const { config, home } = homeWithConfig(MIXED);
    const { stdout } = await config([], { stdout: { ...TERMINAL, columns: 60 } });
    expect(stdout.replace(home, '~')).toMatchInlineSnapshot(`
      "database               (in the data folder)
                             the database file
      time_zone              Europe/Paris
                             the zone whose days count (file, line
                             2)
      accounts               wren_writes, PondNews
                             show only these accounts (file, line
                             4)
      retweets               false
                             show retweets, boosts and reposts
      replies                true
                             show replies to others
      color                  auto                use colours
      images                 auto
                             show photos in the terminal
      sensitive              false
                             show sensitive posts and media
      limit                  (all)
                             how many posts a day shows
      pager                  true
                             page what is longer than the screen
      media                  all
                             which media import copies (file, line
                             5)
      digest.to              (nothing)           who gets the mail
      digest.from            (who gets it)
                             whom the mail is from
      digest.reply_to        (whom it is from)
                             where answers to it go
      digest.schedule        08:00               when it is sent
      digest.time_zone       (time_zone)
                             the zone of its days
      digest.accounts        (accounts)
                             whose posts it has
      digest.empty           skip
                             what to do on empty days
      digest.every           day
                             daily or weekly mails
      digest.max_photos      12
                             how many photos a mail has
      digest.year_review     never
                             the day of its mail about the year
      digest.feed            (nothing)
                             the feed file to keep fresh
      digest.site            (nothing)
                             the folder of the site to keep fresh
      digest.ntfy            (nothing)
                             the topic of ntfy it goes to
      digest.apprise         (nothing)
                             the Apprise that passes it on
      digest.webhook         (nothing)
                             the address its JSON is posted to
      digest.webhook_secret  (nothing)
                             what that is signed with
      digest.alert           (nothing)
                             what hears of a day without it
      digest.ping            (nothing)
                             the address called when it is out
      smtp.url               (nothing)
                             the mail server, in one line
      smtp.sendmail          (nothing)
                             a program that sends mail
      smtp.host              (nothing)           the mail server
      smtp.port              (as security needs it)
                             its port
      smtp.security          (as the port has it)
                             how it is encrypted
      smtp.helo              (none)
                             the name it is greeted by
      smtp.user              (nothing)
                             the name to log in with
      smtp.password_command  (nothing)
                             what prints the password
      smtp.token_command     (nothing)
                             what prints an access token
      smtp.password          (nothing)
                             the password itself

      The file is ~/config.yaml
      "
    `);
    for (const line of stdout.split('\n').slice(0, -3)) expect(line.length).toBeLessThanOrEqual(60);
  });

  test('takes one line a setting when piped, however long', async () => {
    const { config } = homeWithConfig(`database: /${'long/'.repeat(40)}mine.db\n`);
    const lines = (await config([])).stdout.split('\n');
    expect(lines.filter((line) => /^[a-z_.]+ +\S/.test(line))).toHaveLength(Object.keys(SETTINGS).length);
  });

  test('aligns values of wide characters by their cells', async () => {
    const { config } = homeWithConfig('database: /家/記憶.db\n');
    const lines = (await config([])).stdout.split('\n');
    const database = lines.find((line) => line.startsWith('database')) ?? '';
    const color = lines.find((line) => line.startsWith('color')) ?? '';
    expect(database.indexOf('file, line 1') + '家記憶'.length).toBe(color.indexOf('default'));
  });

  test('lets no value drive the terminal', async () => {
    const { config } = homeWithConfig('database: "/a\\e]0;owned\\a\\nb"\n');
    const { stdout } = await config([], { stdout: TERMINAL });
    expect(stdout).toContain('/a]0;owned b');
    // eslint-disable-next-line no-control-regex -- what must not be there
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  test('says so where there is no file', async () => {
    const home = tempFolder();
    const { stdout } = await runMain(['config'], { home, env: { MEMORIES_CONFIG: join(home, 'none.yaml') } });
    expect(stdout).toContain(`There is no file yet; it would be ${join(home, 'none.yaml')}`);
  });

  test('--json prints the path and every setting with its source', async () => {
    const { config, path } = homeWithConfig(MIXED);
    const { stdout } = await config(['--json'], { env: { MEMORIES_DB: '/data/mine.db' } });
    expect(JSON.parse(stdout)).toEqual({
      path,
      settings: [
        { key: 'database', value: '/data/mine.db', source: 'environment', variable: 'MEMORIES_DB' },
        { key: 'time_zone', value: 'Europe/Paris', source: 'file', line: 2 },
        { key: 'accounts', value: ['wren_writes', 'PondNews'], source: 'file', line: 4 },
        { key: 'retweets', value: false, source: 'default' },
        { key: 'replies', value: true, source: 'default' },
        { key: 'color', value: 'auto', source: 'default' },
        { key: 'images', value: 'auto', source: 'default' },
        { key: 'sensitive', value: false, source: 'default' },
        { key: 'limit', value: null, source: 'default' },
        { key: 'pager', value: true, source: 'default' },
        { key: 'media', value: 'all', source: 'file', line: 5 },
        { key: 'digest.to', value: null, source: 'default' },
        { key: 'digest.from', value: null, source: 'default' },
        { key: 'digest.reply_to', value: null, source: 'default' },
        { key: 'digest.schedule', value: '08:00', source: 'default' },
        { key: 'digest.time_zone', value: null, source: 'default' },
        { key: 'digest.accounts', value: [], source: 'default' },
        { key: 'digest.empty', value: 'skip', source: 'default' },
        { key: 'digest.every', value: 'day', source: 'default' },
        { key: 'digest.max_photos', value: 12, source: 'default' },
        { key: 'digest.year_review', value: 'never', source: 'default' },
        { key: 'digest.feed', value: null, source: 'default' },
        { key: 'digest.site', value: null, source: 'default' },
        { key: 'digest.ntfy', value: null, source: 'default' },
        { key: 'digest.apprise', value: null, source: 'default' },
        { key: 'digest.webhook', value: null, source: 'default' },
        { key: 'digest.webhook_secret', value: null, source: 'default' },
        { key: 'digest.alert', value: null, source: 'default' },
        { key: 'digest.ping', value: null, source: 'default' },
        { key: 'smtp.url', value: null, source: 'default' },
        { key: 'smtp.sendmail', value: null, source: 'default' },
        { key: 'smtp.host', value: null, source: 'default' },
        { key: 'smtp.port', value: null, source: 'default' },
        { key: 'smtp.security', value: null, source: 'default' },
        { key: 'smtp.helo', value: null, source: 'default' },
        { key: 'smtp.user', value: null, source: 'default' },
        { key: 'smtp.password_command', value: null, source: 'default' },
        { key: 'smtp.token_command', value: null, source: 'default' },
        { key: 'smtp.password', value: null, source: 'default' },
      ],
    });
  });

  test('list is the same, also with --json', async () => {
    const { config } = homeWithConfig(MIXED);
    expect(await config(['list'])).toEqual(await config([]));
    expect(await config(['list', '--json'])).toEqual(await config(['--json']));
  });

  test('names the line of a mistake and what would be right: exit code 1', async () => {
    const { config, path } = homeWithConfig('color: auto\nimages: sometimes\n');
    for (const args of [[], ['--json'], ['get', 'color']]) {
      expect(await config(args)).toEqual({
        code: 1,
        stdout: '',
        stderr: `error: ${path}, line 2: images is "sometimes"\nhint: it must be one of auto, always, never\n`,
      });
    }
  });

  test.each([
    ['sett', 'there are: list, get, set, unset, path'],
    ['time_zone', 'did you mean "memories config get time_zone"?'],
  ])('has no command %s: exit code 2 and what there is', async (word, hint) => {
    const { code, stderr } = await homeWithConfig('').config([word]);
    expect(code).toBe(2);
    expect(stderr).toContain(`error: there is no command "config ${word}"\nhint: ${hint}\n`);
  });
});

describe('memories config get', () => {
  test.each([
    ['time_zone', 'Europe/Paris\n'],
    ['accounts', 'wren_writes,PondNews\n'],
    ['media', 'all\n'],
    ['retweets', 'false\n'],
    ['database', ''],
  ])('%s prints the value alone', async (key, stdout) => {
    expect(await homeWithConfig(MIXED).config(['get', key])).toEqual({ code: 0, stdout, stderr: '' });
  });

  test('prints the value that counts: that of the environment', async () => {
    const { config } = homeWithConfig(MIXED);
    const { stdout } = await config(['get', 'time_zone'], { env: { MEMORIES_TIME_ZONE: 'asia/tokyo' } });
    expect(stdout).toBe('Asia/Tokyo\n');
  });

  test('prints what set was given', async () => {
    const { config } = homeWithConfig('');
    await config(['set', 'accounts', 'jack', '@biz']);
    const { stdout } = await config(['get', 'accounts']);
    expect(stdout).toBe('jack,biz\n');
    await config(['set', 'accounts', stdout.trim()]);
    expect((await config(['get', 'accounts'])).stdout).toBe(stdout);
  });
});

describe('memories config get of a further digest', () => {
  test('prints what it has, which may be that of the first one', async () => {
    const { config } = homeWithConfig('digest: { to: a@example.org }\ndigests: { sunday: { every: week } }\n');
    expect(await config(['get', 'digests.sunday.to'])).toEqual({ code: 0, stdout: 'a@example.org\n', stderr: '' });
  });

  test('that is not there says so, until one of its settings is set', async () => {
    const { config } = homeWithConfig('digest: { to: a@example.org }\ndigests: { sunday: { every: week } }\n');
    const { code, stdout, stderr } = await config(['get', 'digests.nosuch.to']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(
      'error: there is no digest "nosuch" in the configuration\nhint: there are: sunday; memories config set digests.nosuch.to <value> makes it\n',
    );
    await config(['set', 'digests.nosuch.to', 'b@example.org']);
    expect((await config(['get', 'digests.nosuch.to'])).stdout).toBe('b@example.org\n');
  });
});

describe('memories config set', () => {
  test.each([
    ['99 8 * * *', `"99" isn't a minute`],
    ['0 8 31 2 *', 'no month "2" has a day "31"'],
  ])('refuses the schedule %s, which could never work: exit code 2', async (words, why) => {
    const { config, path } = homeWithConfig('');
    const { code, stdout, stderr } = await config(['set', 'digest.schedule', words]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`error: digest.schedule can't be "${words}"\nhint: it must be a time such as "08:00", or`);
    expect(stderr).toContain(`: ${why}\n`);
    expect(readFileSync(path, 'utf8')).toBe('');
  });

  test.each([
    [['time_zone', 'europe/paris'], 'time_zone: Europe/Paris\n'],
    [['accounts', 'jack', '@biz'], 'accounts: [jack, biz]\n'],
    [['accounts', 'jack,@biz'], 'accounts: [jack, biz]\n'],
    [['accounts', '12345'], 'accounts: ["12345"]\n'],
    [['accounts', ''], 'accounts: []\n'],
    [['replies', 'no'], 'replies: false\n'],
    [['sensitive', 'true'], 'sensitive: true\n'],
    [['images', 'never'], 'images: never\n'],
    [['media', 'none'], 'media: none\n'],
    [['database', '/my', 'memories.db'], 'database: /my memories.db\n'],
    [['database', '/a: b #c.db'], 'database: "/a: b #c.db"\n'],
    [['database', `/${'long '.repeat(30)}.db`], `database: /${'long '.repeat(30)}.db\n`],
  ])('%j writes YAML that means the same', async (args, yaml) => {
    const { config, text } = homeWithConfig('');
    expect((await config(['set', ...args])).code).toBe(0);
    expect(text()).toBe(yaml);
    expect((await config(['--json'])).code).toBe(0);
  });

  test('keeps comments and order, and puts what is new last', async () => {
    const { config, text } = homeWithConfig(`# My settings.

# where I live
time_zone: Europe/Paris # since 2019

# replies: false
color: "auto" # or never
accounts:
  - wren_writes # me
  - PondNews
# the end
`);
    await config(['set', 'time_zone', 'Asia/Tokyo']);
    await config(['set', 'color', 'never']);
    await config(['set', 'accounts', 'otter_eats', 'wren_writes']);
    await config(['set', 'retweets', 'true']);
    expect(text()).toMatchInlineSnapshot(`
      "# My settings.

      # where I live
      time_zone: Asia/Tokyo # since 2019

      # replies: false
      color: never # or never
      accounts:
        - otter_eats
        - wren_writes # me
      retweets: true

      # the end
      "
    `);
  });

  test('mends a wrong value in the file, whatever else is wrong in it', async () => {
    const { config, text } = homeWithConfig('colr: auto\nimages: sometimes\n');
    expect((await config(['set', 'images', 'never'])).code).toBe(0);
    expect(text()).toBe('colr: auto\nimages: never\n');
  });

  test('mends a setting that the file has twice', async () => {
    const { config, text } = homeWithConfig('color: auto\nmedia: all\n# again\ncolor: never\n');
    expect((await config(['set', 'color', 'always'])).code).toBe(0);
    expect(text()).toBe('color: always\nmedia: all\n# again\n');
  });

  test('warns of accounts that the database does not have, if there is one', async () => {
    expect((await runMain(['config', 'set', 'accounts', 'nobody_here'])).stderr).toBe('');
    const home = await homeWith(await zipFixture('root-2018'));
    const { code, stderr } = await runMain(['config', 'set', 'accounts', 'Wren_Writes', 'nobody_here'], { home });
    expect(code).toBe(0);
    expect(stderr).toBe('warning: there is no account @nobody_here in the database: there is: @wren_writes\n');
    writeFileSync(databaseOf(home), 'not a database at all');
    expect(await runMain(['config', 'set', 'accounts', 'nobody_here'], { home })).toMatchObject({
      code: 0,
      stderr: '',
    });
  });

  test('leaves the line ends of Windows as they are', async () => {
    const { config, text } = homeWithConfig('# mine\r\ncolor: auto\r\n');
    await config(['set', 'replies', 'false']);
    expect(text()).toBe('# mine\r\ncolor: auto\r\nreplies: false\r\n');
  });

  test('means a path from the current folder, or from home', async () => {
    const { config, text, home } = homeWithConfig('');
    const cwd = tempFolder();
    await config(['set', 'database', 'mine.db'], { cwd });
    expect(text()).toBe(`database: ${join(cwd, 'mine.db')}\n`);
    await config(['set', 'database', '~/mine.db'], { cwd });
    expect(text()).toBe(`database: ${join(home, 'mine.db')}\n`);
  });

  test('warns on stderr that a variable overrides it', async () => {
    const { config, path } = homeWithConfig('');
    const env = { MEMORIES_TIME_ZONE: 'Asia/Tokyo' };
    expect(await config(['set', 'time_zone', 'UTC'], { env })).toEqual({
      code: 0,
      stdout: `time_zone is now UTC (${path})\n`,
      stderr: 'warning: MEMORIES_TIME_ZONE is set, and overrides the file\n',
    });
    expect((await config(['set', 'time_zone', 'UTC'], { env: { MEMORIES_TIME_ZONE: '' } })).stderr).toBe('');
  });

  test('without a value is refused with exit code 2', async () => {
    expect((await homeWithConfig('').config(['set', 'color'])).code).toBe(2);
  });

  test.each([
    ['broken YAML', 'color: auto\n\tmedia: all\n', 2],
    ['a file that is no list of settings', '- color\n', 1],
    ['an alias, which would change with the value that it repeats', 'color: &mode auto\nimages: *mode\n', 2],
  ])('refuses %s with its line, and leaves the file alone', async (_what, yaml, line) => {
    for (const args of [['list'], ['set', 'color', 'never'], ['unset', 'color']]) {
      const { config, text } = homeWithConfig(yaml);
      const { code, stderr } = await config(args);
      expect(code).toBe(1);
      expect(stderr).toMatch(new RegExp(`^error: \\S+config\\.yaml, line ${line}: .*\\nhint: .*\\n$`));
      expect(text()).toBe(yaml);
    }
  });
});

describe('memories config unset', () => {
  test('takes the setting out and leaves comments that stand above it', async () => {
    const { config, text, path } = homeWithConfig('# replies: false\ncolor: never # quiet\n\nmedia: all\n');
    expect(await config(['unset', 'color'])).toEqual({
      code: 0,
      stdout: `color is no longer set in ${path}; by default it is auto\n`,
      stderr: '',
    });
    expect(text()).toBe('# replies: false\n\nmedia: all\n');
    expect((await config(['unset', 'media'])).code).toBe(0);
    expect(text()).toBe('# replies: false\n');
    await config(['set', 'color', 'always']);
    expect(parse(text())).toEqual({ color: 'always' });
    expect(text()).toContain('# replies: false\n');
  });

  test('warns that a variable still counts', async () => {
    const { config } = homeWithConfig('time_zone: UTC\n');
    const { stderr } = await config(['unset', 'time_zone'], { env: { MEMORIES_TIME_ZONE: 'Asia/Tokyo' } });
    expect(stderr).toBe('warning: MEMORIES_TIME_ZONE is set, and overrides the file\n');
  });

  test('refuses what is no setting and not in the file: exit code 2', async () => {
    expect((await homeWithConfig('').config(['unset', 'colour'])).code).toBe(2);
  });

  test('takes out what is no setting, so that a mistake can be mended', async () => {
    const { config, text, path } = homeWithConfig('colour: never # quiet\nmedia: all\n');
    expect((await config(['list'])).code).toBe(1);
    expect(await config(['unset', 'colour'])).toEqual({
      code: 0,
      stdout: `colour is no longer in ${path}; there is no such setting\n`,
      stderr: '',
    });
    expect(text()).toBe('media: all\n');
    expect((await config(['list'])).code).toBe(0);
  });

  test('takes a setting out wherever it stands', async () => {
    const { config, text } = homeWithConfig('color: auto\nmedia: all\ncolor: never\n');
    expect((await config(['unset', 'color'])).code).toBe(0);
    expect(text()).toBe('media: all\n');
  });
});

test('memories config path prints where the file is, whatever is in it', async () => {
  const { config, path } = homeWithConfig('colr: [\n');
  expect(await config(['path'])).toEqual({ code: 0, stdout: `${path}\n`, stderr: '' });
});

describe('a key with dots', () => {
  const settings = new Map<string, Setting>([
    ['color', SETTINGS.color],
    ['digest.color', SETTINGS.color],
    ['digest.zone', SETTINGS.time_zone],
  ]);
  const known: KnownSettings = {
    keys: [...settings.keys()],
    find: (key) => settings.get(key),
    isGroup: (name) => name === 'digest',
  };
  const read = (yaml: string): object => {
    const entries = [...parseSettings(yaml, 'config.yaml', known)];
    return Object.fromEntries(entries.map(([key, { value, line }]) => [key, { value, line }]));
  };

  test('is nested in the file, and has the line of its own key', () => {
    expect(read('color: auto\ndigest:\n  # mine\n  zone: UTC\n  color: never\n')).toEqual({
      color: { value: 'auto', line: 1 },
      'digest.zone': { value: 'UTC', line: 4 },
      'digest.color': { value: 'never', line: 5 },
    });
    expect(read('digest.color: never\n')).toEqual({ 'digest.color': { value: 'never', line: 1 } });
    expect(read('digest:\n')).toEqual({});
  });

  test.each([
    ['digest:\n  colour: auto\n', 'line 2: there is no setting "digest.colour"'],
    ['digest:\n  color: purple\n', 'line 2: digest.color is "purple"'],
    ['color: auto\ndigest: 5\n', 'line 2: there is no setting "digest"'],
    ['digest:\n  color: auto\ndigest.color: never\n', 'line 3: digest.color is set twice'],
    ['color:\n  color: auto\n', 'line 1: color is {"color":"auto"}'],
  ])('is refused where it is wrong: %j', (yaml, message) => {
    expect(() => read(yaml)).toThrow(`config.yaml, ${message}`);
  });

  test.each([
    ['', 'digest:\n  to: me\n'],
    ['color: auto\n', 'color: auto\ndigest:\n  to: me\n'],
    ['digest:\n', 'digest:\n  to: me\n'],
    ['digest:\n  to: you # mine\n  at: 8\n', 'digest:\n  to: me # mine\n  at: 8\n'],
    ['digest:\n  # noon\n  at: 12\ncolor: auto\n', 'digest:\n  # noon\n  at: 12\n  to: me\ncolor: auto\n'],
    ['digest.to: you\n', 'digest.to: me\n'],
  ])('is set in %j', (before, after) => {
    expect(setSetting(before, 'config.yaml', 'digest.to', 'me')).toBe(after);
  });

  test('is not set where a value is in the way', () => {
    expect(() => setSetting('digest: 5\n', 'config.yaml', 'digest.to', 'me')).toThrow('line 1: digest is 5');
  });

  test.each([
    ['digest:\n  to: me\n  at: 8\n', 'digest:\n  at: 8\n'],
    ['color: auto\n# mail\ndigest:\n  # mine\n  to: me\n', 'color: auto\n# mail\n# mine\n'],
    ['# mail\ndigest:\n  to: me # mine\ncolor: auto\n', '# mail\ncolor: auto\n'],
    ['color: auto\n', null],
  ])('is unset in %j', (before, after) => {
    expect(unsetSetting(before, 'config.yaml', 'digest.to')).toBe(after);
  });
});

test('whatever is set and unset, all other values, and comments on lines of their own, stay where they are', () => {
  const key = fc.constantFrom('color', 'time_zone', 'media', 'digest.to', 'digest.at');
  const comments = fc.nat(2);
  const value = fc.constantFrom('a', '"b"', 'true', '', '[c, d]');
  const line = fc.record({ key, comments, blank: fc.boolean(), aside: fc.boolean(), value });
  const change = fc.record({ key, value: fc.option(fc.constantFrom('x', 'a: b', '# c', 'true', '', ['c', 'e'])) });
  const lines = fc.uniqueArray(line, { selector: (one) => one.key });
  fc.assert(
    fc.property(lines, fc.array(change, { maxLength: 6 }), comments, (before, changes, last) => {
      const original = yamlOf(before, last);
      const expected = valuesIn(original);
      const untouched = before.map((one) => one.key).filter((name) => !changes.some((one) => one.key === name));
      let text = original;
      for (const { key, value } of changes) {
        if (value === null) expected.delete(key);
        else expected.set(key, value);
        text = value === null ? (unsetSetting(text, '', key) ?? text) : setSetting(text, '', key, value);
        expect(valuesIn(text)).toEqual(expected);
      }
      expect(orderIn(text, untouched)).toEqual(orderIn(original, untouched));
    }),
    { numRuns: 300 },
  );
});

interface Line {
  readonly key: string;
  /** How many stand above it. */
  readonly comments: number;
  /** Whether an empty line does. */
  readonly blank: boolean;
  /** Whether a comment stands beside it. */
  readonly aside: boolean;
  readonly value: string;
}

function yamlOf(lines: readonly Line[], last: number): string {
  let number = 0;
  const comments = (count: number, indent: string): string =>
    Array.from({ length: count }, () => `${indent}# comment ${++number}\n`).join('');
  const written = (line: Line, indent = ''): string =>
    (line.blank ? '\n' : '') +
    comments(line.comments, indent) +
    `${indent}${nameOf(line.key)}: ${line.value}${line.aside ? ' # aside' : ''}\n`;
  const plain = lines.filter(({ key }) => !key.includes('.')).map((line) => written(line));
  const nested = lines.filter(({ key }) => key.includes('.')).map((line) => written(line, '  '));
  return [...plain, nested.length > 0 ? 'digest:\n' : '', ...nested, comments(last, '')].join('');
}

function nameOf(key: string): string {
  return key.replace('digest.', '');
}

/** Comments and keys, as they follow each other. */
function orderIn(text: string, keys: readonly string[]): string[] {
  const names = keys.map(nameOf);
  const words = text.match(/^ *(# comment \d+$|\w+(?=:))/gm) ?? [];
  return words.map((word) => word.trim()).filter((word) => word.startsWith('#') || names.includes(word));
}

function valuesIn(text: string): Map<string, unknown> {
  const file = (parse(text) ?? {}) as Record<string, unknown>;
  return new Map(
    Object.entries(file).flatMap(([key, value]): [string, unknown][] =>
      key === 'digest' ? Object.entries(value ?? {}).map(([name, item]) => [`digest.${name}`, item]) : [[key, value]],
    ),
  );
}

test.each([
  ['timezone', 'time_zone'],
  ['TimeZone', 'time_zone'],
  ['tiem_zone', 'time_zone'],
  ['zone', 'time_zone'],
  ['colour', 'color'],
  ['colr', 'color'],
  ['image', 'images'],
  ['sensitve', 'sensitive'],
  ['account', 'accounts'],
  ['reply', 'replies'],
  ['tweets', 'retweets'],
  ['data', 'database'],
])('of a key %s it is thought that %s may be meant', (typed, key) => {
  expect(suggestKey(typed)).toBe(`did you mean "${key}"?`);
});

test.each(['', 'x', 'font', '日本', 'timestamp'])('of a key %j nothing is thought', (typed) => {
  expect(suggestKey(typed)).toMatch(/^settings are: /);
});

test('what a program that was killed had begun to write, a password too, is removed by the next command that reads the file', async () => {
  const { home, config } = homeWithConfig(MIXED);
  writeFileSync(join(home, leftoverName('config.yaml')), 'smtp: { password: hunter2 }');
  expect(await config(['get', 'media'])).toMatchObject({ code: 0 });
  expect(readdirSync(home)).toEqual(['config.yaml']);
});

test.runIf(process.getuid?.() === 0)('a file of somebody else stays theirs when root changes it', async () => {
  const { path, config } = homeWithConfig(MIXED);
  chownSync(path, 12_345, 54_321);
  expect(await config(['set', 'media', 'none'])).toMatchObject({ code: 0 });
  expect(statSync(path)).toMatchObject({ uid: 12_345, gid: 54_321 });
});
