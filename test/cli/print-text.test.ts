// What is printed at once since no pager could show it. Starting one would fail here.

import { expect, test } from 'vitest';
import { zipFixture } from '../support/archives.ts';
import { homeWith, runMain, TERMINAL } from '../support/main.ts';

test.each([
  { what: 'kitty', env: { TERM: 'xterm-kitty' }, picture: '\u001B_G' },
  { what: 'iTerm2', env: { TERM_PROGRAM: 'iTerm.app', TERM_PROGRAM_VERSION: '3.5.0' }, picture: '\u001B]1337;' },
])("pictures in $what's own protocol are never shown in a pager", async ({ env, picture }) => {
  const home = await homeWith(await zipFixture('data-2024'));
  const { code, stdout } = await runMain(['on', '11-22'], { home, env, stdout: { ...TERMINAL, rows: 5 } });
  expect(code).toBe(0);
  expect(stdout).toContain(picture);
});
