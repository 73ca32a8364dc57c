// Phrases that an address is part of, and symbols as words.

import { beforeAll, describe, expect, test } from 'vitest';
import { archiveWith, homeWith, jsonOf, runMain, TERMINAL } from '../support/main.ts';

const QUOTED = 'Sheer brilliance. https://twitter.com/marsh_light/status/554427535979446273';
const TWEETS = [
  { at: '2016-11-20T10:00:00Z', text: QUOTED },
  { at: '2016-11-21T10:00:00Z', text: 'Link to http://imdb.com url' },
  { at: '2016-11-22T10:00:00Z', text: 'dark → light, 2×3 ≠ 5' },
  { at: '2016-11-23T10:00:00Z', text: 'otter and heron and otter' },
  { at: '2016-11-24T10:00:00Z', text: 'see http://otter.example/heron and more words than the other one' },
  { at: '2016-11-25T10:00:00Z', text: '#TookMyBreathAwayhttp://is.gd/a' },
];

let home: string;

beforeAll(async () => {
  home = await homeWith(await archiveWith(TWEETS));
});

async function found(...words: string[]): Promise<string[]> {
  const { posts: tweets } = (await jsonOf(['search', ...words], { home })) as { posts: { text: string }[] };
  return tweets.map(({ text }) => text);
}

describe('a phrase', () => {
  test.each([[`"${QUOTED}"`], ['"brilliance twitter com marsh"'], ['"status 554427535979446273"']])(
    '%s goes on into an address',
    async (phrase) => {
      expect(await found(phrase)).toEqual([QUOTED]);
    },
  );

  test('does not leave an address out', async () => {
    expect(await found('"to url"')).toEqual([]);
    expect(await found('"link to imdb com url"')).toEqual([TWEETS[1]?.text]);
    expect(await found('"com url"')).toEqual([TWEETS[1]?.text]);
  });

  test('is marked as one', async () => {
    const { stdout } = await runMain(['search', '"to imdb"'], { home, stdout: TERMINAL });
    expect(stdout).toContain('\u001b[1m\u001b[31mto \u001b[');
  });
});

test('a word of an address says less than one of the text', async () => {
  const [first] = await found('otter');
  expect(first).toBe(TWEETS[3]?.text);
});

test.each([['→'], ['"dark → light"'], ['≠'], ['×'], ['"2×3"']])('%s is found', async (words) => {
  expect(await found(words)).toEqual([TWEETS[2]?.text]);
});

test('a tag ends where an address begins', async () => {
  expect(await found('#TookMyBreathAway')).toEqual([TWEETS[5]?.text]);
});
