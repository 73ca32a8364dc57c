// What is a word: the index, the query and the marks all stand on it.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isHidden } from '../../src/memories/hide-rules.ts';
import { findMatches } from '../../src/search/matches.ts';
import { parseQuery } from '../../src/search/query/parse.ts';
import { searchWordsOf, signedWordsOf, wordsOf } from '../../src/text/words.ts';
import { ALL, memory } from '../support/memory.ts';

describe('words', () => {
  test.each([
    ['Café CAFE ＣＡＦＥ', 'cafe cafe cafe'],
    ['ﾈｺｶﾌｪ ﾊﾞｽ', 'ネ コ カ フ ェ バ ス'],
    ['図書館でiPhone13を', '図 書 館 で iphone13 を'],
    ['がか', 'が か'],
    ['학교에서', '학 교 에 서'],
    ['กินข้าว', 'กิ น ข้ า ว'],
    ['हिन्दी भाषा', 'हिन्दी भाषा'],
    ['İstanbul ISPARTA ısparta', 'istanbul isparta isparta'],
    ['ΟΔΟΣ οδός', 'οδοσ οδοσ'],
    ['Straße Ærø łódź', 'strasse aero lodz'],
    ['👩🏽‍💻 ❤️ 🇯🇵 1️⃣', '👩 💻 ❤ 🇯🇵 1'],
    ['㈱ ㌔ ™', '株 キ ロ tm'],
    ['https://www.example.com/A-b?c=1', 'example com a b c 1'],
    ['don’t 10:30 snake_case', 'don t 10 30 snake case'],
    ["don't don’t donʼt don‘t don`t don´t don＇t", Array(7).fill('don t').join(' ')],
    ['ʻŌlelo Hawaiʻi ʿAlī', 'olelo hawai i ali'],
    ['dark → light ↔️ 2×3 ≠ 5 ∞ ±1', 'dark → light ↔ 2 × 3 ≠ 5 ∞ ± 1'],
    ['a+b ＋ <b> | ~ ^ =', 'a b b'],
    ['', ''],
    ['… — !', ''],
  ])('of %j are %j', (text, words) => {
    expect(
      wordsOf(text)
        .map(({ word }) => word)
        .join(' '),
    ).toBe(words);
  });

  test.each([
    ['#TookMyBreathAwayhttp://is.gd/a #HTTP', '#tookmybreathaway #http'],
    ['@wren_writes and ＠Otter', '@wren_writes @otter'],
    ['#Café ＃猫カフェ $TSLA $5', '#cafe #猫カフェ $tsla'],
    ['C++ C# c++17 Google+', 'c++ c# c++ google+'],
    ['a@b.com foo#bar 1+1', ''],
  ])('with signs of %j are %j', (text, words) => {
    expect(
      signedWordsOf(text)
        .map(({ word }) => word)
        .join(' '),
    ).toBe(words);
  });

  test('of links are kept apart', () => {
    const { text, spans } = memory({ text: 'see https://example.org/soup now' });
    const words = searchWordsOf(text, spans);
    expect(words.text.map(({ word }) => word)).toEqual(['see', 'now']);
    expect(words.links.map(({ word }) => word)).toEqual(['example', 'org', 'soup']);
  });

  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .array(fc.constantFrom('猫', 'a', 'ß', 'é', 'e\u0301', ' ', 'ｶﾞ', '학', 'น้', '🦦', '@', '#', '+', '_', 'İ', '½'))
      .map((all) => all.join('')),
  );

  test('hold nothing that SQLite would split, and stand where they say', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { word, start, end } of wordsOf(text)) {
          expect(word).toMatch(/^[^\0-\x2f\x3a-\x60\x7b-\x7f]+$/);
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(text.length);
        }
        for (const { word } of signedWordsOf(text))
          expect(word).toMatch(/^[^\0-\x22\x25-\x2a\x2c-\x2f\x3a-\x3f\x41-\x5e\x60\x7b-\x7f]+$/);
      }),
      { numRuns: 2000 },
    );
  });

  test('are found wherever hiding finds a word, so that what may be hidden can be asked of the index', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (before, word, after) => {
        const value = word.trim().toLowerCase();
        const terms = [{ words: wordsOf(value).map((one) => one.word), isPrefix: true, isSigned: false }];
        fc.pre(terms[0]?.words.length !== 0 && !/http|www|^[\p{M}\uff9e\uff9f]/u.test(value));
        const tweet = memory({ text: before + word + after, spans: [] });
        if (!isHidden(tweet, [{ kind: 'word', value }], ALL.timeZone)) return;
        expect(findMatches(tweet.text, [], { terms })).not.toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('matches', () => {
  const marked = (text: string, typed: string): string => {
    const parsed = parseQuery(typed);
    if (!parsed.ok) throw new Error(parsed.problem);
    const { spans } = memory({ text });
    const ranges = findMatches(text, spans, parsed.query);
    return [...ranges]
      .reverse()
      .reduce((all, { start, end }) => `${all.slice(0, start)}[${all.slice(start, end)}]${all.slice(end)}`, text);
  };

  test.each([
    ['The Otter, an OTTER!', 'otter', 'The [Otter], an [OTTER]!'],
    ['a wild, wild river', '"wild river" wild', 'a [wild], [wild river]'],
    ['今日は図書館で猫を見た', '図書館 猫', '今日は[図書館]で[猫]を見た'],
    ['railways and rails', 'rail*', '[railways] and [rails]'],
    ['soup #soup', '#soup', 'soup [#soup]'],
    ['soup #soup', 'soup', '[soup] #[soup]'],
    ['Au cafe\u0301 là', 'cafe', 'Au [cafe\u0301] là'],
    ['see https://example.org/soup', 'example.org', 'see https://[example.org]/soup'],
    ['otter river', 'otter -river since:2015', '[otter] river'],
    ['no match', 'has:photo', 'no match'],
  ])('in %j of %j', (text, typed, expected) => {
    expect(marked(text, typed)).toBe(expected);
  });
});
