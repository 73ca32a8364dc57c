// Whose day it is: flag, else MEMORIES_TIME_ZONE, else the configuration file, else the system.

import { beforeAll, describe, expect, test } from 'vitest';
import { archiveWith, dayOf, homeWith, runMain, textsOf, writeConfig } from '../support/main.ts';

const FLAG = ['--time-zone', 'Asia/Tokyo'];
const VARIABLE = { MEMORIES_TIME_ZONE: 'America/New_York' };
const FILE = 'time_zone: America/Sao_Paulo\n';

let home: string;

beforeAll(async () => {
  home = await homeWith(await archiveWith([{ at: '2020-11-22T23:30:00Z', text: 'half an hour before midnight UTC' }]));
});

describe('the time zone', () => {
  test.each([
    { flag: FLAG, env: VARIABLE, file: FILE, zone: 'Asia/Tokyo', from: 'the flag, before all others' },
    { flag: [], env: VARIABLE, file: FILE, zone: 'America/New_York', from: 'the variable, before the file' },
    { flag: [], env: {}, file: FILE, zone: 'America/Sao_Paulo', from: 'the file, before the system' },
    {
      flag: [],
      env: { MEMORIES_TIME_ZONE: '' },
      file: FILE,
      zone: 'America/Sao_Paulo',
      from: 'the file, an empty variable being none',
    },
    { flag: [], env: {}, file: '', zone: 'Pacific/Auckland', from: 'the system' },
    {
      flag: ['--time-zone', 'europe/paris'],
      env: {},
      file: '',
      zone: 'Europe/Paris',
      from: 'the flag in any case of letters',
    },
  ])('is that of $from', async ({ flag, env, file, zone }) => {
    writeConfig(home, file);
    expect((await dayOf(['on', '11-22', ...flag], { home, env, systemTimeZone: 'Pacific/Auckland' })).timeZone).toBe(
      zone,
    );
  });

  test('decides on which day a tweet was written', async () => {
    writeConfig(home, '');
    expect(await textsOf(['on', '11-22', '--time-zone', 'America/New_York'], { home })).toHaveLength(1);
    expect(await textsOf(['on', '11-23', '--time-zone', 'America/New_York'], { home })).toHaveLength(0);
    expect(await textsOf(['on', '11-22', ...FLAG], { home })).toHaveLength(0);
    expect(await textsOf(['on', '11-23', ...FLAG], { home })).toHaveLength(1);
  });

  test.each([
    ['today', '2026-11-23'],
    ['yesterday', '2026-11-22'],
    ['tomorrow', '2026-11-24'],
  ])('decides which day is %s', async (words, date) => {
    const options = { home, now: '2026-11-22T23:30:00Z' };
    expect((await dayOf(['on', words, ...FLAG], options)).date).toBe(date);
  });
});

describe('a wrong time zone', () => {
  test('as a flag exits with 2 and suggests the right one', async () => {
    const { code, stdout, stderr } = await runMain(['today', '--time-zone', 'paris'], { home });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('"paris"');
    expect(stderr).toContain('Europe/Paris');
  });

  test('in the variable exits with 1, names the variable and suggests the right one', async () => {
    expect(await runMain(['today'], { home, env: { MEMORIES_TIME_ZONE: 'paris' } })).toEqual({
      code: 1,
      stdout: '',
      stderr: 'error: MEMORIES_TIME_ZONE is "paris"\nhint: it must be a time zone; did you mean Europe/Paris?\n',
    });
  });

  test('in the file exits with 1, names file and line and suggests the right one', async () => {
    writeConfig(home, '# where I live\ntime_zone: paris\n');
    const { code, stdout, stderr } = await runMain(['today'], { home });
    writeConfig(home, '');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^error: \/.*config\.yaml, line 2: time_zone is "paris"\nhint: .*Europe\/Paris\?\n$/);
  });

  test.each(['Mars/Olympus', 'x', 'GMT+25'])('that is like none (%s) is met with an example', async (name) => {
    const { code, stderr } = await runMain(['today'], { home, env: { MEMORIES_TIME_ZONE: name } });
    expect(code).toBe(1);
    expect(stderr).toContain('such as Europe/Paris');
  });
});
