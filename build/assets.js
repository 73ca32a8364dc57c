// What a browser is to read, as text: `import style from './page.css'` gives a style sheet with all that it imports, and
// `import script from './browser.ts?script'` a module with all that it imports as one script. The build, the tests and
// what runs src/ directly all take it from here, so that none of them has a text of its own.

import { build, formatMessages } from 'esbuild';
import { dirname, join, relative, resolve } from 'node:path';

const TOP = resolve(import.meta.dirname, '..');
const ASSET = /\.css$|\.ts\?script$/;

/** @param {string} name what an import names */
export function isAsset(name) {
  return ASSET.test(name);
}

/**
 * A script is no module, since a page from a disk may load none. It stays readable, as somebody may want to read it.
 * @param {string} path from the top of the project, with `?script` at its end where that is asked for
 */
export async function assetText(path) {
  const { outputFiles, metafile, warnings } = await build({
    absWorkingDir: TOP,
    entryPoints: [path.replace(/\?script$/, '')],
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

/** @type {import('esbuild').Plugin} */
export const esbuildAssets = {
  name: 'assets',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: ASSET }, ({ path, resolveDir }) => ({
      path: fromTop(join(resolveDir, path)),
      namespace: 'asset',
    }));
    onLoad({ filter: /^/, namespace: 'asset' }, async ({ path }) => {
      const { text, files } = await assetText(path);
      return { contents: text, loader: 'text', watchFiles: files };
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
    const { text, files } = await assetText(decodeURIComponent(path));
    for (const file of files) this.addWatchFile(file);
    return moduleOf(text);
  },
};

/** @param {string} text */
export function moduleOf(text) {
  return `export default ${JSON.stringify(text)};`;
}

/** @param {string} file */
export function fromTop(file) {
  return relative(TOP, file).replaceAll('\\', '/');
}
