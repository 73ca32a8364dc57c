// Loads the files of the index, each a script that calls a function with what is in it: a page from a disk may load nothing else.

import type { Entry } from './engine.ts';
import type { Parts } from './finder.ts';
import { CONTENTS, shardName, textsName, type Contents } from './layout.ts';

declare global {
  interface Window {
    /** What the scripts call. */
    memories: (name: string, content: unknown) => void;
  }
}

/** A file that could not be loaded; its message is the file's address, from the page. */
export class MissingPart extends Error {}

/** How many files stay in memory for the next search: some megabytes. */
const MOST_KEPT = 500;

const arrived = new Map<string, unknown>();
const kept = new Map<string, Promise<unknown>>();

window.memories = (name, content) => {
  arrived.set(name, content);
};

export const parts: Parts = {
  contents: () => load(CONTENTS) as Promise<Contents>,
  shard: (segment, shard) => load(shardName(segment, shard)) as Promise<string>,
  texts: (file) => load(textsName(file)) as Promise<readonly Entry[]>,
};

function load(name: string): Promise<unknown> {
  const known = kept.get(name);
  if (known !== undefined) return known;
  const loading = runScript(name);
  kept.set(name, loading);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  // What could not be loaded may be there the next time.
  loading.catch(() => kept.delete(name));
  return loading;
}

async function runScript(name: string): Promise<unknown> {
  const script = document.createElement('script');
  script.src = `search/${name}.js`;
  await new Promise<void>((resolve, reject) => {
    script.onload = () => {
      resolve();
    };
    script.onerror = () => {
      reject(new MissingPart(`search/${name}.js`));
    };
    document.head.append(script);
  }).finally(() => {
    script.remove();
  });
  const content = arrived.get(name);
  arrived.delete(name);
  if (content === undefined) throw new MissingPart(`search/${name}.js`);
  return content;
}
