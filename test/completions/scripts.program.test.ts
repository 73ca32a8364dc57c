// What real shells offer with the scripts that `memories completions` prints.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { programDefinition } from '../../src/completions/from-commander.ts';
import { optionsAt, withNested } from '../../src/completions/definition.ts';
import { ALL_COMMANDS } from '../../src/commands/index.ts';
import { buildProgram } from '../../src/commands/program.ts';
import { archiveWith, contextFor, homeWith, writeConfig } from '../support/main.ts';
import { completingIn, SHELLS, type Completing } from '../support/shells.ts';
import { tempFolder } from '../support/temp.ts';

const TWEET = { at: '2019-11-22T12:00:00Z', text: 'plums' };

const program = programDefinition(buildProgram(contextFor([]), ALL_COMMANDS));
const commands = withNested(program);

const TABLE: readonly (readonly [typed: string, offered: readonly string[]])[] = [
  ['memories to', ['today']],
  ['memories completions ', ['bash', 'zsh', 'fish']],
  ['memories help thr', ['thread']],
  ['memories today -a ', ['otter_eats', 'wren_writes']],
  ['memories today --account wr', ['wren_writes']],
  ['memories --no-input search plums --account=o', ['otter_eats']],
  ['memories on tod', ['today']],
  ['memories on --json yest', ['yesterday']],
  ['memories --color a', ['auto', 'always']],
  ['memories today --images ', ['auto', 'always', 'never']],
  ['memories import --media ', ['photos', 'all', 'none']],
  ['memories search plums --sort ', ['relevance', 'newest', 'oldest', 'likes']],
  ['memories today --time-zone Europe/Par', ['Europe/Paris']],
  ['memories year 2015', ['2015']],
  ['memories stats --since 2015', ['2015']],
  ['memories digest send fam', ['family']],
  ['memories digest send --date tom', ['tomorrow']],
  ['memories config get tim', ['time_zone']],
  ['memories config unset digests.family.ev', ['digests.family.every']],
  ['memories config set retweets ', ['true', 'false']],
  ['memories config set digests.family.every ', ['day', 'week']],
  ['memories config set accounts ', ['otter_eats', 'wren_writes']],
  ['memories config set --no-color smtp.security ', ['tls', 'starttls', 'none']],
  ['memories --db elsewhere.db today -a ', ['heron_waits']],
  ['memories today --db=elsewhere.db -a ', ['heron_waits']],
  ['memories today --db nowhere.db -a ', []],
  ...[
    '"My Files/x.db"',
    "'My Files/x.db'",
    String.raw`My\ Files/x.db`,
    '~/elsewhere.db',
    '$HOME/elsewhere.db',
    '"$HOME/My Files/x.db"',
    String.raw`$HOME/My\ Files/x.db`,
    "'it'\\''s.db'",
    String.raw`it\'s.db`,
    '"it\'s.db"',
  ].map((db): [string, string[]] => [`memories today --db ${db} -a `, ['heron_waits']]),
  ['memories --db="My Files/x.db" today -a ', ['heron_waits']],
  ['memories --db=$HOME/elsewhere.db today -a ', ['heron_waits']],
  ['memories today --db "$(touch ran)" -a ', []],
  ['memories import plum', ['plums and figs.zip']],
  ['memories today --html plum', ['plums and figs.zip']],
];

describe.each(SHELLS)('%s', { timeout: 240_000 }, (shell) => {
  let complete: Completing;
  let folder: string;

  beforeAll(async () => {
    const home = await homeWith(
      await archiveWith([TWEET]),
      await archiveWith([TWEET], { id: '7', handle: 'otter_eats' }),
    );
    const other = await homeWith(await archiveWith([TWEET], { id: '9', handle: 'heron_waits' }));
    const { openDatabase } = await import('../../src/library/database.ts');
    const db = openDatabase(join(other, 'memories.db'), { create: false });
    mkdirSync(join(home, 'My Files'));
    for (const name of ['elsewhere.db', 'My Files/x.db', "it's.db"]) await db?.backup(join(home, name));
    db?.close();
    writeConfig(home, 'digests: { family: { to: wren@example.org } }\n');
    writeFileSync(join(home, 'plums and figs.zip'), '');
    folder = home;
    complete = await completingIn(shell, home);
  });

  test('offers what fits, at every place', async () => {
    const offered = await complete(...TABLE.map(([typed]) => typed));
    const found = TABLE.map(([typed], index) => [typed, offered[index]?.words.map(wordOf).toSorted()]);
    expect(found).toEqual(TABLE.map(([typed, words]) => [typed, words.toSorted()]));
    expect(existsSync(join(folder, 'ran'))).toBe(false);
  });

  test('offers dates after on: near ones and those of the month', async () => {
    const [{ words } = { words: [] }] = await complete('memories on ');
    expect(words.slice(0, 4)).toEqual(['today', 'yesterday', 'tomorrow', expect.stringMatching(/^\d\d-01$/)]);
    expect(words.slice(3).every((word) => /^\d\d-\d\d$/.test(word))).toBe(true);
    expect(words.length).toBeGreaterThan(30);
  });

  test('offers every command, also those within others', async () => {
    const groups = commands.filter((command) => command.commands.length > 0);
    const offered = await complete(...groups.map(({ path }) => ['memories', ...path, ''].join(' ')));
    const found = groups.map(({ path }, index) => [path, offered[index]?.words.toSorted()]);
    expect(found).toEqual(
      groups.map(({ path, commands: children }) => [path, children.map((child) => child.path.at(-1)).toSorted()]),
    );
    expect(groups.map(({ path }) => path.join(' '))).toEqual(['', 'digest', 'service', 'accounts', 'config']);
  });

  test('offers every option of every command, and no other', async () => {
    const offered = await complete(...commands.map(({ path }) => ['memories', ...path, '-'].join(' ')));
    const found = commands.map(({ path }, index) => [path, [...new Set(offered[index]?.words)].toSorted()]);
    expect(found).toEqual(
      commands.map((command) => [
        command.path,
        optionsAt(program, command)
          .flatMap(({ flags }) => flags)
          .toSorted(),
      ]),
    );
  });

  test('offers nothing, and says nothing, where there is no database and no configuration that can be read', async () => {
    const home = tempFolder();
    writeConfig(home, 'retweets: [');
    const [accounts, digests] = await (await completingIn(shell, home))('memories today -a ', 'memories digest send f');
    expect([accounts?.words, digests?.words]).toEqual([[], []]);
  });
});

test.each(['zsh', 'fish'] as const)('%s tells what commands and options are for', async (shell) => {
  const complete = await completingIn(shell, tempFolder());
  const [command, option, words] = await complete('memories calen', 'memories digest send --da', 'memories sear');
  expect(command?.shown).toContain('show how many memories each day of the year has');
  expect(option?.shown).toContain('of another day: 2026-11-22, 11-22');
  expect(words?.shown).toContain('find posts by their words');
});

/** Shells put a backslash before a space, or a slash behind a folder. */
function wordOf(word: string): string {
  return word.replaceAll('\\ ', ' ').replace(/^--[\w-]+=/, '');
}
