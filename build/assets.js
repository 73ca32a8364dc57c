// What browsers read, as text: `import style from './page.css'` gives a style sheet with everything it imports,
// `import script from './browser.ts?script'` a module with everything it imports as one script, and
// `import mail from './email.css?looks'` a style sheet in the form that mail programs understand (build/mail-looks.js). The
// build, the tests and what runs src/ directly all take them from here, so that they can't differ.

import { build, formatMessages } from 'esbuild';
import { dirname, join, relative, resolve } from 'node:path';
import { mailLooks } from './mail-looks.js';

const TOP = resolve(import.meta.dirname, '..');
const ASSET = /\.css(?:\?looks)?$|\.ts\?script$/;

/** @param {string} name the path in an import */
export function isAsset(name) {
  return ASSET.test(name);
}

/**
 * Bundles a file. A script isn't a module, because pages opened from a disk can't load modules. It keeps its names, so that
 * people can read it, but no white space, which is a third of what readers of a site would wait for.
 * @param {string} path from the top of the project, with its `?` and what follows
 */
export async function assetText(path) {
  const { outputFiles, metafile, warnings } = await build({
    absWorkingDir: TOP,
    entryPoints: [path.replace(/\?.*$/, '')],
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    minifyWhitespace: path.endsWith('?script'),
    charset: 'utf8',
    format: 'iife',
    write: false,
    metafile: true,
    outdir: 'none',
    logLevel: 'silent',
  });
  // Warnings are about what is misspelt or can't be parsed, which browsers would ignore silently.
  if (warnings.length > 0) throw new Error((await formatMessages(warnings, { kind: 'error' })).join('\n'));
  return {
    text: outputFiles.map((file) => file.text).join(''),
    files: Object.keys(metafile.inputs).map((file) => join(TOP, file)),
  };
}

/** The value that an import of this path gives. @param {string} path */
export async function asset(path) {
  const { text, files } = await assetText(path);
  return { value: path.endsWith('?looks') ? mailLooks(text) : text, files };
}

/** @type {import('esbuild').Plugin} */
export const esbuildAssets = {
  name: 'assets',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: ASSET }, ({ path, resolveDir }) => ({
      path: fromTop(join(resolveDir, path)),
      namespace: 'asset',
    }));
    onLoad({ filter: /^/, namespace: 'asset' }, async ({ path }) => {
      const { value, files } = await asset(path);
      return { contents: JSON.stringify(value), loader: 'json', watchFiles: files };
    });
  },
};

/** For Vite, which would otherwise handle names that end in `.css` itself. */
export const viteAssets = {
  name: 'assets',
  enforce: /** @type {const} */ ('pre'),
  /** @param {string} name @param {string | undefined} importer */
  resolveId(name, importer) {
    if (importer === undefined || !isAsset(name)) return null;
    return `\0asset:${encodeURIComponent(fromTop(join(dirname(importer), name)))}:`;
  },
  /** @this {{ addWatchFile(file: string): void }} @param {string} id */
  async load(id) {
    const path = /^\0asset:(.*):$/.exec(id)?.[1];
    if (path === undefined) return null;
    const { value, files } = await asset(decodeURIComponent(path));
    for (const file of files) this.addWatchFile(file);
    return moduleOf(value);
  },
};

/** @param {unknown} value */
export function moduleOf(value) {
  return `export default ${JSON.stringify(value)};`;
}

/** @param {string} file */
export function fromTop(file) {
  return relative(TOP, file).replaceAll('\\', '/');
}
