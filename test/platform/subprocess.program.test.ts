// Command lines of the user's, run by the real shell.

import { expect, test } from 'vitest';
import { runCommandLine } from '../../src/platform/subprocess.ts';

const { signal } = new AbortController();
const env = { PATH: process.env['PATH'], MEMORIES_SMTP_PASSWORD: 'plums' };

test('a command gets its input, no secrets, and what it prints comes back', async () => {
  const line = 'cat; printf "[%s]" "$MEMORIES_SMTP_PASSWORD"';
  expect(await runCommandLine(line, { env, signal, input: 'soup' })).toEqual({ problem: null, stdout: 'soup[]' });
});

test('one that need not read its input ends well, however much there is', async () => {
  expect(await runCommandLine('true', { env, signal, input: 'soup'.repeat(100_000) })).toMatchObject({ problem: null });
});

test('one that fails is distinguished from one that hangs, also in a program of its own', async () => {
  for (const failing of ['exit 3', 'no-such-program-here', 'kill -9 $$'])
    expect(await runCommandLine(failing, { env, signal }), failing).toMatchObject({ problem: 'failed' });
  for (const hanging of [
    'sleep 9; echo late',
    'exec sleep 99',
    "trap '' TERM; sleep 3; sleep 3",
    "trap 'exit 0' TERM; sleep 3",
    'yes',
  ])
    expect(await runCommandLine(hanging, { env, signal, timeout: 200 }), hanging).toMatchObject({
      problem: 'was not done in time',
    });
});

test('what a command leaves in the background is not waited for', async () => {
  const line = "sh -c 'sleep 9; echo late' & echo soup";
  expect(await runCommandLine(line, { env, signal })).toEqual({ problem: null, stdout: 'soup\n' });
});

test('an abort ends the wait, whatever the command makes of it', async () => {
  for (const line of ['exec sleep 99', "trap '' TERM; sleep 3; sleep 3"]) {
    const stop = new AbortController();
    const running = runCommandLine(line, { env, signal: stop.signal });
    setTimeout(() => {
      stop.abort(new Error('stopped'));
    }, 200);
    await expect(running, line).rejects.toThrow('stopped');
  }
});
