// A pager, such as less: shows what is longer than the screen from its beginning on, as far as anyone wants to read.

import { spawn, type ChildProcess } from 'node:child_process';
import { basename } from 'node:path';
import type { Context } from './context.ts';
import { withoutSecrets } from './secrets.ts';

/** What a shell says of a command that it can't run, and of one that it can't find. */
const NOT_STARTED = [126, 127];

/**
 * Shows a text with the command, until whoever reads it has seen enough. False when there is no such pager: then nothing has
 * been shown. Throws the signal's reason.
 */
export async function showInPager(context: Context, command: string, text: string): Promise<boolean> {
  const wasStarted = await context.withoutInterrupts(() => runPager(context, command, text));
  context.signal.throwIfAborted();
  return wasStarted;
}

async function runPager({ env, signal }: Context, command: string, text: string): Promise<boolean> {
  const pager = startPager(command, pagerEnvironment(env));
  const stop = (): void => void pager.kill();
  signal.addEventListener('abort', stop);
  try {
    return await new Promise((resolve) => {
      pager.once('error', () => {
        resolve(false);
      });
      pager.once('close', (code) => {
        resolve(code === null || !NOT_STARTED.includes(code));
      });
      // It may be left before it has read everything.
      pager.stdin?.on('error', () => undefined).end(text);
    });
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Only what needs a shell has one, as with git: in between it would take Ctrl-C for itself. */
function startPager(command: string, env: Record<string, string | undefined>): ChildProcess {
  const options = { env, stdio: ['pipe', 'inherit', 'inherit'] as const satisfies unknown[] };
  if (/[^\w\s./:+,@-]/.test(command)) return spawn(command, { ...options, shell: true });
  const [program = '', ...words] = command.split(/\s+/);
  // Colours are shown only so, whatever the user's own LESS says.
  const colors = basename(program) === 'less' ? ['-R'] : [];
  return spawn(program, [...colors, ...words], options);
}

/** As git has it: colours, what was read stays on the screen, and what fits is not waited at. The text is UTF-8 in any locale. */
function pagerEnvironment(env: Context['env']): Record<string, string | undefined> {
  return { LESS: 'FRX', LV: '-c', LESSCHARSET: 'utf-8', ...withoutSecrets(env) };
}
