// What the README and the pages in docs/ say: their commands run, their links lead somewhere, and nothing is missing.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Command } from 'commander';
import { beforeAll, describe, expect, test } from 'vitest';
import { referenceText } from '../build/docs/reference.ts';
import { ALL_COMMANDS } from '../src/commands/index.ts';
import { buildProgram, runProgram } from '../src/commands/program.ts';
import { SETTINGS } from '../src/config/settings.ts';
import { writeDemoArchive } from '../src/demo/archive.ts';
import { folderOf } from './support/archives.ts';
import { contextFor, runMain, writeConfig } from './support/main.ts';
import { actorFile, created, outboxFile } from './support/mastodon.ts';
import { tempFolder } from './support/temp.ts';

const ROOT = join(import.meta.dirname, '..');

/** Every page by its path, such as `docs/mail.md`. */
const PAGES = new Map(
  ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`)]
    .filter((path) => path.endsWith('.md'))
    .map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]),
);
const FOR_USERS = [...PAGES].filter(([path]) => !['CONTRIBUTING.md', 'CHANGELOG.md'].includes(path));

function pageAt(path: string): string {
  return PAGES.get(path) ?? '';
}

function blocksOf(language: string, text: string): string[] {
  return [...text.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))].map(([, code = '']) => code);
}

/** What stands in backquotes, in a line or as a block. */
function codeIn(text: string): string {
  return [...text.matchAll(/```[^]*?```|`[^`\n]+`/g)].map(([code]) => code).join('\n');
}

const program = buildProgram(contextFor([]), ALL_COMMANDS);

/** What only scripts and the build ask for is in no help, and in no page. */
const HIDDEN = ['complete-words', 'man-page'];

/** All commands with those within them. */
function commandsIn(command: Command): Command[] {
  const shown = command.commands.filter((child) => !HIDDEN.includes(child.name()));
  return shown.flatMap((child) => [child, ...commandsIn(child)]);
}

describe('the README', () => {
  const README = pageAt('README.md');

  test('can be read in five minutes', () => {
    expect(README.split('\n').length).toBeLessThanOrEqual(200);
  });

  test.each(program.commands.map((command) => command.name()).filter((name) => !HIDDEN.includes(name)))(
    'leads to memories %s',
    (name) => {
      if (['help', 'demo'].includes(name)) return;
      expect(README).toMatch(new RegExp(`^\\| \\[.*[\`, ]${name}[\`, ].*\\]\\(docs/`, 'm'));
    },
  );

  test.each([...README.matchAll(/(?:src|srcset)="([^"]+)"/g)].map(([, path = '']) => path))(
    'has the picture %s, which loads at once',
    (path) => {
      expect(statSync(join(ROOT, path)).size).toBeLessThan(200_000);
    },
  );
});

describe('the reference', () => {
  test('is what `npm run docs` makes of the commands as they are', () => {
    expect(pageAt('docs/reference.md')).toBe(referenceText(contextFor([])));
  });
});

describe('every page', () => {
  const known = new Set(
    [program, ...commandsIn(program)].flatMap((command) => command.options.map(({ long }) => long)).concat('--help'),
  );
  const OTHERS = ['--install', '--user', '--now', '--part', '--rm'];

  test.each(FOR_USERS)('%s names no option that there is not', (_path, text) => {
    const named = new Set(codeIn(text).match(/(?<![\w-])--[a-z][a-z-]+/g));
    expect([...named].filter((flag) => !known.has(flag) && !OTHERS.includes(flag))).toEqual([]);
  });

  test.each([...PAGES])('%s has links only to files and headings that are there', (path, text) => {
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
    const broken = links.filter((link) => {
      if (/^(https?:|mailto:)/.test(link)) return false;
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : posix.join(posix.dirname(path), file);
      if (!existsSync(join(ROOT, target))) return true;
      return anchor !== undefined && !anchorsOf(pageAt(target)).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  test('CONTRIBUTING.md names only files and folders that are there', () => {
    const named = [...pageAt('CONTRIBUTING.md').matchAll(/`((?:[\w.-]+\/)+(?:[\w.-]+)?)`/g)].map(
      ([, path = '']) => path,
    );
    const madeByTheBuild = 'dist/';
    const missing = named.filter(
      (path) => !path.startsWith(madeByTheBuild) && ![path, `src/${path}`].some((one) => existsSync(join(ROOT, one))),
    );
    expect(named.length).toBeGreaterThan(30);
    expect(missing).toEqual([]);
  });

  const yaml = FOR_USERS.flatMap(([path, text]) => blocksOf('yaml', text).map((block) => ({ path, block })));

  test.each(yaml)('$path has a configuration that works as it stands: $block', async ({ block }) => {
    const home = tempFolder();
    writeConfig(home, block);
    const { stderr } = await runMain(['today'], { home });
    expect(stderr).toContain('nothing has been imported yet');
  });
});

/** As GitHub makes them. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Number}\- _]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('the settings', () => {
  test.each(Object.entries(SETTINGS))('%s is explained, with its variable', (key, { env }) => {
    const row = pageAt('docs/settings.md')
      .split('\n')
      .find((line) => line.startsWith(`| \`${key}\` `));
    expect(row).toBeDefined();
    if (env !== undefined) expect(row).toContain(`\`${env}\``);
  });

  test('so are the other variables', () => {
    const code = codeIn(FOR_USERS.map(([, text]) => text).join('\n'));
    for (const variable of ['MEMORIES_CONFIG', 'NO_COLOR', 'TERM=dumb']) expect(code).toContain(variable);
  });
});

test.each([0, 1, 2, 70, 129, 130, 143])('the exit code %i is explained', (code) => {
  const text = pageAt('docs/automation.md');
  const codes = text.slice(text.indexOf('\n### Exit codes'));
  const rows = codes.split('\n').filter((line) => line.startsWith('|'));
  expect(rows.some((row) => new RegExp(`(?<!\\d)${code}(?!\\d)`).test(row.split('|')[1] ?? ''))).toBe(true);
});

describe('every command line', () => {
  const lines = FOR_USERS.flatMap(([path, text]) => commandLinesIn(text).map((line) => ({ path, line })));
  let home: string;

  beforeAll(async () => {
    home = tempFolder();
    await writeDemoArchive(join(home, 'archive'), { year: 2026, month: 11, day: 22 });
    const files = { 'actor.json': actorFile(), 'outbox.json': outboxFile([created({ at: '2023-11-22T10:00:00Z' })]) };
    await runMain(['import', join(home, 'archive'), await folderOf(files)], { home });
  });

  test('is found', () => {
    expect(lines.length).toBeGreaterThan(40);
  });

  test.each(lines)('$path: $line is one that there is', async ({ line }) => {
    const words = wordsOf(line);
    const context = contextFor(words, { stderr: { write: (text) => (said += text) } });
    const inert = buildProgram(context, ALL_COMMANDS);
    let said = '';
    for (const command of commandsIn(inert)) command.action(() => undefined);
    await runProgram(inert, context).catch((error: unknown) => {
      throw new Error(`${line}: ${said || String(error)}`);
    });
  });

  /** What opens a browser, asks, connects, waits, finds fault with mail that was never sent, or needs tweets of one's own. */
  const NOT_RUN = /--(?:open|check)|^memories (?:setup|service|serve-digest|digest send|import|show|thread)\b/;
  const harmless = lines.filter(({ line }) => !NOT_RUN.test(line));

  test.each(harmless)('$path: $line runs', async ({ line }) => {
    const { code, stderr } = await runMain(wordsOf(line), { home, env: { MEMORIES_DIGEST_TO: 'wren@example.org' } });
    expect({ line, code, stderr: code === 0 ? '' : stderr }).toEqual({ line, code: 0, stderr: '' });
  });
});

/** The lines that begin with `memories` in blocks of the shell, without what the shell adds to them. */
function commandLinesIn(text: string): string[] {
  return blocksOf('sh', text)
    .flatMap((block) => block.split(/\n|&&/))
    .map((line) => line.replace(/ #.*| [|>].*/, '').trim())
    .filter((line) => line.startsWith('memories'));
}

/** As a shell splits them, as far as these pages need it. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)]
    .map(([, one, two, bare]) => one ?? two ?? bare ?? '')
    .slice(1);
}
