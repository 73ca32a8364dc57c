// Makes dist/memories.cjs, the whole program in one file: what Node must find, read and link one by one costs it 60 ms.
// CommonJS, because Node starts that 6 ms sooner; not minified, so that the stack of a bug can be read.

import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { run } from './bin/compiled.js';
import { esbuildAssets } from './build/assets.js';

/** Packages that stay outside: what few runs need, or what has files of its own. Those that are ES modules: only by import(). */
const OUTSIDE = [
  '@inquirer/prompts',
  'bindings',
  'cli-progress',
  'node-cron',
  'nodemailer',
  'open',
  'sharp',
  'yaml',
  'yauzl',
];

const DIST = resolve(import.meta.dirname, 'dist');
const PROGRAM = join(DIST, 'memories.cjs');
const MAIN = join(import.meta.dirname, 'bin/memories.js');

const OPTIONS = {
  bundle: true,
  platform: 'node',
  target: 'node20.17',
  format: 'cjs',
  external: OUTSIDE,
  plugins: [{ name: 'lighter', setup: lighter }, esbuildAssets],
  define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
  metafile: true,
};

rmSync(DIST, { recursive: true, force: true });
const program = await build({
  ...OPTIONS,
  stdin: {
    contents: `export { processContext } from './src/platform/context.ts';
export { main } from './src/main.ts';
export const demoArchive = () => import('./src/demo/archive.ts');`,
    resolveDir: import.meta.dirname,
  },
  outfile: PROGRAM,
  banner: {
    js: `const __later = (name) => new Proxy({}, { get: (_, key) => require(name)[key] });
const __outside = require.outside ?? ((name) => import(name));`,
  },
});
const thread = await build({
  ...OPTIONS,
  entryPoints: [join(import.meta.dirname, 'src/import/parser-worker.ts')],
  outfile: join(DIST, 'parser-worker.cjs'),
});
// Parts of Node that are not there at its start come when they are used: child_process alone, of which commander could
// have need, takes 12 ms.
const LATER = /(?<!__toESM\()require\(("node:(?:child_process|crypto|fs\/promises|stream|stream\/consumers|zlib)")\)/g;
const text = readFileSync(PROGRAM, 'utf8').replace(LATER, '__later($1)');
writeFileSync(PROGRAM, inAscii(text.replace(/\bimport\("/g, '__outside("')), 'ascii');
writeFileSync(
  join(DIST, 'LICENSES'),
  licencesOf([program, thread].flatMap(({ metafile }) => Object.keys(metafile.inputs))),
);

if (!('enableCompileCache' in module)) writeFileSync(`${PROGRAM}.cache`, await compiled());

/** Patterns and templates still have other letters. A text of ASCII alone is read and kept by V8 in half the time and room. */
function inAscii(text) {
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Puts something quicker in the place of what packages bring. */
function lighter({ onResolve }) {
  const here = (path) => ({ path: join(import.meta.dirname, path) });
  onResolve({ filter: /^fast-string-width$/ }, ({ importer }) =>
    importer.includes('fast-wrap-ansi') ? here('src/text/display-width.ts') : undefined,
  );
  // Chalk is always told how many colours there are. What finds that out brings much of Node with it.
  onResolve({ filter: /^#supports-color$/ }, () => here('node_modules/chalk/source/vendor/supports-color/browser.js'));
}

/** What V8 has compiled when a day was shown, in a terminal and not. What else it had would make every start longer. */
async function compiled() {
  const folder = mkdtempSync(join(tmpdir(), 'memories-build-'));
  try {
    const { exports, script } = run(PROGRAM);
    const files = { archive: join(folder, 'archive'), db: join(folder, 'memories.db') };
    const now = Date.UTC(2026, 10, 22, 12);
    await (await exports.demoArchive()).writeDemoArchive(files.archive, { year: 2026, month: 11, day: 22 });
    // Another process, so that an import is not among what this one has compiled.
    execFileSync(process.execPath, [MAIN, 'import', files.archive, '--db', files.db], { stdio: 'pipe' });
    const nowhere = { write: () => true };
    const terminal = { ...nowhere, isTTY: true, columns: 80, rows: 24, getColorDepth: () => 24 };
    const context = {
      ...exports.processContext(),
      argv: ['today', '--db', files.db],
      env: { TERM: 'xterm', MEMORIES_CONFIG: join(folder, 'none.yaml') },
      stderr: process.stderr,
      now: () => now,
    };
    for (const stdout of [nowhere, terminal])
      if ((await exports.main({ ...context, stdout })) !== 0) throw new Error('the program that was built fails');
    return script.createCachedData();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The licences of the packages whose code is inside. */
function licencesOf(files) {
  const folders = new Set(files.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]));
  folders.delete(undefined);
  return [...folders]
    .sort()
    .map(licenceOf)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

function licenceOf(folder) {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = ['LICENSE', 'LICENSE.md', 'license', 'LICENCE'].map((one) => join(folder, one)).find(existsSync);
  if (file === undefined) throw new Error(`${name} has no licence in ${dirname(folder)}`);
  return `${name} ${version}\n\n${readFileSync(file, 'utf8')}`;
}
