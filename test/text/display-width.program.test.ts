// Lines of scripts whose vowel signs take cells, wrapped by the real program: what wraps them counts as it does itself.

import { expect, test } from 'vitest';
import { displayWidth } from '../../src/text/display-width.ts';
import { archiveWith, databaseOf, homeWith } from '../support/main.ts';
import { runMemories } from '../support/run.ts';

test.each([
  ['Hindi', 'हिन्दी में लिखना और पढ़ना अच्छा लगता है '],
  ['Tamil', 'தமிழ் மொழியில் எழுதுவதும் படிப்பதும் பிடிக்கும் '],
  ['Burmese', 'မြန်မာစာ ရေးတာ ဖတ်တာ ကြိုက်တယ် '],
  ['Khmer', 'ខ្ញុំចូលចិត្តសរសេរភាសាខ្មែរនិងអាន '],
])('no line of %s is wider than 80 cells', async (_, text) => {
  const home = await homeWith(await archiveWith([{ at: '2019-11-22T12:00:00Z', text: text.repeat(8) }]));
  const { stdout } = await runMemories(['on', '11-22', '--db', databaseOf(home)]);
  expect(stdout).toContain(text.slice(0, 5));
  expect(stdout.split('\n').filter((line) => displayWidth(line) > 80)).toEqual([]);
});
