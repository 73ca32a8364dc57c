// `--images always` where no photo can be shown says why.

import { beforeAll, expect, test } from 'vitest';
import { fixturePath } from '../support/archives.ts';
import { homeWith, runMain, TERMINAL } from '../support/main.ts';

let home: string;

beforeAll(async () => {
  home = await homeWith(fixturePath('data-2024'));
});

test.each([
  [{}, {}, 'the output is no terminal'],
  [
    { ...TERMINAL, getColorDepth: () => 8 },
    {},
    'the terminal does not say that it has all colours (if it has: COLORTERM=truecolor)',
  ],
  [TERMINAL, { NO_COLOR: '1' }, 'colours are off'],
])('on %j with %j: %s', async (stdout, env, why) => {
  const { code, stderr } = await runMain(['on', '11-22', '--images', 'always'], { home, stdout, env });
  expect({ code, stderr }).toEqual({ code: 0, stderr: `note: photos can't be shown here: ${why}\n` });
});

test('where they can be shown, and where nobody asks, nothing is said', async () => {
  for (const args of [
    ['on', '11-22', '--images', 'always'],
    ['on', '11-22'],
  ]) {
    expect(await runMain(args, { home, stdout: TERMINAL })).toMatchObject({ code: 0, stderr: '' });
  }
});
