// Asks before something is done that can't be taken back.

import type { Context } from '../platform/context.ts';

/** Whether there is somebody to ask. */
export function mayAsk({ stdin, stderr }: Context, { input }: { readonly input: boolean }): boolean {
  return input && stdin.isTTY === true && stderr.isTTY === true;
}

/** Enter means no. */
export async function isConfirmed(context: Context, message: string): Promise<boolean> {
  const { confirm } = await import('@inquirer/prompts');
  const output = context.stderr as unknown as NodeJS.WritableStream;
  return confirm({ message, default: false }, { signal: context.signal, output });
}
