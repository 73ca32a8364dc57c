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
  readonly imports: readonly Import[];
  /** What it reads of the globals, such as `process.env`. */
  readonly globals: readonly string[];
}

const TOP = join(import.meta.dirname, '..');
const modules = readdirSync(join(TOP, 'src'), { recursive: true, encoding: 'utf8' })
  .map((name) => `src/${name.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.ts'))
  .map((path) => moduleOf(path, readFileSync(join(TOP, path), 'utf8')));
const imports = modules.flatMap((module) => module.imports);

/** Files that know nothing but values: no disk, no database, no clock, no environment. */
const PURE = [
  'src/calendar.ts',
  'src/cron-fields.ts',
  'src/day-counts.ts',
  'src/delivery.ts',
  'src/doctor/finding.ts',
  'src/edit-distance.ts',
  'src/frequencies.ts',
  'src/hiding.ts',
  'src/import-report.ts',
  'src/languages.ts',
  'src/local-days.ts',
  'src/mailbox.ts',
  'src/memories.ts',
  'src/period.ts',
  'src/search-days.ts',
  'src/search-marks.ts',
  'src/search-query.ts',
  'src/search-words.ts',
  'src/service-units.ts',
  'src/setting-checks.ts',
  'src/setting-names.ts',
  'src/settings.ts',
  'src/snowflake.ts',
  'src/span-reading.ts',
  'src/statistics-tally.ts',
  'src/tweet-merge.ts',
  'src/tweet-text.ts',
  'src/tweet.ts',
  'src/twitter-time-zones.ts',
];

/** Where each package that the program needs may be imported: in one file or folder, so that it can be replaced there. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  '@inquirer/prompts': ['src/commands/ask-for-archive.ts', 'src/commands/setup-prompts.ts'],
  'better-sqlite3': ['src/store/'],
  chalk: ['src/commands/viewing.ts', 'src/views/'],
  'cli-progress': ['src/views/import-progress.ts'],
  commander: ['src/commands/', 'src/program.ts', 'src/main.ts'],
  entities: ['src/formats/', 'src/tweet-text.ts'],
  'fast-string-width': ['src/views/cells.ts'],
  'fast-wrap-ansi': ['src/views/'],
  'node-cron': ['src/schedule.ts'],
  nodemailer: ['src/channels/'],
  'env-paths': ['src/cache-folder.ts', 'src/config.ts'],
  open: ['src/open-in-browser.ts'],
  sharp: ['src/photos.ts', 'src/terminal-images.ts'],
  'stream-json': ['src/archive/'],
  'temporal-polyfill': ['src/calendar.ts'],
  yaml: ['src/config-edit.ts', 'src/config-yaml.ts'],
  yauzl: ['src/archive/'],
};

/** Packages that most runs do without: nothing that every start loads may load them. */
const ON_DEMAND = [
  '@inquirer/prompts',
  'cli-progress',
  'entities',
  'node-cron',
  'nodemailer',
  'open',
  'sharp',
  'stream-json',
  'yaml',
  'yauzl',
];

/** What files of a layer may import of the program: when it runs, and beyond that as types only. */
const LAYERS: readonly { layer: string; run: readonly string[]; types?: readonly string[] }[] = [
  { layer: 'src/archive/', run: ['src/archive/', 'src/errors.ts', ...PURE] },
  { layer: 'src/formats/', run: ['src/formats/', 'src/archive/', 'src/errors.ts', ...PURE] },
  { layer: 'src/store/', run: ['src/store/', 'src/errors.ts', ...PURE] },
  { layer: 'src/channels/', run: ['src/channels/', 'src/errors.ts', 'src/views/harmless.ts', ...PURE] },
  { layer: 'src/demo/', run: ['src/demo/', 'src/package-files.ts', ...PURE] },
  { layer: 'src/completions/', run: ['src/completions/'] },
  { layer: 'src/man/', run: ['src/man/', 'src/completions/', ...PURE] },
  {
    layer: 'src/exports/',
    run: ['src/exports/', 'src/export/', 'src/views/', ...PURE],
    types: ['src/store/', ...useCases()],
  },
  {
    layer: 'src/doctor/',
    run: ['src/doctor/', 'src/store/', 'src/channels/', ...useCases(), ...PURE],
    types: ['src/context.ts'],
  },
  {
    layer: 'src/views/',
    run: ['src/views/', 'src/digest/', 'src/statistics/', ...PURE],
    types: ['src/export/', 'src/store/', ...useCases(), 'src/context.ts'],
  },
];

/** The files beside the folders, but those that start the program. */
function useCases(): string[] {
  const starting = ['src/main.ts', 'src/program.ts', 'src/dev.ts', 'src/context.ts'];
  return modules.map(({ path }) => path).filter((path) => /^src\/[^/]+$/.test(path) && !starting.includes(path));
}

/** Whether a path is a place, or in it if the place is a folder. */
function isIn(path: string, places: readonly string[]): boolean {
  return places.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place));
}

function told({ from, to, when }: Import): string {
  return `${from} → ${to}${when === 'type' ? ' (type)' : ''}`;
}

function isFile(path: string): boolean {
  return path.startsWith('src/');
}

function packageOf(to: string): string | null {
  if (isFile(to) || to.startsWith('node:')) return null;
  return to.split('/', to.startsWith('@') ? 2 : 1).join('/');
}

test('no files import each other in a circle, neither at the start nor later', () => {
  expect(circlesIn(imports.filter(({ when }) => when !== 'type'))).toEqual([]);
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
    const loaded = reachedFrom('src/main.ts', atStart);
    expect(loaded.size).toBeGreaterThan(30);
    expect(atStart.filter(({ from, to }) => loaded.has(from) && packageOf(to) === name).map(told)).toEqual([]);
  });
});

describe('imports go one way:', () => {
  test.each(PURE)('%s is pure', (path) => {
    const own = imports.filter(({ from }) => from === path);
    expect(modules.map((module) => module.path)).toContain(path);
    expect(own.filter(({ to }) => to.startsWith('node:') || (isFile(to) && !isIn(to, PURE))).map(told)).toEqual([]);
  });

  test.each(LAYERS)('$layer imports only $run', ({ layer, run, types = [] }) => {
    const own = imports.filter(({ from, to }) => isIn(from, [layer]) && isFile(to));
    const wrong = own.filter(({ to, when }) => !isIn(to, when === 'type' ? [...run, ...types] : run));
    expect(own.length).toBeGreaterThan(0);
    expect(wrong.map(told)).toEqual([]);
  });

  test('views and formats touch nothing of the system', () => {
    const own = imports.filter(({ from }) => isIn(from, ['src/views/', 'src/formats/']));
    expect(own.filter(({ to }) => to.startsWith('node:')).map(told)).toEqual([]);
  });

  test('only what starts the program knows the commands', () => {
    const wrong = imports.filter(
      ({ from, to }) => isIn(to, ['src/commands/']) && !isIn(from, ['src/commands/', 'src/program.ts']),
    );
    expect(wrong.map(told)).toEqual([]);
  });

  test('use cases know neither commands nor views', () => {
    const own = imports.filter(({ from }) => useCases().includes(from));
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter(({ to }) => isIn(to, ['src/commands/', 'src/views/'])).map(told)).toEqual([]);
  });

  test('nothing imports what starts the program', () => {
    const starting = { 'src/main.ts': ['src/dev.ts'], 'src/program.ts': ['src/main.ts'], 'src/dev.ts': [] };
    for (const [path, by] of Object.entries(starting)) {
      expect(imports.filter(({ to }) => to === path).map(({ from }) => from)).toEqual(by);
    }
  });
});

describe('what comes from outside', () => {
  const OUTSIDE = ['env', 'argv', 'stdin', 'stdout', 'stderr', 'cwd', 'chdir', 'pid', 'exit', 'on', 'once'];

  test.each([...OUTSIDE.map((name) => `process.${name}`), 'Date.now', 'Math.random'])(
    '%s is read only by the context',
    (name) => {
      const readers = modules.filter(({ globals }) => globals.includes(name)).map(({ path }) => path);
      expect(readers.filter((path) => path !== 'src/context.ts')).toEqual([]);
    },
  );

  test('is read by the context indeed', () => {
    const context = modules.find(({ path }) => path === 'src/context.ts');
    expect(context?.globals).toEqual(
      expect.arrayContaining(['process.env', 'process.argv', 'Date.now', 'Math.random']),
    );
  });

  test('is made into a context only where the program starts', () => {
    const makers = imports.filter(({ to, when }) => to === 'src/context.ts' && when !== 'type');
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
  const found: Import[] = [];
  const globals = new Set<string>();
  const add = (specifier: ts.Node, when: Import['when']): void => {
    if (!ts.isStringLiteral(specifier)) throw new Error(`${path} imports what only its run can tell`);
    const name = specifier.text;
    found.push({ from: path, to: name.startsWith('.') ? posix.join(posix.dirname(path), name) : name, when });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node) ? 'type' : 'start');
    if (ts.isExportDeclaration(node) && node.moduleSpecifier)
      add(node.moduleSpecifier, node.isTypeOnly ? 'type' : 'start');
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      for (const specifier of node.arguments) add(specifier, 'lazy');
    }
    const member = memberOf(node);
    if (member !== null) globals.add(member);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return { path, imports: found, globals: [...globals] };
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
