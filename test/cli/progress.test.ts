// The bar of what takes a while: only on a terminal, and only if it takes longer than a moment.

import { describe, expect, test } from 'vitest';
import { startProgress } from '../../src/cli/progress.ts';
import { contextFor } from '../support/main.ts';

/** A stream that is a terminal, and a clock that the test moves. */
function terminal(isTTY: boolean): {
  context: ReturnType<typeof contextFor>;
  time: { now: number };
  text: () => string;
} {
  let text = '';
  const time = { now: 0 };
  const stderr = { isTTY, columns: 80, write: (more: string) => (text += more) !== '', on: () => undefined };
  const context = { ...contextFor([], { stderr }), now: () => time.now };
  return { context, time, text: () => text };
}

describe('progress', () => {
  test('is not shown of what is done in a moment', async () => {
    const { context, time, text } = terminal(true);
    const progress = await startProgress(context, '{done} of 10 posts', 10);
    progress.advance(5);
    time.now = 600;
    progress.advance(10);
    progress.stop();
    expect(text()).toBe('');
  });

  test('is shown of what takes longer, with how much is done', async () => {
    const { context, time, text } = terminal(true);
    const progress = await startProgress(context, '{done} of 2,000 posts', 2000);
    progress.advance(5);
    time.now = 900;
    progress.advance(1000);
    progress.stop();
    expect(text()).toContain('━');
    expect(text()).toMatch(/50% {2}1,000 of 2,000 posts/);
  });

  test('is never shown where there is no terminal', async () => {
    const { context, time, text } = terminal(false);
    const progress = await startProgress(context, '{done} of 2,000 posts', 2000);
    time.now = 9000;
    progress.advance(1000);
    progress.stop();
    expect(text()).toBe('');
  });
});
