import { describe, expect, test } from 'vitest';
import { SETTINGS, type SettingKey } from '../../src/config/settings.ts';

/** What is written, as the setting takes it. */
function check(key: SettingKey, raw: unknown): unknown {
  const checked = SETTINGS[key].check(raw);
  return checked.ok ? checked.written : `not ok: ${checked.expected}`;
}

/** The same as the program uses it. */
function valueOf(key: SettingKey, raw: unknown): unknown {
  const checked = SETTINGS[key].check(raw);
  return checked.ok ? checked.value : `not ok: ${checked.expected}`;
}

describe('every setting', () => {
  test('says what it is', () => {
    for (const [key, { what }] of Object.entries(SETTINGS)) expect(what, key).toMatch(/^[a-z].{5,}[^.]$/);
  });

  test('has a name that YAML needs no quotes for, and a variable of our own if any', () => {
    const variables = Object.values(SETTINGS).flatMap(({ env }) => env ?? []);
    for (const key of Object.keys(SETTINGS)) expect(key).toMatch(/^([a-z]+\.)?[a-z]+(_[a-z]+)*$/);
    for (const variable of variables) expect(variable).toMatch(/^MEMORIES_[A-Z_]+$/);
    expect(new Set(variables).size).toBe(variables.length);
  });

  test('accepts its own default, but for null, which means as the system has it', () => {
    for (const [key, { fallback }] of Object.entries(SETTINGS)) {
      if (fallback !== null) expect(check(key as SettingKey, fallback), key).toEqual(fallback);
    }
  });

  test('refuses what is of no kind it knows, in words', () => {
    for (const key of Object.keys(SETTINGS) as SettingKey[]) {
      for (const raw of [{ a: 1 }, 3.5, new Date(0)]) expect(check(key, raw), key).toMatch(/^not ok: \S/);
    }
  });
});

describe('time_zone', () => {
  test.each([
    ['Europe/Paris', 'Europe/Paris'],
    ['europe/paris', 'Europe/Paris'],
    ['UTC', 'UTC'],
    ['America/Argentina/Buenos_Aires', expect.stringMatching(/Buenos_Aires$/)],
  ])('accepts %s', (raw, value) => {
    expect(check('time_zone', raw)).toEqual(value);
  });

  test.each([
    ['paris', 'Europe/Paris'],
    ['Berlin', 'Europe/Berlin'],
    ['new york', 'America/New_York'],
    ['New-York', 'America/New_York'],
    ['Europe/Tokyo', 'Asia/Tokyo'],
    ['kiritimati', 'Pacific/Kiritimati'],
  ])('refuses %s and suggests %s', (raw, suggestion) => {
    expect(check('time_zone', raw)).toBe(`not ok: a time zone; did you mean ${suggestion}?`);
  });

  test('suggests a few when many are alike', () => {
    expect(check('time_zone', 'indiana')).toMatch(/did you mean .*Indiana.* or .*Indiana/);
    expect(String(check('time_zone', 'america')).split(' or ').length).toBeLessThanOrEqual(3);
  });

  test.each(['', 'x', 'Mars/Olympus', 5, null, true])('refuses %j with an example', (raw) => {
    expect(check('time_zone', raw)).toBe('not ok: a time zone such as Europe/Paris');
  });
});

describe('retweets and replies', () => {
  test.each([
    [true, true],
    ['true', true],
    ['yes', true],
    [false, false],
    ['false', false],
    ['no', false],
  ])('take %j as %j', (raw, value) => {
    expect(check('retweets', raw)).toBe(value);
    expect(check('replies', raw)).toBe(value);
  });

  test.each(['maybe', '', 1, 0, 'TRUE!'])('refuse %j', (raw) => {
    expect(check('retweets', raw)).toBe('not ok: true or false');
  });
});

describe('accounts', () => {
  test.each([
    ['jack', ['jack']],
    ['@jack', ['jack']],
    ['jack, @biz', ['jack', 'biz']],
    ['jack biz', ['jack', 'biz']],
    [
      ['jack', '@biz'],
      ['jack', 'biz'],
    ],
    [[], []],
    ['', []],
    ['a_15_characters', ['a_15_characters']],
    ['12345', ['12345']],
    [[12345], ['12345']],
    ['@wrenstraightwrite', ['wrenstraightwrite']],
  ])('take %j as %j', (raw, handles) => {
    expect(check('accounts', raw)).toEqual(handles);
  });

  test.each(['twenty_one_characters', 'a-b', 'ä', [['jack']], ['jack', null], true])('refuse %j', (raw) => {
    expect(check('accounts', raw)).toBe('not ok: account handles such as [jack, biz]');
  });
});

test('color takes its three modes and no other', () => {
  for (const mode of ['auto', 'always', 'never']) expect(check('color', mode)).toBe(mode);
  for (const mode of ['Always', '', true, null]) {
    expect(check('color', mode)).toBe('not ok: one of auto, always, never');
  }
});

test('database takes a path', () => {
  expect(check('database', '/data/my memories.db')).toBe('/data/my memories.db');
  for (const raw of ['', 5, null, ['/a']]) expect(check('database', raw)).toBe('not ok: a path');
});

describe('what the program uses is read once, of', () => {
  test.each<[SettingKey, unknown, unknown]>([
    ['accounts', '@jack, biz', ['jack', 'biz']],
    ['retweets', 'yes', true],
    ['digest.max_photos', '3', 3],
    ['digest.from', ' Wren <wren@Example.org> ', { name: 'Wren', address: 'wren@example.org' }],
    ['digest.to', ' Wren <wren@Example.org> ', [{ name: 'Wren', address: 'wren@example.org' }]],
    [
      'digest.to',
      '"Wren, the bird" <wren@example.org>,robin@example.org, WREN@example.org',
      [
        { name: 'Wren, the bird', address: 'wren@example.org' },
        { name: null, address: 'robin@example.org' },
      ],
    ],
    ['digest.schedule', '8:05', { time: { hour: 8, minute: 5 }, cron: null }],
    ['digest.schedule', '*/15  18,7 * * 1-5', { time: { hour: 7, minute: 0 }, cron: '*/15 18,7 * * 1-5' }],
    ['digest.year_review', '1-2', { month: 1, day: 2 }],
    ['digest.year_review', 'never', null],
    ['digest.year_review', '', null],
    [
      'smtp.url',
      'smtps://wren%40x.org:p%25m@[::1]:4650',
      { host: '::1', port: 4650, security: 'tls', user: 'wren@x.org', password: 'p%m' },
    ],
    ['smtp.url', 'smtp://mail', { host: 'mail', port: null, security: null, user: null, password: null }],
  ])('the value of %s is that of %j', (key, raw, value) => {
    expect(valueOf(key, raw)).toEqual(value);
  });
});

describe('digest.schedule', () => {
  test.each(['24:00', '8:5', '08:60', '8', '7.30', 'soon', '', 800, '* * *'])('refuses %j', (raw) => {
    expect(check('digest.schedule', raw)).toMatch(/^not ok: a time such as "08:00", or five fields of cron/);
  });
});

describe('smtp.url', () => {
  test.each(['smtp://', 'http://mail', 'smtp://mail/x', 'mail:25', 'smtp://me:100%@mail', 5])('refuses %j', (raw) => {
    expect(check('smtp.url', raw)).toMatch(/^not ok: an address such as smtp:/);
  });
});

describe('what is secret is not shown, of', () => {
  test.each<[SettingKey, string, string]>([
    ['smtp.password', 'plums', '(not shown)'],
    ['smtp.url', 'smtp://wren:plums@mail:25', 'smtp://wren:***@mail:25'],
    ['smtp.url', 'smtp://wren@mail', 'smtp://wren@mail'],
  ])('%s %s is written as it is and shown without its secret', (key, raw, shown) => {
    expect(SETTINGS[key].check(raw)).toMatchObject({ ok: true, written: raw, shown });
  });
});

describe('digest.year_review', () => {
  test.each([
    ['12-31', '12-31'],
    ['1-2', '01-02'],
    ['02-29', '02-29'],
    ['never', 'never'],
    ['', 'never'],
  ])('takes %j as %s', (raw, value) => {
    expect(check('digest.year_review', raw)).toBe(value);
  });

  test.each(['02-30', '13-01', '00-10', '2026-12-31', '12', 'soon', 1231, true])('refuses %j', (raw) => {
    expect(check('digest.year_review', raw)).toBe('not ok: a day of the year such as 12-31, or never');
  });
});
