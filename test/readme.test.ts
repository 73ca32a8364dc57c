// What the README promises is there, and what is there is in the README.

import type { Command } from 'commander';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildProgram } from '../src/commands/program.ts';
import { SETTINGS } from '../src/config/settings.ts';
import { fixturePath } from './support/archives.ts';
import { contextFor, homeWith, jsonOf, runMain, writeConfig } from './support/main.ts';
import { tempFolder } from './support/temp.ts';

const ROOT = join(import.meta.dirname, '..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const JSON_PAGE = readFileSync(join(ROOT, 'docs/json.md'), 'utf8');

const program = buildProgram(contextFor([]));

/** What stands in backquotes, in a line or as a block. */
const CODE = [...README.matchAll(/```[^]*?```|`[^`\n]+`/g)].map(([code]) => code).join('\n');

function blocks(language: string, page = README): string[] {
  return [...page.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))].map(([, code = '']) => code);
}

/** The README's part about a command: from the heading that names it to the next heading. */
function partOf(command: string): string {
  const parts = README.split(/^(?=#{2,3} )/m);
  return parts.find((part) => new RegExp(`^#.*\`memories ${command}[ \`]`).test(part)) ?? '';
}

/** The same, and the part about the command whose options it takes too, if it says so. */
function optionsOf(command: string): string {
  const part = partOf(command);
  const [, other] = /options\s+of\s+`(?:memories )?(\w+)`/.exec(part) ?? [];
  return other === undefined ? part : part + partOf(other);
}

/** What only scripts and the build ask for is in no help, and not in the README. */
const HIDDEN = ['complete-words', 'man-page'];

function shownIn(command: Command): Command[] {
  return command.commands.filter((child) => !HIDDEN.includes(child.name()));
}

/** All commands with those within them. */
function commandsIn(command: Command): Command[] {
  return shownIn(command).flatMap((child) => [child, ...commandsIn(child)]);
}

/** The first word of a command within another: `digest` for `digest send`. */
function topOf(command: Command): string {
  return command.parent === null || command.parent === program ? command.name() : topOf(command.parent);
}

/** All commands, also those of commands: `config set`. */
function namesOf(command: Command): string[] {
  return shownIn(command).flatMap((child) => {
    const names = namesOf(child);
    return names.length === 0 ? [child.name()] : names.map((name) => `${child.name()} ${name}`);
  });
}

function mentions(text: string, word: string): boolean {
  return new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(text);
}

describe('the README', () => {
  test.each(namesOf(program))('has a part about memories %s', (name) => {
    const [first = '', second] = name.split(' ');
    expect(partOf(first), `a heading with \`memories ${first}\``).not.toBe('');
    if (second !== undefined) expect(partOf(first)).toContain(`\`memories ${name}`);
  });

  const options = commandsIn(program).flatMap((command) =>
    command.options.map(({ long, short }) => ({ command: topOf(command), long, short })),
  );

  test.each(options)('explains $long where it speaks of memories $command', ({ command, long, short }) => {
    for (const flag of [long, short]) {
      if (flag) expect(mentions(optionsOf(command), flag), flag).toBe(true);
    }
  });

  test.each(program.options)('explains $flags, which every command has', ({ long, short }) => {
    for (const flag of [long, short]) {
      if (flag) expect(mentions(CODE, flag), flag).toBe(true);
    }
  });

  test('says which options of another command there are not', () => {
    for (const name of ['week', 'random']) {
      const long = program.commands.find((command) => command.name() === name)?.options.map((option) => option.long);
      expect(long).not.toContain('--days');
    }
    expect(README).toMatch(/options\s+of\s+`today`\s+but\s+`--days`/);
  });

  test('names no option that there is not', () => {
    const known = new Set(
      [program, ...commandsIn(program)].flatMap((command) => command.options.map(({ long }) => long)),
    );
    const others = ['--help', '--allow-scripts', '--now', '--part'];
    const named = new Set(CODE.match(/(?<![\w-])--[a-z][a-z-]+/g));
    expect([...named].filter((flag) => !known.has(flag) && !others.includes(flag))).toEqual([]);
  });

  test.each(Object.entries(SETTINGS))('explains the setting %s and its variable', (key, { env }) => {
    const settings = README.slice(README.indexOf('\n## Settings'));
    expect(settings).toMatch(new RegExp(`^(${key}:|\\| \`${key}\` )`, 'm'));
    if (env !== undefined) expect(settings).toMatch(new RegExp(`^\\| \`${key}\` .*\`${env}\``, 'm'));
  });

  test('names the other variables', () => {
    for (const variable of ['MEMORIES_CONFIG', 'NO_COLOR', 'TERM=dumb']) expect(CODE).toContain(variable);
  });

  test.each(blocks('yaml'))('has a configuration that works as it stands: %j', async (yaml) => {
    const home = tempFolder();
    writeConfig(home, yaml);
    const { stderr } = await runMain(['today'], { home });
    expect(stderr).toContain('nothing has been imported yet');
  });

  test.each([0, 1, 2, 70, 129, 130, 143])('explains the exit code %i', (code) => {
    const codes = README.slice(README.indexOf('\n## Exit codes'));
    const rows = codes.split('\n').filter((line) => line.startsWith('|'));
    expect(rows.some((row) => mentions(row.split('|')[1] ?? '', String(code)))).toBe(true);
  });

  test('has links only to files that are there', () => {
    const links = [...README.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link);
    const relative = links.filter((link) => !/^(https?:|mailto:|#)/.test(link));
    expect(relative.length).toBeGreaterThan(0);
    expect(relative.filter((link) => !existsSync(join(ROOT, link.replace(/#.*/, ''))))).toEqual([]);
  });

  test('has links only to headings that are there', () => {
    const anchors = [...README.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    );
    const links = [...README.matchAll(/\]\(#([^)]+)\)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !anchors.includes(link))).toEqual([]);
  });
});

describe('the JSON in docs/json.md has every field that is printed, and no other:', () => {
  const examples = blocks('json', JSON_PAGE).map((text) => JSON.parse(text) as Record<string, unknown>);
  const example = (...fields: string[]): unknown =>
    examples.find((candidate) => fields.every((field) => field in candidate));

  test('import --json', async () => {
    const { stdout } = await runMain(['import', '--json', fixturePath('data-2024'), import.meta.filename]);
    expect(shapeOf(example('failed'))).toEqual(shapeOf(JSON.parse(stdout)));
  });

  test('accounts --json', async () => {
    const home = await homeWith(fixturePath('data-2024'));
    expect(shapeOf(example('accounts', 'imports'))).toEqual(shapeOf(await jsonOf(['accounts'], { home })));
  });

  test.each([
    { args: ['random'], fields: ['tweet'] },
    { args: ['show', '801153652801671215'], fields: ['tweet', 'hidden', 'versions', 'reasons'] },
    { args: ['thread', '801153652801671215'], fields: ['tweets', 'leftOut'] },
    { args: ['hidden'], fields: ['hidden'] },
    { args: ['week'], fields: ['days'] },
  ])('$args --json', async ({ args, fields }) => {
    const home = await homeWith(fixturePath('grailbird-2016'));
    await runMain(['hide', '--date', '03-14'], { home });
    expect(Object.keys((await jsonOf(args, { home })) as object)).toEqual(fields);
    const shown = [...JSON_PAGE.matchAll(/`(\{"\w+": [^`]*\})`/g)].map(([, code = '']) => code);
    const keys = shown.map((code) =>
      Object.keys(JSON.parse(code.replaceAll('[…]', '[]').replaceAll('…', '0')) as object),
    );
    expect(keys).toContainEqual(fields);
  });

  test('digest status --json', async () => {
    const home = await homeWith(fixturePath('data-2024'));
    const yaml = `digest: { to: wren@example.org, feed: ${join(home, 'memories.atom')} }\nsmtp: { host: 127.0.0.1, port: 9 }\n`;
    writeConfig(home, yaml);
    const { code } = await runMain(['digest', 'send'], { home });
    expect(code).toBe(1);
    expect(shapeOf(example('digests', 'feeds'))).toEqual(shapeOf(await jsonOf(['digest', 'status'], { home })));
  });

  test('today --json', async () => {
    const home = await homeWith(fixturePath('data-2024'));
    expect(shapeOf(example('years'))).toEqual(shapeOf(await jsonOf(['on', '2026-11-22'], { home })));
  });

  test('calendar --json, stats --json and year --json', async () => {
    const home = await homeWith(fixturePath('data-2024'));
    const calendar = shapeOf(await jsonOf(['calendar'], { home }));
    // Which of its parts may be null or empty depends on the tweets.
    expect(shapeOf(example('fullest'))).toEqual(calendar);
    expect(shapeOf(example('withoutTime'))).toEqual(shapeOf(await jsonOf(['stats'], { home })));
    const { statistics, first, mostLiked, last, ...year } = (await jsonOf(['year', '2019'], { home })) as Record<
      string,
      unknown
    >;
    expect([statistics, first, mostLiked, last]).not.toContain(undefined);
    expect(shapeOf(example('tweetsYearBefore'))).toEqual(shapeOf(year));
  });
});

/** The names of all fields, through lists and objects: `years[].tweets[].id`. What may be null is no further looked into. */
function shapeOf(value: unknown): string[] {
  const found = new Set<string>();
  const walk = (part: unknown, path: string): void => {
    if (Array.isArray(part))
      part.forEach((item) => {
        walk(item, `${path}[]`);
      });
    else if (typeof part === 'object' && part !== null && !/\.(replyTo|quoted|thread)$/.test(path)) {
      for (const [key, item] of Object.entries(part)) walk(item, `${path}.${key}`);
    } else found.add(path);
  };
  walk(value, '');
  return [...found].filter((path) => !path.endsWith('warnings[]')).toSorted();
}

test.each(['CONTRIBUTING.md', 'CHANGELOG.md'])('%s has links only to files that are there', (name) => {
  const links = [...readFileSync(join(ROOT, name), 'utf8').matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link);
  const relative = links.filter((link) => !/^(https?:|mailto:|#)/.test(link));
  expect(relative.filter((link) => !existsSync(join(ROOT, link.replace(/#.*/, ''))))).toEqual([]);
});
