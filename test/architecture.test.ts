import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

interface Import {
  /** A file, such as `src/tweet.ts`. */
  readonly from: string;
  /** A file, or a package's name, or `node:fs`. */
  readonly to: string;
  /** `type` is gone when the program runs, `lazy` happens when it is needed. */
  readonly when: 'type' | 'start' | 'lazy';
}

interface Module {
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  /** What it reads of the globals, such as `process.env`. */
  readonly globals: readonly string[];
  /** Its string literals. */
  readonly names: readonly string[];
  /** Those and the pieces of templates. */
  readonly texts: readonly string[];
}

const TOP = join(import.meta.dirname, '..');
const modules = readdirSync(join(TOP, 'src'), { recursive: true, encoding: 'utf8' })
  .map((name) => `src/${name.replaceAll('\\', '/')}`)
  .filter((path) => /\.(?:ts|css)$/.test(path))
  .map((path) => moduleOf(path, readFileSync(join(TOP, path), 'utf8')));
const imports = modules.flatMap((module) => module.imports);

/**
 * Every folder of src, from the machine up to the command line: what it imports, types too, stands before it.
 * Each is a subject that a user would name and holds all of it; see CONTRIBUTING.md.
 */
const FOLDERS = [
  'time',
  'post',
  'platform',
  'text',
  'archive/files',
  'archive/records',
  'archive/network',
  'archive/twitter',
  'archive/mastodon',
  'archive/bluesky',
  'archive',
  'library',
  'mail',
  'config',
  'memories',
  'views',
  'views/terminal',
  'views/page',
  'completions',
  'cli',
  'feed',
  'statistics',
  'statistics/year',
  'import',
  'demo',
  'backup',
  'search/query',
  'search/index',
  'search',
  'digest',
  'digest/feed',
  'digest/email',
  'digest/commands',
  'export/output',
  'export/formats',
  'export/site/search',
  'export/site',
  'export',
  'service',
  'setup',
  'doctor',
  'commands',
  '',
];

/** Of a folder. */
const MOST_FILES = 25;

/** Of a file. */
const MOST_LINES = 200;

/** The longest chain of subjects that import each other. */
const MOST_LAYERS = 12;

/** What knows nothing but values: no disk, no database, no clock, no environment, nor anything that does. */
const PURE = [
  'src/time/',
  'src/post/',
  'src/text/',
  'src/archive/bluesky/addresses.ts',
  'src/archive/bluesky/embeds.ts',
  'src/archive/bluesky/rich-text.ts',
  'src/archive/bluesky/times.ts',
  'src/archive/twitter/snowflake.ts',
  'src/archive/twitter/readable-text.ts',
  'src/archive/twitter/time-zones.ts',
  'src/config/address-checks.ts',
  'src/config/checks.ts',
  'src/config/digest-settings.ts',
  'src/config/keys.ts',
  'src/config/settings.ts',
  'src/digest/delivery-state.ts',
  'src/doctor/finding.ts',
  'src/library/import-report.ts',
  'src/library/memory.ts',
  'src/mail/mailbox.ts',
  'src/memories/budget.ts',
  'src/memories/group-choice.ts',
  'src/memories/hide-rules.ts',
  'src/memories/hide-words.ts',
  'src/memories/own-words.ts',
  'src/memories/photo-quota.ts',
  'src/memories/program-words.ts',
  'src/memories/ranking.ts',
  'src/memories/reasons.ts',
  'src/memories/selection.ts',
  'src/memories/usual-engagement.ts',
  'src/search/query/',
  'src/search/plan.ts',
  'src/search/matches.ts',
  'src/service/units.ts',
  'src/statistics/day-counts.ts',
  'src/statistics/tally.ts',
];

/** Where each package that the program needs may be imported: in one file or folder, so that it can be replaced there. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  '@atcute/cbor': ['src/archive/bluesky/cbor.ts'],
  '@inquirer/prompts': ['src/cli/confirm.ts', 'src/import/ask-for-archive.ts', 'src/setup/prompts.ts'],
  'better-sqlite3': ['src/library/sqlite.ts'],
  chalk: ['src/cli/', 'src/digest/email/', 'src/doctor/', 'src/statistics/', 'src/views/'],
  'chrono-node': ['src/text/typed-date.ts'],
  'cli-progress': ['src/cli/progress.ts'],
  commander: ['src/commands/', 'src/completions/from-commander.ts', 'src/main.ts'],
  entities: ['src/archive/twitter/'],
  'fast-string-width': ['src/text/display-width.ts'],
  'fast-wrap-ansi': ['src/text/wrap.ts'],
  'node-cron': ['src/digest/schedule.ts'],
  htmlparser2: ['src/archive/mastodon/readable-html.ts'],
  nodemailer: ['src/mail/'],
  open: ['src/platform/browser.ts'],
  sharp: ['src/views/'],
  'stream-json': ['src/archive/records/'],
  tar: ['src/archive/files/tar.ts'],
  'temporal-polyfill': ['src/time/'],
  yaml: ['src/config/'],
  yauzl: ['src/archive/files/'],
};

/** Packages that most runs do without: nothing that every start loads may load them. */
const ON_DEMAND = [
  '@atcute/cbor',
  '@inquirer/prompts',
  'chrono-node',
  'cli-progress',
  'entities',
  'htmlparser2',
  'node-cron',
  'nodemailer',
  'open',
  'sharp',
  'stream-json',
  'tar',
  'yaml',
  'yauzl',
];

/** What every start loads: the words of the command line, and values. What a command does is loaded when it is asked for. */
const AT_START = [
  'src/cli/flags.ts',
  'src/commands/',
  'src/completions/values.ts',
  'src/config/address-checks.ts',
  'src/config/checks.ts',
  'src/config/digest-settings.ts',
  'src/config/smtp-url.ts',
  'src/config/keys.ts',
  'src/config/settings.ts',
  'src/export/index.ts',
  'src/mail/mailbox.ts',
  'src/main.ts',
  'src/platform/errors.ts',
  'src/platform/package.ts',
  'src/post/handle.ts',
  'src/post/network.ts',
  'src/post/url.ts',
  'src/search/index/queries.ts',
  'src/search/query/negated-words.ts',
  'src/text/',
  'src/time/',
];

/** Whether a path is a place, or in it if the place is a folder. */
function isIn(path: string, places: readonly string[]): boolean {
  return places.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place));
}

function told({ from, to, when }: Import): string {
  return `${from} → ${to}${when === 'type' ? ' (type)' : ''}`;
}

/** `archive/twitter` for `src/archive/twitter/ytd.ts`. */
function folderOf(path: string): string {
  return posix.dirname(path).replace(/^src\/?/, '');
}

function isFile(path: string): boolean {
  return path.startsWith('src/');
}

function packageOf(to: string): string | null {
  if (isFile(to) || to.startsWith('node:')) return null;
  return to.split('/', to.startsWith('@') ? 2 : 1).join('/');
}

describe('folders', () => {
  test('are all in the list', () => {
    expect([...new Set(modules.map(({ path }) => folderOf(path)))].sort()).toEqual(FOLDERS.toSorted());
  });

  test.each(FOLDERS)('src/%s imports only from the folders before it', (folder) => {
    const own = imports.filter(({ from, to }) => isFile(to) && folderOf(from) === folder && folderOf(to) !== folder);
    const wrong = own.filter(({ to }) => FOLDERS.indexOf(folderOf(to)) >= FOLDERS.indexOf(folder));
    expect(wrong.map(told)).toEqual([]);
  });

  test('stand in few layers, a folder with those in it', () => {
    const subjectOf = (path: string): string => folderOf(path).split('/')[0] ?? '';
    const heights = new Map<string, number>();
    for (const subject of FOLDERS.map((folder) => folder.split('/')[0] ?? '')) {
      const own = imports.filter(({ from, to }) => isFile(to) && subjectOf(from) === subject);
      const below = own.map(({ to }) => subjectOf(to)).filter((one) => one !== subject);
      heights.set(subject, 1 + Math.max(0, ...below.map((one) => heights.get(one) ?? 0)));
    }
    expect(Math.max(...heights.values())).toBeLessThanOrEqual(MOST_LAYERS);
  });

  test('are small, and so are files', () => {
    const sizes = FOLDERS.map((folder) => ({
      folder,
      files: modules.filter(({ path }) => folderOf(path) === folder).length,
    }));
    expect(sizes.filter(({ files }) => files > MOST_FILES)).toEqual([]);
    expect(
      modules.filter(({ lines }) => lines > MOST_LINES).map(({ path, lines }) => `${path}: ${lines} lines`),
    ).toEqual([]);
  });

  test('and their files import nothing in a circle, types included', () => {
    expect(circlesIn(imports)).toEqual([]);
  });
});

describe('a package', () => {
  test.each(Object.entries(PACKAGES))('%s is imported only from %j', (name, places) => {
    const found = imports.filter(({ to }) => packageOf(to) === name);
    expect(found.filter(({ from }) => !isIn(from, places)).map(told)).toEqual([]);
    for (const place of places)
      expect(
        found.some(({ from }) => isIn(from, [place])),
        place,
      ).toBe(true);
  });

  test('that is imported is one of those, and one that an install brings along', () => {
    const found = new Set(imports.map(({ to }) => packageOf(to)).filter((name) => name !== null));
    const manifest = JSON.parse(readFileSync(join(TOP, 'package.json'), 'utf8')) as { dependencies: object };
    expect([...found].sort()).toEqual(Object.keys(PACKAGES).sort());
    expect(Object.keys(manifest.dependencies).sort()).toEqual(Object.keys(PACKAGES).sort());
  });

  test.each(ON_DEMAND)('%s is not loaded by a start that does not need it', (name) => {
    const atStart = imports.filter(({ when }) => when === 'start');
    // With `memories today`, the command that most runs are.
    const today = ['src/main.ts', 'src/cli/show-day.ts'].flatMap((path) => [...reachedFrom(path, atStart)]);
    const loaded = new Set(today);
    expect(loaded.size).toBeGreaterThan(60);
    expect(atStart.filter(({ from, to }) => loaded.has(from) && packageOf(to) === name).map(told)).toEqual([]);
  });
});

describe('imports', () => {
  test.each(PURE)('of %s are pure', (place) => {
    const own = modules.map(({ path }) => path).filter((path) => isIn(path, [place]));
    expect(own.length).toBeGreaterThan(0);
    const running = imports.filter(({ when }) => when !== 'type');
    const reached = new Set(own.flatMap((path) => [...reachedFrom(path, running)]));
    expect(imports.filter(({ from, to }) => reached.has(from) && to.startsWith('node:')).map(told)).toEqual([]);
  });

  test('load at every start only the words of the command line', () => {
    const atStart = imports.filter(({ when }) => when === 'start');
    const loaded = [...reachedFrom('src/main.ts', atStart)].filter(isFile);
    expect(loaded.filter((path) => !isIn(path, AT_START))).toEqual([]);
  });

  test('nothing imports what starts the program', () => {
    const starting = {
      'src/main.ts': ['src/dev.ts', 'src/start.ts'],
      'src/commands/program.ts': ['src/main.ts'],
      'src/dev.ts': [],
      'src/start.ts': [],
    };
    for (const [path, by] of Object.entries(starting)) {
      expect(imports.filter(({ to }) => to === path).map(({ from }) => from)).toEqual(by);
    }
  });
});

describe('networks', () => {
  const OWN = /^src\/archive\/(twitter|mastodon|bluesky)\//;

  test('are known to their folders alone, which archive/formats.ts lists', () => {
    const users = imports.filter(({ from, to }) => OWN.test(to) && OWN.exec(from)?.[1] !== OWN.exec(to)?.[1]);
    const others = users
      .filter(({ from }) => from !== 'src/archive/formats.ts')
      .map(({ from, to }) => `${from} → ${to}`);
    // The demo is an archive of Twitter's; Rails' names of zones and the year in which Twitter began are told to people.
    expect(others.filter((use) => !use.startsWith('src/demo/')).sort()).toEqual([
      'src/completions/words.ts → src/archive/twitter/timestamps.ts',
      'src/setup/ask-digest.ts → src/archive/twitter/time-zones.ts',
    ]);
  });

  test('are asked for by name nowhere else, but in the words of views', () => {
    const naming = modules.filter(({ names }) => names.some((name) => /^(?:twitter|mastodon|bluesky)$/.test(name)));
    const others = naming.map(({ path }) => path).filter((path) => !OWN.test(path) && !path.startsWith('src/views/'));
    // A handle's form is its network's.
    expect(others.sort()).toEqual(['src/post/handle.ts', 'src/post/network.ts']);
  });

  test('have one word for what is written on them all: only what reads archives of Twitter says tweets', () => {
    const isSaid = (text: string): boolean =>
      text.includes(' ') && !/\b(?:SELECT|FROM|INTO|UPDATE|TABLE)\b|=/.test(text);
    const saying = modules.filter(({ texts }) => texts.some((text) => isSaid(text) && /\btweets?\b/i.test(text)));
    const others = saying.map(({ path }) => path).filter((path) => !path.startsWith('src/archive/twitter/'));
    // Where it is a table's name.
    expect(others.sort()).toEqual(['src/library/early-migrations.ts', 'src/library/post-writer.ts']);
  });
});

describe('what comes from outside', () => {
  const OUTSIDE = ['env', 'argv', 'stdin', 'stdout', 'stderr', 'cwd', 'chdir', 'pid', 'exit', 'on', 'once'];

  test.each([...OUTSIDE.map((name) => `process.${name}`), 'Date.now', 'Math.random'])(
    '%s is read only in one place, the context',
    (name) => {
      const readers = modules.filter(({ globals }) => globals.includes(name)).map(({ path }) => path);
      // What starts the program runs before there is a context, and needs the command and the cache folder.
      const early = ['process.argv', 'process.env'].includes(name) ? ['src/start.ts'] : [];
      // Which process this is stands beside what says whether another one runs.
      const place = name === 'process.pid' ? 'src/platform/process.ts' : 'src/platform/context.ts';
      expect(readers.filter((path) => path !== place && !early.includes(path))).toEqual([]);
    },
  );

  test('is read by the context indeed', () => {
    const context = modules.find(({ path }) => path === 'src/platform/context.ts');
    expect(context?.globals).toEqual(
      expect.arrayContaining(['process.env', 'process.argv', 'Date.now', 'Math.random']),
    );
  });

  test('is made into a context only where the program starts', () => {
    const makers = imports.filter(({ to, when }) => to === 'src/platform/context.ts' && when !== 'type');
    expect(makers.map(({ from }) => from)).toEqual(['src/dev.ts']);
  });
});

describe('this test itself', () => {
  const edge = (from: string, to: string): Import => ({ from, to, when: 'start' });

  test('notices circles', () => {
    expect(circlesIn([edge('a', 'b'), edge('b', 'c'), edge('c', 'b')])).toEqual(['b → c → b']);
    expect(circlesIn([edge('a', 'a')])).toEqual(['a → a']);
    expect(circlesIn([edge('a', 'b'), edge('a', 'c'), edge('b', 'd'), edge('c', 'd')])).toEqual([]);
  });

  test('reads every kind of import, and what is read of the globals', () => {
    const text = `
      import yauzl from 'yauzl';
      import type { A } from './a.ts';
      import { type B } from '../b.ts';
      export { c } from './c.ts';
      const { d } = await import('./d/d.ts');
      console.log(process.env['X'], process['argv'], globalThis.process.cwd());`;
    const { imports: found, globals } = moduleOf('src/views/x.ts', text);
    expect(found.map(({ to, when }) => `${to} ${when}`)).toEqual([
      'yauzl start',
      'src/views/a.ts type',
      'src/b.ts start',
      'src/views/c.ts start',
      'src/views/d/d.ts lazy',
    ]);
    expect(globals).toEqual(expect.arrayContaining(['process.env', 'process.argv', 'process.cwd']));
  });
});

/** Each circle once, as a path that ends where it began. */
function circlesIn(edges: readonly Import[]): string[] {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
    if (trail.includes(path) || done.has(path)) return;
    for (const { from, to } of edges) if (from === path) visit(to, [...trail, path]);
    done.add(path);
  };
  for (const { from } of edges) visit(from, []);
  return circles;
}

function reachedFrom(start: string, edges: readonly Import[]): Set<string> {
  const reached = new Set([start]);
  for (const path of reached) for (const { from, to } of edges) if (from === path) reached.add(to);
  return reached;
}

function moduleOf(path: string, text: string): Module {
  return path.endsWith('.css') ? styleSheetOf(path, text) : scriptOf(path, text);
}

function styleSheetOf(path: string, text: string): Module {
  const imports = Array.from(text.matchAll(/@import '([^']*)'/g), ([, name = '']): Import => ({
    from: path,
    to: posix.join(posix.dirname(path), name),
    when: 'start',
  }));
  return { path, lines: text.split('\n').length - 1, imports, globals: [], names: [], texts: [] };
}

function scriptOf(path: string, text: string): Module {
  const found: Import[] = [];
  const globals = new Set<string>();
  const names = new Set<string>();
  const texts: string[] = [];
  const add = (specifier: ts.Node, when: Import['when']): void => {
    if (!ts.isStringLiteral(specifier)) throw new Error(`${path} imports what only its run can tell`);
    const name = specifier.text.replace(/\?.*$/, '');
    found.push({ from: path, to: name.startsWith('.') ? posix.join(posix.dirname(path), name) : name, when });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node) ? 'type' : 'start');
    if (ts.isExportDeclaration(node) && node.moduleSpecifier)
      add(node.moduleSpecifier, node.isTypeOnly ? 'type' : 'start');
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      for (const specifier of node.arguments) add(specifier, 'lazy');
    }
    if (ts.isStringLiteral(node)) names.add(node.text);
    if (isText(node)) texts.push(node.text);
    const member = memberOf(node);
    if (member !== null) globals.add(member);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return { path, lines: text.split('\n').length - 1, imports: found, globals: [...globals], names: [...names], texts };
}

/** A string, or a piece of a template. */
function isText(node: ts.Node): node is ts.LiteralLikeNode {
  return ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
}

function isTypeOnly({ importClause }: ts.ImportDeclaration): boolean {
  return importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

/** `process.env` for `process.env`, `process['env']` and `globalThis.process.env`. */
function memberOf(node: ts.Node): string | null {
  const isMember = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
  if (!isMember) return null;
  const object = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
  const name = ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression;
  return ts.isIdentifier(object) && (ts.isIdentifier(name) || ts.isStringLiteral(name))
    ? `${object.text}.${name.text}`
    : null;
}
