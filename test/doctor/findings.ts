// What `memories doctor` finds, and a home where it finds nothing wrong.

import { homeWith, runMain, type MainOptions } from '../support/main.ts';
import { folderFixture } from '../support/archives.ts';

export interface Found {
  readonly check: string;
  readonly verdict: string;
  readonly says: string;
  readonly todo: string | null;
}

/** What is not in order, and the exit code. */
export async function troubles(options: MainOptions, ...args: string[]): Promise<{ code: number; found: Found[] }> {
  const { code, stdout } = await runMain(['doctor', '--json', ...args], options);
  const { findings } = JSON.parse(stdout) as { findings: Found[] };
  return { code, found: findings.filter(({ verdict }) => verdict !== 'ok') };
}

/** A home in order: its search index is complete. */
export async function soundHome(): Promise<string> {
  const home = await homeWith(await folderFixture('data-2024'));
  await runMain(['search', 'heron'], { home });
  return home;
}
