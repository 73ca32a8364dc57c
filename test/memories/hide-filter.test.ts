// Ways to find hidden posts without looking at each: they find all that a rule hides, and nothing else.

import fc from 'fast-check';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { saveAccount } from '../../src/library/accounts.ts';
import { openDatabase } from '../../src/library/database.ts';
import { PostWriter } from '../../src/library/post-writer.ts';
import type { Memory } from '../../src/library/memory.ts';
import { createHiddenFilter } from '../../src/memories/hide-filter.ts';
import { isHidden, type HideRule } from '../../src/memories/hide-rules.ts';
import { searchPosts } from '../../src/search/find-posts.ts';
import { updateSearchIndex } from '../../src/search/index/update.ts';
import { EVERYTHING } from '../../src/search/query/query.ts';
import { localClock } from '../../src/time/zone.ts';
import { ALL, memory, photo } from '../support/memory.ts';
import { tempFolder } from '../support/temp.ts';

const folder = tempFolder();
const db = openDatabase(join(folder, 'memories.db'), { create: true });
afterAll(() => db.close());
let accountId = 0;

/** What words are made of here: spellings that are one word to people, and what may stand between them. */
const PIECES = [
  ...['can', "can't", 'can’t', 'canʼt', 't', 'the', 'old', 'job', 'JOB', 'straße', 'STRASSE', 'café', 'cafe\u0301'],
  ...['İstanbul', 'ısparta', 'ΟΔΟΣ', 'οδός', 'ＣＡＦＥ', 'ﬁne', '㌔', 'キロ', 'ｶﾞ', 'か\u3099', 'が', '図書館', '猫'],
  ...[
    '학교',
    '학교에서',
    'کتاب',
    'مُحَمَّد',
    'คน',
    'हिन्दी',
    'မြန်',
    '❤',
    '❤️',
    '🦦',
    'c++',
    '#tag',
    '@old_heron',
    'http',
    '½',
  ],
  ...['https://example.org/job', 'https://x.com/a猫', 'ŉ', '7', '1️⃣', 'é'],
];
const GAPS = [' ', ' ', '  ', '\n', '\u00a0', '', '-', '‑', '.', '’', '_', '\u3000', '! '];

const phrase = fc
  .array(fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom(...GAPS)), { minLength: 1, maxLength: 4 })
  .map((all) => all.flat().join('').trim());

const POSTS: readonly Memory[] = fc
  .sample(fc.tuple(phrase, phrase, fc.option(phrase)), { numRuns: 300, seed: 7 })
  .map(([one, other, alt], index) =>
    memory({
      at: new Date(Date.UTC(2015, 0, 1 + index)).toISOString(),
      text: `${one} ${other}`,
      media: alt === null ? [] : [photo(), photo({ alt })],
      replyToHandle: index % 50 === 0 ? 'Old_Heron' : null,
    }),
  );

beforeAll(async () => {
  accountId = saveAccount(db, { network: 'twitter', id: null, handle: 'wren', name: null, timeZone: null }, 0);
  const writer = new PostWriter(db);
  db.transaction(() => {
    for (const post of POSTS) writer.save(post, accountId, 0);
  })();
  await updateSearchIndex(db);
});

function hiddenIds(rules: readonly HideRule[]): string[] {
  return POSTS.filter((post) => isHidden(post, rules, 'UTC')).map(({ id }) => id);
}

function check(rules: readonly HideRule[]): number {
  const hidden = hiddenIds(rules);
  const filter = createHiddenFilter(
    db,
    { circle: true, accountIds: [accountId], range: null },
    rules,
    'UTC',
    localClock('UTC'),
  );
  const filtered = POSTS.filter((post) =>
    filter.hides({ postedAt: post.postedAt, dateOnly: false, isMarked: filter.ids.includes(post.id) }),
  );
  expect(filtered.map(({ id }) => id)).toEqual(hidden);
  const request = { query: EVERYTHING, choice: { ...ALL, hidden: rules }, accountIds: [accountId] };
  const found = searchPosts({ db, mediaFolder: folder }, request);
  const shown = POSTS.filter(({ id }) => !hidden.includes(id)).map(({ id }) => id);
  expect([...found.moments('oldest')].map(({ id }) => id)).toEqual(shown);
  expect(found.leftOut.hidden).toBe(hidden.length);
  return hidden.length;
}

describe('what a rule hides is hidden from counts and searches too', () => {
  test('for any word or phrase', () => {
    let hits = 0;
    fc.assert(
      fc.property(phrase, (value) => {
        hits += check([{ kind: 'word', value: value.toLowerCase() }]);
      }),
      { numRuns: 100 },
    );
    expect(hits).toBeGreaterThan(20);
  });

  test('for words that have a link between them', () => {
    expect(check([{ kind: 'word', value: 'မြန် can' }])).toBeGreaterThan(0);
  });

  test.each(PIECES)('for %s', (piece) => {
    expect(check([{ kind: 'word', value: piece.toLowerCase() }])).toBeGreaterThan(0);
  });

  test('for rules of every kind together', () => {
    const [post] = POSTS;
    const rules: HideRule[] = [
      { kind: 'word', value: "can't" },
      { kind: 'word', value: '猫' },
      { kind: 'user', value: 'old_heron' },
      { kind: 'date', value: '03-14' },
      { kind: 'date', value: '2015-05-01' },
      { kind: 'tweet', value: post?.id ?? '' },
    ];
    expect(check(rules)).toBeGreaterThan(20);
  });
});

test('one spelling of a word hides all the others', () => {
  const hidden = (value: string): string[] => hiddenIds([{ kind: 'word', value }]);
  expect(hidden("can't")).toEqual(hidden('can’t'));
  expect(hidden("can't")).toEqual(hidden('canʼt'));
  expect(hidden('strasse')).toEqual(hidden('straße'));
  expect(hidden('cafe')).toEqual(hidden('café'));
  expect(hidden('the old')).toEqual(hidden('the\u00a0old'));
});
