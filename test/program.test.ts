// The command line as a whole, whichever of its commands are there.

import { expect, test } from 'vitest';
import { GROUPS } from '../src/commands/index.ts';
import { runMain } from './support/main.ts';

test.each(Object.values(GROUPS).flatMap((group) => Object.keys(group)))(
  '%s alone is what it is among all commands',
  async (name) => {
    const alone = await runMain([name, '--help']);
    // Only what is named first is made alone.
    const amongAll = await runMain(['--color', 'never', name, '--help']);
    expect(alone).toEqual(amongAll);
    expect(alone.stdout).toContain(`Usage: memories ${name} `);
  },
);

test('an option before the command changes nothing', async () => {
  const { code, stderr } = await runMain(['--db', 'today', 'serach', 'otter']);
  expect({ code, stderr }).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('there is no command "serach"') as unknown,
  });
});
