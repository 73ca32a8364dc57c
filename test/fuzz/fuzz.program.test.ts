// A few of the damaged archives that `npm run test:fuzz` makes by the thousand; the same ones every time.

import { expect, test } from 'vitest';
import { watchCases } from './watch.ts';

test('no damaged archive makes the program crash, hang, grow, or write where it should not', async () => {
  const { kinds, imported, failures } = await watchCases(1, 30);
  expect(failures).toEqual([]);
  expect(kinds.size).toBeGreaterThan(10);
  expect(imported).toBeGreaterThan(5);
}, 300_000);
