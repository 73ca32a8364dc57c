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
  for (const failing of ['exit 3', 'no-such-program-here', 'yes'])
    expect(await runCommandLine(failing, { env, signal }), failing).toMatchObject({ problem: 'failed' });
  const options = { env, signal, timeout: 200 };
  expect(await runCommandLine('sleep 9; echo late', options)).toMatchObject({ problem: 'was not done in time' });
});

test('an abort ends the wait', async () => {
  const stop = new AbortController();
  const running = runCommandLine('exec sleep 99', { env, signal: stop.signal });
  stop.abort(new Error('stopped'));
  await expect(running).rejects.toThrow('stopped');
});
