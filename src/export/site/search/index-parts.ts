// The parts of the index, each a script that calls a function with its posts: a page from a disk may load nothing else.

import type { Entry } from './engine.ts';

declare global {
  interface Window {
    /** What the scripts call. */
    memories: (part: number, entries: readonly Entry[]) => void;
  }
}

/** How many parts stay in memory for the next search. */
const MOST_KEPT = 40;

const arrived = new Map<number, readonly Entry[]>();
const kept = new Map<number, readonly Entry[]>();

window.memories = (part, entries) => {
  arrived.set(part, entries);
};

/** The address of a part, from the page. */
export function addressOfPart(part: number): string {
  return `search/${part}.js`;
}

export async function loadPart(part: number): Promise<readonly Entry[]> {
  const known = kept.get(part);
  if (known !== undefined) return known;
  await runScript(addressOfPart(part));
  const entries = arrived.get(part) ?? [];
  arrived.delete(part);
  if (kept.size < MOST_KEPT) kept.set(part, entries);
  return entries;
}

function runScript(address: string): Promise<void> {
  const script = document.createElement('script');
  script.src = address;
  return new Promise<void>((resolve, reject) => {
    script.onload = () => {
      resolve();
    };
    script.onerror = () => {
      reject(new Error(address));
    };
    document.head.append(script);
  }).finally(() => {
    script.remove();
  });
}
