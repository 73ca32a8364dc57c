// What a browser is to read, as text: `import style from './page.css'` gives a style sheet with all that it imports, and
// `import script from './browser.ts?script'` a module with all that it imports as one script. The build, the tests and
// what runs src/ directly all take it from here, so that none of them has a text of its own. `email.css?looks` gives a mail's
// style sheet as what clients of mail can read (build/mail-looks.js).

import { build, formatMessages } from 'esbuild';
import { dirname, join, relative, resolve } from 'node:path';
import { mailLooks } from './mail-looks.js';

const TOP = resolve(import.meta.dirname, '..');
const ASSET = /\.css(?:\?looks)?$|\.ts\?script$/;

/** @param {string} name what an import names */
export function isAsset(name) {
  return ASSET.test(name);
}

/**
 * A script is no module, since a page from a disk may load none. It stays readable, as somebody may want to read it.
 * @param {string} path from the top of the project, with what follows its `?`
 */
export async function assetText(path) {
  const { outputFiles, metafile, warnings } = await build({
    absWorkingDir: TOP,
    entryPoints: [path.replace(/\?.*$/, '')],
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    write: false,
    metafile: true,
    outdir: 'none',
    logLevel: 'silent',
  });
  // They tell of what is misspelt or can't be read, which browsers would pass over in silence.
  if (warnings.length > 0) throw new Error((await formatMessages(warnings, { kind: 'error' })).join('\n'));
  return {
    text: outputFiles.map((file) => file.text).join(''),
    files: Object.keys(metafile.inputs).map((file) => join(TOP, file)),
  };
}

/** What an import of this path gets. @param {string} path */
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

/** For Vite, which would take a name that ends in `.css` for its own affair. */
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
