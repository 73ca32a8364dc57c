// The hooks that build/register.js installs for imports.

import { fileURLToPath, URL } from 'node:url';
import { asset, fromTop, isAsset, moduleOf } from './assets.js';

const SCHEME = 'asset:';

/** @type {import('node:module').ResolveHook} */
export function resolve(name, context, next) {
  if (context.parentURL === undefined || !isAsset(name)) return next(name, context);
  const { pathname, search } = new URL(name, context.parentURL);
  // The compiled benchmark is in another folder, which has no assets.
  const path = fromTop(fileURLToPath(`file://${pathname}`)).replace(/^bench\/dist\//, '');
  return { url: SCHEME + path + search, shortCircuit: true };
}

/** @type {import('node:module').LoadHook} */
export async function load(url, context, next) {
  if (!url.startsWith(SCHEME)) return next(url, context);
  const { value } = await asset(url.slice(SCHEME.length));
  return { format: 'module', source: moduleOf(value), shortCircuit: true };
}
