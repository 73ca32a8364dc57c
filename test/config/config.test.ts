// Where a setting's value comes from, and what is said of a wrong one.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig, type Flags } from '../../src/config/config.ts';
import { UserError } from '../../src/platform/errors.ts';
import { SETTINGS } from '../../src/config/settings.ts';
import { archiveWith, contextFor, homeWith, runMain, writeConfig, type MainOptions } from '../support/main.ts';
import { tempFolder } from '../support/temp.ts';

interface Sources extends Pick<MainOptions, 'env' | 'cwd' | 'systemTimeZone'> {
  flags?: Flags;
  file?: string;
}

/** The configuration of a home with that file, and without variables but those given. */
async function configOf({ flags = {}, file = '', env = {}, ...options }: Sources): ReturnType<typeof loadConfig> {
  const home = tempFolder();
  writeConfig(home, file);
  return loadConfig(contextFor([], { home, env: { MEMORIES_DB: undefined, ...env }, ...options }), flags);
}

/** The message and the hint of the failure. */
async function refusalOf(sources: Sources): Promise<[message: string, hint: string | undefined]> {
  const error: unknown = await configOf(sources).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof UserError) return [error.message.replace(/^\S*\/config\.yaml/, 'config.yaml'), error.hint];
  throw new Error(`no UserError: ${String(error)}`);
}

describe('a setting', () => {
  test('is its default without a file', async () => {
    const config = await configOf({ systemTimeZone: 'Asia/Tokyo' });
    expect(['accounts', 'retweets', 'replies', 'color'].map((key) => config.get(key as 'accounts'))).toEqual([
      [],
      false,
      true,
      'auto',
    ]);
    expect(config.timeZone).toBe('Asia/Tokyo');
    expect(config.databasePath).toMatch(/memories[/\\].*memories\.db$/);
  });

  test('comes from the file', async () => {
    const config = await configOf({
      file: `
# all of them
database: /data/my.db
time_zone: europe/paris
accounts: [wren_writes, "@PondNews"]
retweets: true
replies: no
color: never
`,
    });
    expect(config.databasePath).toBe('/data/my.db');
    expect(config.timeZone).toBe('Europe/Paris');
    expect(config.get('accounts')).toEqual(['wren_writes', 'PondNews']);
    expect([config.get('retweets'), config.get('replies'), config.get('color')]).toEqual([true, false, 'never']);
  });

  test('may stand in the file without a value, and is the default then', async () => {
    const config = await configOf({ file: 'retweets:\ntime_zone: # later\nreplies: false\n' });
    expect([config.get('retweets'), config.get('replies'), config.timeZone]).toEqual([false, false, 'UTC']);
  });

  test.each([
    { file: 'accounts: wren_writes', accounts: ['wren_writes'] },
    { file: 'accounts: wren_writes, PondNews', accounts: ['wren_writes', 'PondNews'] },
    { file: 'accounts:\n  - wren_writes\n  - PondNews', accounts: ['wren_writes', 'PondNews'] },
    { file: 'accounts: []', accounts: [] },
  ])('of several values can be written as $file', async ({ file, accounts }) => {
    expect((await configOf({ file })).get('accounts')).toEqual(accounts);
  });

  test.each([
    { env: {}, flags: {}, databasePath: '/file.db', timeZone: 'Europe/Paris', from: 'the file' },
    {
      env: { MEMORIES_DB: '/variable.db', MEMORIES_TIME_ZONE: 'Asia/Tokyo' },
      flags: {},
      databasePath: '/variable.db',
      timeZone: 'Asia/Tokyo',
      from: 'the environment before the file',
    },
    {
      env: { MEMORIES_DB: '/variable.db', MEMORIES_TIME_ZONE: 'Asia/Tokyo' },
      flags: { db: '/flag.db', timeZone: 'America/Lima' },
      databasePath: '/flag.db',
      timeZone: 'America/Lima',
      from: 'the flag before the environment',
    },
    {
      env: { MEMORIES_DB: '', MEMORIES_TIME_ZONE: '' },
      flags: {},
      databasePath: '/file.db',
      timeZone: 'Europe/Paris',
      from: 'the file before an empty variable',
    },
  ])('comes from $from', async ({ env, flags, databasePath, timeZone }) => {
    const config = await configOf({ file: 'database: /file.db\ntime_zone: Europe/Paris\n', env, flags });
    expect({ databasePath: config.databasePath, timeZone: config.timeZone }).toEqual({ databasePath, timeZone });
  });

  test('with a wrong value in the environment does no harm where a flag overrides it', async () => {
    const sources = { env: { MEMORIES_TIME_ZONE: 'paris' }, flags: { timeZone: 'Europe/Paris' } };
    expect((await configOf(sources)).timeZone).toBe('Europe/Paris');
  });
});

describe('MEMORIES_CONFIG', () => {
  test('names the file, also from the current folder', async () => {
    const home = tempFolder();
    writeConfig(home, 'retweets: true\n');
    const context = contextFor([], { home, cwd: home, env: { MEMORIES_CONFIG: 'config.yaml' } });
    const config = await loadConfig(context, {});
    expect(config.path).toBe(join(home, 'config.yaml'));
    expect(config.get('retweets')).toBe(true);
  });

  test('that is empty is as good as none, like the other variables', async () => {
    const env = { MEMORIES_CONFIG: '', MEMORIES_DB: '/somewhere/memories.db' };
    expect((await configOf({ env })).path).toMatch(/config\.yaml$/);
  });

  test('that names a file which is not there is said, and nothing else', async () => {
    const home = await homeWith(await archiveWith([{ at: '2019-11-22T10:00:00Z', text: 'heron' }]));
    const named = join(home, 'mine.yaml');
    const { code, stdout, stderr } = await runMain(['today'], { home, env: { MEMORIES_CONFIG: named } });
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: `note: there is no ${named}, which MEMORIES_CONFIG names: all settings are at their defaults\n`,
    });
    expect(stdout).toContain('heron');
  });

  test('that names a folder is refused with words', async () => {
    const [message, hint] = await refusalOf({ env: { MEMORIES_CONFIG: tempFolder() } });
    expect(message).toContain("can't be read");
    expect(hint).toContain('MEMORIES_CONFIG');
  });
});

describe('the file with a mistake is refused, with the line and what would be right:', () => {
  test.each([
    [
      'retweets: true\ntimezone: UTC\n',
      'config.yaml, line 2: there is no setting "timezone"',
      'did you mean "time_zone"?',
    ],
    ['Retweets: true\n', 'config.yaml, line 1: there is no setting "Retweets"', 'did you mean "retweets"?'],
    ['\n\ncolour: auto\n', 'config.yaml, line 3: there is no setting "colour"', 'did you mean "color"?'],
    ['account: jack\n', 'config.yaml, line 1: there is no setting "account"', 'did you mean "accounts"?'],
    ['replies: true\nreplies: false\n', 'config.yaml, line 2: replies is set twice', 'line 1 sets it too'],
    ['# mine\nreplies: maybe\n', 'config.yaml, line 2: replies is "maybe"', 'it must be true or false'],
    [
      'color: auto: never\n',
      'config.yaml, line 1: there are two ": " on one line, or the next line is indented: a value may need quotation marks',
      expect.stringContaining('YAML'),
    ],
    [
      'color:auto\nreplies: true\n',
      'config.yaml, line 1: a value or a colon is missing',
      expect.stringContaining('YAML'),
    ],
    [
      'color: "auto\n',
      'config.yaml, line 2: a quotation mark, a bracket or a space is missing',
      expect.stringContaining('YAML'),
    ],
    [
      'digest:\n\tto: x\n',
      'config.yaml, line 2: it is indented with tabs: use spaces',
      expect.stringContaining('YAML'),
    ],
    ['retweets: 1\n', 'config.yaml, line 1: retweets is 1', 'it must be true or false'],
    ['color: sometimes\n', 'config.yaml, line 1: color is "sometimes"', 'it must be one of auto, always, never'],
    ['database: 5\n', 'config.yaml, line 1: database is 5', 'it must be a path'],
    [
      'digest:\n  ping: plums\n',
      'config.yaml, line 2: digest.ping is not valid',
      'it must be an address such as https://hc-ping.com/your-uuid',
    ],
    [
      'digest:\n  schedule: 99 8 * * *\n',
      'config.yaml, line 2: digest.schedule is "99 8 * * *"',
      expect.stringContaining(`such as "0 8 * * 1-5": "99" isn't a minute`),
    ],
    [
      'accounts: "not a handle!"\n',
      expect.stringContaining('line 1: accounts is'),
      expect.stringContaining('[jack, biz]'),
    ],
    ['accounts: {a: b}\n', 'config.yaml, line 1: accounts is {"a":"b"}', expect.stringContaining('[jack, biz]')],
    [
      '- retweets\n- replies\n',
      'config.yaml, line 1: this is not a list of settings',
      expect.stringContaining('key: value'),
    ],
    ['just a text', 'config.yaml, line 1: this is not a list of settings', expect.stringContaining('key: value')],
  ])('%j is refused, with what would be right', async (file, message, hint) => {
    expect(await refusalOf({ file })).toEqual([message, hint]);
  });

  test.each([
    ['retweets: true\nreplies: [a\n', 2],
    ['retweets: true\n\ncolor: "auto\n', 3],
    ['retweets: true\n\treplies: true\n', 2],
  ])('broken YAML %j', async (file, line) => {
    const [message, hint] = await refusalOf({ file });
    expect(Number(/^config\.yaml, line (\d+): /.exec(message)?.[1])).toBeGreaterThanOrEqual(line - 1);
    expect(Number(/^config\.yaml, line (\d+): /.exec(message)?.[1])).toBeLessThanOrEqual(line + 1);
    expect(hint).toContain('YAML');
  });

  test('a setting that is like none: those there are', async () => {
    for (const file of ['nonsense: 1\n', '123: 1\n', '"": 1\n']) {
      expect((await refusalOf({ file }))[1], file).toBe(`settings are: ${Object.keys(SETTINGS).join(', ')}`);
    }
  });

  test('an item of a list: the line of the item', async () => {
    const [message] = await refusalOf({ file: 'accounts:\n  - wren_writes\n  - "not a handle"\n' });
    expect(message).toMatch(/^config\.yaml, line 3: /);
  });

  test('every command refuses it alike: exit code 1, error: and hint:, nothing on stdout', async () => {
    const home = tempFolder();
    writeConfig(home, 'retweets: perhaps\n');
    for (const args of [['today'], ['on', '11-22'], ['accounts'], ['import', 'a.zip'], ['demo']]) {
      const { code, stdout, stderr } = await runMain(args, { home });
      expect({ code, stdout }, args.join(' ')).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/^error: \S*config\.yaml, line 1: retweets is "perhaps"\nhint: .*\n$/);
    }
  });

  test('but --help and --version do not look at it', async () => {
    const home = tempFolder();
    writeConfig(home, 'retweets: perhaps\n');
    for (const args of [['--help'], ['today', '--help'], ['--version']]) {
      expect((await runMain(args, { home })).code).toBe(0);
    }
  });
});

test.each([
  [
    { MEMORIES_TIME_ZONE: 'berlni' },
    'MEMORIES_TIME_ZONE is "berlni"',
    'it must be a time zone; did you mean Europe/Berlin?',
  ],
  [{ MEMORIES_TIME_ZONE: 'xyzzy' }, 'MEMORIES_TIME_ZONE is "xyzzy"', 'it must be a time zone such as Europe/Paris'],
  [
    { MEMORIES_TIME_ZONE: 'UTC+2' },
    'MEMORIES_TIME_ZONE is "UTC+2"',
    'it must be the zone of a place, such as Europe/Paris, not an offset; +2 hours all year round is Etc/GMT-2',
  ],
  [
    { MEMORIES_TIME_ZONE: 'new york' },
    'MEMORIES_TIME_ZONE is "new york"',
    'it must be a time zone; did you mean America/New_York?',
  ],
])('a variable with a wrong value is named: %j', async (env, message, hint) => {
  expect(await refusalOf({ env })).toEqual([message, hint]);
});

describe('the database', () => {
  test('is where the file says', async () => {
    const home = tempFolder();
    const database = join(home, 'deep', 'down', 'mine.db');
    writeConfig(home, `database: ${database}\n`);
    const archive = await archiveWith([{ at: '2020-11-22T08:00:00Z', text: 'mine' }]);
    expect((await runMain(['import', archive], { home, env: { MEMORIES_DB: undefined } })).code).toBe(0);
    expect(existsSync(database)).toBe(true);
    expect((await runMain(['today', '--db', database], { home })).stdout).toContain('mine');
  });

  test('may be named from the home folder with ~ in the file', async () => {
    const home = tempFolder();
    writeConfig(home, 'database: ~/memories/mine.db\n');
    const context = contextFor([], { home, cwd: tempFolder(), env: { MEMORIES_DB: undefined } });
    expect((await loadConfig(context, {})).databasePath).toBe(join(home, 'memories/mine.db'));
  });

  test('is the same from every folder when the file names it without one', async () => {
    const home = tempFolder();
    writeConfig(home, 'database: mine.db\n');
    const pathFrom = async (cwd: string): Promise<string> =>
      (await loadConfig(contextFor([], { home, cwd, env: { MEMORIES_DB: undefined } }), {})).databasePath;
    expect(await pathFrom(tempFolder())).toBe(await pathFrom(tempFolder()));
  });

  test('of a flag or variable is named from the current folder', async () => {
    const cwd = tempFolder();
    expect((await configOf({ cwd, flags: { db: 'here.db' } })).databasePath).toBe(join(cwd, 'here.db'));
    expect((await configOf({ cwd, env: { MEMORIES_DB: 'here.db' } })).databasePath).toBe(join(cwd, 'here.db'));
  });
});
