// Which tweets a rule hides.

import { describe, expect, test } from 'vitest';
import { isHidden, type HideRule } from '../../src/memories/hide-rules.ts';
import { memory, photo, type MemoryDraft } from '../support/memory.ts';

function hides(rule: HideRule, draft: MemoryDraft, timeZone = 'UTC'): boolean {
  return isHidden(memory(draft), [rule], timeZone);
}

test('without a rule nothing is hidden', () => {
  expect(isHidden(memory(), [], 'UTC')).toBe(false);
});

test('any of several rules hides', () => {
  const rules: HideRule[] = [
    { kind: 'word', value: 'gull' },
    { kind: 'date', value: '03-14' },
    { kind: 'user', value: 'old_heron' },
  ];
  expect(isHidden(memory({ text: 'with @old_heron' }), rules, 'UTC')).toBe(true);
  expect(isHidden(memory({ at: '2019-03-14T10:00:00Z' }), rules, 'UTC')).toBe(true);
  expect(isHidden(memory(), rules, 'UTC')).toBe(false);
});

describe('a tweet', () => {
  test('is hidden by its own id, no other', () => {
    expect(hides({ kind: 'tweet', value: '20' }, { id: '20' })).toBe(true);
    expect(hides({ kind: 'tweet', value: '20' }, { id: '200' })).toBe(false);
    expect(hides({ kind: 'tweet', value: '20' }, { id: '7', replyToId: '20', quotedId: '20' })).toBe(false);
  });

  test('that was edited is hidden by the id of its first version', () => {
    expect(hides({ kind: 'tweet', value: '20' }, { id: '21', editOf: '20' })).toBe(true);
  });
});

describe('a date', () => {
  test.each([
    ['2015-03-14', '2015-03-14T12:00:00Z', true],
    ['2015-03-14', '2016-03-14T12:00:00Z', false],
    ['03-14', '2015-03-14T12:00:00Z', true],
    ['03-14', '2016-03-14T12:00:00Z', true],
    ['03-14', '2016-03-15T12:00:00Z', false],
    ['02-29', '2016-02-29T12:00:00Z', true],
    ['02-28', '2016-02-29T12:00:00Z', false],
  ])('%s and a tweet of %s: %s', (value, at, hidden) => {
    expect(hides({ kind: 'date', value }, { at })).toBe(hidden);
  });

  test('is that of the zone', () => {
    const late = { at: '2015-03-14T23:30:00Z' };
    expect(hides({ kind: 'date', value: '2015-03-15' }, late, 'Asia/Tokyo')).toBe(true);
    expect(hides({ kind: 'date', value: '2015-03-14' }, late, 'Asia/Tokyo')).toBe(false);
    expect(hides({ kind: 'date', value: '03-15' }, late, 'Asia/Tokyo')).toBe(true);
  });

  test('of a tweet without a time is the same in every zone', () => {
    for (const zone of ['UTC', 'Asia/Tokyo', 'Pacific/Pago_Pago']) {
      const dateOnly = { at: '2009-03-14T00:00:00Z', id: '1', dateOnly: true };
      expect(hides({ kind: 'date', value: '2009-03-14' }, dateOnly, zone)).toBe(true);
    }
  });
});

describe('a person', () => {
  const rule: HideRule = { kind: 'user', value: 'old_heron' };

  test.each<[string, MemoryDraft]>([
    ['mentioned', { text: 'Walking with @old_heron today' }],
    ['mentioned in other letters', { text: '.@OLD_Heron!' }],
    ['mentioned among others', { text: '@otter_eats @old_heron yes' }],
    ['replied to', { text: 'yes', kind: 'reply', replyToHandle: 'Old_Heron' }],
    ['quoted', { text: 'so true', kind: 'quote', quotedId: '7', quotedHandle: 'old_heron' }],
    ['retweeted', { text: 'RT @old_heron: low tide', kind: 'retweet' }],
  ])('is hidden where they are %s', (_how, draft) => {
    expect(hides(rule, draft)).toBe(true);
  });

  test.each<[string, MemoryDraft]>([
    ['somebody with a longer name', { text: '@old_heron2 and @xold_heron' }],
    ['their name without an @', { text: 'old_heron and #old_heron' }],
    ['their address in a link', { text: 'https://x.com/old_heron' }],
    ['an address of mail', { text: 'me@old_heron' }],
  ])('hides nothing of %s', (_whom, draft) => {
    expect(hides(rule, draft)).toBe(false);
  });
});

describe('a word', () => {
  test.each([
    ['gull', 'A gull!', true],
    ['gull', 'GULL', true],
    ['gull', 'the "Gull"', true],
    ['gull', '#gull', true],
    ['gull', '@gull', true],
    ['gull', 'gulls', false],
    ['gull', 'seagull', false],
    ['gull', 'gull2', false],
    ['gull', 'seagulls and a gull', true],
    ['gull', 'sea-gull', true],
    ['gull', 'https://example.com/gull.jpg', true],
    ['the old job', 'About the OLD job.', true],
    ['the old job', 'about the old jobs', false],
    ['the old job', 'the very old job', false],
    ['café', 'at the CAFÉ', true],
    ['café', 'at the cafe', true],
    ['cafe', 'at the café', true],
    ['café', 'at the cafe\u0301', true],
    ['cafe\u0301', 'at the café', true],
    ['cafe', 'at the cafe\u0301', true],
    ['über', 'Über alles', true],
    ['ёлка', 'ЁЛКА', true],
    ['طيور', 'صباح #طيور', true],
    ['कि', 'कि', true],
    ['क', 'कि', false],
    ['7', '7 gulls', true],
    ['7', '17 gulls', false],
    ['c++', 'I like C++.', true],
    ['🦦', 'an otter🦦here', true],
    ['❤', 'love ❤️', true],
    ["can't", 'I can’t go', true],
    ['can’t', "I can't go", true],
    ["can't", 'I canʼt go', true],
    ['canʼt', 'I can´t go', true],
    ["can't", 'I cant go', false],
    ["can't", 'a can of tea', false],
    ["'tis", 'he said: ’tis late', true],
    ["'tis", 'mantis', false],
    ['the old job', 'the old\njob', true],
    ['the old job', 'The  old \u00a0 job', true],
    ['the\u00a0old job', 'the old job', true],
    ['the old job', 'theold job', false],
    ['straße', 'in der STRASSE', true],
    ['strasse', 'in der Straße', true],
    ['rené', 'with Rene', true],
    ['rene', 'with RENÉ', true],
    ['istanbul', 'in İstanbul', true],
    ['ısparta', 'in Isparta', true],
    ['οδός', 'ΟΔΟΣ', true],
    ['cafe', 'ＣＡＦＥ', true],
    ['ё', 'е', true],
    ['محمد', 'مُحَمَّد', true],
    ['ガ', 'ｶﾞ', true],
    ['rock-n-roll', 'Rock ‘n’ Roll', true],
    ['e-mail', 'an e‑mail', true],
    ['new york', 'New-York', true],
    ['node.js', 'Node. JS', true],
    ['c++', 'c and c', false],
    ['c++', 'C＋＋', true],
    ['-5', '5 gulls', false],
    ['at&t', 'at t', false],
    ['မြန်မာ', 'ကျွန်တော်မြန်မာစာ', true],
    ['\u0301', 'cafe\u0301', false],
  ])('%s in "%s": %s', (value, text, hidden) => {
    expect(hides({ kind: 'word', value }, { text })).toBe(hidden);
  });

  test.each([
    ['散歩', '今日は霧の中を散歩した。'],
    ['霧', '深い霧だった'],
    ['コーヒー', 'アイスコーヒーを飲む'],
    ['スーパー', 'スーパーA'],
    ['커피', '커피를 마셨다'],
    ['ตลาด', 'ไปตลาดน้ำ'],
    ['iphone', '新しいiPhoneが届いた'],
  ])('%s is found anywhere in a script without spaces: %s', (value, text) => {
    expect(hides({ kind: 'word', value }, { text })).toBe(true);
  });

  test('is found in the description of a photo too, but not across two texts', () => {
    const media = [photo({ alt: 'A fence' }), photo({ alt: 'An old Gull' })];
    expect(hides({ kind: 'word', value: 'gull' }, { media })).toBe(true);
    expect(hides({ kind: 'word', value: 'fence' }, { media })).toBe(true);
    expect(hides({ kind: 'word', value: 'fence an old' }, { media })).toBe(false);
  });

  test('is found on both sides of a link, as the search finds it', () => {
    const text = 'the old https://example.org/a job';
    expect(hides({ kind: 'word', value: 'the old job' }, { text })).toBe(true);
    expect(hides({ kind: 'word', value: 'example.org' }, { text })).toBe(true);
  });

  test('of two lines of a description is found too', () => {
    expect(hides({ kind: 'word', value: 'an old gull' }, { media: [photo({ alt: 'An\nold  Gull' })] })).toBe(true);
  });

  test('is none of a pattern’s signs', () => {
    expect(hides({ kind: 'word', value: 'g.ll' }, { text: 'gull' })).toBe(false);
    expect(hides({ kind: 'word', value: '(' }, { text: 'gull' })).toBe(false);
  });
});
