// How long a text is, without what says nothing, in any script.

import { describe, expect, test } from 'vitest';
import { ownLength } from '../../src/memories/own-words.ts';
import { post } from './ranked-posts.ts';

describe('the length of own words', () => {
  const lengthOf = (text: string): number => ownLength(post({ text }));

  test.each<[text: string, length: number]>([
    ['', 0],
    ['… — !!! 🎉🎉', 0],
    ['The sea, 2012', 10],
    ['@otter_eats the https://example.com/sea @b sea', 6],
    ['soup with #eel', 9.5],
    ['#eel #soup #reeds #boat #canal #heron #otter #moorhen #river #weir', 20],
    ['soooooooo good', 7],
    ['wwwwww 笑笑笑笑', 8],
    ['海', 3],
    ['うみ', 3],
    ['바다', 4],
    ['𠮷野家', 9],
    ['é', 1],
    ['e\u0301', 1],
    ['z\u0300\u0301\u0302\u0303algo', 5],
    ['❤️', 0],
    ['न\u0940', 1.5],
    ['\ud800', 0],
  ])('of %j is %d', (text, length) => {
    expect(lengthOf(text)).toBeCloseTo(length);
  });

  test.each([
    ['German', 'Alle Menschen sind frei und gleich an Würde und Rechten geboren.'],
    ['Japanese', 'すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。'],
    ['Chinese', '人人生而自由，在尊严和权利上一律平等。'],
    ['Korean', '모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.'],
    ['Russian', 'Все люди рождаются свободными и равными в своем достоинстве и правах.'],
    ['Hindi', 'सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है।'],
    ['Thai', 'มนุษย์ทั้งปวงเกิดมามีอิสระและเสมอภาคกันในศักดิ์ศรีและสิทธิ'],
    ['Arabic', 'يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق.'],
    ['Hebrew', 'כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם.'],
  ])('is about the same in %s as in English', (_language, text) => {
    const english = lengthOf('All human beings are born free and equal in dignity and rights.');
    expect(lengthOf(text) / english).toBeGreaterThan(0.75);
    expect(lengthOf(text) / english).toBeLessThan(1.55);
  });

  test('ends where it is told to, even within a link or a tag', () => {
    const whole = post({ text: 'soup https://example.com/a #eel and bread' });
    expect(ownLength(whole, 4)).toBe(4);
    expect(ownLength(whole, 10)).toBe(4);
    expect(ownLength(whole, 0)).toBe(0);
    expect(ownLength(whole)).toBeCloseTo(4 + 1.5 + 8);
  });
});
