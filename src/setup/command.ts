// The work of `memories setup`: asks on a terminal, and elsewhere checks what is set.

import { loadConfig } from '../config/config.ts';
import type { Context } from '../platform/context.ts';
import { settingFlags } from '../cli/flags.ts';
import type { SetupFlags } from './check.ts';

/** `name` is the digest's: `digest` for the first one. */
export async function runSetup(context: Context, flags: SetupFlags, name: string): Promise<void> {
  const config = await loadConfig(context, settingFlags(flags));
  if (flags.input && context.stdin.isTTY && context.stderr.isTTY) {
    const { runSetupDialogue } = await import('./dialogue.ts');
    await runSetupDialogue(context, flags, config, name);
  } else {
    const { checkSetup } = await import('./check.ts');
    await checkSetup(context, flags, config, name);
  }
}
