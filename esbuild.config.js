// Makes dist/memories.cjs, the whole program in one file: what Node must find, read and link one by one costs it 60 ms.
// CommonJS, because Node starts that 6 ms sooner; not minified, so that the stack of a bug can be read.

import { build } from 'esbuild';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { run } from './bin/compiled.js';

/** Packages that stay outside: what few runs need, or what has files of its own. Those that are ES modules: only by import(). */
const OUTSIDE = [
  '@inquirer/prompts',
  'better-sqlite3',
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

const OPTIONS = {
  bundle: true,
  platform: 'node',
  target: 'node20.17',
  format: 'cjs',
  external: OUTSIDE,
  define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
  metafile: true,
};

rmSync(DIST, { recursive: true, force: true });
const program = await build({
  ...OPTIONS,
  stdin: {
    contents: `export { processContext } from './src/context.ts'; export { main } from './src/main.ts';`,
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
  entryPoints: [join(import.meta.dirname, 'src/tweet-rows-thread.ts')],
  outfile: join(DIST, 'tweet-rows-thread.cjs'),
});
// Parts of Node that are not there at its start come when they are used: child_process alone, of which commander could
// have need, takes 12 ms.
const LATER = /(?<!__toESM\()require\(("node:(?:child_process|crypto|fs\/promises|stream|stream\/consumers|zlib)")\)/g;
const text = readFileSync(PROGRAM, 'utf8').replace(LATER, '__later($1)');
writeFileSync(PROGRAM, text.replace(/\bimport\("/g, '__outside("'));
writeFileSync(
  join(DIST, 'LICENSES'),
  licencesOf([program, thread].flatMap(({ metafile }) => Object.keys(metafile.inputs))),
);

if (!('enableCompileCache' in module)) writeFileSync(`${PROGRAM}.cache`, await compiled());

/** What V8 has compiled when the program has been used once. */
async function compiled() {
  const { exports, script } = run(PROGRAM);
  const nowhere = { write: () => true };
  const context = { ...exports.processContext(), argv: ['demo'], stdout: nowhere, stderr: nowhere };
  if ((await exports.main(context)) !== 0)
    throw new Error('the program that was built fails: node bin/memories.js demo');
  return script.createCachedData();
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
