// `memories completions` without a shell of its own, and what its scripts ask for.

import { describe, expect, test } from 'vitest';
import { programDefinition } from '../../src/completions/from-commander.ts';
import { withNested } from '../../src/completions/definition.ts';
import { valueCalled } from '../../src/completions/values.ts';
import { ALL_COMMANDS } from '../../src/commands/index.ts';
import { buildProgram } from '../../src/commands/program.ts';
import { saveAccount } from '../../src/library/accounts.ts';
import { openDatabase } from '../../src/library/database.ts';
import { contextFor, databaseOf, runMain } from '../support/main.ts';
import { tempFolder } from '../support/temp.ts';

async function wordsOf(args: readonly string[], options: Parameters<typeof runMain>[1] = {}): Promise<string[]> {
  const { code, stdout, stderr } = await runMain(['complete-words', ...args], options);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.split('\n').slice(0, -1);
}

test('memories completions without a shell says how to install for each, with exit code 2', async () => {
  const { code, stdout, stderr } = await runMain(['completions']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  for (const shell of ['bash', 'zsh', 'fish']) expect(stderr).toContain(`memories completions ${shell} > `);
});

test('neither the scripts nor the help speak of what only scripts ask for', async () => {
  const { stdout } = await runMain(['--help']);
  expect(stdout).toContain('completions');
  expect(stdout).not.toMatch(/complete-words|man-page/);
});

test('every value has a name that says what it can be, or that it can be anything', () => {
  const program = programDefinition(buildProgram(contextFor([]), ALL_COMMANDS));
  const unknown = withNested(program).flatMap(({ path, options, arguments: all }) => [
    ...options
      .filter(({ value }) => value !== null && value.kind !== 'choices')
      .filter(({ valueName, flags }) => !valueCalled(valueName, path.join(' '), flags.at(-1) ?? ''))
      .map(({ term }) => term),
    ...all
      .filter(({ name, value }) => value.kind !== 'choices' && !valueCalled(name, '', null))
      .map(({ term }) => term),
  ]);
  expect(unknown).toEqual([]);
});

describe('the words', () => {
  test('are the dates of the zone: near ones, and those of its month', async () => {
    const env = { MEMORIES_TIME_ZONE: 'Pacific/Kiritimati' };
    const words = await wordsOf(['dates'], { now: '2027-01-31T20:00:00Z', env });
    expect(words.slice(0, 4)).toEqual(['today\t2027-02-01', 'yesterday\t2027-01-31', 'tomorrow\t2027-02-02', '02-01']);
    expect(words.at(-1)).toBe('02-28');
  });

  test('are the days that can be hidden, and the years since Twitter began', async () => {
    expect(await wordsOf(['days'])).toHaveLength(30);
    const years = await wordsOf(['years']);
    expect([years.at(0), years.at(-1)]).toEqual(['2026', '2006']);
  });

  test('are handles, but none that would mean something to a shell', async () => {
    const home = tempFolder();
    const db = openDatabase(databaseOf(home), { create: true });
    for (const handle of ['$(touch x)', '-rf', 'a b', 'ends\n', '`id`', 'wren_writes']) {
      saveAccount(db, { network: 'twitter', id: null, handle, name: null, timeZone: null }, 0);
    }
    db.close();
    expect(await wordsOf(['accounts'], { home })).toEqual(['wren_writes']);
  });

  test('are none for a question that there is not, a setting that there is not, and a broken database', async () => {
    expect(await wordsOf(['nonsense'])).toEqual([]);
    expect(await wordsOf(['values', 'nonsense'])).toEqual([]);
    expect(await wordsOf(['accounts', '--db', import.meta.filename])).toEqual([]);
  });

  test('make no database where there is none', async () => {
    const home = tempFolder();
    await wordsOf(['accounts'], { home });
    expect(openDatabase(databaseOf(home), { create: false })).toBeNull();
  });
});
