// Makes dist/memories.cjs, the whole program in one file: what Node must find, read and link one by one costs it 60 ms. And
// dist/days.cjs, the commands that it is mostly started for: a third of the text, which costs it 7 ms less.
// CommonJS, because Node starts that 6 ms sooner; not minified, so that the stack of a bug can be read.

import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { esbuildAssets } from './build/assets.js';

/** Packages that stay outside: what few runs need, or what has files of its own. Those that are ES modules: only by import(). */
const OUTSIDE = [
  '@atcute/cbor',
  '@inquirer/prompts',
  'bindings',
  'chrono-node/en',
  'cli-progress',
  'node-cron',
  'nodemailer',
  'open',
  'sharp',
  'yaml',
  'yauzl',
];

const DIST = resolve(import.meta.dirname, 'dist');

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

// Parts of Node that are not there at its start come when they are used: child_process alone, of which commander could
// have need, takes 12 ms.
const LATER =
  /(?<!__toESM\()require\(("node:(?:child_process|crypto|fs\/promises|module|stream|stream\/consumers|timers\/promises|worker_threads|zlib)")\)/g;

rmSync(DIST, { recursive: true, force: true });
const program = await buildProgram('memories.cjs', 'ALL_COMMANDS', 'index.ts');
const days = await buildProgram('days.cjs', 'DAY_COMMANDS', 'day.ts');
const threads = await build({
  ...OPTIONS,
  entryPoints: ['import/parser-worker', 'search/index/batch-worker'].map((name) =>
    join(import.meta.dirname, `src/${name}.ts`),
  ),
  outdir: DIST,
  entryNames: '[name]',
  outExtension: { '.js': '.cjs' },
});
const start = await build({
  ...OPTIONS,
  entryPoints: [join(import.meta.dirname, 'src/start.ts')],
  outfile: join(DIST, 'start.cjs'),
  banner: { js: 'const importPackage = (name) => import(name);' },
  define: {
    ...OPTIONS.define,
    PROGRAM_VERSION: JSON.stringify(packageIn(import.meta.dirname).version),
    ALL_DIGEST: JSON.stringify(digestOf('memories.cjs')),
    DAYS_DIGEST: JSON.stringify(digestOf('days.cjs')),
  },
});
writeFileSync(
  join(DIST, 'LICENSES'),
  licencesOf([program, days, threads, start].flatMap(({ metafile }) => Object.keys(metafile.inputs))),
);

/** Makes a program of some commands, and all that these can need. */
async function buildProgram(name, commands, from) {
  const outfile = join(DIST, name);
  const built = await build({
    ...OPTIONS,
    stdin: {
      contents: `export { writeFileAtomic } from './src/platform/atomic-write.ts';
export { processContext } from './src/platform/context.ts';
export { ${commands} as commands } from './src/commands/${from}';
export { main } from './src/main.ts';`,
      resolveDir: import.meta.dirname,
    },
    outfile,
    banner: {
      js: `const __later = (name) => new Proxy({}, { get: (_, key) => require(name)[key] });
const __outside = require.outside ?? ((name) => import(name));`,
    },
  });
  const text = readFileSync(outfile, 'utf8').replace(LATER, '__later($1)');
  writeFileSync(outfile, inAscii(text.replace(/\bimport\("/g, '__outside("')), 'ascii');
  return built;
}

function digestOf(name) {
  return createHash('sha256')
    .update(readFileSync(join(DIST, name)))
    .digest('hex');
}

/** Patterns and templates still have other letters. A text of ASCII alone is read and kept by V8 in half the time and room. */
function inAscii(text) {
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Puts something quicker in the place of what packages bring. */
function lighter({ onResolve, onLoad }) {
  const here = (path) => ({ path: join(import.meta.dirname, path) });
  const resolveDir = import.meta.dirname;
  onResolve({ filter: /^fast-string-width$/ }, ({ importer, path }) => {
    if (importer.includes('fast-wrap-ansi')) return { path, namespace: 'ours' };
    return importer.endsWith('display-width.ts') ? { path, namespace: 'later' } : undefined;
  });
  onLoad({ filter: /^/, namespace: 'ours' }, () => ({
    contents: `export { displayWidth as default } from './src/text/display-width.ts';`,
    resolveDir,
  }));
  // Its patterns take a millisecond to make, and most texts do without them.
  onLoad({ filter: /^/, namespace: 'later' }, ({ path }) => ({
    contents: `let width;\nexport default (text) => (width ??= require('${path}').default)(text);`,
    resolveDir,
  }));
  // Chalk is always told how many colours there are. What finds that out brings much of Node with it.
  onResolve({ filter: /^#supports-color$/ }, () => here('node_modules/chalk/source/vendor/supports-color/browser.js'));
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
  const { name, version } = packageIn(folder);
  const file = ['LICENSE', 'LICENSE.md', 'license', 'LICENCE'].map((one) => join(folder, one)).find(existsSync);
  if (file === undefined) throw new Error(`${name} has no licence in ${dirname(folder)}`);
  return `${name} ${version}\n\n${readFileSync(file, 'utf8')}`;
}

function packageIn(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
